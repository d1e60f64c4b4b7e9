# Texts in Hindi with Latin letters, for handsets that show no Hindi ones, and while the Hindi body
# waits for the operators. What is missing here is sent in Hindi letters or not at all.
# Change only words. Leave the names before "=" and all that stands in { } as they are.
# Check: all lines are new. Are they spelt as your members spell them in their own texts?

notice-stopped = { $coop }: ab suchnaen nahi aaengi. Anumati, vote aur yaad dilane wale message waise hi rahenge. Phir chahiye to CHALU { $number } par bhejen.
notice-started = { $coop }: ab suchnaen phir aaengi. Rokne ko ROKO likhkar { $number } par bhejen.
notice-help = { $coop }: baithak BAITHAK, anumati band BAND 12, galat entry GALAT 4821, phone ke liye PHONE: { $number } par bhejen. Ya { $code } dial karen.
notice-heard = { $coop }: aapka message mila. Jawab ke liye { $code } dial karen.
notice-neutral = { $coop }: aapka sandesh hai. { $code } dial karen.
notice-meeting-reminder = { $coop }: baithak { $when } baje, { $place } mein. Passbook laen. Aaengi? Haan 1, nahi 2: { $number } par bhejen.
notice-vote-opened = { $coop }: matdan { $until } baje tak. Ek bahan, ek vote. { $code } dial karke 4 dabaen.
# Sent to everybody on the roll, so that a phone tells nobody who has not voted.
notice-vote-closing = { $coop }: matdan aaj { $at } baje band. { $code } dial karke 4 dabaen. Vote de diya ho to rahne den.
