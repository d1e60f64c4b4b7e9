# Words that many screens share: keys, apologies, months, days and times.
# Change only words. Leave the names before "=", the dots, and all that stands in { } as they are.

system-more = વધુ
system-back = પાછા
# Behind the keys of a vote, where its options stand on another page: "1-3 choose".
system-choose = પસંદ કરો
system-not-understood = સમજાયું નહીં. યાદીમાંથી નંબર દબાવો.

# Said above the main menu when what she was about to answer is over meanwhile.
# Check: new line, read it.
system-gone = આ હમણાં પૂરું થયું. કંઈ બદલાયું નથી.

# Said when the service is in trouble, and only once it is known that nothing was lost.
# Check: new line, read it.
system-sorry = લાઇન હમણાં બંધ છે. કંઈ ખોવાયું નથી. થોડી વાર પછી ફરી ડાયલ કરો.
# Check: new line, read it.
system-unknown-code = આ કોડ ચાલુ નથી. નંબર ફરી જોઈ લો.
# Check: new line, read it.
system-closed = આ વાત પૂરી થઈ. ફરી ડાયલ કરો.

system-month = { $month ->
    [1] જાન્યુઆરી
    [2] ફેબ્રુઆરી
    [3] માર્ચ
    [4] એપ્રિલ
    [5] મે
    [6] જૂન
    [7] જુલાઈ
    [8] ઑગસ્ટ
    [9] સપ્ટેમ્બર
    [10] ઑક્ટોબર
    [11] નવેમ્બર
   *[12] ડિસેમ્બર
}
system-weekday = { $weekday ->
    [1] સોમ
    [2] મંગળ
    [3] બુધ
    [4] ગુરુ
    [5] શુક્ર
    [6] શનિ
   *[7] રવિ
}
system-part = { $part ->
    [morning] સવારે
    [noon] બપોરે
    [evening] સાંજે
   *[night] રાત્રે
}

# Within six days the weekday is enough: "શનિ સાંજે 6". Further away the date stands with it.
system-when = { $nearness ->
    [near] { system-weekday } { system-part } { $hour }
    [year] { $date } { system-part } { $hour }
   *[far] { system-weekday } { $date } { system-part } { $hour }
}
system-period = { $period ->
    [day] આજે
    [week] આ અઠવાડિયે
    [month] આ મહિને
   *[last-month] ગયા મહિને
}

# What an entry is about: its category, or what kind of entry it is.
system-about = { $kind ->
    [saving] બચત
    [repayment] લોનનો હપ્તો
   *[category] { $category }
}

# One letter for what stands behind an entry: herself (પોતે), a helper (સહાયક), a receipt (રસીદ), a bank (બેંક).
# Check: are these letters understood beside an entry?
system-proof = { $proof ->
    [s] { "" }
    [h] , સખી
    [r] , રસીદ
   *[b] , બેંક
}
