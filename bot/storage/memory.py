"""The ledger in memory: for tests, and for the local workspace where nothing needs to stay."""

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import date, datetime

from bot.ports import Audited, Focus, PassedOn
from bot.storage import rules
from bot.storage.instants import in_utc
from bot.storage.memory_following import MemoryFollowing


class MemoryLedger(MemoryFollowing):
    """Keeps the promises of ``FollowUpLedger`` with dictionaries, for one event loop and as long as the process lives.

    ``real`` is the clock that leases follow, ``new_id`` names the rows of the outbox.
    """

    def __init__(
        self, *, real: Callable[[], datetime] = rules.real_now, new_id: Callable[[], str] = rules.new_id
    ) -> None:
        super().__init__(real=real, new_id=new_id)
        self._keys: dict[str, datetime] = {}
        self._threads: dict[str, datetime] = {}
        self._focuses: dict[str, tuple[Focus, datetime]] = {}
        self._counts: Counter[tuple[str, str, date]] = Counter()
        self._questions: dict[str, PassedOn] = {}
        self._audits: list[Audited] = []

    # No method awaits anything, so no other task runs in the middle of one.

    async def first_time(self, key: str, now: datetime, *others: str) -> bool:
        wanted = {key, *others}
        first = not wanted & self._keys.keys()
        for each in wanted:
            self._keys.setdefault(each, in_utc(now))
        return first

    async def forget_keys(self, before: datetime) -> int:
        return _forget(self._keys, before)

    async def take_part(self, thread: str, now: datetime) -> None:
        self._threads[thread] = max(in_utc(now), self._threads.get(thread, in_utc(now)))

    async def takes_part(self, thread: str) -> bool:
        return thread in self._threads

    async def forget_threads(self, before: datetime) -> int:
        return _forget(self._threads, before)

    async def focus_on(self, conversation: str, focus: Focus, now: datetime) -> None:
        self._focuses[conversation] = (focus, in_utc(now))

    async def focus(self, conversation: str, *, since: datetime) -> Focus | None:
        focus, at = self._focuses.get(conversation, (None, in_utc(since)))
        return focus if at >= in_utc(since) else None

    async def forget_focuses(self, before: datetime) -> int:
        at = {conversation: at for conversation, (_, at) in self._focuses.items()}
        gone = _forget(at, before)
        self._focuses = {each: self._focuses[each] for each in at}
        return gone

    async def count(self, what: str, subject: str, day: date) -> None:
        self._counts[what, subject, day] += 1

    async def counted(self, what: str, subject: str, day: date) -> int:
        return self._counts[what, subject, day]

    async def pass_on(self, question: PassedOn) -> None:
        self._questions.setdefault(question.id, replace(question, asked_at=in_utc(question.asked_at)))

    async def passed_on(self) -> Sequence[PassedOn]:
        return sorted(self._questions.values(), key=lambda each: (each.asked_at, each.id))

    async def audit(self, record: Audited) -> None:
        self._audits.append(replace(record, at=in_utc(record.at)))

    async def audited(self, *, limit: int) -> Sequence[Audited]:
        # Turned round after sorting, so that of two at the same instant the one kept later comes first.
        return sorted(self._audits, key=lambda each: each.at)[::-1][:limit]

    async def close(self) -> None:
        pass

    def _forget(self, names: Collection[str], at: datetime) -> None:
        super()._forget(names, at)
        self._questions = {id_: each for id_, each in self._questions.items() if each.asker not in names}
        self._audits = [rules.anonymous(each, names) for each in self._audits]


def _forget(remembered: dict[str, datetime], before: datetime) -> int:
    limit = in_utc(before)
    gone = [name for name, at in remembered.items() if at < limit]
    for name in gone:
        del remembered[name]
    return len(gone)
