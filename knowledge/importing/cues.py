"""By which words a sentence or a label tells what it is about, in English and in French. Tables only."""

import re

#: What stands before a colon (or in the first cell of two) -> what stands behind it.
LABELS = {
    "dates": r"dates?|when|quand",
    "venue": r"venue|place|location|lieu|where|address|adresse|où",
    "organiser": r"organi[sz]ers?|organi[sz]ed by|organisat(?:eur|rice)s?|organisée?s? par|convened by|hosts?|hosted by|accueilli par",
    "partners": r"co-?organi[sz]ers?|co-?organisat(?:eur|rice)s?|partners?|partenaires?|(?:with the )?support(?: of)?|supported by"
    r"|avec le (?:soutien|concours|appui) d[eu]s?|soutien|funded by|funding|financement|financé par|sponsors?|donors?|bailleurs?"
    r"|in (?:cooperation|partnership) with|en (?:partenariat|coopération) avec",
    "chair": r"chair(?:person|man|woman)?|chaired by|presided by|présidence|présidente?|présidée? par|moderators?|moderated by"
    r"|modérat(?:eur|rice)s?|animat(?:eur|rice)s?|animée? par|rapporteure?s?",
    "speakers": r"speakers?|intervenante?s?|orat(?:eur|rice)s?|panell?ists?|keynote(?: speakers?)?",
    "participants": r"participants?|attendance|number of participants|nombre de participants",
    "languages": r"(?:working |official )?languages?|langues?(?: de travail)?",
    "fee": r"(?:registration |participation )?fees?|cost|price|frais(?: d['’]inscription| de participation)?|tarifs?|prix|entrée",
    "registration": r"registration|inscriptions?",
    "hotel": r"hotels?|accommodation|hôtel|hébergement|logement",
    "theme": r"themes?|topics?|subject|aim|objectives?|purpose|thèmes?|objet|objectifs?|but|sujet",
    "contact": r"contacts?|enquiries|information|e-?mail|courriel|téléphone|telephone|phone|tél",
    "website": r"website|site(?: internet| web)?|web|more information",
    "next": r"next (?:meeting|conference|edition|session)|prochaine (?:rencontre|édition|réunion|conférence)",
}
LABEL = re.compile(
    r"^\**(?P<label>"
    + "|".join(f"(?P<{topic}>{form})" for topic, form in LABELS.items())
    + r")\**\s*:\s*\**\s*(?P<value>\S.*)$",
    re.IGNORECASE,
)

#: What a value ends before.
_STOP = (
    r"(?=,?\s+(?:in (?:close )?(?:cooperation|partnership|collaboration|co-operation) with|in association with|(?:together|jointly) with"
    r"|with (?:the )?(?:kind |generous )?(?:financial )?(?:support|assistance|help|funding)"
    r"|en (?:étroite )?(?:coopération|partenariat|collaboration) avec|avec le (?:soutien|concours|appui)|conjointement avec"
    r"|and (?:held|took|brought|attended)|which |who |qui |where |held |from \d|on \d|du \d|le \d|les \d|à l['’]occasion|in (?:19|20)\d\d|en (?:19|20)\d\d)"
    r"|[.;:]\s|[.;:]?$)"
)
_VALUE = r"(?P<value>(?:the |la |le |les |l['’])?[^.;:]{3,160}?)"
#: What a meeting is called.
MEETING = (
    r"(?:meeting|conference|seminar|workshop|forum|summit|symposium|congress|event|round table|roundtable|session|course|consultation|dialogue|hearing|webinar|study day"
    r"|rencontre|conférence|séminaire|atelier|sommet|colloque|congrès|événement|table ronde|réunion|journée|audition|webinaire|assises)"
)
#: Sentences -> the topic and what is asserted; "value" is the group that holds it.
SENTENCES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (topic, re.compile(form, re.IGNORECASE))
    for topic, form in (
        ("organiser", rf"\b(?:jointly |co-?)?(?:organi[sz]ed|convened|hosted)\s+(?:jointly )?by\s+{_VALUE}{_STOP}"),
        (
            "organiser",
            rf"\b(?:organisée?s?|convoquée?s?|accueillie?s?)\s+(?:conjointement |à l['’]initiative et )?par\s+{_VALUE}{_STOP}",
        ),
        (
            "organiser",
            rf"^{_VALUE}\s+(?:organi[sz]ed|hosted|convened|a organisé|ont organisé|a accueilli)\s+(?:the|this|a|its|la|le|l['’]|cette|ce|un|une)\s*(?:\w+\s+){{0,3}}{MEETING}\b",
        ),
        (
            "partners",
            rf"\bin (?:close )?(?:cooperation|partnership|collaboration|co-operation|association) with\s+{_VALUE}{_STOP}",
        ),
        (
            "partners",
            rf"\bwith (?:the )?(?:kind |generous )?(?:financial )?(?:support|assistance|funding) (?:of|from|by)\s+{_VALUE}{_STOP}",
        ),
        ("partners", rf"\b(?:co-?)?(?:funded|financed|sponsored) by\s+{_VALUE}{_STOP}"),
        ("partners", rf"\ben (?:étroite )?(?:coopération|partenariat|collaboration) avec\s+{_VALUE}{_STOP}"),
        (
            "partners",
            rf"\b(?:avec le |du |le )(?:soutien|concours|appui)(?: financier| matériel)? (?:de |du |des |d['’]){_VALUE}{_STOP}",
        ),
        ("partners", rf"\b(?:co)?financée?s? par\s+{_VALUE}{_STOP}"),
        (
            "theme",
            rf"\b(?:aim|purpose|objective|goal)s?\s+of\s+(?:the|this)\s+(?:\w+\s+){{0,2}}{MEETING}\s+(?:was|is|were|are)\s+(?:to\s+)?(?P<value>[^.;]{{5,200}})",
        ),
        ("theme", r"\b(?:avait|a) pour (?:objectif|but|objet|thème)s?\s+(?:de |d['’])?(?P<value>[^.;]{5,200})"),
        (
            "theme",
            rf"\b{MEETING}\s+(?:was |is )?(?:devoted to|focus(?:ed|es) on|dealt with|deals with|addressed)\s+(?P<value>[^.;]{{5,200}})",
        ),
        (
            "theme",
            rf"\b{MEETING}\s+(?:était |est )?(?:consacrée? (?:à|au|aux)|porte sur|portait sur|a porté sur|traitait d[eu]s?)\s+(?P<value>[^.;]{{5,200}})",
        ),
        (
            "theme",
            r"\b(?:débats|discussions|échanges|debates)\s+(?:ont porté sur|portaient sur|focus(?:ed|sed) on|dealt with)\s+(?P<value>[^.;]{5,200})",
        ),
        ("languages", r"\b(?:working |official )?languages?\s+(?:were|are|was|is|will be)\s+(?P<value>[^.;]{3,120})"),
        ("languages", r"\blangues?(?: de travail)?\s+(?:étaient|sont|était|est|seront)\s+(?P<value>[^.;]{3,120})"),
        (
            "languages",
            r"\b(?P<value>(?:simultaneous )?interpretation (?:was |is |will be )?(?:provided |available )?(?:in|into|between|from)\s+[^.;]{3,120})",
        ),
        ("languages", r"\b(?P<value>interprétation (?:simultanée )?(?:en|vers|entre|de|du)\s+[^.;]{3,120})"),
        (
            "fee",
            r"\b(?:registration|participation|attendance|admission|entrance|entry|conference|seminar|workshop|it)\s+(?:was|is|will be)\s+(?P<value>free(?: of charge)?)\b",
        ),
        (
            "fee",
            r"\b(?:entrée|inscription|participation|conférence|accès)\s+(?:était|est|sera)\s+(?P<value>gratuite?|libre)\b",
        ),
        ("fee", r"\bfees?\s+(?:was|is|were|are|of|amounts? to)\s+(?P<value>[^.;]*\d[^.;]{0,40})"),
        (
            "fee",
            r"\b(?:registration|participation|ticket|attendance|inscription|entrée|billet)s?\b[^.;]{0,30}?\b(?:costs?|coûte(?:nt)?|coûtai(?:t|ent))\s+(?P<value>[^.;]*\d[^.;]{0,40})",
        ),
        (
            "fee",
            r"\bfrais (?:d['’]inscription |de participation )?(?:étaient|sont|s['’]élèvent à|s['’]élevaient à|de)\s+(?P<value>[^.;]*\d[^.;]{0,40})",
        ),
        (
            "registration",
            r"\bregist(?:ration|er)\b[^.]*?\b(?:clos\w+|until|by|before|deadline|open\w*|online)\b(?P<value>)",
        ),
        (
            "registration",
            r"\b(?:inscri(?:ption|re)s?)\b[^.]*?\b(?:jusqu|avant|clos\w*|date limite|ouvert\w*|en ligne)(?P<value>)",
        ),
        (
            "hotel",
            r"\b(?:participants?|delegates?|speakers?|guests?|rooms?)\b[^.]*\b(?:stay\w*|accommodated|lodged|reserved|booked)\b(?: at| in)?\s+(?:the\s+)?(?P<value>[A-ZÀ-Þ][\w'’-]*(?:\s+[A-ZÀ-Þ][\w'’-]*)*)",
        ),
        (
            "hotel",
            r"\b(?:logé|hébergé|logent|logeront|séjourn)\w*\s+(?:à |au |dans |en )(?:l['’]|la |le )?(?P<value>[^.,;]{3,60})",
        ),
        (
            "travel",
            r"\b(?P<value>)(?:travel (?:costs|expenses)|reimburse|shuttle|frais de (?:voyage|déplacement)|navette)",
        ),
    )
)
OPENED = re.compile(
    r"\b(?:opened|welcomed|opening (?:address|speech|remarks)|ouvert|ouverte|accueilli les participants|allocution d['’]ouverture|mots? d['’]ouverture|discours d['’]ouverture)\b",
    re.IGNORECASE,
)
CLOSED = re.compile(
    r"\b(?:closed the|closed by|closing (?:address|speech|remarks)|a clos|close par|a clôturé|clôturée? par|allocution de clôture|discours de clôture)\b",
    re.IGNORECASE,
)
CHAIRED = re.compile(
    r"\b(?:chaired|presided|moderated|facilitated|rapporteur|présidée?|a présidé|modérée?|animée?s? par|a animé)\b",
    re.IGNORECASE,
)
ADOPTED = re.compile(r"\b(?:adopted|adoptée?s?)\b", re.IGNORECASE)
AGREEMENT = re.compile(
    r"\b(?:by consensus|unanimously|by acclamation|by vote|par consensus|à l['’]unanimité|par acclamation)\b",
    re.IGNORECASE,
)
NEXT = re.compile(
    rf"\b(?:next|following|forthcoming|follow-up|prochaine?s?)\s+(?:[\w-]+\s+){{0,3}}?{MEETING}\b"
    r"|\b(?:next|prochaine) (?:edition|édition)\b"
    rf"|\b{MEETING}\s+(?:will (?:be held|take place|meet)|is (?:planned|scheduled)|se tiendra|aura lieu|est prévue?)\b|\bmeet again\b|\bse réunira (?:à nouveau|de nouveau)\b",
    re.IGNORECASE,
)
EARLIER = re.compile(
    rf"\b(?:first|second|third|fourth|previous|last|premi[eè]re?|deuxième|troisième|précédente?|dernière?)\s+(?:[\w-]+\s+){{0,2}}?{MEETING}\b[^.]{{0,30}}?"
    r"\b(?:took place|was held|were held|had been held|s['’]est tenue?|a eu lieu|s['’]était tenue?)\b",
    re.IGNORECASE,
)
PUBLISHED = re.compile(
    r"\b(?:proceedings|report|minutes|presentations|papers|documents|publication|actes|rapport|comptes? rendus?|présentations)\b[^.]{0,60}?"
    r"\b(?:will be|are|were|is|seront|sera|sont|est)\s+(?:\w+\s+)?(?:published|available|posted|publiée?s?|disponibles?|mise?s? en ligne)\b",
    re.IGNORECASE,
)
REVIEW = re.compile(
    r"\b(?:report(?:s|ed)? (?:back )?on (?:the )?(?:progress|implementation)|progress (?:will be|is) (?:reviewed|monitored)|follow-up (?:committee|group|mechanism)"
    r"|monitor(?:s|ed|ing)? (?:the )?(?:implementation|progress)|comité de suivi|groupe de suivi|mécanisme de suivi|rendra compte|fera le point|suivi (?:sera|est))\b",
    re.IGNORECASE,
)
EVERY = re.compile(
    r"\b(?:every (?:\w+ )?(?:months?|years?|weeks?)|once a year|twice a year|annually|quarterly|tous les (?:\w+ )?(?:mois|ans)|chaque année|chaque trimestre|une fois par an|deux fois par an)\b",
    re.IGNORECASE,
)
#: Where and when a meeting took place.
HELD = re.compile(
    r"\b(?:held|took place|takes place|will take place|meeting in|met in|gathered in|convened in|s['’]est tenue?|se tient|se tiendra|a eu lieu|aura lieu|réunis? à|organisée? à|adoptée?|adopted)\b",
    re.IGNORECASE,
)
OF_ANOTHER = re.compile(
    r"\b(?:next|previous|first|second|third|last year|registration|inscriptions?|updated|published|deadline|précédente?|prochaine?|premi[eè]re?|deuxième|mise? à jour|publiée?s?|date limite)\b",
    re.IGNORECASE,
)
#: Sorts of meetings, by the words in a title.
KINDS = (
    ("round-table", re.compile(r"round ?table|table ronde", re.IGNORECASE)),
    ("seminar", re.compile(r"seminar|séminaire", re.IGNORECASE)),
    ("workshop", re.compile(r"workshop|atelier", re.IGNORECASE)),
    ("forum", re.compile(r"forum", re.IGNORECASE)),
    ("summit", re.compile(r"summit|sommet", re.IGNORECASE)),
    ("consultation", re.compile(r"consultation", re.IGNORECASE)),
    ("study-day", re.compile(r"study day|journée", re.IGNORECASE)),
    ("webinar", re.compile(r"webinar|webinaire", re.IGNORECASE)),
    ("conference", re.compile(r"conference|conférence|congress|congrès|symposium|colloque", re.IGNORECASE)),
)
#: Of who took part, rather than of anything else that is counted.
ATTENDING = re.compile(
    r"\bparticip|\battend|\bmet in\b|brought together|gathered|took part|rassembl|\bréuni|assisté|présents?\b|étaient représent|came together|welcomed|accueilli",
    re.IGNORECASE,
)
ATTENDANTS = re.compile(
    r"particip|delegat|délégu|expert|countr|\bpays\b|\bStates\b|\bÉtats\b|(?:ists?|ers|ors|eurs|iens?|ats|élus|unions|villes|cities|towns|members|membres|women|femmes"
    r"|people|personnes|sociaux|organisations|organizations|students|agents|judges|juges)$",
    re.IGNORECASE,
)
VENUES = re.compile(
    r"museum|hotel|hôtel|palace|palais|hall|cent(?:er|re)|university|université|maison|house|salle|room|campus|building|bâtiment|auditorium|library"
    r"|bibliothèque|théâtre|theatre|institute|institut|school|école|château|castle|town hall|mairie|amphithéâtre|villa|club|académie|academy",
    re.IGNORECASE,
)
EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
PHONE = re.compile(r"(?<![\w/.-])(?:\+\d[\d ().-]{6,18}\d|0\d(?:[ .]?\d\d){4})(?![\w/])")
WEB = re.compile(r"\b(?:https?://|www\.)[^\s<>()\"'«»]+[^\s<>()\"'«».,;:]")
TIME = re.compile(
    r"(?<![\d:])(?:[01]?\d|2[0-3])\s?(?:[:.h]\s?[0-5]\d|h(?![\w]))(?:\s*(?:am|pm|a\.m\.|p\.m\.))?(?:\s*(?:–|-|to|à)\s*(?:[01]?\d|2[0-3])\s?(?:[:.h]\s?[0-5]\d|h\b))?"
)
