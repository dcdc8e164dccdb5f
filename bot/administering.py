"""What organisers, and nobody else, can do: reload the knowledge, take it back, load the roster, follow up."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

import structlog

from bot.assigning import Moves
from bot.errors import BotError, LedgerError
from bot.explaining import described, listed
from bot.exporting import Exporting
from bot.limiting import Limit, TooOftenError
from bot.markdown import literal
from bot.organising import Asked, Organising
from bot.ports import Audited, Clock, Ledger
from bot.reply import Asker, Reply, ReplyKind
from bot.rostering import Rostering
from bot.undecided import undecided_questions
from bot.waiting import aside
from bot.wording import Wording
from knowledge.base import Difference, KnowledgeBase, NothingToUndoError, Snapshot
from knowledge.model import in_language
from knowledge.problems import KnowledgeError
from knowledge.storage import StorageError

log = structlog.get_logger()

#: Questions shown at a time, latest first.
_MOST_UNANSWERED = 15
#: Characters of a question's id by which organisers name it.
_SHORT = 8


class KnowledgeNotKeptError(BotError):
    """The new generation could not be written; what is in service stays."""

    tell = "error-storage"


@dataclass(frozen=True, slots=True, kw_only=True)
class Administration:
    """The organisers' side of the knowledge; every attempt leaves a row in the audit trail."""

    base: KnowledgeBase
    ledger: Ledger
    clock: Clock
    wording: Wording
    #: By Slack user id; denies unless it knows better.
    is_organiser: Callable[[str], Awaitable[bool]]
    #: Called once the knowledge in service is another one; must not wait.
    changed: Callable[[], None] = lambda: None
    #: What knowledge would do to reminders once it is in service.
    moves: Callable[[Snapshot], Awaitable[Moves]] | None = None
    #: What they can do about following up.
    organising: Organising | None = None
    #: What they can do about people.
    rostering: Rostering | None = None
    #: What they can take away.
    exporting: Exporting | None = None
    #: How often one person may try; refusals count, since each leaves a row in the trail.
    limit: Limit = field(default_factory=lambda: Limit(30))
    #: How often the trail says that somebody tried too often.
    _noted: Limit = field(init=False, default_factory=lambda: Limit(1))

    async def run(self, command: str, asker: Asker, *, in_channel: bool = False) -> Reply:
        """Carry out what follows `/seminar-admin`; in a channel, where others may look on, nobody is named.

        Raises:
            KnowledgeNotKeptError: the disk refused; nothing changed.
            LedgerError: it could not be audited; nothing was done.
            ConflictError: others changed the same at the same moment.
            TooOftenError: they did as much as one does in a minute; nothing was done.
        """
        name, *words = command.split() or [""]
        rest = command.strip().removeprefix(name).strip()
        name = name.casefold().removeprefix("--")
        language = self._language(asker)
        await self._hold(asker)
        if not await self.is_organiser(asker.id):
            # Of what was typed only a command's name is kept: the rest is somebody's text.
            await self._audit(asker, f"{name if name in self._commands else 'something'} refused")
            return self._reply(self.wording.say(language, "admin-refused", contact=self._contact(language)), language)
        # In the ledger before anything happens: an act that leaves no trace is not done.
        if name in self._commands:
            await self._audit(asker, f"{name} begun", before=f"generation {self.base.snapshot.generation}")
            asked = Asked(words=words, asker=asker, language=language, in_channel=in_channel, text=rest)
            return self._reply(await self._commands[name](asked), language)
        return self._reply(self._help(command.strip().casefold().removeprefix("--"), language), language)

    async def press(self, act: str, about: str, asker: Asker, language: str, *, in_channel: bool = False) -> Reply:
        """Carry out what an organiser pressed below a reply.

        Raises:
            LedgerError: it could not be audited, and nothing was done; or some of it may be left.
            TooOftenError: as ``run``.
        """
        await self._hold(asker)
        language = language if language in self.wording.languages else self._language(asker)
        if not await self.is_organiser(asker.id):
            await self._audit(asker, f"{act if act in self._presses else 'something'} refused")
            return self._reply(self.wording.say(language, "admin-refused", contact=self._contact(language)), language)
        if act not in self._presses:  # of an earlier version
            return self._reply(self.wording.say(language, "refused-gone"), language)
        await self._audit(asker, f"{act} begun")
        asked = Asked(words=(about,), asker=asker, language=language, in_channel=in_channel)
        return self._reply(await self._presses[act](asked), language)

    async def take_file(self, data: bytes, name: str, asker: Asker) -> Reply | None:
        """Look at a roster that was sent as a file; None: not by an organiser.

        Raises:
            LedgerError: it could not be audited, or compared with what is there.
            TooOftenError: as ``run``.
        """
        if self.rostering is None or not await self.is_organiser(asker.id):
            return None
        await self._hold(asker)
        language = self._language(asker)
        await self._audit(asker, "roster begun")
        asked = Asked(words=(), asker=asker, language=language, in_channel=False)
        return self._reply(await self.rostering.look_at(data, name, asked), language)

    async def _hold(self, asker: Asker) -> None:
        """Keep somebody from doing more than people do."""
        if self.limit.allows(asker.id):
            return
        if self._noted.allows(asker.id):
            await self._audit(asker, "too often")
        raise TooOftenError

    @property
    def _commands(self) -> Mapping[str, Callable[[Asked], Awaitable[str | Reply]]]:
        own: dict[str, Callable[[Asked], Awaitable[str | Reply]]] = {
            "reload": self._reload,
            "undo": self._undo,
            "unanswered": self._unanswered,
        }
        return (
            own
            | (dict(self.organising.commands) if self.organising else {})
            | (dict(self.rostering.commands) if self.rostering else {})
            | (dict(self.exporting.commands) if self.exporting else {})
        )

    @property
    def _presses(self) -> Mapping[str, Callable[[Asked], Awaitable[str | Reply]]]:
        return self.rostering.presses if self.rostering else {}

    def _help(self, name: str, language: str) -> str:
        # What people type is not repeated as mark-up, and not at length.
        shown = "".join(each for each in name if each.isalnum() or each in " -_")[:40].strip()
        if shown in {"", "help", "aide"}:
            return self.wording.say(language, "admin-help")
        if guess := get_close_matches(shown, (*self._commands, "help"), n=1):
            return self.wording.say(language, "admin-guess", command=shown, guess=guess[0])
        return self.wording.say(language, "admin-unknown", command=shown)

    async def _reload(self, asked: Asked) -> str:
        asker, language = asked.asker, asked.language
        try:
            candidate = await aside(self.base.candidate)
            moves = await self._moves(candidate, language)
            before = self.base.snapshot.generation
            difference = await self._change(lambda: self.base.reload(candidate))
        except KnowledgeError as error:
            await self._audit_outcome(asker, "reload failed", f"{len(error.problems)} problems")
            log.warning("knowledge not reloaded", problems=len(error.problems))
            return listed(error, "problems-kept", self.wording, language)
        await self._audited_change(asker, "reload", before, difference)
        said = described(difference, "reload-done" if difference else "reload-same", self.wording, language)
        return f"{said}\n\n{moves}" if difference and moves else said

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

    async def _undo(self, asked: Asked) -> str:
        asker, language = asked.asker, asked.language
        before = self.base.snapshot.generation
        try:
            difference = await self._change(self.base.undo)
        except NothingToUndoError:
            return self.wording.say(language, "undo-nothing")
        await self._audited_change(asker, "undo", before, difference)
        return described(difference, "undo-done", self.wording, language)

    async def _unanswered(self, asked: Asked) -> str:
        language = asked.language
        match [each.casefold() for each in asked.words]:
            case ["done", which]:
                return await self._dealt_with(which, asked)
        kept = await undecided_questions(self.ledger)
        if not kept:
            return self.wording.say(language, "unanswered-none")
        lines = [self.wording.say(language, "unanswered", count=len(kept)), ""]
        lines += [
            "- "
            + self.wording.say(
                language,
                "unanswered-one",
                id=each.id[:_SHORT],
                day=each.asked_at.date(),
                question=literal(each.question),
            )
            for each in kept[-_MOST_UNANSWERED:][::-1]
        ]
        if len(kept) > _MOST_UNANSWERED:
            lines.append(f"- {self.wording.say(language, 'and-more', count=len(kept) - _MOST_UNANSWERED)}")
        return "\n".join(lines)

    async def _dealt_with(self, which: str, asked: Asked) -> str:
        """Take a question off the list, by the beginning of its id; it is forgotten when its time is over."""
        waiting = await undecided_questions(self.ledger)
        found = [each.id for each in waiting if len(which) >= _SHORT and each.id.startswith(which)]
        if len(found) != 1 or not await self.ledger.answered(found[0], self.clock.now()):
            shown = "".join(each for each in which if each.isalnum())[:40]
            return self.wording.say(asked.language, "unanswered-unknown", id=shown)
        short = found[0][:_SHORT]
        await self._audit_outcome(asked.asker, "unanswered done", f"{short} dealt with", before=f"{short} waits")
        return self.wording.say(asked.language, "unanswered-done")

    async def _change(self, change: Callable[[], Difference]) -> Difference:
        try:
            # Reading, checking and indexing take their time; questions are answered meanwhile.
            return await aside(change)
        except StorageError as error:
            raise KnowledgeNotKeptError(str(error)) from error

    async def _audited_change(self, asker: Asker, action: str, before: int, difference: Difference) -> None:
        counts = f"+{len(difference.added)} ~{len(difference.changed)} -{len(difference.removed)}"
        log.info("knowledge changed", action=action, generation=difference.generation, changes=counts)
        self.changed()
        after = f"generation {difference.generation} ({counts})"
        await self._audit_outcome(asker, action, after, before=f"generation {before}")

    async def _audit_outcome(self, asker: Asker, action: str, after: str, *, before: str = "") -> None:
        try:
            await self._audit(asker, action, before=before, after=after)
        except LedgerError as error:
            # It is done, and its beginning is in the trail: the organiser is told what came of it, not that it failed.
            log.exception("outcome not audited", action=action, exc_info=error)

    async def _audit(self, asker: Asker, action: str, *, before: str = "", after: str = "") -> None:
        record = Audited(at=self.clock.now(), who=asker.id, action=action, before=before, after=after)
        await self.ledger.audit(record)

    def _language(self, asker: Asker) -> str:
        languages = self.base.snapshot.languages
        return asker.language if asker.language in languages else languages[0]

    def _contact(self, language: str) -> str:
        return in_language(self.base.snapshot.seminar.contact, language)

    def _reply(self, said: str | Reply, language: str) -> Reply:
        if isinstance(said, Reply):
            return said
        return Reply(kind=ReplyKind.COMMAND, text=said, language=language)
