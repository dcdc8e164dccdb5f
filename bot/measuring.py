"""How well questions are answered, in numbers: from counts, without a word of what anybody asked. Pure."""

from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.answering import Thresholds
from bot.organising import Asked
from bot.ports import Clock, Counted, Ledger
from bot.wording import Wording

#: Looked back on.
WEEKS = 8
_MOST_WRONG = 5
#: What an answer asserts something with, what leaves the choice, and what gives nothing.
_ANSWERED = frozenset({"answer", "not_stated", "passage"})
_OFFERED, _REFUSED = "choices", "unknown"
_STEPS = (-0.1, -0.05, 0.0, 0.05, 0.1)
_BARS = 10


@dataclass(frozen=True, slots=True)
class Share:
    """What became of some questions."""

    answered: int = 0
    offered: int = 0
    refused: int = 0

    @property
    def all(self) -> int:
        return self.answered + self.offered + self.refused

    @property
    def percent(self) -> int:
        """Of a hundred, how many were answered; 0 where none was asked."""
        return round(100 * self.answered / self.all) if self.all else 0


@dataclass(frozen=True, slots=True)
class Wrong:
    """How often an entry was said to be wrong, and right, and what was expected instead most often."""

    entry: str
    wrong: int
    right: int
    #: "" where nobody said.
    expected: str = ""


def share_of(counted: Iterable[Counted]) -> Share:
    """Return what became of the questions that were counted; small talk and commands are none."""
    kinds: Counter[str] = Counter()
    for each in counted:
        if each.what.startswith("asked."):
            kinds[each.what.removeprefix("asked.")] += each.n
    return Share(sum(kinds[each] for each in _ANSWERED), kinds[_OFFERED], kinds[_REFUSED])


def by_week(counted: Sequence[Counted], until: date, weeks: int = WEEKS) -> list[tuple[date, Share]]:
    """Return what became of the questions of each of the last weeks, which begin on Mondays, the oldest first."""
    this = until - timedelta(days=until.weekday())
    starts = [this - timedelta(weeks=each) for each in reversed(range(weeks))]
    end = timedelta(weeks=1)
    return [(start, share_of(each for each in counted if start <= each.day < start + end)) for start in starts]


def most_wrong(counted: Iterable[Counted], most: int = _MOST_WRONG) -> list[Wrong]:
    """Return the entries that were most often wrong, those first that were so most often."""
    rated: Counter[tuple[str, str]] = Counter()
    expected: dict[str, Counter[str]] = {}
    for each in counted:
        if each.what in {"feedback.right", "feedback.wrong"}:
            rated[each.what, each.subject] += each.n
        elif each.what == "feedback.expected":
            wrong, _, meant = each.subject.partition(" ")
            if meant:
                expected.setdefault(wrong, Counter())[meant] += each.n
    found = [
        Wrong(
            entry,
            n,
            rated["feedback.right", entry],
            min(expected[entry], key=lambda each: (-expected[entry][each], each)) if entry in expected else "",
        )
        for (what, entry), n in rated.items()
        if what == "feedback.wrong"
    ]
    return sorted(found, key=lambda each: (-each.wrong, each.entry))[:most]


def shares_at(counted: Iterable[Counted], thresholds: Thresholds) -> Share:
    """Return what would have become of the questions at other thresholds, by how sure the entries were.

    Sureness is counted in steps of five hundredths, so thresholds between two steps count as the upper one.
    """
    answered = offered = refused = 0
    for each in counted:
        if each.what != "sure":
            continue
        best, _, together = each.subject.partition(" ")
        if int(best) >= round(thresholds.answer * 100):
            answered += each.n
        elif int(together) >= round(thresholds.offer * 100):
            offered += each.n
        else:
            refused += each.n
    return Share(answered, offered, refused)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measuring:
    """The organisers' command that says how everything goes. Whoever calls has made sure that an organiser asks."""

    ledger: Ledger
    clock: Clock
    wording: Wording
    thresholds: Thresholds
    #: Says whether reminders are being sent.
    sending: Callable[[Asked], Awaitable[str]]

    @property
    def commands(self) -> dict[str, Callable[[Asked], Awaitable[str]]]:
        """Return the command. It may raise ``LedgerError``: nobody knows."""
        return {"status": self.status}

    async def status(self, asked: Asked) -> str:
        """Return how sending goes, how many questions are answered, which entries are wrong, what thresholds do."""
        today = self.clock.now().date()
        since = today - timedelta(days=today.weekday()) - timedelta(weeks=WEEKS - 1)
        counted = await self.ledger.tally(since)
        lines = [await self.sending(asked), ""]
        lines += [*self._answered(counted, today, asked.language), "", *self._wrong(counted, asked.language)]
        return "\n".join([*lines, "", *self._settings(counted, asked.language)])

    def _answered(self, counted: Sequence[Counted], today: date, language: str) -> Iterator[str]:
        share = share_of(counted)
        if not share.all:
            yield self.wording.say(language, "measured-none", weeks=WEEKS)
            return
        yield self._say(language, "measured", share, weeks=WEEKS)
        yield ""
        for start, each in by_week(counted, today):
            bars = round(each.percent * _BARS / 100)
            bar = "█" * bars + "░" * (_BARS - bars)
            yield "- " + self.wording.say(
                language, "measured-week", day=start, bar=bar, percent=each.percent, count=each.all
            )

    def _wrong(self, counted: Sequence[Counted], language: str) -> Iterator[str]:
        found = most_wrong(counted)
        if not found:
            yield self.wording.say(language, "measured-wrong-none")
            return
        yield self.wording.say(language, "measured-wrong")
        yield ""
        for each in found:
            yield "- " + self.wording.say(
                language,
                "measured-wrong-one",
                entry=each.entry,
                wrong=each.wrong,
                right=each.right,
                told="yes" if each.expected else "no",
                expected=each.expected or "-",
            )

    def _settings(self, counted: Sequence[Counted], language: str) -> Iterator[str]:
        now = shares_at(counted, self.thresholds)
        if not now.all:
            return
        yield self.wording.say(language, "measured-thresholds", now=f"{self.thresholds.answer:.2f}")
        yield ""
        for step in _STEPS:
            at = round(self.thresholds.answer + step, 2)
            if not 0 < at <= 1:
                continue
            tried = shares_at(counted, Thresholds(answer=at, offer=min(self.thresholds.offer, at)))
            yield "- " + self._say(language, "measured-at", tried, at=f"{at:.2f}", now="yes" if not step else "no")

    def _say(self, language: str, name: str, share: Share, **values: str | float) -> str:
        numbers = {"answered": share.answered, "offered": share.offered, "refused": share.refused, "all": share.all}
        return self.wording.say(language, name, percent=share.percent, **numbers, **values)
