# The first word of a text, and what answers and days are called. Capitals, accents and digits of any
# script are read alike. `menus/keywords.toml` says what may follow each.

keyword-income = avak, aavak, આવક, awak, aawak, aavk, avk, kamani, kamai, કમાણી, કમાઈ
keyword-cost = kharch, kharach, ખર્ચ, ખરચ, kharcho, kharcha, karch, khrch, ખર્ચો, ખર્ચા, ખરચો
keyword-saving = bachat, બચત, bachet, bacht, bchat, બચ્ત
keyword-repayment = hapto, hapta, હપ્તો, હપ્તા, હપતો, hafto, hpto, haptho, emi, હફતો, હફ્તો, હપતા
keyword-entry-wrong = khotu, khotun, khotoo, ખોટું, ખોટુ, khoti, khoto, ખોટી, ખોટો, bhul, ભૂલ, ભુલ
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
answer-yes =
    1, ha, haa, haan, han, haji, ji, ho, hove, barabar, barobar, thik, manjur, manjoor, હા, હાં,
    હાજી, હા જી, જી, હોવે, બરાબર, ઠીક, મંજૂર, ha ji, haa ji, hanji, haan ji, hn, theek, ek, એક,
    barabar che, barabar chhe, barobar che, ha barabar che, thik che, sachu che, ha 1, haa 1, haan 1,
    1 ha, હા 1, 1 હા, aavish, avish, aavis, avis, ha aavish, ha avish, હા બરાબર, બરાબર છે,
    હા બરાબર છે, ઠીક છે, સાચું છે, આવીશ, હા આવીશ
answer-no = 
    2, na, naa, nah, nai, nahi, nahin, ના, નહીં, નહિ, નહી, નથી, nathi, nhi, nay, na ji, nahi aavu,
    nahi avu, nai aavu, nai avu, nhi avu, nathi aavvu, nathi avvu, barabar nathi, manjur nathi, na 2,
    2 na, ના 2, 2 ના, નઈ, નઇ, નૈ, નહિં, બે, ના જી, નહીં આવું, નહી આવું, નઈ આવું, નથી આવવું,
    બરાબર નથી, મંજૂર નથી
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
