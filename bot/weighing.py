"""How strongly a text alarms: weights on its words and letters, its ideas and their company, on names and numbers.

Words, pairs of words and runs of letters are weighed in any language (spelling.py). In ten languages also the ideas
that words stand for: who is spoken of (me, her, a sister), what is done (locked, sold, beaten), by whom, when, and
whether it is asked or told. No single idea alarms, their company does. In French and English also what the families of
wordings found (alarms.py). The weights are those of one logistic regression with one outcome for each danger and one
for ordinary texts, fitted by bench/fit_safety.py, which also says how well they carry over.
"""

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, groupby
from operator import attrgetter

from bot.alarms import KNOWN
from bot.hearing import IDEAS, LANGUAGES, Ideas, Vocabulary, folded, unaccented
from bot.spelling import Sums, spelt, spoken_for
from knowledge.model import Danger

#: Ideas that do the same work in a text.
GROUPS: Mapping[str, frozenset[str]] = {
    name: frozenset(ideas.split())
    for name, ideas in {
        "self": "me us i",
        "want": "want",
        "other": "her kin girl",
        "agent": "they boss pimp",
        "harm": "kill beat weapon lock blood sell threat force follow suicide die",
        "trade": "sell sex beg force debt pay work docs take let trick marry hunger drug",
        "call": "help police flee safe report",
        "near": "now come door",
        "field": "law org many seminar",
        "question": "ask",
        "feeling": "fear hide end home",
        "light": "joke thanks dull sick",
        "data": "called who street phone born idno ill file lives",
    }.items()
}
_GROUPS_OF = {
    idea: frozenset(name for name, ideas in GROUPS.items() if idea in ideas)
    for idea in frozenset(chain.from_iterable(GROUPS.values()))
}

_CAPITAL = "[A-ZÀ-ÖØ-ÞĀ-ŽΆ-ΏΑ-ΩА-ЯЀ-ЏҐ]"
_NAME = rf"(?:{_CAPITAL}[\w'’]{{1,20}}(?:-{_CAPITAL}[\w'’]{{1,20}})?)"
#: What shows only in the text as it was typed.
_TYPED = {
    name: re.compile(found)
    for name, found in {
        "full name": rf"(?<=[\w,:;(] ){_NAME} {_NAME}",
        "initial": rf"{_NAME} {_CAPITAL}\.(?=[\s,:;)]|$)|\b{_CAPITAL}\. ?{_NAME}|\b{_CAPITAL}\. ?{_CAPITAL}\.",
        "names": rf"{_NAME} {_NAME}[,;]? .{{0,60}}?{_NAME} {_NAME}",
        "capital": rf"(?<=[\w,] ){_NAME}",
        "long number": r"\d{7}|\d{2,4}(?:[ /-]\d{2,4}){2}",
        "code": (
            rf"\b(?:{_CAPITAL}{{1,3}}[ -]?\d{{4}}|{_CAPITAL}{{1,2}} ?\d{{2,4}}[ -]?{_CAPITAL}{{2,3}}"
            rf"|\d{{2}} {_CAPITAL}{{2}} \d{{3,4}})"
        ),
        "mail": r"\w@\w",
        "date": r"\b\d{1,2}\. ?\d{1,2}\. ?(?:19|20)\d\d|\b(?:19[4-9]\d|200\d)\b",
        "age": r"(?<![\d/.])(?:[6-9]|[1-6]\d)(?![\d/.%:])",
        "digit": r"\d",
        "question mark": r"\?",
        "smile": r"[:;]-?[)D]|\)\s{0,9}$",
        "quote": '[„“”«»"]',
    }.items()
}

#: Ideas within so many words of each other keep company; groups of them within a few more.
_NEAR, _NEAR_GROUPS = 5, 7
#: A longer text is weighed piece by piece, and its end alone: a call for help there is not outvoted by what stands
#: before it.
_PIECE, _OVERLAP, _END = 40, 20, 12
#: Of more words than anybody writes in a hurry; some 40,000 characters must not take long.
_LONG = 400
#: A text without spaces costs no more than one with them.
_SPLIT = re.compile(r"\S{1,30}")
_NOT_WORDS = re.compile(r"[\W_]+")
#: A language that has so much of the likeliest one's words is likely too: neighbours share many.
_LIKELY, _TONGUES = 0.85, 2
#: How much of a text must be familiar for it to be in a language, and how many words it must have; more of both where
#: it is in another script than the language's own. Usual words count twice, and one or two may be anybody's.
_OWN_SCRIPT, _TRANSLITERATED, _FEW = (0.25, 1), (0.6, 3), 1
_SCRIPTS = {
    **dict.fromkeys(("bg", "mk", "uk"), ("cyrillic",)),
    "el": ("greek",),
    "sh": ("latin", "cyrillic"),
}
#: French or English beyond doubt: so much of it is familiar.
_SURELY_HERE = 1.6
#: So strongly must a text alarm: the odds of danger against an ordinary text, as a natural logarithm.
ALARM = 0.4
#: What is told in two or three words alarms only where these are stronger: "No boat." is a note on a report.
ALARM_FEW, _FEW_WORDS = 1.0, 4
#: So must names and numbers, which are in many an ordinary text; where they are plain, they alarm by themselves.
ALARM_DATA = 0.7
#: In fewer words nobody is told of: a place and a date, a helpline's number.
_SOMEBODY = 5
#: Kinds of danger in the order of the weights.
KINDS = tuple(Danger)
#: So many letters of a word are its own evidence.
_STEM = 5
_MOST = 4
_LENGTH = 5


@dataclass(frozen=True, slots=True)
class Heard:
    """A piece of a text, in one of the ten languages or in another."""

    language: str | None
    typed: str
    #: As `folded` leaves them; where the language is not one of the ten, as `spelt` does.
    words: Sequence[str]

    def features(self) -> Mapping[str, float]:
        """Return what the weights are for, by name."""
        found = self._of_language() if self.language else {}
        # Whoever shouts names nobody by it.
        typed = self.typed.lower() if self.typed.isupper() else self.typed
        found |= dict.fromkeys((f"typed {name}" for name, each in _TYPED.items() if each.search(typed)), 1.0)
        found[f"length {min(_LENGTH, len(self.words) // _LENGTH)}"] = 1.0
        return found

    def _of_language(self) -> dict[str, float]:
        ideas = Vocabulary.of(self.language or "").ideas(self.words)
        found = dict.fromkeys(_singly(ideas), 1.0)
        found |= dict.fromkeys(_company(ideas), 0.7)
        found |= dict.fromkeys(_grouped(ideas), 0.8)
        found |= dict.fromkeys((f"{self.language} {word[:_STEM]}" for word in self.words), 0.6)
        found["known"] = sum(map(bool, ideas)) / max(1, len(ideas))
        return found


def _singly(ideas: Sequence[Ideas]) -> Iterator[str]:
    times: dict[str, int] = {}
    for idea in chain.from_iterable(ideas):
        times[idea] = times.get(idea, 0) + 1
    yield from times
    yield from (f"{idea} again" for idea, count in times.items() if count > 1)
    yield from (f"first {idea}" for idea in (ideas[0] if ideas else ()))


def _company(ideas: Sequence[Ideas]) -> Iterator[str]:
    for at, here in enumerate(ideas):
        if here:
            for there in ideas[at : at + _NEAR]:
                yield from (f"{min(one, two)}+{max(one, two)}" for one in here for two in there if one != two)


def _grouped(ideas: Sequence[Ideas]) -> Iterator[str]:
    nothing: frozenset[str] = frozenset()
    groups = [nothing.union(*(_GROUPS_OF.get(idea, nothing) for idea in each)) for each in ideas]
    for at, here in enumerate(groups):
        if here:
            for there in groups[at : at + _NEAR_GROUPS]:
                yield from (f"{min(one, two)}~{max(one, two)}" for one in here for two in there if one != two)
    present = sorted(nothing.union(*groups))
    yield from (f"{one}&{two}" for at, one in enumerate(present) for two in present[at + 1 :])
    said = frozenset[str]().union(*ideas)
    for name in present:
        yield from (f"{name} {count}" for count in range(1, 1 + min(_MOST, len(said & GROUPS[name]))))


Weights = Mapping[str, tuple[float, ...]]


@cache
def weights() -> Weights:
    """Return the weights for each danger against an ordinary text, read once; "" has what counts for any text."""
    lines = (IDEAS / "weights.txt").read_text(encoding="utf-8").splitlines()
    parted = (line.rsplit(" ", len(KINDS)) for line in lines)
    return {name: tuple(map(float, numbers)) for name, *numbers in parted}


def alarms(features: Mapping[str, float], known: Weights, spoken: Sequence[float]) -> Mapping[Danger, float]:
    """Return how strongly each danger speaks against an ordinary text, its words and letters included."""
    sums = [one + other for one, other in zip(known[""], spoken, strict=True)]
    for name, value in features.items():
        if weight := known.get(name):
            for kind, each in enumerate(weight):
                sums[kind] += value * each
    return dict(zip(KINDS, sums, strict=True))


def together(each: Mapping[Danger, float]) -> float:
    """Return how strongly any danger speaks against an ordinary text."""
    most = max(each.values())
    return most + math.log(sum(math.exp(one - most) for one in each.values()))


def danger_weighed(typed: str, told: Iterable[str] = ()) -> Danger | None:
    """Return the likeliest danger of a text; None for an ordinary one.

    Args:
        typed: the text, of any length.
        told: names of weights for what is known of the text already.
    """
    worst = weighed(typed, told)
    if worst is None:
        return None
    likeliest = max(worst, key=worst.__getitem__)
    if together(worst) <= _enough(likeliest, typed):
        return None
    return None if likeliest is Danger.PERSONAL_DATA and len(typed.split()) < _SOMEBODY else likeliest


def _enough(danger: Danger, typed: str) -> float:
    if len(typed.split()) < _FEW_WORDS:
        return ALARM_FEW
    return ALARM_DATA if danger is Danger.PERSONAL_DATA else ALARM


def weighed(typed: str, told: Iterable[str] = ()) -> Mapping[Danger, float] | None:
    """Return how strongly each danger speaks in the piece of a text that alarms most: logarithms of odds."""
    seen: dict[str, Sums] = {}
    known = dict.fromkeys(told, 1.0)
    found = (
        alarms({**each.features(), **known}, weights(), spoken)
        for part, many in groupby(pieces(typed), key=attrgetter("typed"))
        for spoken in [spoken_for(spelt(part), seen)]
        for each in many
    )
    return max(found, key=together, default=None)


def pieces(typed: str) -> Iterator[Heard]:
    """Yield a text, part by part where it is long, in each language that the part may be in.

    One word in another language than the ten is no text: "help" asks for the manual as often as for the police.
    """
    for part in _parts(_SPLIT.findall(typed)):
        known = tongues(part)
        yield from (Heard(language, part, words) for language, words in known)
        words = spelt(part)
        if not known and len(words) > 1:
            yield Heard(None, part, words)


def _parts(split: Sequence[str]) -> Iterator[str]:
    # Pieces of a usual text overlap, lest a call for help is cut in two.
    overlap = _OVERLAP if len(split) <= _LONG else 0
    for at in range(0, max(1, len(split) - overlap), _PIECE - overlap):
        yield " ".join(split[at : at + _PIECE])
    if len(split) > _PIECE:
        yield " ".join(split[-_END:])


def tongues(typed: str) -> Sequence[tuple[str, Sequence[str]]]:
    """Return the languages, of the ten, that a text may be in, likeliest first, each with the text's words.

    None where French or English are likelier than any: they have families of wordings, in alarms.py.
    """
    plainer = unaccented(typed)
    words = _NOT_WORDS.split(plainer)
    here = max(_familiar(words, language) for language in ("fr", "en"))
    if here >= _SURELY_HERE * len(words):
        return ()
    read, familiar = {}, {}
    for language, (share, fewest) in _may_be(typed).items():
        read[language] = folded(plainer, language)
        found = _familiar(read[language], language)
        if len(read[language]) >= fewest and found >= len(read[language]) * share:
            familiar[language] = found
    most = max(familiar.values(), default=0)
    if most <= max(_FEW, here):
        return ()
    likely = sorted((each for each in familiar if familiar[each] >= _LIKELY * most), key=lambda each: -familiar[each])
    return [(language, read[language]) for language in likely[:_TONGUES]]


def _may_be(typed: str) -> Mapping[str, tuple[float, int]]:
    """Return the languages written as a text is: how much of it must be familiar, how many words it must have."""
    letters = {_script(each) for each in typed if each.isalpha()}
    if letters & {"cyrillic", "greek"}:
        return {each: _OWN_SCRIPT for each in LANGUAGES if letters & set(_SCRIPTS.get(each, ()))}
    own = {each: _OWN_SCRIPT for each in LANGUAGES if "latin" in _SCRIPTS.get(each, ("latin",))}
    # Nobody who types another script in Latin letters puts accents on them.
    return own | ({each: _TRANSLITERATED for each in LANGUAGES if each not in own} if typed.isascii() else {})


def _script(letter: str) -> str:
    return "cyrillic" if "Ѐ" <= letter <= "ӿ" else "greek" if "Ͱ" <= letter <= "Ͽ" else "latin"


def _familiar(words: Sequence[str], language: str) -> float:
    usual = _common()[language]
    if language not in LANGUAGES:
        return sum(2 * (word in usual) + (word in KNOWN) for word in words)
    ideas = Vocabulary.of(language)
    return sum(2 * (word in usual) + bool(ideas.ideas_of(word)) for word in words)


@cache
def _common() -> Mapping[str, frozenset[str]]:
    """Return the words that every text in a language is full of, by language."""
    lines = (IDEAS / "common.txt").read_text(encoding="utf-8").splitlines()
    return {name: frozenset(words.split()) for name, _, words in (line.partition(": ") for line in lines)}
