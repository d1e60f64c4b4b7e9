# Texts in Gujarati with Latin letters, for handsets that show no Gujarati ones, and while the
# Gujarati body waits for the operators. What is missing here is sent in Gujarati letters or not at all.
# Change only words. Leave the names before "=" and all that stands in { } as they are.
# Check: all lines are new. Are they spelt as your members spell them in their own texts?

notice-stopped = { $coop }: have suchnao nahi aave. Parvangi, mat ane yaad karavta message em j raheshe. Fari joiye to CHALU lakhi { $number } par moklo.
notice-started = { $coop }: have suchnao fari aavshe. Rokva ROKO lakhi { $number } par moklo.
notice-help = { $coop }: bethak BETHAK, parvangi bandh BAND 12, khoti nondh KHOTU 4821, phone mate PHONE: { $number } par moklo. Athva { $code } dial karo.
notice-heard = { $coop }: tamaro message malyo. Javab mate { $code } dial karo.
notice-neutral = { $coop }: tamara mate message che. { $code } dial karo.
notice-meeting-reminder = { $coop }: bethak { $when } vagye, { $place } ma. Passbook lavjo. Aavsho? Ha 1, na 2 lakhi { $number } par moklo.
notice-vote-opened = { $coop }: matdan { $until } vagya sudhi. Ek bahen, ek mat. { $code } dial kari 4 dabavo.
# Sent to everybody on the roll, so that a phone tells nobody who has not voted.
notice-vote-closing = { $coop }: matdan aaje { $at } vagye bandh thashe. { $code } dial kari 4 dabavo. Mat aapyo hoy to raheva do.
