# The main menu, and the good-bye after 0.
# Change only words. Leave the names before "=", the dots, and all that stands in { } as they are.

home-main =
    .record = मेरा हिसाब
    .add = हिसाब लिखें
    .permissions = अनुमति
    .permissions-marked = अनुमति: नई
    .vote = वोट
    .vote-marked = वोट: चालू
    .meetings = बैठक
    .help = मदद
# Check: new line, read it.
home-bye = धन्यवाद। कभी भी फिर { $code } डायल करें।
