# The language screen, from Help and at first use.
# Change only words. Leave the names before "=", the dots, and all that stands in { } as they are.

language-choose =
    .gujarati = Gujarati
    .hindi = Hindi
    .english = English
