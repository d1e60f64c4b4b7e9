# The officers' console: the first page, and second signatures.
# Check: all of this file wants the eye of a native reader.

today-running-out = आज समय पूरा हो रहा है
today-signatures = दूसरा हस्ताक्षर
today-until = { $at } तक
today-nothing = आपके लिए कुछ बाकी नहीं है.
today-meeting = अगली बैठक: { $meeting }
today-sign = { $n ->
    [one] { $n } काम आपके हस्ताक्षर की राह देख रहा है
   *[other] { $n } काम आपके हस्ताक्षर की राह देख रहे हैं
}
today-sign-one = नंबर { $no } पर हस्ताक्षर करें: { $act }
today-came-back = { $n ->
    [one] आपका माँगा { $n } काम वापस आया है
   *[other] आपके माँगे { $n } काम वापस आए हैं
}

sign-to-sign = आप हस्ताक्षर कर सकती हैं
sign-none = आपके हस्ताक्षर की राह कुछ नहीं देख रहा.
sign-hers = आपका माँगा हुआ
sign-not-hers = दूसरी पदाधिकारी हस्ताक्षर करे
sign-asked-by = { $name } ने माँगा
sign-asked = { $name } ने यह { $at } बजे माँगा.
sign-until = { $at } तक
sign-what = इस पर हस्ताक्षर होता है
sign-who = कौन हस्ताक्षर करती है?
sign-me = मैं
sign-other = दूसरी पदाधिकारी, इसी कंप्यूटर पर
sign-other-can = दूसरी पदाधिकारी यहीं हस्ताक्षर कर सकती है, और आप अंदर रहती हैं.
sign-other-help = वह अपना नाम, गुप्त वाक्य और कोड लिखे. आप अंदर रहती हैं, वह नहीं.
sign-other-name = उसका नाम
sign-other-passphrase = उसका गुप्त वाक्य
sign-other-code = उसके ऐप का कोड, या उसके काग़ज़ का अगला कोड
sign-other-wrong = यह नाम, गुप्त वाक्य और कोड साथ के नहीं हैं, या बहुत बार ग़लत लिखा गया है और उसे रुकना होगा, ज़्यादा से ज़्यादा एक घंटा.
sign-agree = हस्ताक्षर करें
sign-reason = नहीं तो: क्यों?
sign-reason-help = एक पंक्ति में. जिसने माँगा वह इसे पढ़ती है.
sign-reason-wrong = क्यों, यह लिखें, एक पंक्ति में, ज़्यादा से ज़्यादा 300 अक्षर.
sign-reason-was = कारण: { $reason }
sign-return = वापस भेजें
sign-refuse = मना करें
sign-withdraw = वापस लें
sign-all = सब हस्ताक्षर
sign-came-back = जिसने माँगा उसके पास वापस गया. वह वापस लेकर फिर से माँगे.
sign-own = आपने माँगा है, इसलिए आप हस्ताक्षर नहीं करतीं.
sign-last-editor = आख़िर में आपने बदला है, इसलिए आप हस्ताक्षर नहीं करतीं.
sign-about-self = यह आपके बारे में है, इसलिए आप हस्ताक्षर नहीं करतीं.
sign-late = इसका समय पूरा हुआ. फिर से माँगा जा सकता है.
sign-ended = यह पहले ही पूरा हो चुका है.
sign-changed = आपने जो देखा था, अब वैसा नहीं है. जैसा अभी है, फिर से पढ़ें; फिर हस्ताक्षर करें, या वापस भेजें.
sign-not-asker = जिसने माँगा वही वापस ले.
sign-no-right = उसके पद से ऐसा हस्ताक्षर नहीं होता.
sign-moved = कोई और पहले था. अभी ऐसा है; आपने कुछ नहीं किया.
sign-asker = जिसने माँगा वह अब पदाधिकारी नहीं है, या नहीं माँग सकती. मना किया जा सकता है.

state-signed = हस्ताक्षर हुआ और काम हुआ.
state-refused = मना किया गया.
state-withdrawn = जिसने माँगा उसने वापस लिया.
state-expired = 72 घंटे में किसी ने हस्ताक्षर नहीं किया.

done-signed = हस्ताक्षर हुआ, और काम हुआ.
done-returned = आपके कारण के साथ वापस गया.
done-refused = मना किया. उसमें से कुछ नहीं हुआ.
done-withdrawn = वापस लिया. उसमें से कुछ नहीं हुआ.

act-pin-unlock = पिन के ताले खोलना
act-pin-activate = नए पिन के लिए कोड
act-notice-announce = सूचना
act-member-import = सदस्यों का रजिस्टर
act-member-leave = सदस्य को हटाना
act-officer-add = नई पदाधिकारी
act-officer-role = पदाधिकारी का पद
act-officer-end = पद का अंत
act-other = दो जनों का काम

preview-unlock-pins = { $n ->
    [one] सदस्य { $numbers } के पिन का हर ताला खोलना.
   *[other] { $n } सदस्यों के पिन का हर ताला खोलना: { $numbers }.
}
preview-activate-pins = { $n ->
    [one] काग़ज़ पर कोड बनाना, जिससे सदस्य { $numbers } नया पिन चुने.
   *[other] काग़ज़ पर कोड बनाना, जिनसे { $n } सदस्य नया पिन चुनें: { $numbers }.
}
preview-add-officer = { $name } को पदाधिकारी बनाना: { $role }.
preview-add-officer-member = { $name }, सदस्य { $no }, को पदाधिकारी बनाना: { $role }.
preview-give-role = { $name } को एक पद और देना: { $role }.
preview-take-role = { $name } से पद लेना: { $role }.
preview-end-officer = { $name } का पद पूरा करना. उसका गुप्त वाक्य फिर कुछ नहीं खोलता.
preview-text = { $lang }, { $n } SMS:
preview-text-quiet = { $lang }, जहाँ दूसरे भी फ़ोन पढ़ते हैं, { $n } SMS:
preview-no-words = { $lang }: किसी को नहीं बताया जाता. “{ $text }” के लिए इसमें मंज़ूर शब्द नहीं हैं.
preview-nobody = यह किसी तक नहीं पहुँचता.
preview-reach = { $phones } फ़ोन पर { $women } बहनों तक पहुँचता है: { $texts } संदेश, { $parts } SMS, लगभग रु. { $rupees }.
preview-none = { $n ->
    [one] { $n } सदस्य को नहीं मिलता: उसने STOP कहा है, या फ़ोन नहीं है, या उसके लिए मंज़ूर शब्द नहीं हैं.
   *[other] { $n } सदस्यों को नहीं मिलता: उन्होंने STOP कहा है, या फ़ोन नहीं है, या उनके लिए मंज़ूर शब्द नहीं हैं.
}
preview-register = { $new } नई सदस्य, { $changed } बदलीं, { $same } वैसी ही.
preview-unread = “{ $column }” खाना नहीं पढ़ा जाता.
preview-altered = पंक्ति { $line }, सदस्य { $no }: { $changes }.
preview-without-phone = { $n ->
    [one] बिना फ़ोन: पंक्ति { $numbers }. वह न फ़ोन कर सकती है, न उसे संदेश मिलता है.
   *[other] बिना फ़ोन: पंक्ति { $numbers }. वे न फ़ोन कर सकती हैं, न उन्हें संदेश मिलता है.
}
preview-shared-phone = सदस्य { $numbers } एक फ़ोन बरतती हैं, कुल { $n }. उन्हें बस इतना लिखा जाता है कि संदेश है.

altered-name = नाम दूसरा
altered-quiet = अब से संदेश कुछ नहीं बताते
altered-lang = भाषा { $lang }
altered-phone = फ़ोन { $old } → { $new }
altered-joined = जुड़ीं { $old } → { $new }
altered-village = गाँव { $old } → { $new }
altered-group = समूह { $old } → { $new }

cannot-unknown = { $n ->
    [one] ऐसे हस्ताक्षर नहीं हो सकता: { $numbers } अब किसी चालू सदस्य का नंबर नहीं है.
   *[other] ऐसे हस्ताक्षर नहीं हो सकता: { $numbers } अब चालू सदस्यों के नंबर नहीं हैं.
}
cannot-no-phone = { $n ->
    [one] ऐसे हस्ताक्षर नहीं हो सकता: सदस्य { $numbers } का फ़ोन नहीं है, जिससे कोड बरता जाए.
   *[other] ऐसे हस्ताक्षर नहीं हो सकता: सदस्यों { $numbers } के फ़ोन नहीं हैं, जिनसे कोड बरता जाए.
}
cannot-said = ऐसे हस्ताक्षर नहीं हो सकता: यही { $at } बजे बताया गया था.
cannot-time = ऐसे हस्ताक्षर नहीं हो सकता: लिखा हुआ समय बीत गया है, या बहुत दूर है.
cannot-register = ऐसे हस्ताक्षर नहीं हो सकता: रजिस्टर अब यहाँ की सदस्यों से मेल नहीं खाता.
cannot-officer = ऐसे हस्ताक्षर नहीं हो सकता: इस पदाधिकारी के बारे में कुछ बदला है.
cannot-other = ऐसे नहीं हो सकता. कारण के साथ वापस भेजें.

slips-title = कोड की पर्चियाँ
slips-print = यह पन्ना अभी छापें, और हर बहन को उसी की पर्ची दें. कोड फिर नहीं दिखाए जाते.
slips-dial = अपने फ़ोन से { $dial } लगाएँ. जहाँ पिन पूछा जाए, यह कोड लिखें:
slips-choose = फिर ऐसा पिन चुनें जो आप ही जानें. उसे किसी को नहीं जानना है, पदाधिकारी को भी नहीं.
slips-until = कोड एक ही बार चलता है, { $at } तक.
slips-untold = { $n ->
    [one] सदस्य { $numbers } को कोई संदेश यह नहीं बताता. किसी को उसे बताना होगा.
   *[other] { $n } सदस्यों को कोई संदेश यह नहीं बताता: { $numbers }. किसी को उन्हें बताना होगा.
}
slips-next = आगे

lang-gu = गुजराती
lang-gu-latn = ABC में लिखी गुजराती
lang-hi = हिन्दी
lang-hi-latn = ABC में लिखी हिन्दी
lang-en = अंग्रेज़ी
