# The officers' console: members, their phones, and codes for new PINs.
# Check: all of this file wants the eye of a native reader.

today-pins = પિન
today-locked = { $n ->
    [one] { $n } બહેનનો પિન બંધ છે; બે હોદ્દેદાર ખોલે
   *[other] { $n } બહેનોના પિન બંધ છે; બે હોદ્દેદાર ખોલે
}

members-search = શોધો
members-search-help = નંબર, કોઈ પણ લિપિમાં નામ, ગામ, જૂથ, અથવા ફોનના છેલ્લા ત્રણ-ચાર આંકડા.
members-find = શોધો
members-n = { $n ->
    [one] { $n } સભ્ય
   *[other] { $n } સભ્યો
}
members-many = { $n } કરતાં વધુ સભ્યો
members-none = હજી કોઈ સભ્ય નથી. જે મશીન ચલાવે છે તે નોંધપોથી આનાથી લાવે: sahkar import members
members-none-found = કોઈ મળ્યું નહીં. ઓછા અક્ષરથી વધુ મળે છે.
members-next = આગલું પાનું
members-all = બધા સભ્યો

member-no-name = (નામ નથી)
member-phone = ફોન …{ $end }
member-phone-shared = { $n ->
    [one] ફોન …{ $end }, બીજાં { $n } સભ્ય સાથે વહેંચેલો
   *[other] ફોન …{ $end }, બીજાં { $n } સભ્યો સાથે વહેંચેલો
}
member-waits = સહીની રાહ જુએ છે:
member-left = તે હવે સભ્ય નથી.
member-village = ગામ
member-group = જૂથ
member-lang = ભાષા
member-lang-none = હજી પસંદ કરી નથી
member-private = SMS
member-private-yes = માત્ર એટલું કહે છે કે સંદેશ છે
member-private-no = શેના વિશે છે તે કહે છે
member-joined = સભ્ય ક્યારથી
member-phones = ફોન
member-no-phone = અહીં તેનો ફોન નથી.
member-pin = પિન
member-pin-yes = તેની પાસે પિન છે.
member-pin-no = તેની પાસે હજી પિન નથી.
member-pin-code = કોડની ચિઠ્ઠી બની છે; કોડ { $at } સુધી ચાલે છે.
member-pin-locked = તેનો પિન { $at } સુધી બંધ છે.
member-pin-locked-for-good = તેનો પિન બંધ છે; બે હોદ્દેદાર ખોલે ત્યારે ખૂલે.
member-pin-how = તેનો પિન કોઈ જોતું નથી અને કોઈ પસંદ કરતું નથી. ચિઠ્ઠીમાં કોડ હોય છે; તેનાથી તે પોતાના ફોન પરથી નવો પિન પસંદ કરે છે. પહેલાં બીજી હોદ્દેદાર સહી કરે છે.
member-pin-slip = ચિઠ્ઠી માગો
member-pin-unlock = બંધ પિન ખોલવા માગો
member-looks = કોણે જોયું
member-looks-none = હજી કોઈએ જોયું નથી.

reveal-why = આખો નંબર જુઓ: કેમ?
reveal-help = તમે જોયું અને કેમ, તે લખાય છે. તે પૂછી શકે છે.
reveal-choose = કારણ પસંદ કરો
reveal-call = તેને ફોન કરવા
reveal-check = કાગળ સાથે મેળવવા
reveal-asked = તે પૂછે છે કે અહીં કયો નંબર છે
reveal-texts = SMS તેને પહોંચતા નથી
reveal-no-reason = કેમ જોવો છે તે પસંદ કરો.
reveal-show = બતાવો
reveal-five = આ પાનું પાંચ મિનિટ પછી જાતે પાછું જાય છે.
reveal-back = છુપાવો

look-member = આ પાનું જોયું
look-numbers = આખો નંબર જોયો

pins-title = નવા પિન માટે કોડ
pins-how = બેઠકમાં આવેલી બહેનો માટે: બધા એક સાથે, બીજી હોદ્દેદારની એક સહીથી. પછી દરેક બહેનની ચિઠ્ઠી છપાય છે; કોડ 72 કલાક, એક જ વાર, અને તેના પોતાના ફોન પરથી જ ચાલે છે. પિન તે પોતે પસંદ કરે છે.
pins-numbers = સભ્ય નંબર
pins-numbers-help = જેમ કે 1001 1004 1010-1025.
pins-without = ફોન છે અને હજી પિન નથી
pins-all-have = અહીં જેની પાસે ફોન છે તે બધી પાસે પિન છે.
pins-locked = બે હોદ્દેદાર ખોલે ત્યાં સુધી બંધ
pins-locked-help = તે પોતે જ છે એ જાણ્યા પછી તેનું પાનું ખોલીને ત્યાં માગો.
pins-ask = બીજી સહી માગો
pins-none = કોઈ બહેન પસંદ કરો, અથવા નંબર લખો.
pins-not-a-number = “{ $word }” સભ્ય નંબર નથી, અને 1010-1025 જેવી હાર પણ નથી.
pins-many = એક સાથે વધુમાં વધુ { $n } બહેનો.
pins-same = આ જ કામ નંબર { $no } તરીકે પહેલેથી સહીની રાહ જુએ છે.
pins-needs-another = હજી બીજી કોઈ હોદ્દેદાર આની સહી કરી શકતી નથી. જે મશીન ચલાવે છે તે આનાથી કરે: sahkar pin activate
pins-not-asked = માગી શકાયું નહીં. પાનું ફરી ખોલો અને અત્યારે શું છે તે જુઓ.

done-asked = તે 72 કલાક સુધી બીજી હોદ્દેદારની સહીની રાહ જુએ છે.
