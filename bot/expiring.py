"""Entries and contact cards whose day comes or has passed: whoever keeps them right is reminded, through the outbox."""

from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import structlog

from bot.markdown import literal
from bot.outbox import ORGANISERS, Item, Row, RowKind, Stage
from bot.picture import Picture
from bot.ports import Clock, FollowUpLedger, Organisers, Person
from bot.wording import Wording
from knowledge.base import Snapshot
from knowledge.model import in_language

log = structlog.get_logger()

#: Told so many days before the last day that they hold, and the day after it.
BEFORE, AFTER = -14, 1
#: What expired longer ago is not news; where somebody meets it, it says so itself.
GRACE = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Perishable:
    """An entry or a contact card that holds until a day."""

    id: str
    name: str
    until: date
    #: As its author wrote it: an id of the roster, a role, an organisation; "" for nobody in particular.
    owner: str


def perishables(snapshot: Snapshot, language: str) -> Iterator[Perishable]:
    """Yield what holds until a day: entries first, then cards."""
    for entry in snapshot.entries.values():
        if entry.valid_until is not None:
            yield Perishable(entry.id, entry.named(language), entry.valid_until, entry.owner or "")
    for card in snapshot.cards:
        if card.valid_until is not None:
            yield Perishable(card.id, in_language(card.name, language), card.valid_until, card.owner)


def keeper(owner: str, people: Sequence[Person]) -> str | None:
    """Return who keeps something right, by the roster; None: nobody there, so the organisers do.

    An id goes before a role and that before an organisation; of several in one the first by id.
    """
    wanted = owner.strip().casefold()
    if not wanted:
        return None
    for named in ("id", "role", "organisation"):
        found = [each.id for each in people if getattr(each.participant, named) == wanted]
        if found:
            return min(found)
    return None


def due_items(snapshot: Snapshot, people: Sequence[Person], today: date) -> dict[str, list[Item]]:
    """Return what is to be said on a day, by whom it is said to; what was said before is among it."""
    found: dict[str, dict[tuple[date, int], Item]] = {}
    for each in perishables(snapshot, ""):
        offset = AFTER if today > each.until else BEFORE
        if today < each.until + timedelta(days=BEFORE) or today > each.until + GRACE:
            continue
        recipient = keeper(each.owner, people) or ORGANISERS
        item = Item(assignment="", due=each.until, stage=Stage.EXPIRY, offset=offset, recipient=recipient)
        # All that holds until one day is one item: what it is, is read when it is sent.
        found.setdefault(recipient, {})[each.until, offset] = item
    return {recipient: list(items.values()) for recipient, items in found.items()}


def told(row: Row, picture: Picture, today: date, wording: Wording, language: str) -> list[str] | None:
    """Return what a row says, in Markdown; None where nothing of it holds any more: it was renewed, or is gone."""
    due, people = {each.due for each in row.items}, list(picture.people.values())
    is_organisers = row.recipient.startswith(ORGANISERS)
    lines = []
    for each in perishables(picture.snapshot, language):
        kept_by = keeper(each.owner, people)
        if each.until in due and (kept_by is None if is_organisers else kept_by == row.recipient):
            past = "yes" if each.until < today else "no"
            values = {"id": each.id, "title": literal(each.name), "past": past}
            lines.append("- " + wording.say(language, "expiry-line", day=each.until, **values))
    if not lines:
        return None
    return ["\n".join([wording.say(language, "expiry-title", count=len(lines)), "", *lines])]


@dataclass(slots=True, kw_only=True)
class Expiring:
    """Plans these messages: each once, however many processes there are, and however often asked."""

    ledger: FollowUpLedger
    clock: Clock
    organisers: Organisers
    picture: Callable[[], Awaitable[Picture]]
    #: What was looked at last: nothing is new until one of them is another.
    _seen: tuple[object, ...] = field(default=(), init=False)

    async def plan(self) -> int:
        """Plan what is due; return how many messages.

        Raises:
            LedgerError: it is planned next time.
        """
        picture, now = await self.picture(), self.clock.now()
        today = picture.today("", now)
        if self._seen == (picture.snapshot, picture.planner, today):
            return 0
        planned = 0
        for recipient, items in due_items(picture.snapshot, list(picture.people.values()), today).items():
            for each in await self._recipients(recipient):
                mine = tuple(replace(one, recipient=each) for one in items)
                message = picture.planner.message(mine[0], now, kind=RowKind.EXPIRY)
                planned += await self.ledger.announce(replace(message, items=mine))
        self._seen = (picture.snapshot, picture.planner, today)
        if planned:
            log.info("expiry reminders planned", count=planned)
        return planned

    async def _recipients(self, recipient: str) -> Sequence[str]:
        """Return who is told: without a channel of theirs, each organiser."""
        if recipient != ORGANISERS or self.organisers.channel is not None:
            return [recipient]
        return [f"{ORGANISERS}:{each}" for each in sorted(await self.organisers.everyone())]
