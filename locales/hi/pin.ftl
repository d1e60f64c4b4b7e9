# The PIN: asking, wrong, locked, and choosing a new one.
# Change only words. Leave the names before "=", the dots, and all that stands in { } as they are.

# Check: .again here and below is new, read it.
pin-ask = आपका 4 अंकों का पिन?
    .again = पिन 4 अंकों का है। फिर लिखें।
pin-wrong = पिन गलत है। { $tries } बार और लिख सकती हैं।
    .again = पिन 4 अंकों का है। फिर लिखें।
# Check: पदाधिकारी (officer); many say दीदी.
pin-locked = पिन बंद है। आधे घंटे बाद फिर करें।
# Check: new line, read it.
pin-locked-long = पिन बंद है। दो पदाधिकारी खोल देंगे। उनसे मिलें।
# Check: new line, read it.
pin-tried = किसी ने { $wrong_pins } बार गलत पिन लिखा। आप नहीं थीं? नया रखें।
    .go-on = आगे
    .new = नया पिन
# Check: new line, read it.
pin-ask-shared = आपका 4 अंकों का पिन? न हो तो पर्ची का 6 अंकों का कोड।
    .again = पिन 4 अंकों का, कोड 6 अंकों का है। फिर लिखें।
pin-wrong-either = यह सही नहीं है। { $tries } बार और लिख सकती हैं।
    .again = पिन 4 अंकों का, कोड 6 अंकों का है। फिर लिखें।
pin-code = आपका पिन अभी नहीं है। दो पदाधिकारी पर्ची देंगे, उसका कोड लिखें।
    .again = पर्ची का कोड 6 अंकों का है। फिर लिखें।
# Check: new lines, read them.
pin-new = अब अपना नया 4 अंकों का पिन लिखें।
    .again = 4 अंक लिखें, 1234 जैसे आसान नहीं।
# Check: new lines, read them.
pin-repeat = नया पिन फिर लिखें।
    .again = दोनों एक जैसे नहीं। नया पिन फिर लिखें।
# Check: new line, read it.
pin-saved = नया पिन दर्ज हुआ।
    .go-on = आगे
