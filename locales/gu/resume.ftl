# Going on with an entry that broke off.
# Change only words. Leave the names before "=", the dots, and all that stands in { } as they are.

# Check: is this understood at once as "go on with the entry from before"?
resume-offer = નોંધ અધૂરી રહી છે. આગળ લખવી છે?
    .go-on = હા
    .afresh = ના, ફરી શરૂ
