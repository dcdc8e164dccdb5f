"""Other knowledge in service: looked at first, then put there or not; and back again, and forward."""

import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field

import structlog

from bot.assigning import Moves
from bot.errors import BotError, LedgerError
from bot.explaining import described, listed
from bot.markdown import literal
from bot.organising import Asked
from bot.reply import Asker, Button, Reply, ReplyKind
from bot.trail import Trail
from bot.trials import Trials
from bot.trying import Rival, Tried, Trying
from bot.waiting import aside
from bot.wording import Wording
from knowledge.base import (
    ChangedMeanwhileError,
    Difference,
    KnowledgeBase,
    NothingToRedoError,
    NothingToUndoError,
    Snapshot,
    difference,
)
from knowledge.checks import Failure
from knowledge.problems import KnowledgeError
from knowledge.storage import StorageError

log = structlog.get_logger()

#: Lines of each list; the counts say how many there are.
_MOST_LINES = 10
#: An organiser who has not decided by then no longer keeps others from reloading.
_KEPT_S = 900.0
_NOW = frozenset({"--now", "now"})


class KnowledgeNotKeptError(BotError):
    """The new generation could not be written; what is in service stays."""

    tell = "error-storage"


async def changed_by(change: Callable[[], Difference]) -> Difference:
    """Carry out a change of the knowledge beside the event loop.

    Raises:
        KnowledgeNotKeptError: the disk refused; nothing changed.
    """
    try:
        # Reading, checking and indexing take their time; questions are answered meanwhile.
        return await aside(change)
    except StorageError as error:
        raise KnowledgeNotKeptError(str(error)) from error


@dataclass(frozen=True, slots=True)
class _Looked:
    """What somebody was shown and has not decided."""

    key: str
    who: Asker
    tried: Tried
    moves: str
    at: float

    @classmethod
    def of(cls, tried: Tried, who: Asker, moves: str) -> "_Looked":
        # Named for what it is, so that another process that is asked to apply it can read the same.
        key = f"{tried.before.generation}-{tried.candidate.knowledge.sources_hash}"
        return cls(key, who, tried, moves, time.monotonic())


@dataclass(frozen=True, slots=True, kw_only=True)
class Reloading:
    """The organisers' commands that change what is in service. Whoever calls has made sure that an organiser asks."""

    base: KnowledgeBase
    trail: Trail
    wording: Wording
    trying: Trying
    #: How large knowledge is tried; None: as small is, in this process.
    trials: Trials | None = None
    #: What knowledge would do to reminders once it is in service.
    moves: Callable[[Snapshot], Awaitable[Moves]] | None = None
    #: Called once the knowledge in service is another one; must not wait.
    changed: Callable[[], None] = lambda: None
    #: What was looked at, the one thing at a time; and who is reading at this moment.
    _looked: list[_Looked] = field(init=False, default_factory=list)
    _reading: list[Asker] = field(init=False, default_factory=list)
    #: What was applied or cancelled here.
    _decided: set[str] = field(init=False, default_factory=set)

    @property
    def commands(self) -> Mapping[str, Callable[[Asked], Awaitable[str | Reply]]]:
        """Return the commands by name. Any may raise a ``BotError``: nothing changed."""
        return {"reload": self.reload, "undo": self.undo, "redo": self.redo}

    @property
    def presses(self) -> Mapping[str, Callable[[Asked], Awaitable[str | Reply]]]:
        return {"reload_apply": self._apply, "reload_cancel": self._cancel}

    async def reload(self, asked: Asked) -> str | Reply:
        """Show what the files would change; with `--now`, and where no check fails, change it at once."""
        if busy := self._busy(asked):
            return busy
        self._looked.clear()
        self._reading.append(asked.asker)
        try:
            tried = await self._tried()
            moves = await self._moves(tried.candidate, asked.language) if tried else ""
        except ChangedMeanwhileError:
            return self._say(asked, "reload-forgotten")
        except KnowledgeError as error:
            await self.trail.outcome(asked.asker, "reload failed", f"{len(error.problems)} problems")
            log.warning("knowledge not reloaded", problems=len(error.problems))
            return listed(error, "problems-kept", self.wording, asked.language)
        finally:
            self._reading.clear()
        if not tried:
            return described(tried.difference, "reload-same", self.wording, asked.language)
        looked = _Looked.of(tried, asked.asker, moves)
        self._decided.discard(looked.key)
        is_at_once = not _NOW.isdisjoint(each.casefold() for each in asked.words)
        if is_at_once and not tried.failures:
            return await self._put(looked, asked)
        self._looked.append(looked)
        return self._preview(looked, asked, is_held=is_at_once)

    async def _tried(self) -> Tried:
        if (found := await self._tried_apart()) is not None:
            return found
        before = self.base.snapshot
        return await aside(lambda: self.trying.tried(before, self.base.candidate()))

    async def _untried(self) -> Tried:
        """Return what the files say, whatever its checks say: somebody has looked at them."""
        if (found := await self._tried_apart()) is not None:
            return found
        before = self.base.snapshot
        candidate = await aside(self.base.candidate)
        return Tried(before=before, candidate=candidate, difference=difference(before, candidate))

    async def _tried_apart(self) -> Tried | None:
        """Have large knowledge tried; None where it is small."""
        if self.trials is None or not await self.trials.is_wanted():
            return None
        try:
            return await self.trials.tried()
        except StorageError as error:
            raise KnowledgeNotKeptError(str(error)) from error

    def _busy(self, asked: Asked) -> str | None:
        """Return who is at it, where somebody else is."""
        self._looked[:] = [each for each in self._looked if time.monotonic() - each.at < _KEPT_S]
        others = [*self._reading, *(each.who for each in self._looked if each.who.id != asked.asker.id)]
        if not others:
            return None
        who = others[0]
        return self._say(asked, "reload-busy", who=literal(who.shown), own="yes" if who.id == asked.asker.id else "no")

    def _preview(self, looked: _Looked, asked: Asked, *, is_held: bool) -> Reply:
        tried, language = looked.tried, asked.language
        lines = [described(tried.difference, "reload-preview", self.wording, language)]
        lines += self.told(tried, asked)
        lines += [looked.moves] if looked.moves else []
        if is_held:
            lines.append(self._say(asked, "reload-held"))
        buttons = [
            Button(act="reload_apply", label=self._say(asked, "reload-apply"), about=looked.key),
            Button(act="reload_cancel", label=self._say(asked, "roster-cancel"), about=looked.key),
        ]
        return Reply(kind=ReplyKind.COMMAND, text="\n\n".join(lines), language=language, buttons=buttons)

    def told(self, tried: Tried, asked: Asked) -> list[str]:
        """Return what was tried in paragraphs: what would compete, and which checks would fail."""
        paragraphs = [self._list("rivals", [self._rival(each, asked) for each in tried.rivals], asked)]
        if tried.untried:
            paragraphs.append(self._say(asked, "rivals-untried", count=tried.untried))
        failures = [self._failure(each, asked) for each in tried.failures]
        values = {"checks": tried.checks, "already": tried.failing_already}
        paragraphs.append(self._list("checks", failures, asked, **values))
        return paragraphs

    def _list(self, name: str, lines: Sequence[str], asked: Asked, **values: float) -> str:
        if not lines:
            return self._say(asked, f"{name}-none", **values)
        shown = [f"- {each}" for each in lines[:_MOST_LINES]]
        if len(lines) > _MOST_LINES:
            shown.append(f"- {self._say(asked, 'and-more', count=len(lines) - _MOST_LINES)}")
        return "\n".join([self._say(asked, f"{name}-found", count=len(lines), **values), "", *shown])

    def _rival(self, rival: Rival, asked: Asked) -> str:
        return self._say(
            asked,
            "rival-wins" if rival.wins else "rival-beside",
            phrasing=literal(rival.phrasing),
            entry=rival.entry,
            other=rival.other,
            like=literal(rival.like),
        )

    def _failure(self, failure: Failure, asked: Asked) -> str:
        question, expected, got = (literal(each) for each in (failure.check.question, failure.expected, failure.got))
        return self._say(asked, "check-failed", question=question, expected=expected, got=got)

    async def _apply(self, asked: Asked) -> str:
        [key] = asked.words
        looked = next((each for each in self._looked if each.key == key), None)
        if looked is not None:
            self._looked.remove(looked)
        elif key not in self._decided:
            looked = await self._looked_elsewhere(key, asked)
        if looked is None:
            return self._say(asked, "reload-forgotten")
        self._decided.add(key)
        try:
            return await self._put(looked, asked)
        except BotError:
            self._decided.discard(key)
            self._looked.append(looked)  # pressing again tries again
            raise

    async def _looked_elsewhere(self, key: str, asked: Asked) -> _Looked | None:
        """Read again what another process showed, or this one before a restart; None where it is not the same now."""
        await self._caught_up()
        try:
            tried = await self._untried()
        except (KnowledgeError, ChangedMeanwhileError):
            return None
        looked = _Looked.of(tried, asked.asker, "")
        return looked if tried and looked.key == key else None

    async def _caught_up(self) -> None:
        try:
            await aside(self.base.catch_up)
        except StorageError as error:
            raise KnowledgeNotKeptError(str(error)) from error

    async def _put(self, looked: _Looked, asked: Asked) -> str:
        tried = looked.tried
        try:
            difference = await changed_by(lambda: self._change(tried))
        except ChangedMeanwhileError:
            return self._say(asked, "reload-forgotten")
        await self.audited(asked.asker, "reload", tried.before.generation, difference)
        said = described(difference, "reload-done", self.wording, asked.language)
        more = [looked.moves] if looked.moves else []
        if tried.rivals:
            more.insert(0, self._list("rivals", [self._rival(each, asked) for each in tried.rivals], asked))
        return "\n\n".join([said, *more])

    def _change(self, tried: Tried) -> Difference:
        if tried.fingerprint:
            return self.base.take(tried.candidate, tried.fingerprint, over=tried.before)
        return self.base.reload(tried.candidate, over=tried.before)

    async def _cancel(self, asked: Asked) -> str:
        self._decided.add(asked.words[0])
        self._looked[:] = [each for each in self._looked if each.key != asked.words[0]]
        if not self._looked:
            await aside(self.base.discard)
        return self._say(asked, "reload-cancelled")

    async def undo(self, asked: Asked) -> str:
        """Go back to the generation before; `undo forward` is the same as `redo`."""
        if [each.casefold() for each in asked.words] == ["forward"]:
            return await self.redo(asked)
        return await self._step("undo", self.base.undo, asked)

    async def redo(self, asked: Asked) -> str:
        """Go forward again to what was undone."""
        return await self._step("redo", self.base.redo, asked)

    async def _step(self, name: str, change: Callable[[], Difference], asked: Asked) -> str:
        before = self.base.snapshot.generation
        try:
            difference = await changed_by(change)
        except (NothingToUndoError, NothingToRedoError):
            return self._say(asked, f"{name}-nothing")
        except ChangedMeanwhileError:
            return self._say(asked, "reload-forgotten")
        await self.audited(asked.asker, name, before, difference)
        return described(difference, f"{name}-done", self.wording, asked.language)

    async def audited(self, asker: Asker, action: str, before: int, difference: Difference) -> None:
        """Write a change down, and let everything know of it that hangs on the knowledge."""
        counts = f"+{len(difference.added)} ~{len(difference.changed)} -{len(difference.removed)}"
        log.info("knowledge changed", action=action, generation=difference.generation, changes=counts)
        self.changed()
        after = f"generation {difference.generation} ({counts})"
        await self.trail.outcome(asker, action, after, before=f"generation {before}")

    async def _moves(self, candidate: Snapshot, language: str) -> str:
        """Return what knowledge that is not in service yet will do to reminders; "" where nobody can tell."""
        if self.moves is None:
            return ""
        try:
            found = await self.moves(candidate)
        except LedgerError as error:
            log.warning("moves not counted", reason=str(error))
            return ""
        if not found:
            return self.wording.say(language, "reload-moves-none")
        return self.wording.say(language, "reload-moves", begun=found.begun, ended=found.ended, moved=found.moved)

    def _say(self, asked: Asked, name: str, /, **values: str | float) -> str:
        return self.wording.say(asked.language, name, **values)
