# Texts in Hindi with Latin letters, for handsets that show no Hindi ones, and while the Hindi body
# waits for the operators. What is missing here is sent in Hindi letters or not at all.
# Change only words. Leave the names before "=" and all that stands in { } as they are.
# Check: all lines are new. Are they spelt as your members spell them in their own texts?

notice-stopped = { $coop }: ab suchnaye nahi aayengi. Anumati, vote aur yaad dilane wale message waise hi rahenge. Phir chahiye to CHALU { $number } par bheje.
notice-started = { $coop }: ab suchnaye phir aayengi. Rokni ho to ROKO likhkar { $number } par bheje.
notice-help = { $coop }: baithak BAITHAK, anumati band BAND 12, galat entry GALAT 4821, phone ke liye PHONE: { $number } par bheje. Ya { $code } dial kare.
notice-heard = { $coop }: aapka message mila. Jawab ke liye { $code } dial kare.
notice-neutral = { $coop }: aapke liye message hai. { $code } dial kare.
notice-meeting-reminder = { $coop }: baithak { $when } baje, { $place } me. Passbook laaye. Aayengi? Haan 1, nahi 2 likhkar { $number } par bheje.
notice-vote-opened = { $coop }: matdan { $until } baje tak. Ek behen, ek vote. { $code } dial karke 4 dabaye.
# Sent to everybody on the roll, so that a phone tells nobody who has not voted.
notice-vote-closing = { $coop }: matdan aaj { $at } baje band hoga. { $code } dial karke 4 dabaye. Vote de diya ho to rehne de.
