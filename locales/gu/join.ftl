# What a caller hears whose number no member has.
# Change only words. Leave the names before "=", the dots, and all that stands in { } as they are.

# Check: new line, read it.
join-how = નમસ્તે. { $coop }: જોડાવા બેઠકમાં આવો અથવા સખીને મળો.
