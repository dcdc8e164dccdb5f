"""Find people in Slack, and let everybody carry what the policies give them: at a start, a reload, a new roster."""

from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import structlog

from bot.assigning import NOT_MEANT, Moves, assigned, taking_part
from bot.errors import DeliveryError
from bot.picture import Picture
from bot.ports import Clock, FollowUpLedger, Messenger, Person, Step
from bot.progress import Assignment, EventKind
from bot.waiting import aside
from knowledge.base import Snapshot

log = structlog.get_logger()

#: So often somebody else may be faster; the rest comes with the next renewal.
_TRIES = 3
#: Steps in one transaction, so that nobody waits long for theirs.
_AT_ONCE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewing:
    """Brings the ledger in line with the knowledge in service and with the roster. Done twice it changes nothing."""

    ledger: FollowUpLedger
    messenger: Messenger
    snapshot: Callable[[], Snapshot]
    #: When a snapshot was put into service first.
    since: Callable[[Snapshot], datetime]
    picture: Callable[[], Awaitable[Picture]]
    #: The planning clock.
    clock: Clock
    #: Whether real people are served; else the examples of the knowledge take part.
    live: bool

    async def renew(self) -> int:
        """Return how many assignments were added, closed or moved.

        Where another process has put other knowledge into service since, that one does it; here it waits for a reload.

        Raises:
            LedgerError: some of it may be left; the next renewal does it.
        """
        if not self.live:
            await self.ledger.put_roster(self.snapshot().knowledge.roster, replace=False)
        await self._match()
        if not await self._is_current():
            log.warning("another process has put other knowledge into service; reload here")
            return 0
        changed = await self._assign()
        if changed:
            log.info("assignments renewed", changed=changed)
        return changed

    async def moves(self) -> Moves:
        """Return what a renewal would do to reminders now; nothing is changed.

        Raises:
            LedgerError: nobody can tell.
        """
        return Moves.of(await self._steps(await self.ledger.assignments()))

    async def _is_current(self) -> bool:
        """Tell the others what is in service; tell whether nobody has put other knowledge there since."""
        snapshot = self.snapshot()
        return await self.ledger.put_in_service(snapshot.knowledge.sources_hash, self.since(snapshot))

    async def _match(self) -> None:
        """Find the Slack users of those who have none yet."""
        people = taking_part(await self.ledger.people(), live=self.live).values()
        found = 0
        for each in people:
            if each.user is not None or each.participant.email is None:
                continue
            try:
                user = await self.messenger.user_with(each.participant.email)
            except DeliveryError as error:
                log.warning("people not looked up", reason=str(error))
                break  # the others would fare no better; they are asked for again within the hour
            if user is not None:
                await self.ledger.match(each.id, user)
                await self._reachable(each)
                found += 1
        if found:
            log.info("people found in Slack", people=found)

    async def _reachable(self, person: Person) -> None:
        carried = await self.ledger.assignments(owner=person.id, open_only=True)
        await self._change(
            [Step(before=each, after=replace(each, unreachable=False)) for each in carried if each.unreachable]
        )

    async def _assign(self) -> int:
        done = 0
        for _ in range(_TRIES):
            steps = await self._steps(await self.ledger.assignments())
            changed = await self._change(steps)
            done += changed
            if changed == len(steps):
                break
        return done

    async def _steps(self, assignments: Sequence[Assignment]) -> Sequence[Step]:
        picture, now = await self.picture(), self.clock.now()

        def steps(kept: Collection[str]) -> Sequence[Step]:
            recommendations, people = list(picture.snapshot.recommendations.values()), picture.people.values()
            return assigned(recommendations, people, assignments, picture.planner, now, live=self.live, kept=kept)

        # With many assignments it takes its time; people are answered meanwhile.
        found = await aside(lambda: steps(()))
        unasked = [each.after.id for each in found if each.after.closed_because == NOT_MEANT]
        given = [each for each in unasked if await self._is_given(each)]
        return await aside(lambda: steps(given)) if given else found

    async def _is_given(self, assignment: str) -> bool:
        """Tell whether somebody gave it by hand."""
        return any(each.kind is EventKind.ASSIGNED and each.who for each in await self.ledger.history(assignment))

    async def _change(self, steps: Sequence[Step]) -> int:
        done = 0
        for start in range(0, len(steps), _AT_ONCE):
            done += sum(await self.ledger.change(steps[start : start + _AT_ONCE]))
        return done
