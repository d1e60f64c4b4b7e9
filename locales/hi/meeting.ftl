# The next meeting, its agenda, and the last notices.
# Change only words. Leave the names before "=", the dots, and all that stands in { } as they are.

# Check: new line, read it.
meeting-none = अभी कोई बैठक तय नहीं है।
    .news = सूचना
# Check: new choices, read them.
meeting-one = { system-weekday } { $date }, { system-part } { $hour }, { $place }।
    .coming = आऊँगी
    .not = नहीं
    .agenda = मुद्दे
    .news = सूचना
# Check: new lines, read them.
meeting-answered = { $coming ->
    [yes] दर्ज हुआ: आप आएँगी।
   *[no] दर्ज हुआ: आप नहीं आएँगी।
}
# Check: new lines, read them.
meeting-agenda =
    .item = { $title }
    .empty = अभी कोई मुद्दा नहीं है।
    .topic = मुद्दा जुड़वाएँ
# Check: new lines, read them.
meeting-topic = कौन सा मुद्दा?
    .accounts = हिसाब
    .prices = भाव
    .loans = लोन
    .training = ट्रेनिंग
    .other = दूसरा
# Check: new line, read it.
meeting-topic-noted = दर्ज हुआ। { $topic_needed } सदस्य माँगें तो बैठक में बात होगी।
# Check: the line for no notices is new.
# Check: the line of a text that was dropped.
meeting-notices =
    .item = { $date }: { $kept ->
        [no] 30 दिन हो गए, इसलिए यह मैसेज अब नहीं है।
       *[yes] { $title }
    }
    .empty = अभी कोई सूचना नहीं है।
meeting-own-notices =
    .item = { meeting-notices.item }
    .empty = { meeting-notices.empty }
