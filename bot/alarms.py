"""What alarms the safety gate, per danger: patterns over text in lower case, without accents or punctuation.

One line a family of wordings; an apostrophe has become a space ("j'ai" is "j ai"). None can take more than linear time
for long: every repetition is bounded.
"""

from knowledge.model import Danger

_PERSON_EN = r"(?:girl|boy|woman|man|child|kid|minor|lady|guy|teenager|person|somebody|someone|family|neighbou?r|friend|sister|brother|daughter|son|cousin|niece|nephew|colleague|migrant|refugee)"
_PERSON_FR = r"(?:fille|fillette|garcon|femme|homme|enfant|mineure?|gamine?|dame|jeune|personne|quelqu un|famille|voisine?|amie?|copine|copain|soeur|frere|cousine?|niece|neveu|collegue|migrante?|refugiee?)"
_HELD_EN = r"(?:trafficked|exploited|forced|held|locked|beaten|raped|abused|sold|threatened|enslaved|kidnapped|prostituted|trapped|kept|hit|starved|blackmailed)"
_HELD_FR = r"(?:exploitee?s?|forcee?s?|obligee?s?|retenue?s?|enfermee?s?|sequestree?s?|battue?s?|violee?s?|vendue?s?|menacee?s?|prostituee?s?|maltraitee?s?|prisonnieres?|prisonniers?|reduite? en esclavage|victimes?)"

PATTERNS: dict[Danger, tuple[str, ...]] = {
    Danger.IMMEDIATE: (
        # Self-harm
        r"\bje (?:veux|vais|voudrais|pense a|songe a) (?:mourir|me tuer|me suicider|en finir|me faire du mal)\b",
        r"\b(?:je n ai|j ai|je) (?:plus|pas) (?:envie|la force) de vivre\b|\bj en peux plus de vivre\b|\benvie de mourir\b",
        r"\bi (?:want|wanna|am going|m going|plan|intend)(?: to)? (?:die|kill myself|end it|end my life|hurt myself)\b",
        r"\bi (?:do not|don t|dont) want to live\b|\bi(?: am| m|m)? (?:feel(?:ing)? )?suicidal\b|\bkill(?:ing)? myself\b",
        # Danger now
        r"\b(?:il|elle|ils|elles|on|mon mari|mon patron|mon pere|mon frere|mon ex) (?:va|vont|veut|veulent|menacent?)(?: de)? (?:me|nous) (?:tuer|frapper|tabasser|violer|vendre)\b",
        r"\b(?:he|she|they|my (?:husband|boss|father|brother|ex|boyfriend)) (?:is|are|s|re)? ?(?:going to|gonna|will|wants? to|threaten(?:s|ed|ing)? to) (?:kill|hurt|beat|rape|sell) (?:me|us|her|him|them)\b",
        r"\bje suis en danger\b|\bnous sommes en danger\b|\b(?:elle|il) est en danger\b|\bon est en danger\b",
        r"\b(?:i am|i m|im|we are|we re|she is|she s|he is|he s) in (?:\w+ )?danger\b|\bmy life is in danger\b",
        r"\bau secours\b(?! mutuel)|^(?:s il (?:vous|te) plait )?aide[zr] ?(?:moi|nous)(?: svp| s il (?:vous|te) plait| vite)*$",
        r"^(?:please )*help (?:me|us)(?: please| now| quick| quickly)*$|^sos(?: sos)*$|\b(?:i|we) need help (?:now|right now|urgently|fast)\b",
        r"\bj ai (?:besoin d aide (?:vite|maintenant|tout de suite|urgente)|peur (?:pour ma vie|de mourir|qu (?:il|ils|on) me tue))\b",
        r"\b(?:i am|i m|im) (?:afraid|scared|terrified) (?:for my life|of being killed|(?:that )?(?:he|they|she) will (?:kill|hurt|find))\b",
        r"\bappelez la police\b|\b(?:please )?call the police\b",
    ),
    Danger.VICTIM: (
        # The writer
        r"\b(?:je suis|je crois etre|je pense etre|je me sens|j ai ete|j etais|je suis peut etre)(?: toujours| encore| une?| la)* "
        + _HELD_FR
        + r"\b",
        r"\b(?:on|il|elle|ils|elles|mon patron|ma patronne|mon employeur|mon mari|mon copain|mes? parents) (?:me|m|nous) (?:a |ont |avait |avaient )?(?:pris|prend|prennent|confisque(?:nt)?|garde(?:nt)?|vole|force(?:nt)?|oblige(?:nt)?|exploite(?:nt)?|frappe(?:nt)?|bat(?:tent)?|enferme(?:nt)?|sequestre(?:nt)?|retien(?:t|nent)|menace(?:nt)?|vendue?|viole(?:nt)?|empeche(?:nt)? de (?:sortir|partir))\b",
        r"\b(?:pris|confisque|garde|gardent|vole|retient|retiennent) (?:mon passeport|mes papiers|ma carte d identite|nos papiers|nos passeports)\b",
        r"\bje (?:ne )?(?:peux|suis) pas (?:partir|sortir|m enfuir|m echapper|libre de partir)\b|\bje (?:ne )?peux pas (?:quitter|m en aller)\b",
        r"\bje travaille sans (?:etre payee?|salaire|papiers et)\b|\bon ne me paie pas\b|\bpas le droit de (?:sortir|partir)\b",
        r"\b(?:i am|i m|im|i was|i have been|i ve been|i think i am|i think i m|we are|we re)(?: being| still| a| the| probably| maybe)* (?:"
        + _HELD_EN
        + r"|victim)\b",
        r"\b(?:he|she|they|my (?:boss|employer|husband|boyfriend|parents|father|mother|pimp|landlord|uncle|aunt))(?: has| have| is| are)? (?:forces?|forced|forcing|makes?|made|making|beats?|hits?|locks?|locked|keeps?|holds?|sold|sells?|threatens?|threatened|rapes?|raped|exploits?|exploiting) (?:me|us)\b",
        r"\b(?:took|takes?|taken|has|have|keeps?|kept|stole|holds?|holding|hid|confiscated) (?:away )?(?:my|our) (?:passports?|papers|documents|id|identity card)\b",
        r"\bi (?:can t|cannot|can not|am not allowed to|m not allowed to) (?:leave|go out|get out|escape|go home)\b|\bwon t let me (?:leave|go|out)\b",
        r"\bi (?:work|am working|m working) (?:without|with no) (?:pay|being paid|wages)\b|\b(?:they|he|she) (?:do not|don t|does not|doesn t) pay me\b",
        # Somebody who reports one
        r"\b(?:je connais|je pense qu|je crois que?|j ai vu|j ai rencontre|je soupconne|il y a) (?:\w+ ){0,3}?(?:une?|la|le|des|cette|ma|mon|mes) (?:\w+ )?"
        + _PERSON_FR
        + r"s?\b(?: \w+){0,6}? (?:"
        + _HELD_FR
        + r"|travaille(?:nt)? (?:de force|sans|jour et nuit)|se prostitue(?:r|nt)?|mendie(?:r|nt)?|en danger|peur|enfuir|enceinte)\b",
        r"\bma (?:soeur|fille|voisine|copine|niece|cousine|mere|femme|amie?)\b(?: \w+){0,3} (?:est|a ete|se fait|s est fait) (?:\w+ )?"
        + _HELD_FR
        + r"\b",
        r"\bmon (?:frere|fils|voisin|copain|neveu|cousin|ami)\b(?: \w+){0,3} (?:est|a ete|se fait|s est fait) (?:\w+ )?"
        + _HELD_FR
        + r"\b",
        r"\b(?:je (?:veux|voudrais|souhaite|dois|viens)|comment|ou|puis je|peut on) (?:\w+ ){0,2}?(?:signaler|denoncer|declarer) (?:une? (?:\w+ )?(?:cas|victime|situation|trafic|reseau|personne)|quelqu un|de la traite|quelque chose)\b",
        r"\bi (?:know|met|saw|have seen|suspect|think|believe|fear)(?: that| there is| of| about)? (?:\w+ ){0,2}?(?:a|an|the|some|two|three|this|these|my) (?:\w+ ){0,2}?"
        + _PERSON_EN
        + r"(?:s|ren)?\b(?: \w+){0,7}? (?:"
        + _HELD_EN
        + r"|victims?|begging|prostitution|danger|afraid|escape|pay|paid|passport)\b",
        r"\bmy (?:\w+ )?" + _PERSON_EN + r" (?:is|was|has been|is being|s being|got)(?: being)? " + _HELD_EN + r"\b",
        r"\b(?:i (?:want|need|would like|d like|wish|have)(?: to)?|how (?:do|can|should) i|where (?:do|can|should) i|who do i|can i) (?:\w+ ){0,2}?report (?:a |an |the |some )?(?:\w+ )?(?:case|victim|situation|trafficking|trafficker|someone|somebody|something|person|crime)\b",
    ),
    Danger.PERSONAL_DATA: (
        r"\b(?:elle|il|la victime|la fille|la femme|la jeune fille|le garcon|l enfant) s appelle (?!comment\b)\w+",
        r"\b(?:her|his|the victim s|victim s|the girl s|the boy s|the child s) (?:full )?name is (?!what\b)\w+|\b(?:she|he|the victim|the girl) is called \w+",
        r"\b(?:elle|il|la victime|le mineur|la mineure) est nee? le \d|\b(?:she|he|the victim) was born on \d|\bborn on \d{1,2} ",
        r"\b(?:elle|il|la victime) (?:habite|vit|loge) (?:au \d|a l adresse|\d+|rue|boulevard|avenue|chez)\b|\b(?:she|he|the victim) lives (?:at|on) \d",
        r"\b(?:son|sa|leur) (?:numero|telephone|adresse|passeport|numero de passeport|numero de telephone) est\b",
        r"\b(?:her|his|their) (?:phone|number|phone number|address|passport|passport number) is\b",
    ),
}
