"""What people send to others -> the same without what tells who somebody is, where that can be recognised. Pure.

A name is recognised by what stands before it (a title, "is called"), or by its capital letter where the knowledge has
no such word. Too much is masked rather than too little: whoever asked can be written to.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from babel import Locale

from knowledge.base import Snapshot
from knowledge.model import Entry
from knowledge.search.text import words

_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
_HANDLE = re.compile(r"(?<![\w@])@\w[\w.]{2,63}")
#: A page may be somebody's own; whose site it is on may be said.
_PAGE = re.compile(r"(https?://[^\s/?#]{1,253})[/?#][^\s]+")
#: Seven digits and more, however grouped: phones, birth dates, identity and case numbers; no years, no "16 countries",
#: no laws by their year ("2011/36", "2024/1712").
_LAW = r"(?:19|20)\d\d ?[/-] ?(?:(?:19|20)\d\d|\d{1,4})(?![\d/-])"
_NUMBER = re.compile(r"(?<!\d)(?!" + _LAW + r")\+?\d(?:[\s./()-]{0,2}\d){6,}")
#: Five digits and more in one, with the letters before them: files, cards, passports, flats.
_FILE = re.compile(r"(?<![\w-])(?:[A-ZÀ-ÖØ-Þ]{1,3}[ -]?)?\d{5,}(?![\w-])")
_ACCOUNT = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?\b")

#: Latin, Greek, Cyrillic and Armenian, which have capitals.
_CAPITAL = f"[{''.join(each for each in map(chr, range(0x41, 0x590)) if each.isupper())}]"
_NAME = rf"{_CAPITAL}[\w'’-]{{0,30}}"
_RUN = re.compile(rf"{_NAME}(?: {_NAME}){{0,5}}")
#: What stands before a name, in the languages of the region; a name after it is one however known its words are.
_BEFORE = re.compile(
    r"\b("
    r"M\.|Mr\.?|Mrs\.?|Ms\.?|Miss|Dr\.?|Prof\.?|Mme|Mlle|Monsieur|Madame|Mademoiselle|Docteur|Maître"
    r"|(?:is|was|are|were) (?:named|called)|named|called|name is|name was|whose name"
    r"|m'appelle|s'appelle|s'appelait|nommée?|appelée?|dénommée?|prénommée?|(?:pré)?nom est"
    r"|[Dd]omnul|[Dd]oamna|[Dd]omnișoara|numită?|numele (?:ei|lui) este|se numește|o cheamă|îl cheamă"
    r"|[Gg]ospodin|[Gg]ospođa|[Gg]ospođica|[Gg]ospa|zove se|ime joj je|ime mu je"
    r"|[Гг]-н|[Гг]-жа|[Гг]осподин|[Гг]оспожа|[Гг]оспођа|зове се|казва се|се вика"
    r"|[Пп]ан|[Пп]ані|звати|звуть"
    r"|κ\.|κα|κος|λέγεται|ονομάζεται"
    r"|[Bb]ay|[Bb]ayan|adlı|isimli"
    r"|[Zz]oti|[Zz]onja|quhet"
    r")\s+" + rf"(?:{_NAME}\s?\b){{1,3}}"
)
_LOOSE = re.compile(r"\[…\] (?=[,.;:!?])|\[…\](?= \[…\])(?: \[…\])+")
_TITLES = frozenset(
    [
        "M",
        "Mr",
        "Mrs",
        "Ms",
        "Miss",
        "Dr",
        "Prof",
        "Mme",
        "Mlle",
        "Monsieur",
        "Madame",
        "Mademoiselle",
        "Docteur",
        "Maître",
        "Domnul",
        "Doamna",
        "Gospodin",
        "Gospođa",
        "Господин",
        "Госпожа",
        "Пан",
        "Пані",
        "Bay",
        "Bayan",
        "Zoti",
        "Zonja",
    ]
)
#: So many entries are asked for by questions that begin with a word where it is no name: "Does", "Qui".
_ASKING = 3
#: All in capitals and short, it is an abbreviation.
_ABBREVIATION = 6
_TWO_LETTERS = 2


@dataclass(frozen=True, slots=True)
class Known:
    """Words, as ``words`` gives them, that are no names by themselves."""

    #: Written with a small letter somewhere.
    ordinary: frozenset[str] = frozenset()
    #: Always with a capital: places, organisations, and people whom the knowledge names. Beside somebody's name they
    #: are a part of it.
    proper: frozenset[str] = frozenset()

    def __contains__(self, word: object) -> bool:
        return word in self.ordinary or word in self.proper

    def __bool__(self) -> bool:
        return bool(self.ordinary or self.proper)


NOTHING = Known()


def masked(text: str, known: Known = NOTHING) -> str:
    """Return a text as organisers will keep it: without addresses, numbers, and names that are recognised.

    Args:
        text: in one line, without mark-up.
        known: words that are no names; without them only what stands after a title is one.
    """
    text = _PAGE.sub(r"\1/[…]", text)
    text = _EMAIL.sub("[…@…]", text)
    text = _HANDLE.sub("[@…]", text)
    text = _ACCOUNT.sub("[…]", text)
    text = _NUMBER.sub("[…]", text)
    text = _FILE.sub(lambda found: found[0] if found[0] in known else "[…]", text)
    text = _BEFORE.sub(r"\1 […] ", text)
    return _LOOSE.sub("[…]", _without_capitals(text, known) if known else text).strip()


def known_words(snapshot: Snapshot) -> Known:
    """Return the words of what everybody may read, and of countries and languages: none of them tells who one is."""
    texts: set[str] = set()
    for entry in snapshot.entries.values():
        for many in entry.phrasings.values():
            texts.update(many)
        texts.update(entry.answer.values())
        texts.update(entry.title.values())
        texts.update(each for source in (entry.source, *entry.further_sources) if source for each in _of(source))
    texts.update(each for aliases in snapshot.knowledge.aliases for each in aliases)
    small = [part for text in texts for part in text.split() if part[0].islower()]
    begin = Counter(each for entry in snapshot.entries.values() for each in _beginnings(entry))
    asked = [each for each, entries in begin.items() if entries >= _ASKING]
    ordinary = frozenset(word for each in {*small, *asked} for word in words(each))
    return Known(ordinary, _world().union(*map(words, texts)) - ordinary)


def _beginnings(entry: Entry) -> set[str]:
    return {each.split()[0] for many in entry.phrasings.values() for each in many}


def _of(source: object) -> Iterable[str]:
    return (each for each in (getattr(source, "title", None), getattr(source, "publisher", None)) if each)


@cache
def _world() -> frozenset[str]:
    """Countries, languages, months and days in the languages that Babel is asked for."""
    texts: list[str] = []
    for locale in map(Locale, ("en", "fr")):
        # Of all languages many are called like people; those of two letters are the ones that are spoken of.
        texts += [name for code, name in locale.languages.items() if len(code) == _TWO_LETTERS]
        texts += locale.territories.values()
        texts += [*locale.months["format"]["wide"].values(), *locale.days["format"]["wide"].values()]
    return frozenset(word for each in texts for word in words(each))


def _without_capitals(text: str, known: Known) -> str:
    return _RUN.sub(lambda run: _without_names(run, known), text)


def _without_names(run: re.Match[str], known: Known) -> str:
    """Return some words that begin with a capital, the names among them masked."""
    begins = not re.search(r"[\w,;:)»”\"'’…\]-]\s*\Z", run.string[: run.start()])
    parts = run[0].split(" ")
    strange = [not _is_known(each, known) for each in parts]
    if begins and strange[0] and not any(strange[1:]):
        strange[0] = False  # the first word of a sentence has its capital from there
    strange = [
        each or (any(strange[max(0, at - 1) : at + 2]) and _is_proper(parts[at], known))
        for at, each in enumerate(strange)
    ]
    kept: list[str] = []
    for part, is_name in zip(parts, strange, strict=True):
        if not is_name:
            kept.append(part)
        elif kept[-1:] != ["[…]"]:
            kept.append("[…]")
    return " ".join(kept)


def _is_proper(part: str, known: Known) -> bool:
    return any(each in known.proper for each in words(part))


def _is_known(part: str, known: Known) -> bool:
    if part.isupper() and len(part) <= _ABBREVIATION:
        return True
    return part in _TITLES or all(each in known for each in words(part))
