# The first word of a text, and what answers and days are called. Capitals, accents and digits of any
# script are read alike. `menus/keywords.toml` says what may follow each.

keyword-income = amdani, aamdani, aamadani, आमदनी
keyword-cost = kharch, kharcha, खर्च, खर्चा
keyword-saving = bachat, बचत
keyword-repayment = kist, kisht, किस्त, किश्त
keyword-entry-wrong = galat, ग़लत
keyword-permission-stop = band, bandh, बंद, बन्द
    .never-alone = roko, radd, raddh, रोको, रद्द
keyword-meeting-next = baithak, बैठक
keyword-vote = vote, वोट
keyword-call = phone, fon, फ़ोन
keyword-private = niji, निजी
keyword-language = bhasha, भाषा
keyword-complain = shikayat, shikaayat, शिकायत
keyword-announcements-stop = roko, radd, raddh, रोको, रद्द
keyword-announcements-start = chalu, chaalu, चालू
keyword-help = madad, मदद
keyword-statement-check = janch, jaanch, जाँच

# Whole answers to a question. Nothing is ever looked for inside a longer text.
answer-yes = 1, ha, haa, haan, han, hanji, haji, ji, thik, manjoor, हाँ, हा, हाँजी, हाँ जी, जी, ठीक, मंज़ूर
answer-no = 2, na, naa, nahi, nahin, nai, ना, नहीं, नही, नहि, मत
switch-on = chalu, चालू
switch-off = band, बंद

# The time an entry covers.
period-week = hafta, hafte, is hafte, हफ़्ता, हफ़्ते, इस हफ़्ते, सप्ताह
period-month = mahina, mahine, is mahine, महीना, महीने, इस महीने
period-last-month = pichhle mahine, pichle mahine, पिछले महीने
day-today = aaj, आज
day-yesterday = bita kal, बीता कल
day-tomorrow = aane wala kal, आने वाला कल
# Yesterday or tomorrow, whichever can be meant.
day-either = kal, कल

month-1 = जनवरी, janvari
month-2 = फ़रवरी, farvari
month-3 = मार्च, march
month-4 = अप्रैल, aprail
month-5 = मई, mai
month-6 = जून, jun
month-7 = जुलाई, julai
month-8 = अगस्त, agast
month-9 = सितंबर, सितम्बर, sitambar
month-10 = अक्टूबर, अक्तूबर, aktubar
month-11 = नवंबर, नवम्बर, navambar
month-12 = दिसंबर, दिसम्बर, disambar

language-gu = gujarati, गुजराती
language-hi = hindi, हिन्दी, हिंदी
language-en = angrezi, angreji, अंग्रेज़ी

# What an entry without a category is about.
kind-cost = खर्च
kind-saving = बचत
kind-repayment = किस्त
