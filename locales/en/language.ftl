# The three languages, each in its own script; the same words in every language.
# Change only words. Leave the names before "=", the dots, and all that stands in { } as they are.

language-choose =
    .gujarati = Gujarati
    .hindi = Hindi
    .english = English
