# The first word of a text, and what answers and days are called. Capitals, accents and digits of any
# script are read alike. `menus/keywords.toml` says what may follow each.

keyword-income = i, income
keyword-cost = k, cost, expense
keyword-saving = b, saving, savings
keyword-repayment = h, instalment, installment
keyword-entry-wrong = wrong
    .never-alone = no
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
answer-yes = 1, y, yes, ya, yep, ok, okay, right, correct, coming, i will come
answer-no = 2, n, no, nope, not coming, not right
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
