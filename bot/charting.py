"""How things stand as something to draw: countries by recommendations, and the states over time. Pure.

What is drawn is also said in words (``alt``), and every state has a sign of its own besides its colour: one in twelve
men cannot tell some colours apart, and some people see no picture at all.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from babel import Locale

from bot.picture import Picture
from bot.progress import Assignment, Closing, Event, EventKind, Reported, Validation, assignment_id
from bot.recommendations import is_late
from bot.states import Sketch, State
from bot.wording import Wording

#: Slack's limit for the words of a file; a picture in a message may have twice as many.
MAX_ALT = 1000
#: Points of a trend.
_MOST_DAYS = 27

_OF_REPORTED = {
    Reported.NOT_STARTED: State.NOT_STARTED,
    Reported.IN_PROGRESS: State.UNDER_WAY,
    Reported.PARTLY_IMPLEMENTED: State.PARTLY,
    Reported.IMPLEMENTED: State.WAITING,
    Reported.BLOCKED: State.BLOCKED,
    Reported.NOT_APPLICABLE: State.WAITING,
}
_OF_CLOSING = {Closing.IMPLEMENTED: State.DONE, Closing.NOT_APPLICABLE: State.NOT_APPLICABLE}


@dataclass(frozen=True, slots=True)
class Cell:
    """What all owners of one country made of one recommendation: the least advanced of them."""

    state: State
    #: Whether one of them is overdue.
    late: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """Countries by recommendations."""

    title: str
    #: Countries by name, then what has none.
    rows: tuple[str, ...]
    #: References.
    columns: tuple[str, ...]
    #: By the numbers of row and column; where nobody carries it there is none.
    cells: Mapping[tuple[int, int], Cell]
    language: str
    wording: Wording

    def alt(self, limit: int = MAX_ALT) -> str:
        """Return the same in words: each cell; where that is too long, each country's counts, as many as fit."""
        if len(self.cells) * len("R1 done") <= limit:  # else it is too long whatever they are called
            lines = [self._row(number, self._cells_of(number)) for number in range(len(self.rows))]
            whole = "\n".join([f"{self.title}.", *lines])
            if len(whole) <= limit:
                return whole
        counted = [self._row(number, self._counts_of(number)) for number in range(len(self.rows))]
        return self._cut(
            [f"{self.title}.", in_words(self.counts(), self.wording, self.language) + ".", *counted], limit
        )

    def counts(self) -> Counter[State]:
        """Return how many cells are in each state."""
        return Counter(each.state for each in self.cells.values())

    def _row(self, number: int, cells: str) -> str:
        return self.wording.say(self.language, "chart-alt-row", row=self.rows[number], cells=cells)

    def _cells_of(self, row: int) -> str:
        found = ((self.columns[column], cell) for (at, column), cell in sorted(self.cells.items()) if at == row)
        return ", ".join(
            self.wording.say(
                self.language,
                "chart-alt-cell-late" if cell.late else "chart-alt-cell",
                reference=reference,
                state=self.wording.say(self.language, f"chart-{cell.state}"),
            )
            for reference, cell in found
        )

    def _counts_of(self, row: int) -> str:
        of_it = [cell for (at, _), cell in self.cells.items() if at == row]
        late = sum(each.late for each in of_it)
        words = in_words(Counter(each.state for each in of_it), self.wording, self.language)
        return words + (f", {_counted('late', late, self.wording, self.language)}" if late else "")

    def _cut(self, lines: Sequence[str], limit: int) -> str:
        """Return as many lines as fit; the last says how many do not."""
        kept = list(lines)
        while kept:
            left = len(lines) - len(kept)
            more = [self.wording.say(self.language, "chart-alt-more", count=left)] if left else []
            whole = "\n".join([*kept, *more])
            if len(whole) <= limit:
                return whole
            kept.pop()
        return self.title[:limit]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """How many assignments were in each state, from day to day."""

    title: str
    #: Ascending, at least one.
    days: tuple[date, ...]
    #: For each state a count a day, in the order of ``State``.
    counts: Mapping[State, tuple[int, ...]]
    language: str
    wording: Wording

    def alt(self, limit: int = MAX_ALT) -> str:
        """Return the same in words: the first day and the last, and as many between as fit."""
        number, lines = len(self.days), []
        for step in (1, 2, 4, 8, max(1, number - 1)):
            shown = sorted({*range(0, number, step), number - 1})
            lines = [f"{self.title}.", *map(self._on, shown)]
            if len("\n".join(lines)) <= limit:
                break
        return "\n".join(lines)[:limit]

    def _on(self, number: int) -> str:
        counts = Counter({state: each[number] for state, each in self.counts.items()})
        states = in_words(counts, self.wording, self.language)
        return self.wording.say(self.language, "chart-alt-trend", day=self.days[number], states=states)


def sketch(chart: Matrix | Trend) -> Sketch:
    """Return a chart as it is drawn."""
    say, language = chart.wording.say, chart.language
    names = {str(each): say(language, f"chart-{each}") for each in (*State, "late")}
    if isinstance(chart, Matrix):
        cells = [(row, column, cell.state.value, cell.late) for (row, column), cell in sorted(chart.cells.items())]
        return Sketch(title=chart.title, names=names, rows=chart.rows, columns=chart.columns, cells=cells)
    return Sketch(
        title=chart.title,
        counted=say(language, "chart-count"),
        names=names,
        days=[each.isoformat() for each in chart.days],
        counts={state.value: each for state, each in chart.counts.items()},
    )


def state_of(assignment: Assignment) -> State | None:
    """Return where an assignment stands; None: nobody carries it any more, though it is not done."""
    if assignment.closed is not None:
        return _OF_CLOSING.get(assignment.closed)
    if assignment.reported.is_final and assignment.validation is Validation.RETURNED:
        return State.UNDER_WAY
    return _OF_REPORTED[assignment.reported]


def in_words(counts: Mapping[State, int], wording: Wording, language: str) -> str:
    """Return counts as "done: 2, under way: 1", the most advanced first; states that nothing is in are left out."""
    return ", ".join(_counted(each, counts[each], wording, language) for each in reversed(State) if counts.get(each))


def _counted(state: str, count: int, wording: Wording, language: str) -> str:
    return wording.say(language, "chart-alt-state", state=wording.say(language, f"chart-{state}"), count=count)


def matrix(
    assignments: Iterable[Assignment], picture: Picture, now: datetime, wording: Wording, language: str
) -> Matrix:
    """Return assignments as countries by recommendations; what ended without being done is left out."""
    placed: dict[tuple[str, str], Cell] = {}
    for each in assignments:
        state = state_of(each)
        if state is not None:
            place = (_country(each, picture, wording, language), picture.reference(each))
            late = is_late(each, picture.today(each.owner, now))
            placed[place] = _together(placed.get(place), Cell(state, late))
    elsewhere = wording.say(language, "chart-elsewhere")
    rows = sorted({row for row, _ in placed}, key=lambda row: (row == elsewhere, _sortable(row)))
    columns = sorted({column for _, column in placed})
    cells = {(rows.index(row), columns.index(column)): cell for (row, column), cell in placed.items()}
    title = wording.say(language, "chart-title", day=_day(picture, now))
    return Matrix(
        title=title, rows=tuple(rows), columns=tuple(columns), cells=cells, language=language, wording=wording
    )


def trend(
    assignments: Iterable[Assignment],
    events: Iterable[Event],
    picture: Picture,
    now: datetime,
    *,
    wording: Wording,
    language: str,
) -> Trend:
    """Return how assignments came to stand where they stand.

    Args:
        assignments: those that are to be counted.
        events: their history, oldest first; that of others is passed over.
        picture: knows the organisers' day.
        now: the last day; its counts are those of the assignments themselves.
        wording: has the words.
        language: to say them in.
    """
    carried = {each.id: each for each in assignments}
    changes = [each for each in events if each.assignment in carried and each.at <= now]
    days = _days(changes[0].at.date() if changes else now.date(), now.date())
    replay, counted, at = Replay(carried), list[Counter[State]](), 0
    for day in days[:-1]:
        ends = datetime.combine(day + timedelta(days=1), time(), UTC)
        while at < len(changes) and changes[at].at < ends:
            replay.follow(changes[at])
            at += 1
        counted.append(replay.counts())
    counted.append(Counter(each for each in map(state_of, carried.values()) if each is not None))
    return Trend(
        title=wording.say(language, "chart-trend-title", day=_day(picture, now)),
        days=tuple(days),
        counts={state: tuple(each[state] for each in counted) for state in State},
        language=language,
        wording=wording,
    )


@dataclass(slots=True)
class Replay:
    """Lives a history again, event by event."""

    assignments: Mapping[str, Assignment]
    #: Where each stood last, whether somebody carries it still or not.
    stood: dict[str, State] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)

    def counts(self) -> Counter[State]:
        return Counter(state for id_, state in self.stood.items() if id_ not in self.gone)

    def follow(self, event: Event) -> None:
        id_ = event.assignment
        self.stood.setdefault(id_, State.NOT_STARTED)
        match event.kind:
            case EventKind.REPORTED | EventKind.RETURNED if event.after in set(Reported):
                self.stood[id_] = _OF_REPORTED[Reported(event.after)]
            case EventKind.CLOSED if event.after in set(_OF_CLOSING):
                self.stood[id_] = _OF_CLOSING[Closing(event.after)]
            case EventKind.CLOSED:
                self.gone.add(id_)
            case EventKind.REOPENED:
                self.gone.discard(id_)
            case EventKind.HANDED_OVER:
                self._hand_over(self.assignments[id_], event)

    def _hand_over(self, assignment: Assignment, event: Event) -> None:
        if assignment.owner == event.before:
            self.gone.add(assignment.id)
            return
        self.gone.discard(assignment.id)
        giver = self.stood.get(assignment_id(assignment.recommendation, event.before))
        if giver is not None and self.stood[assignment.id] is State.NOT_STARTED:
            self.stood[assignment.id] = giver


def _days(first: date, last: date) -> list[date]:
    """Return days from the first to the last, both, evenly apart and not too many."""
    length = (last - first).days
    count = min(_MOST_DAYS, length + 1)
    return sorted({first + timedelta(days=round(length * each / max(1, count - 1))) for each in range(count)} | {last})


def _together(one: Cell | None, other: Cell) -> Cell:
    order = list(State)
    if one is None:
        return other
    return Cell(min(one.state, other.state, key=order.index), one.late or other.late)


def _country(assignment: Assignment, picture: Picture, wording: Wording, language: str) -> str:
    code = picture.country(assignment.owner)
    if code is None:
        return wording.say(language, "chart-elsewhere")
    return str(Locale.parse(language).territories.get(code, code))


def _sortable(name: str) -> str:
    """Return a name as it is put in order: "Émirats" before "France"."""
    return unicodedata.normalize("NFD", name).casefold()


def _day(picture: Picture, now: datetime) -> date:
    return picture.today("", now)
