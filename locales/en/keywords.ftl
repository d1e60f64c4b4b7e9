# The first word of a text, and what answers and days are called. Capitals, accents and digits of any
# script are read alike. `menus/keywords.toml` says what may follow each.

keyword-income = i, income
keyword-cost = k, cost, expense
keyword-saving = b, saving, savings
keyword-repayment = h, instalment, installment
keyword-entry-wrong =
    .never-alone = wrong, no
keyword-permission-stop = band
    .never-alone = stop, cancel
keyword-meeting-next = meet, meeting
keyword-vote = vote
keyword-call = call
keyword-private = private
keyword-language = lang, language
keyword-complain = complain, complaint
keyword-announcements-stop = stop, unsubscribe, cancel
keyword-announcements-start = start, unstop
keyword-help = help, ?
keyword-statement-check = check

# Whole answers to a question. Nothing is ever looked for inside a longer text.
# Those that answer every question:
answer-yes = 1, y, yes, ya, yep, ok, okay
answer-no = 2, n, no, nope
# Those that answer only whether she comes to a meeting:
answer-meeting-yes = coming, i will come, i am coming, yes coming
answer-meeting-no = not coming, i will not come, no not coming
# Those that answer only whether an entry is right:
answer-entry-yes = right, correct, yes right, that is right
answer-entry-no = wrong, not right, no wrong, mistake
switch-on = on
switch-off = off

# The time an entry covers.
period-week = w, week, this week
period-month = m, month, this month
period-last-month = last month
day-today = today
day-yesterday = yesterday
day-tomorrow = tomorrow
# Yesterday or tomorrow, whichever can be meant.
day-either = kal

month-1 = january, jan
month-2 = february, feb
month-3 = march, mar
month-4 = april, apr
month-5 = may
month-6 = june, jun
month-7 = july, jul
month-8 = august, aug
month-9 = september, sep, sept
month-10 = october, oct
month-11 = november, nov
month-12 = december, dec

language-gu = gujarati, guj
language-hi = hindi
language-en = english, eng

# What an entry without a category is about.
kind-cost = cost
kind-saving = saving
kind-repayment = instalment

# What may stand beside a sum and says nothing more: "Rs 200 only".
beside-a-sum = only

# What a smartphone writes around a text that was liked, loved or the like: it is no answer. Emojis, marks
# and the quoted text are left out.
reaction =
    liked, loved, disliked, laughed at, emphasized, emphasised, questioned, reacted to, reacted
    with a sticker to, to, from, removed from, removed a like from, removed a heart from,
    removed a love from, removed a dislike from, removed a laugh from, removed an exclamation
    from, removed an exclamation mark from, removed an emphasis from, removed a question from,
    removed a question mark from, removed a reaction from, removed a sticker from

# What categories are called: MILK 850 is an entry under the category of that name. The first word of each
# list is the name that a cooperative gives it; who names it otherwise adds a list. A word may stand in two
# lists, and then she is asked which is meant.
category-crop = Crop, crops
category-paddy = Paddy, rice
category-tur = Tur, toor
category-jowar = Jowar, sorghum
category-okra = Okra
category-vegetables = Vegetables, vegetable
category-cotton = Cotton
category-milk = Milk
category-labour = Labour, labor, wages
category-farm-labour = Farm labour, farm labor
category-nrega = MGNREGA, nrega
category-building = Building work, building, construction
category-craft = Craft
category-embroidery = Embroidery
category-sewing = Sewing, stitching, tailoring
category-weaving = Weaving
category-incense = Incense
category-bidi = Bidi
category-papad = Papad and snacks, papad, snacks
category-selling = Selling
category-vegetable-selling = Vegetable selling
category-shop = Small shop, shop
category-goats = Goats and poultry, goats, goat, poultry, hens, eggs
category-dung = Dung and biogas, dung, biogas
category-gum = Gum and forest goods, gum
category-mahua = Mahua and leaves, mahua
category-honorarium = Honorarium
category-family = Money from family
category-pension = Pension
category-other = Other
category-seeds = Seeds, seed
category-fertiliser = Fertiliser, fertilizer
category-fodder = Fodder, feed
category-hired-work = Hired work, labour, labor, wages
category-travel = Travel, bus, fare
