"""Large knowledge is tried in a process of its own, so that nobody's question waits while it is read and indexed.

That process leaves what it built on the disk, and tells what it found; whoever serves takes it from there.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from bot.answering import Thresholds
from bot.apart import ApartError, apart
from bot.errors import BotError
from bot.ports import Clock
from bot.trying import Rival, Tried
from bot.waiting import aside
from knowledge.base import ChangedMeanwhileError, Difference, KnowledgeBase, Snapshot
from knowledge.checks import Failure
from knowledge.problems import KnowledgeError, Problem
from knowledge.storage import StorageError

#: In bytes, of the files or of what is in service: from here on, about 10,000 phrasings, a process's start is worth it.
LARGE = 2**20
#: Many times what a million phrasings take.
_PATIENCE_S = 1800.0


class BrokenOffError(BotError):
    """The process ended before it was done: killed, or out of memory. What is in service stays."""

    tell = "error-reload"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What is to be tried, and how."""

    #: Where the generations are, and which of them is in service.
    folder: Path
    generation: int
    content: Path
    shared: Path | None
    thresholds: Thresholds
    #: As a desk's.
    focus_kept: timedelta
    live: bool
    now: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What was found, without the knowledge itself: as in ``Tried``."""

    difference: Difference
    rivals: tuple[Rival, ...]
    untried: int
    failures: tuple[Failure, ...]
    failing_already: int
    checks: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What became of a trial: one of these; none where the sources say what is in service."""

    findings: Findings | None = None
    #: As ``Candidate.kept`` returned it.
    candidate: dict[str, Any] | None = None
    problems: tuple[Problem, ...] = ()
    waiting: tuple[str, ...] = ()
    #: Whether something else came into service meanwhile.
    is_outrun: bool = False
    #: What the disk refused.
    refused: str = ""


TRIAL, VERDICT = TypeAdapter(Trial), TypeAdapter(Verdict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trials:
    """Has knowledge tried in a process of its own."""

    base: KnowledgeBase
    clock: Clock
    thresholds: Thresholds
    focus_kept: timedelta
    live: bool
    #: In bytes; what is smaller is tried sooner than a process is started.
    large: int = LARGE

    async def is_wanted(self) -> bool:
        """Tell whether there is so much knowledge that trying it would be felt."""
        return await aside(self.base.size) >= self.large

    async def tried(self) -> Tried:
        """Return what the sources would change, as ``Trying.tried`` does.

        Raises:
            KnowledgeError: they need mending.
            ChangedMeanwhileError: something else came into service meanwhile.
            StorageError: what was built could not be kept; nothing changed.
            BrokenOffError: the process ended before it was done; nothing changed.
        """
        before = self.base.snapshot
        try:
            said = await apart("bot.trial", given=TRIAL.dump_json(self._trial(before)), patience_s=_PATIENCE_S)
        except ApartError as error:
            raise BrokenOffError(f"{error}: {error.complaint}".rstrip(": ")) from error
        return await aside(lambda: self._heard(VERDICT.validate_json(said), before))

    def _trial(self, before: Snapshot) -> Trial:
        return Trial(
            folder=self.base.folder.absolute(),
            generation=before.generation,
            content=self.base.content.absolute(),
            shared=self.base.shared,
            thresholds=self.thresholds,
            focus_kept=self.focus_kept,
            live=self.live,
            now=self.clock.now(),
        )

    def _heard(self, verdict: Verdict, before: Snapshot) -> Tried:
        if verdict.problems:
            raise KnowledgeError(verdict.problems, verdict.waiting)
        if verdict.is_outrun:
            raise ChangedMeanwhileError
        if verdict.refused:
            raise StorageError(verdict.refused)
        found, candidate = verdict.findings, verdict.candidate
        if found is None or candidate is None:
            return Tried.same(before)
        return Tried(
            before=before,
            candidate=self.base.told(candidate, before),
            fingerprint=candidate["fingerprint"],
            difference=found.difference,
            rivals=found.rivals,
            untried=found.untried,
            failures=found.failures,
            failing_already=found.failing_already,
            checks=found.checks,
        )
