"""Failed checks -> names that may be missing in `aliases.yaml`. Pure; it proposes, an author decides.

A question fails where it calls a thing by a name that its entry never uses. Such a name is a word, or a few side by
side, that stands nowhere in the expected entry; what it may stand for is a term that this entry has and few others,
and that the question lacks. A word that is said of many things names none of them.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from knowledge.checks import Failure
from knowledge.model import Check, Entry
from knowledge.search.text import Aliases, Spelling, words

#: No more are worth looking at in one go.
MOST_PROPOSALS = 5
#: A word that so many subjects share is a way of speaking.
MANY = 3
#: A question with more strange words than this apart from each other is another question.
_MOST_STRANGE = 2
#: A name has no more words.
_LONGEST = 3
#: Below this many letters a word is a name only in capitals.
_SHORTEST = 4
#: A neighbour belongs to a term where it stands beside it in this share of its places.
_BESIDE = 0.8
_TOKEN = re.compile(r"[^\W_]+(?:[-.’'][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two terms that may mean the same."""

    #: As people asked.
    term: str
    #: As the entry says it.
    same: str
    #: Ids of the entries that were expected, each once.
    entries: tuple[str, ...]
    #: The questions that failed.
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Token:
    """A word as written, and the words that it is compared by: "covid-19" is two."""

    text: str
    words: tuple[str, ...]

    def is_in(self, known: Collection[str]) -> bool:
        return all(each in known for each in self.words)

    @property
    def may_name(self) -> bool:
        letters = sum(map(str.isalpha, self.text))
        return letters >= _SHORTEST or (letters >= 2 and self.text.isupper())  # noqa: PLR2004 - "EU", not "x"


def proposals(
    failures: Iterable[Failure], entries: Mapping[str, Entry], checks: Iterable[Check], aliases: Iterable[Iterable[str]]
) -> list[Proposal]:
    """Return what is worth trying, what would help most questions first; equals in the order of the checks."""
    known = Aliases.of(aliases)
    spread = _spread(entries.values(), checks)
    wanting: dict[tuple[str, ...], list[tuple[str, Failure, Entry]]] = {}
    for failure in failures:
        entry = entries.get(failure.check.entry or failure.check.offered or "")
        name = _name_in(failure.check.question, entry, known, spread) if entry is not None else None
        if name is not None and entry is not None:
            wanting.setdefault(tuple(words(name)), []).append((name, failure, entry))
    found = (_proposal(each, known, spread) for each in wanting.values())
    return sorted((each for each in found if each is not None), key=lambda each: -len(each.questions))


def _spread(entries: Iterable[Entry], checks: Iterable[Check]) -> Counter[str]:
    """Count of each word how many subjects are asked for with it."""
    subjects: dict[str, set[str]] = {}
    for entry in entries:
        subjects.setdefault(entry.id, set()).update(chain.from_iterable(map(words, _asked_by(entry))))
    for check in checks:
        # What is nobody's answer is a subject of its own.
        subject = check.entry or check.offered or f"? {check.question}"
        subjects.setdefault(subject, set()).update(words(check.question))
    return Counter(chain.from_iterable(subjects.values()))


def _name_in(question: str, entry: Entry, aliases: Aliases, spread: Mapping[str, int]) -> str | None:
    """Return what in a question may be a name that an entry lacks; None where nothing, or too much, is strange."""
    own = _meant(aliases, (*_asked_by(entry), *entry.answer.values()))
    spelling = Spelling(own)

    def is_strange(token: _Token) -> bool:
        is_known = any(each.known for each in spelling.read(token.words))  # itself, or misspelt
        return token.may_name and not is_known and all(spread.get(each, 0) < MANY for each in token.words)

    runs = list(_runs(_tokens(question), is_strange))
    if not 0 < len(runs) <= _MOST_STRANGE:
        return None
    rarest = min(runs, key=lambda run: (max(spread.get(each, 0) for token in run for each in token.words), -len(run)))
    return " ".join(token.text for token in rarest) if len(rarest) <= _LONGEST else None


def _runs(tokens: Iterable[_Token], is_strange: Callable[[_Token], bool]) -> Iterator[list[_Token]]:
    run: list[_Token] = []
    for token in tokens:
        if is_strange(token):
            run.append(token)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _proposal(
    wanting: Sequence[tuple[str, Failure, Entry]], aliases: Aliases, spread: Mapping[str, int]
) -> Proposal | None:
    """Return what a name may stand for: the term that tells the expected entries best from others."""
    weights: dict[str, float] = {}
    texts: list[list[_Token]] = []
    said = _meant(aliases, (failure.check.question for _, failure, _ in wanting))
    for entry in {entry.id: entry for _, _, entry in wanting}.values():
        phrasings = [_tokens(text) for text in _asked_by(entry)]
        texts += phrasings
        standing = Counter(token.text.casefold() for phrasing in phrasings for token in dict.fromkeys(phrasing))
        for token in dict.fromkeys(chain.from_iterable(phrasings)):
            if token.may_name and not said.intersection(token.words):
                rarity = 1 / max(1, *(spread.get(each, 0) for each in token.words))
                key = token.text.casefold()
                weights[key] = weights.get(key, 0.0) + standing[key] / len(phrasings) * rarity
    if not weights:
        return None
    best = _widened(max(weights, key=lambda each: weights[each]), texts, said)
    name = wanting[0][0]
    ids = dict.fromkeys(entry.id for _, _, entry in wanting)
    return Proposal(name, best, tuple(ids), tuple(failure.check.question for _, failure, _ in wanting))


def _widened(key: str, texts: Iterable[Sequence[_Token]], said: Collection[str]) -> str:
    """Return a term as it is written, with the word after it where the two always stand together."""
    places = [(text, at) for text in texts for at, token in enumerate(text) if token.text.casefold() == key]
    written = Counter(text[at].text for text, at in places).most_common(1)[0][0]
    nexts = (text[at + 1] for text, at in places if at + 1 < len(text))
    after = Counter(token.text for token in nexts if token.may_name and not token.is_in(said))
    if after:
        word, count = after.most_common(1)[0]
        if count >= _BESIDE * len(places):
            return f"{written} {word}"
    return written


def _meant(aliases: Aliases, texts: Iterable[str]) -> set[str]:
    """Return the words of texts, and those of all that means the same as a term in them."""
    return set[str]().union(*(aliases.meant(words(text)) for text in texts))


def _asked_by(entry: Entry) -> Iterator[str]:
    yield from entry.title.values()
    yield from chain.from_iterable(chain(entry.phrasings.values(), entry.keywords.values()))


def _tokens(text: str) -> list[_Token]:
    found = (_Token(each, tuple(words(each))) for each in _TOKEN.findall(text))
    return [each for each in found if each.words]
