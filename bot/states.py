"""The states that are drawn, each with a colour and a sign. Loads nothing else: the drawing process begins with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """Where an assignment stands, in one word; the least advanced first."""

    BLOCKED = "blocked"
    NOT_STARTED = "not_started"
    UNDER_WAY = "under_way"
    PARTLY = "partly"
    #: What would end it is reported, and not confirmed yet.
    WAITING = "waiting"
    DONE = "done"
    NOT_APPLICABLE = "not_applicable"


#: A colour, of those that people with any colour vision tell apart (Okabe and Ito), and a sign for each.
COLOURS: Mapping[State, str] = {
    State.BLOCKED: "#d55e00",
    State.NOT_STARTED: "#e6e6e6",
    State.UNDER_WAY: "#f0e442",
    State.PARTLY: "#e69f00",
    State.WAITING: "#56b4e9",
    State.DONE: "#009e73",
    State.NOT_APPLICABLE: "#999999",
}
SIGNS: Mapping[State, str] = {
    State.BLOCKED: "✕",
    State.NOT_STARTED: "·",
    State.UNDER_WAY: "▸",
    State.PARTLY: "◆",
    State.WAITING: "○",
    State.DONE: "✓",
    State.NOT_APPLICABLE: "–",
}
LATE_SIGN = "!"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """What is drawn, in plain values."""

    title: str
    #: What is counted in a trend; "" for a matrix.
    counted: str = ""
    #: What each state, and "late", is called.
    names: Mapping[str, str]
    #: Of a matrix: names, and for each cell row, column, state, and whether it is overdue.
    rows: Sequence[str] = ()
    columns: Sequence[str] = ()
    cells: Sequence[tuple[int, int, str, bool]] = ()
    #: Of a trend: ISO days, and the counts of each state.
    days: Sequence[str] = ()
    counts: Mapping[str, Sequence[int]] | None = None
