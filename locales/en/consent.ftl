# Permissions: an ask, her answer, stopping one, who has seen her record, her rights.
# Change only words. Leave the names before "=", the dots, and all that stands in { } as they are.

consent-home =
    .asks = { $asks ->
        [0] Who asks
       *[other] Who asks ({ $asks })
    }
    .mine = Permissions I gave
    .seen = Who saw
    .rights = My rights

# The four screens of an ask are kept with her answer, word for word. A change here makes a new
# version of the text; whoever answers for the consent notice must have read it.
consent-no-asks = Nobody asks for your record now.
consent-asks-list =
    .item = { $requester }: { $title }
    .hint = Type number
consent-ask1 = { $requester } wants to see your record: { $what }, { $months } months.
    .next = Next
consent-ask2 = { $named ->
        [no] No names, totals only.
       *[yes] With your name.
    } Why: { $why }. You may say no. After a yes you can stop at any time.
    .next = Next
# Until when they may look if she says yes today, how long they keep it, and who hears a complaint.
consent-ask-until = They may look till { $look_until }, { $reads ->
        [weekly] once a week
        [monthly] once a month
       *[once] once
    }. Kept { $keep_days } days. To complain: { $complaint ->
        [none] menu 6
       *[other] { $complaint }
    }.
    .next = Next
consent-ask3 = Do you want to show it to { $requester }?
    .yes = Yes
    .no = No
    .later = Later
    .sakhi = Talk to sakhi
consent-given = You gave permission { $consent_no } till { $until }. To stop it: dial again, press 3, then 2.
consent-refused = Your no is noted. Nothing changes for you in the cooperative. We will not ask again.

consent-by-number = Permission number?
    .again = That is not the number of a running permission.
    .list = See list (PIN)
consent-no-consents = You have given no permission.
consent-list =
    .item = { $title }: till { $until }
    .hint = Type number
consent-one = Permission { $consent_no }: { $title }.
    .stop = Stop
    .erase = Stop and erase
consent-stopped-used = Stopped. { $requester } may keep what it already has till { $until }.
consent-stopped = Stopped. Nothing had been given out. You stay a member.
consent-erase-asked = Stopped. { $requester } will be asked to erase. You stay a member.

# A look under a permission shows its number, one without names says "totals only".
consent-seen = Seen by:
    .item = { $refused ->
        [yes] { $requester } { $date }, not shown
       *[no] { $under_no ->
            [0] { $requester } { $date }, totals only, no name
           *[other] { $requester } { $date } (permission { $under_no })
        }
    }
    .empty = Nobody has seen your record.

consent-rights =
    .copy = Copy
    .fix = Fix
    .erase = Erase
    .nominee = Nominee
    .complain = Complain
consent-copy = Do you want a copy of all we hold about you, at the meeting?
    .ask = Ask for it
consent-erase = Ask us to erase your whole record? It will not come back.
    .yes = Yes, ask

# Asked first: nothing that people must look at is begun by one key.
consent-fix = Is something we hold about you wrong? Ask us to correct it?
    .yes = Yes, ask
consent-nominee = Do you want to name a nominee, who acts for you one day?
    .yes = Yes
consent-complain = { help-complain }
    .yes = Yes
