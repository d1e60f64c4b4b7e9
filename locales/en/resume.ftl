# Going on with an entry that broke off.
# Change only words. Leave the names before "=", the dots, and all that stands in { } as they are.

resume-offer = Go on from where you stopped?
    .go-on = Yes
    .afresh = Start again
