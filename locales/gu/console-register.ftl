# The officers' console: the register, one woman at a time, and groups and villages.
# Check: all of this file wants the eye of a native reader.

# A woman is taken in.
new-title = નવી બહેનને સભ્ય બનાવો
new-how = તેને સ્વાગતનો SMS જાય છે. પિન માટે પછી તેના પાના પર ચિઠ્ઠી માગો.
new-add = સભ્ય બનાવો
new-alike-title = શું તે આમાંની કોઈ છે?
new-another = ના, તે બીજી બહેન છે
new-alike = { $n ->
    [one] { $n } સભ્ય આ જ બહેન હોઈ શકે. તેને જુઓ, અને બીજી હોય તો નીચે કહો.
   *[other] { $n } સભ્યો આ જ બહેન હોઈ શકે. તેમને જુઓ, અને બીજી હોય તો નીચે કહો.
}
field-name = નામ
field-name-missing = તેનું નામ લખો, કોઈ પણ લિપિમાં.
field-words-wrong = અક્ષરમાં લખો, વધુમાં વધુ 60.
field-number = નંબર
field-number-help = ખાલી રાખો તો: { $no }, જે ખાલી છે.
field-number-wrong = નંબર માત્ર આંકડામાં, જેમ કે 1042.
field-number-taken = આ નંબર કોઈનો છે અથવા હતો; તે ફરી અપાતો નથી. આગલા નંબર માટે ખાલી રાખો.
field-phone = ફોન, હોય તો
field-phone-help = દસ આંકડા, જેમ કે 98000 00001.
field-phone-wrong = આ ભારતનો મોબાઇલ નંબર નથી. દસ આંકડા લખો, જેમ કે 98000 00001.
field-private = બીજા તેનો ફોન વાંચે છે: SMS માત્ર કહે કે સંદેશ છે
field-joined-help = ખાલી રાખો તો: આજથી. નહિ તો સાચો દિવસ, જેમ કે 24/11/1998.
field-day-help = પહેલાં દિવસ, જેમ કે 24/11/1998.
field-day-wrong = આવો દિવસ નથી, અથવા હજી આવવાનો છે. આમ લખો: 24/11/1998.
field-nominee = વારસદાર
field-nominee-help = તેના મૃત્યુ પછી તેના વતી કોણ. ખાલી રાખી શકાય.
field-nominee-relation = વારસદાર સાથે તેનો સંબંધ
field-nominee-missing = વારસદારનું નામ લખો.

# What is held of her is altered.
edit-title = વિગત બદલો
edit-how = થાય તે પહેલાં જૂનું અને નવું દેખાશે, અને તેને SMS જશે. ફોન બીજે બદલાય છે.
edit-nominee-case = તે વારસદાર નીમવા કહે છે. અહીં લખો, પછી અરજીનો જવાબ અપાય:
edit-look = જૂનું અને નવું જુઓ
edit-nothing = અહીં છે તેનાથી કંઈ જુદું નથી.
edit-check = હજી કંઈ બદલાયું નથી.
edit-what = શું
edit-old = જૂનું
edit-new = નવું
edit-none = (કંઈ નહિ)
edit-told = શું બદલાયું તે તેને SMS થી કહેવાય છે, નવી વિગત નહિ.
edit-do = બદલો
edit-back = પાછા જઈને સુધારો
edit-leave-it = કંઈ બદલ્યા વિના પાછા
what-name = નામ
what-village = ગામ
what-group = જૂથ
what-lang = ભાષા
what-private = SMS ની રીત
what-joined = જોડાવાની તારીખ
what-nominee = વારસદાર
what-several = વિગતો

# She leaves, or comes back.
leave-title = તે છોડે છે, અથવા ગુજરી ગઈ
leave-from-then = ત્યારથી તેને SMS જતા નથી, નવી મતદાર યાદીમાં તે નથી, અને ડાયલ કરી શકતી નથી. ફોન તે એકલી વાંચતી હોય તો છેલ્લો SMS જાય છે; નહિ તો સખી ફોન કરે છે.
leave-texts = { $n ->
    [one] તેના માટે રાહ જોતો { $n } SMS હવે નહિ જાય.
   *[other] તેના માટે રાહ જોતા { $n } SMS હવે નહિ જાય.
}
leave-cases = { $n ->
    [one] તેની { $n } અરજી ખુલ્લી રહે છે અને જવાબ અપાય છે.
   *[other] તેની { $n } અરજીઓ ખુલ્લી રહે છે અને જવાબ અપાય છે.
}
leave-officer = તે હોદ્દેદાર પણ છે: તે બે હોદ્દેદારની સહીથી અલગ પૂરું થાય.
leave-kept = તેનો હિસાબ સચવાય છે. ભૂલ હોય તો અહીં તરત પાછું લેવાય.
leave-why = કેમ?
leave-asked = તેણે કહ્યું
leave-moved = બીજે રહેવા ગઈ
leave-died = ગુજરી ગઈ
leave-removed = મંડળીએ કાઢી
leave-no-reason = કેમ તે પસંદ કરો.
leave-on = ક્યારથી
leave-on-help = ખાલી રાખો તો: આજથી, { $today }.
leave-day = આ દિવસ તે જોડાઈ તે પહેલાંનો છે, અથવા હજી આવવાનો છે.
leave-do = તે હવે સભ્ય નથી
# Check: how it is said that the cooperative removes a woman.
leave-remove-how = તેની મરજી વિના બે જોઈએ: બીજા હોદ્દેદાર સહી કરે. પછી નવી મતદાર યાદીમાં તે નથી.
leave-remove = કાઢવા સહી માગો
preview-leave = { $day } થી { $no } સભ્ય નથી. { $why }.
back-title = તેને ફરી સભ્ય બનાવો
back-mistake = ભૂલ હતી: પહેલાંની જેમ
back-again = તે આજથી ફરી જોડાય છે
back-do = ફરી સભ્ય બનાવો
former-title = પહેલાંના સભ્યો
former-none = હજી કોઈએ છોડ્યું નથી.
member-nominee = વારસદાર
member-nominee-some = તેણે કોઈને નીમ્યા છે
member-left-on = ક્યારથી સભ્ય નથી
members-filter = એક ગામ કે જૂથની
members-no-group = અહીં તમને તમારા જૂથની બહેનો દેખાય. નોંધપોથીમાં તમારું જૂથ હજી નથી: મંત્રીને કહો.
register-own = તમારી વિગત બીજી હોદ્દેદાર બદલે.
register-moved = બીજા કોઈ પહેલાં કરી ગયા, અને હવે જુદું છે. ફરી જુઓ.

# Groups and villages.
nav-groups = જૂથ
groups-groups = જૂથ
groups-villages = ગામ
groups-none = હજી કોઈ બહેનનું જૂથ કે ગામ નથી. તે તેના પાના પર લખાય છે, અથવા નોંધપોથી સાથે આવે છે.
groups-all = બધાં જૂથ અને ગામ
group-new-name = બીજું નામ
group-new-name-help = બધી બહેનો માટે એક સાથે. તેમને SMS જતો નથી.
group-joins = { $n ->
    [one] { $name } પહેલેથી છે, { $n } બહેન સાથે. બંને એક થશે.
   *[other] { $name } પહેલેથી છે, { $n } બહેનો સાથે. બંને એક થશે.
}
group-join-them = હા, એક કરો
group-rename = આ નામ આપો
roll-title = બેઠકની હાજરી
roll-open = છાપવાની હાજરી
roll-print = આ પાનું છાપો: એક કાગળ પર 48 બહેનો, દરેકની સહીની જગ્યા સાથે.
roll-meeting = બેઠક
roll-signature = સહી

# What was done.
done-new-told = તે સભ્ય છે. તેને સ્વાગતનો SMS જાય છે.
done-new = તે સભ્ય છે. તેને SMS પહોંચતો નથી: જાતે કહો.
done-edit-told = બદલાયું. તેને SMS જાય છે.
done-edit = બદલાયું. તેને SMS પહોંચતો નથી: જાતે કહો.
done-leave-text = તે હવે સભ્ય નથી. છેલ્લો SMS તેને કહે છે.
done-leave-call = તે હવે સભ્ય નથી. તેને ફોન કરવાનું યાદીમાં છે: SMS તેને એકલીને પહોંચતો નથી.
done-leave = લખાઈ ગયું. તેના ફોન પર હવે SMS નહિ જાય.
done-back-told = તે ફરી સભ્ય છે. SMS તેને કહે છે.
done-back = તે ફરી સભ્ય છે. તેને SMS પહોંચતો નથી: જાતે કહો.
done-back-how = કંઈ થયું નથી: ભૂલ હતી કે ફરી જોડાય છે તે પસંદ કરો.
done-not-own = કંઈ થયું નથી: તમારા વિશે આ બીજી હોદ્દેદાર કરે.
done-not-back = કંઈ થયું નથી: હવે જુદું છે.
done-group-renamed = બધી બહેનો માટે નવું નામ લખાયું.
