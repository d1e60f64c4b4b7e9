# Words that many screens share: keys, apologies, months, days and times.
# Change only words. Leave the names before "=", the dots, and all that stands in { } as they are.

system-more = More
system-back = Back
# Behind the keys of a vote, where its options stand on another page: "1-3 choose".
system-choose = choose
system-not-understood = Not understood. Press a number from the list.

# Said above the main menu when what she was about to answer is over meanwhile.
system-gone = This has just ended. Nothing was changed.

# Said when the service is in trouble, and only once it is known that nothing was lost.
system-sorry = The line is not working now. Nothing was lost. Dial again after some time.
system-unknown-code = This code is not in use. Please look at the number again.
system-closed = This call is over. Please dial again.

system-month = { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
}
system-weekday = { $weekday ->
    [1] Mon
    [2] Tue
    [3] Wed
    [4] Thu
    [5] Fri
    [6] Sat
   *[7] Sun
}

# "6 pm"; the hours after midnight are said with the day before: "night 12" behind "Sat".
system-hour = { $half_day ->
    [night] night { $hour }
   *[other] { $hour } { $half_day }
}

# Within six days the weekday is enough: "Sat 6 pm". Further away the date stands with it.
system-when = { $nearness ->
    [near] { system-weekday } { system-hour }
    [year] { $date } { system-hour }
   *[far] { system-weekday } { $date } { system-hour }
}
system-period = { $period ->
    [day] today
    [week] this week
    [month] this month
   *[last-month] last month
}

# What an entry is about: its category, or what kind of entry it is.
system-about = { $kind ->
    [saving] Saving
    [repayment] Loan instalment
   *[category] { $category }
}

# One letter for what stands behind an entry: self, helper, receipt, bank.
system-proof = { $proof ->
    [s] { "" }
    [h] , by sakhi
    [r] , receipt
   *[b] , bank
}
