# The language screen, from Help and at first use: each language in its own script.
# Change only words. Leave the names before "=", the dots, and all that stands in { } as they are.

language-choose =
    .gujarati = ગુજરાતી
    .hindi = हिन्दी
    .english = English
