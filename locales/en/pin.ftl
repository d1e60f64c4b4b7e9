# The PIN: asking, wrong, locked, and choosing a new one.
# Change only words. Leave the names before "=", the dots, and all that stands in { } as they are.

pin-ask = Your 4-digit PIN?
    .again = The PIN has 4 digits. Type it again.
pin-wrong = PIN is wrong. { $tries ->
        [one] { $tries } try left.
       *[other] { $tries } tries left.
    }
    .again = The PIN has 4 digits. Type it again.
pin-locked = PIN is locked. Try again in half an hour.
pin-locked-long = PIN is locked. Two officers open it for you. Please meet them.
pin-tried = { $wrong_pins ->
        [one] Your PIN was typed wrong once in another call.
       *[other] Your PIN was typed wrong { $wrong_pins } times in other calls.
    } If it was not you, choose a new one.
    .go-on = Go on
    .new = New PIN
pin-ask-shared = Your 4-digit PIN? If you have none yet, the 6-digit code on your slip.
    .again = A PIN has 4 digits, a code has 6. Type it again.
pin-wrong-either = This is not right. { $tries ->
        [one] { $tries } try left.
       *[other] { $tries } tries left.
    }
    .again = A PIN has 4 digits, a code has 6. Type it again.
pin-code = You have no PIN yet. Two officers give you a slip with a code. Type its 6 digits.
    .again = The code on the slip has 6 digits. Type it again.
pin-new = Now choose your own PIN, 4 digits.
    .again = 4 digits, not easy ones like 1234.
pin-repeat = Type the new PIN again.
    .again = The two are not the same. Type the new PIN again.
pin-saved = Your new PIN is set.
    .go-on = Go on
