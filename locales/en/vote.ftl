# Voting and the last results.
# Change only words. Leave the names before "=", the dots, and all that stands in { } as they are.

vote-none = No vote is open now.
    .results = Last results
vote-list =
    .item = { $title }
    .hint = Type number
    .results = Last results
vote-again = You have voted. A new vote replaces the old one.
    .go-on = Go on
vote-ask = Vote { $ballot_no }: { $ballot_text }
    .item = { $option }
    .more = { $ballot_more }

# "Yes" and "No" are shouted, so that the answer to be confirmed stands out.
vote-confirm = You chose { $option ->
        [Yes] YES
        [No] NO
        [None] NONE
       *[other] { $option }
    }.
    .confirm = Confirm
    .change = Change
vote-done = Vote counted. It is secret. Change it till { system-when }.
vote-closed = This vote is closed. See Last results.
vote-results =
    .item = { $title }
    .hint = Type number
    .empty = No results yet.
vote-no-quorum = Vote { $ballot_no } not decided: too few voted, { $voted } of { $needed } needed.
vote-passed = Vote { $ballot_no } passed. Yes { $yes }, No { $no }, none { $none }. { $voted } of { $roll } voted. { $needed } needed.
vote-failed = Vote { $ballot_no } did not pass. Yes { $yes }, No { $no }, none { $none }. { $voted } of { $roll } voted. { $needed } needed.
vote-counts = Vote { $ballot_no }: { $counts }. { $voted } of { $roll } voted. { $needed } needed.
