# The officers' console: who did what, the chain over it, and who looked at what.
# Check: all of this file wants the eye of a native reader.

nav-log = किसने क्या किया
log-filter = दिखाएँ
log-from = तारीख़ से
log-upto = तारीख़ तक
log-kind = क्या किया
log-officer = पदाधिकारी
log-about = किसके बारे में
log-any = सब
log-none = कोई पंक्ति नहीं.
log-next = पहले की पंक्तियाँ
log-not-listed = वोट और माँग के जवाब बही में बिना नाम के लिखे जाते हैं; कड़ी के साथ जाँचे जाते हैं, यहाँ नहीं दिखाए जाते.
log-pins = मतदान चालू हो तो उसके शुरू होने के बाद PIN की कोशिशें भी नहीं दिखाई जातीं.
log-signed = { $asked } ने माँगा, { $signed } ने हस्ताक्षर किया
log-check = कड़ी जाँचें
log-looks = किसने क्या देखा

check-title = बही की जाँच
check-help = हर पंक्ति अपने से पहले की सब पंक्तियों से जुड़ी है. जाँच सब पंक्तियाँ फिर पढ़ती है, जैसे `sahkar verify` करता है. वह पीछे चलती है; आप दूसरा काम कर सकती हैं.
check-begin = जाँच शुरू करें
check-began = शुरू हुई { $at }
check-progress = { $of } में से { $n } पंक्तियाँ
check-empty = अभी कोई पंक्ति जुड़ी नहीं.
check-whole = { $n ->
    [one] { $n } पंक्ति वैसी ही है जैसी लिखी गई थी, { $at } तक.
   *[other] सभी { $n } पंक्तियाँ वैसी ही हैं जैसी लिखी गई थीं, { $at } तक.
}
check-hash = सबकी निशानी ऐसे शुरू होती है:
check-hash-help = इसे लिख लें: उसी समय की बही की नक़ल में भी यह ऐसे ही शुरू होनी चाहिए.
check-broken = पंक्ति { $no } से बही कड़ी से अलग है. किसी ने बही बदली है. आख़िरी नक़ल लें और जो मशीन चलाता है उसे बुलाएँ.
check-failed = बही आख़िर तक नहीं पढ़ी जा सकी. फिर करें.

looks-title = किसने क्या देखा
looks-own = आपने क्या देखा
looks-none = किसी ने कुछ नहीं देखा.
looks-next = पहले का
looks-day = दिन
looks-chained = दिन पूरा होने पर उस दिन का देखना कड़ी में जुड़ता है; `sahkar verify` उसे जाँचता है. एक साल तक रखा जाता है.
look-list = { $n ->
    [one] { $n } सदस्य की सूची
   *[other] { $n } सदस्यों की सूची
}
look-page = पन्ना
look-a-member = एक सदस्य

backup-none = बही की नक़ल अभी नहीं बनी. जो मशीन चलाता है वह इस आदेश से बनाए: sahkar backup
backup-at = बही की आख़िरी नक़ल: { $at }.
backup-old = बही की आख़िरी नक़ल { $at } की है, दो दिन से पुरानी. जो मशीन चलाता है वह इस आदेश से बनाए: sahkar backup

did-language-chosen = भाषा चुनी
did-private-sms-set = निजी SMS चालू या बंद
did-pin-right = PIN सही
did-pin-wrong = PIN ग़लत
did-pin-set = PIN चुना
did-pin-activated = कोड से PIN चुना
did-pin-unlocked = PIN खोला
did-pin-code-made = PIN का कोड बनाया
did-pin-unlocked-by-the-operator = मशीन चलाने वाले ने PIN खोला
did-pin-code-made-by-the-operator = मशीन चलाने वाले ने PIN का कोड बनाया
did-entry-added = एंट्री जोड़ी
did-entry-withdrawn = एंट्री हटाई
did-entry-settled = अर्ज़ी से एंट्री तय हुई
did-case-opened = अर्ज़ी हुई
did-case-escalated = अर्ज़ी में देर, ऊपर भेजी
did-case-answered = अर्ज़ी का जवाब दिया
did-case-appealed = अर्ज़ी फिर देखनी है
did-case-closed = अर्ज़ी पूरी
did-consent-given = अनुमति दी
did-consent-stopped = अनुमति बंद की
did-data-handed-out = जानकारी दी
did-look-refused = जानकारी नहीं दी
did-ballot-opened = मतदान शुरू
did-ballot-brought-in = पुराना मतदान दर्ज किया
did-ballot-counted = वोट गिने
did-vote-codes-made = मतदान के कोड बनाए
did-request-added = जानकारी की माँग
did-meeting-planned = बैठक तय की
did-meeting-answered = बैठक का जवाब दिया
did-topic-asked = बैठक के लिए विषय
did-notice-kept = सूचना रखी
did-call-asked = फ़ोन करने को कहा
did-call-done = फ़ोन किया
did-call-not-reached = फ़ोन किया, नहीं मिलीं
did-statement-issued = हिसाब का काग़ज़ दिया
did-announcements-started = सूचनाएँ चालू
did-announcements-stopped = सूचनाएँ बंद
did-announced = सूचना भेजी
did-draft-taken = अधूरा फिर शुरू किया
did-cooperative-added = समिति जोड़ी
did-cooperative-set = सेटिंग बदली
did-officer-on-duty-set = ड्यूटी की पदाधिकारी तय की
did-member-added = सदस्य जोड़ी
did-member-revised = सदस्य का ब्योरा बदला
did-loan-added = क़र्ज़ जोड़ा
did-templates-imported = दर्ज लिखावटें लाईं
did-template-paused = SMS रोका
did-gateway-paused = गेटवे रोका
did-task-opened = काम खुला
did-task-closed = काम पूरा किया
did-officer-added = पदाधिकारी जोड़ी
did-officer-ended = पद ख़त्म किया
did-role-given = ज़िम्मेदारी दी
did-role-taken = ज़िम्मेदारी ली
did-passphrase-set = गुप्त वाक्य तय किया
did-sheet-made = कोड का काग़ज़ बनाया
did-authenticator-set = ऐप जोड़ा
did-second-step-ended = दूसरा क़दम बंद किया
did-proposal-asked = दूसरा हस्ताक्षर माँगा
did-proposal-returned = सुधारने को लौटाया
did-proposal-signed = हस्ताक्षर किया
did-proposal-refused = हस्ताक्षर से मना किया
did-proposal-withdrawn = वापस लिया
did-proposal-expired = समय पर हस्ताक्षर नहीं

about-member = एक सदस्य
about-phone = एक फ़ोन
about-stranger-tries = दूसरे फ़ोन से कोशिश
about-signed-act = PIN में मदद
about-pin-code = PIN का कोड
about-entry = एक एंट्री
about-case = अर्ज़ी
about-consent = एक अनुमति
about-request = जानकारी की माँग
about-ballot = मतदान
about-meeting = बैठक
about-call-ask = वापसी फ़ोन
about-statement = हिसाब का काग़ज़
about-session = एक बातचीत
about-announcement = सूचना
about-task = काम
about-template = लिखावट
about-text = एक SMS
about-coop = समिति
about-notice = बोर्ड की सूचना
about-loan = क़र्ज़
about-requester = जानकारी माँगने वाला
about-disclosure = जानकारी
about-gateway = गेटवे
about-officer = पदाधिकारी
about-proposal = दूसरा हस्ताक्षर

via-ussd = डायल करके
via-sms = SMS से
via-voice = आवाज़ से
via-console = दफ़्तर के पन्ने से
via-cli = आदेश से
via-api = बाहर से
via-clock = अपने-आप

why-wanted = ख़ुद चाहा
why-due = समय हुआ
why-follows = दूसरे काम से
why-reported = नेटवर्क ने बताया
why-register = पुराने रजिस्टर के मुताबिक़
why-two-signed = दो पदाधिकारियों के हस्ताक्षर
why-operator-signed = एक पदाधिकारी और मशीन चलाने वाला
why-two-named = नाम लिखे दो लोग
why-demo = अभ्यास के लिए

actor-member = एक सदस्य
actor-phone = समिति के फ़ोन से कोई
actor-stranger = अनजान फ़ोन से कोई
actor-officer = पदाधिकारी
actor-job = मशीन ख़ुद
actor-operator = मशीन चलाने वाला
actor-provider = नेटवर्क
