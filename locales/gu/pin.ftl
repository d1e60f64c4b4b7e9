# The PIN: asking, wrong, locked, and choosing a new one.
# Change only words. Leave the names before "=", the dots, and all that stands in { } as they are.

# Check: .again here and below is new, read it.
pin-ask = તમારો 4 આંકડાનો પિન?
    .again = પિન 4 આંકડાનો છે. ફરી લખો.
pin-wrong = પિન ખોટો છે. હજી { $tries } વાર લખી શકો.
    .again = પિન 4 આંકડાનો છે. ફરી લખો.
# Check: હોદ્દેદાર (officer); many say બહેન.
pin-locked = પિન બંધ છે. અડધા કલાક પછી ફરી કરો. તોય બંધ હોય તો બે હોદ્દેદારને મળો.
# Check: new line, read it.
pin-none = તમારો પિન હજી બન્યો નથી. બેઠકમાં બે હોદ્દેદાર આપશે.
# Check: new lines, read them.
pin-new = હવે તમારો પોતાનો નવો 4 આંકડાનો પિન લખો.
    .again = 4 આંકડા લખો, 1234 જેવા સહેલા નહીં.
# Check: new lines, read them.
pin-repeat = નવો પિન ફરી લખો.
    .again = બંને સરખા નથી. નવો પિન ફરી લખો.
# Check: new line, read it.
pin-saved = નવો પિન નોંધાયો.
    .go-on = આગળ
