# Writing down income, a cost, a saving or a loan instalment.
# Change only words. Leave the names before "=", the dots, and all that stands in { } as they are.

add-kind =
    .income = आमदनी
    .cost = खर्च
    .saving = बचत
    .loan = लोन की किस्त
# Check: new line; कोषाध्यक्ष for the treasurer.
add-no-loan = आपके नाम लोन दर्ज नहीं है। कोषाध्यक्ष से पूछें।
add-category =
    .item = { $category }
add-group =
    .item = { $category }
# Check: .again is new, read it.
add-amount = { system-about }: कितने रुपये?
    .again = रुपये अंकों में लिखें, जैसे 850।
add-when = कब?
    .today = आज
    .week = इस हफ़्ते
    .month = इस महीने
    .last-month = पिछले महीने
# Check: new lines, read them.
add-odd = रु.{ $amount }: हर बार से बहुत ज़्यादा। सही है?
    .yes = हाँ
    .change = बदलें
add-confirm = { system-about } रु.{ $amount }, { system-period }।
    .save = दर्ज करें
    .change = बदलें
    .back = रहने दें
add-saved = दर्ज हुआ। नंबर { $entry_no }।
    .another = और जोड़ें
    .back = मुख्य मेनू
