# Her own record: this month, her entries, mending one, a statement, the number of a case.
# Change only words. Leave the names before "=", the dots, and all that stands in { } as they are.

record-month =
    { system-month }: income { $income }
    saving { $saving }
    loan left { $loan_left }
    .entries = All entries
    .statement = Statement
    .fix = Correct a mistake

# The number of the entry stands before each line: "4821 Milk 850 3/4 s".
record-entries =
    .item = { system-about } { $amount } { $date }{ system-proof }
    .empty = Nothing is written yet.
record-fix = Which entry number is wrong?
    .again = No entry of yours has this number. Type it again.
record-one = { $entry_no } { system-about } { $amount }.
    .amount = Amount is wrong
    .not-mine = Not mine
    .erase = Erase
record-amount = What is the right amount in rupees?
    .again = Type the rupees in numbers, like 850.
record-odd = Rs { $new_amount }: far from the usual. Right?
    .yes = Yes
    .change = Change
record-mended = Changed. New number { $entry_no }: Rs { $amount }.
record-erased = Entry { $entry_no } is taken out of your record.
record-statement = Your statement, 12 months. How?
    .code = Show a code
    .meeting = At the meeting
record-code = Code { $statement_code }, till { $until }. Show only to whom you choose.
record-case = Case { $case_no }. Answer within { $case_days } days.

# Asked first: nothing that people must look at is begun by one key.
record-not-mine = Entry { $entry_no } is not yours? Have it looked at?
    .yes = Yes
record-erase = Take entry { $entry_no } out of your record?
    .yes = Yes
