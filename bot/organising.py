"""What organisers do about following up: see the roster, try the plan, stop and resume, hand over, release."""

import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import structlog

from bot.foretelling import Foretelling
from bot.markdown import literal
from bot.outbox import ORGANISERS, Item, Row, RowKind, RowState, Stage
from bot.parts import is_away
from bot.picture import Picture
from bot.ports import Audited, Clock, FollowUpLedger, Person, Step
from bot.progress import Assignment, EventKind, Refused, assignment_id, handed_over
from bot.rehearsing import Simulation
from bot.reply import Asker
from bot.reporting import ConflictError
from bot.telling import Sentences, shortened
from bot.undecided import MOST_ROWS, STATES, undecided_messages
from bot.wording import Wording

log = structlog.get_logger()

#: Lines of one answer; the counts say how many there are.
_MOST_LINES = 40
_DAYS, _MOST_DAYS = 30, 366
#: In days from today: what is simulated is lived through from today on.
_FARTHEST = 3 * 366
_NUMBER = re.compile(r"[0-9]{1,3}")
_TRIES = 5
#: Why nothing is sent, where an organiser said so.
STOPPED = "organiser"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A command of an organiser's, as it came."""

    #: What stands behind the command's name.
    words: Sequence[str]
    asker: Asker
    language: str
    #: Whether others may look over the organiser's shoulder: it was typed in a channel.
    in_channel: bool
    #: The words as they were typed, lines and all.
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Organising:
    """The organisers' commands about following up. Whoever calls has made sure that an organiser asks."""

    ledger: FollowUpLedger
    clock: Clock
    wording: Wording
    picture: Callable[[], Awaitable[Picture]]
    #: From one day to another, both included.
    simulation: Callable[[date, date], Awaitable[Simulation]]
    #: Called after what may change what is sent; must not wait.
    changed: Callable[[], None] = lambda: None

    @property
    def commands(self) -> dict[str, Callable[[Asked], Awaitable[str]]]:
        """Return the commands by name; each gives Markdown.

        Any may raise ``LedgerError``: nothing was changed. ``handover`` may raise ``ConflictError``.
        """
        return {
            "roster": self.roster,
            "simulate": self.simulate,
            "parked": self.parked,
            "status": self.status,
            "pause": self.pause,
            "resume": self.resume,
            "handover": self.handover,
        }

    async def roster(self, asked: Asked) -> str:
        """Return who takes part, those that Slack does not know first; in a channel the counts alone."""
        sentences, picture, now = self._sentences(asked), await self.picture(), self.clock.now()
        people = sorted(picture.people.values(), key=lambda each: each.participant.name)
        if not people:
            return sentences.say("roster-empty")
        unmatched = [each for each in people if each.user is None]
        counts = sentences.say(
            "roster-counts",
            all=len(people),
            unmatched=len(unmatched),
            away=sum(is_away(each, picture.today(each.id, now)) for each in people),
            open=len(await self.ledger.assignments(open_only=True)),
        )
        if asked.in_channel:
            return f"{counts}\n\n{sentences.say('roster-channel')}"
        matched = [each for each in people if each.user is not None]
        listed = {"roster-unmatched": unmatched, "roster-matched": matched}
        lines = [counts]
        for title, some in listed.items():
            if some:
                lines += ["", sentences.say(title), *self._people(some, sentences)]
        return "\n".join(lines)

    def _people(self, people: Sequence[Person], sentences: Sentences) -> list[str]:
        lines = [
            sentences.say(
                "roster-line",
                name=shortened(each.participant.name, 80),
                id=each.id,
                role=each.participant.role,
                country=f", {each.participant.country}" if each.participant.country else "",
            )
            for each in people[:_MOST_LINES]
        ]
        if len(people) > _MOST_LINES:
            lines.append(f"- {sentences.say('and-more', count=len(people) - _MOST_LINES)}")
        return lines

    async def simulate(self, asked: Asked) -> str:
        """Return who would get what, when and why in the days to come; in a channel the counts alone."""
        sentences, picture = self._sentences(asked), await self.picture()
        today = self.clock.now().astimezone(ZoneInfo(picture.snapshot.seminar.timezone)).date()
        days = _days(asked.words, today)
        if days is None:
            return sentences.say("simulate-days", until=_MOST_DAYS)
        first, last = days
        told = Foretelling(await self.simulation(first, last), self.wording, asked.language)
        lines = [sentences.say("simulate-title", day=first, until=last), ""]
        if not told.simulation.messages:
            lines = [sentences.say("simulate-none", day=first, until=last)]
        elif asked.in_channel:
            lines += [told.total(), sentences.say("simulate-channel")]
        else:
            lines += [*self._foretold(told), "", told.total()]
        if await self.ledger.paused() is not None:
            lines += ["", sentences.say("simulate-stopped")]
        return "\n".join([*lines, *filter(None, ["", told.examples()])])

    def _foretold(self, told: Foretelling) -> list[str]:
        messages = told.simulation.messages
        lines = [
            "- "
            + told.say(
                "simulate-line",
                at=f"{told.simulation.local(each):%Y-%m-%d %H:%M}",
                name=literal(told.name(each)),
                items="; ".join(literal(f"{about}, {why}") for about, why in told.spoken_of(each)),
            )
            for each in messages[:_MOST_LINES]
        ]
        if len(messages) > _MOST_LINES:
            lines.append(f"- {told.say('and-more', count=len(messages) - _MOST_LINES)}")
        return lines

    async def parked(self, asked: Asked) -> str:
        """Return the messages that did not go out and wait for a decision; `release ID` plans one again."""
        sentences = self._sentences(asked)
        match [each.casefold() for each in asked.words]:
            case ["release", id_]:
                return await self._released(id_, asked)
        picture = await self.picture()
        found = await undecided_messages(self.ledger, picture)
        rows = found.rows
        examples = sentences.say("parked-examples", count=found.examples) if found.examples else ""
        if not rows:
            return "\n\n".join(filter(None, [sentences.say("parked-none"), examples]))
        lines = [self._parked_line(each, picture, sentences) for each in rows[:_MOST_LINES]]
        if len(rows) > _MOST_LINES:
            lines.append(f"- {sentences.say('and-more', count=len(rows) - _MOST_LINES)}")
        title, release = sentences.say("parked-title", count=len(rows)), sentences.say("parked-release")
        return "\n".join([title, "", *lines, "", release, *(["", examples] if examples else [])])

    def _parked_line(self, row: Row, picture: Picture, sentences: Sentences) -> str:
        reason = sentences.say(f"parked-{row.state}", refusal=row.refusal)
        return sentences.wording.say(
            sentences.language,
            "parked-line",
            id=row.id,
            name=literal(_name(row.recipient, picture, sentences)),
            day=row.day,
            reason=reason,
        )

    async def _released(self, id_: str, asked: Asked) -> str:
        sentences = self._sentences(asked)
        before = {each.id: each.state for each in await self.ledger.rows(states=STATES, limit=MOST_ROWS)}
        if not await self.ledger.release(id_):
            shown = "".join(each for each in id_ if each.isalnum())[:40]
            return sentences.say("release-unknown", id=shown)
        await self._audit(asked, "release", f"{id_} {before.get(id_, '')}".strip(), f"{id_} {RowState.PLANNED}")
        self.changed()
        return sentences.say("released")

    async def status(self, asked: Asked) -> str:
        """Return whether reminders are being sent, and those that did not go out."""
        why = await self.ledger.paused()
        name = "status-sending" if why is None else "status-stopped" if why == STOPPED else "status-jumped"
        return f"{self._sentences(asked).say(name)}\n\n{await self.parked(replace(asked, words=()))}"

    async def pause(self, asked: Asked) -> str:
        """Stop sending."""
        sentences = self._sentences(asked)
        if await self.ledger.paused() is not None:
            return sentences.say("sending-paused-already")
        await self.ledger.pause(STOPPED)
        await self._audit(asked, "pause", "sending", "stopped")
        log.info("sending paused")
        return sentences.say("sending-paused")

    async def resume(self, asked: Asked) -> str:
        """Send again, whatever it was stopped for."""
        sentences = self._sentences(asked)
        why = await self.ledger.paused()
        if why is None:
            return sentences.say("sending-resumed-already")
        await self.ledger.pause(None)
        await self._audit(asked, "resume", f"stopped: {why}", "sending")
        self.changed()
        log.info("sending resumed")
        return sentences.say("sending-resumed")

    async def handover(self, asked: Asked) -> str:
        """Give somebody's open assignments to a successor, who gets a briefing.

        Raises:
            ConflictError: others were faster every time; what was handed over before stays so.
        """
        sentences, picture = self._sentences(asked), await self.picture()
        if len(asked.words) != len(("FROM", "TO")):
            return sentences.say("handover-usage")
        from_, to = (each.casefold() for each in asked.words)
        for each in (from_, to):
            if each not in picture.people and not (each == from_ and await self.ledger.assignments(owner=each)):
                return sentences.say("handover-unknown", id=each[:80])
        if from_ == to:
            return sentences.say("handover-same")
        count = await self._hand_over(from_, to, asked.asker.id, picture)
        names = {"from": _name(from_, picture, sentences), "to": _name(to, picture, sentences)}
        if count == 0:
            return sentences.say("handover-none", **names)
        await self._audit(asked, "handover", from_, f"{to}: {count}")
        log.info("assignments handed over", count=count)
        self.changed()
        return sentences.say("handover-done", count=count, **names)

    async def _hand_over(self, from_: str, to: str, who: str, picture: Picture) -> int:
        done = 0
        for _ in range(_TRIES):
            carried = await self.ledger.assignments(owner=from_, open_only=True)
            if not carried:
                return done
            for each in carried:
                given, taken = await self._handed(each, to, who, picture)
                # In one transaction, so that no kill comes between them.
                is_given, is_taken = await self.ledger.change([given, taken])
                if is_given and not is_taken:
                    await self._take_again(each, to, who, picture)
                done += is_given
        raise ConflictError(from_)

    async def _take_again(self, assignment: Assignment, to: str, who: str, picture: Picture) -> None:
        """Give the successor what its owner has given already: somebody changed the successor's meanwhile."""
        for _ in range(_TRIES):
            _, taken = await self._handed(assignment, to, who, picture)
            if all(await self.ledger.change([taken])):
                return
        raise ConflictError(assignment.id)

    async def _handed(self, assignment: Assignment, to: str, who: str, picture: Picture) -> tuple[Step, Step]:
        now = self.clock.now()
        today = picture.today(to, now)
        theirs = await self.ledger.assignment(assignment_id(assignment.recommendation, to))
        outcome = handed_over(assignment, theirs, to=to, who=who, now=now, today=today)
        if isinstance(outcome, Refused):
            raise ConflictError(assignment.id)
        given, taken = outcome
        after = taken.after
        if theirs is None or not theirs.is_open:
            after = replace(after, next_at=picture.planner.first_look(after))
        before = sum(each.kind is EventKind.HANDED_OVER for each in await self.ledger.history(after.id))
        item = Item(assignment=after.id, due=after.due or today, stage=Stage.BRIEFING, offset=before, recipient=to)
        briefing = picture.planner.message(item, now, kind=RowKind.BRIEFING)
        return (
            Step(before=assignment, after=given.after, events=given.events),
            Step(before=theirs, after=after, events=taken.events, messages=(briefing,)),
        )

    async def _audit(self, asked: Asked, action: str, before: str, after: str) -> None:
        who, at = asked.asker.id, self.clock.now()
        await self.ledger.audit(Audited(at=at, who=who, action=action, before=before, after=after))

    def _sentences(self, asked: Asked) -> Sentences:
        return Sentences(self.wording, asked.language)


def _days(words: Sequence[str], today: date) -> tuple[date, date] | None:
    """Return the days that were typed, `30` from today on or `2031-01-01 2031-02-01`; None where they will not do."""
    match [*words]:
        case [] | [_]:
            typed = words[0] if words else str(_DAYS)
            count = int(typed) if _NUMBER.fullmatch(typed) else 0
            first, last = today, today + timedelta(days=count - 1)
        case [one, other]:
            try:
                first, last = date.fromisoformat(one), date.fromisoformat(other)
            except ValueError:
                return None
        case _:
            return None
    return (first, last) if 0 <= (last - first).days < _MOST_DAYS and abs((first - today).days) < _FARTHEST else None


def _name(recipient: str, picture: Picture, sentences: Sentences) -> str:
    if recipient.startswith(ORGANISERS):
        return sentences.say("the-organisers")
    return shortened(picture.name(recipient), 80) or recipient
