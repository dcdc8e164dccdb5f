"""The progress report as one HTML page that stands alone: no script, nothing fetched, and it prints well. Pure.

What people and files say is text and nothing else: everything goes through ``html.escape``.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from html import escape

from bot.charting import Matrix, in_words, matrix, state_of
from bot.picture import Picture
from bot.progress import Assignment, Event, EventKind
from bot.recommendations import is_late
from bot.states import COLOURS, LATE_SIGN, SIGNS, State
from bot.wording import Wording
from knowledge.model import in_language

#: Columns of a table that fit on a page.
_MOST_COLUMNS = 16

_STYLE = """
@page { size: A4 landscape; margin: 14mm; }
:root { color-scheme: light; }
body { font: 11pt/1.45 system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif; color: #21303a; background: #fff;
  max-width: 72rem; margin: 0 auto; padding: 1.5rem; }
h1 { font-size: 1.7rem; line-height: 1.2; margin: 0 0 .3rem; }
h2 { font-size: 1.2rem; margin: 2rem 0 .6rem; border-bottom: 2px solid #1d6d67; }
h3 { font-size: 1rem; margin: 1.4rem 0 .4rem; }
h2, h3 { break-after: avoid; }
p { margin: .3rem 0; }
.soft { color: #5a6972; }
table { border-collapse: collapse; margin: .5rem 0 1rem; }
th, td { border: 1px solid #c9c9c9; padding: .25rem .5rem; text-align: left; vertical-align: top; }
time { white-space: nowrap; }
th { background: #f3f5f5; font-weight: 600; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
.wide { width: 100%; }
.grid td { text-align: center; min-width: 1.8rem; padding: .15rem .3rem; }
.grid thead th { writing-mode: vertical-rl; transform: rotate(180deg); vertical-align: bottom; font-size: .85rem; }
.grid thead th:first-child { writing-mode: horizontal-tb; transform: none; }
.late { outline: 2px solid #000; outline-offset: -3px; font-weight: 700; }
.number { text-align: right; font-variant-numeric: tabular-nums; }
.sign { display: inline-block; width: 1.5em; text-align: center; }
td, .sign { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
"""


def report(
    assignments: Sequence[Assignment],
    events: Iterable[Event],
    picture: Picture,
    now: datetime,
    *,
    wording: Wording,
    language: str,
) -> str:
    """Return the report, for organisers.

    Args:
        assignments: all; those that ended without being done are left out.
        events: their history, oldest first.
        picture: says what and who is meant.
        now: the moment.
        wording: has the words.
        language: to write it in.
    """
    counted = tuple(each for each in assignments if state_of(each) is not None)
    notes = {each.assignment: each.note for each in events if each.kind is EventKind.REPORTED and each.note}
    return _Report(counted, notes, picture, now, wording, language).page()


@dataclass(frozen=True, slots=True)
class _Report:
    assignments: Sequence[Assignment]
    #: The last note of each.
    notes: Mapping[str, str]
    picture: Picture
    now: datetime
    wording: Wording
    language: str

    def page(self) -> str:
        title = self._say("report-title", seminar=in_language(self.picture.snapshot.seminar.title, self.language))
        parts = [f"<h1>{title}</h1>", f"<p>{self._say('report-made', day=self.picture.today('', self.now))}</p>"]
        parts.append(f'<p class="soft">{self._say("report-personal")}</p>')
        parts += [*self._body()] if self.assignments else [f"<p>{self._say('report-none')}</p>"]
        head = f'<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{title}</title>'
        body = "\n".join(parts)
        return (
            f'<!doctype html>\n<html lang="{escape(self.language)}">\n<head>{head}<style>{_STYLE}</style></head>\n'
            f"<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
        )

    def _body(self) -> Iterator[str]:
        drawn = matrix(self.assignments, self.picture, self.now, self.wording, self.language)
        yield f"<h2>{self._say('report-totals')}</h2>"
        yield self._totals()
        yield f"<h2>{self._say('report-matrix')}</h2>"
        for start in range(0, len(drawn.columns), _MOST_COLUMNS):
            yield self._grid(drawn, range(start, min(start + _MOST_COLUMNS, len(drawn.columns))))
        late = sorted((each for each in self.assignments if self._is_late(each)), key=self._by_due)
        yield from self._listed("report-overdue", late)
        waiting = sorted((each for each in self.assignments if each.waits_for_validator), key=self._by_due)
        yield from self._listed("report-waits", waiting)
        yield f"<h2>{self._say('report-each')}</h2>"
        yield from self._each()

    def _totals(self) -> str:
        states = [state_of(each) for each in self.assignments]
        rows = [
            f"<tr><td>{self._sign(state)} {self._say(f'chart-{state}')}</td>"
            f'<td class="number">{states.count(state)}</td></tr>'
            for state in reversed(State)
            if state in states
        ]
        late = sum(map(self._is_late, self.assignments))
        rows.append(
            f'<tr><td><span class="sign late">{LATE_SIGN}</span> {self._say("chart-late")}</td>'
            f'<td class="number">{late}</td></tr>'
        )
        return self._table(("report-state", "report-number"), rows)

    def _grid(self, drawn: Matrix, columns: Iterable[int]) -> str:
        numbers = list(columns)
        head = "".join(f'<th scope="col">{escape(drawn.columns[each])}</th>' for each in numbers)
        rows = []
        for number, row in enumerate(drawn.rows):
            cells = "".join(self._cell(drawn, number, each) for each in numbers)
            rows.append(f'<tr><th scope="row">{escape(row)}</th>{cells}</tr>')
        return (
            f'<table class="grid"><thead><tr><th scope="col">{self._say("chart-rows")}</th>{head}</tr></thead>'
            f"<tbody>{''.join(rows)}</tbody></table>"
        )

    def _cell(self, drawn: Matrix, row: int, column: int) -> str:
        cell = drawn.cells.get((row, column))
        if cell is None:
            return "<td></td>"
        words = self._say(f"chart-{cell.state}") + (f", {self._say('chart-late')}" if cell.late else "")
        late = ' class="late"' if cell.late else ""
        shown = SIGNS[cell.state] + (LATE_SIGN if cell.late else "")
        return (
            f'<td{late} style="background:{COLOURS[cell.state]}" title="{words}">'
            f'<span aria-hidden="true">{shown}</span>'
            f'<span class="unseen">{words}</span></td>'
        )

    def _listed(self, name: str, found: Sequence[Assignment]) -> Iterator[str]:
        yield f"<h2>{self._say(name)}</h2>"
        if not found:
            yield f"<p>{self._say(f'{name}-none')}</p>"
            return
        yield self._rows(found, with_reference=True)

    def _each(self) -> Iterator[str]:
        by_reference: dict[str, list[Assignment]] = {}
        for each in self.assignments:
            by_reference.setdefault(self.picture.reference(each), []).append(each)
        for reference, carried in sorted(by_reference.items()):
            recommendation = self.picture.recommendation(carried[0])
            title = in_language(recommendation.title, self.language) if recommendation else ""
            counts = {state: sum(state_of(each) is state for each in carried) for state in State}
            yield f"<h3>{escape(f'{reference} {title}'.strip())}</h3>"
            yield f'<p class="soft">{escape(in_words(counts, self.wording, self.language))}</p>'
            yield self._rows(sorted(carried, key=self._name), with_reference=False)

    def _rows(self, found: Sequence[Assignment], *, with_reference: bool) -> str:
        names = ("report-owner", "report-state", "report-due", "report-reported", "report-note")
        first = [f'<th scope="col">{self._say("chart-columns")}</th>'] if with_reference else []
        head = "".join([*first, *(f'<th scope="col">{self._say(each)}</th>' for each in names)])
        rows = "".join(f"<tr>{self._row(each, with_reference=with_reference)}</tr>" for each in found)
        return f'<table class="wide"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'

    def _row(self, each: Assignment, *, with_reference: bool) -> str:
        state = state_of(each)
        late = f" <strong>{LATE_SIGN} {self._say('chart-late')}</strong>" if self._is_late(each) else ""
        cells = [
            *([escape(self.picture.reference(each))] if with_reference else []),
            escape(self._name(each)),
            f"{self._sign(state)} {self._say(f'chart-{state}')}{late}" if state else "",
            self._day(each.due),
            self._day(each.reported_on),
            escape(self.notes.get(each.id, "")),
        ]
        return "".join(f"<td>{cell}</td>" for cell in cells)

    def _table(self, names: Sequence[str], rows: Sequence[str]) -> str:
        head = "".join(f'<th scope="col">{self._say(each)}</th>' for each in names)
        return f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"

    def _sign(self, state: State) -> str:
        return f'<span class="sign" aria-hidden="true" style="background:{COLOURS[state]}">{SIGNS[state]}</span>'

    def _day(self, day: date | None) -> str:
        return f'<time datetime="{day.isoformat()}">{day.isoformat()}</time>' if day else ""

    def _is_late(self, each: Assignment) -> bool:
        return is_late(each, self.picture.today(each.owner, self.now))

    def _by_due(self, each: Assignment) -> tuple[date, str]:
        return (each.due or self.now.date(), self._name(each))

    def _name(self, each: Assignment) -> str:
        return self.picture.name(each.owner) or self.wording.say(self.language, "somebody-gone")

    def _say(self, name: str, /, **values: str | float | date) -> str:
        return escape(self.wording.say(self.language, name, **values))
