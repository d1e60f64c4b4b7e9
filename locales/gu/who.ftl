# Which of the members who share this phone is calling.
# Change only words. Leave the names before "=", the dots, and all that stands in { } as they are.

# Check: .again is new, read it.
who-number = નમસ્તે. તમારો સભ્ય નંબર?
    .again = સભ્ય કાર્ડ પરનો નંબર લખો.
