# The PIN: asking, wrong, locked, and choosing a new one.
# Change only words. Leave the names before "=", the dots, and all that stands in { } as they are.

pin-ask = Your 4-digit PIN?
    .again = The PIN has 4 digits. Type it again.
pin-wrong = PIN is wrong. { $tries ->
        [one] { $tries } try left.
       *[other] { $tries } tries left.
    }
    .again = The PIN has 4 digits. Type it again.
pin-locked = PIN is locked. Try again in half an hour. If it is still locked, go to two officers at the meeting.
pin-none = You have no PIN yet. Two officers give you one at the meeting.
pin-new = Now choose your own PIN, 4 digits.
    .again = 4 digits, not easy ones like 1234.
pin-repeat = Type the new PIN again.
    .again = The two are not the same. Type the new PIN again.
pin-saved = Your new PIN is set.
    .go-on = Go on
