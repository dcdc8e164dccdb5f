"""What App Home shows, by what its reader is: plain data, gathered in one look. A door draws it.

However much there is, a home holds a page of each list and says how many there are.
"""

from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

import structlog

from bot.errors import LedgerError
from bot.parts import Act, Part, Somebody
from bot.picture import Picture
from bot.ports import Clock, FollowUpLedger, PassedOn
from bot.progress import Assignment
from bot.recommendations import Totals, acts_of, is_late, listed_as, told_of, totals
from bot.reply import Asker
from bot.telling import Told
from bot.undecided import undecided_messages, undecided_questions
from bot.waiting import LEDGER_S, within
from knowledge.base import Snapshot
from knowledge.model import Audience, Seminar, in_language

log = structlog.get_logger()

#: Items of a list shown at a time.
PAGE = 5
#: Of the questions that wait, the latest.
_MOST_QUESTIONS = 3
#: What puts other knowledge in service.
_RELOADS = ("reload", "undo", "redo")


class List(StrEnum):
    """The lists of a home, in the order in which they stand there."""

    VALIDATOR = "validator"
    OWNER = "owner"
    DEPUTY = "deputy"
    CONTACT = "contact"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One assignment, with what its reader can do about it."""

    told: Told
    acts: tuple[Act, ...]
    #: From the owner's local day to the due date, negative once that is past; None: no date.
    days: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """One page of one list."""

    name: List
    items: tuple[Item, ...]
    #: Of all pages together.
    count: int
    #: From 1.
    page: int
    pages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """How everything stands, for organisers."""

    totals: Totals
    people: int
    #: Not found in Slack: no reminder reaches them.
    unmatched: int
    unanswered: int
    #: The latest of these, latest first.
    questions: tuple[PassedOn, ...]
    #: Messages that did not go out and wait for an organiser; ``MOST_ROWS`` stands for that many and more.
    parked: int
    #: Why nothing is sent; None: it is.
    stopped: str | None
    generation: int
    entries: int
    #: The last reload or undo that the audit trail tells of.
    reloaded: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """What one person sees when they open the bot's home."""

    language: str
    seminar: Seminar
    #: How many answers and recommendations everyone may read.
    answers: int
    recommendations: int
    prompts: tuple[str, ...] = ()
    shelves: tuple[Shelf, ...] = ()
    overview: Overview | None = None
    #: The zone of the reader's own due dates; "" where they carry none.
    zone: str = ""
    #: In which they can be answered, and whether they chose one of them for good: then it is the home's.
    languages: tuple[str, ...] = ()
    has_chosen: bool = False
    #: Whether somebody of the roster or an organiser reads it.
    is_somebody: bool = False
    #: Whether the ledger was away, so that lists and numbers are left out.
    is_away: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What was read of the ledger for one look at one moment."""

    picture: Picture
    somebody: Somebody
    now: datetime
    #: Open ones; for organisers those that ended too.
    assignments: Sequence[Assignment]
    #: For organisers alone; empty for everybody else.
    questions: Sequence[PassedOn] = ()
    reloaded: datetime | None = None
    parked: int = 0
    stopped: str | None = None


def home_of(seen: Seen, language: str, pages: Mapping[str, int]) -> Home:
    """Return a home.

    Args:
        seen: the ledger, as far as its reader may know it.
        language: to write it in.
        pages: of each list, by its name; the first where it is left out, the last where there are fewer.
    """
    person = seen.somebody.person
    is_organiser = seen.somebody.is_organiser
    return _without_lists(
        seen.picture.snapshot,
        language,
        shelves=tuple(_shelves(seen, pages)),
        overview=_overview(seen) if is_organiser else None,
        zone=seen.picture.planner.calendar(person.id).zone if person else "",
        is_somebody=is_organiser or person is not None,
    )


def _without_lists(snapshot: Snapshot, language: str, **more: object) -> Home:
    entries = [each for each in snapshot.entries.values() if each.audience is Audience.EVERYONE]
    public = {each.id for each in entries}
    prompts = in_language(snapshot.seminar.prompts, language) if snapshot.seminar.prompts else ()
    known: dict[str, object] = {
        "language": language,
        "seminar": snapshot.seminar,
        "answers": len(public - snapshot.recommendations.keys()),
        "recommendations": len(public & snapshot.recommendations.keys()),
        "prompts": tuple(prompts),
    }
    return Home(**(known | more))  # type: ignore[arg-type]


def _shelves(seen: Seen, pages: Mapping[str, int]) -> Iterator[Shelf]:
    listed: dict[List, list[tuple[Part, Assignment]]] = {each: [] for each in List}
    for assignment in seen.assignments:
        for name, part in _listed(assignment, seen):
            listed[name].append((part, assignment))
    for name, found in listed.items():
        if found:
            found.sort(key=lambda each: (each[1].due or date.max, each[1].id))
            yield _shelf(name, found, pages.get(name, 1), seen)


def _listed(assignment: Assignment, seen: Seen) -> Iterator[tuple[List, Part]]:
    """Yield the lists in which an assignment stands for its reader, and as what they see it there."""
    if not assignment.is_open:
        return
    part = listed_as(seen.picture, seen.somebody, assignment)
    if part is not None:
        yield List(part), part
    if not seen.somebody.is_organiser:
        return
    if part is None and assignment.waits_for_validator and seen.picture.planner.validator(assignment) is None:
        yield List.VALIDATOR, Part.ORGANISER
    if part is not Part.OWNER and is_late(assignment, seen.picture.today(assignment.owner, seen.now)):
        yield List.OVERDUE, Part.ORGANISER


def _shelf(name: List, found: Sequence[tuple[Part, Assignment]], page: int, seen: Seen) -> Shelf:
    pages = -(-len(found) // PAGE)
    page = max(1, min(page, pages))
    shown = found[(page - 1) * PAGE : page * PAGE]
    items = tuple(_item(name, part, each, seen) for part, each in shown)
    return Shelf(name=name, items=items, count=len(found), page=page, pages=pages)


def _item(name: List, part: Part, assignment: Assignment, seen: Seen) -> Item:
    # Of what is overdue an organiser sees many at once: what can be done about one is shown with its details.
    acts = () if name is List.OVERDUE else acts_of(seen.picture, part, assignment, seen.now)
    today = seen.picture.today(assignment.owner, seen.now)
    return Item(
        told=told_of(seen.picture, seen.somebody, assignment, seen.now),
        acts=acts,
        days=(assignment.due - today).days if assignment.due else None,
    )


def _overview(seen: Seen) -> Overview:
    picture = seen.picture
    people = picture.people.values()
    return Overview(
        totals=totals(seen.assignments, lambda each: picture.today(each.owner, seen.now)),
        people=len(people),
        unmatched=sum(each.user is None for each in people),
        unanswered=len(seen.questions),
        questions=tuple(seen.questions[-_MOST_QUESTIONS:][::-1]),
        parked=seen.parked,
        stopped=seen.stopped,
        generation=picture.snapshot.generation,
        entries=len(picture.snapshot.entries),
        reloaded=seen.reloaded,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Homes:
    """Looks for whoever opens their home."""

    ledger: FollowUpLedger
    clock: Clock
    snapshot: Callable[[], Snapshot]
    #: Of this moment.
    picture: Callable[[], Awaitable[Picture]]
    #: By Slack user id; denies unless it knows better.
    is_organiser: Callable[[str], Awaitable[bool]]
    #: In which the bot can speak.
    languages: Sequence[str]
    #: Given to nobody who is answered meanwhile: the ledger is not waited for longer than this, in seconds.
    patience_s: float = field(default=LEDGER_S)

    async def of(self, asker: Asker, pages: Mapping[str, int]) -> Home:
        """Return somebody's home; while the ledger is away, what can be shown without it."""
        snapshot = self.snapshot()
        language = self._language(asker, snapshot)
        try:
            home = home_of(await within(self.patience_s, self._seen(asker)), language, pages)
        except (LedgerError, TimeoutError) as error:
            log.warning("home without lists", reason=str(error) or type(error).__name__)
            home = _without_lists(snapshot, language, is_away=True)
        return replace(home, languages=tuple(self.languages), has_chosen=asker.has_chosen)

    async def _seen(self, asker: Asker) -> Seen:
        picture, now = await self.picture(), self.clock.now()
        is_organiser = await self.is_organiser(asker.id)
        somebody = picture.somebody(asker.id, is_organiser=is_organiser)
        if not is_organiser:
            mine = await self.ledger.assignments(open_only=True) if somebody.person else ()
            return Seen(picture=picture, somebody=somebody, now=now, assignments=mine)
        return Seen(
            picture=picture,
            somebody=somebody,
            now=now,
            assignments=await self.ledger.assignments(),
            questions=await undecided_questions(self.ledger),
            reloaded=next((each.at for each in await self.ledger.audited(limit=1, actions=_RELOADS)), None),
            parked=len((await undecided_messages(self.ledger, picture)).rows),
            stopped=await self.ledger.paused(),
        )

    def _language(self, asker: Asker, snapshot: Snapshot) -> str:
        wanted = (asker.language, *snapshot.seminar.languages, *self.languages)
        return next(each for each in wanted if each is not None and each in self.languages)
