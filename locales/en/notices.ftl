# Texts that are sent by SMS. Each is registered with the operators as it stands here.
# Change only words. Leave the names before "=" and all that stands in { } as they are.
# After a change, raise the text's version in menus/notices.toml: it must be registered again.
# { $coop } is the cooperative, { $code } the code to dial, { $number } the number to text to.
# No text ends with a place that changes, and between two of them stands something that does not.

# Answers to a text of hers about an entry.
notice-entry-saved = { $coop }: entry { $no } saved: { $about }, Rs { $amount }. Wrong? Send NO and the entry's number to { $number }.
notice-entry-noted = { $coop }: entry { $no } is saved. Wrong? Send NO and the entry's number to { $number }.
notice-entry-odd = { $coop }: { $about } of Rs { $amount } is far more than usual. Is it right? Send 1 for yes, 2 for no to { $number }.
notice-entry-odd-quiet = { $coop }: what you sent is far more than usual. Is it right? Send 1 for yes, 2 for no to { $number }.
notice-entry-dropped = { $coop }: all right, nothing was saved. Write again when you like.
notice-entry-again = { $coop }: entry { $no } is already noted with the same words. Is this a second one? Send 1 for yes, 2 for no to { $number }.
notice-entry-once = { $coop }: all right, it stays noted once.
notice-category-which = { $coop }: your word can mean two works. Send 1 for { $first }, 2 for { $second }, to { $number }.
notice-category-codes = { $coop }: your word has the codes { $codes }. For income send I, for a cost K, then the code and the sum, to { $number }.
notice-cost-form = { $coop }: to note a cost, send K and the sum to { $number }. Like this: K 850
notice-saving-form = { $coop }: to note a saving, send B and the sum to { $number }. Like this: B 200
notice-repayment-form = { $coop }: to note an instalment, send H and the sum to { $number }. Like this: H 500
notice-loan-none = { $coop }: nothing borrowed is written for you, so the instalment was not noted. Ask your sakhi, or dial { $code }.
notice-entry-form = { $coop }: to note income, send I, the code of the work and the sum to { $number }. Like this: I 21 850
notice-amount-unclear = { $coop }: the sum is not clear. Write it in digits only, like 1250, and send your text again to { $number }.
notice-day-unclear = { $coop }: the day is not clear. Write day and month, like 24/11, and send your text again to { $number }.
notice-code-unknown = { $coop }: no work has this code. Ask your sakhi for the list, or dial { $code }.
notice-entry-unknown = { $coop }: you have no entry of this number. See your record: dial { $code }.
notice-entry-erased = { $coop }: entry { $no } is taken out of your record. Send the right one to { $number }.
notice-entry-which = { $coop }: which entry is wrong? Send NO and its number to { $number }. Like this: NO 4821
notice-case-noted = { $coop }: case { $no } is noted. You have an answer within 7 days.

# Answers about permissions. They never say whose, or what for.
notice-permission-stopped = { $coop }: permission { $no } is stopped from now on. To give it again, dial { $code }.
notice-permissions-stopped = { $coop }: permissions { $numbers } are stopped from now on. To give one again, dial { $code }.
notice-permissions-stopped-many = { $coop }: all your { $n } permissions are stopped from now on. To give one again, dial { $code }.
notice-permissions-none = { $coop }: you have no running permission, so there was nothing to stop.
notice-permission-unknown = { $coop }: you have no running permission of this number. See yours: dial { $code }.
notice-permission-which = { $coop }: which permission? Send BAND and its number, BAND 0 for all, or STOP to end announcements only, to { $number }.

# Answers about meetings and votes.
notice-meeting-next = { $coop }: the next meeting is { $when } at { $place }. Please come.
notice-meeting-none = { $coop }: no meeting is planned now. We will tell you.
notice-meeting-coming = { $coop }: noted, you are coming to the meeting. Thank you.
notice-meeting-not-coming = { $coop }: noted, you are not coming to the meeting. Thank you for telling us.
notice-vote-open = { $coop }: vote { $no } is open till { $until }. Dial { $code } and choose 4.
notice-vote-open-by-text = { $coop }: vote { $no } is open till { $until }. Dial { $code } and choose 4, or send VOTE, its number, your choice and your code to { $number }.
notice-votes-open = { $coop }: { $n } votes are open, the first till { $until }. Dial { $code } and choose 4.
notice-vote-none = { $coop }: no vote is open now. We will tell you.
notice-vote-by-dialling = { $coop }: vote { $no } is secret, so it is not taken by text. Dial { $code } and choose 4.
notice-vote-form = { $coop }: send VOTE, the vote's number, your choice and your code to { $number }. Like this: VOTE 18 1 491234
notice-vote-counted = { $coop }: your vote is counted in vote { $no }. You may change it until the end.
# Said on every phone, so it does not name what the code is for.
notice-vote-code-wrong = { $coop }: this code does not fit. Look at it once more, or dial { $code }.

# Other answers.
notice-call-noted = { $coop }: noted. Your sakhi will call this phone.
notice-private-on = { $coop }: from now on our texts only say that there is a message. To end that, send PRIVATE OFF to { $number }.
notice-private-off = { $coop }: from now on our texts say what they are about. To end that, send PRIVATE to { $number }.
notice-private-shared = { $coop }: several members share this phone, so our texts only say that there is a message.
# The names of the languages stand in letters that every handset shows.
notice-language-asked = { $coop }: which language? Send 1 for Gujarati, 2 for Hindi, 3 for English to { $number }.
notice-language-set = { $coop }: from now on we write to you in English.
# STOP ends announcements and nothing else, and says so.
notice-stopped = { $coop }: no more announcements. Your permissions, votes and reminders stay as they are. To have them again, send START to { $number }.
notice-started = { $coop }: you have announcements again. To stop them, send STOP to { $number }.
notice-help = { $coop }: send MEET for the meeting, BAND 12 to stop permission 12, NO 4821 for a wrong entry, CALL for a call to { $number }. Or dial { $code }.
notice-not-understood = { $coop }: we did not understand. Send HELP to { $number }, or dial { $code }.
notice-answers-wait = { $coop }: many texts came in one hour. All you send is still noted; the answers come after the hour.
notice-too-many = { $coop }: many texts came in one hour, this one was not noted. Send it again after an hour, or dial { $code }.
notice-asked-again = { $coop }: please answer with one of the numbers we named, and nothing else, to { $number }.
notice-member-no-needed = { $coop }: several members share this phone. Write your member number first, like 1002 MEET, and send it to { $number }.
notice-join = { $coop }: this phone is not in our register yet. To join, talk to the sakhi of your village or dial { $code }.

# To somebody who was shown a statement and asks whether it is real. No figures, no name.
notice-statement-valid = { $coop }: this statement is valid till { $until }. The member herself has given it.
notice-statement-ended = { $coop }: this statement is no longer valid. Ask the member for a new one.
notice-statement-unknown = { $coop }: there is no statement of this code. Look at it once more.

# What phones get instead that others read too.
notice-heard = { $coop }: we have your text. For the answer dial { $code }.
notice-neutral = { $coop }: you have a message. Dial { $code }.

# Sent unasked.
notice-meeting-reminder = { $coop }: meeting { $when } at { $place }. Bring your passbook. Coming? Send 1 for yes, 2 for no to { $number }.
notice-vote-opened = { $coop }: a vote is open till { $until }. One woman, one vote. Dial { $code } and choose 4.
# Sent to everybody on the roll, so that a phone tells nobody who has not voted.
notice-vote-closing = { $coop }: the vote ends today, { $at }. Dial { $code } and choose 4. If you have voted, all is well.
notice-vote-code = { $coop }: for vote { $no } your code is { $one_time }, tell nobody. Send VOTE, the vote's number, your choice and the code to { $number }.
notice-task-open = { $coop }: { $n } things at the phone line wait for you as officer. See them with the command: sahkar tasks.
notice-breach = { $coop }: your { $what } may have been seen by others on { $day }. We are sorry. Ask your sakhi, or dial { $code }.
notice-case-done = { $coop }: what you asked for in case { $no } is done. Not content? Tell your sakhi within 30 days.
notice-case-declined = { $coop }: what you asked for in case { $no } is not done. Your sakhi calls you and says why. Not content? Tell her within 30 days.
notice-case-appealed = { $coop }: another officer now looks at case { $no }. You have an answer within 7 days.
notice-member-welcome = { $coop }: welcome! You are member { $no }. Dial { $code }. For your PIN, ask your sakhi for a slip.
notice-member-edited = { $coop }: an officer has changed your { $what } in the register. Not right? Tell your sakhi.
notice-member-left = { $coop }: you are no member any more, and this is the last text. Not right? Tell your sakhi.
notice-member-back = { $coop }: you are a member again, number { $no }. Dial { $code }. Not right? Tell your sakhi.
notice-pin-unlocked = { $coop }: two officers have opened your PIN. You can dial { $code } again. If you did not ask for it, tell your sakhi.
notice-pin-code-made = { $coop }: two officers have made you a slip to choose a new PIN. Dial { $code }. If you did not ask for it, tell your sakhi.

# Announcements that an officer fills in.
notice-seeds = { $coop }: seeds are given { $when } at { $place }. Bring your member card.
notice-price = { $coop }: today's price of { $item } is Rs { $price } at { $place } market.
notice-buying = { $coop }: we buy { $item } on { $when } at { $place }. Ask your sakhi for the rate.
notice-training = { $coop }: training in { $topic }, { $when }, at { $place }. Please come.
notice-annual-meeting = { $coop }: annual meeting { $when } at { $place }. Accounts and elections. Please come.
notice-share = { $coop }: your share this year is Rs { $amount }. Take it at the meeting on { $day }, with your passbook.
notice-result = { $coop }: vote { $no }: { $result }. { $voted } women voted.
notice-shared = { $coop }: we gave totals of { $what } to { $who }, no names. The cooperative got Rs { $amount } for it.
notice-urgent = { $coop }: warning of { $topic } for { $place } from { $when }. Take care.
