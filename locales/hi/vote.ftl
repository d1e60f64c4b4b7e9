# Voting and the last results.
# Change only words. Leave the names before "=", the dots, and all that stands in { } as they are.

vote-none = अभी कोई मतदान नहीं है।
    .results = पिछला नतीजा
vote-list =
    .item = { $title }
    .hint = नंबर लिखें
    .results = पिछला नतीजा
vote-again = आप वोट दे चुकी हैं। नया देंगी तो पुराना रद्द होगा।
    .go-on = आगे

# The answers come from the ballot. Check: तटस्थ for "none" is bookish; try कोई नहीं.
vote-ask = मतदान { $ballot_no }: { $ballot_text }
    .item = { $option }
    .more = { $ballot_more }
vote-confirm = आपने '{ $option }' चुना।
    .confirm = पक्का
    .change = बदलें
vote-done = वोट दर्ज हुआ। गुप्त है। { system-when } बजे तक बदल सकती हैं।
# Check: new line, read it.
vote-closed = यह मतदान बंद हो गया। पिछला नतीजा देखें।
# Check: the line for no results is new.
vote-results =
    .item = { $title }
    .hint = नंबर लिखें
    .empty = अभी कोई नतीजा नहीं है।
vote-no-quorum = मतदान { $ballot_no }: कम वोट पड़े, फ़ैसला नहीं। { $voted } वोट, { $needed } चाहिए।
vote-passed = मतदान { $ballot_no }: मंज़ूर। हाँ { $yes }, नहीं { $no }, दोनों में कोई नहीं { $none }। { $roll } में से { $voted } वोट, { $needed } चाहिए।
# Check: पास नहीं for a vote that did not pass.
vote-failed = मतदान { $ballot_no }: नामंज़ूर। हाँ { $yes }, नहीं { $no }, दोनों में कोई नहीं { $none }। { $roll } में से { $voted } वोट, { $needed } चाहिए।
# Check: new line, read it.
vote-counts = मतदान { $ballot_no }: { $counts }। { $roll } में से { $voted } वोट, { $needed } चाहिए।
