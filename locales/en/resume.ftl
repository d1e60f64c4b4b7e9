# Going on with an entry that broke off.
# Change only words. Leave the names before "=", the dots, and all that stands in { } as they are.

resume-offer = An entry is not finished. Go on with it?
    .go-on = Yes
    .afresh = Start again
