"""Which organisations are named in a text. Pure."""

import re
from collections.abc import Iterable

_ENGLISH = (
    "Ministry|Institute|Institution|Office|Agency|University|Council|Commission|Fund|Foundation|Network|Cent(?:er|re)"
    "|Organi[sz]ation|Association|Federation|Confederation|Union|Inspectorate|Authority|Committee|Bank|Court|Parliament"
    "|Society|League|Alliance|Coalition|Assembly|Police|Prosecutor's Office|Department|Bureau|Mission|Embassy|Academy|Forum"
    "|Chamber|Observatory|Service|Board|Task Force|International"
)
_FRENCH = (
    "[Mm]inistère|[Oo]ffice|[Aa]gence|[Uu]niversité|[Cc]onseil|[Cc]ommission|[Ff]onds|[Ff]ondation|[Rr]éseau|[Cc]entre"
    "|[Oo]rganisation|[Aa]ssociation|[Ff]édération|[Oo]rdre|[Pp]réfecture|[Pp]arquet|[Tt]ribunal|[Mm]étropole|[Vv]ille"
    "|[Mm]airie|[Hh]ôpital|[Cc]omité|[Ii]nspection|[Uu]nion|[Bb]anque|[Cc]our|[Ii]nstitut|[Dd]élégation|[Aa]mbassade"
    "|[Ss]ecrétariat général|[Oo]bservatoire|[Cc]hambre|[Mm]aison|[Ll]igue|[Cc]onfédération|[Bb]arreau|[Dd]irection"
)
_CAP = r"[A-ZÀ-Þ][\w'’&-]*"
#: Joins two words of a name, and no two names.
_AND = rf"(?:and|and\s+the|&)(?!\s+(?:the\s+)?(?:{_CAP}\s+){{0,3}}(?:{_ENGLISH})\b)"
_IN_ENGLISH = re.compile(
    rf"(?:{_CAP}\s+(?:and\s+(?={_CAP}\s))?)*\b(?:{_ENGLISH})\b"
    rf"(?:\s+(?:of|for|on|against|to)\s+(?:the\s+)?{_CAP}(?:\s+(?:(?:of|for|of\s+the|{_AND})\s+)?{_CAP})*)*"
    r"(?:\s+\((?P<short>[A-Z][A-Za-z]{1,9})\))?"
)
_LINK = (
    r"(?:(?:de\s+la|du|des|de|pour\s+la|pour\s+le|pour|contre\s+la|contre\s+le|contre|et\s+de\s+la|et\s+du)\s+"
    r"|(?:de\s+l|d|pour\s+l|et\s+de\s+l)['’]\s*)"
)
#: A word in small letters, of more than an elided article.
_LOWER = r"[a-zà-ÿœ-]{2,}(?!['’])\b"
_IN_FRENCH = re.compile(
    rf"\b(?:{_FRENCH})\b(?:\s+(?!(?:de|du|des|a|à|au|aux|et|en|est|sont|pour|par|qui|que|dans|sur|ou|avec|d|l)\b){_LOWER}(?=\s+{_LINK}|\s*$|\s*[,.;(]|\s+[a-zà-ÿ]))?"
    rf"(?:\s+{_LINK}{_LOWER}(?:\s+{_LOWER}(?=\s+{_LINK}{_CAP}))?)*"
    rf"(?:(?:\s+{_LINK}|\s+){_CAP})*"
    # "réseau Cités justes", where nothing follows that could make a verb of it.
    r"(?:(?<=[a-zà-ÿ])\s+(?!\w+(?:ait|ent|er|é)\b)[a-zà-ÿ]{4,}(?=\s*(?:[,.;)]|$)))?"
    r"(?:\s+\((?P<short>[A-Z][A-Za-z]{1,9})\))?"
)
#: Begin a sentence or a clause, and no name.
_NOT_FIRST = re.compile(
    r"^(?:The|An?|At|In|On|By|Of|For|From|To|With|Both|Also|And|Each|Every|This|That|These|Our|We|As|Under|After|Before|Through"
    r"|Third|First|Second|Mr|Mrs|Ms|Dr|Prof|Deputy|Director|Head|President|Chair|Secretary|Officer)\s+"
)
_ARTICLE = re.compile(r"^(?:Le|La|Les|Un|Une)\s+|^L['’]")
#: Follow a name, and make another thing of it.
_NOT_LAST = re.compile(
    r"\s+(?:Convention|Protocol|Declaration|Report|Directive|Resolution|Programme|Conference|Meeting|Act|Treaty)\b.*$"
)
_MOST_WORDS = 12


def organisations_in(text: str, language: str, known: Iterable[str] = ()) -> list[str]:
    """Return the organisations that a text names, in its order, once each.

    Args:
        text: a sentence.
        language: whose grammar to go by.
        known: names that the installation has already.
    """
    found: dict[str, int] = {}
    for match in (_IN_FRENCH if language == "fr" else _IN_ENGLISH).finditer(text):
        name = _trimmed(match[0] if language != "fr" else _ARTICLE.sub("", match[0]))
        if _is_name(name, language):
            found.setdefault(name, match.start())
    for each in known:
        match_known = re.search(rf"(?<!\w){re.escape(each)}(?!\w)", text)
        if match_known and not any(each in name for name in found):
            found.setdefault(each, match_known.start())
    return sorted(found, key=lambda name: found[name])


def _trimmed(name: str) -> str:
    before = ""
    while before != name:
        before, name = name, _NOT_LAST.sub("", _NOT_FIRST.sub("", name.strip()))
    return name.strip(" ,.'’")


def _is_name(name: str, language: str) -> bool:
    words = name.split()
    if not 1 < len(words) <= _MOST_WORDS:
        return False
    # In French the head may be written small: then something behind it is not.
    return language != "fr" or any(each[0].isupper() for each in words[1:]) or words[0][0].isupper()
