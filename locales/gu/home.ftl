# The main menu, and the good-bye after 0.
# Change only words. Leave the names before "=", the dots, and all that stands in { } as they are.

home-main =
    .record = મારો હિસાબ
    .add = નોંધ કરો
    .permissions = પરવાનગી
    .permissions-marked = પરવાનગી: નવી
    .vote = મત
    .vote-marked = મત: ચાલુ
    .meetings = બેઠક
    .help = મદદ
# Check: new line, read it.
home-bye = આભાર. ગમે ત્યારે ફરી { $code } ડાયલ કરો.
