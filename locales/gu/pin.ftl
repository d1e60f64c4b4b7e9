# The PIN: asking, wrong, locked, and choosing a new one.
# Change only words. Leave the names before "=", the dots, and all that stands in { } as they are.

# Check: .again here and below is new, read it.
pin-ask = તમારો 4 આંકડાનો પિન?
    .again = પિન 4 આંકડાનો છે. ફરી લખો.
pin-wrong = પિન ખોટો છે. હજી { $tries } વાર લખી શકો.
    .again = પિન 4 આંકડાનો છે. ફરી લખો.
# Check: હોદ્દેદાર (officer); many say બહેન.
pin-locked = પિન બંધ છે. અડધા કલાક પછી ફરી કરો.
# Check: new line, read it.
pin-locked-long = પિન બંધ છે. બે હોદ્દેદાર ખોલી આપશે. તેમને મળો.
# Check: new line, read it.
pin-tried = કોઈએ { $wrong_pins } વાર ખોટો પિન લખ્યો. તમે નહીં? નવો રાખો.
    .go-on = આગળ
    .new = નવો પિન
# Check: new line, read it.
pin-ask-shared = તમારો 4 આંકડાનો પિન? ન હોય તો ચિઠ્ઠીનો 6 આંકડાનો કોડ.
    .again = પિન 4 આંકડાનો, કોડ 6 આંકડાનો છે. ફરી લખો.
pin-wrong-either = આ બરાબર નથી. હજી { $tries } વાર લખી શકો.
    .again = પિન 4 આંકડાનો, કોડ 6 આંકડાનો છે. ફરી લખો.
pin-code = તમારો પિન હજી નથી. બે હોદ્દેદાર ચિઠ્ઠી આપે, તેનો કોડ લખો.
    .again = ચિઠ્ઠીનો કોડ 6 આંકડાનો છે. ફરી લખો.
# Check: new lines, read them.
pin-new = હવે તમારો પોતાનો નવો 4 આંકડાનો પિન લખો.
    .again = 4 આંકડા લખો, 1234 જેવા સહેલા નહીં.
# Check: new lines, read them.
pin-repeat = નવો પિન ફરી લખો.
    .again = બંને સરખા નથી. નવો પિન ફરી લખો.
# Check: new line, read it.
pin-saved = નવો પિન નોંધાયો.
    .go-on = આગળ
