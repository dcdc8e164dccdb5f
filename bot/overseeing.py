"""Who carries what, at an organiser's word: give somebody a recommendation, let one or all of theirs rest, go on."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches

import structlog

from bot.assigning import given
from bot.organising import Asked, Organising
from bot.picture import Picture
from bot.ports import Step
from bot.progress import Assignment, Closing, Done, assignment_id, paused, resumed
from bot.reporting import ConflictError
from bot.telling import Sentences, shortened
from bot.trail import Trail

log = structlog.get_logger()

_TRIES = 5
#: Of these nobody is asked again: the work is done.
_DONE = frozenset({Closing.IMPLEMENTED, Closing.NOT_APPLICABLE})
_SHOWN = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Overseeing:
    """The organisers' commands about single people and recommendations. Whoever calls has made sure who asks."""

    organising: Organising
    trail: Trail

    @property
    def commands(self) -> Mapping[str, Callable[[Asked], Awaitable[str]]]:
        """Return the commands by name; each gives Markdown.

        Any may raise ``LedgerError``: nothing was changed; or ``ConflictError``: what was changed before stays so.
        """
        return {"assign": self.assign, "pause": self.pause, "resume": self.resume}

    async def assign(self, asked: Asked) -> str:
        """Let somebody carry a recommendation that its policy does not give them."""
        say, picture = self._say(asked), await self.organising.picture()
        if refused := self._unassignable(asked, picture):
            return refused
        recommendation, person = _recommendation(asked.words[0], picture) or "", asked.words[1].casefold()
        reference = picture.snapshot.recommendations[recommendation].reference
        values = {"reference": reference, "name": self._name(person, picture)}
        for _ in range(_TRIES):
            before = await self.organising.ledger.assignment(assignment_id(recommendation, person))
            if before is not None and (before.is_open or before.closed in _DONE):
                return say("assign-has" if before.is_open else "assign-done-before", **values)
            now = self.organising.clock.now()
            step = given(recommendation, person, before, picture, now, who=asked.asker.id)
            if all(await self.organising.ledger.change([step])):
                await self.trail.outcome(asked.asker, "assign", f"{step.after.id}: due {step.after.due}", before="-")
                self.organising.changed()
                log.info("assignment given")
                return say("assign-done", due=step.after.due or now.date(), **values)
        raise ConflictError(recommendation)

    def _unassignable(self, asked: Asked, picture: Picture) -> str:
        """Return what is wrong with the names that were typed; "" where nothing is."""
        say = self._say(asked)
        if len(asked.words) != len(("RECOMMENDATION", "PARTICIPANT")):
            return say("assign-usage")
        typed, person = asked.words[0], asked.words[1].casefold()
        recommendation = _recommendation(typed, picture)
        if recommendation is None:
            return say("assign-unknown", id=typed[:_SHOWN], **_guess(typed, _names(picture)))
        if person not in picture.people:
            return say("handover-unknown", id=person[:_SHOWN])
        if picture.policy(recommendation) is None:
            return say("assign-no-policy", reference=picture.snapshot.recommendations[recommendation].reference)
        return ""

    async def pause(self, asked: Asked) -> str:
        """Stop the reminders of a person, of a recommendation, or all."""
        return await self._rest(asked, "pause") if asked.words else await self.organising.pause(asked)

    async def resume(self, asked: Asked) -> str:
        """Let the reminders of a person, of a recommendation, or all go on."""
        return await self._rest(asked, "resume") if asked.words else await self.organising.resume(asked)

    async def _rest(self, asked: Asked, name: str) -> str:
        say, picture = self._say(asked), await self.organising.picture()
        wanted = asked.words[0]
        recommendation, person = _recommendation(wanted, picture), wanted.casefold()
        if len(asked.words) != 1 or (recommendation is None and person not in picture.people):
            names = [*picture.people, *_names(picture)]
            return say("rest-unknown", command=name, id=wanted[:_SHOWN], **_guess(wanted, names))
        what = recommendation or person
        count = await self._changed(what, recommendation is not None, asked, name)
        shown = picture.snapshot.recommendations[what].reference if recommendation else self._name(what, picture)
        if not count:
            return say(f"{name}-none", what=shown)
        after = "stopped" if name == "pause" else "sending"
        await self.trail.outcome(asked.asker, name, f"{count} {after}", before=what)
        self.organising.changed()
        log.info("reminders of some changed", act=name, count=count)
        return say(f"{name}-some", what=shown, count=count)

    async def _changed(self, what: str, is_recommendation: bool, asked: Asked, name: str) -> int:  # noqa: FBT001
        ledger, done = self.organising.ledger, 0
        for _ in range(_TRIES):
            found = await ledger.assignments(
                recommendation=what if is_recommendation else None,
                owner=None if is_recommendation else what,
                open_only=True,
            )
            picture = await self.organising.picture()
            steps = [step for each in found if (step := self._step(each, name, asked.asker.id, picture))]
            if not steps:
                return done
            done += sum(await ledger.change(steps))
        raise ConflictError(what)

    def _step(self, assignment: Assignment, name: str, who: str, picture: Picture) -> Step | None:
        now = self.organising.clock.now()
        act = paused if name == "pause" else resumed
        outcome = act(assignment, who=who, now=now)
        if not isinstance(outcome, Done):
            return None
        look = None if outcome.after.paused else picture.planner.first_look(outcome.after)
        return Step(before=assignment, after=replace(outcome.after, next_at=look), events=outcome.events)

    def _name(self, id_: str, picture: Picture) -> str:
        return shortened(picture.people[id_].participant.name, _SHOWN)

    def _say(self, asked: Asked) -> Callable[..., str]:
        return Sentences(self.organising.wording, asked.language).say


def _recommendation(typed: str, picture: Picture) -> str | None:
    """Return the id of a recommendation by its id or reference; None: there is none."""
    wanted = typed.casefold()
    known = picture.snapshot.recommendations
    return next((id_ for id_, each in known.items() if wanted in {id_, each.reference.casefold()}), None)


def _names(picture: Picture) -> Sequence[str]:
    return [name for id_, each in picture.snapshot.recommendations.items() for name in (id_, each.reference)]


def _guess(typed: str, names: Sequence[str]) -> dict[str, str]:
    """Return the name that was meant, perhaps, as sentences take it."""
    by_fold = {each.casefold(): each for each in names}
    close = get_close_matches(typed.casefold(), by_fold, n=1)
    return {"guess": by_fold[close[0]] if close else "", "guessed": "yes" if close else "no"}
