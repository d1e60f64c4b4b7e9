# The officers' console: who did what, the chain over it, and who looked at what.

nav-log = Who did what
log-filter = Show
log-from = From
log-upto = Up to
log-kind = What was done
log-officer = Officer
log-about = About
log-any = all
log-none = No line.
log-next = Earlier lines
log-not-listed = Votes and answers to requests stand in the ledger without a name; they are checked with the chain and not listed.
log-pins = While a vote is open, tries of PINs since it opened are not listed either.
log-signed = { $asked } asked, { $signed } signed
log-check = Check the chain
log-looks = Who looked at what

check-title = Check of the ledger
check-help = Every line is hashed with all before it. The check reads all lines once more and holds them against their hashes, as `sahkar verify` does. It runs in the background; you may go on.
check-begin = Begin the check
check-began = Begun { $at }
check-progress = { $n } of { $of } lines
check-empty = No line is chained yet.
check-whole = { $n ->
    [one] One line is as it was written, up to { $at }.
   *[other] All { $n } lines are as they were written, up to { $at }.
}
check-hash = The hash of all of them begins:
check-hash-help = Write it down: it must begin alike in a copy of the books of the same moment.
check-broken = From line { $no } on, the ledger differs from what was chained. Somebody altered the database. Take the last copy of the books, and call whoever runs the machine.
check-failed = The books could not be read to their end. Try again.

looks-title = Who looked at what
looks-own = Your own looks
looks-none = No look.
looks-next = Earlier looks
looks-day = Day
looks-chained = The looks of each day are chained when it is over; `sahkar verify` checks them. A look is kept for a year.
look-list = { $n ->
    [one] A list with one member
   *[other] A list with { $n } members
}
look-page = the page
look-a-member = a member

backup-none = No copy of the books was made yet. Whoever runs the machine makes one with: sahkar backup
backup-at = Last copy of the books: { $at }.
backup-old = The last copy of the books is of { $at }, over two days old. Whoever runs the machine makes one with: sahkar backup

did-language-chosen = Language chosen
did-private-sms-set = Private texts on or off
did-pin-right = PIN right
did-pin-wrong = PIN wrong
did-pin-set = PIN chosen
did-pin-activated = PIN chosen with a code
did-pin-unlocked = PIN opened
did-pin-code-made = Code for a PIN made
did-pin-unlocked-by-the-operator = PIN opened by the operator
did-pin-code-made-by-the-operator = Code for a PIN made by the operator
did-entry-added = Entry added
did-entry-withdrawn = Entry taken out
did-entry-settled = Entry settled by a case
did-case-opened = Case opened
did-case-escalated = Case late, and escalated
did-case-answered = Case answered
did-case-appealed = Case answered once more
did-case-closed = Case closed
did-consent-given = Permission given
did-consent-stopped = Permission stopped
did-data-handed-out = Records handed out
did-look-refused = Records not handed out
did-ballot-opened = Vote opened
did-ballot-brought-in = Vote brought in from old books
did-ballot-counted = Vote counted
did-vote-codes-made = Codes for a vote made
did-request-added = Somebody asks for records
did-meeting-planned = Meeting planned
did-meeting-answered = Meeting answered
did-topic-asked = Topic for the meeting
did-notice-kept = Notice kept
did-call-asked = Asked to be called
did-call-done = Called back
did-call-not-reached = Called and not reached
did-statement-issued = Statement issued
did-announcements-started = Announcements on
did-announcements-stopped = Announcements off
did-announced = Announced
did-draft-taken = Went on with something broken off
did-cooperative-added = Cooperative added
did-cooperative-set = Settings altered
did-officer-on-duty-set = Officer on duty set
did-member-added = Member added
did-member-revised = Member altered
did-loan-added = Loan added
did-templates-imported = Registered texts brought in
did-template-paused = Text paused
did-gateway-paused = Gateway paused
did-task-opened = Task opened
did-task-closed = Task closed
did-officer-added = Officer added
did-officer-ended = Officer ended
did-role-given = Role given
did-role-taken = Role taken
did-passphrase-set = Passphrase set
did-sheet-made = Sheet of codes made
did-authenticator-set = App paired
did-second-step-ended = Second step ended
did-proposal-asked = Second signature asked for
did-proposal-returned = Sent back for a change
did-proposal-signed = Signed
did-proposal-refused = Signature refused
did-proposal-withdrawn = Withdrawn
did-proposal-expired = Not signed in time

about-member = A member
about-phone = A phone
about-stranger-tries = Tries on another's phone
about-signed-act = Help with a PIN
about-pin-code = Code for a PIN
about-entry = An entry
about-case = Case
about-consent = A permission
about-request = Who asks for records
about-ballot = Vote
about-meeting = A meeting
about-call-ask = A call
about-statement = A statement
about-session = A session
about-announcement = Announcement
about-task = Task
about-template = Text
about-text = A text to a phone
about-coop = The cooperative
about-notice = A notice on the board
about-loan = A loan
about-requester = An asker
about-disclosure = Records
about-gateway = Gateway
about-officer = An officer
about-proposal = Second signature

via-ussd = by dialling
via-sms = by text
via-voice = by voice
via-console = at the console
via-cli = by a command
via-api = from outside
via-clock = by itself

why-wanted = wanted
why-due = its time had come
why-follows = follows from something else
why-reported = a provider reported it
why-register = the old register says so
why-two-signed = two officers signed
why-operator-signed = an officer and the operator
why-two-named = two named persons
why-demo = for practice

actor-member = A member
actor-phone = Somebody at a phone of the cooperative
actor-stranger = Somebody at a strange phone
actor-officer = An officer
actor-job = The program
actor-operator = Whoever runs the machine
actor-provider = The network
