"""The ledger in memory: for tests, and for the local workspace where nothing needs to stay."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from bot.ports import Acquaintance, Audited, Counted, Draft, Focus, PassedOn
from bot.reply import whose
from bot.storage import rules
from bot.storage.holding import held
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
        self._acquaintances: dict[str, tuple[Acquaintance, datetime]] = {}
        self._audits: list[Audited] = []
        self._drafts: dict[str, Draft] = {}

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

    async def tally(self, since: date) -> Sequence[Counted]:
        rows = sorted((day, what, subject, n) for (what, subject, day), n in self._counts.items() if day >= since and n)
        return [Counted(*row) for row in rows]

    async def pass_on(self, question: PassedOn) -> None:
        self._questions.setdefault(question.id, replace(question, asked_at=in_utc(question.asked_at)))

    async def passed_on(self) -> Sequence[PassedOn]:
        return sorted(self._questions.values(), key=lambda each: (each.asked_at, each.id))

    async def answered(self, question: str, now: datetime) -> bool:
        found, now = self._questions.get(question), in_utc(now)
        if found is None or found.answered_at is not None:
            return False
        self._questions[question] = replace(found, answered_at=now)
        return True

    async def forget_questions(self, *, answered_before: datetime, asked_before: datetime) -> int:
        answered_before, asked_before = in_utc(answered_before), in_utc(asked_before)
        gone = [
            id_
            for id_, each in self._questions.items()
            if (each.answered_at < answered_before if each.answered_at else each.asked_at < asked_before)
        ]
        for id_ in gone:
            del self._questions[id_]
        return len(gone)

    async def acquaintance(self, user: str) -> Acquaintance | None:
        return self._acquaintances[user][0] if user in self._acquaintances else None

    async def tell_once(self, user: str, now: datetime, *, since: datetime) -> bool:
        now, since = in_utc(now), in_utc(since)
        known = await self.acquaintance(user) or Acquaintance()
        if known.told_at is not None and known.told_at >= since:
            return False
        self._acquaintances[user] = (replace(known, told_at=now), now)
        return True

    async def choose_language(self, user: str, language: str | None, now: datetime) -> None:
        known = await self.acquaintance(user) or Acquaintance()
        self._acquaintances[user] = (replace(known, language=language), in_utc(now))

    async def forget_acquaintances(self, before: datetime) -> int:
        at = {user: at for user, (_, at) in self._acquaintances.items()}
        gone = _forget(at, before)
        self._acquaintances = {each: self._acquaintances[each] for each in at}
        return gone

    async def forget_audits(self, before: datetime) -> int:
        before, kept = in_utc(before), len(self._audits)
        self._audits = [each for each in self._audits if each.at >= before]
        return kept - len(self._audits)

    async def audit(self, record: Audited) -> None:
        self._audits.append(replace(record, at=in_utc(record.at)))

    async def audited(self, *, limit: int, actions: Collection[str] = ()) -> Sequence[Audited]:
        wanted = [each for each in self._audits if not actions or each.action in actions]
        # Turned round after sorting, so that of two at the same instant the one kept later comes first.
        return sorted(wanted, key=lambda each: each.at)[::-1][:limit]

    async def keep_draft(self, draft: Draft) -> None:
        self._drafts[draft.key] = replace(draft, at=in_utc(draft.at))

    async def draft(self, key: str, *, since: datetime) -> Draft | None:
        found, since = self._drafts.get(key), in_utc(since)
        return found if found is not None and found.at >= since else None

    async def drop_draft(self, key: str) -> bool:
        return self._drafts.pop(key, None) is not None

    async def forget_drafts(self, before: datetime) -> int:
        at = {key: each.at for key, each in self._drafts.items()}
        gone = _forget(at, before)
        self._drafts = {each: self._drafts[each] for each in at}
        return gone

    async def close(self) -> None:
        pass

    def _forget(self, names: Mapping[str, str], at: datetime) -> None:
        super()._forget(names, at)
        self._drafts.clear()
        self._questions = {id_: each for id_, each in self._questions.items() if not _is_of(each, names)}
        self._audits = [rules.anonymous(each, names) for each in self._audits]
        for those in (self._keys, self._threads):
            for each in [each for each in those if rules.mentions(each, names)]:
                del those[each]
        own = tuple(whose(each) for each in names)
        self._focuses = {id_: each for id_, each in self._focuses.items() if not id_.startswith(own)}
        self._acquaintances = {user: each for user, each in self._acquaintances.items() if user not in names}

    def _chosen(self, user: str | None) -> str | None:
        known = self._acquaintances.get(user) if user else None
        return known[0].language if known else None

    def _held(self, names: Collection[str]) -> dict[str, list[dict[str, Any]]]:
        own = tuple(whose(each) for each in names)
        known = {user: each for user, each in self._acquaintances.items() if user in names}
        return {
            **super()._held(names),
            "questions": [held(each) for id_, each in sorted(self._questions.items()) if _is_of(each, names)],
            "acquaintances": [{"user": user, **held(each), "at": held(at)} for user, (each, at) in known.items()],
            "drafts": [held(each) for _, each in sorted(self._drafts.items()) if each.whose in names],
            "audits": [
                held(each)
                for each in self._audits
                if each.who in names or rules.mentions(f"{each.before} {each.after}", names)
            ],
            "keys": [
                {"key": each, "remembered_at": held(at)}
                for each, at in sorted(self._keys.items())
                if rules.mentions(each, names)
            ],
            "threads": [
                {"thread": each, "spoke_at": held(at)}
                for each, at in sorted(self._threads.items())
                if rules.mentions(each, names)
            ],
            "focuses": [
                {"conversation": each, "entry": focus.entry, "meetings": " ".join(focus.meetings), "at": held(at)}
                for each, (focus, at) in sorted(self._focuses.items())
                if each.startswith(own)
            ],
        }


def _is_of(question: PassedOn, names: Collection[str]) -> bool:
    return question.asker in names or question.channel in names


def _forget(remembered: dict[str, datetime], before: datetime) -> int:
    limit = in_utc(before)
    gone = [name for name, at in remembered.items() if at < limit]
    for name in gone:
        del remembered[name]
    return len(gone)
