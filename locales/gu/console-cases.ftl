# The officers' console: cases, and women who asked to be called.
# Check: all of this file wants the eye of a native reader.

today-case = અરજી { $no }નો જવાબ આપો
today-cases-wait = { $n ->
    [one] { $n } અરજી જવાબની રાહ જુએ છે
   *[other] { $n } અરજી જવાબની રાહ જુએ છે
}
today-calls-wait = { $n ->
    [one] { $n } બહેને ફોન માગ્યો છે
   *[other] { $n } બહેનોએ ફોન માગ્યો છે
}

cases-waiting = જવાબ બાકી
cases-answered = જવાબ અપાયો; તે હજી ના કહી શકે
cases-none = કોઈ અરજી બાકી નથી.
cases-next = આગળની અરજીઓ
cases-all = બધી અરજીઓ

case-title = અરજી { $no }
case-of = સભ્ય { $no }
case-opened = { $at } વાગ્યે આવી
case-due = { $at } સુધીમાં જવાબ
case-legal = કાયદા મુજબ { $at }
case-copy = તેના વિશે જે રાખ્યું છે તેની નકલ
case-fix = કંઈક ખોટું છે
case-erase = તેના વિશેનું ભૂંસવું
case-nominee = વારસદાર લખવો કે બદલવો
case-complain = ફરિયાદ
case-entry-amount = નોંધની રકમ ખોટી છે
case-entry-not-mine = નોંધ તેની નથી
case-entry-erase = નોંધ કાઢવી
case-statement = કાગળ પર હિસાબ
case-open = બાકી
case-escalated = મોડું થયું
case-answered = જવાબ અપાયો
case-appealed = તેને સંતોષ નથી
case-closed = પૂરી
case-entry = નોંધ { $entry }: હમણાં રૂ.{ $rupees }.
case-right = સાચી રકમ રૂ.{ $rupees }.
case-answered-by = { $outcome }: { $name }

case-answer = જવાબ આપો
case-outcome = જવાબ શું છે?
case-outcome-missing = જવાબ પસંદ કરો.
case-done = કામ થયું
case-declined = કામ થયું નથી
case-amount = સાચી રકમ, રૂપિયામાં
case-amount-help = નોંધની રકમ બદલાય તો જ. ખાલી: તેણે કહી તે.
case-amount-wrong = રકમ ફક્ત આંકડામાં લખો, જેમ કે 1250.
case-amount-missing = સાચી રકમ લખો: તેણે કહી નથી.
case-two = કંઈ બદલાય તે પહેલાં બીજી હોદ્દેદાર પણ સહી કરે.
case-told = તેને SMS મળે છે. કામ ન થયું હોય, કે તેનો ફોન બીજા વાંચતા હોય, તો તેને ફોન કરવાનું પણ યાદીમાં આવે છે, અને સખી કારણ કહે છે.
case-appeal = તેને સંતોષ નથી
case-appeal-help = તેને સંતોષ ન હોય તો બીજી હોદ્દેદાર 7 દિવસમાં ફરી જવાબ આપે.
case-close = તેને સંતોષ છે: અરજી પૂરી
case-own = આ તમારી પોતાની અરજી છે. બીજી હોદ્દેદાર જવાબ આપે.
case-same-officer = તેને તમારા જવાબથી સંતોષ નથી. હવે બીજી હોદ્દેદાર જવાબ આપે.
case-no-appeal = તેનો સમય પૂરો થયો, અથવા તેણે એક વાર કહી દીધું છે.
case-not-erased = હજી કંઈ ભૂંસાયું નથી, તેથી કામ થયું એવો જવાબ અપાય નહીં.
case-moved = બીજી હોદ્દેદાર વહેલી હતી. અરજી હમણાં આમ છે.

done-case-told = જવાબ અપાયો. તેને SMS મળે છે.
done-case-called = જવાબ અપાયો. તેને ફોન કરવાનું યાદીમાં છે.
done-case-waits = બીજી હોદ્દેદારની સહી બાકી છે. ત્યાં સુધી કંઈ બદલાતું નથી.
done-case-appealed = નોંધ્યું. બીજી હોદ્દેદાર 7 દિવસમાં જવાબ આપે.
done-case-closed = અરજી પૂરી થઈ.

calls-none = કોઈ ફોનની રાહ જોતું નથી.
call-asked = { $at } વાગ્યે માગ્યો, { $day } માટે
call-number = તેનો નંબર બતાવો
calls-all = બધા વળતા ફોન
call-other = તેના ફોન સિવાયના નંબર પર
call-settled = પતી ગયું
call-visit = કોઈ તેને મળવા જાય છે
call-case-opened = હવે તેની અરજી છે
call-not-reached = ફોન ન લાગ્યો
call-result-missing = ફોનનું શું થયું તે કહો.
call-moved = તેની સાથે વાત થઈ ગઈ છે.
done-call = નોંધ્યું: તેને ફોન થયો.
done-call-again = નોંધ્યું. તે યાદીમાં રહે છે.

act-case-answer = અરજીનો જવાબ આપવો
preview-answer-case = અરજી { $no }, સભ્ય { $member }, { $kind }: { $outcome }.
