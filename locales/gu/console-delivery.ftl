# The officers' console: texts that wait or fail, gateways, dead numbers, and tasks because of texts.
# Check: all of this file wants the eye of a native reader.

nav-texts = SMS પહોંચ્યા?
today-texts = SMS
today-tasks = { $n ->
    [one] SMSને કારણે { $n } કામ
   *[other] SMSને કારણે { $n } કામ
}
today-texts-held = { $n ->
    [one] { $n } SMS અટક્યો છે
   *[other] { $n } SMS અટક્યા છે
}
today-texts-failed = { $n ->
    [one] છેલ્લા સાત દિવસમાં { $n } SMS પહોંચ્યો નથી
   *[other] છેલ્લા સાત દિવસમાં { $n } SMS પહોંચ્યા નથી
}
today-numbers = { $n ->
    [one] { $n } નંબર પર SMS પહોંચતા નથી
   *[other] { $n } નંબર પર SMS પહોંચતા નથી
}

texts-all = બધા SMS
texts-tasks = કામ
texts-waiting = રાહ જોતા SMS
texts-failed = ન પહોંચેલા SMS, છેલ્લા સાત દિવસ
texts-single = એક એક કરીને
texts-next = પહેલાંના
texts-none-wait = કોઈ SMS રાહ જોતો નથી.
texts-none-failed = બધા SMS પહોંચ્યા.
texts-first = પહેલો { $at }
texts-last = છેલ્લે { $at }
texts-answers = દિવસ પ્રમાણે જવાબ
texts-answers-help = બહેનોએ SMSથી પૂછ્યું અને જવાબ ગયા તે, બધા ભેગા. જવાબ એક એક કરીને ક્યાંય લખાતા નથી.
texts-answers-ballot = મતદાન ચાલુ હોય ત્યારે, તે શરૂ થયું ત્યારથીના દિવસો અહીં ગણાતા નથી.

text-meeting = બેઠક
text-vote-opened = મતદાન શરૂ
text-vote-closing = મતદાન પૂરું થાય છે
text-vote-code = મતદાનનો કોડ
text-task-open = ફરજ પરનાં હોદ્દેદારને
text-neutral = “તમારા માટે સંદેશો છે”
text-announcement = સૂચના “{ $name }”
text-own = તેમની પોતાની વાત
text-waiting = રાહ જુએ છે
text-sending = મોકલાય છે
text-unsure = પહોંચ હજુ નથી
text-sent = નેટવર્ક પાસે છે
text-delivered = પહોંચ્યો
text-failed = ન પહોંચ્યો
text-expired = મોડું થયું, ન મોકલાયો
text-to = કોને
text-lang = ભાષા
text-state = ક્યાં છે
text-why = કેમ
text-todo = શું કરવું
text-queued = લખાયો
text-due = ક્યારે જવાનો
text-taken = નેટવર્કે લીધો
text-over = પૂરું
text-until = આ પછી ન મોકલાય
text-gateway = ગેટવે
text-parts = ભાગ
text-tries = કેટલી વાર મોકલ્યો
text-repeats = કદાચ બે વાર ગયો, વાર
text-no-body = SMSમાં શું લખ્યું છે તે અહીં બતાવાતું નથી.
phone-end = ફોન …{ $end }
script-gu-latn = ગુજરાતી, અંગ્રેજી અક્ષરોમાં
script-hi-latn = હિન્દી, અંગ્રેજી અક્ષરોમાં

failure-bad-number = આ નંબર કોઈનો નથી
failure-away = ફોન બંધ, ભરેલો કે નેટવર્ક બહાર
failure-opted-out = તેમને આવા SMS જોઈતા નથી
failure-template = લખાણ નોંધાવ્યા પ્રમાણે નથી
failure-route = મોકલનારનું નામ આ માટે નોંધાયેલું નથી
failure-no-credit = ગેટવેના ખાતામાં પૈસા નથી
failure-throttled = ગેટવે કહે છે: બહુ ઝડપથી
failure-out-of-hours = નેટવર્ક આ સમયે જવા દેતું નથી
failure-down = ગેટવે સુધી પહોંચાતું નથી
failure-settings = ગેટવે પર આપણી ગોઠવણ ખોટી છે
failure-other = કારણ કહ્યું નથી

wait-template = નેટવર્કે આ SMS ન લીધો, તેથી અટકાવ્યો છે
wait-not-approved = આ ભાષામાં જેમ છે તેમ નોંધાયેલો નથી
wait-paused = બધા ગેટવે અટકાવેલા છે
wait-resting = ગેટવે સુધી પહોંચાતું નથી; આપોઆપ ફરી પ્રયત્ન થાય છે
wait-stale = મોડું થયું: હવે નહીં મોકલાય
wait-again = એક વાર મોકલ્યો, ફરી મોકલાશે: { $why }
wait-receipt = સોંપાયો, પહોંચ હજુ નથી
wait-cap = તેમને આજના SMS મળી ગયા છે
wait-hour = પોતાના સમયની રાહ જુએ છે
wait-going = હમણાં જાય છે

todo-nothing = કશું કરવાનું નથી: આપોઆપ આગળ ચાલે છે.
todo-bad-number = બેઠકમાં તેમને સાચો નંબર પૂછો.
todo-template = લખાણ જેમ છે તેમ નોંધાવો, પછી કામ પૂરું કરો.
todo-not-approved = લખાણ ઑપરેટરોને મોકલો અને તેમનો જવાબ અહીં લાવો.
todo-gateway = જે મશીન ચલાવે છે તે ગોઠવણ કે નોંધણી સુધારે, પછી કામ પૂરું કરો.
todo-credit = ગેટવેમાં પૈસા ભરો, પછી કામ પૂરું કરો.
todo-stale = હજુ જરૂરી હોય તો બહેનોને બીજી રીતે કહો.

task-title = કામ { $no }
task-since = { $at } થી
tasks-none = કોઈ કામ બાકી નથી.
task-template = નેટવર્કે SMS { $about } ન લીધો; તે અટકાવ્યો છે
task-template-todo = લખાણ જેમ છે તેમ ઑપરેટરો પાસે નોંધાવો અને જવાબ અહીં લાવો. પછી આ પૂરું કરો.
task-gateway = ગેટવે { $about } અટકાવ્યો છે
task-gateway-todo = જે મશીન ચલાવે છે તે ગોઠવણ કે નોંધણી સુધારે. પછી આ પૂરું કરો.
task-credit = ગેટવે { $about } પર પૈસા નથી
task-credit-todo = ગેટવેમાં પૈસા ભરો. પછી આ પૂરું કરો.
task-flow = ગેટવે આ SMS હજુ મોકલી શકતો નથી: { $about }
task-flow-todo = જે મશીન ચલાવે છે તે લખાણ ગેટવે પર ગોઠવે. ત્યાં સુધી તે બીજા ગેટવેથી જાય છે.
task-twice = { $about } થી કેટલાક SMS કદાચ બે વાર ગયા
task-twice-todo = પહેલાનું શું થયું તેનો જવાબ ન આવ્યો. સુધારવાનું કશું નથી; કોઈ પૂછે તો એમ કહો.
task-no-template = એક SMSનું મંજૂર લખાણ એક ભાષામાં નથી: { $about }
task-no-template-todo = આ ભાષામાં લખાણ નોંધાવો અને જવાબ અહીં લાવો. પછી આ પૂરું કરો.
task-closing = પૂરું કરવાથી શું થશે
task-closing-help = અત્યારે જેમ છે તેમ. ત્યાં સુધીમાં વધ-ઘટ થઈ શકે.
task-goes-now = { $n ->
    [0] તેનાથી કોઈ SMS જતો નથી.
    [one] { $n } SMS હમણાં જશે.
   *[other] { $n } SMS હમણાં જશે.
}
task-goes-later = { $n ->
    [one] બીજો { $n } તેનો સમય આવે ત્યારે જશે.
   *[other] બીજા { $n } તેમનો સમય આવે ત્યારે જશે.
}
task-goes-stale = { $n ->
    [one] { $n } મોડો પડ્યો છે, તે નહીં જાય.
   *[other] { $n } મોડા પડ્યા છે, તે નહીં જાય.
}
task-goes-nothing = તેનાથી કોઈ SMS અટક્યો નથી: પૂરું કરવાથી માત્ર એટલું કે તે જોઈ લીધું.
task-close = કામ પૂરું કરો
done-task = પૂરું થયું. અટકેલા SMS દસ મિનિટમાં જશે.
done-task-before = આ કામ પહેલેથી પૂરું થયેલું છે.

duty-phone = નવા કામની જાણ SMSથી થાય છે: ફરજ પરનાં હોદ્દેદાર, ફોન …{ $end }.
duty-nobody = ફરજ પર કોઈ નથી: નવા કામની જાણ SMSથી થતી નથી. ફરજ પરનાં હોદ્દેદારનો નંબર મંડળીની ગોઠવણમાં લખાય છે.
duty-hook = વેબ હૂક પણ બોલાવાય છે.

gateways-title = ગેટવે
gateway-works = ચાલે છે.
gateway-rests = પહોંચાતું નથી. આપોઆપ ફરી પ્રયત્ન થાય છે.
gateway-paused = { $at } થી અટકાવ્યો છે: { $why }. કામ જુઓ.
gateway-took = છેલ્લે SMS લીધો { $at }.
gateway-took-nothing = છેલ્લા ત્રીસ દિવસમાં કોઈ SMS લીધો નથી.
gateway-no-credit = પૈસા નથી: ભરો.
gateway-credit-unknown = કેટલા પૈસા બાકી છે તે તે કહેતો નથી.
gateway-errors = શું ન પહોંચ્યું, છેલ્લા સાત દિવસ
templates-title = નોંધાયેલાં લખાણ
templates-practice = SMS આ મશીનમાંથી બહાર જતા નથી, તેથી નોંધણીની જરૂર નથી.
templates-lang = ભાષા
templates-approved = મોકલાય
templates-waiting = રાહ જુએ છે
templates-refused = ના પાડી
templates-paused = અટકાવ્યાં
templates-missing = નોંધાયેલાં નથી
templates-wrong = કયાં મોકલી ન શકાય
template-approved = મોકલી શકાય.
template-waiting = ઑપરેટરોએ હજુ નક્કી કર્યું નથી. એક અઠવાડિયા પછી પૂછો.
template-refused = ઑપરેટરોએ ના પાડી. લખાણ બદલો અને ફરી નોંધાવો.
template-paused = નેટવર્કે તેનો SMS ન લીધો. જેમ છે તેમ નોંધાવો, પછી કામ પૂરું કરો.
template-missing = જેમ છે તેમ નોંધાયેલું નથી. ઑપરેટરોને મોકલો.

numbers-title = બંધ નંબર
numbers-none = બધા નંબર પર SMS પહોંચે છે.
numbers-help = નેટવર્ક કહે છે કે આ નંબર કોઈના નથી. બેઠકમાં તેમને પૂછો અને તેમના પાના પર નંબર બદલો. તે નંબરથી ફોન કે SMS આવે તો આપોઆપ અહીંથી નીકળી જાય છે.
numbers-since = { $at } થી
numbers-next = આગળના નંબર

cost-title = SMSનો ખર્ચ
cost-help = ગેટવેએ લીધો તે SMS ગણાય છે. અત્યારે એક ભાગના રૂ. { $price }; પૂરા થયેલા મહિના જૂના ભાવે જ રહે છે.
cost-months = મહિના અને ગેટવે પ્રમાણે
cost-none = હજુ કોઈ SMS ગયો નથી.
cost-month = મહિનો
cost-texts = SMS
cost-rupees = રૂ.
cost-sum = કુલ
cost-file = ફાઇલ તરીકે
cost-announcements = સૂચના પ્રમાણે
cost-when = ક્યારે
cost-what = શું (મોકલવાના SMS)
