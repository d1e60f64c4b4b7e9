# Her own record: this month, her entries, mending one, a statement, the number of a case.
# Change only words. Leave the names before "=", the dots, and all that stands in { } as they are.

# Check: विवरण for the statement; गलती for mending a wrong entry.
record-month =
    { system-month }: आमदनी { $income }
    बचत { $saving }
    लोन बाकी { $loan_left }
    .entries = सब एंट्री
    .statement = साल का हिसाब
    .fix = गलती सुधारें

# The number of the entry stands before each line: "4821 दूध 850 3/4 ख".
# Check: the line for an empty record is new.
record-entries =
    .item = { system-about } { $amount } { $date }{ system-proof }
    .empty = अभी कोई एंट्री नहीं है।
# Check: new lines, read them.
record-fix = किस नंबर की एंट्री गलत है?
    .again = इस नंबर की आपकी एंट्री नहीं है। फिर लिखें।
# Check: new lines, read them.
record-one = { $entry_no } { system-about } { $amount }।
    .amount = रकम गलत
    .not-mine = मेरी नहीं
    .erase = मिटाएँ
# Check: new lines, read them.
record-amount = सही रकम कितने रुपये?
    .again = रुपये अंकों में लिखें, जैसे 850।
# Check: new lines, read them.
record-odd = रु.{ $new_amount }: हर बार से बहुत फ़र्क। सही है?
    .yes = हाँ
    .change = बदलें
# Check: new line, read it.
record-mended = बदल गया। नया नंबर { $entry_no }, रु.{ $amount }।
# Check: new line, read it.
record-erased = एंट्री { $entry_no } आपके हिसाब से हटा दी।
# Check: the two choices are new.
record-statement = 12 महीने का हिसाब। कैसे चाहिए?
    .code = कोड देखें
    .meeting = बैठक में लें
# Check: the code is in Latin letters and digits; are they read out without trouble?
record-code = कोड { $statement_code }, { $until } तक। जिसे चाहें उसे ही दिखाएँ।
# Check: अर्ज़ी (application) for a complaint, a correction and a copy alike.
record-case = अर्ज़ी { $case_no } दर्ज हुई। { $case_days } दिन में जवाब मिलेगा।

# Asked first: nothing that people must look at is begun by one key.
# Check: new lines, read them.
record-not-mine = एंट्री { $entry_no } आपकी नहीं? जाँच करानी है?
    .yes = हाँ
record-erase = एंट्री { $entry_no } हिसाब से हटानी है?
    .yes = हाँ
