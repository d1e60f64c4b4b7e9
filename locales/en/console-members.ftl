# The officers' console: members, their phones, and codes for new PINs.

today-pins = PINs
today-locked = { $n ->
    [one] One woman's PIN is locked until two officers open it
   *[other] The PINs of { $n } women are locked until two officers open them
}

members-search = Search
members-search-help = Number, name in any script, village, group, or the last three or four figures of a phone.
members-find = Find
members-n = { $n ->
    [one] One member
   *[other] { $n } members
}
members-many = More than { $n } members
members-none = Nobody is a member yet. Whoever runs the machine brings the register in with: sahkar import members
members-none-found = Nobody was found. Fewer letters find more.
members-next = Next page
members-all = All members

member-no-name = (no name)
member-phone = Phone …{ $end }
member-phone-shared = { $n ->
    [one] Phone …{ $end }, shared with one other member
   *[other] Phone …{ $end }, shared with { $n } other members
}
member-waits = Waits to be signed:
member-left = She is no member any more.
member-village = Village
member-group = Group
member-lang = Language
member-lang-none = not chosen yet
member-private = Texts
member-private-yes = only say that there is a message
member-private-no = say what they are about
member-joined = Member since
member-phones = Phones
member-no-phone = She has no phone here.
member-pin = PIN
member-pin-yes = She has a PIN.
member-pin-no = She has no PIN yet.
member-pin-code = A slip with a code was made; the code counts until { $at }.
member-pin-locked = Her PIN is locked until { $at }.
member-pin-locked-for-good = Her PIN is locked until two officers open it.
member-pin-how = Nobody sees or chooses her PIN. A slip has a code, with which she chooses a new one from a phone of hers. Another officer signs before it is done.
member-pin-slip = Ask for a slip
member-pin-unlock = Ask to open the lock
member-looks = Who looked
member-looks-none = Nobody has looked yet.

reveal-why = See the whole number: why?
reveal-help = That you looked, and why, is written down. She may ask for it.
reveal-choose = Choose a reason
reveal-call = To call her
reveal-check = To hold it against paper
reveal-asked = She asks which number stands here
reveal-texts = Texts do not reach her
reveal-no-reason = Choose why you want to see it.
reveal-show = Show
reveal-five = This page goes back by itself after five minutes.
reveal-back = Hide it

look-member = looked at this page
look-numbers = saw the whole number

pins-title = Codes for new PINs
pins-how = For the women at a meeting: all in one, signed once by another officer. Then the slips are printed, one for each woman; a code counts for 72 hours, once, and only from a phone of hers. She chooses the PIN herself.
pins-numbers = Member numbers
pins-numbers-help = For example 1001 1004 1010-1025.
pins-without = Have a phone and no PIN yet
pins-all-have = Everybody here who has a phone has a PIN.
pins-locked = Locked until two officers open it
pins-locked-help = Open her page and ask for it there, once you know that it is she.
pins-ask = Ask for a second signature
pins-none = Choose a woman, or type a number.
pins-not-a-number = “{ $word }” is no member number, and no row like 1010-1025.
pins-many = At most { $n } women at once.
pins-same = The same waits for a signature already, as number { $no }.
pins-needs-another = No other officer can sign this yet. Whoever runs the machine does it with: sahkar pin activate
pins-not-asked = It could not be asked for. Open the page again and see what stands there.

done-asked = It waits for another officer's signature, for 72 hours.
