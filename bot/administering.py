"""What organisers, and nobody else, can do: reload the knowledge, take it back, load the roster, follow up."""

import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from bot.auditing import Auditing
from bot.exporting import Exporting
from bot.limiting import Limit, TooOftenError
from bot.measuring import Measuring
from bot.organising import Asked, Organising
from bot.overseeing import Overseeing
from bot.ports import Clock, Ledger
from bot.reloading import Reloading
from bot.reply import Asker, Button, Reply, ReplyKind
from bot.rostering import Rostering
from bot.teaching import Teaching
from bot.trail import Trail
from bot.wording import Wording
from knowledge.base import KnowledgeBase
from knowledge.model import in_language

#: Opens the commands as a form; below the help.
FORM = "admin_form"
_HELP = frozenset({"help", "aide"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Administration:
    """The organisers' side of the knowledge; every attempt leaves a row in the audit trail."""

    base: KnowledgeBase
    ledger: Ledger
    clock: Clock
    trail: Trail = field(init=False)
    wording: Wording
    #: By Slack user id; denies unless it knows better.
    is_organiser: Callable[[str], Awaitable[bool]]
    #: What puts other knowledge in service.
    reloading: Reloading
    #: What adds to it.
    teaching: Teaching
    #: What they can do about following up.
    organising: Organising | None = None
    #: What shows the audit trail.
    auditing: Auditing | None = None
    #: What they can do about single people and recommendations.
    overseeing: Overseeing | None = None
    #: What says how everything goes.
    measuring: Measuring | None = None
    #: What they can do about people.
    rostering: Rostering | None = None
    #: What they can take away.
    exporting: Exporting | None = None
    #: How often one person may try; refusals count, since each leaves a row in the trail.
    limit: Limit = field(default_factory=lambda: Limit(30))
    #: How often the trail says that somebody tried too often.
    _noted: Limit = field(init=False, default_factory=lambda: Limit(1))

    def __post_init__(self) -> None:
        object.__setattr__(self, "trail", Trail(self.ledger, self.clock))

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
            await self.trail.note(asker, f"{name if name in self._commands else 'something'} refused")
            return self._reply(self.wording.say(language, "admin-refused", contact=self._contact(language)), language)
        # In the ledger before anything happens: an act that leaves no trace is not done.
        if name in self._commands and [each.casefold().removeprefix("--") for each in words] == ["help"]:
            return self._help(f"help {name}", language)
        if name in self._commands:
            await self.trail.note(asker, f"{name} begun", before=f"generation {self.base.snapshot.generation}")
            asked = Asked(words=words, asker=asker, language=language, in_channel=in_channel, text=rest)
            return self._reply(await self._commands[name](asked), language)
        return self._help(command.strip().casefold().removeprefix("--"), language)

    async def press(self, act: str, about: str, asker: Asker, language: str, *, in_channel: bool = False) -> Reply:
        """Carry out what an organiser pressed below a reply.

        Raises:
            LedgerError: it could not be audited, and nothing was done; or some of it may be left.
            TooOftenError: as ``run``.
        """
        await self._hold(asker)
        language = language if language in self.wording.languages else self._language(asker)
        if not await self.is_organiser(asker.id):
            await self.trail.note(asker, f"{act if act in self._presses else 'something'} refused")
            return self._reply(self.wording.say(language, "admin-refused", contact=self._contact(language)), language)
        if act not in self._presses:  # of an earlier version
            return self._reply(self.wording.say(language, "refused-gone"), language)
        await self.trail.note(asker, f"{act} begun")
        asked = Asked(words=(about,), asker=asker, language=language, in_channel=in_channel)
        return self._reply(await self._presses[act](asked), language)

    async def refusal(self, act: str, asker: Asker, language: str) -> str | None:
        """Return why somebody may not do something that is done elsewhere; None: they may, and it is written down.

        Raises:
            LedgerError: it could not be audited, so it is not to be done.
            TooOftenError: as ``run``.
        """
        await self._hold(asker)
        if not await self.is_organiser(asker.id):
            await self.trail.note(asker, f"{act} refused")
            return self.wording.say(language, "admin-refused", contact=self._contact(language))
        await self.trail.note(asker, f"{act} begun")
        return None

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
        await self.trail.note(asker, "roster begun")
        asked = Asked(words=(), asker=asker, language=language, in_channel=False)
        return self._reply(await self.rostering.look_at(data, name, asked), language)

    async def _hold(self, asker: Asker) -> None:
        """Keep somebody from doing more than people do."""
        if self.limit.allows(asker.id):
            return
        if self._noted.allows(asker.id):
            await self.trail.note(asker, "too often")
        raise TooOftenError

    @property
    def _commands(self) -> Mapping[str, Callable[[Asked], Awaitable[str | Reply]]]:
        return (
            dict(self.reloading.commands)
            | dict(self.teaching.commands)
            | (dict(self.organising.commands) if self.organising else {})
            | (dict(self.auditing.commands) if self.auditing else {})
            | (dict(self.overseeing.commands) if self.overseeing else {})
            | (dict(self.measuring.commands) if self.measuring else {})
            | (dict(self.rostering.commands) if self.rostering else {})
            | (dict(self.exporting.commands) if self.exporting else {})
        )

    @property
    def _presses(self) -> Mapping[str, Callable[[Asked], Awaitable[str | Reply]]]:
        own = {**self.reloading.presses, **self.teaching.presses, **(self.auditing.presses if self.auditing else {})}
        return {**own, **(self.rostering.presses if self.rostering else {})}

    @property
    def names(self) -> Sequence[str]:
        """The names of the commands, as a list shows them."""
        return sorted([*self._commands, "help"])

    def explained(self, name: str, language: str) -> str:
        """Return what the help says of one command; of those that it says nothing about, all of it."""
        lines = self.wording.say(language, "admin-help").splitlines()
        own = [each for each in lines if re.search(rf"/seminar-admin {re.escape(name)}\b", each)]
        return "\n".join(own) or "\n".join(lines)

    def _help(self, name: str, language: str) -> Reply:
        # What people type is not repeated as mark-up, and not at length.
        shown = "".join(each for each in name if each.isalnum() or each in " -_")[:40].strip()
        first, _, about = shown.partition(" ")
        if shown in {"", *_HELP}:
            text = self.wording.say(language, "admin-help")
        elif first in _HELP and about in self.names:
            text = self.explained(about, language)
        elif guess := get_close_matches(about if first in _HELP else shown, self.names, n=1):
            command = f"help {guess[0]}" if first in _HELP else guess[0]
            return self._reply(self.wording.say(language, "admin-guess", command=shown, guess=command), language)
        else:
            return self._reply(self.wording.say(language, "admin-unknown", command=shown), language)
        form = Button(act=FORM, label=self.wording.say(language, "admin-form"), about="help")
        return Reply(kind=ReplyKind.COMMAND, text=text, language=language, buttons=[form])

    def _language(self, asker: Asker) -> str:
        languages = self.base.snapshot.languages
        return asker.language if asker.language in languages else languages[0]

    def _contact(self, language: str) -> str:
        return in_language(self.base.snapshot.seminar.contact, language)

    def _reply(self, said: str | Reply, language: str) -> Reply:
        if isinstance(said, Reply):
            return said
        return Reply(kind=ReplyKind.COMMAND, text=said, language=language)
