# The officers' console: the register, one woman at a time, and groups and villages.
# Check: all of this file wants the eye of a native reader.

# A woman is taken in.
new-title = नई बहन को सदस्य बनाएँ
new-how = उसे स्वागत का SMS जाता है. पिन के लिए बाद में उसके पन्ने पर पर्ची माँगें.
new-add = सदस्य बनाएँ
new-alike-title = क्या वह इनमें से कोई है?
new-another = नहीं, वह दूसरी बहन है
new-alike = { $n ->
    [one] { $n } सदस्य यही बहन हो सकती है. उसे देखें, और दूसरी हो तो नीचे कहें.
   *[other] { $n } सदस्य यही बहन हो सकती हैं. उन्हें देखें, और दूसरी हो तो नीचे कहें.
}
field-name = नाम
field-name-missing = उसका नाम लिखें, किसी भी लिपि में.
field-words-wrong = अक्षरों में लिखें, ज़्यादा से ज़्यादा 60.
field-number = नंबर
field-number-help = ख़ाली छोड़ें तो: { $no }, जो ख़ाली है.
field-number-wrong = नंबर सिर्फ़ अंकों में, जैसे 1042.
field-number-taken = यह नंबर किसी का है या था; वह फिर नहीं दिया जाता. अगले नंबर के लिए ख़ाली छोड़ें.
field-phone = फ़ोन, हो तो
field-phone-help = दस अंक, जैसे 98000 00001.
field-phone-wrong = यह भारत का मोबाइल नंबर नहीं है. दस अंक लिखें, जैसे 98000 00001.
field-private = दूसरे उसका फ़ोन पढ़ते हैं: SMS बस कहे कि संदेश है
field-joined-help = ख़ाली छोड़ें तो: आज से. नहीं तो सही दिन, जैसे 24/11/1998.
field-day-help = पहले दिन, जैसे 24/11/1998.
field-day-wrong = ऐसा दिन नहीं है, या अभी आना है. ऐसे लिखें: 24/11/1998.
field-nominee = नामांकित
field-nominee-help = उसकी मृत्यु के बाद उसकी ओर से कौन. ख़ाली रह सकता है.
field-nominee-relation = नामांकित से उसका रिश्ता
field-nominee-missing = नामांकित का नाम लिखें.

# What is held of her is altered.
edit-title = ब्योरा बदलें
edit-how = होने से पहले पुराना और नया दिखेगा, और उसे SMS जाएगा. फ़ोन दूसरी जगह बदलता है.
edit-nominee-case = वह नामांकित रखना चाहती है. यहाँ लिखें, फिर अर्ज़ी का जवाब दिया जाए:
edit-look = पुराना और नया देखें
edit-nothing = यहाँ जो है उससे कुछ अलग नहीं है.
edit-check = अभी कुछ नहीं बदला है.
edit-what = क्या
edit-old = पुराना
edit-new = नया
edit-none = (कुछ नहीं)
edit-told = क्या बदला यह उसे SMS से बताया जाता है, नया ब्योरा नहीं.
edit-do = बदलें
edit-back = पीछे जाकर सुधारें
edit-leave-it = बिना कुछ बदले वापस
what-name = नाम
what-village = गाँव
what-group = समूह
what-lang = भाषा
what-private = SMS का ढंग
what-joined = जुड़ने की तारीख़
what-nominee = नामांकित
what-several = ब्योरे

# She leaves, or comes back.
leave-title = वह छोड़ती है, या नहीं रही
leave-from-then = तब से उसे SMS नहीं जाते, नई मतदाता सूची में वह नहीं है, और डायल नहीं कर सकती. फ़ोन वह अकेली पढ़ती हो तो आख़िरी SMS जाता है; नहीं तो सखी फ़ोन करती है.
leave-texts = { $n ->
    [one] उसके लिए रुका { $n } SMS अब नहीं जाएगा.
   *[other] उसके लिए रुके { $n } SMS अब नहीं जाएँगे.
}
leave-cases = { $n ->
    [one] उसकी { $n } अर्ज़ी खुली रहती है और जवाब दिया जाता है.
   *[other] उसकी { $n } अर्ज़ियाँ खुली रहती हैं और जवाब दिया जाता है.
}
leave-officer = वह पदाधिकारी भी है: वह दो पदाधिकारियों के हस्ताक्षर से अलग ख़त्म होता है.
leave-kept = उसका हिसाब रखा जाता है. भूल हो तो यहाँ तुरंत वापस लिया जाता है.
leave-why = क्यों?
leave-asked = उसने कहा
leave-moved = दूसरी जगह रहने गई
leave-died = नहीं रही
leave-removed = मंडली ने हटाया
leave-no-reason = क्यों, यह चुनें.
leave-on = कब से
leave-on-help = ख़ाली छोड़ें तो: आज से, { $today }.
leave-day = यह दिन उसके जुड़ने से पहले का है, या अभी आना है.
leave-do = वह अब सदस्य नहीं है
# Check: how it is said that the cooperative removes a woman.
leave-remove-how = उसकी मर्ज़ी के बिना दो चाहिए: दूसरा पदाधिकारी हस्ताक्षर करे. फिर नई मतदाता सूची में वह नहीं है.
leave-remove = हटाने के हस्ताक्षर माँगें
preview-leave = { $day } से { $no } सदस्य नहीं है. { $why }.
back-title = उसे फिर सदस्य बनाएँ
back-mistake = भूल थी: पहले जैसा
back-again = वह आज से फिर जुड़ती है
back-do = फिर सदस्य बनाएँ
former-title = पहले के सदस्य
former-none = अभी किसी ने नहीं छोड़ा.
member-nominee = नामांकित
member-nominee-some = उसने किसी को रखा है
member-left-on = कब से सदस्य नहीं
members-filter = एक गाँव या समूह की
members-no-group = यहाँ आपको अपने समूह की बहनें दिखती हैं. रजिस्टर में आपका समूह अभी नहीं है: मंत्री से कहें.
register-own = आपका ब्योरा दूसरी पदाधिकारी बदले.
register-moved = किसी ने पहले कर दिया, और अब अलग है. फिर देखें.

# Groups and villages.
nav-groups = समूह
groups-groups = समूह
groups-villages = गाँव
groups-none = अभी किसी बहन का समूह या गाँव नहीं है. वे उसके पन्ने पर लिखे जाते हैं, या रजिस्टर के साथ आते हैं.
groups-all = सब समूह और गाँव
group-new-name = दूसरा नाम
group-new-name-help = सब बहनों के लिए एक साथ. उन्हें SMS नहीं जाता.
group-joins = { $n ->
    [one] { $name } पहले से है, { $n } बहन के साथ. दोनों एक हो जाएँगे.
   *[other] { $name } पहले से है, { $n } बहनों के साथ. दोनों एक हो जाएँगे.
}
group-join-them = हाँ, एक करें
group-rename = यह नाम दें
roll-title = बैठक की हाज़िरी
roll-open = छापने की हाज़िरी
roll-print = यह पन्ना छापें: एक काग़ज़ पर 48 बहनें, हर एक के हस्ताक्षर की जगह के साथ.
roll-meeting = बैठक
roll-signature = हस्ताक्षर

# What was done.
done-new-told = वह सदस्य है. उसे स्वागत का SMS जाता है.
done-new = वह सदस्य है. उस तक SMS नहीं पहुँचता: ख़ुद बताएँ.
done-edit-told = बदल गया. उसे SMS जाता है.
done-edit = बदल गया. उस तक SMS नहीं पहुँचता: ख़ुद बताएँ.
done-leave-text = वह अब सदस्य नहीं है. आख़िरी SMS उसे बताता है.
done-leave-call = वह अब सदस्य नहीं है. उसे फ़ोन करना सूची में है: SMS उस अकेली तक नहीं पहुँचता.
done-leave = लिख लिया गया. उसके फ़ोन पर अब SMS नहीं जाएगा.
done-back-told = वह फिर सदस्य है. SMS उसे बताता है.
done-back = वह फिर सदस्य है. उस तक SMS नहीं पहुँचता: ख़ुद बताएँ.
done-back-how = कुछ नहीं हुआ: भूल थी या फिर जुड़ती है, यह चुनें.
done-not-own = कुछ नहीं हुआ: आपके बारे में यह दूसरी पदाधिकारी करे.
done-not-back = कुछ नहीं हुआ: अब अलग है.
done-group-renamed = सब बहनों के लिए नया नाम लिखा गया.
