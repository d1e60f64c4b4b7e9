# The officers' console: the first page, and second signatures.

today-running-out = Running out today
today-signatures = Second signatures
today-until = until { $at }
today-nothing = Nothing waits for you.
today-meeting = Next meeting: { $meeting }
today-sign = { $n ->
    [one] One thing waits for your signature
   *[other] { $n } things wait for your signature
}
today-sign-one = Sign number { $no }: { $act }
today-came-back = { $n ->
    [one] One thing that you asked for came back
   *[other] { $n } things that you asked for came back
}

sign-to-sign = You can sign
sign-none = Nothing waits for your signature.
sign-hers = You asked for
sign-not-hers = Another officer signs
sign-asked-by = asked for by { $name }
sign-asked = { $name } asked for this on { $at }.
sign-until = until { $at }
sign-what = This is signed
sign-who = Who signs?
sign-me = I do
sign-other = Another officer, here at this computer
sign-other-can = Another officer can sign it here, and you stay logged in.
sign-other-help = She types her own name, passphrase and code. You stay logged in, and she does not.
sign-other-name = Her name
sign-other-passphrase = Her passphrase
sign-other-code = Code of her app, or the next of her sheet
sign-other-wrong = This name, passphrase and code do not belong together, or too many wrong ones were typed and she has to wait, at most an hour.
sign-agree = Sign it
sign-reason = If not: why?
sign-reason-help = In one line. Who asked for it reads this.
sign-reason-wrong = Say why, in one line of at most 300 signs.
sign-reason-was = Why: { $reason }
sign-return = Send it back
sign-refuse = Refuse it
sign-withdraw = Take it back
sign-all = All signatures
sign-came-back = It came back to who asked for it. She takes it back and asks anew.
sign-own = You asked for it, so that you do not sign it.
sign-last-editor = You were the last to change it, so that you do not sign it.
sign-about-self = It is about yourself, so that you do not sign it.
sign-late = Its time is over. It can be asked for anew.
sign-ended = It has ended already.
sign-changed = What it does is no longer what you saw. Read it again as it stands now; then sign it, or send it back.
sign-not-asker = Only who asked for it takes it back.
sign-no-right = Her role does not sign such a thing.
sign-moved = Somebody was faster. This is how it stands now; you have done nothing.
sign-asker = Who asked for it is no officer any more, or may no longer ask for it. It can be refused.

state-signed = It is signed and done.
state-refused = It was refused.
state-withdrawn = Who asked for it took it back.
state-expired = Nobody signed it within 72 hours.

done-signed = Signed, and done.
done-returned = It went back to who asked for it, with your reason.
done-refused = Refused. Nothing of it is done.
done-withdrawn = Taken back. Nothing of it is done.

act-pin-unlock = Open locks of PINs
act-pin-activate = Codes for new PINs
act-notice-announce = Announcement
act-member-import = Register of members
act-member-leave = Remove a member
act-officer-add = New officer
act-officer-role = Role of an officer
act-officer-end = End of an officer
act-other = Something for two

preview-unlock-pins = { $n ->
    [one] Open every lock of the PIN of member { $numbers }.
   *[other] Open every lock of the PINs of { $n } members: { $numbers }.
}
preview-activate-pins = { $n ->
    [one] Make a code on paper, with which member { $numbers } chooses a new PIN.
   *[other] Make codes on paper, with which { $n } members choose new PINs: { $numbers }.
}
preview-add-officer = Make { $name } an officer: { $role }.
preview-add-officer-member = Make { $name }, member { $no }, an officer: { $role }.
preview-give-role = Give { $name } one role more: { $role }.
preview-take-role = Take a role from { $name }: { $role }.
preview-end-officer = End { $name } as an officer. Her passphrase opens nothing any more.
preview-text = In { $lang }, { $n } SMS:
preview-text-quiet = In { $lang }, where others read the phone too, { $n } SMS:
preview-no-words = { $lang }: nobody is told. The text “{ $text }” has no approved words in it.
preview-nobody = It reaches nobody.
preview-reach = It reaches { $women } women on { $phones } phones: { $texts } texts, { $parts } SMS, about Rs { $rupees }.
preview-none = { $n ->
    [one] One member gets none: she said STOP, or has no phone, or no words are approved for her.
   *[other] { $n } members get none: they said STOP, or have no phone, or no words are approved for them.
}
preview-register = { $new } new members, { $changed } changed, { $same } the same.
preview-unread = The column “{ $column }” is not read.
preview-altered = Line { $line }, member { $no }: { $changes }.
preview-without-phone = { $n ->
    [one] Without a phone: line { $numbers }. She can neither call nor be texted.
   *[other] Without a phone: lines { $numbers }. They can neither call nor be texted.
}
preview-shared-phone = Members { $numbers } share a phone, { $n } of them. Texts to them only say that there is a message.

altered-name = another name
altered-quiet = texts tell nothing from now on
altered-lang = language { $lang }
altered-phone = phone { $old } → { $new }
altered-joined = joined { $old } → { $new }
altered-village = village { $old } → { $new }
altered-group = group { $old } → { $new }

cannot-unknown = { $n ->
    [one] It cannot be signed as it stands: { $numbers } is no active member’s number any more.
   *[other] It cannot be signed as it stands: { $numbers } are no active members’ numbers any more.
}
cannot-no-phone = { $n ->
    [one] It cannot be signed as it stands: member { $numbers } has no phone, from which the code must be used.
   *[other] It cannot be signed as it stands: members { $numbers } have no phone, from which the codes must be used.
}
cannot-said = It cannot be signed as it stands: the same was announced on { $at }.
cannot-time = It cannot be signed as it stands: a time that the text names is over, or too far ahead.
cannot-register = It cannot be signed as it stands: the register no longer fits the members who are there.
cannot-officer = It cannot be signed as it stands: something about this officer has changed.
cannot-other = It cannot be done as it stands. Send it back with a reason.

slips-title = Slips with codes
slips-print = Print this page now, and give each woman her own slip. The codes are not shown again.
slips-dial = Dial { $dial } from a phone of yours. Where the PIN is asked, type this code:
slips-choose = Then choose a PIN that only you know. Nobody needs to know it, no officer either.
slips-until = The code counts once, until { $at }.
slips-untold = { $n ->
    [one] No text tells member { $numbers } of it. Somebody has to tell her.
   *[other] No text tells { $n } members of it: { $numbers }. Somebody has to tell them.
}
slips-next = Go on

lang-gu = Gujarati
lang-gu-latn = Gujarati in Latin letters
lang-hi = Hindi
lang-hi-latn = Hindi in Latin letters
lang-en = English
