# The officers' console: what stands around every page, coming in, and her own page.

skip = To the page
menu = Menu
practice = Practice. Nothing here is real.
logout = Log out
to-today = To the first page
errors-title = This needs to be put right
came-back = You were logged out before this was sent. What you had typed is here; it has not been sent.

nav-today = Today
nav-sign = Second signature
nav-members = Members
nav-cases = Cases
nav-calls = Call-backs
nav-me = Me

no-page-title = Not done
no-page = There is no such page.
no-token = The page was open too long, or the form did not come from it. Nothing was done. Open the page again and send it once more.
no-form = This was no form of ours. Nothing was done.
under-way = This was sent before, and is being done or nobody knows yet what came of it. Look whether it is there before you send it again.
out-of-order = We cannot reach our books at this moment. Nothing that you see was changed; try again in a minute.

login = Log in
login-title = Log in
login-coop = Cooperative
login-name = Your name, as it was written down when you became an officer
login-passphrase = Passphrase
login-help = No passphrase yet, or forgotten? Whoever runs the machine makes an officer with: sahkar officer add
login-wrong = This name and this passphrase do not belong together, or too many wrong ones were typed and you have to wait, at most an hour.
login-draft = Your time was over before the form was sent. Log in, and it comes back as you had filled it.

second-title = Second step
second-first = A passphrase alone is not enough. Make a sheet of ten codes and print it or write it down: each code counts once. Keep it at home, and not beside this computer.
second-make = Make my sheet of codes
second-app = The six figures that the app on your phone shows now,
second-sheet = or code number { $no } of your sheet.
second-none = No code of yours counts any more, or you made no sheet in the first week. Whoever runs the machine ends you as an officer and adds you again.
second-code = Code
second-enter = Come in
second-wrong = This code does not count. Each code counts once; after some wrong ones you have to wait.

sheet-title = Your sheet of codes
sheet-print = Print this page now, or copy it by hand. It is not shown again.
sheet-once = Each code counts once, in this order. Whoever finds this sheet cannot come in without your passphrase. If it is lost, make a new one.
sheet-next = I have it on paper: go on

me-steps = Second step of logging in
me-app-yes = An app on your phone
me-app-no = No app on your phone
me-app-change = App
me-codes-left = { $n ->
    [0] No code is left on your sheet
    [one] One code is left on your sheet
   *[other] { $n } codes are left on your sheet
}
me-codes-new = Make a new sheet
me-devices = Where you are logged in
me-device-this = this one
me-device-times = Since { $since }, last used { $seen }
me-device-end = End
me-devices-end = End all others

app-title = App on your phone
app-how = Any authenticator app will do. Let it read the picture, then type the six figures that it shows. An app that you paired before counts no more.
app-letters = Or type these letters into it:
app-code = The six figures
app-pair = Pair this app
app-wrong = These are not the figures that the app shows now. Is the clock of the phone right?
app-end-title = Lost your phone, or your sheet?
app-end = The app counts no more
sheet-end = The sheet counts no more
last-step = It is your only second step, so it stays. Make another one first.
codes-title = Sheet of codes
codes-how = A new sheet has ten codes. Your old sheet counts no more from then on.
again-passphrase = Your passphrase, once more
passphrase-wrong = This is not your passphrase, or too many wrong ones were typed and you have to wait, at most an hour.

done-device-ended = Ended. Nobody is logged in there any more.
done-app-paired = The app is paired. From now on its figures let you in.
done-step-ended = It counts no more.

role-sakhi = Sakhi
role-treasurer = Treasurer
role-secretary = Secretary
role-president = President
role-data-committee = Records committee
role-member-auditor = Member auditor
role-federation-analyst = Federation analyst
role-technician = Technician
