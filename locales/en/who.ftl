# Which of the members who share this phone is calling.
# Change only words. Leave the names before "=", the dots, and all that stands in { } as they are.

who-number = Namaste. Your member number?
    .again = Type the number on your member card.
