# Writing down income, a cost, a saving or a loan instalment.
# Change only words. Leave the names before "=", the dots, and all that stands in { } as they are.

add-kind =
    .income = આવક
    .cost = ખર્ચ
    .saving = બચત
    .loan = લોનનો હપ્તો
# Check: new line; ખજાનચી for the treasurer.
add-no-loan = તમારા નામે કોઈ લોન નોંધાઈ નથી. ખજાનચીને પૂછો.
add-category =
    .item = { $category }
add-group =
    .item = { $category }
# Check: .again is new, read it.
add-amount = { system-about }: કેટલા રૂપિયા?
    .again = રૂપિયા આંકડામાં લખો, જેમ કે 850.
add-when = ક્યારે?
    .today = આજે
    .week = આ અઠવાડિયે
    .month = આ મહિને
    .last-month = ગયા મહિને
# Check: new lines, read them.
add-odd = રૂ.{ $amount }: દર વખત કરતાં ઘણા વધારે. બરાબર છે?
    .yes = હા
    .change = બદલો
add-confirm = { system-about } રૂ.{ $amount }, { system-period }.
    .save = નોંધો
    .change = બદલો
    .back = રહેવા દો
add-saved = નોંધ થઈ. નંબર { $entry_no }.
    .another = બીજી નોંધ
    .back = મુખ્ય મેનુ
