# The PIN: asking, wrong, locked, and choosing a new one.
# Change only words. Leave the names before "=", the dots, and all that stands in { } as they are.

# Check: .again here and below is new, read it.
pin-ask = आपका 4 अंकों का पिन?
    .again = पिन 4 अंकों का है। फिर लिखें।
pin-wrong = पिन गलत है। { $tries } बार और लिख सकती हैं।
    .again = पिन 4 अंकों का है। फिर लिखें।
# Check: पदाधिकारी (officer); many say दीदी.
pin-locked = पिन बंद है। आधे घंटे बाद फिर करें। न खुले तो दो पदाधिकारियों से मिलें।
# Check: new line, read it.
pin-none = आपका पिन अभी नहीं बना है। बैठक में दो पदाधिकारी देंगे।
# Check: new lines, read them.
pin-new = अब अपना नया 4 अंकों का पिन लिखें।
    .again = 4 अंक लिखें, 1234 जैसे आसान नहीं।
# Check: new lines, read them.
pin-repeat = नया पिन फिर लिखें।
    .again = दोनों एक जैसे नहीं। नया पिन फिर लिखें।
# Check: new line, read it.
pin-saved = नया पिन दर्ज हुआ।
    .go-on = आगे
