# The officers' console: members, their phones, and codes for new PINs.
# Check: all of this file wants the eye of a native reader.

today-pins = पिन
today-locked = { $n ->
    [one] { $n } बहन का पिन बंद है; दो पदाधिकारी खोलें
   *[other] { $n } बहनों के पिन बंद हैं; दो पदाधिकारी खोलें
}

members-search = खोजें
members-search-help = नंबर, किसी भी लिपि में नाम, गाँव, समूह, या फ़ोन के आख़िरी तीन-चार अंक.
members-find = खोजें
members-n = { $n ->
    [one] { $n } सदस्य
   *[other] { $n } सदस्य
}
members-many = { $n } से ज़्यादा सदस्य
members-none = अभी कोई सदस्य नहीं है. जो मशीन चलाता है वह रजिस्टर इससे लाए: sahkar import members
members-none-found = कोई नहीं मिली. कम अक्षरों से ज़्यादा मिलते हैं.
members-next = अगला पन्ना
members-all = सब सदस्य

member-no-name = (नाम नहीं)
member-phone = फ़ोन …{ $end }
member-phone-shared = { $n ->
    [one] फ़ोन …{ $end }, { $n } और सदस्य के साथ साझा
   *[other] फ़ोन …{ $end }, { $n } और सदस्यों के साथ साझा
}
member-waits = हस्ताक्षर बाकी है:
member-left = वह अब सदस्य नहीं है.
member-village = गाँव
member-group = समूह
member-lang = भाषा
member-lang-none = अभी नहीं चुनी
member-private = SMS
member-private-yes = बस इतना कहते हैं कि संदेश है
member-private-no = बताते हैं कि किस बारे में हैं
member-joined = सदस्य कब से
member-phones = फ़ोन
member-no-phone = यहाँ उसका फ़ोन नहीं है.
member-pin = पिन
member-pin-yes = उसके पास पिन है.
member-pin-no = उसके पास अभी पिन नहीं है.
member-pin-code = कोड की पर्ची बनी है; कोड { $at } तक चलता है.
member-pin-locked = उसका पिन { $at } तक बंद है.
member-pin-locked-for-good = उसका पिन बंद है; दो पदाधिकारी खोलें तब खुलेगा.
member-pin-how = उसका पिन न कोई देखता है, न कोई चुनता है. पर्ची में कोड होता है; उससे वह अपने फ़ोन से नया पिन चुनती है. पहले दूसरी पदाधिकारी हस्ताक्षर करती है.
member-pin-slip = पर्ची माँगें
member-pin-unlock = बंद पिन खोलना माँगें
member-looks = किसने देखा
member-looks-none = अभी किसी ने नहीं देखा.

reveal-why = पूरा नंबर देखें: क्यों?
reveal-help = आपने देखा और क्यों, यह लिखा जाता है. वह पूछ सकती है.
reveal-choose = कारण चुनें
reveal-call = उसे फ़ोन करने के लिए
reveal-check = काग़ज़ से मिलाने के लिए
reveal-asked = वह पूछती है कि यहाँ कौन सा नंबर है
reveal-texts = SMS उस तक नहीं पहुँचते
reveal-no-reason = चुनें कि क्यों देखना है.
reveal-show = दिखाएँ
reveal-five = यह पन्ना पाँच मिनट बाद अपने आप लौट जाता है.
reveal-back = छिपाएँ

look-member = यह पन्ना देखा
look-numbers = पूरा नंबर देखा

pins-title = नए पिन के लिए कोड
pins-how = बैठक में आई बहनों के लिए: सब एक साथ, दूसरी पदाधिकारी के एक हस्ताक्षर से. फिर हर बहन की पर्ची छपती है; कोड 72 घंटे, एक ही बार, और उसके अपने फ़ोन से ही चलता है. पिन वह ख़ुद चुनती है.
pins-numbers = सदस्य नंबर
pins-numbers-help = जैसे 1001 1004 1010-1025.
pins-without = फ़ोन है और अभी पिन नहीं
pins-all-have = यहाँ जिनके पास फ़ोन है उन सबके पास पिन है.
pins-locked = दो पदाधिकारी खोलें तब तक बंद
pins-locked-help = वह ख़ुद ही है, यह जान लेने के बाद उसका पन्ना खोलकर वहाँ माँगें.
pins-ask = दूसरा हस्ताक्षर माँगें
pins-none = कोई बहन चुनें, या नंबर लिखें.
pins-not-a-number = “{ $word }” सदस्य नंबर नहीं है, और 1010-1025 जैसी क़तार भी नहीं.
pins-many = एक साथ ज़्यादा से ज़्यादा { $n } बहनें.
pins-same = यही काम नंबर { $no } के रूप में पहले से हस्ताक्षर का इंतज़ार कर रहा है.
pins-needs-another = अभी कोई दूसरी पदाधिकारी इस पर हस्ताक्षर नहीं कर सकती. जो मशीन चलाता है वह इससे करे: sahkar pin activate
pins-not-asked = माँगा नहीं जा सका. पन्ना फिर खोलें और देखें कि अभी क्या है.

done-asked = यह 72 घंटे तक दूसरी पदाधिकारी के हस्ताक्षर का इंतज़ार करता है.
