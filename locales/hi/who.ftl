# Which of the members who share this phone is calling.
# Change only words. Leave the names before "=", the dots, and all that stands in { } as they are.

# Check: .again is new, read it.
who-number = नमस्ते। आपका सदस्य नंबर?
    .again = सदस्य कार्ड पर लिखा नंबर लिखें।
