# Permissions: an ask, her answer, stopping one, who has seen her record, her rights.
# Change only words. Leave the names before "=", the dots, and all that stands in { } as they are.

consent-home =
    .asks = { $asks ->
        [0] New asks
       *[other] New asks ({ $asks })
    }
    .mine = My permissions
    .seen = Who saw
    .rights = My rights

# The three screens of an ask are kept with her answer, word for word. A change here makes a new
# version of the text; whoever answers for the consent notice must have read it.
consent-no-asks = Nobody asks for your record now.
consent-asks-list =
    .item = { $requester }: { $title }
    .hint = Type number
consent-ask1 = { $requester } asks for: { $what }, { $months } months.
    .next = Next
consent-ask2 = Why: { $why }. Kept { $keep_days } days. You may say no.
    .next = Next
consent-ask3 = Give it?
    .yes = Yes
    .no = No
    .later = Later
    .sakhi = Talk to sakhi
consent-given = Yes, till { $until }. No. { $consent_no }. To stop: menu 3.
consent-refused = No, noted. Nothing changes for you. We will not ask again.

consent-by-number = Permission number?
    .again = That is not the number of a running permission.
    .list = See list (PIN)
consent-no-consents = You have given no permission.
consent-list =
    .item = { $title }: on, { $until }
    .hint = Type number
consent-one = { $consent_no } { $title }.
    .stop = Stop
    .erase = Stop and erase
consent-stopped-used = Stopped. { $requester } may keep what it already has till { $until }.
consent-stopped = Stopped. Nothing had been given out. You stay a member.
consent-erase-asked = Stopped. { $requester } will be asked to erase. You stay a member.

# A look under a permission shows its number, one without names says "totals only".
consent-seen = Seen by:
    .item = { $refused ->
        [yes] { $requester } { $date }, refused
       *[no] { $under_no ->
            [0] { $requester } { $date }, totals only
           *[other] { $requester } { $date } ({ $under_no })
        }
    }
    .empty = Nobody has seen your record.

consent-rights =
    .copy = Copy
    .fix = Fix
    .erase = Erase
    .nominee = Nominee
    .complain = Complain
consent-copy = A copy of all we hold about you, at the meeting.
    .ask = Ask for it
consent-erase = Ask us to erase your whole record? It will not come back.
    .yes = Yes, ask
