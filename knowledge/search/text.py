"""From text as typed to words that can be compared. Pure; knows no language.

Case, accents, apostrophes and, for Cyrillic and Greek, the script are levelled, so that "Où", "OU" and "ou" are one
word and "Загреб" meets "Zagreb". Nothing is stemmed: inflected forms meet in the character n-grams they share.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import Self

from rapidfuzz import process
from rapidfuzz.distance import OSA

#: A longer text is a document, not a question: it has no words.
MOST_CHARACTERS = 10_000
#: Of a question; what follows is not looked at.
MOST_WORDS = 60
#: Of a word; longer ones are links or noise, or a script that does not part its words.
MOST_LETTERS = 60

#: Below this many letters a word must be spelt right.
SHORTEST_MISSPELT = 3
#: Of 1; from here two spellings may be one word: one slip in four letters, two in seven. In three letters one slip
#: makes another word ("car", "cas", "par"; OIM, OIT).
NEAR_ENOUGH = 0.7
#: The same where they have the same letters in another order, which is hardly ever another word: "teh", "hwo".
NEAR_ENOUGH_SWAPPED = 0.6
#: Misspelt words of a question that are looked up; each costs a pass over the words of about its length.
MOST_MISSPELT = 16

#: Known words, equally near, that a misspelt one may be.
MOST_NEAR = 5
#: Known words that are looked at for one; what has both ends in common with it is listed twice.
_LOOKED_AT = 20

#: What a word counts that is part of an alias, beside what stands for the group.
ALIASED = 0.5

APOSTROPHES = dict.fromkeys(map(ord, "’‘‛ʼʹ′`´＇"), "'")
#: A single letter before an apostrophe ("l'hôtel") or after it ("what's") carries no meaning of its own.
ELIDED = re.compile(r"\b[^\W\d_]'(?=\w)|(?<=\w)'[^\W\d_]\b")
#: "10 000", "10.000" and "10,000" are one number.
THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}(?:([ .,'])\d{3})(?:\1\d{3})*(?![\d.,]*\d)")
DIGIT = re.compile(r"\d")
WORD = re.compile(r"[^\W\d_]+|\d+")

#: Letters that Unicode does not take apart, and the scripts of the region, each as it is usually written in Latin.
LATIN = str.maketrans(
    dict(zip("абвгдезиклмнопрстуфхцјіыѕ", "abvgdeziklmnoprstufhcjiyz", strict=True))
    | {"ж": "z", "ч": "c", "ш": "s", "щ": "st", "ъ": "a", "ь": "", "э": "e", "ю": "ju", "я": "ja"}
    | {"ђ": "d", "ћ": "c", "љ": "lj", "њ": "nj", "џ": "dz", "є": "e", "ґ": "g"}
    | dict(zip("αβγδεζηικλμνξοπρστυφω", "avgdeziiklmnxoprstyfo", strict=True))
    | {"θ": "th", "χ": "ch", "ψ": "ps"}
    | {"ı": "i", "đ": "d", "ð": "d", "ø": "o", "ł": "l", "æ": "ae", "œ": "oe", "þ": "th"}
)
#: Pairs of letters that are one sound.
PAIRS = {"ου": "ou", "ευ": "eu", "αυ": "au", "μπ": "b", "ия": "ia"}


class _Unmarked(dict[int, str]):
    """What each character is without the marks above and below it; worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = "" if unicodedata.category(chr(code)).startswith("M") else chr(code)
        return self[code]


_UNMARKED = _Unmarked()


def fold(text: str) -> str:
    """Return the text in lower case, without accents, in Latin letters where the script is Cyrillic or Greek."""
    if text.isascii():
        return text.lower()
    text = unicodedata.normalize("NFKC", text.translate(APOSTROPHES)).casefold()
    text = unicodedata.normalize("NFKD", text).translate(_UNMARKED)
    for pair, latin in PAIRS.items():
        text = text.replace(pair, latin)
    return text.translate(LATIN)


def words(text: str) -> list[str]:
    """Return the words to compare, in order.

    Letters and digits part ("R07" is "r", "7"), numbers lose leading zeros and thousands separators, elided letters
    go. A text without letters or digits, or one that is far too long, has none.
    """
    if len(text) > MOST_CHARACTERS:
        return []
    folded = fold(text).replace("`", "'")
    has_digits = DIGIT.search(folded) is not None
    if has_digits:
        folded = THOUSANDS.sub(_joined, folded)
    if "'" in folded:
        folded = ELIDED.sub(" ", folded)
    found: list[str] = WORD.findall(folded)
    return [_plain(each) for each in found] if has_digits else [each[:MOST_LETTERS] for each in found]


def _joined(number: re.Match[str]) -> str:
    return number[0].replace(number[1], "")


def _plain(word: str) -> str:
    return word[:MOST_LETTERS].lstrip("0") or "0" if word[0].isdecimal() else word[:MOST_LETTERS]


def grams(word: str) -> list[str]:
    """Return the runs of three and four characters of a word, its ends marked."""
    marked = f"^{word}$"
    return [marked[at : at + size] for size in (3, 4) for at in range(len(marked) - size + 1)]


@dataclass(frozen=True, slots=True)
class Aliases:
    """Groups of terms that mean the same, numbered in the order in which they were given."""

    #: By the first word of a term: its words and the groups it is in; longest terms first.
    terms: Mapping[str, Sequence[tuple[tuple[str, ...], tuple[int, ...]]]]

    @classmethod
    def of(cls, groups: Iterable[Iterable[str]]) -> Self:
        """Take groups of equivalent terms, as their authors write them; a term may be in several."""
        groups_of: dict[tuple[str, ...], dict[int, None]] = {}
        for number, group in enumerate(groups):
            for term in filter(None, (tuple(words(each)) for each in group)):
                groups_of.setdefault(term, {})[number] = None
        terms: dict[str, list[tuple[tuple[str, ...], tuple[int, ...]]]] = {}
        for term in sorted(groups_of, key=len, reverse=True):
            terms.setdefault(term[0], []).append((term, tuple(groups_of[term])))
        return cls(terms)

    @property
    def count(self) -> int:
        """How many groups there may be: numbers of groups are below this."""
        groups = (group for terms in self.terms.values() for _, groups in terms for group in groups)
        return 1 + max(groups, default=-1)

    def words(self) -> Iterator[str]:
        """Return every word of every term."""
        return chain.from_iterable(term for terms in self.terms.values() for term, _ in terms)

    def groups_in(self, text: Sequence[str]) -> Iterator[tuple[range, tuple[int, ...]]]:
        """Return where a term stands, and its groups; of terms that begin at one word the longest."""
        end = 0
        for at, word in enumerate(text):
            if at >= end and word in self.terms:
                term, groups = self._starting(text, at)
                if groups:
                    yield range(at, at + len(term)), groups
                    end = at + len(term)

    def meant(self, text: Sequence[str]) -> set[str]:
        """Return the words of a text, and those of every term that means the same as one of its terms."""
        groups = {group for _, found in self.groups_in(text) for group in found}
        same = (term for terms in self.terms.values() for term, found in terms if not groups.isdisjoint(found))
        return set(text).union(*same)

    def numbers(self) -> Mapping[int, set[str]]:
        """Return the numbers, as words, in the terms of each group that has any."""
        found: dict[int, set[str]] = {}
        for term, groups in chain.from_iterable(self.terms.values()):
            for group in groups:
                found.setdefault(group, set()).update(filter(str.isdecimal, term))
        return {group: said for group, said in found.items() if said}

    def _starting(self, text: Sequence[str], at: int) -> tuple[tuple[str, ...], tuple[int, ...]]:
        for term, groups in self.terms.get(text[at], ()):
            if tuple(text[at : at + len(term)]) == term:
                return term, groups
        return (), ()


@dataclass(frozen=True, slots=True)
class Spelt:
    """A word of a question, and the known words that it is or may be."""

    typed: str
    #: Itself where it is known; empty where nothing is near.
    known: tuple[str, ...]
    #: How near those are, from 0 to 1.
    nearness: float

    @property
    def likely(self) -> str:
        """Return the word that is probably meant."""
        return self.known[0] if self.known else self.typed

    @property
    def is_known(self) -> bool:
        return self.typed in self.known


class Spelling:
    """The words that are known, and which of them a misspelt word may be."""

    def __init__(self, known: Iterable[str]) -> None:
        known = sorted(known)
        self._known = frozenset(known)
        #: By length and first letter, and by length and last letter: a slip rarely hits both ends.
        self._alike: dict[tuple[int, str], list[str]] = {}
        for word in filter(_may_be_misspelt, known):
            for end in _ends(word):
                self._alike.setdefault((len(word), end), []).append(word)

    def read(self, typed: Sequence[str]) -> list[Spelt]:
        """Return each word with what it may be; of the unknown words only the first few are looked up."""
        unknown = dict.fromkeys(word for word in typed if word not in self._known)
        nearest = {word: self._nearest(word) for word in islice(unknown, MOST_MISSPELT)}
        return [nearest.get(word) or Spelt(word, (word,) if word in self._known else (), 1.0) for word in typed]

    def _nearest(self, word: str) -> Spelt:
        if not _may_be_misspelt(word):
            return Spelt(word, (), 0.0)
        found = process.extract(
            word, self._like(word), scorer=OSA.normalized_similarity, score_cutoff=NEAR_ENOUGH_SWAPPED, limit=_LOOKED_AT
        )
        near = {known: score for known, score, _ in found if score >= NEAR_ENOUGH or sorted(known) == sorted(word)}
        nearest = max(near.values(), default=0.0)
        return Spelt(word, tuple(known for known in islice(near, MOST_NEAR) if near[known] == nearest), nearest)

    def _like(self, word: str) -> list[str]:
        reach = int(len(word) * (1 / NEAR_ENOUGH - 1))
        lengths = range(len(word) - reach, len(word) + reach + 1)
        lists = (self._alike.get((length, end), ()) for length in lengths for end in _ends(word))
        return list(chain.from_iterable(lists))


def respelt(text: str, spelt: Iterable[Spelt]) -> str:
    """Return a text as typed, but for its misspelt words, which become what they probably mean."""
    meant = {word.typed: word.likely for word in spelt if word.known and not word.is_known}
    return WORD.sub(lambda found: meant.get(fold(found[0]), found[0]), text)


def _ends(word: str) -> tuple[str, str]:
    return f"{word[0]}-", f"-{word[-1]}"


def _may_be_misspelt(word: str) -> bool:
    return len(word) >= SHORTEST_MISSPELT and not word[0].isdecimal()
