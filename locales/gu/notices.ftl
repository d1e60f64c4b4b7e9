# Texts that are sent by SMS. Each is registered with the operators as it stands here.
# Change only words. Leave the names before "=" and all that stands in { } as they are.
# After a change, raise the text's version in menus/notices.toml: it must be registered again.
# { $coop } is the cooperative, { $code } the code to dial, { $number } the number to text to.
# No text ends with a place that changes, and between two of them stands something that does not.
# One part holds 70 letters and signs, two hold 134. The proof sheet is tests/proofs/texts-gu.txt.

# Answers to a text of hers about an entry.
# Check: all lines of this group are new, read them.
notice-entry-saved = { $coop }: નોંધ { $no } થઈ: { $about }, રૂ.{ $amount }. ખોટી હોય તો KHOTU અને નોંધનો નંબર લખી { $number } પર મોકલો.
notice-entry-noted = { $coop }: નોંધ { $no } થઈ. ખોટી હોય તો KHOTU અને નોંધનો નંબર લખી { $number } પર મોકલો.
notice-entry-odd = { $coop }: { $about } રૂ.{ $amount } દર વખત કરતાં ઘણા વધારે છે. બરાબર છે? હા માટે 1, ના માટે 2 લખી { $number } પર મોકલો.
notice-entry-odd-quiet = { $coop }: તમે લખ્યું તે દર વખત કરતાં ઘણું વધારે છે. બરાબર છે? હા માટે 1, ના માટે 2 લખી { $number } પર મોકલો.
notice-entry-dropped = { $coop }: ભલે, કંઈ નોંધ્યું નથી. ગમે ત્યારે ફરી લખજો.
# Check: new lines, read them.
notice-entry-again = { $coop }: આ જ લખાણ નોંધ { $no } તરીકે નોંધાયું છે. આ બીજી નોંધ છે? હા માટે 1, ના માટે 2 લખી { $number } પર મોકલો.
notice-entry-once = { $coop }: ભલે, એક જ વાર નોંધ્યું છે.
notice-category-which = { $coop }: તમારા શબ્દના બે અર્થ છે. { $first } માટે 1, { $second } માટે 2 લખી { $number } પર મોકલો.
notice-category-codes = { $coop }: આ શબ્દના કોડ { $codes } છે. AVAK કે KHARCH, પછી કોડ અને રકમ લખી { $number } પર મોકલો.
notice-cost-form = { $coop }: ખર્ચ નોંધવા KHARCH અને રકમ લખી { $number } પર મોકલો. જેમ કે KHARCH 850
notice-saving-form = { $coop }: બચત નોંધવા BACHAT અને રકમ લખી { $number } પર મોકલો. જેમ કે BACHAT 200
notice-repayment-form = { $coop }: હપ્તો નોંધવા HAPTO અને રકમ લખી { $number } પર મોકલો. જેમ કે HAPTO 500
notice-loan-none = { $coop }: તમારા નામે કોઈ ઉધાર નોંધાયું નથી, એટલે હપ્તો નોંધ્યો નથી. સખીને પૂછો અથવા { $code } ડાયલ કરો.
notice-entry-form = { $coop }: આવક નોંધવા AVAK, કામનો કોડ અને રકમ લખી { $number } પર મોકલો. જેમ કે AVAK 21 850
notice-amount-unclear = { $coop }: રકમ સમજાઈ નહીં. ફક્ત આંકડામાં, જેમ કે 1250, લખી { $number } પર ફરી મોકલો.
notice-day-unclear = { $coop }: તારીખ સમજાઈ નહીં. 24/11ની જેમ લખી { $number } પર ફરી મોકલો.
notice-code-unknown = { $coop }: આ કોડ યાદીમાં નથી. સખીને પૂછો અથવા { $code } ડાયલ કરો.
notice-entry-unknown = { $coop }: આ નંબરની તમારી કોઈ નોંધ નથી. હિસાબ જોવા { $code } ડાયલ કરો.
# Check: new lines, read them.
notice-entry-erased = { $coop }: નોંધ { $no } તમારા હિસાબમાંથી કાઢી. સાચી નોંધ લખી { $number } પર મોકલો.
notice-entry-which = { $coop }: કઈ નોંધ ખોટી છે? KHOTU અને તેનો નંબર લખી { $number } પર મોકલો. જેમ કે KHOTU 4821
notice-case-noted = { $coop }: અરજી { $no } નોંધાઈ. 7 દિવસમાં જવાબ મળશે.

# Answers about permissions. They never say whose, or what for.
notice-permission-stopped = { $coop }: પરવાનગી { $no } હવે બંધ છે. ફરી આપવા { $code } ડાયલ કરો.
# Check: the lines below are new, read them.
notice-permissions-stopped = { $coop }: પરવાનગી { $numbers } હવે બંધ છે. ફરી આપવા { $code } ડાયલ કરો.
notice-permissions-stopped-many = { $coop }: તમારી બધી { $n } પરવાનગી હવે બંધ છે. ફરી આપવા { $code } ડાયલ કરો.
notice-permissions-none = { $coop }: તમારી કોઈ પરવાનગી ચાલુ નથી, એટલે કંઈ બંધ કરવાનું નથી.
notice-permission-unknown = { $coop }: આ નંબરની તમારી પરવાનગી ચાલુ નથી. જોવા { $code } ડાયલ કરો.
notice-permission-which = { $coop }: કઈ પરવાનગી બંધ કરવી? BAND અને તેનો નંબર, બધી માટે BAND 0, સૂચના રોકવા ROKO લખી { $number } પર મોકલો.

# Answers about meetings and votes.
# Check: all lines of this group are new, read them.
notice-meeting-next = { $coop }: હવે પછીની બેઠક { $when } વાગ્યે, { $place }માં છે. જરૂર આવજો.
notice-meeting-none = { $coop }: હાલ કોઈ બેઠક નક્કી નથી. નક્કી થશે ત્યારે જણાવીશું.
notice-meeting-coming = { $coop }: નોંધ્યું, તમે બેઠકમાં આવશો. આભાર.
notice-meeting-not-coming = { $coop }: નોંધ્યું, તમે બેઠકમાં નહીં આવો. જણાવ્યું તે માટે આભાર.
notice-vote-open = { $coop }: મતદાન { $no } ચાલુ છે, { $until } વાગ્યા સુધી. { $code } ડાયલ કરી 4 દબાવો.
# Check: both lines are new, read them.
notice-vote-open-by-text = { $coop }: મતદાન { $no }, { $until } વાગ્યા સુધી. { $code } ડાયલ કરો કે MAT, નંબર, પસંદ, કોડ લખી { $number } પર મોકલો.
notice-votes-open = { $coop }: { $n } મતદાન ચાલુ છે, પહેલું { $until } વાગ્યા સુધી. { $code } ડાયલ કરી 4 દબાવો.
notice-vote-none = { $coop }: હાલ કોઈ મતદાન નથી. હશે ત્યારે જણાવીશું.
notice-vote-by-dialling = { $coop }: મતદાન { $no } ગુપ્ત છે, મેસેજથી મત લેવાતો નથી. { $code } ડાયલ કરી 4 દબાવો.
notice-vote-form = { $coop }: MAT, મતદાનનો નંબર, તમારી પસંદગી અને તમારો કોડ લખી { $number } પર મોકલો. જેમ કે MAT 18 1 491234
notice-vote-counted = { $coop }: મતદાન { $no }માં તમારો મત ગણાયો. છેલ્લે સુધી બદલી શકો.
# Said on every phone, so it does not name what the code is for.
notice-vote-code-wrong = { $coop }: આ કોડ બરાબર નથી. ફરી જોઈ લો અથવા { $code } ડાયલ કરો.

# Other answers.
# Check: all lines of this group are new, read them.
notice-call-noted = { $coop }: નોંધ્યું. સખી આ ફોન પર ફોન કરશે.
notice-private-on = { $coop }: હવેથી મેસેજમાં ફક્ત 'મેસેજ છે' એમ લખીશું. બદલવા KHANGI BAND લખી { $number } પર મોકલો.
notice-private-off = { $coop }: હવેથી મેસેજમાં પૂરી વાત લખીશું. બદલવા KHANGI લખી { $number } પર મોકલો.
# Check: new lines, read them.
notice-private-shared = { $coop }: આ ફોન એકથી વધુ સભ્યોનો છે, એટલે મેસેજમાં ફક્ત 'મેસેજ છે' એમ લખીએ છીએ.
# The names of the languages stand in letters that every handset shows.
notice-language-asked = { $coop }: કઈ ભાષા? 1 Gujarati, 2 Hindi, 3 English. 1, 2 કે 3 લખી { $number } પર મોકલો.
notice-language-set = { $coop }: હવેથી તમને ગુજરાતીમાં લખીશું.
# ROKO ends announcements and nothing else, and says so.
notice-stopped = { $coop }: હવે સૂચનાઓ નહીં આવે. પરવાનગી, મત અને યાદ કરાવતા મેસેજ એમ જ રહેશે. ફરી જોઈએ તો CHALU લખી { $number } પર મોકલો.
notice-started = { $coop }: હવે સૂચનાઓ ફરી આવશે. રોકવા ROKO લખી { $number } પર મોકલો.
notice-help = { $coop }: બેઠક BETHAK, પરવાનગી બંધ BAND 12, ખોટી નોંધ KHOTU 4821, ફોન માટે PHONE: { $number } પર મોકલો. અથવા { $code } ડાયલ કરો.
notice-not-understood = { $coop }: સમજાયું નહીં. MADAD લખી { $number } પર મોકલો અથવા { $code } ડાયલ કરો.
# Check: new lines, read them.
notice-answers-wait = { $coop }: એક કલાકમાં ઘણા મેસેજ આવ્યા. તમે લખશો તે બધું નોંધીશું, જવાબ કલાક પછી આવશે.
notice-too-many = { $coop }: એક કલાકમાં ઘણા મેસેજ આવ્યા, આ મેસેજ નોંધ્યો નથી. એક કલાક પછી ફરી મોકલો અથવા { $code } ડાયલ કરો.
notice-asked-again = { $coop }: અમે આપેલા નંબરમાંથી ફક્ત એક નંબર લખી { $number } પર મોકલો.
notice-member-no-needed = { $coop }: આ ફોન એકથી વધુ સભ્યોનો છે. પહેલાં સભ્ય નંબર લખો, જેમ કે 1002 BETHAK, અને { $number } પર મોકલો.
notice-join = { $coop }: આ ફોન હજી અમારે ત્યાં નોંધાયો નથી. જોડાવા ગામની સખીને મળો અથવા { $code } ડાયલ કરો.

# To somebody who was shown a statement and asks whether it is real. No figures, no name.
# Check: દાખલો also means an example.
notice-statement-valid = { $coop }: આ હિસાબ { $until } વાગ્યા સુધી માન્ય છે. સભ્યે પોતે આપ્યો છે.
notice-statement-ended = { $coop }: આ હિસાબ હવે માન્ય નથી. સભ્ય પાસે નવો માગો.
notice-statement-unknown = { $coop }: આ કોડથી કોઈ હિસાબ મળ્યો નથી. કોડ ફરી જોઈ લો.

# What phones get instead that others read too.
# Check: the first line is new, read it.
notice-heard = { $coop }: તમારો મેસેજ મળ્યો. જવાબ માટે { $code } ડાયલ કરો.
notice-neutral = { $coop }: તમારા માટે મેસેજ છે. { $code } ડાયલ કરો.

# Sent unasked.
notice-meeting-reminder = { $coop }: બેઠક { $when } વાગ્યે, { $place }માં. પાસબુક લાવજો. આવશો? હા 1, ના 2 લખી { $number } પર મોકલો.
notice-vote-opened = { $coop }: મતદાન { $until } વાગ્યા સુધી. એક બહેન, એક મત. { $code } ડાયલ કરી 4 દબાવો.
# Sent to everybody on the roll, so that a phone tells nobody who has not voted.
notice-vote-closing = { $coop }: મતદાન આજે { $at } વાગ્યે બંધ થશે. { $code } ડાયલ કરી 4 દબાવો. મત આપ્યો હોય તો રહેવા દો.
# Check: new line, read it.
notice-vote-code = { $coop }: મતદાન { $no } માટે તમારો કોડ { $one_time } છે, કોઈને કહેશો નહીં. MAT, મતદાનનો નંબર, પસંદગી અને કોડ લખી { $number } પર મોકલો.
# Check: to an officer, not to a member.
notice-task-open = { $coop }: ફોન લાઇનમાં { $n } કામ તમારી રાહ જુએ છે. કમ્પ્યૂટર પર sahkar tasks લખીને જુઓ.
# Check: is the tone right? A telephone call follows it.
notice-breach = { $coop }: { $day }ના રોજ તમારી માહિતી ({ $what }) બીજા કોઈએ જોઈ હોઈ શકે. માફ કરશો. સખીને પૂછો અથવા { $code } ડાયલ કરો.
# Check: new lines, read them.
notice-case-done = { $coop }: અરજી { $no }નું કામ થઈ ગયું. સંતોષ ન હોય તો 30 દિવસમાં સખીને કહો.
notice-case-declined = { $coop }: અરજી { $no } મુજબ થયું નથી. સખી ફોન કરીને કારણ કહેશે. સંતોષ ન હોય તો 30 દિવસમાં તેમને કહો.
notice-case-appealed = { $coop }: અરજી { $no } હવે બીજા હોદ્દેદાર જોશે. 7 દિવસમાં જવાબ મળશે.
# Check: these four lines.
notice-member-welcome = { $coop }: સ્વાગત! તમે સભ્ય { $no } છો. { $code } ડાયલ કરો. પિન માટે સખી પાસે ચિઠ્ઠી માગો.
notice-member-edited = { $coop }: હોદ્દેદારે નોંધપોથીમાં તમારી વિગત બદલી: { $what }. ખોટું હોય તો સખીને કહો.
notice-member-left = { $coop }: તમે હવે સભ્ય નથી. આ છેલ્લો સંદેશ છે. ખોટું હોય તો સખીને કહો.
notice-member-back = { $coop }: તમે ફરી સભ્ય { $no } છો. { $code } ડાયલ કરો. ખોટું હોય તો સખીને કહો.
# Check: new lines, read them.
notice-pin-unlocked = { $coop }: બે હોદ્દેદારે તમારો પિન ખોલી આપ્યો છે. ફરી { $code } ડાયલ કરો. તમે ન કહ્યું હોય તો સખીને કહો.
notice-pin-code-made = { $coop }: નવો પિન રાખવા બે હોદ્દેદારે તમારી ચિઠ્ઠી બનાવી છે. { $code } ડાયલ કરો. તમે ન કહ્યું હોય તો સખીને કહો.

# Announcements that an officer fills in.
notice-seeds = { $coop }: બિયારણ { $when } વાગ્યે, { $place }માં મળશે. સભ્ય કાર્ડ લાવજો.
notice-price = { $coop }: આજે { $place }ના બજારમાં ભાવ: { $item } રૂ.{ $price } છે.
notice-buying = { $coop }: { $item } ખરીદીશું, { $when } વાગ્યે, { $place }માં. ભાવ સખીને પૂછો.
notice-training = { $coop }: તાલીમ: { $topic }, { $when } વાગ્યે, { $place }માં. જરૂર આવજો.
notice-annual-meeting = { $coop }: વાર્ષિક સભા { $when } વાગ્યે, { $place }માં. હિસાબ અને ચૂંટણી. જરૂર આવજો.
notice-share = { $coop }: આ વર્ષે તમારો ભાગ રૂ.{ $amount }. { $day }ની બેઠકમાં પાસબુક સાથે લઈ જજો.
notice-result = { $coop }: મતદાન { $no }: { $result }. { $voted } બહેનોએ મત આપ્યો.
# Check: કુલ આંકડા for totals.
notice-shared = { $coop }: { $who }ને કુલ આંકડા ({ $what }) આપ્યા, નામ વગર. મંડળીને રૂ.{ $amount } મળ્યા.
notice-urgent = { $coop }: ચેતવણી: { $topic }, { $place }માં, { $when } વાગ્યાથી. સાચવજો.
