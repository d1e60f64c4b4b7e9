# Help: a call from the sakhi, a new PIN, private texts, and three short lessons.
# Change only words. Leave the names before "=", the dots, and all that stands in { } as they are.

help-main =
    .call = सखी से बात
    .pin = नया पिन
    .language = भाषा
    .private = निजी मैसेज
    .learn = सीखें
    .complain = शिकायत
    .messages = मैसेज
# Check: new lines, read them.
help-call = सखी इस नंबर पर फ़ोन करें?
    .today = आज
    .tomorrow = कल
    .other = दूसरा नंबर
# Check: new lines, read them.
help-other = किस नंबर पर फ़ोन करें? नंबर रखेंगे नहीं।
    .again = नंबर के 10 अंक लिखें।
# Check: new lines, read them.
help-called = { $call_day ->
    [today] दर्ज हुआ। सखी आज फ़ोन करेंगी।
   *[tomorrow] दर्ज हुआ। सखी कल फ़ोन करेंगी।
}
# Check: new lines, read them.
help-new-pin = नया 4 अंकों का पिन लिखें।
    .again = 4 अंक लिखें, 1234 जैसे आसान नहीं।
# Check: new lines, read them.
help-new-pin-again = नया पिन फिर लिखें।
    .again = दोनों एक जैसे नहीं। नया पिन फिर लिखें।
# Check: new line, read it.
help-pin-saved = नया पिन दर्ज हुआ।
# Check: does it say that nobody who takes the phone reads what it is about?
help-private = निजी हो तो मैसेज में सिर्फ़ 'मैसेज है' लिखेंगे।
    .on = चालू
    .off = बंद
# Check: new lines, read them.
help-private-set = { $private ->
    [on] निजी मैसेज चालू है।
   *[off] निजी मैसेज बंद है।
}
# Check: new lines, read them.
help-learn = क्या सीखना है?
    .permission = अनुमति
    .vote = आपका वोट
    .rights = आपके हक

# A lesson is one page and one more behind 9. Check: new texts, read them aloud.
help-learn-permission = आपके हिसाब की दो चाबियाँ: सदस्यों का वोट, आपकी हाँ।
    .more = मना करने से समिति में कुछ नहीं रुकेगा। कभी भी बंद करें: मेनू 3।
help-learn-vote = एक बहन, एक वोट। गुप्त है: पदाधिकारी भी नहीं देख सकते।
    .more = मतदान चालू रहने तक बदल सकती हैं। आखिरी वोट गिना जाता है।
help-learn-rights = अपना हिसाब देखें, नकल लें, सुधरवाएँ या मिटवाएँ।
    .more = नॉमिनी लिखवाएँ, शिकायत करें: मेनू 3, फिर 4। { $case_days } दिन में जवाब।
# Check: new line, read it.
help-complain = समिति से शिकायत करनी है?
    .yes = हाँ
