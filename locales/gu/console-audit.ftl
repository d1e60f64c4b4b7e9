# The officers' console: who did what, the chain over it, and who looked at what.
# Check: all of this file wants the eye of a native reader.

nav-log = કોણે શું કર્યું
log-filter = બતાવો
log-from = તારીખથી
log-upto = તારીખ સુધી
log-kind = શું કર્યું
log-officer = હોદ્દેદાર
log-about = શેના વિશે
log-any = બધું
log-none = કોઈ લીટી નથી.
log-next = પહેલાંની લીટીઓ
log-not-listed = મત અને માગણીના જવાબ ચોપડામાં નામ વગર લખાય છે; સાંકળ સાથે તપાસાય છે, અહીં બતાવાતા નથી.
log-pins = મતદાન ચાલુ હોય ત્યારે, તે શરૂ થયું ત્યારથીના PINના પ્રયત્ન પણ બતાવાતા નથી.
log-signed = { $asked } એ માગ્યું, { $signed } એ સહી કરી
log-check = સાંકળ તપાસો
log-looks = કોણે શું જોયું

check-title = ચોપડાની તપાસ
check-help = દરેક લીટી તેની પહેલાંની બધી લીટીઓ સાથે સાંકળેલી છે. તપાસ બધી લીટીઓ ફરી વાંચે છે, `sahkar verify` કરે છે તેમ. તે પાછળ ચાલે છે; તમે બીજું કામ કરી શકો.
check-begin = તપાસ શરૂ કરો
check-began = શરૂ થઈ { $at }
check-progress = { $of } માંથી { $n } લીટી
check-empty = હજુ કોઈ લીટી સાંકળી નથી.
check-whole = { $n ->
    [one] { $n } લીટી લખાઈ હતી તેવી જ છે, { $at } સુધી.
   *[other] બધી { $n } લીટી લખાઈ હતી તેવી જ છે, { $at } સુધી.
}
check-hash = બધાની નિશાની આમ શરૂ થાય છે:
check-hash-help = તે લખી લો: એ જ સમયની ચોપડાની નકલમાં પણ તે આમ જ શરૂ થવી જોઈએ.
check-broken = લીટી { $no } થી ચોપડો સાંકળ કરતાં જુદો છે. કોઈએ ચોપડામાં ફેરફાર કર્યો છે. છેલ્લી નકલ લો અને જે મશીન ચલાવે છે તેને બોલાવો.
check-failed = ચોપડો છેલ્લે સુધી વંચાયો નહીં. ફરી કરો.

looks-title = કોણે શું જોયું
looks-own = તમે શું જોયું
looks-none = કોઈએ કશું જોયું નથી.
looks-next = પહેલાંનું
looks-day = દિવસ
looks-chained = દિવસ પૂરો થાય ત્યારે તે દિવસનું જોવાનું સાંકળાય છે; `sahkar verify` તે તપાસે છે. એક વર્ષ સુધી રખાય છે.
look-list = { $n ->
    [one] { $n } સભ્યની યાદી
   *[other] { $n } સભ્યોની યાદી
}
look-page = પાનું
look-a-member = એક સભ્ય

backup-none = ચોપડાની નકલ હજુ થઈ નથી. જે મશીન ચલાવે છે તે આ આદેશથી કરે: sahkar backup
backup-at = ચોપડાની છેલ્લી નકલ: { $at }.
backup-old = ચોપડાની છેલ્લી નકલ { $at } ની છે, બે દિવસથી જૂની. જે મશીન ચલાવે છે તે આ આદેશથી કરે: sahkar backup

did-language-chosen = ભાષા પસંદ કરી
did-private-sms-set = ખાનગી SMS ચાલુ કે બંધ
did-pin-right = PIN સાચો
did-pin-wrong = PIN ખોટો
did-pin-set = PIN પસંદ કર્યો
did-pin-activated = કોડથી PIN પસંદ કર્યો
did-pin-unlocked = PIN ખોલ્યો
did-pin-code-made = PINનો કોડ બનાવ્યો
did-pin-unlocked-by-the-operator = મશીન ચલાવનારે PIN ખોલ્યો
did-pin-code-made-by-the-operator = મશીન ચલાવનારે PINનો કોડ બનાવ્યો
did-entry-added = નોંધ ઉમેરી
did-entry-withdrawn = નોંધ કાઢી
did-entry-settled = અરજીથી નોંધ નક્કી થઈ
did-case-opened = અરજી થઈ
did-case-escalated = અરજી મોડી, ઉપર મોકલી
did-case-answered = અરજીનો જવાબ આપ્યો
did-case-appealed = અરજી ફરી જોવાની
did-case-closed = અરજી પૂરી
did-consent-given = પરવાનગી આપી
did-consent-stopped = પરવાનગી બંધ કરી
did-data-handed-out = માહિતી આપી
did-look-refused = માહિતી ન આપી
did-ballot-opened = મતદાન શરૂ
did-ballot-brought-in = જૂનું મતદાન દાખલ કર્યું
did-ballot-counted = મત ગણાયા
did-vote-codes-made = મતદાનના કોડ બનાવ્યા
did-request-added = માહિતીની માગણી
did-meeting-planned = બેઠક નક્કી કરી
did-meeting-answered = બેઠકનો જવાબ આપ્યો
did-topic-asked = બેઠક માટે વિષય
did-notice-kept = સૂચના રાખી
did-call-asked = ફોન કરવા કહ્યું
did-call-done = ફોન કર્યો
did-call-not-reached = ફોન કર્યો, ન મળ્યાં
did-statement-issued = હિસાબનો કાગળ આપ્યો
did-announcements-started = સૂચનાઓ ચાલુ
did-announcements-stopped = સૂચનાઓ બંધ
did-announced = સૂચના મોકલી
did-draft-taken = અધૂરું ફરી શરૂ કર્યું
did-cooperative-added = મંડળી ઉમેરી
did-cooperative-set = ગોઠવણ બદલી
did-officer-on-duty-set = ફરજ પરનાં હોદ્દેદાર નક્કી કર્યાં
did-member-added = સભ્ય ઉમેર્યાં
did-member-revised = સભ્યની વિગત બદલી
did-loan-added = લોન ઉમેરી
did-templates-imported = નોંધાયેલાં લખાણ દાખલ કર્યાં
did-template-paused = SMS અટકાવ્યો
did-gateway-paused = ગેટવે અટકાવ્યો
did-task-opened = કામ ખૂલ્યું
did-task-closed = કામ પૂરું કર્યું
did-officer-added = હોદ્દેદાર ઉમેર્યાં
did-officer-ended = હોદ્દો પૂરો કર્યો
did-role-given = જવાબદારી આપી
did-role-taken = જવાબદારી લીધી
did-passphrase-set = ગુપ્ત વાક્ય નક્કી કર્યું
did-sheet-made = કોડનો કાગળ બનાવ્યો
did-authenticator-set = ઍપ જોડી
did-second-step-ended = બીજું પગલું બંધ કર્યું
did-proposal-asked = બીજી સહી માગી
did-proposal-returned = સુધારવા પાછું મોકલ્યું
did-proposal-signed = સહી કરી
did-proposal-refused = સહીની ના પાડી
did-proposal-withdrawn = પાછું ખેંચ્યું
did-proposal-expired = સમયસર સહી ન થઈ

about-member = એક સભ્ય
about-phone = એક ફોન
about-stranger-tries = બીજાના ફોનથી પ્રયત્ન
about-signed-act = PINમાં મદદ
about-pin-code = PINનો કોડ
about-entry = એક નોંધ
about-case = અરજી
about-consent = એક પરવાનગી
about-request = માહિતીની માગણી
about-ballot = મતદાન
about-meeting = બેઠક
about-call-ask = વળતો ફોન
about-statement = હિસાબનો કાગળ
about-session = એક વાતચીત
about-announcement = સૂચના
about-task = કામ
about-template = લખાણ
about-text = એક SMS
about-coop = મંડળી
about-notice = પાટિયાની સૂચના
about-loan = લોન
about-requester = માહિતી માગનાર
about-disclosure = માહિતી
about-gateway = ગેટવે
about-officer = હોદ્દેદાર
about-proposal = બીજી સહી

via-ussd = ડાયલ કરીને
via-sms = SMSથી
via-voice = અવાજથી
via-console = કચેરીના પાનેથી
via-cli = આદેશથી
via-api = બહારથી
via-clock = આપોઆપ

why-wanted = પોતે ઇચ્છ્યું
why-due = સમય થયો
why-follows = બીજા કામમાંથી
why-reported = નેટવર્કે જણાવ્યું
why-register = જૂના રજિસ્ટર પ્રમાણે
why-two-signed = બે હોદ્દેદારની સહી
why-operator-signed = એક હોદ્દેદાર અને મશીન ચલાવનાર
why-two-named = નામ લખેલી બે વ્યક્તિ
why-demo = અભ્યાસ માટે

actor-member = એક સભ્ય
actor-phone = મંડળીના ફોનથી કોઈક
actor-stranger = અજાણ્યા ફોનથી કોઈક
actor-officer = હોદ્દેદાર
actor-job = મશીન પોતે
actor-operator = મશીન ચલાવનાર
actor-provider = નેટવર્ક
