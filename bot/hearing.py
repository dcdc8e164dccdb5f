"""What a text speaks of in ten languages of the region: words to ideas. Pure, but for its vocabularies beside it.

`ideas/<language>.txt` has one idea a line: its name, a colon, and words that people say for it, as `folded` leaves them
(letters without accents, in one script, none doubled). A word of four letters or more also stands for what begins with
it, so that one entry covers an inflected word; the longest entry that fits a word decides. `a_b` are words that follow
one another. The ideas are the same in every language, so that what is learnt in one carries over to the others.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Self

IDEAS = Path(__file__).parent / "ideas"
#: `sh` is Serbian, Croatian and Bosnian, in both scripts.
LANGUAGES = ("bg", "el", "hu", "mk", "ro", "sh", "sl", "sq", "tr", "uk")

_CYRILLIC = dict(zip("абвгдежзийклмнопрстуфхцчшъыэѓґђјќєіїё", "abvgdezziiklmnoprstufhccsaieggdjkeiie", strict=True)) | {
    "щ": "sht",
    "ь": "",
    "ю": "iu",
    "я": "ia",
    "љ": "lj",
    "њ": "nj",
    "ћ": "c",
    "џ": "dz",
    "ѕ": "z",
    "’": "'",
    "ʼ": "'",
}
_GREEK = dict(zip("αβγδεζηθικλμνξοπρσςτυφχω", "avgdezi8iklmnxoprsstyfxo", strict=True)) | {"ψ": "ps"}
_LETTERS = str.maketrans(_CYRILLIC | _GREEK | {"ı": "i", "đ": "d"})
_DOUBLED = re.compile(r"([a-z])\1+")
_NOT_WORDS = re.compile(r"[^\w]+|_+")

_CARONS = (("sh", "s"), ("ch", "c"), ("zh", "z"))
#: How each language's ways of writing become one: scripts, transliterations, what chat does with letters.
_WAYS: Mapping[str, Sequence[tuple[str, str]]] = {
    "bg": (
        *(("(?<=[a-z])4|4(?=[a-z])", "c"), ("(?<=[a-z])6|6(?=[a-z])", "s"), ("q", "ia"), ("sht", "st"), ("ts", "c")),
        *(*_CARONS, ("kh", "h"), ("x", "h"), ("w", "v"), (r"y([aou])", r"i\1"), ("j", "z"), ("y", "i")),
    ),
    "el": (
        *(("th", "8"), ("ph", "f"), ("ks|ch|3(?=[a-z])", "x"), ("mp|b", "v"), ("nt", "d"), ("g[kg]", "g"), ("w", "o")),
        *(
            ("o[uy]", "u"),
            ("([ae])[yvu](?=[a-z])", r"\1f"),
            ("h(?=[aeou])", "x"),
            ("h|y", "i"),
            ("ai", "e"),
            ("[eo]i", "i"),
        ),
    ),
    "hu": (),
    "mk": (*_CARONS, ("dj|gj", "g"), ("kj", "k"), ("j", "i"), ("x", "ks")),
    "ro": (),
    "sh": (("dj", "d"), ("i?je", "e"), *_CARONS, ("gj", "g"), ("kj", "k")),
    "sl": _CARONS,
    "sq": (),
    "tr": (("w", "v"),),
    "uk": (
        ("'", ""),
        ("shch|sht", "sc"),
        *_CARONS,
        ("ts", "c"),
        ("kh|h", "g"),
        ("[yj]", "i"),
        ("ie", "e"),
        ("i+", "i"),
    ),
}
_REPLACED = {name: tuple((re.compile(found), meant) for found, meant in ways) for name, ways in _WAYS.items()}

#: Longer beginnings are not looked for, nor shorter ones.
_LONGEST, _SHORTEST = 14, 4
_PHRASE = 3

Ideas = AbstractSet[str]
_NONE: Ideas = frozenset()


def unaccented(text: str) -> str:
    """Return a text in small Latin letters without accents: what all languages have in common of `folded`."""
    small = text.casefold().translate(_LETTERS)
    if small.isascii():
        return small
    decomposed = unicodedata.normalize("NFKD", small)
    return "".join(each for each in decomposed if not unicodedata.combining(each)).translate(_LETTERS)


def folded(unaccented_text: str, language: str) -> Sequence[str]:
    """Return the words of a text as the vocabulary of a language has them."""
    for found, meant in _REPLACED[language]:
        unaccented_text = found.sub(meant, unaccented_text)
    return _NOT_WORDS.sub(" ", _DOUBLED.sub(r"\1", unaccented_text)).split()


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of one language and the ideas that they stand for."""

    whole: Mapping[str, Ideas]
    beginnings: Mapping[str, Ideas]
    phrases: Mapping[tuple[str, ...], Ideas]

    @classmethod
    @cache
    def of(cls, language: str) -> Self:
        """Return the vocabulary of one of `LANGUAGES`, read once."""
        found: dict[tuple[str, ...], set[str]] = {}
        for line in (IDEAS / f"{language}.txt").read_text(encoding="utf-8").splitlines():
            idea, _, entries = line.partition(": ")
            for entry in entries.split():
                found.setdefault(tuple(folded(entry.replace("_", " "), language)), set()).add(idea)
        whole = {key[0]: frozenset(ideas) for key, ideas in found.items() if len(key) == 1}
        beginnings = {word: ideas for word, ideas in whole.items() if len(word) >= _SHORTEST}
        return cls(whole, beginnings, {key: frozenset(ideas) for key, ideas in found.items() if len(key) > 1})

    def ideas(self, words: Sequence[str]) -> Sequence[Ideas]:
        """Return the ideas that each word stands for, alone or with its neighbours."""
        found = [self.ideas_of(word) for word in words]
        for length in range(2, _PHRASE + 1):
            for at in range(len(words) - length + 1):
                together = self.phrases.get(tuple(words[at : at + length]), _NONE)
                if together:
                    found[at : at + length] = [each | together for each in found[at : at + length]]
        return found

    def ideas_of(self, word: str) -> Ideas:
        """Return the ideas that a word stands for alone."""
        ideas = self.whole.get(word, _NONE)
        for size in range(min(len(word), _LONGEST), _SHORTEST - 1, -1):
            if begun := self.beginnings.get(word[:size]):
                return ideas | begun
        return ideas
