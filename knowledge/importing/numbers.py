"""What a text counts. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.importing.dates import MONTHS, dates_in

_SPELT = (
    "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|hundred"
    "|deux|trois|quatre|cinq|sept|huit|neuf|dix|onze|douze|quinze|vingt|trente|quarante|cinquante|cent"
)
_NUMBER = rf"(?P<number>\d{{1,3}}(?:[ \u00a0\u202f,.]\d{{3}})+|\d+(?:[.,]\d+)?|\b(?:{_SPELT})\b)"
_COUNTED = re.compile(
    rf"(?<![\w.,:/+-]){_NUMBER}\s*(?:(?P<percent>%|per\s?cent|percent|pour\s?cent)|(?=(?P<rest>(?:\s+[\w'’-]+){{1,6}})))",
    re.IGNORECASE,
)
_STOP = frozenset(
    "of the a an and or in on at to for from by with which that who whom were was is are has have had been will would "  # noqa: SIM905
    "de du des la le les l d et ou à au aux en dans par pour sur avec qui que dont ont a sont est été avant après entre "
    "per cent half minutes rue avenue boulevard street road am pm hrs h their its our son ses leur leurs ces cette".split()
)
#: One of the first words of what follows is a plural; else nothing is counted.
_PLURAL = re.compile(
    r"(?:\w{2,}(?:s|x)['’]?|people|children|women|men|staff|personnel|police|élus|pays|mois)$", re.IGNORECASE
)
_NO_PLURAL = re.compile(r"(?:ss|us|is|ous|plus|dans|fois)$", re.IGNORECASE)
_STREET = re.compile(r"^\s*,?\s*(?:rue|avenue|boulevard|place|quai|allée|street|road|square)\b", re.IGNORECASE)
_OF = re.compile(r"^\s+(?:of|des|de|du|d['’])\s+(?:the\s+|ces\s+|les\s+)?(?P<noun>[\w'’-]+)", re.IGNORECASE)
_SOME = re.compile(
    r"\b(?P<number>[Uu]ne (?:dizaine|douzaine|quinzaine|vingtaine|trentaine|quarantaine|cinquantaine|soixantaine|centaine))"
    r" (?P<of>de |d['’])(?P<noun>[\w'’-]+)"
)
_AMONG_THEM = re.compile(r"^\s+(?P<rest>d['’]entre (?:elles|eux)|of them)\b", re.IGNORECASE)
#: How long something takes is a delay, and no count.
_DURATION = re.compile(
    r"^(?:\w+ )?(?:seconds|minutes|hours|days|weeks|months|years|secondes|heures|jours|semaines|mois|ans|années)$",
    re.IGNORECASE,
)
_MOST_WORDS = 3


@dataclass(frozen=True, slots=True)
class Count:
    """A number of something."""

    #: As it stands: "1,260 child victims", "37 per cent".
    text: str
    #: What is counted: "child victims"; of a share: what it is a share of, "" where that does not follow it.
    noun: str


def counts_in(text: str) -> Iterator[Count]:
    """Yield what a text counts, in its order; dates, hours, addresses and telephone numbers count nothing."""
    for match in _SOME.finditer(text):
        yield Count(match[0], match["noun"])
    taken = [(each.begin, each.end) for each in dates_in(text, years=True)]
    for match in _COUNTED.finditer(text):
        if any(begin < match.end("number") and match.start("number") < end for begin, end in taken):
            continue
        count = _share(text, match) if match["percent"] else _several(text, match)
        if count is not None:
            yield count


def _share(text: str, match: re.Match[str]) -> Count:
    of = _OF.match(text[match.end() :])
    return Count(" ".join(match[0].split()), of["noun"] if of else "")


def _several(text: str, match: re.Match[str]) -> Count | None:
    after = text[match.end("number") :]
    if _STREET.match(after):
        return None
    if among := _AMONG_THEM.match(after):
        return Count(f"{match['number']} {among['rest']}", "")
    noun: list[str] = []
    for word in match["rest"].split():
        if word.lower().strip("'’") in _STOP or word[0].isdigit() or len(noun) == _MOST_WORDS:
            break
        noun.append(word)
        if _is_plural(word) and not word.endswith(("'", "’")):
            return _with_complement(match["number"], noun, after)
    return None


def _is_plural(word: str) -> bool:
    return bool(_PLURAL.search(word)) and not _NO_PLURAL.search(word)


_COMPLEMENT = re.compile(
    r"^(?P<more>\s+(?:d['’]|de\s+)[a-zà-ÿ-]{4,}|\s+[a-zà-ÿ-]{4,}(?:aux|iers|ières|ifs|ives|ciales|ciaux|aires|nels|nelles))\b"
)


def _with_complement(number: str, noun: list[str], after: str) -> Count | None:
    """Add what a French noun has behind it: "places d'hébergement", "travailleurs sociaux"."""
    said = " ".join(noun)
    if noun[0].lower() in MONTHS:  # a day without its year
        return None
    if _DURATION.match(said):
        return None
    behind = after[after.index(noun[-1]) + len(noun[-1]) :]
    more = _COMPLEMENT.match(behind)
    whole = said + (" ".join(more["more"].split()).join([" ", ""]) if more else "")
    return Count(f"{number} {whole}", whole)
