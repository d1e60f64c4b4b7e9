# The officers' console: cases, and women who asked to be called.

today-case = Answer case { $no }
today-cases-wait = { $n ->
    [one] One case waits for an answer
   *[other] { $n } cases wait for an answer
}
today-calls-wait = { $n ->
    [one] One woman asked to be called
   *[other] { $n } women asked to be called
}

cases-waiting = Wait for an answer
cases-answered = Answered; she may still say no to it
cases-none = No case waits.
cases-next = Next cases
cases-all = All cases

case-title = Case { $no }
case-of = member { $no }
case-opened = opened { $at }
case-due = answer by { $at }
case-legal = by law { $at }
case-copy = A copy of all that is kept about her
case-fix = Something is wrong
case-erase = Erase what is kept about her
case-nominee = Name or change her nominee
case-complain = A complaint
case-entry-amount = An entry has a wrong amount
case-entry-not-mine = An entry is not hers
case-entry-erase = An entry should go
case-statement = Her statement on paper
case-open = open
case-escalated = late
case-answered = answered
case-appealed = she is not content
case-closed = closed
case-entry = Entry { $entry }: Rs { $rupees } now.
case-right = Right would be Rs { $rupees }.
case-answered-by = { $outcome }: { $name }

case-answer = Answer the case
case-outcome = What is the answer?
case-outcome-missing = Choose the answer.
case-done = It is done
case-declined = It is not done
case-amount = The right amount in rupees
case-amount-help = Only where the entry gets another amount. Empty: as she said it.
case-amount-wrong = Write the amount in digits only, like 1250.
case-amount-missing = Write the right amount: she said none.
case-two = Another officer signs this too, before anything changes.
case-told = A text tells her. Where it is not done, or her phone is read by others, a call to her is put on the list too, and the sakhi says why.
case-appeal = She is not content
case-appeal-help = If she is not content, another officer answers once more, within 7 days.
case-close = She is content: close the case
case-own = It is your own case. Another officer answers it.
case-same-officer = She is not content with your answer. Another officer answers now.
case-no-appeal = The time for that is over, or she has said so once already.
case-not-erased = Nothing is erased yet, so the answer cannot be that it is done.
case-moved = Another officer was faster. This is how the case stands now.

done-case-told = Answered. A text tells her.
done-case-called = Answered. A call to her is on the list.
done-case-waits = Another officer has to sign it. Until then nothing changes.
done-case-appealed = Noted. Another officer answers within 7 days.
done-case-closed = The case is closed.

calls-none = Nobody waits for a call.
call-asked = asked { $at }, for { $day }
call-number = Show her number
calls-all = All call-backs
call-other = on another number than her phone's
call-settled = Settled
call-visit = Somebody goes to her
call-case-opened = She has a case now
call-not-reached = Not reached
call-result-missing = Say what came of the call.
call-moved = She was talked to already.
done-call = Noted: she was called.
done-call-again = Noted. She stays on the list.

act-case-answer = Answer a case
preview-answer-case = Case { $no } of member { $member }, { $kind }: { $outcome }.
