# The officers' console: cases, and women who asked to be called.
# Check: all of this file wants the eye of a native reader.

today-case = अर्ज़ी { $no } का जवाब दें
today-cases-wait = { $n ->
    [one] { $n } अर्ज़ी जवाब की राह देख रही है
   *[other] { $n } अर्ज़ियाँ जवाब की राह देख रही हैं
}
today-calls-wait = { $n ->
    [one] { $n } बहन ने फ़ोन माँगा है
   *[other] { $n } बहनों ने फ़ोन माँगा है
}

cases-waiting = जवाब बाकी
cases-answered = जवाब दिया गया; वह अब भी ना कह सकती है
cases-none = कोई अर्ज़ी बाकी नहीं.
cases-next = आगे की अर्ज़ियाँ
cases-all = सब अर्ज़ियाँ

case-title = अर्ज़ी { $no }
case-of = सदस्य { $no }
case-opened = { $at } पर आई
case-due = { $at } तक जवाब
case-legal = क़ानून से { $at }
case-copy = उसके बारे में जो रखा है उसकी नकल
case-fix = कुछ गलत है
case-erase = उसके बारे में जो है मिटाना
case-nominee = नामांकित लिखना या बदलना
case-complain = शिकायत
case-entry-amount = एंट्री की रकम गलत है
case-entry-not-mine = एंट्री उसकी नहीं
case-entry-erase = एंट्री हटाना
case-statement = कागज़ पर हिसाब
case-open = बाकी
case-escalated = देर हुई
case-answered = जवाब दिया गया
case-appealed = वह संतुष्ट नहीं
case-closed = पूरी
case-entry = एंट्री { $entry }: अभी रु.{ $rupees }.
case-right = सही रकम रु.{ $rupees }.
case-answered-by = { $outcome }: { $name }

case-answer = जवाब दें
case-outcome = जवाब क्या है?
case-outcome-missing = जवाब चुनें.
case-done = काम हुआ
case-declined = काम नहीं हुआ
case-amount = सही रकम, रुपये में
case-amount-help = केवल जब एंट्री की रकम बदले. खाली: जो उसने कहा.
case-amount-wrong = रकम केवल अंकों में लिखें, जैसे 1250.
case-amount-missing = सही रकम लिखें: उसने नहीं कही.
case-two = कुछ बदलने से पहले दूसरी पदाधिकारी भी हस्ताक्षर करती है.
case-told = उसे SMS मिलता है. काम न हुआ हो, या उसका फ़ोन दूसरे पढ़ते हों, तो उसे फ़ोन करना भी सूची में आता है, और सखी कारण बताती है.
case-appeal = वह संतुष्ट नहीं
case-appeal-help = वह संतुष्ट न हो तो दूसरी पदाधिकारी 7 दिन में फिर जवाब देती है.
case-close = वह संतुष्ट है: अर्ज़ी पूरी
case-own = यह आपकी अपनी अर्ज़ी है. दूसरी पदाधिकारी जवाब देती है.
case-same-officer = वह आपके जवाब से संतुष्ट नहीं. अब दूसरी पदाधिकारी जवाब देती है.
case-no-appeal = उसका समय पूरा हुआ, या वह एक बार कह चुकी है.
case-not-erased = अभी कुछ मिटा नहीं, इसलिए काम हुआ ऐसा जवाब नहीं दिया जा सकता.
case-moved = दूसरी पदाधिकारी पहले थी. अर्ज़ी अभी ऐसी है.

done-case-told = जवाब दिया गया. उसे SMS मिलता है.
done-case-called = जवाब दिया गया. उसे फ़ोन करना सूची में है.
done-case-waits = दूसरी पदाधिकारी का हस्ताक्षर बाकी है. तब तक कुछ नहीं बदलता.
done-case-appealed = दर्ज हुआ. दूसरी पदाधिकारी 7 दिन में जवाब देती है.
done-case-closed = अर्ज़ी पूरी हुई.

calls-none = कोई फ़ोन की राह नहीं देख रही.
call-asked = { $at } पर माँगा, { $day } के लिए
call-number = उसका नंबर दिखाएँ
calls-all = सब वापसी फ़ोन
call-other = उसके फ़ोन से अलग नंबर पर
call-settled = बात बन गई
call-visit = कोई उससे मिलने जाता है
call-case-opened = अब उसकी अर्ज़ी है
call-not-reached = फ़ोन नहीं लगा
call-result-missing = बताएँ कि फ़ोन का क्या हुआ.
call-moved = उससे बात हो चुकी है.
done-call = दर्ज हुआ: उसे फ़ोन हुआ.
done-call-again = दर्ज हुआ. वह सूची में रहती है.

act-case-answer = अर्ज़ी का जवाब देना
preview-answer-case = सदस्य { $member } की अर्ज़ी { $no }, { $kind }: { $outcome }.
