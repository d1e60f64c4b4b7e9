# The first word of a text, and what answers and days are called. Capitals, accents and digits of any
# script are read alike. `menus/keywords.toml` says what may follow each.

keyword-income = avak, aavak, આવક
keyword-cost = kharch, kharach, ખર્ચ, ખરચ
keyword-saving = bachat, બચત
keyword-repayment = hapto, hapta, હપ્તો, હપ્તા, હપતો
keyword-entry-wrong = khotu, khotun, khotoo, ખોટું, ખોટુ
keyword-permission-stop = band, bandh, bund, બંધ, બન્ધ
    .never-alone = roko, rad, રોકો, રદ
keyword-meeting-next = bethak, બેઠક
keyword-vote = mat, મત
keyword-call = phone, fon, ફોન
keyword-private = khangi, khaangi, ખાનગી
keyword-language = bhasha, ભાષા
keyword-complain = fariyad, phariyad, ફરિયાદ
keyword-announcements-stop = roko, rad, રોકો, રદ
keyword-announcements-start = chalu, chaalu, ચાલુ
keyword-help = madad, મદદ
keyword-statement-check = chakaso, tapaso, ચકાસો, તપાસો

# Whole answers to a question. Nothing is ever looked for inside a longer text.
answer-yes =
    1, ha, haa, haan, han, haji, ji, ho, hove, hoy, barabar, barobar, thik, manjur, manjoor,
    હા, હાં, હાજી, હા જી, જી, હોવે, બરાબર, ઠીક, મંજૂર
answer-no = 2, na, naa, nah, nai, nahi, nahin, ના, નહીં, નહિ, નહી, નથી
switch-on = chalu, ચાલુ
switch-off = band, bandh, બંધ

# The time an entry covers.
period-week = athvadiyu, athvadiye, aa athvadiye, અઠવાડિયું, અઠવાડિયે, આ અઠવાડિયે
period-month = mahino, mahine, aa mahine, મહિનો, મહિને, આ મહિને
period-last-month = gaya mahine, ગયા મહિને
day-today = aaj, aaje, aje, આજ, આજે
day-yesterday = gaikal, gaikale, gai kale, ગઈકાલ, ગઈકાલે, ગઈ કાલે
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
