# The next meeting, its agenda, and the last notices.
# Change only words. Leave the names before "=", the dots, and all that stands in { } as they are.

# Check: new line, read it.
meeting-none = હાલ કોઈ બેઠક નક્કી નથી.
    .news = સૂચના
# Check: new choices, read them.
meeting-one = { system-weekday } { $date }, { system-part } { $hour }, { $place }.
    .coming = આવીશ
    .not = નહીં
    .agenda = મુદ્દા
    .news = સૂચના
# Check: new lines, read them.
meeting-answered = { $coming ->
    [yes] નોંધ્યું: તમે આવશો.
   *[no] નોંધ્યું: તમે નહીં આવો.
}
# Check: new lines, read them.
meeting-agenda =
    .item = { $title }
    .empty = હજી કોઈ મુદ્દો નથી.
    .topic = મુદ્દો ઉમેરાવો
# Check: new lines, read them.
meeting-topic = કયો મુદ્દો?
    .accounts = હિસાબ
    .prices = ભાવ
    .loans = લોન
    .training = તાલીમ
    .other = બીજું
# Check: new line, read it.
meeting-topic-noted = નોંધ્યું. { $topic_needed } સભ્ય માગે તો બેઠકમાં ચર્ચા થશે.
# Check: the line for no notices is new.
# Check: the line of a text that was dropped.
meeting-notices =
    .item = { $date }: { $kept ->
        [no] 30 દિવસ થયા, એટલે આ મેસેજ હવે નથી.
       *[yes] { $title }
    }
    .empty = હજી કોઈ સૂચના નથી.
meeting-own-notices =
    .item = { meeting-notices.item }
    .empty = { meeting-notices.empty }
