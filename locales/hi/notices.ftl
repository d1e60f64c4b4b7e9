# Texts that are sent by SMS. Each is registered with the operators as it stands here.
# Change only words. Leave the names before "=" and all that stands in { } as they are.
# After a change, raise the text's version in menus/notices.toml: it must be registered again.
# { $coop } is the cooperative, { $code } the code to dial, { $number } the number to text to.
# No text ends with a place that changes, and between two of them stands something that does not.
# One part holds 70 letters and signs, two hold 134. The proof sheet is tests/proofs/texts-hi.txt.

# Answers to a text of hers about an entry.
# Check: all lines of this group are new, read them.
notice-entry-saved = { $coop }: एंट्री { $no } दर्ज हुई: { $about }, रु.{ $amount }। गलत हो तो GALAT और एंट्री का नंबर लिखकर { $number } पर भेजें।
notice-entry-noted = { $coop }: एंट्री { $no } दर्ज हुई। गलत हो तो GALAT और एंट्री का नंबर लिखकर { $number } पर भेजें।
notice-entry-odd = { $coop }: { $about } रु.{ $amount } हर बार से बहुत ज़्यादा है। सही है? हाँ के लिए 1, नहीं के लिए 2 लिखकर { $number } पर भेजें।
notice-entry-odd-quiet = { $coop }: आपने जो लिखा वह हर बार से बहुत ज़्यादा है। सही है? हाँ के लिए 1, नहीं के लिए 2 लिखकर { $number } पर भेजें।
notice-entry-dropped = { $coop }: ठीक है, कुछ दर्ज नहीं किया। जब चाहें फिर लिखें।
# Check: new lines, read them.
notice-entry-again = { $coop }: यही मैसेज एंट्री { $no } में दर्ज है। क्या यह दूसरी एंट्री है? हाँ के लिए 1, नहीं के लिए 2 लिखकर { $number } पर भेजें।
notice-entry-once = { $coop }: ठीक है, एक ही बार दर्ज है।
notice-category-which = { $coop }: आपके शब्द के दो मतलब हैं। { $first } के लिए 1, { $second } के लिए 2 लिखकर { $number } पर भेजें।
notice-category-codes = { $coop }: इस शब्द के कोड { $codes } हैं। AMDANI या KHARCH, फिर कोड और रकम लिखकर { $number } पर भेजें।
notice-cost-form = { $coop }: खर्च लिखने के लिए KHARCH और रकम लिखकर { $number } पर भेजें। जैसे KHARCH 850
notice-saving-form = { $coop }: बचत लिखने के लिए BACHAT और रकम लिखकर { $number } पर भेजें। जैसे BACHAT 200
notice-repayment-form = { $coop }: किस्त लिखने के लिए KIST और रकम लिखकर { $number } पर भेजें। जैसे KIST 500
notice-loan-none = { $coop }: आपके नाम कोई उधार दर्ज नहीं है, इसलिए किस्त दर्ज नहीं हुई। सखी से पूछें या { $code } डायल करें।
notice-entry-form = { $coop }: आमदनी लिखने के लिए AMDANI, काम का कोड और रकम लिखकर { $number } पर भेजें। जैसे AMDANI 21 850
notice-amount-unclear = { $coop }: रकम समझ नहीं आई। सिर्फ़ अंकों में, जैसे 1250, लिखकर { $number } पर फिर भेजें।
notice-day-unclear = { $coop }: तारीख समझ नहीं आई। 24/11 की तरह लिखकर { $number } पर फिर भेजें।
notice-code-unknown = { $coop }: यह कोड सूची में नहीं है। सखी से पूछें या { $code } डायल करें।
notice-entry-unknown = { $coop }: इस नंबर की आपकी कोई एंट्री नहीं है। हिसाब देखने के लिए { $code } डायल करें।
# Check: new lines, read them.
notice-entry-erased = { $coop }: एंट्री { $no } आपके हिसाब से हटा दी। सही एंट्री लिखकर { $number } पर भेजें।
notice-entry-which = { $coop }: कौन सी एंट्री गलत है? GALAT और उसका नंबर लिखकर { $number } पर भेजें। जैसे GALAT 4821
notice-case-noted = { $coop }: अर्ज़ी { $no } दर्ज हुई। 7 दिन में जवाब मिलेगा।

# Answers about permissions. They never say whose, or what for.
notice-permission-stopped = { $coop }: अनुमति { $no } बंद है। फिर देनी हो तो { $code } डायल करें।
# Check: the lines below are new, read them.
notice-permissions-stopped = { $coop }: अनुमति { $numbers } अब बंद हैं। फिर देनी हो तो { $code } डायल करें।
notice-permissions-stopped-many = { $coop }: आपकी सभी { $n } अनुमतियाँ अब बंद हैं। फिर देनी हो तो { $code } डायल करें।
notice-permissions-none = { $coop }: आपकी कोई अनुमति चालू नहीं है, बंद करने को कुछ नहीं है।
notice-permission-unknown = { $coop }: इस नंबर की आपकी अनुमति चालू नहीं है। देखने के लिए { $code } डायल करें।
notice-permission-which = { $coop }: कौन सी अनुमति बंद करें? BAND और उसका नंबर, सबके लिए BAND 0, सूचना रोकनी हो तो ROKO लिखकर { $number } पर भेजें।

# Answers about meetings and votes.
# Check: all lines of this group are new, read them.
notice-meeting-next = { $coop }: अगली बैठक { $when } बजे, { $place } में है। ज़रूर आएँ।
notice-meeting-none = { $coop }: अभी कोई बैठक तय नहीं है। तय होने पर बताएँगे।
notice-meeting-coming = { $coop }: दर्ज हुआ, आप बैठक में आएँगी। धन्यवाद।
notice-meeting-not-coming = { $coop }: दर्ज हुआ, आप बैठक में नहीं आएँगी। बताने के लिए धन्यवाद।
notice-vote-open = { $coop }: मतदान { $no } चालू है, { $until } बजे तक। { $code } डायल करके 4 दबाएँ।
# Check: both lines are new, read them.
notice-vote-open-by-text = { $coop }: मतदान { $no }, { $until } बजे तक। { $code } डायल करें या VOTE, नंबर, पसंद, कोड लिखकर { $number } पर भेजें।
notice-votes-open = { $coop }: { $n } मतदान चालू हैं, पहला { $until } बजे तक। { $code } डायल करके 4 दबाएँ।
notice-vote-none = { $coop }: अभी कोई मतदान नहीं है। होने पर बताएँगे।
notice-vote-by-dialling = { $coop }: मतदान { $no } गुप्त है, मैसेज से वोट नहीं लिया जाता। { $code } डायल करके 4 दबाएँ।
notice-vote-form = { $coop }: VOTE, मतदान का नंबर, अपनी पसंद और अपना कोड लिखकर { $number } पर भेजें। जैसे VOTE 18 1 491234
notice-vote-counted = { $coop }: मतदान { $no } में आपका वोट गिना गया। आखिर तक बदल सकती हैं।
# Said on every phone, so it does not name what the code is for.
notice-vote-code-wrong = { $coop }: यह कोड सही नहीं है। फिर देख लें या { $code } डायल करें।

# Other answers.
# Check: all lines of this group are new, read them.
notice-call-noted = { $coop }: दर्ज हुआ। सखी इस नंबर पर फ़ोन करेंगी।
notice-private-on = { $coop }: अब से मैसेज में सिर्फ़ 'मैसेज है' लिखेंगे। बदलना हो तो NIJI BAND लिखकर { $number } पर भेजें।
notice-private-off = { $coop }: अब से मैसेज में पूरी बात लिखेंगे। बदलना हो तो NIJI लिखकर { $number } पर भेजें।
# Check: new lines, read them.
notice-private-shared = { $coop }: यह फ़ोन कई सदस्यों का है, इसलिए मैसेज में सिर्फ़ 'मैसेज है' लिखते हैं।
# The names of the languages stand in letters that every handset shows.
notice-language-asked = { $coop }: कौन सी भाषा? 1 Gujarati, 2 Hindi, 3 English. 1, 2 या 3 लिखकर { $number } पर भेजें।
notice-language-set = { $coop }: अब से आपको हिन्दी में लिखेंगे।
# ROKO ends announcements and nothing else, and says so.
notice-stopped = { $coop }: अब सूचनाएँ नहीं आएँगी। अनुमति, वोट और याद दिलाने वाले मैसेज वैसे ही रहेंगे। फिर चाहिए तो CHALU { $number } पर भेजें।
notice-started = { $coop }: अब सूचनाएँ आएँगी। रोकनी हों तो ROKO लिखकर { $number } पर भेजें।
notice-help = { $coop }: बैठक BAITHAK, अनुमति बंद BAND 12, गलत एंट्री GALAT 4821, फ़ोन PHONE: { $number } पर भेजें। या { $code } डायल करें।
notice-not-understood = { $coop }: समझ नहीं आया। MADAD लिखकर { $number } पर भेजें या { $code } डायल करें।
# Check: new lines, read them.
notice-answers-wait = { $coop }: एक घंटे में बहुत मैसेज आए। आप जो लिखेंगी सब दर्ज होगा, जवाब घंटे बाद आएगा।
notice-too-many = { $coop }: एक घंटे में बहुत मैसेज आए, यह मैसेज दर्ज नहीं हुआ। एक घंटे बाद फिर भेजें या { $code } डायल करें।
notice-asked-again = { $coop }: हमारे दिए नंबरों में से सिर्फ़ एक नंबर लिखकर { $number } पर भेजें।
notice-member-no-needed = { $coop }: यह फ़ोन कई सदस्यों का है। पहले सदस्य नंबर लिखें, जैसे 1002 BAITHAK, और { $number } पर भेजें।
notice-join = { $coop }: यह फ़ोन अभी हमारे यहाँ दर्ज नहीं है। जुड़ना हो तो गाँव की सखी से मिलें या { $code } डायल करें।

# To somebody who was shown a statement and asks whether it is real. No figures, no name.
# Check: is विवरण understood for the statement?
notice-statement-valid = { $coop }: यह हिसाब { $until } बजे तक मान्य है। सदस्य ने खुद दिया है।
notice-statement-ended = { $coop }: यह हिसाब अब मान्य नहीं है। सदस्य से नया माँगें।
notice-statement-unknown = { $coop }: इस कोड से कोई हिसाब नहीं मिला। कोड फिर देख लें।

# What phones get instead that others read too.
# Check: the first line is new, read it.
notice-heard = { $coop }: आपका मैसेज मिला। जवाब के लिए { $code } डायल करें।
notice-neutral = { $coop }: आपके लिए मैसेज है। { $code } डायल करें।

# Sent unasked.
notice-meeting-reminder = { $coop }: बैठक { $when } बजे, { $place } में। पासबुक लाएँ। आएँगी? हाँ 1, नहीं 2 लिखकर { $number } पर भेजें।
notice-vote-opened = { $coop }: मतदान { $until } बजे तक। एक बहन, एक वोट। { $code } डायल करके 4 दबाएँ।
# Sent to everybody on the roll, so that a phone tells nobody who has not voted.
notice-vote-closing = { $coop }: मतदान आज { $at } बजे बंद होगा। { $code } डायल करके 4 दबाएँ। वोट दे दिया हो तो रहने दें।
# Check: new line, read it.
notice-vote-code = { $coop }: मतदान { $no } का आपका कोड { $one_time } है, किसी को न बताएँ। VOTE, मतदान का नंबर, पसंद और कोड लिखकर { $number } पर भेजें।
# Check: to an officer, not to a member.
notice-task-open = { $coop }: फ़ोन लाइन के { $n } काम आपकी राह देख रहे हैं। कंप्यूटर पर sahkar tasks लिखकर देखें।
# Check: is the tone right? A telephone call follows it.
notice-breach = { $coop }: { $day } को आपकी जानकारी ({ $what }) किसी और ने देखी हो सकती है। माफ़ करें। सखी से पूछें या { $code } डायल करें।
# Check: new lines, read them.
notice-case-done = { $coop }: अर्ज़ी { $no } का काम हो गया। संतुष्ट न हों तो 30 दिन में सखी को बताएँ।
notice-case-declined = { $coop }: अर्ज़ी { $no } के अनुसार काम नहीं हुआ। सखी फ़ोन करके कारण बताएँगी। संतुष्ट न हों तो 30 दिन में उन्हें बताएँ।
notice-case-appealed = { $coop }: अर्ज़ी { $no } अब दूसरे पदाधिकारी देखेंगे। 7 दिन में जवाब मिलेगा।
# Check: these four lines.
notice-member-welcome = { $coop }: स्वागत! आप सदस्य { $no } हैं। { $code } डायल करें। पिन के लिए सखी से पर्ची माँगें।
notice-member-edited = { $coop }: पदाधिकारी ने रजिस्टर में आपका ब्योरा बदला: { $what }। गलत हो तो सखी को बताएँ।
notice-member-left = { $coop }: आप अब सदस्य नहीं हैं। यह आख़िरी संदेश है। गलत हो तो सखी को बताएँ।
notice-member-back = { $coop }: आप फिर से सदस्य { $no } हैं। { $code } डायल करें। गलत हो तो सखी को बताएँ।
# Check: new lines, read them.
notice-pin-unlocked = { $coop }: दो पदाधिकारियों ने आपका पिन खोल दिया है। फिर { $code } डायल करें। आपने न कहा हो तो सखी को बताएँ।
notice-pin-code-made = { $coop }: नया पिन रखने के लिए दो पदाधिकारियों ने आपकी पर्ची बनाई है। { $code } डायल करें। आपने न कहा हो तो सखी को बताएँ।

# Announcements that an officer fills in.
notice-seeds = { $coop }: बीज { $when } बजे, { $place } में मिलेंगे। सदस्य कार्ड लाएँ।
notice-price = { $coop }: आज { $place } के बाज़ार में भाव: { $item } रु.{ $price } है।
notice-buying = { $coop }: { $item } खरीदेंगे, { $when } बजे, { $place } में। भाव सखी से पूछें।
notice-training = { $coop }: ट्रेनिंग: { $topic }, { $when } बजे, { $place } में। ज़रूर आएँ।
notice-annual-meeting = { $coop }: वार्षिक सभा { $when } बजे, { $place } में। हिसाब और चुनाव। ज़रूर आएँ।
notice-share = { $coop }: इस साल आपका हिस्सा रु.{ $amount } है। { $day } की बैठक में पासबुक लाकर ले लें।
notice-result = { $coop }: मतदान { $no }: { $result }। { $voted } बहनों ने वोट दिया।
# Check: मंडली or समिति for the cooperative; कुल आँकड़े for totals.
notice-shared = { $coop }: { $who } को कुल आँकड़े ({ $what }) दिए, बिना नाम। समिति को रु.{ $amount } मिले।
notice-urgent = { $coop }: चेतावनी: { $topic }, { $place } में, { $when } बजे से। सावधान रहें।
