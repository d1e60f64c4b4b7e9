# Permissions: an ask, her answer, stopping one, who has seen her record, her rights.
# Change only words. Leave the names before "=", the dots, and all that stands in { } as they are.

# Check: new lines; માગણી for a wish to see her record.
consent-home =
    .asks = { $asks ->
        [0] કોણે પૂછ્યું
       *[other] કોણે પૂછ્યું ({ $asks })
    }
    .mine = મેં આપેલી પરવાનગી
    .seen = કોણે જોયું
    .rights = મારા હક

# The four screens of an ask are kept with her answer, word for word. A change here makes a new
# version of the text; whoever answers for the consent notice must have read it.
# Check: new line, read it.
consent-no-asks = હાલ કોઈ તમારી માહિતી માગતું નથી.
consent-asks-list =
    .item = { $requester }: { $title }
    .hint = નંબર લખો
consent-ask1 = { $requester }ને જોવો છે: તમારો { $months } મહિનાનો હિસાબ ({ $what }).
    .next = આગળ
# Check: નામ સાથે or નામ વગર first, then the reason.
consent-ask2 = { $named ->
        [no] નામ વગર.
       *[yes] નામ સાથે.
    } કારણ: { $why }. ના કહી શકો, હા પછી બંધ કરી શકો.
    .next = આગળ
# Until when they may look if she says yes today, how long they keep it, and who hears a complaint.
# Check: new line, read it.
consent-ask-until = { $look_until } સુધી { $reads ->
        [weekly] દર અઠવાડિયે
        [monthly] દર મહિને
       *[once] એક વાર
    } જોશે. { $keep_days } દિવસ રાખશે. ફરિયાદ: { $complaint ->
        [none] મેનુ 6
       *[other] { $complaint }
    }.
    .next = આગળ
consent-ask3 = તમારે { $requester }ને હિસાબ બતાવવો છે?
    .yes = હા
    .no = ના
    .later = પછી
    .sakhi = સખી સાથે વાત
# Check: does "menu 3" say where to stop it?
consent-given = પરવાનગી { $consent_no } આપી, { $until } સુધી. બંધ કરવા ફરી ડાયલ કરી 3, પછી 2 દબાવો.
# Check: new line, read it.
consent-refused = તમારી ના નોંધી. મંડળીમાં તમારું કંઈ અટકશે નહીં. ફરી નહીં પૂછીએ.

# Check: new lines, read them.
consent-by-number = પરવાનગીનો નંબર?
    .again = આ નંબરની ચાલુ પરવાનગી નથી.
    .list = યાદી જુઓ (પિન)
# Check: new line, read it.
consent-no-consents = તમારી કોઈ પરવાનગી ચાલુ નથી.
consent-list =
    .item = { $title }: { $until } સુધી
    .hint = નંબર લખો
# Check: બંધ કરી ભૂંસાવો, stop and have it erased.
consent-one = પરવાનગી { $consent_no }: { $title }.
    .stop = બંધ કરો
    .erase = બંધ કરી ભૂંસાવો
# Check: new line, read it.
consent-stopped-used = પરવાનગી બંધ થઈ. { $requester } પાસે જે છે તે { $until } સુધી રાખી શકે.
# Check: new line, read it.
consent-stopped = પરવાનગી બંધ થઈ. કંઈ અપાયું નહોતું. તમે સભ્ય છો અને રહેશો.
# Check: "will be asked" in place of the reviewed "was told".
consent-erase-asked = પરવાનગી બંધ થઈ. { $requester }ને ભૂંસવા કહીશું. તમે સભ્ય છો અને રહેશો.

# A look under a permission shows its number, one without names says "totals only".
# Check: ફક્ત કુલ (totals only), and the words for a refused look and for nobody.
consent-seen = કોણે જોયું:
    .item = { $refused ->
        [yes] { $requester } { $date }, જોવા ન દીધું
       *[no] { $under_no ->
            [0] { $requester } { $date }, ફક્ત કુલ, નામ વગર
           *[other] { $requester } { $date } (પરવાનગી { $under_no })
        }
    }
    .empty = તમારો હિસાબ કોઈએ જોયો નથી.

# Check: વારસદાર means heir; the bank's word is નોમિની.
consent-rights =
    .copy = નકલ
    .fix = સુધારો
    .erase = ભૂંસો
    .nominee = નોમિની
    .complain = ફરિયાદ
# Check: new lines, read them.
consent-copy = તમારી બધી માહિતીની નકલ બેઠકમાં જોઈએ છે?
    .ask = માગો
# Check: new lines, read them.
consent-erase = આખો હિસાબ ભૂંસવાની અરજી કરવી છે? પાછો નહીં મળે.
    .yes = હા

# Asked first: nothing that people must look at is begun by one key.
# Check: new lines, read them.
consent-fix = તમારી માહિતીમાં ભૂલ છે? સુધારવાની અરજી કરવી છે?
    .yes = હા
# Check: new line, read it.
consent-nominee = તમારા પછી કોણ સંભાળે તે નોમિની લખાવવા છે?
    .yes = હા
consent-complain = { help-complain }
    .yes = હા
