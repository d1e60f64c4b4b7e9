# The first word of a text, and what answers and days are called. Capitals, accents and digits of any
# script are read alike. `menus/keywords.toml` says what may follow each.

keyword-income = avak, aavak, આવક, awak, aawak, aavk, avk, kamani, kamai, કમાણી, કમાઈ
keyword-cost = kharch, kharach, ખર્ચ, ખરચ, kharcho, kharcha, karch, khrch, ખર્ચો, ખર્ચા, ખરચો
keyword-saving = bachat, બચત, bachet, bacht, bchat, બચ્ત
keyword-repayment = hapto, hapta, હપ્તો, હપ્તા, હપતો, hafto, hpto, haptho, emi, હફતો, હફ્તો, હપતા
keyword-entry-wrong =
    .never-alone = khotu, khotun, khotoo, ખોટું, ખોટુ, khoti, khoto, ખોટી, ખોટો, bhul, ભૂલ, ભુલ
keyword-permission-stop = band, bandh, bund, બંધ, બન્ધ, bnd
    .never-alone = roko, rad, રોકો, રદ, roki, rokjo, રોકી, રોકજો, સ્ટોપ
keyword-meeting-next = bethak, બેઠક, bethk, miting, mitting, sabha, મીટિંગ, મિટિંગ, મીટીંગ, સભા
keyword-vote = mat, મત, vot, voting, matdan, વોટ, વોટિંગ, મતદાન
keyword-call = phone, fon, ફોન, phon, fone, kol, કોલ
keyword-private = khangi, khaangi, ખાનગી, khanagi
keyword-language = bhasha, ભાષા, bhasa
keyword-complain = fariyad, phariyad, ફરિયાદ, fariad, faryad, friyad, fariyaad, ફરીયાદ, ફરયાદ
keyword-announcements-stop = roko, rad, રોકો, રદ, roki, rokjo, રોકી, રોકજો, સ્ટોપ
keyword-announcements-start = chalu, chaalu, ચાલુ, sharu, શરૂ, શરુ
keyword-help = madad, મદદ, હેલ્પ
keyword-statement-check = chakaso, tapaso, ચકાસો, તપાસો, tapas, chek, તપાસ, ચેક

# Whole answers to a question. Nothing is ever looked for inside a longer text.
# Check: the words of each question are new lists, read them.
# Those that answer every question:
answer-yes =
    1, ha, haa, haan, han, haji, ji, ho, hove, barabar, barobar, thik, manjur, manjoor, હા, હાં,
    હાજી, હા જી, જી, હોવે, બરાબર, ઠીક, મંજૂર, ha ji, haa ji, hanji, haan ji, hn, theek, ek, એક,
    ha 1, haa 1, haan 1, 1 ha, હા 1, 1 હા, હા બરાબર, ઠીક છે, thik che
answer-no =
    2, na, naa, nah, nai, nahi, nahin, ના, નહીં, નહિ, નહી, નથી, nathi, nhi, nay, na ji, na 2, 2
    na, ના 2, 2 ના, નઈ, નઇ, નૈ, નહિં, બે, ના જી, manjur nathi,
    મંજૂર નથી
# Those that answer only whether she comes to a meeting:
answer-meeting-yes = aavish, avish, aavis, avis, ha aavish, ha avish, આવીશ, હા આવીશ, હું આવીશ
answer-meeting-no =
    nahi aavu, nahi avu, nai aavu, nai avu, nhi avu, nathi aavvu, nathi avvu, નહીં આવું, નહી
    આવું, નઈ આવું, નથી આવવું
# Those that answer only whether an entry is right:
answer-entry-yes =
    barabar che, barabar chhe, barobar che, ha barabar che, sachu che, બરાબર છે, હા બરાબર છે,
    સાચું, સાચું છે, sachu
answer-entry-no =
    khotu, khotun, khotoo, ખોટું, ખોટુ, khoti, khoto, ખોટી, ખોટો, bhul, ભૂલ, ભુલ, khotu che,
    ખોટું છે, ભૂલ છે, barabar nathi, બરાબર નથી
switch-on = chalu, ચાલુ, sharu, શરૂ
switch-off = band, bandh, બંધ

# The time an entry covers.
period-week = 
    athvadiyu, athvadiye, aa athvadiye, અઠવાડિયું, અઠવાડિયે, આ અઠવાડિયે, athvadia, athvadiu, aa
    athvadiyu, અઠવાડિયા, આ અઠવાડિયું
period-month = 
    mahino, mahine, aa mahine, મહિનો, મહિને, આ મહિને, mahina, mahinano, aa mahino, aa mahina, મહિના,
    મહિનાનો, મહિનાની, આ મહિનો
period-last-month = gaya mahine, ગયા મહિને, gaya mahina, gayo mahino, ગયા મહિના, ગયો મહિનો
day-today = aaj, aaje, aje, આજ, આજે, aj
day-yesterday = gaikal, gaikale, gai kale, ગઈકાલ, ગઈકાલે, ગઈ કાલે, gaykal, gaykale, gai kal
day-tomorrow = avtikal, avtikale, aavtikale, આવતીકાલ, આવતીકાલે, આવતી કાલે
# Yesterday or tomorrow, whichever can be meant.
day-either = kal, kale, કાલ, કાલે

month-1 = જાન્યુઆરી, જાન્યુ, janyuari
month-2 = ફેબ્રુઆરી, ફેબ્રુ, februari
month-3 = માર્ચ, march
month-4 = એપ્રિલ, epril
month-5 = મે, me
month-6 = જૂન, જુન, jun
month-7 = જુલાઈ, જુલાઇ, julai
month-8 = ઑગસ્ટ, ઓગસ્ટ, ogast
month-9 = સપ્ટેમ્બર, સપ્ટે, saptembar
month-10 = ઑક્ટોબર, ઓક્ટોબર, ઑક્ટો, oktobar
month-11 = નવેમ્બર, નવે, navembar
month-12 = ડિસેમ્બર, ડિસે, disembar

language-gu = gujarati, ગુજરાતી
language-hi = hindi, હિન્દી, હિંદી
language-en = angreji, અંગ્રેજી

# What an entry without a category is about.
kind-cost = ખર્ચ
kind-saving = બચત
kind-repayment = હપ્તો

# What may stand beside a sum and says nothing more: "Rs 200 only".
beside-a-sum = માત્ર, ફક્ત, matra, fakt, pura, પૂરા

# What a smartphone writes around a text that was liked, loved or the like: it is no answer. Emojis, marks
# and the quoted text are left out.
# Check: these are guessed from other languages; add what your phones really write.
reaction =
    ને પસંદ કર્યું, ને લાઇક કર્યું, ને લવ કર્યું, ને નાપસંદ કર્યું, પર હસ્યા, પર ભાર મૂક્યો, પર
    પ્રશ્ન કર્યો, પર પ્રતિક્રિયા આપી, ને પ્રતિક્રિયા આપી, ને, પર, માંથી કાઢી, પરથી કાઢી

# What categories are called: MILK 850 is an entry under the category of that name. The first word of each
# list is the name that a cooperative gives it; who names it otherwise adds a list. A word may stand in two
# lists, and then she is asked which is meant.
# Check: are these the words your members write?
category-crop = પાક, pak, paak
category-paddy = ડાંગર, dangar, ભાત, bhaat
category-tur = તુવેર, tuver, tuvar
category-jowar = જુવાર, juvar, juwar
category-okra = ભીંડા, bhinda, bhindo, ભીંડો
category-vegetables = શાકભાજી, shakbhaji, શાક, shak, શાકભાજિ
category-cotton = કપાસ, kapas, kapaas
category-milk = દૂધ, dudh, doodh, dud
category-labour = મજૂરી, majuri, majoori, majduri
category-farm-labour = ખેતમજૂરી, khetmajuri, khet majuri, ખેત મજૂરી
category-nrega = મનરેગા, manrega, narega
category-building = બાંધકામ, bandhkam, bandhkaam, કડિયાકામ
category-craft = હાથકામ, hathkam, haathkaam
category-embroidery = ભરતકામ, bharatkam, bharatkaam, ભરત
category-sewing = સિલાઈ, silai, સિવણ, sivan
category-weaving = વણાટ, vanat, vanaat
category-incense = અગરબત્તી, agarbatti, agarbati
category-bidi = બીડી, bidi, bidi
category-papad = પાપડ અને નાસ્તો, પાપડ, papad, નાસ્તો, nasto
category-selling = વેચાણ, vechan, vechaan
category-vegetable-selling = શાક વેચાણ, shak vechan
category-shop = નાની દુકાન, દુકાન, dukan, dukaan
category-goats = બકરી અને મરઘાં, બકરી, bakri, bakari, મરઘી, marghi, ઈંડા, inda
category-dung = છાણ અને બાયોગેસ, છાણ, chhan, બાયોગેસ
category-gum = ગુંદર અને વનપેદાશ, ગુંદર, gundar
category-mahua = મહુડો અને પાન, મહુડો, mahudo, mahuda
category-honorarium = માનદ વેતન, manad vetan
category-family = ઘરેથી પૈસા, gharethi paisa
category-pension = પેન્શન, penshan, pension
category-other = બીજું, biju, bijun
category-seeds = બિયારણ, biyaran, biyaaran, બીજ, bij
category-fertiliser = ખાતર, khatar, khaatar
category-fodder = ઘાસચારો, ghascharo, ઘાસ, ghas, ચારો, charo
category-hired-work = મજૂરી ખર્ચ, majuri kharch, મજૂરી, majuri, majoori, majduri
category-travel = ગાડી ભાડું, gadi bhadu, ભાડું, bhadu
