# Help: a call from the sakhi, a new PIN, private texts, and three short lessons.
# Change only words. Leave the names before "=", the dots, and all that stands in { } as they are.

help-main =
    .call = મને ફોન કરો
    .pin = નવો પિન
    .language = ભાષા
    .private = ખાનગી SMS
    .learn = શીખો
    .complain = ફરિયાદ
# Check: new lines, read them.
help-call = સખી આ નંબર પર ફોન કરશે.
    .today = આજે
    .tomorrow = આવતી કાલે
    .other = બીજો નંબર
# Check: new lines, read them.
help-other = કયો નંબર? ફક્ત આ એક ફોન માટે.
    .again = નંબરના 10 આંકડા લખો.
# Check: new lines, read them.
help-called = { $call_day ->
    [today] નોંધ્યું. સખી આજે ફોન કરશે.
   *[tomorrow] નોંધ્યું. સખી આવતી કાલે ફોન કરશે.
}
# Check: new lines, read them.
help-new-pin = નવો 4 અંકનો પિન લખો.
    .again = 4 અંક લખો, 1234 જેવા સહેલા નહીં.
# Check: new lines, read them.
help-new-pin-again = નવો પિન ફરી લખો.
    .again = બંને સરખા નથી. નવો પિન ફરી લખો.
# Check: new line, read it.
help-pin-saved = નવો પિન નોંધાયો.
# Check: does it say that nobody who takes the phone reads what it is about?
help-private = SMSમાં ફક્ત 'તમારો સંદેશ' લખાશે.
    .on = ચાલુ
    .off = બંધ
# Check: new lines, read them.
help-private-set = { $private ->
    [on] ખાનગી SMS ચાલુ છે.
   *[off] ખાનગી SMS બંધ છે.
}
# Check: new lines, read them.
help-learn = શું શીખવું છે?
    .permission = પરવાનગી
    .vote = તમારો મત
    .rights = તમારા હક
# Check: new text, read it aloud.
help-learn-permission = સભ્યોના મતદાન અને તમારી હા વગર બહારનું કોઈ તમારો હિસાબ જોતું નથી. ના પાડો તો કંઈ ફરક નહીં પડે. ગમે ત્યારે બંધ કરી શકો: મેનુ 3.
# Check: new text, read it aloud.
help-learn-vote = એક બહેન, એક મત. મત ગુપ્ત છે: હોદ્દેદાર પણ જોઈ ન શકે. મતદાન બંધ થાય ત્યાં સુધી બદલી શકો; છેલ્લો મત ગણાય.
# Check: new text, read it aloud.
help-learn-rights = તમે તમારો હિસાબ જોઈ શકો, નકલ લઈ શકો, સુધારાવી કે ભૂંસાવી શકો, વારસદાર નીમી શકો, ફરિયાદ કરી શકો: મેનુ 3, પછી 4. { $case_days } દિવસમાં જવાબ.
