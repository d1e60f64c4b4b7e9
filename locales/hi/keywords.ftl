# The first word of a text, and what answers and days are called. Capitals, accents and digits of any
# script are read alike. `menus/keywords.toml` says what may follow each.

keyword-income = 
    amdani, aamdani, aamadani, आमदनी, amadani, aamdni, amdni, aamadni, kamai, kamaai, kamayi, कमाई,
    आमदानी
keyword-cost = kharch, kharcha, खर्च, खर्चा, kharchha, karcha, khrch, खरच, खर्चे
keyword-saving = bachat, बचत, bacht, bachath
keyword-repayment = kist, kisht, किस्त, किश्त, kishth, kisth, kishat, kisat, qist, emi, ईएमआई
keyword-entry-wrong = galat, ग़लत, galt, gallat, galti, गलती, गल्त
keyword-permission-stop = band, bandh, बंद, बन्द, bnd, बंध, बन्ध
    .never-alone = roko, radd, raddh, रोको, रद्द, rok, रोक, रोकें, स्टॉप
keyword-meeting-next = baithak, बैठक, baithk, miting, मीटिंग, मिटिंग, सभा, बेठक
keyword-vote = vote, वोट, vot, voting, matdan, मतदान, वोटिंग
keyword-call = phone, fon, फ़ोन, phon, fone, कॉल
keyword-private = niji, निजी
keyword-language = bhasha, भाषा
keyword-complain = shikayat, shikaayat, शिकायत, sikayat, shikayt, shikayet, सिकायत
keyword-announcements-stop = roko, radd, raddh, रोको, रद्द, rok, रोक, रोकें, स्टॉप
keyword-announcements-start = chalu, chaalu, चालू, shuru, suru, शुरू, शुरु
keyword-help = madad, मदद, हेल्प
keyword-statement-check = janch, jaanch, जाँच, chek, चेक

# Whole answers to a question. Nothing is ever looked for inside a longer text.
answer-yes = 
    1, ha, haa, haan, han, hanji, haji, ji, thik, manjoor, हाँ, हा, हाँजी, हाँ जी, जी, ठीक, मंज़ूर,
    haan ji, han ji, haanji, ji haan, ji ha, hn, theek, thik hai, theek hai, sahi, sahi hai, haan
    sahi hai, ek, haan 1, 1 haan, हाँ 1, 1 हाँ, aaungi, aungi, haan aaungi, aa rahi hu, जी हाँ,
    ठीक है, सही, सही है, हाँ सही है, एक, आऊँगी, आउंगी, हाँ आऊँगी, आ रही हूँ
answer-no = 
    2, na, naa, nahi, nahin, nai, ना, नहीं, नही, नहि, nhi, nahee, ji nahi, sahi nahi, sahi nahi hai,
    nahi 2, 2 nahi, नहीं 2, 2 नहीं, nahi aaungi, nhi aaungi, nahi aa sakti, जी नहीं, ना जी,
    सही नहीं, सही नहीं है, नहीं आऊँगी, नहीं आउंगी, नहीं आ सकती
switch-on = chalu, चालू, shuru, शुरू
switch-off = band, बंद, bandh, बंध

# The time an entry covers.
period-week = hafta, hafte, is hafte, हफ़्ता, हफ़्ते, इस हफ़्ते, सप्ताह, hapte, हप्ता, हप्ते
period-month = mahina, mahine, is mahine, महीना, महीने, इस महीने, maheena, महिना, महिने
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
