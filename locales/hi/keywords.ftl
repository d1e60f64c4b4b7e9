# The first word of a text, and what answers and days are called. Capitals, accents and digits of any
# script are read alike. `menus/keywords.toml` says what may follow each.

keyword-income = 
    amdani, aamdani, aamadani, आमदनी, amadani, aamdni, amdni, aamadni, kamai, kamaai, kamayi, कमाई,
    आमदानी
keyword-cost = kharch, kharcha, खर्च, खर्चा, kharchha, karcha, khrch, खरच, खर्चे
keyword-saving = bachat, बचत, bacht, bachath
keyword-repayment = kist, kisht, किस्त, किश्त, kishth, kisth, kishat, kisat, qist, emi, ईएमआई
keyword-entry-wrong =
    .never-alone = galat, ग़लत, galt, gallat, galti, गलती, गल्त
keyword-permission-stop = band, bandh, बंद, बन्द, bnd, बंध, बन्ध
    .never-alone = roko, radd, raddh, रोको, रद्द, rok, रोक, रोकें, स्टॉप
keyword-meeting-next = baithak, बैठक, baithk, miting, मीटिंग, मिटिंग, सभा, बेठक
keyword-vote = vote, वोट, मत, vot, voting, matdan, मतदान, वोटिंग
keyword-call = phone, fon, फ़ोन, phon, fone, कॉल
keyword-private = niji, निजी
keyword-language = bhasha, भाषा
keyword-complain = shikayat, shikaayat, शिकायत, sikayat, shikayt, shikayet, सिकायत
keyword-announcements-stop = roko, radd, raddh, रोको, रद्द, rok, रोक, रोकें, स्टॉप
keyword-announcements-start = chalu, chaalu, चालू, shuru, suru, शुरू, शुरु
keyword-help = madad, मदद, हेल्प
keyword-statement-check = janch, jaanch, जाँच, chek, चेक

# Whole answers to a question. Nothing is ever looked for inside a longer text.
# Check: the words of each question are new lists, read them.
# Those that answer every question:
answer-yes =
    1, ha, haa, haan, han, hanji, haji, ji, thik, manjoor, हाँ, हा, हाँजी, हाँ जी, जी, ठीक,
    मंज़ूर, haan ji, han ji, haanji, ji haan, ji ha, hn, theek, thik hai, theek hai, ek, haan 1,
    1 haan, हाँ 1, 1 हाँ, जी हाँ, ठीक है, एक
answer-no =
    2, na, naa, nahi, nahin, nai, ना, नहीं, नही, नहि, nhi, nahee, ji nahi, nahi 2, 2 nahi, नहीं
    2, 2 नहीं, जी नहीं, ना जी
# Those that answer only whether she comes to a meeting:
answer-meeting-yes = aaungi, aungi, haan aaungi, aa rahi hu, आऊँगी, आउंगी, हाँ आऊँगी, आ रही हूँ
answer-meeting-no = nahi aaungi, nhi aaungi, nahi aa sakti, नहीं आऊँगी, नहीं आउंगी, नहीं आ सकती
# Those that answer only whether an entry is right:
answer-entry-yes = sahi, sahi hai, haan sahi hai, सही, सही है, हाँ सही है
answer-entry-no =
    galat, ग़लत, galt, gallat, galti, गलती, गल्त, galat hai, गलत है, sahi nahi, sahi nahi hai,
    सही नहीं, सही नहीं है
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

# What may stand beside a sum and says nothing more: "Rs 200 only".
beside-a-sum = केवल, मात्र, सिर्फ़, keval, kewal, matra, sirf, pura, पूरे

# What a smartphone writes around a text that was liked, loved or the like: it is no answer. Emojis, marks
# and the quoted text are left out.
# Check: these are guessed from other languages; add what your phones really write.
reaction =
    को पसंद किया, को लाइक किया, को लव किया, को नापसंद किया, पर हँसे, पर हँसी, पर ज़ोर दिया, पर
    सवाल किया, पर प्रश्न किया, पर प्रतिक्रिया दी, को प्रतिक्रिया दी, को, पर, से, से हटाया, से
    हटाई

# What categories are called: MILK 850 is an entry under the category of that name. The first word of each
# list is the name that a cooperative gives it; who names it otherwise adds a list. A word may stand in two
# lists, and then she is asked which is meant.
# Check: are these the words your members write?
category-crop = फसल, fasal, phasal, फ़सल
category-paddy = धान, dhaan, dhan, चावल, chawal
category-tur = तुअर, tuar, अरहर, arhar
category-jowar = ज्वार, jwar, jvar
category-okra = भिंडी, bhindi
category-vegetables = सब्ज़ी, sabji, sabzi, सब्जियाँ
category-cotton = कपास, kapas, रुई
category-milk = दूध, doodh, dudh
category-labour = मज़दूरी, majduri, mazdoori, majdoori, mazduri
category-farm-labour = खेत मज़दूरी, khet majduri, khet mazdoori
category-nrega = मनरेगा, manrega, narega, नरेगा
category-building = मकान का काम, makan ka kaam
category-craft = हाथ का काम, hath ka kaam, दस्तकारी
category-embroidery = कढ़ाई, kadhai, kadhaai
category-sewing = सिलाई, silai, silaai
category-weaving = बुनाई, bunai, bunaai
category-incense = अगरबत्ती, agarbatti, agarbati
category-bidi = बीड़ी, bidi, beedi
category-papad = पापड़ और नाश्ता, पापड़, papad, नाश्ता, nashta
category-selling = बिक्री, bikri, bikree
category-vegetable-selling = सब्ज़ी बिक्री, sabji bikri, sabzi bikri
category-shop = छोटी दुकान, दुकान, dukan, dukaan
category-goats = बकरी और मुर्गी, बकरी, bakri, मुर्गी, murgi, अंडे, ande
category-dung = गोबर और बायोगैस, गोबर, gobar, बायोगैस
category-gum = गोंद और वनोपज, गोंद, gond, वनोपज
category-mahua = महुआ और पत्ते, महुआ, mahua
category-honorarium = मानदेय, mandey, maandey
category-family = घर से पैसे, ghar se paise
category-pension = पेंशन, penshan, pension
category-other = दूसरा, dusra, doosra
category-seeds = बीज, beej, bij
category-fertiliser = खाद, khad, khaad
category-fodder = चारा, chara, chaara, घास
category-hired-work = मज़दूरी खर्च, majduri kharch, मज़दूरी, majduri, mazdoori, majdoori, mazduri
category-travel = गाड़ी किराया, gadi kiraya, किराया, kiraya
