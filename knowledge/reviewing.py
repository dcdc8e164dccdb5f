"""What would make a knowledge better, in the order of what helps most. Pure: it searches, and changes nothing.

What is wrong is refused by ``reading``; what a question gets is for ``checks``. This looks for what neither sees:
entries that say the same, wordings that only find their entry because they stand there word for word, languages that
are missing, answers that nobody reads to their end.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from rapidfuzz import fuzz, process

from knowledge.base import Snapshot
from knowledge.model import Audience, ContactCard, Entry, EntryKind
from knowledge.search import Index
from knowledge.search.text import words

#: Answers that are alike by so many of a hundred say the same in other words at most.
SAME_ANSWER = 90
#: Below so many letters two answers are alike by chance: "Yes, on both days."
_SHORT_ANSWER = 40
#: An answer that fills more than a screen of a phone is not read to its end; Slack folds it there too.
LONG_ANSWER = 1200
#: LIX (words in a sentence, and long words in a hundred): above this a text is one for specialists.
HARD = 65
#: Fewer words say nothing about how hard a text is.
_FEW_WORDS = 40
_LONG_WORD = 6
#: An entry needs at least so many ways of asking before other ways find it.
FEW_PHRASINGS = 3
#: So long before its last day an entry or a card is looked at again.
SOON_DAYS = 30

_SENTENCE = re.compile(r"[.!?:;]+(?=\s|$)|\n+")
_WORD = re.compile(r"[^\W\d_]+")
_LINK = re.compile(r"https?://[^\s<>|)\]\"']+")


class Flaw(StrEnum):
    """What may be wrong with an entry or a card; each has words in `locales/`."""

    #: Nobody who asks in other words than its own finds it.
    UNFOUND = "unfound"
    #: A way of asking leads to another entry as soon as it does not stand there word for word.
    STOLEN = "stolen"
    #: Another entry has the same answer.
    DUPLICATE = "duplicate"
    EXPIRED = "expired"
    EXPIRES = "expires"
    #: A contact card that nobody has called or read on its official page.
    UNVERIFIED = "unverified"
    DEAD_LINK = "dead_link"
    #: It has no answer, or no way of asking, in a language of its seminar.
    NO_ANSWER = "no_answer"
    NO_PHRASING = "no_phrasing"
    FEW = "few"
    UNCHECKED = "unchecked"
    LONG = "long"
    HARD = "hard"

    @property
    def weight(self) -> float:
        """Return how much of an entry's worth it takes: mending the heaviest helps most."""
        return _WEIGHTS[self]


_WEIGHTS = {
    Flaw.EXPIRED: 1.0,
    Flaw.UNFOUND: 0.8,
    Flaw.UNVERIFIED: 0.6,
    Flaw.DUPLICATE: 0.5,
    Flaw.STOLEN: 0.5,
    Flaw.NO_ANSWER: 0.5,
    Flaw.DEAD_LINK: 0.3,
    Flaw.NO_PHRASING: 0.3,
    Flaw.EXPIRES: 0.2,
    Flaw.FEW: 0.2,
    Flaw.UNCHECKED: 0.15,
    Flaw.LONG: 0.15,
    Flaw.HARD: 0.1,
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that may be better."""

    flaw: Flaw
    #: The id of the entry, recommendation or card.
    where: str
    #: What the words in `locales/` name: another entry, a wording, a language, a day, a number.
    values: Mapping[str, str | int | date] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Review:
    """What was found, and how good the knowledge is as a whole."""

    #: Heaviest first; of one kind in the order of the knowledge.
    findings: tuple[Finding, ...]
    #: From 0 to 100: the share of entries and cards that is worth what it could be.
    score: int
    #: How many entries and cards were looked at.
    looked_at: int

    def counts(self) -> Mapping[Flaw, int]:
        """Return how many there are of each kind, heaviest first."""
        return Counter(each.flaw for each in self.findings)


def review(
    snapshot: Snapshot,
    today: date,
    *,
    dead: Collection[str] = (),
    told: Callable[[int, int], object] = lambda _done, _of: None,
) -> Review:
    """Look at everything that a snapshot holds.

    Args:
        snapshot: the knowledge.
        today: for what has a last day.
        dead: links that lead nowhere, as far as somebody has tried.
        told: now and then how many ways of asking were tried, and of how many.
    """
    entries = [each for each in snapshot.entries.values() if each.kind is not EntryKind.SMALL_TALK]
    cards = snapshot.cards
    findings = [
        *_of_searching(snapshot, entries, told),
        *_duplicates(entries),
        *(finding for each in entries for finding in _of_entry(each, snapshot, today)),
        *_unchecked(entries, snapshot),
        *(finding for each in cards for finding in _of_card(each, today)),
        *(finding for each in entries for finding in _dead(each, set(dead))),
    ]
    place = {id_: at for at, id_ in enumerate([*(each.id for each in entries), *(each.id for each in cards)])}
    findings.sort(key=lambda each: (-each.flaw.weight, each.flaw, place[each.where]))
    return Review(tuple(findings), _score(findings, len(place)), len(place))


def links(snapshot: Snapshot) -> Sequence[str]:
    """Return every address that a reader may be sent to, once."""
    return [*dict.fromkeys(link for each in snapshot.entries.values() for link in _links(each))]


def _score(findings: Iterable[Finding], count: int) -> int:
    lost: dict[str, float] = defaultdict(float)
    for each in findings:
        lost[each.where] += each.flaw.weight
    return round(100 * (1 - sum(min(1.0, each) for each in lost.values()) / count)) if count else 100


# What is found by searching


def _of_searching(
    snapshot: Snapshot, entries: Sequence[Entry], told: Callable[[int, int], object]
) -> Iterator[Finding]:
    """Ask every way of asking of a knowledge that has only the others, of each entry the first or the second half."""
    public = [each for each in entries if each.audience is Audience.EVERYONE]
    asked = [_halves(each) for each in public]
    done, count = 0, sum(len(half) for halves in asked for half in halves)
    tried: dict[str, list[tuple[str, str | None]]] = defaultdict(list)
    for which in (0, 1):
        index = Index(
            [_with(each, halves[1 - which]) for each, halves in zip(public, asked, strict=True)],
            aliases=snapshot.knowledge.aliases,
        )
        for entry, halves in zip(public, asked, strict=True):
            for language, phrasing in halves[which] if halves[1 - which] else ():
                match = next(iter(index.search(phrasing, lang=language, limit=1)), None)
                tried[entry.id].append((phrasing, match.entry.id if match and match.entry else None))
                done += 1
                told(done, count)
    for entry in public:
        yield from _found(entry, tried[entry.id])


def _found(entry: Entry, tried: Sequence[tuple[str, str | None]]) -> Iterator[Finding]:
    if not tried:
        return
    if not any(found == entry.id for _, found in tried):
        yield Finding(Flaw.UNFOUND, entry.id, {"count": len(tried)})
        return
    # Of one that leads elsewhere again and again, the first is enough to see why.
    stolen: dict[str, list[str]] = defaultdict(list)
    for phrasing, found in tried:
        if found is not None and found != entry.id:
            stolen[found].append(phrasing)
    for other, phrasings in stolen.items():
        # One in many is how language is: another wording of the same catches it.
        if 3 * len(phrasings) >= len(tried):
            yield Finding(Flaw.STOLEN, entry.id, {"other": other, "phrasing": phrasings[0], "count": len(phrasings)})


def _halves(entry: Entry) -> tuple[Sequence[tuple[str, str]], Sequence[tuple[str, str]]]:
    """Return an entry's ways of asking in two halves, each with its language; what is said twice stands once."""
    every, seen = [], set()
    for language, phrasings in entry.phrasings.items():
        for each in phrasings:
            if (key := tuple(words(each))) not in seen:
                seen.add(key)
                every.append((language, each))
    return every[::2], every[1::2]


def _with(entry: Entry, phrasings: Iterable[tuple[str, str]]) -> Entry:
    kept: dict[str, list[str]] = defaultdict(list)
    for language, each in phrasings:
        kept[language].append(each)
    # Its title is a way of asking too, where it stands among them.
    return entry.model_copy(update={"phrasings": {each: tuple(of) for each, of in kept.items()}})


# What is seen in the texts


def _duplicates(entries: Sequence[Entry]) -> Iterator[Finding]:
    languages = dict.fromkeys(language for each in entries for language in each.answer)
    found: dict[str, str] = {}
    for language in languages:
        texts = {
            each.id: each.answer[language] for each in entries if len(each.answer.get(language, "")) >= _SHORT_ANSWER
        }
        ids = [*texts]
        alike = process.cdist(
            [*texts.values()], [*texts.values()], scorer=fuzz.ratio, score_cutoff=SAME_ANSWER, dtype="uint8"
        )
        for at, id_ in enumerate(ids):
            earlier = next((ids[other] for other in range(at) if alike[at, other]), None)
            if earlier is not None:
                found.setdefault(id_, earlier)
    yield from (Finding(Flaw.DUPLICATE, id_, {"other": other}) for id_, other in found.items())


def _of_entry(entry: Entry, snapshot: Snapshot, today: date) -> Iterator[Finding]:
    yield from _of_day(entry.id, entry.valid_until, today)
    yield from _of_languages(entry, snapshot)
    asked = sum(len({tuple(words(each)) for each in phrasings}) for phrasings in entry.phrasings.values())
    if asked < FEW_PHRASINGS:
        yield Finding(Flaw.FEW, entry.id, {"count": asked})
    for language, text in entry.answer.items():
        if len(text) > LONG_ANSWER:
            yield Finding(Flaw.LONG, entry.id, {"language": language, "count": len(text)})
        if (hardness := lix(text)) is not None and hardness > HARD:
            yield Finding(Flaw.HARD, entry.id, {"language": language, "count": hardness})


def _of_languages(entry: Entry, snapshot: Snapshot) -> Iterator[Finding]:
    seminar = next((each for each in snapshot.knowledge.seminars if each.id == entry.seminar), snapshot.seminar)
    for language in seminar.languages:
        if language not in entry.answer:
            yield Finding(Flaw.NO_ANSWER, entry.id, {"language": language})
        elif not entry.phrasings.get(language):
            yield Finding(Flaw.NO_PHRASING, entry.id, {"language": language})


def _of_day(where: str, last: date | None, today: date) -> Iterator[Finding]:
    if last is None:
        return
    if last < today:
        yield Finding(Flaw.EXPIRED, where, {"day": last})
    elif (last - today).days <= SOON_DAYS:
        yield Finding(Flaw.EXPIRES, where, {"day": last})


def _of_card(card: ContactCard, today: date) -> Iterator[Finding]:
    if card.verified_on is None:
        yield Finding(Flaw.UNVERIFIED, card.id)
    yield from _of_day(card.id, card.valid_until, today)


def _unchecked(entries: Sequence[Entry], snapshot: Snapshot) -> Iterator[Finding]:
    checked = {each for check in snapshot.knowledge.checks for each in (check.entry, check.offered) if each}
    # Shared knowledge that comes from elsewhere has its checks there; whoever checks some of it has it in their care.
    cares = any(each.seminar is None for each in entries if each.id in checked)
    wanted = (each for each in entries if each.seminar is not None or cares)
    yield from (Finding(Flaw.UNCHECKED, each.id) for each in wanted if each.id not in checked)


def _dead(entry: Entry, dead: Collection[str]) -> Iterator[Finding]:
    yield from (Finding(Flaw.DEAD_LINK, entry.id, {"link": each}) for each in _links(entry) if each in dead)


def _links(entry: Entry) -> Sequence[str]:
    sources = [each.url for each in (entry.source, *entry.further_sources) if each is not None and each.url]
    written = [link.rstrip(".,;:") for text in entry.answer.values() for link in _LINK.findall(text)]
    return [*dict.fromkeys((*sources, *written))]


def lix(text: str) -> int | None:
    """Return how hard a text is to read, by LIX (Björnsson 1968), which needs no language; None: it is too short.

    Words in a sentence on average, plus words of more than six letters in a hundred: 40 is a newspaper, 60 a law.
    """
    found = _WORD.findall(_LINK.sub("", text))
    if len(found) < _FEW_WORDS:
        return None
    sentences = sum(bool(_WORD.search(each)) for each in _SENTENCE.split(text))
    return round(len(found) / sentences + 100 * sum(len(each) > _LONG_WORD for each in found) / len(found))
