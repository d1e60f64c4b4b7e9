# The main menu, and the good-bye after 0.
# Change only words. Leave the names before "=", the dots, and all that stands in { } as they are.

home-main =
    .record = My record
    .add = Add
    .permissions = Permissions
    .permissions-marked = Permissions: new
    .vote = Vote
    .vote-marked = Vote: open
    .meetings = Meetings
    .help = Help
home-bye = Thank you. Dial { $code } again at any time.
