# Help: a call from the sakhi, a new PIN, private texts, and three short lessons.
# Change only words. Leave the names before "=", the dots, and all that stands in { } as they are.

help-main =
    .call = Call me
    .pin = New PIN
    .language = Language
    .private = Private SMS
    .learn = Learn
    .complain = Complain
    .messages = Messages
help-call = Shall the sakhi call this phone?
    .today = Today
    .tomorrow = Tomorrow
    .other = Other number
help-other = Which number should the sakhi call? We do not keep it.
    .again = Type the 10 digits of the number.
help-called = { $call_day ->
    [today] Noted. Sakhi calls today.
   *[tomorrow] Noted. Sakhi calls tomorrow.
}
help-new-pin = Choose a new PIN, 4 digits.
    .again = 4 digits, not easy ones like 1234.
help-new-pin-again = Type the new PIN again.
    .again = The two are not the same. Type the new PIN again.
help-pin-saved = Your new PIN is set.
help-complain = Do you want to complain to the cooperative?
    .yes = Yes
help-private = A private SMS only says that there is a message for you.
    .on = On
    .off = Off
help-private-set = { $private ->
    [on] Private SMS is on.
   *[off] Private SMS is off.
}
help-learn = Learn about:
    .permission = Permission
    .vote = Your vote
    .rights = Your rights

# A lesson is one page and one more behind 9.
help-learn-permission = Two keys open your record: a vote of the members, and your own yes.
    .more = A no costs you nothing. You can stop at any time: menu 3.
help-learn-vote = One woman, one vote. It is secret: no officer can see it.
    .more = You may change it till the vote closes. The last one counts.
help-learn-rights = See your record, take a copy, have it corrected or erased.
    .more = Name a nominee, complain: menu 3, then 4. Answer within { $case_days } days.
