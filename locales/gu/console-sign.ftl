# The officers' console: the first page, and second signatures.
# Check: all of this file wants the eye of a native reader.

today-running-out = આજે સમય પૂરો થાય છે
today-signatures = બીજી સહી
today-until = { $at } સુધી
today-nothing = તમારા માટે કશું બાકી નથી.
today-meeting = આગલી બેઠક: { $meeting }
today-sign = { $n ->
    [one] { $n } કામ તમારી સહીની રાહ જુએ છે
   *[other] { $n } કામ તમારી સહીની રાહ જુએ છે
}
today-sign-one = નંબર { $no } પર સહી કરો: { $act }
today-came-back = { $n ->
    [one] તમે માગેલું { $n } કામ પાછું આવ્યું છે
   *[other] તમે માગેલાં { $n } કામ પાછાં આવ્યાં છે
}

sign-to-sign = તમે સહી કરી શકો છો
sign-none = તમારી સહીની રાહ કશું જોતું નથી.
sign-hers = તમે માગેલું
sign-not-hers = બીજી હોદ્દેદાર સહી કરે
sign-asked-by = { $name } એ માગ્યું
sign-asked = { $name } એ આ { $at } વાગ્યે માગ્યું.
sign-until = { $at } સુધી
sign-what = આના પર સહી થાય છે
sign-who = કોણ સહી કરે છે?
sign-me = હું
sign-other = બીજી હોદ્દેદાર, આ જ કમ્પ્યુટર પર
sign-other-can = બીજી હોદ્દેદાર અહીં જ સહી કરી શકે છે, અને તમે અંદર રહો છો.
sign-other-help = તે પોતાનું નામ, ગુપ્ત વાક્ય અને કોડ લખે. તમે અંદર રહો છો, તે નહીં.
sign-other-name = તેનું નામ
sign-other-passphrase = તેનું ગુપ્ત વાક્ય
sign-other-code = તેની ઍપનો કોડ, અથવા તેના કાગળનો આગલો કોડ
sign-other-wrong = આ નામ, ગુપ્ત વાક્ય અને કોડ સાથે નથી, અથવા ઘણી વાર ખોટું લખાયું છે અને તેને રાહ જોવી પડશે, વધુમાં વધુ એક કલાક.
sign-agree = સહી કરો
sign-reason = ના હોય તો: કેમ?
sign-reason-help = એક લીટીમાં. જેણે માગ્યું તે આ વાંચે છે.
sign-reason-wrong = કેમ તે લખો, એક લીટીમાં, વધુમાં વધુ 300 અક્ષર.
sign-reason-was = કારણ: { $reason }
sign-return = પાછું મોકલો
sign-refuse = ના પાડો
sign-withdraw = પાછું ખેંચો
sign-all = બધી સહીઓ
sign-came-back = જેણે માગ્યું તેની પાસે પાછું ગયું. તે પાછું ખેંચીને ફરી માગે.
sign-own = તમે માગ્યું છે, તેથી તમે સહી કરતાં નથી.
sign-last-editor = છેલ્લે તમે બદલ્યું છે, તેથી તમે સહી કરતાં નથી.
sign-about-self = તે તમારા વિશે છે, તેથી તમે સહી કરતાં નથી.
sign-late = તેનો સમય પૂરો થયો. ફરી માગી શકાય છે.
sign-ended = તે પહેલાં જ પૂરું થયું છે.
sign-changed = તમે જોયું હતું તેવું હવે નથી. અત્યારે છે તેમ ફરી વાંચો; પછી સહી કરો, અથવા પાછું મોકલો.
sign-not-asker = જેણે માગ્યું તે જ પાછું ખેંચે.
sign-no-right = તેના હોદ્દાથી આવી સહી થતી નથી.
sign-moved = બીજું કોઈ વહેલું હતું. અત્યારે આમ છે; તમે કશું કર્યું નથી.
sign-asker = જેણે માગ્યું તે હવે હોદ્દેદાર નથી, અથવા માગી શકતી નથી. ના પાડી શકાય છે.

state-signed = સહી થઈ અને કામ થયું.
state-refused = ના પાડવામાં આવી.
state-withdrawn = જેણે માગ્યું તેણે પાછું ખેંચ્યું.
state-expired = 72 કલાકમાં કોઈએ સહી કરી નહીં.

done-signed = સહી થઈ, અને કામ થયું.
done-returned = તમારા કારણ સાથે પાછું ગયું.
done-refused = ના પાડી. તેમાંનું કશું થયું નથી.
done-withdrawn = પાછું ખેંચ્યું. તેમાંનું કશું થયું નથી.

act-pin-unlock = પિનનાં તાળાં ખોલવાં
act-pin-activate = નવા પિન માટે કોડ
act-notice-announce = સૂચના
act-member-import = સભ્યોનું રજિસ્ટર
act-member-leave = સભ્યને કાઢવા
act-officer-add = નવી હોદ્દેદાર
act-officer-role = હોદ્દેદારનો હોદ્દો
act-officer-end = હોદ્દાનો અંત
act-other = બે જણનું કામ

preview-unlock-pins = { $n ->
    [one] સભ્ય { $numbers } ના પિનનું દરેક તાળું ખોલવું.
   *[other] { $n } સભ્યોના પિનનું દરેક તાળું ખોલવું: { $numbers }.
}
preview-activate-pins = { $n ->
    [one] કાગળ પર કોડ બનાવવો, જેનાથી સભ્ય { $numbers } નવો પિન પસંદ કરે.
   *[other] કાગળ પર કોડ બનાવવા, જેનાથી { $n } સભ્યો નવો પિન પસંદ કરે: { $numbers }.
}
preview-add-officer = { $name } ને હોદ્દેદાર બનાવવી: { $role }.
preview-add-officer-member = { $name }, સભ્ય { $no }, ને હોદ્દેદાર બનાવવી: { $role }.
preview-give-role = { $name } ને એક હોદ્દો વધુ આપવો: { $role }.
preview-take-role = { $name } પાસેથી હોદ્દો લેવો: { $role }.
preview-end-officer = { $name } નો હોદ્દો પૂરો કરવો. તેનું ગુપ્ત વાક્ય પછી કશું ખોલતું નથી.
preview-text = { $lang }, { $n } SMS:
preview-text-quiet = { $lang }, જ્યાં બીજાં પણ ફોન વાંચે છે, { $n } SMS:
preview-no-words = { $lang }: કોઈને કહેવાતું નથી. “{ $text }” માટે તેમાં મંજૂર શબ્દો નથી.
preview-nobody = તે કોઈ સુધી પહોંચતું નથી.
preview-reach = { $phones } ફોન પર { $women } બહેનો સુધી પહોંચે છે: { $texts } સંદેશા, { $parts } SMS, લગભગ રૂ. { $rupees }.
preview-none = { $n ->
    [one] { $n } સભ્યને નથી મળતું: તેણે STOP કહ્યું છે, કે ફોન નથી, કે તેના માટે મંજૂર શબ્દો નથી.
   *[other] { $n } સભ્યોને નથી મળતું: તેમણે STOP કહ્યું છે, કે ફોન નથી, કે તેમના માટે મંજૂર શબ્દો નથી.
}
preview-register = { $new } નવાં સભ્યો, { $changed } બદલાયાં, { $same } એનાં એ.
preview-unread = “{ $column }” ખાનું વંચાતું નથી.
preview-altered = લીટી { $line }, સભ્ય { $no }: { $changes }.
preview-without-phone = { $n ->
    [one] ફોન વગર: લીટી { $numbers }. તે ફોન કરી શકતી નથી અને તેને સંદેશો મળતો નથી.
   *[other] ફોન વગર: લીટી { $numbers }. તેઓ ફોન કરી શકતાં નથી અને તેમને સંદેશો મળતો નથી.
}
preview-shared-phone = સભ્યો { $numbers } એક ફોન વાપરે છે, કુલ { $n }. તેમને માત્ર એટલું લખાય છે કે સંદેશો છે.

altered-name = નામ બીજું
altered-quiet = હવેથી સંદેશા કશું કહેતા નથી
altered-lang = ભાષા { $lang }
altered-phone = ફોન { $old } → { $new }
altered-joined = જોડાયાં { $old } → { $new }
altered-village = ગામ { $old } → { $new }
altered-group = જૂથ { $old } → { $new }

cannot-unknown = { $n ->
    [one] આમ સહી થઈ શકતી નથી: { $numbers } હવે કોઈ ચાલુ સભ્યનો નંબર નથી.
   *[other] આમ સહી થઈ શકતી નથી: { $numbers } હવે ચાલુ સભ્યોના નંબર નથી.
}
cannot-no-phone = { $n ->
    [one] આમ સહી થઈ શકતી નથી: સભ્ય { $numbers } નો ફોન નથી, જેનાથી કોડ વપરાય.
   *[other] આમ સહી થઈ શકતી નથી: સભ્યો { $numbers } ના ફોન નથી, જેનાથી કોડ વપરાય.
}
cannot-said = આમ સહી થઈ શકતી નથી: આ જ { $at } વાગ્યે જણાવાયું હતું.
cannot-time = આમ સહી થઈ શકતી નથી: લખાણમાંનો સમય વીતી ગયો છે, કે બહુ દૂર છે.
cannot-register = આમ સહી થઈ શકતી નથી: રજિસ્ટર હવે અહીંનાં સભ્યો સાથે મળતું નથી.
cannot-officer = આમ સહી થઈ શકતી નથી: આ હોદ્દેદાર વિશે કંઈક બદલાયું છે.
cannot-other = આમ થઈ શકતું નથી. કારણ સાથે પાછું મોકલો.

slips-title = કોડની કાપલીઓ
slips-print = આ પાનું અત્યારે જ છાપો, અને દરેક બહેનને તેની જ કાપલી આપો. કોડ ફરી બતાવાતા નથી.
slips-dial = તમારા ફોનથી { $dial } લગાડો. પિન પુછાય ત્યાં આ કોડ લખો:
slips-choose = પછી તમે જ જાણો એવો પિન પસંદ કરો. બીજા કોઈએ તે જાણવાનો નથી, હોદ્દેદારે પણ નહીં.
slips-until = કોડ એક જ વાર ચાલે છે, { $at } સુધી.
slips-untold = { $n ->
    [one] સભ્ય { $numbers } ને કોઈ સંદેશો આ કહેતો નથી. કોઈએ તેને કહેવું પડશે.
   *[other] { $n } સભ્યોને કોઈ સંદેશો આ કહેતો નથી: { $numbers }. કોઈએ તેમને કહેવું પડશે.
}
slips-next = આગળ

lang-gu = ગુજરાતી
lang-gu-latn = ABC માં લખેલી ગુજરાતી
lang-hi = હિન્દી
lang-hi-latn = ABC માં લખેલી હિન્દી
lang-en = અંગ્રેજી
