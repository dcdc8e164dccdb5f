"""What other knowledge would do once it is in service: what is found otherwise, and which checks would fail.

Nothing is changed. It takes its time where there is much, so it is called beside the event loop.
"""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Self

from bot.answering import Answer, Thresholds, decide
from bot.desk import Desk
from bot.elsewhere import replied
from bot.reply import Asker, Conversation, Reply
from knowledge.base import Difference, Snapshot, difference
from knowledge.checks import Failure, Outcome, failures
from knowledge.model import Check, Entry, EntryKind

#: Ways of asking that are tried at most: each is a search or two.
MOST_PHRASINGS = 300
#: From this score on another entry's phrasing is close: of those in the knowledge that comes with us, one in fourteen
#: is, nearly all of them about one subject.
CLOSE = 50.0
#: Of what is near to a new phrasing, so much is looked at.
_NEAR = 4
_NUMBERS = count(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rival:
    """A phrasing that is close to another entry's, or finds that instead of its own."""

    phrasing: str
    #: Whose it is.
    entry: str
    #: What is found instead, or close to it.
    other: str
    #: Of that, the phrasing that is closest.
    like: str
    #: Whether the other one is answered; else it is close, and other words may lead there.
    wins: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """Knowledge that is not in service, compared with what is."""

    before: Snapshot
    candidate: Snapshot
    difference: Difference
    rivals: tuple[Rival, ...] = ()
    #: Phrasings that were too many to be tried.
    untried: int = 0
    #: Of the candidate's checks, those that fail, in their order.
    failures: tuple[Failure, ...] = ()
    #: How many of these fail with what is in service too.
    failing_already: int = 0
    checks: int = 0
    #: Of the candidate's file, where it waits on the disk; "" where it is in memory alone.
    fingerprint: str = ""

    @classmethod
    def same(cls, before: Snapshot) -> Self:
        """Return that nothing differs."""
        return cls(before=before, candidate=before, difference=difference(before, before))

    def __bool__(self) -> bool:
        return bool(self.difference)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trying:
    """Tries candidates. Blocks."""

    desk_over: Callable[[Snapshot], Desk]
    thresholds: Thresholds

    def tried(self, before: Snapshot, candidate: Snapshot) -> Tried:
        """Compare a candidate with what is in service."""
        different = difference(before, candidate)
        if not different:
            return Tried.same(before)
        rivals, untried = rivalling(before, candidate, self.thresholds)
        found = run_checks(self.desk_over(candidate), candidate, [*candidate.knowledge.checks])
        known = set(before.knowledge.checks)
        failing = [each.check for each in found if each.check in known]
        already = run_checks(self.desk_over(before), before, failing)
        return Tried(
            before=before,
            candidate=candidate,
            difference=different,
            rivals=tuple(rivals),
            untried=untried,
            failures=tuple(found),
            failing_already=len(already),
            checks=len(candidate.knowledge.checks),
        )

    def asked(self, questions: Sequence[str], snapshot: Snapshot) -> Sequence[Reply]:
        """Return what questions are answered with some knowledge, each by itself."""
        desk, loop = self.desk_over(snapshot), asyncio.new_event_loop()
        try:
            return [loop.run_until_complete(_last(desk, [each])) for each in questions]
        finally:
            loop.close()


def run_checks(desk: Desk, snapshot: Snapshot, checks: Sequence[Check] | None = None) -> list[Failure]:
    """Ask every check's question, or those of some; return those that failed. Not to be called in an event loop."""
    loop = asyncio.new_event_loop()
    wanted = snapshot.knowledge.checks if checks is None else checks
    try:
        return list(failures(wanted, lambda turns: outcome_of(loop.run_until_complete(_last(desk, turns)))))
    finally:
        loop.close()


def outcome_of(reply: Reply) -> Outcome:
    """Return what a check looks at in a reply."""
    return Outcome(
        kind=reply.kind,
        entry=reply.entry,
        offered=tuple(each.entry for each in reply.choices),
        language=reply.language,
        confidence=reply.confidence,
        others=tuple(reply.others),
    )


async def _last(desk: Desk, turns: Sequence[str]) -> Reply:
    """Return the reply to the last question of a conversation of its own."""
    where = Conversation(channel=f"tried-{next(_NUMBERS)}")
    return [await replied(desk, each, Asker(id="tried"), where) for each in turns][-1]


def rivalling(before: Snapshot, after: Snapshot, thresholds: Thresholds) -> tuple[list[Rival], int]:
    """Return the phrasings that something new competes with, and how many were too many to look at.

    Those of entries that are new or changed are tried, and those of other entries that are near to one of these. What
    competed before and is as it was is not said again.
    """
    new = list(_new_phrasings(before, after))
    found: dict[tuple[str, str], Rival] = {}
    looked: set[tuple[str, str]] = set()

    def look(entry: Entry, phrasing: str, language: str | None) -> None:
        if (entry.id, phrasing) in looked:
            return
        looked.add((entry.id, phrasing))
        rival = _rival(entry, phrasing, language, after, thresholds)
        if rival is None or _rival(entry, phrasing, language, before, thresholds) == rival:
            return
        found[entry.id, phrasing] = rival

    for entry, phrasing, language in new[:MOST_PHRASINGS]:
        look(entry, phrasing, language)
        for match in after.index.search(phrasing, lang=language, limit=_NEAR):
            if match.entry is not None and match.entry.id != entry.id and match.phrasing:
                look(match.entry, match.phrasing, None)
    return list(found.values()), max(0, len(new) - MOST_PHRASINGS)


def _new_phrasings(before: Snapshot, after: Snapshot) -> Iterator[tuple[Entry, str, str]]:
    for id_, entry in after.entries.items():
        if after.public(id_) is None or entry.kind is EntryKind.SMALL_TALK:
            continue
        known = before.entries.get(id_)
        for language, phrasings in entry.phrasings.items():
            old = set(known.phrasings.get(language, ())) if known is not None else set()
            yield from ((entry, each, language) for each in phrasings if each not in old)


def _rival(
    entry: Entry, phrasing: str, language: str | None, snapshot: Snapshot, thresholds: Thresholds
) -> Rival | None:
    """Return what competes with an entry for one of its phrasings; None where nothing does."""
    matches = snapshot.index.search(phrasing, lang=language, limit=3)
    other = next((each for each in matches if each.entry is not None and each.entry.id != entry.id), None)
    if other is None or other.entry is None:
        return None
    decision = decide(matches, thresholds)
    wins = isinstance(decision, Answer) and decision.match is other
    if not wins and other.score < CLOSE:
        return None
    return Rival(phrasing=phrasing, entry=entry.id, other=other.entry.id, like=other.phrasing, wins=wins)
