# The next meeting, its agenda, and the last notices.
# Change only words. Leave the names before "=", the dots, and all that stands in { } as they are.

meeting-none = No meeting is planned now.
    .news = News
meeting-one = { system-weekday } { $date } { system-hour }, { $place }.
    .coming = Coming
    .not = Not
    .agenda = Agenda
    .news = News
meeting-answered = { $coming ->
    [yes] Noted: you are coming.
   *[no] Noted: you are not coming.
}
meeting-agenda =
    .item = { $title }
    .empty = Nothing is on the agenda yet.
    .topic = Ask for a topic
meeting-topic = Which topic?
    .accounts = Accounts
    .prices = Prices
    .loans = Loans
    .training = Training
    .other = Other
meeting-topic-noted = Noted. It comes on the agenda when { $topic_needed ->
        [one] { $topic_needed } member asks
       *[other] { $topic_needed } members ask
    }.
meeting-notices =
    .item = { $date }: { $kept ->
        [no] kept for 30 days only, so these words are gone.
       *[yes] { $title }
    }
    .empty = No notices yet.
meeting-own-notices =
    .item = { meeting-notices.item }
    .empty = { meeting-notices.empty }
