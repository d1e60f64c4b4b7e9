# Her own record: this month, her entries, mending one, a statement, the number of a case.
# Change only words. Leave the names before "=", the dots, and all that stands in { } as they are.

# Check: દાખલો (statement) also means example or certificate; ભૂલ for mending a wrong entry.
record-month =
    { system-month }: આવક { $income }
    બચત { $saving }
    લોન બાકી { $loan_left }
    .entries = બધી નોંધ
    .statement = વર્ષનો હિસાબ
    .fix = ભૂલ સુધારો

# The number of the entry stands before each line: "4821 દૂધ 850 3/4 પ".
# Check: the line for an empty record is new.
record-entries =
    .item = { system-about } { $amount } { $date }{ system-proof }
    .empty = હજી કોઈ નોંધ નથી.
# Check: new lines, read them.
record-fix = કયા નંબરની નોંધ ખોટી છે?
    .again = આ નંબરની તમારી નોંધ નથી. ફરી લખો.
# Check: new lines, read them.
record-one = { $entry_no } { system-about } { $amount }.
    .amount = રકમ ખોટી
    .not-mine = મારી નથી
    .erase = ભૂંસો
# Check: new lines, read them.
record-amount = સાચી રકમ કેટલા રૂપિયા?
    .again = રૂપિયા આંકડામાં લખો, જેમ કે 850.
# Check: new lines, read them.
record-odd = રૂ.{ $new_amount }: દર વખત કરતાં ઘણો ફેર. બરાબર છે?
    .yes = હા
    .change = બદલો
# Check: new line, read it.
record-mended = બદલાયું. નવો નંબર { $entry_no }, રૂ.{ $amount }.
# Check: new line, read it.
record-erased = નોંધ { $entry_no } તમારા હિસાબમાંથી કાઢી.
# Check: દાખલો again; the two choices are new.
record-statement = 12 મહિનાનો હિસાબ. કેવી રીતે જોઈએ?
    .code = કોડ જુઓ
    .meeting = બેઠકમાં લો
# Check: the code is in Latin letters and digits; are they read out without trouble?
record-code = કોડ { $statement_code }, { $until } સુધી. તમે ઇચ્છો તેને જ બતાવો.
# Check: અરજી (application) for a complaint, a correction and a copy alike.
record-case = અરજી { $case_no } નોંધાઈ. { $case_days } દિવસમાં જવાબ મળશે.

# Asked first: nothing that people must look at is begun by one key.
# Check: new lines, read them.
record-not-mine = નોંધ { $entry_no } તમારી નથી? તપાસ કરાવવી છે?
    .yes = હા
record-erase = નોંધ { $entry_no } હિસાબમાંથી કાઢવી છે?
    .yes = હા
