# The officers' console: texts that wait or fail, gateways, dead numbers, and tasks because of texts.
# Check: all of this file wants the eye of a native reader.

nav-texts = SMS पहुँचे?
today-texts = SMS
today-tasks = { $n ->
    [one] SMS की वजह से { $n } काम
   *[other] SMS की वजह से { $n } काम
}
today-texts-held = { $n ->
    [one] { $n } SMS रुका है
   *[other] { $n } SMS रुके हैं
}
today-texts-failed = { $n ->
    [one] पिछले सात दिनों में { $n } SMS नहीं पहुँचा
   *[other] पिछले सात दिनों में { $n } SMS नहीं पहुँचे
}
today-numbers = { $n ->
    [one] { $n } नंबर पर SMS नहीं पहुँचते
   *[other] { $n } नंबरों पर SMS नहीं पहुँचते
}

texts-all = सभी SMS
texts-tasks = काम
texts-waiting = इंतज़ार करते SMS
texts-failed = नहीं पहुँचे SMS, पिछले सात दिन
texts-single = एक-एक करके
texts-next = पहले के
texts-none-wait = कोई SMS इंतज़ार नहीं करता.
texts-none-failed = सभी SMS पहुँचे.
texts-first = पहला { $at }
texts-last = आख़िरी { $at }
texts-answers = दिन के हिसाब से जवाब
texts-answers-help = बहनों ने SMS से पूछा और जवाब गए, सब मिलाकर. जवाब एक-एक करके कहीं नहीं लिखे जाते.
texts-answers-ballot = मतदान चालू हो तो उसके शुरू होने के बाद के दिन यहाँ नहीं गिने जाते.

text-meeting = बैठक
text-vote-opened = मतदान शुरू
text-vote-closing = मतदान पूरा हो रहा है
text-vote-code = मतदान का कोड
text-task-open = ड्यूटी पर पदाधिकारी को
text-neutral = “आपके लिए संदेश है”
text-announcement = सूचना “{ $name }”
text-own = उनकी अपनी बात
text-waiting = इंतज़ार में
text-sending = भेजा जा रहा है
text-unsure = पहुँच अभी नहीं आई
text-sent = नेटवर्क के पास है
text-delivered = पहुँचा
text-failed = नहीं पहुँचा
text-expired = देर हुई, नहीं भेजा गया
text-to = किसे
text-lang = भाषा
text-state = कहाँ है
text-why = क्यों
text-todo = क्या करें
text-queued = लिखा गया
text-due = कब जाना है
text-taken = नेटवर्क ने लिया
text-over = पूरा
text-until = इसके बाद नहीं भेजा जाएगा
text-gateway = गेटवे
text-parts = भाग
text-tries = कितनी बार भेजा
text-repeats = शायद दो बार गया, बार
text-no-body = SMS में क्या लिखा है, यहाँ नहीं दिखाया जाता.
phone-end = फ़ोन …{ $end }
script-gu-latn = गुजराती, अंग्रेज़ी अक्षरों में
script-hi-latn = हिन्दी, अंग्रेज़ी अक्षरों में

failure-bad-number = यह नंबर किसी का नहीं
failure-away = फ़ोन बंद, भरा या नेटवर्क से बाहर
failure-opted-out = उन्हें ऐसे SMS नहीं चाहिए
failure-template = लिखावट वैसी नहीं जैसी दर्ज है
failure-route = भेजने वाले का नाम इसके लिए दर्ज नहीं
failure-no-credit = गेटवे के खाते में पैसे नहीं
failure-throttled = गेटवे कहता है: बहुत तेज़
failure-out-of-hours = नेटवर्क इस समय नहीं जाने देता
failure-down = गेटवे तक नहीं पहुँच पा रहे
failure-settings = गेटवे पर हमारी सेटिंग ग़लत है
failure-other = वजह नहीं बताई

wait-template = नेटवर्क ने यह SMS नहीं लिया, इसलिए रोका गया है
wait-not-approved = इस भाषा में जैसा है वैसा दर्ज नहीं
wait-paused = सभी गेटवे रोके गए हैं
wait-resting = गेटवे तक नहीं पहुँच पा रहे; अपने-आप फिर कोशिश होती है
wait-stale = देर हुई: अब नहीं भेजे जाएँगे
wait-again = एक बार भेजा, फिर भेजा जाएगा: { $why }
wait-receipt = सौंपा गया, पहुँच अभी नहीं आई
wait-cap = उन्हें आज के SMS मिल चुके हैं
wait-hour = अपने समय का इंतज़ार
wait-going = अभी जा रहे हैं

todo-nothing = कुछ नहीं करना: अपने-आप आगे चलता है.
todo-bad-number = बैठक में उनसे सही नंबर पूछें.
todo-template = लिखावट जैसी है वैसी दर्ज कराएँ, फिर काम पूरा करें.
todo-not-approved = लिखावट ऑपरेटरों को भेजें और उनका जवाब यहाँ लाएँ.
todo-gateway = जो मशीन चलाता है वह सेटिंग या पंजीकरण ठीक करे, फिर काम पूरा करें.
todo-credit = गेटवे में पैसे भरें, फिर काम पूरा करें.
todo-stale = अब भी ज़रूरी हो तो बहनों को दूसरे तरीके से बताएँ.

task-title = काम { $no }
task-since = { $at } से
tasks-none = कोई काम बाक़ी नहीं.
task-template = नेटवर्क ने SMS { $about } नहीं लिया; वह रोका गया है
task-template-todo = लिखावट जैसी है वैसी ऑपरेटरों के पास दर्ज कराएँ और जवाब यहाँ लाएँ. फिर इसे पूरा करें.
task-gateway = गेटवे { $about } रोका गया है
task-gateway-todo = जो मशीन चलाता है वह सेटिंग या पंजीकरण ठीक करे. फिर इसे पूरा करें.
task-credit = गेटवे { $about } पर पैसे नहीं
task-credit-todo = गेटवे में पैसे भरें. फिर इसे पूरा करें.
task-flow = गेटवे यह SMS अभी नहीं भेज सकता: { $about }
task-flow-todo = जो मशीन चलाता है वह लिखावट गेटवे पर तैयार करे. तब तक वह दूसरे गेटवे से जाता है.
task-twice = { $about } से कुछ SMS शायद दो बार गए
task-twice-todo = पहले का क्या हुआ, इसका जवाब नहीं आया. ठीक करने को कुछ नहीं; कोई पूछे तो यही कहें.
task-no-template = एक SMS की मंज़ूर लिखावट एक भाषा में नहीं है: { $about }
task-no-template-todo = इस भाषा में लिखावट दर्ज कराएँ और जवाब यहाँ लाएँ. फिर इसे पूरा करें.
task-closing = पूरा करने से क्या होगा
task-closing-help = अभी जैसा है वैसा. तब तक घट-बढ़ सकता है.
task-goes-now = { $n ->
    [0] इससे कोई SMS नहीं जाता.
    [one] { $n } SMS अभी जाएगा.
   *[other] { $n } SMS अभी जाएँगे.
}
task-goes-later = { $n ->
    [one] { $n } और अपने समय पर जाएगा.
   *[other] { $n } और अपने समय पर जाएँगे.
}
task-goes-stale = { $n ->
    [one] { $n } को देर हो चुकी है, वह नहीं जाएगा.
   *[other] { $n } को देर हो चुकी है, वे नहीं जाएँगे.
}
task-goes-nothing = इससे कोई SMS नहीं रुका: पूरा करने से बस इतना कि देख लिया गया.
task-close = काम पूरा करें
done-task = पूरा हुआ. रुके हुए SMS दस मिनट में जाएँगे.
done-task-before = यह काम पहले ही पूरा हो चुका है.

duty-phone = नए काम की ख़बर SMS से मिलती है: ड्यूटी पर पदाधिकारी, फ़ोन …{ $end }.
duty-nobody = ड्यूटी पर कोई नहीं: नए काम की ख़बर SMS से नहीं जाती. ड्यूटी पर पदाधिकारी का नंबर समिति की सेटिंग में लिखा जाता है.
duty-hook = वेब हुक भी बुलाया जाता है.

gateways-title = गेटवे
gateway-works = चल रहा है.
gateway-rests = पहुँच नहीं पा रहे. अपने-आप फिर कोशिश होती है.
gateway-paused = { $at } से रोका गया है: { $why }. काम देखें.
gateway-took = आख़िरी SMS लिया { $at }.
gateway-took-nothing = पिछले तीस दिनों में कोई SMS नहीं लिया.
gateway-no-credit = पैसे नहीं: भरें.
gateway-credit-unknown = कितने पैसे बाक़ी हैं, वह नहीं बताता.
gateway-errors = क्या नहीं पहुँचा, पिछले सात दिन
templates-title = दर्ज लिखावटें
templates-practice = SMS इस मशीन से बाहर नहीं जाते, इसलिए दर्ज कराना ज़रूरी नहीं.
templates-lang = भाषा
templates-approved = भेज सकते हैं
templates-waiting = इंतज़ार में
templates-refused = मना
templates-paused = रोकी गईं
templates-missing = दर्ज नहीं
templates-wrong = कौन-सी नहीं भेज सकते
template-approved = भेज सकते हैं.
template-waiting = ऑपरेटरों ने अभी तय नहीं किया. एक हफ़्ते बाद पूछें.
template-refused = ऑपरेटरों ने मना किया. लिखावट बदलें और फिर दर्ज कराएँ.
template-paused = नेटवर्क ने इसका SMS नहीं लिया. जैसी है वैसी दर्ज कराएँ, फिर काम पूरा करें.
template-missing = जैसी है वैसी दर्ज नहीं. ऑपरेटरों को भेजें.

numbers-title = बंद नंबर
numbers-none = सभी नंबरों पर SMS पहुँचते हैं.
numbers-help = नेटवर्क कहता है कि ये नंबर किसी के नहीं. बैठक में उनसे पूछें और उनके पन्ने पर नंबर बदलें. उस नंबर से फ़ोन या SMS आए तो यह अपने-आप हट जाता है.
numbers-since = { $at } से
numbers-next = आगे के नंबर

cost-title = SMS का ख़र्च
cost-help = गेटवे ने लिया वही SMS गिना जाता है. अभी एक भाग के रु. { $price }; पूरे हुए महीने पुराने दाम पर ही रहते हैं.
cost-months = महीने और गेटवे के हिसाब से
cost-none = अभी कोई SMS नहीं गया.
cost-month = महीना
cost-texts = SMS
cost-rupees = रु.
cost-sum = कुल
cost-file = फ़ाइल के रूप में
cost-announcements = सूचना के हिसाब से
cost-when = कब
cost-what = क्या (भेजने के SMS)
