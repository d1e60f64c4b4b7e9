# The officers' console: texts that wait or fail, gateways, dead numbers, and tasks because of texts.

nav-texts = Texts
today-texts = Texts
today-tasks = { $n ->
    [one] One task because of texts
   *[other] { $n } tasks because of texts
}
today-texts-held = { $n ->
    [one] One text is held up
   *[other] { $n } texts are held up
}
today-texts-failed = { $n ->
    [one] One text failed in the last seven days
   *[other] { $n } texts failed in the last seven days
}
today-numbers = { $n ->
    [one] One number that texts do not reach
   *[other] { $n } numbers that texts do not reach
}

texts-all = All texts
texts-tasks = Tasks
texts-waiting = Texts that wait
texts-failed = Texts that failed, last seven days
texts-single = One by one
texts-next = Earlier ones
texts-none-wait = No text waits.
texts-none-failed = No text failed.
texts-first = the first { $at }
texts-last = last { $at }
texts-answers = Answers by day
texts-answers-help = What women asked by text and were answered, all together. Answers are never listed one by one.
texts-answers-ballot = While a vote is open, the days since it opened are not counted here.

text-meeting = Meeting
text-vote-opened = A vote has opened
text-vote-closing = A vote closes
text-vote-code = Code for a vote
text-task-open = To the officer on duty
text-neutral = “You have a message”
text-announcement = Announcement “{ $name }”
text-own = A matter of her own
text-waiting = waits
text-sending = is being sent
text-unsure = no receipt yet
text-sent = the network has it
text-delivered = arrived
text-failed = failed
text-expired = too late, not sent
text-to = For
text-lang = Language
text-state = Where it stands
text-why = Why
text-todo = What to do
text-queued = Written
text-due = Due
text-taken = Taken by the network
text-over = Over
text-until = Not sent after
text-gateway = Gateway
text-parts = Parts
text-tries = Tries
text-repeats = May have come twice, times
text-no-body = What the text says is not shown here.
phone-end = phone …{ $end }
script-gu-latn = Gujarati in Latin letters
script-hi-latn = Hindi in Latin letters

failure-bad-number = nobody has this number
failure-away = phone off, full, or out of reach
failure-opted-out = she wants no such texts
failure-template = the words are not as registered
failure-route = the sender is not registered for this
failure-no-credit = no money is left at the gateway
failure-throttled = the gateway says: too fast
failure-out-of-hours = the network lets none through at this hour
failure-down = the gateway is out of reach
failure-settings = our settings at the gateway are wrong
failure-other = no reason given

wait-template = the network refused this text, and it is paused
wait-not-approved = not registered in this language as it stands
wait-paused = every gateway is paused
wait-resting = the gateway is out of reach; it is tried again by itself
wait-stale = too late: not sent any more
wait-again = tried, and will be again: { $why }
wait-receipt = handed over, no receipt yet
wait-cap = she has had her texts for today
wait-hour = wait for their hour
wait-going = go now

todo-nothing = Nothing to do: it goes on by itself.
todo-bad-number = Ask her for the right number at the meeting.
todo-template = Register the text as it stands, then close the task.
todo-not-approved = Send the text to the operators, and bring their answer in.
todo-gateway = Whoever runs the machine puts settings or registration right, then close the task.
todo-credit = Pay in at the gateway, then close the task.
todo-stale = Tell the women in another way, if it still matters.

task-title = Task { $no }
task-since = since { $at }
tasks-none = No task is open.
task-template = The network refused the text { $about }; it is paused
task-template-todo = Register the text with the operators as it stands, and bring their answer in. Then close this.
task-gateway = The gateway { $about } is paused
task-gateway-todo = Whoever runs the machine puts the settings or the registration right. Then close this.
task-credit = The gateway { $about } has no credit
task-credit-todo = Pay in at the gateway. Then close this.
task-flow = The gateway cannot send this text yet: { $about }
task-flow-todo = Whoever runs the machine sets the text up at the gateway. Until then it leaves by another.
task-twice = Some texts by { $about } may have come twice
task-twice-todo = No answer told what became of the first. Nothing to put right; if somebody asks, say so.
task-no-template = A text has no approved words in a language: { $about }
task-no-template-todo = Register the text in this language, and bring the answer in. Then close this.
task-closing = What closing it does
task-closing-help = As it is at this moment. More may come or go until then.
task-goes-now = { $n ->
    [0] No text leaves because of it.
    [one] One text goes now.
   *[other] { $n } texts go now.
}
task-goes-later = { $n ->
    [one] One more goes when its hour comes.
   *[other] { $n } more go when their hour comes.
}
task-goes-stale = { $n ->
    [one] One is too late, and will not go.
   *[other] { $n } are too late, and will not go.
}
task-goes-nothing = It holds up no text: closing it only says that it is seen to.
task-close = Close the task
done-task = Closed. What it held up leaves within ten minutes.
done-task-before = This task is closed already.

duty-phone = Told of a new task by text: the officer on duty, phone …{ $end }.
duty-nobody = Nobody is on duty: no text tells of a new task. The number of the officer on duty stands in the cooperative's settings.
duty-hook = A web hook is called too.

gateways-title = Gateways
gateway-works = Works.
gateway-rests = Out of reach. It is tried again by itself.
gateway-paused = Paused since { $at }: { $why }. See the task.
gateway-took = Last took a text { $at }.
gateway-took-nothing = Took no text in the last thirty days.
gateway-no-credit = No credit: pay in.
gateway-credit-unknown = It does not tell its credit.
gateway-errors = What failed, last seven days
templates-title = Texts as registered
templates-practice = Texts do not leave this machine, so none needs to be registered.
templates-lang = Language
templates-approved = may be sent
templates-waiting = wait
templates-refused = refused
templates-paused = paused
templates-missing = not registered
templates-wrong = Which may not be sent
template-approved = May be sent.
template-waiting = The operators have not decided. Ask them after a week.
template-refused = The operators refused it. Change the words, and register them anew.
template-paused = The network refused a text of it. Register it as it stands, then close the task.
template-missing = Not registered as it stands. Send it to the operators.

numbers-title = Dead numbers
numbers-none = Texts reach every number.
numbers-help = The network says that nobody has these numbers. Ask her at the meeting, and change the number on her page. A call or a text from the number ends this by itself.
numbers-since = since { $at }
numbers-next = Next numbers

cost-title = What texts cost
cost-help = A text counts once a gateway took it. A part costs Rs { $price } now; months that are over keep the price that they had.
cost-months = By month and gateway
cost-none = No text has left yet.
cost-month = Month
cost-texts = Texts
cost-rupees = Rs
cost-sum = Together
cost-file = As a file
cost-announcements = By announcement
cost-when = Announced
cost-what = What (texts due)
