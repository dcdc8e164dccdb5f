"""A roster that an organiser sends in Slack: looked at first, loaded once they say so. And how a person is erased."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field

import structlog
from pydantic import ValidationError

from bot.cleaning import clean
from bot.explaining import listed
from bot.organising import Asked
from bot.pending import Pending
from bot.ports import Audited, Clock, FollowUpLedger, RosterChange
from bot.reply import Button, Reply, ReplyKind
from bot.rostered import as_text
from bot.telling import Sentences, shortened
from bot.wording import Wording
from knowledge.model import Participant, Value
from knowledge.roster import RosterError, parse_roster

log = structlog.get_logger()

#: A thousand people are a tenth of it.
MAX_ROSTER_BYTES = 2**20
#: What a roster's file may be called.
ROSTER_SUFFIXES = (".csv", ".yaml", ".yml")
_MOST_KEPT = 20
_MOST_NAMES = 15


class _Sent(Value):
    """A roster that waits for its organiser's decision."""

    people: tuple[Participant, ...]


async def put(ledger: FollowUpLedger, people: Sequence[Participant], *, replace: bool) -> RosterChange:
    """Load a roster; with ``replace`` those who are not in it are erased, as ``Roster.erase`` does it.

    Raises:
        LedgerError: some of it may be left; loading the same again does it.
    """
    change = await ledger.put_roster(people, replace=False)
    for each in change.missing if replace else ():
        await ledger.erase(each)
    return change


@dataclass(frozen=True, slots=True, kw_only=True)
class Rostering:
    """The organisers' commands about people. Whoever calls has made sure that an organiser asks."""

    ledger: FollowUpLedger
    clock: Clock
    wording: Wording
    #: Lists the roster.
    listing: Callable[[Asked], Awaitable[str]]
    #: Called once the roster is another one; must not wait.
    changed: Callable[[], None] = lambda: None
    #: Takes a Slack user who was erased out of what they added to the knowledge.
    disown: Callable[[str], Awaitable[None]] | None = None
    _sent: Pending = field(init=False)
    #: What was said of those that were loaded; the latest.
    _done: OrderedDict[str, str] = field(init=False, default_factory=OrderedDict)
    _one_by_one: asyncio.Lock = field(init=False, default_factory=asyncio.Lock)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_sent", Pending(kind="roster", ledger=self.ledger, clock=self.clock))

    def forget(self) -> None:
        """Forget what was said of rosters: somebody who was erased since may be in it."""
        self._done.clear()

    @property
    def commands(self) -> Mapping[str, Callable[[Asked], Awaitable[str | Reply]]]:
        """Return the commands by name. Any may raise ``LedgerError``: nothing was changed."""
        return {"roster": self.roster, "erase": self.erase}

    @property
    def presses(self) -> Mapping[str, Callable[[Asked], Awaitable[str | Reply]]]:
        """Return what their buttons do, by act; the one word asked is what the button is about."""
        return {
            "roster_load": self._load,
            "roster_replace": self._replace,
            "roster_cancel": self._cancel,
            "erase": self._erase,
            "erase_cancel": self._erase_not,
        }

    async def roster(self, asked: Asked) -> str | Reply:
        """List who takes part; with lines of a table behind the command, show what they would change."""
        if not asked.words:
            return await self.listing(asked)
        lines = [clean(line) if "\t" not in line else line for line in asked.text.splitlines()]
        if len(lines) < len(("headings", "somebody")):
            return self._say(asked, "roster-usage")
        name = "roster.yaml" if lines[0].startswith("participants:") else "roster.csv"
        text = asked.text if name.endswith(".yaml") else "\n".join(lines)
        return await self.look_at(text.encode(), name, asked)

    async def look_at(self, data: bytes, name: str, asked: Asked) -> str | Reply:
        """Return what loading a file would change, with buttons to do it; or every problem in it."""
        known = await self.ledger.people()
        try:
            people = parse_roster(data, name, known=[each.id for each in known])
        except RosterError as error:
            log.info("roster not read", problems=len(error.problems))
            return listed(error, "problems-roster", self.wording, asked.language)
        if not people:
            return self._say(asked, "roster-nobody", file=name)
        old, new = {each.id: each.participant for each in known}, {each.id: each for each in people}
        added, missing = [new[each] for each in new if each not in old], [old[each] for each in old if each not in new]
        changed = [new[each] for each in new if each in old and new[each] != old[each]]
        lines = [
            self._say(
                asked,
                "roster-preview",
                file=name,
                count=len(people),
                added=len(added),
                changed=len(changed),
                missing=len(missing),
            )
        ]
        some = {"added": added, "changed": changed, "missing": missing}
        some["unreachable"] = [each for each in people if each.email is None and not each.example]
        some["examples"] = [each for each in people if each.example]
        if asked.in_channel:
            lines += ["", self._say(asked, "roster-channel")]
        else:
            lines += [self._named(f"roster-preview-{what}", each, asked) for what, each in some.items() if each]
        if not (added or changed or missing):
            return "\n".join([*lines, "", self._say(asked, "roster-same")])
        key = await self._sent.keep(_Sent(people=tuple(people)).model_dump_json(), asked.asker.id)
        return self._reply("\n".join(lines), asked, self._buttons(key, asked, missing=bool(missing)))

    def _buttons(self, key: str, asked: Asked, *, missing: bool) -> Sequence[Button]:
        sure = self._say(asked, "roster-replace-sure")
        load = Button(act="roster_load", label=self._say(asked, "roster-load"), about=key)
        replace = Button(act="roster_replace", label=self._say(asked, "roster-replace"), about=key, confirm=sure)
        cancel = Button(act="roster_cancel", label=self._say(asked, "roster-cancel"), about=key)
        return [load, *([replace] if missing else []), cancel]

    async def _load(self, asked: Asked) -> str:
        return await self._put(asked, replace=False)

    async def _replace(self, asked: Asked) -> str:
        return await self._put(asked, replace=True)

    async def _put(self, asked: Asked, *, replace: bool) -> str:
        [key] = asked.words
        async with self._one_by_one:
            if key in self._done:  # pressed twice
                return self._done[key]
            sent = _read(await self._sent.waiting(key))
            if sent is None:
                return self._say(asked, "roster-forgotten")
            said = await self._loaded(sent, asked, replace=replace)
            # Only now: where it failed, pressing again tries again.
            await self._sent.drop(key)
            self._done[key] = said
            while len(self._done) > _MOST_KEPT:
                self._done.popitem(last=False)
            return said

    async def _loaded(self, sent: _Sent, asked: Asked, *, replace: bool) -> str:
        before = len(await self.ledger.people())
        change = await put(self.ledger, sent.people, replace=replace)
        counts = f"added {len(change.added)}, changed {len(change.changed)}, missing {len(change.missing)}"
        action = "roster replaced" if replace else "roster loaded"
        await self.ledger.audit(
            Audited(at=self.clock.now(), who=asked.asker.id, action=action, before=f"{before} people", after=counts)
        )
        log.info(action, people=len(sent.people))
        self.changed()
        ids = {each.id for each in sent.people}
        loaded = [each for each in await self.ledger.people() if each.id in ids]
        return as_text(change, loaded, self.wording, asked.language, replaced=replace)

    async def _cancel(self, asked: Asked) -> str:
        await self._sent.drop(asked.words[0])
        return self._say(asked, "roster-cancelled")

    async def erase(self, asked: Asked) -> str | Reply:
        """Ask whether somebody is to be taken out of everything."""
        if len(asked.words) != 1:
            return self._say(asked, "erase-usage")
        wanted = asked.words[0].casefold()
        person = next((each for each in await self.ledger.people() if each.id == wanted), None)
        if person is None:
            return self._say(asked, "handover-unknown", id=wanted[:80])
        carried = len(await self.ledger.assignments(owner=person.id, open_only=True))
        name = person.id if asked.in_channel else shortened(person.participant.name, 80)
        text = self._say(asked, "erase-preview", name=name, id=person.id, count=carried)
        buttons = [
            Button(
                act="erase",
                label=self._say(asked, "erase-do"),
                about=person.id,
                confirm=self._say(asked, "erase-sure"),
            ),
            Button(act="erase_cancel", label=self._say(asked, "roster-cancel"), about=person.id),
        ]
        return self._reply(text, asked, buttons)

    async def _erase(self, asked: Asked) -> str:
        [wanted] = asked.words or [""]
        people = await self.ledger.people()
        if all(each.id != wanted for each in people):
            return self._say(asked, "erase-gone")
        user = next(each.user for each in people if each.id == wanted)
        await self.ledger.erase(wanted)
        if self.disown is not None and user is not None:
            await self.disown(user)
        self.forget()
        # Afterwards, and of nobody: what is kept must not bring the person back.
        await self.ledger.audit(
            Audited(
                at=self.clock.now(),
                who=asked.asker.id,
                action="erase",
                before=f"{len(people)} people",
                after="one participant less",
            )
        )
        log.info("participant erased")
        self.changed()
        return self._say(asked, "erase-done")

    async def _erase_not(self, asked: Asked) -> str:
        return self._say(asked, "erase-cancelled")

    # In words

    def _named(self, message: str, people: Sequence[Participant], asked: Asked) -> str:
        names = ", ".join(f"{shortened(each.name, 80)} ({each.id})" for each in people[:_MOST_NAMES])
        if len(people) > _MOST_NAMES:
            names = f"{names}, {self._say(asked, 'and-more', count=len(people) - _MOST_NAMES)}"
        return f"- {self._say(asked, message, names=names)}"

    def _say(self, asked: Asked, message: str, /, **values: str | float) -> str:
        return Sentences(self.wording, asked.language).say(message, **values)

    def _reply(self, text: str, asked: Asked, buttons: Sequence[Button]) -> Reply:
        return Reply(kind=ReplyKind.COMMAND, text=text, language=asked.language, buttons=buttons)


def _read(content: str | None) -> _Sent | None:
    """Return a roster as it was sent; None: there is none, or another version kept it."""
    try:
        return _Sent.model_validate_json(content) if content is not None else None
    except ValidationError:
        return None
