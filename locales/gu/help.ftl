# Help: a call from the sakhi, a new PIN, private texts, and three short lessons.
# Change only words. Leave the names before "=", the dots, and all that stands in { } as they are.

help-main =
    .call = મને ફોન કરો
    .pin = નવો પિન
    .language = ભાષા
    .private = ખાનગી મેસેજ
    .learn = શીખો
    .complain = ફરિયાદ
    .messages = મેસેજ
# Check: new lines, read them.
help-call = સખી આ નંબર પર ફોન કરે?
    .today = આજે
    .tomorrow = આવતીકાલે
    .other = બીજો નંબર
# Check: new lines, read them.
help-other = કયા નંબર પર ફોન કરીએ? નંબર રાખીશું નહીં.
    .again = નંબરના 10 આંકડા લખો.
# Check: new lines, read them.
help-called = { $call_day ->
    [today] નોંધ્યું. સખી આજે ફોન કરશે.
   *[tomorrow] નોંધ્યું. સખી આવતીકાલે ફોન કરશે.
}
# Check: new lines, read them.
help-new-pin = નવો 4 આંકડાનો પિન લખો.
    .again = 4 આંકડા લખો, 1234 જેવા સહેલા નહીં.
# Check: new lines, read them.
help-new-pin-again = નવો પિન ફરી લખો.
    .again = બંને સરખા નથી. નવો પિન ફરી લખો.
# Check: new line, read it.
help-pin-saved = નવો પિન નોંધાયો.
# Check: does it say that nobody who takes the phone reads what it is about?
help-private = ખાનગી હોય તો મેસેજમાં ફક્ત 'મેસેજ છે' લખીશું.
    .on = ચાલુ
    .off = બંધ
# Check: new lines, read them.
help-private-set = { $private ->
    [on] ખાનગી મેસેજ ચાલુ છે.
   *[off] ખાનગી મેસેજ બંધ છે.
}
# Check: new lines, read them.
help-learn = શું શીખવું છે?
    .permission = પરવાનગી
    .vote = તમારો મત
    .rights = તમારા હક

# A lesson is one page and one more behind 9. Check: new texts, read them aloud.
help-learn-permission = તમારા હિસાબની બે ચાવી: સભ્યોનો મત અને તમારી હા.
    .more = ના પાડો તો મંડળીમાં કંઈ અટકશે નહીં. ગમે ત્યારે બંધ કરો: મેનુ 3.
help-learn-vote = એક બહેન, એક મત. ગુપ્ત છે: હોદ્દેદાર પણ ન જોઈ શકે.
    .more = મતદાન ચાલુ છે ત્યાં સુધી બદલી શકો. છેલ્લો મત ગણાય.
help-learn-rights = તમારો હિસાબ જુઓ, નકલ લો, સુધરાવો કે ભૂંસાવો.
    .more = નોમિની લખાવો, ફરિયાદ કરો: મેનુ 3, પછી 4. { $case_days } દિવસમાં જવાબ.
# Check: new line, read it.
help-complain = મંડળીને ફરિયાદ કરવી છે?
    .yes = હા
