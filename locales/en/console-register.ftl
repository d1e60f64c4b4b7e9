# The officers' console: the register, one woman at a time, and groups and villages.

# A woman is taken in.
new-title = Take in a woman
new-how = She gets a text that greets her. For her PIN, ask for a slip on her page afterwards.
new-add = Take her in
new-alike-title = Is she one of these?
new-another = No, she is another woman
new-alike = { $n ->
    [one] One member may be the same woman. Look at her, and say below that this is another.
   *[other] { $n } members may be the same woman. Look at them, and say below that this is another.
}
field-name = Name
field-name-missing = Write her name, in any script.
field-words-wrong = Write it in letters, at most 60.
field-number = Number
field-number-help = Empty: { $no }, the next one that is free.
field-number-wrong = A number is figures alone, like 1042.
field-number-taken = This number is or was somebody’s; it is never given again. Leave it empty for the next one.
field-phone = Phone, if she has one
field-phone-help = Ten figures, for example 98000 00001.
field-phone-wrong = This is no mobile number of India. Write ten figures, like 98000 00001.
field-private = Others read her phone: texts only say that there is a message
field-joined-help = Empty: today. Otherwise the true day, like 24/11/1998.
field-day-help = The day first, like 24/11/1998.
field-day-wrong = There is no such day, or it is still to come. Write it like 24/11/1998.
field-nominee = Nominee
field-nominee-help = Who acts for her after her death. May stay empty.
field-nominee-relation = What the nominee is to her
field-nominee-missing = Write the nominee’s name.

# What is held of her is altered.
edit-title = Change what stands here
edit-how = You see old and new before it is done, and she is told by text. Her phone is changed elsewhere.
edit-nominee-case = She asks to name a nominee. Set it here, then the case is answered:
edit-look = See old and new
edit-nothing = Nothing is different from what stands here.
edit-check = Nothing has been changed yet.
edit-what = What
edit-old = Old
edit-new = New
edit-none = (nothing)
edit-told = She is told by text what was changed, not how it reads.
edit-do = Change it
edit-back = Go back and mend
edit-leave-it = Back without changing anything
what-name = name
what-village = village
what-group = group
what-lang = language
what-private = way of texting
what-joined = joining date
what-nominee = nominee
what-several = details

# She leaves, or comes back.
leave-title = She leaves, or has died
leave-from-then = From then on she gets no texts, is on no new list of voters, and cannot dial in. Where she alone reads her phone a last text tells her; otherwise the sakhi calls her.
leave-texts = { $n ->
    [one] One text that waits for her is not sent any more.
   *[other] { $n } texts that wait for her are not sent any more.
}
leave-cases = { $n ->
    [one] One case of hers stays open and is answered.
   *[other] { $n } cases of hers stay open and are answered.
}
leave-officer = She is an officer too: that is ended by itself, by two officers.
leave-kept = Her record is kept. If it was a mistake, it is taken back here at once.
leave-why = Why?
leave-asked = She asked for it
leave-moved = She has moved away
leave-died = She has died
leave-removed = The cooperative has removed her
leave-no-reason = Choose why.
leave-on = Since when
leave-on-help = Empty: today, { $today }.
leave-day = This day is before she joined, or still to come.
leave-do = She is no member any more
leave-remove-how = Against her will it takes two: another officer signs. From then on she is on no new list of voters.
leave-remove = Ask to remove her
preview-leave = Member { $no } is no member any more from { $day } on. { $why }.
back-title = Make her a member again
back-mistake = It was a mistake: as before
back-again = She joins once more, from today
back-do = Make her a member again
former-title = Members once
former-none = Nobody has left yet.
member-nominee = Nominee
member-nominee-some = She has named somebody
member-left-on = No member since
members-filter = Of one village or group
members-no-group = You see the women of your own group here. The register has no group for you yet: ask the secretary.
register-own = What is held of you another officer alters.
register-moved = Somebody was faster, and it stands otherwise by now. Look at it again.

# Groups and villages.
nav-groups = Groups
groups-groups = Groups
groups-villages = Villages
groups-none = No woman has a group or a village yet. They are written down on her page, or come in with the register.
groups-all = All groups and villages
group-new-name = Another name
group-new-name-help = For all its women at once. They are not told by text.
group-joins = { $n ->
    [one] { $name } is there already, with one woman. The two become one.
   *[other] { $name } is there already, with { $n } women. The two become one.
}
group-join-them = Yes, make them one
group-rename = Give it this name
roll-title = Roll of a meeting
roll-open = Roll to print
roll-print = Print this page: 48 women on a sheet, with a place for each signature.
roll-meeting = meeting of
roll-signature = Signature

# What was done.
done-new-told = She is a member. A text greets her.
done-new = She is a member. No text reaches her: tell her yourself.
done-edit-told = It is changed. She is told by text.
done-edit = It is changed. No text reaches her: tell her yourself.
done-leave-text = She is no member any more. A last text tells her.
done-leave-call = She is no member any more. A call to her stands on the list: no text reaches her alone.
done-leave = It is written down. No text goes to her phone any more.
done-back-told = She is a member again. A text tells her.
done-back = She is a member again. No text reaches her: tell her yourself.
done-back-how = Nothing was done: choose whether it was a mistake or she joins once more.
done-not-own = Nothing was done: another officer does this about you.
done-not-back = Nothing was done: it stands otherwise by now.
done-group-renamed = All its women have the new name.
