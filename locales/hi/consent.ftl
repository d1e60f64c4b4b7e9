# Permissions: an ask, her answer, stopping one, who has seen her record, her rights.
# Change only words. Leave the names before "=", the dots, and all that stands in { } as they are.

# Check: new lines; माँग for a wish to see her record.
consent-home =
    .asks = { $asks ->
        [0] किसने पूछा
       *[other] किसने पूछा ({ $asks })
    }
    .mine = मेरी दी हुई अनुमति
    .seen = किसने देखा
    .rights = मेरे हक

# The four screens of an ask are kept with her answer, word for word. A change here makes a new
# version of the text; whoever answers for the consent notice must have read it.
# Check: new line, read it.
consent-no-asks = अभी कोई आपकी जानकारी नहीं माँग रहा।
consent-asks-list =
    .item = { $requester }: { $title }
    .hint = नंबर लिखें
consent-ask1 = { $requester } को देखना है: आपका { $months } महीने का हिसाब ({ $what })।
    .next = आगे
# Check: नाम के साथ or बिना नाम first, then the reason.
consent-ask2 = { $named ->
        [no] बिना नाम।
       *[yes] नाम के साथ।
    } वजह: { $why }। ना या बाद में बंद कर सकती हैं।
    .next = आगे
# Until when they may look if she says yes today, how long they keep it, and who hears a complaint.
# Check: new line, read it.
consent-ask-until = { $look_until } तक { $reads ->
        [weekly] हर हफ़्ते
        [monthly] हर महीने
       *[once] एक बार
    } देखेंगे। { $keep_days } दिन रखेंगे। शिकायत: { $complaint ->
        [none] मेनू 6
       *[other] { $complaint }
    }।
    .next = आगे
consent-ask3 = आप { $requester } को हिसाब दिखाएँगी?
    .yes = हाँ
    .no = नहीं
    .later = बाद में
    .sakhi = सखी से बात
# Check: does "menu 3" say where to stop it?
consent-given = अनुमति { $consent_no } दी, { $until } तक। बंद करना हो तो डायल करके 3, फिर 2 दबाएँ।
# Check: new line, read it.
consent-refused = आपकी ना दर्ज हुई। समिति में आपका कुछ नहीं रुकेगा। फिर नहीं पूछेंगे।

# Check: new lines, read them.
consent-by-number = अनुमति का नंबर?
    .again = इस नंबर की चालू अनुमति नहीं है।
    .list = सूची देखें (पिन)
# Check: new line, read it.
consent-no-consents = आपकी कोई अनुमति चालू नहीं है।
consent-list =
    .item = { $title }: { $until } तक
    .hint = नंबर लिखें
consent-one = अनुमति { $consent_no }: { $title }।
    .stop = बंद करें
    .erase = बंद करके मिटवाएँ
# Check: new line, read it.
consent-stopped-used = अनुमति बंद हुई। { $requester } के पास जो है, { $until } तक रह सकता है।
# Check: new line, read it.
consent-stopped = अनुमति बंद हुई। कुछ दिया नहीं गया था। आप सदस्य बनी रहेंगी।
# Check: "will be asked" in place of the reviewed "was told".
consent-erase-asked = अनुमति बंद हुई। { $requester } से मिटाने को कहेंगे। आप सदस्य बनी रहेंगी।

# A look under a permission shows its number, one without names says "totals only".
# Check: सिर्फ़ कुल (totals only), and the words for a refused look and for nobody.
consent-seen = किसने देखा:
    .item = { $refused ->
        [yes] { $requester } { $date }, देखने नहीं दिया
       *[no] { $under_no ->
            [0] { $requester } { $date }, सिर्फ़ कुल, बिना नाम
           *[other] { $requester } { $date } (अनुमति { $under_no })
        }
    }
    .empty = आपका हिसाब किसी ने नहीं देखा।

# Check: नामांकित; the bank's word is नॉमिनी.
consent-rights =
    .copy = नकल
    .fix = सुधारें
    .erase = मिटाएँ
    .nominee = नॉमिनी
    .complain = शिकायत
# Check: new lines, read them.
consent-copy = अपनी सारी जानकारी की नकल बैठक में चाहिए?
    .ask = माँगें
# Check: new lines, read them.
consent-erase = पूरा हिसाब मिटाने की अर्ज़ी देनी है? वापस नहीं मिलेगा।
    .yes = हाँ

# Asked first: nothing that people must look at is begun by one key.
# Check: new lines, read them.
consent-fix = आपकी जानकारी में गलती है? सुधारने की अर्ज़ी देनी है?
    .yes = हाँ
# Check: new line, read it.
consent-nominee = आपके बाद कौन संभाले, वह नॉमिनी लिखवाना है?
    .yes = हाँ
consent-complain = { help-complain }
    .yes = हाँ
