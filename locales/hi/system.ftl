# Words that many screens share: keys, apologies, months, days and times.
# Change only words. Leave the names before "=", the dots, and all that stands in { } as they are.

system-more = और
system-back = वापस
# Behind the keys of a vote, where its options stand on another page: "1-3 choose".
system-choose = चुनें
system-not-understood = समझ नहीं आया। सूची से नंबर दबाएँ।

# Said above the main menu when what she was about to answer is over meanwhile.
# Check: new line, read it.
system-gone = यह अभी खत्म हुआ। कुछ नहीं बदला।

# Said when the service is in trouble, and only once it is known that nothing was lost.
# Check: new line, read it.
system-sorry = लाइन अभी बंद है। कुछ खोया नहीं है। थोड़ी देर बाद फिर डायल करें।
# Check: new line, read it.
system-unknown-code = यह कोड चालू नहीं है। नंबर फिर देख लें।
# Check: new line, read it.
system-closed = यह बात पूरी हुई। फिर डायल करें।

system-month = { $month ->
    [1] जनवरी
    [2] फ़रवरी
    [3] मार्च
    [4] अप्रैल
    [5] मई
    [6] जून
    [7] जुलाई
    [8] अगस्त
    [9] सितंबर
    [10] अक्टूबर
    [11] नवंबर
   *[12] दिसंबर
}
system-weekday = { $weekday ->
    [1] सोम
    [2] मंगल
    [3] बुध
    [4] गुरु
    [5] शुक्र
    [6] शनि
   *[7] रवि
}
system-part = { $part ->
    [morning] सुबह
    [noon] दोपहर
    [evening] शाम
   *[night] रात
}

# Within six days the weekday is enough: "शनि शाम 6". Further away the date stands with it.
system-when = { $nearness ->
    [near] { system-weekday } { system-part } { $hour }
    [year] { $date } { system-part } { $hour }
   *[far] { system-weekday } { $date } { system-part } { $hour }
}
system-period = { $period ->
    [day] आज
    [week] इस हफ़्ते
    [month] इस महीने
   *[last-month] पिछले महीने
}

# What an entry is about: its category, or what kind of entry it is.
system-about = { $kind ->
    [saving] बचत
    [repayment] लोन की किस्त
   *[category] { $category }
}

# One letter for what stands behind an entry: herself (ख़ुद), a helper (सहायक), a receipt (रसीद), a bank (बैंक).
# Check: are these letters understood beside an entry?
system-proof = { $proof ->
    [s] { "" }
    [h] , सखी
    [r] , रसीद
   *[b] , बैंक
}
