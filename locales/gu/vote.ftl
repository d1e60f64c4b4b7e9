# Voting and the last results.
# Change only words. Leave the names before "=", the dots, and all that stands in { } as they are.

vote-none = હાલ કોઈ મતદાન નથી.
    .results = છેલ્લું પરિણામ
vote-list =
    .item = { $title }
    .hint = નંબર લખો
    .results = છેલ્લું પરિણામ
vote-again = તમે મત આપ્યો છે. નવો મત જૂનો બદલશે.
    .go-on = આગળ

# The answers come from the ballot. Check: તટસ્થ for "none" is bookish; try કોઈ નહીં.
vote-ask = મત { $ballot_no }: { $ballot_text }
    .item = { $option }
    .more = { $ballot_more }
vote-confirm = તમે '{ $option }' પસંદ કર્યું.
    .confirm = પાકું
    .change = બદલો
vote-done = મત નોંધાયો. ગુપ્ત છે. { system-when } સુધી બદલી શકો.
# Check: new line, read it.
vote-closed = આ મતદાન બંધ થયું. છેલ્લું પરિણામ જુઓ.
# Check: the line for no results is new.
vote-results =
    .item = { $title }
    .hint = નંબર લખો
    .empty = હજી કોઈ પરિણામ નથી.
vote-no-quorum = મત { $ballot_no }: નિર્ણય નથી. { $voted } મત, { $needed } જોઈએ.
vote-passed = મત { $ballot_no } પસાર. હા { $yes }, ના { $no }, તટસ્થ { $none }. { $roll }માંથી { $voted } મત. { $needed } જોઈએ.
# Check: પસાર નથી for a vote that did not pass.
vote-failed = મત { $ballot_no } પસાર નથી. હા { $yes }, ના { $no }, તટસ્થ { $none }. { $roll }માંથી { $voted } મત. { $needed } જોઈએ.
# Check: new line, read it.
vote-counts = મત { $ballot_no }: { $counts }. { $roll }માંથી { $voted } મત. { $needed } જોઈએ.
