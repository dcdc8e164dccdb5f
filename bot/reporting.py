"""What people do to assignments: looked at, carried out once, kept with who did it, and said in words."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

import structlog

from bot.errors import BotError, LedgerError
from bot.limiting import Limit, TooOftenError
from bot.outbox import ORGANISERS, Item, Row, RowKind, Stage
from bot.parts import Act, Somebody, may
from bot.picture import Picture
from bot.ports import Audited, Clock, FollowUpLedger, Planned, Step
from bot.progress import (
    Assignment,
    Done,
    Event,
    EventKind,
    Refusal,
    Refused,
    Reported,
    Transition,
    confirmed,
    not_mine,
    noted,
    paused,
    reported_as,
    resumed,
    returned,
    revised,
    snoozed,
)
from bot.telling import Sentences, Telling, telling
from bot.wording import Wording

log = structlog.get_logger()

#: So often somebody else may be faster before a person is asked to try again.
_TRIES = 5
#: What an event of these kinds also tells somebody, as what.
_TOLD = {EventKind.RETURNED: Stage.RETURNED, EventKind.NOT_MINE: Stage.NOT_MINE}
#: As what a wish for quiet is told, and what came of it.
_QUIETLY = {
    EventKind.QUIET_ASKED: Stage.QUIET,
    EventKind.PAUSED: Stage.QUIET_GRANTED,
    EventKind.QUIET_KEPT: Stage.QUIET_KEPT,
}
#: What tells whether a wish for quiet waits: the last of these.
_ABOUT_QUIET = frozenset({EventKind.QUIET_ASKED, EventKind.QUIET_KEPT, EventKind.PAUSED, EventKind.RESUMED})


class ConflictError(BotError):
    """Others changed the same assignment again and again; nothing was changed."""

    tell = "conflict"


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """What somebody wants done."""

    act: Act
    #: An assignment's id, as the button carried it.
    assignment: str
    #: Slack user id.
    user: str
    #: ``seen`` of what they were shown; None: what is there now.
    mark: str | None = None
    status: Reported | None = None
    #: A day; or, for a snooze, how long from the owner's today.
    until: date | timedelta | None = None
    note: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Acted:
    """What came of it."""

    #: For the person, in Markdown.
    said: str
    refusal: Refusal | None = None
    #: How it stands now; None where there is none, or it is not for this person to know.
    assignment: Assignment | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reporting:
    """The way of a press: look, decide, change by version, say. Any number of presses may come at once."""

    ledger: FollowUpLedger
    clock: Clock
    #: Of this moment.
    picture: Callable[[], Awaitable[Picture]]
    wording: Wording
    #: By Slack user id; denies unless it knows better.
    is_organiser: Callable[[str], Awaitable[bool]]
    #: Called once something may be due that was not; must not wait.
    changed: Callable[[], None] = lambda: None
    #: How often one organiser may decide something.
    limit: Limit = field(default_factory=lambda: Limit(30))
    #: How often the trail says that somebody tried too often.
    _noted: Limit = field(init=False, default_factory=lambda: Limit(1))

    async def act(self, press: Press, language: str) -> Acted:
        """Do what somebody wants, once, or say politely why not; either leaves a row in the audit trail.

        Raises:
            ConflictError: others were faster every time; nothing was changed.
            LedgerError: nothing was changed.
            TooOftenError: an organiser decided as much as one does in a minute; nothing was changed.
        """
        picture = await self.picture()
        somebody = picture.somebody(press.user, is_organiser=await self.is_organiser(press.user))
        await self._hold(somebody, press)
        for _ in range(_TRIES):
            assignment = await self.ledger.assignment(press.assignment)
            outcome = self._outcome(press, somebody, assignment, picture)
            if assignment is None or isinstance(outcome, Refused):
                return await self._refused(press, outcome, assignment, picture, language)
            step = await self._step(assignment, outcome, picture)
            if all(await self.ledger.change([step])):
                await self._audit(press, assignment, f"{press.act}", _state(step.after))
                self.changed()
                log.info("assignment changed", act=press.act, assignment=assignment.id)
                return Acted(said=self._done(press, step.after, picture, language), assignment=step.after)
        raise ConflictError(press.assignment)

    async def _hold(self, somebody: Somebody, press: Press) -> None:
        if not somebody.is_organiser or self.limit.allows(somebody.user):
            return
        if self._noted.allows(somebody.user):
            await self._audit(press, None, f"{press.act} refused", "too often")
        raise TooOftenError

    # No more reminders

    async def ask_quiet(self, user: str, language: str, *, assignment: str = "") -> Acted | None:
        """Tell the organisers that somebody wants no more reminders, once until they decide; nothing stops by itself.

        None: somebody who is not in the roster.

        Args:
            user: who asks.
            language: of the answer.
            assignment: with which it is noted, where it is theirs; else with the first of theirs.

        Raises:
            ConflictError: others were faster every time; nothing was changed.
            LedgerError: nothing was changed.
        """
        for _ in range(_TRIES):
            picture = await self.picture()
            person = picture.somebody(user, is_organiser=False).person
            if person is None:
                return None
            carried = await self.ledger.assignments(owner=person.id, open_only=True)
            running = [each for each in carried if not each.paused]
            if not running:
                name = "quiet-paused" if carried else "quiet-none"
                return Acted(said=self.wording.say(language, name), refusal=Refusal.SAME)
            if waiting := await self._quiet_asked(running):
                await self._audit(
                    Press(act=Act.QUIET, assignment=waiting.id, user=user), waiting, "quiet refused", "same"
                )
                return Acted(said=self.wording.say(language, "quiet-asked-already"), refusal=Refusal.SAME)
            bearer = next((each for each in running if each.id == assignment), running[0])
            step = await self._about(bearer, EventKind.QUIET_ASKED, person.id, picture)
            if all(await self.ledger.change([step])):
                await self._audit(Press(act=Act.QUIET, assignment=bearer.id, user=user), bearer, "quiet", "asked")
                self.changed()
                log.info("quiet asked for")
                return Acted(said=self.wording.say(language, "quiet-asked"), assignment=step.after)
        raise ConflictError(user)

    async def decide_quiet(self, press: Press, language: str) -> Acted:
        """Pause all that somebody carries who asked for quiet, or go on reminding; they are told which.

        Raises:
            ConflictError: others were faster every time; what was paused before stays so.
            LedgerError: some of it may be left; pressing again does it.
            TooOftenError: as ``act``.
        """
        picture = await self.picture()
        somebody = picture.somebody(press.user, is_organiser=await self.is_organiser(press.user))
        await self._hold(somebody, press)
        bearer = await self.ledger.assignment(press.assignment)
        found = picture.parts(somebody, bearer) if bearer else frozenset()
        if bearer is None or not may(press.act, found, owner_is_away=False):
            why = Refusal.NOT_THEIRS if found else Refusal.STRANGER
            return await self._refused(press, Refused(why), bearer, picture, language)
        if not bearer.is_open:
            return await self._refused(press, Refused(Refusal.CLOSED), bearer, picture, language)
        count = await self._decided(press, somebody, bearer, picture)
        if count == 0:
            return await self._refused(press, Refused(Refusal.SAME), bearer, picture, language)
        await self._audit(press, bearer, f"quiet {press.act}", str(count))
        self.changed()
        said = self._sentences(language).say(
            f"quiet-{press.act}", owner=picture.name(bearer.owner) or bearer.owner, count=count
        )
        return Acted(said=said, assignment=await self.ledger.assignment(bearer.id))

    async def _decided(self, press: Press, somebody: Somebody, bearer: Assignment, picture: Picture) -> int:
        """Carry out a decision; return how many assignments it was about, 0 where it had been made before."""
        for _ in range(_TRIES):
            carried = await self.ledger.assignments(owner=bearer.owner, open_only=True)
            running = [each for each in carried if not each.paused]
            if not running or (press.act is Act.KEEP and not await self._quiet_asked(running)):
                return 0
            first = next((each for each in running if each.id == bearer.id), running[0])
            kind = EventKind.PAUSED if press.act is Act.GRANT else EventKind.QUIET_KEPT
            told = await self._about(first, kind, somebody.who, picture)
            steps = [told]
            if press.act is Act.GRANT:
                others = [each for each in running if each is not first]
                done = (paused(each, who=somebody.who, now=self.clock.now()) for each in others)
                pairs = zip(others, done, strict=True)
                steps = [replace(told, after=replace(first, paused=True, next_at=None))]
                steps += [await self._step(each, found, picture) for each, found in pairs if isinstance(found, Done)]
            if all(await self.ledger.change(steps)):
                return len(steps) if press.act is Act.GRANT else len(running)
        raise ConflictError(bearer.id)

    async def _quiet_asked(self, carried: Sequence[Assignment]) -> Assignment | None:
        """Return the assignment with which a person's wish for quiet is noted, where nobody has decided yet."""
        for each in carried:
            kinds = [event.kind for event in await self.ledger.history(each.id)]
            last = next((kind for kind in reversed(kinds) if kind in _ABOUT_QUIET), None)
            if last is EventKind.QUIET_ASKED:
                return each
        return None

    async def _about(self, bearer: Assignment, kind: EventKind, who: str, picture: Picture) -> Step:
        """Return the step that notes a wish or a decision with one of a person's assignments, and tells who waits."""
        now, stage = self.clock.now(), _QUIETLY[kind]
        to = ORGANISERS if stage is Stage.QUIET else bearer.owner
        said = sum(each.kind is kind for each in await self.ledger.history(bearer.id))
        item = Item(
            assignment=bearer.id,
            due=bearer.due or picture.today(bearer.owner, now),
            stage=stage,
            offset=said,
            recipient=to,
        )
        planned = RowKind.DECISION if to == ORGANISERS else RowKind.NOTICE
        event = Event(assignment=bearer.id, at=now, who=who, kind=kind)
        message = picture.planner.message(item, now, kind=planned)
        return Step(before=bearer, after=bearer, events=(event,), messages=(message,))

    async def allows(self, press: Press, language: str) -> Acted | None:
        """Return the refusal where somebody cannot do this now, before they are asked for words; None: they can.

        Raises:
            LedgerError: nobody can tell.
        """
        picture = await self.picture()
        somebody = picture.somebody(press.user, is_organiser=await self.is_organiser(press.user))
        assignment = await self.ledger.assignment(press.assignment)
        # As if they had given every word and a day that will do.
        tried = replace(press, note=press.note or "-", until=press.until or timedelta(days=9))
        outcome = self._outcome(tried, somebody, assignment, picture)
        # The day is theirs to choose yet, so it cannot be one that stands already.
        if isinstance(outcome, Refused) and outcome.why is not Refusal.SAME:
            return await self._refused(press, outcome, assignment, picture, language)
        return None

    async def reference(self, assignment: str) -> str:
        """Return what people call the recommendation of an assignment; "" where there is no such assignment."""
        found = await self.ledger.assignment(assignment)
        return (await self.picture()).reference(found) if found else ""

    async def language(self, user: str, asked: str | None) -> str:
        """Return the language of somebody's reminders; for who gets none the one asked for, where it is spoken."""
        try:
            picture = await self.picture()
        except LedgerError:
            return self._known(asked)
        person = picture.somebody(user, is_organiser=False).person
        return self._known(person.language if person else None, asked, *picture.snapshot.seminar.languages)

    async def redrawn(self, channel: str, ts: str, language: str) -> Telling | None:
        """Return what a message that was sent says now; None where it is none of the outbox."""
        row = await self.ledger.row_at(channel, ts)
        return await self.telling(row, language=language) if row else None

    async def telling(
        self, row: Row, assignments: Mapping[str, Assignment] | None = None, *, language: str = ""
    ) -> Telling:
        """Return a row with what it speaks of, in its recipient's language.

        Args:
            row: with the items that are to be said.
            assignments: of its items, where they were read already.
            language: for the organisers, and for whom none is known; "": the seminar's.
        """
        picture = await self.picture()
        ids = dict.fromkeys(each.assignment for each in row.items)
        found = assignments if assignments is not None else await self._assignments(ids)
        histories = await self.ledger.histories(ids)
        person = picture.people.get(row.recipient)
        return telling(
            row,
            found,
            people=picture.people,
            recommendations=picture.snapshot.recommendations,
            histories=histories,
            language=self._known(person.language if person else None, language, *picture.snapshot.seminar.languages),
            today=picture.today(row.recipient, self.clock.now()),
        )

    def _known(self, *wanted: str | None) -> str:
        return next((each for each in wanted if each in self.wording.languages), self.wording.languages[0])

    async def _assignments(self, ids: Mapping[str, None]) -> Mapping[str, Assignment]:
        found = [await self.ledger.assignment(each) for each in ids]
        return {each.id: each for each in found if each is not None}

    # Deciding

    def _outcome(self, press: Press, somebody: Somebody, assignment: Assignment | None, picture: Picture) -> Transition:
        if assignment is None:
            return Refused(Refusal.STRANGER)
        found = picture.parts(somebody, assignment)
        if not found:
            return Refused(Refusal.STRANGER)
        now = self.clock.now()
        if not may(press.act, found, owner_is_away=picture.is_away(assignment.owner, now)):
            return Refused(Refusal.NOT_THEIRS)
        return _transition(press, assignment, who=somebody.who, now=now, today=picture.today(assignment.owner, now))

    async def _step(self, before: Assignment, done: Done, picture: Picture) -> Step:
        quiet = done.after.paused or not done.after.is_open
        after = replace(done.after, next_at=None if quiet else picture.planner.first_look(done.after))
        messages = [await self._message(before, each.kind, picture) for each in done.events if each.kind in _TOLD]
        return Step(before=before, after=after, events=done.events, messages=tuple(messages))

    async def _message(self, assignment: Assignment, kind: EventKind, picture: Picture) -> Planned:
        """Return what an act tells somebody else, at their next working time."""
        to_owner, now = kind is EventKind.RETURNED, self.clock.now()
        # Said before, it is said again as another item.
        said = sum(each.kind is kind for each in await self.ledger.history(assignment.id))
        item = Item(
            assignment=assignment.id,
            due=assignment.due or picture.today(assignment.owner, now),
            stage=_TOLD[kind],
            offset=said,
            recipient=assignment.owner if to_owner else ORGANISERS,
        )
        return picture.planner.message(item, now, kind=RowKind.FOLLOW_UP if to_owner else RowKind.DECISION)

    # Saying

    async def _refused(
        self, press: Press, outcome: Transition, assignment: Assignment | None, picture: Picture, language: str
    ) -> Acted:
        why = outcome.why if isinstance(outcome, Refused) else Refusal.STRANGER
        await self._audit(press, assignment, f"{press.act} refused", why)
        if assignment is None or why is Refusal.STRANGER:
            # A stranger is not told what it is about.
            name = "refused-gone" if assignment is None else "refused-stranger"
            return Acted(said=self.wording.say(language, name), refusal=why)
        said = self._sentences(language)
        closing = said.say(f"closing-{assignment.closed}") if assignment.closed else ""
        text = said.say(
            f"refused-{why}",
            reference=picture.reference(assignment),
            status=said.status(assignment),
            closing=closing,
        )
        return Acted(said=text, refusal=why, assignment=assignment)

    def _done(self, press: Press, after: Assignment, picture: Picture, language: str) -> str:
        said = self._sentences(language)
        until = after.snoozed_until if press.act is Act.SNOOZE else after.due
        name = "act-report-final" if press.act is Act.REPORT and after.waits_for_validator else f"act-{press.act}"
        return said.say(
            name,
            reference=picture.reference(after),
            status=said.say(f"status-{after.reported}"),
            until=until or self.clock.now().date(),
        )

    def _sentences(self, language: str) -> Sentences:
        return Sentences(self.wording, language)

    async def _audit(self, press: Press, assignment: Assignment | None, action: str, after: str) -> None:
        before = _state(assignment) if assignment else ""
        record = Audited(at=self.clock.now(), who=press.user, action=action, before=before, after=after)
        try:
            await self.ledger.audit(record)
        except LedgerError as error:
            # It is done, and stands in the assignment's own history: the person is not told that it failed.
            log.exception("press not audited", act=press.act, exc_info=error)


def _transition(press: Press, assignment: Assignment, *, who: str, now: datetime, today: date) -> Transition:
    until = today + press.until if isinstance(press.until, timedelta) else press.until
    common: dict[str, Any] = {"who": who, "now": now}
    dated, marked = {"today": today, **common}, {"mark": press.mark, **common}
    words: dict[str, Any] = {"note": press.note, "evidence": press.evidence}
    # A status or a day that nobody could choose comes from a button of an earlier version.
    nothing = Refused(Refusal.STALE)
    ways: dict[Act, Callable[[], Transition]] = {
        Act.REPORT: lambda: (
            reported_as(assignment, press.status, mark=press.mark, **words, **dated) if press.status else nothing
        ),
        Act.NOTE: lambda: noted(assignment, **words, **dated),
        Act.SNOOZE: lambda: snoozed(assignment, until, **dated) if until else nothing,
        Act.REVISE: lambda: revised(assignment, until, reason=press.note, today=today, **marked) if until else nothing,
        Act.NOT_MINE: lambda: not_mine(assignment, reason=press.note, **common),
        Act.CONFIRM: lambda: confirmed(assignment, **marked),
        Act.RETURN: lambda: returned(assignment, reason=press.note, today=today, **marked),
        Act.PAUSE: lambda: paused(assignment, **common),
        Act.RESUME: lambda: resumed(assignment, **common),
    }
    return ways[press.act]() if press.act in ways else nothing


def _state(assignment: Assignment) -> str:
    """Return how an assignment stands, in ids and dates, for the audit trail."""
    closed = f", {assignment.closed}" if assignment.closed else ""
    return f"{assignment.id}: {assignment.reported}, {assignment.validation}, due {assignment.due}{closed}"
