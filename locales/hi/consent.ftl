# Permissions: an ask, her answer, stopping one, who has seen her record, her rights.
# Change only words. Leave the names before "=", the dots, and all that stands in { } as they are.

# Check: new lines; माँग for a wish to see her record.
consent-home =
    .asks = { $asks ->
        [0] नई माँग
       *[other] नई माँग ({ $asks })
    }
    .mine = मेरी अनुमति
    .seen = किसने देखा
    .rights = मेरे अधिकार

# The three screens of an ask are kept with her answer, word for word. A change here makes a new
# version of the text; whoever answers for the consent notice must have read it.
# Check: new line, read it.
consent-no-asks = अभी कोई आपकी जानकारी नहीं माँग रहा।
consent-asks-list =
    .item = { $requester }: { $title }
    .hint = नंबर लिखें
consent-ask1 = { $requester } माँगता है: { $months } महीने की { $what }।
    .next = आगे
consent-ask2 = कारण: { $why }। { $keep_days } दिन रखेगा। मना कर सकती हैं।
    .next = आगे
consent-ask3 = जानकारी दें?
    .yes = हाँ
    .no = नहीं
    .later = बाद में
    .sakhi = सखी से बात
# Check: does "menu 3" say where to stop it?
consent-given = हाँ, { $until } तक। नं. { $consent_no }। बंद करने को: मेनू 3।
# Check: new line, read it.
consent-refused = ना दर्ज हुई। आपको कोई फ़र्क नहीं पड़ेगा। फिर नहीं पूछेंगे।

# Check: new lines, read them.
consent-by-number = अनुमति का नंबर?
    .again = इस नंबर की चालू अनुमति नहीं है।
    .list = सूची देखें (पिन)
# Check: new line, read it.
consent-no-consents = आपकी कोई अनुमति चालू नहीं है।
consent-list =
    .item = { $title }: चालू { $until }
    .hint = नंबर लिखें
consent-one = { $consent_no } { $title }।
    .stop = बंद करें
    .erase = बंद करके मिटवाएँ
# Check: new line, read it.
consent-stopped-used = बंद हुआ। { $requester } के पास जो है, { $until } तक रख सकता है।
# Check: new line, read it.
consent-stopped = बंद हुआ। कुछ दिया नहीं गया था। आप सदस्य हैं ही।
# Check: "will be asked" in place of the reviewed "was told".
consent-erase-asked = बंद हुआ। { $requester } से मिटाने को कहेंगे। आप सदस्य हैं ही।

# A look under a permission shows its number, one without names says "totals only".
# Check: सिर्फ़ कुल (totals only), and the words for a refused look and for nobody.
consent-seen = देखा:
    .item = { $refused ->
        [yes] { $requester } { $date }, मना किया
       *[no] { $under_no ->
            [0] { $requester } { $date }, सिर्फ़ कुल
           *[other] { $requester } { $date } ({ $under_no })
        }
    }
    .empty = आपका हिसाब किसी ने नहीं देखा।

# Check: नामांकित; the bank's word is नॉमिनी.
consent-rights =
    .copy = नकल
    .fix = सुधार
    .erase = मिटाएँ
    .nominee = नामांकित
    .complain = शिकायत
# Check: new lines, read them.
consent-copy = आपकी सारी जानकारी की नकल बैठक में मिलेगी।
    .ask = माँगें
# Check: new lines, read them.
consent-erase = पूरा हिसाब मिटाने की अर्ज़ी? वापस नहीं मिलेगा।
    .yes = हाँ
