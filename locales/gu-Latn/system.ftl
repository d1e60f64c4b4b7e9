# How a text in Latin letters says a day and an hour.
# Change only words. Leave the names before "=" and all that stands in { } as they are.
# Check: all words are new, read them.

system-weekday = { $weekday ->
    [1] Som
    [2] Mangal
    [3] Budh
    [4] Guru
    [5] Shukra
    [6] Shani
   *[7] Ravi
}
system-part = { $part ->
    [morning] savare
    [noon] bapore
    [evening] sanje
   *[night] ratre
}
system-when = { $nearness ->
    [near] { system-weekday } { system-part } { $hour }
    [year] { $date } { system-part } { $hour }
   *[far] { system-weekday } { $date } { system-part } { $hour }
}
