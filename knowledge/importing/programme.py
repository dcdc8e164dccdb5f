"""What happens when: the rows of a timetable, and lines that begin with an hour. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.importing.blocks import Place, Shape
from knowledge.importing.cues import TIME
from knowledge.importing.dates import dates_in
from knowledge.importing.sentences import Passage

_BEGINS = re.compile(rf"^(?P<time>{TIME.pattern})\s*[:–—|-]?\s*(?P<what>\S.*)$", re.IGNORECASE)
_LONGEST_HEAD = 30
_HEADS = re.compile(
    r"time|hour|heure|horaire|session|séance|atelier|workshop|topic|title|titre|theme|thème|speaker|intervenant|orateur|animat|moderat|modérat"
    r"|room|salle|lieu|activity|activité|presenter|chair",
    re.IGNORECASE,
)
_WHAT = re.compile(
    r"session|séance|atelier|workshop|topic|title|titre|theme|thème|activity|activité|item|point|what", re.IGNORECASE
)
_LABELLED = re.compile(
    r"^(?:session|séance|panel|atelier|workshop|round table|table ronde|part|partie)\s*\w*\s*[:.–—-]\s*(?P<rest>\S.*)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Session:
    """One line of a programme."""

    title: str
    time: str
    #: As the paper writes it; "" where it does not say.
    day: str
    #: Who speaks, where: the other cells with the names of their columns.
    more: str
    place: Place
    index: int

    @property
    def short(self) -> str:
        """The title without its number: "Recruitment fees" of "Session 2: Recruitment fees"."""
        labelled = _LABELLED.match(self.title)
        return labelled["rest"] if labelled else self.title


def sessions_in(passages: Sequence[Passage]) -> list[Session]:
    """Return the lines of every programme, in the order of the paper."""
    found: list[Session] = []
    head: Sequence[str] = ()
    for before, each in zip([None, *passages], passages, strict=False):
        if each.block.shape is not Shape.ROW:
            head = ()
            begins = _BEGINS.match(each.text)
            if begins and len(begins["what"]) < 200:  # noqa: PLR2004 - a line, not a paragraph
                found.append(
                    Session(begins["what"].rstrip("."), begins["time"].strip(), _day(each), "", each.place, each.index)
                )
            continue
        if before is None or before.block.shape is not Shape.ROW or before.headings != each.headings:
            head = ()
        if _is_head(each.block.cells):
            head = each.block.cells
        elif session := _of_row(each, head):
            found.append(session)
    return found


def _is_head(cells: Sequence[str]) -> bool:
    named = [each for each in cells if each]
    return (
        len(named) > 1
        and all(len(each) < _LONGEST_HEAD for each in named)
        and sum(bool(_HEADS.search(each)) for each in named) * 2 >= len(named)
        and not any(TIME.search(each) for each in named)
    )


def _of_row(passage: Passage, head: Sequence[str]) -> Session | None:
    cells = passage.block.cells
    timed = next((at for at, each in enumerate(cells) if TIME.match(each)), None)
    if timed is None and not any(_WHAT.search(each) for each in head):
        return None
    named = next((at for at, each in enumerate(head) if _WHAT.search(each) and at < len(cells)), None)
    if named is None:
        named = next((at for at, each in enumerate(cells) if at != timed and each), None)
    if named is None or not cells[named]:
        return None
    more = [
        f"{head[at]}: {each}" if at < len(head) and head[at] else each
        for at, each in enumerate(cells)
        if at not in {timed, named} and each
    ]
    return Session(
        cells[named],
        cells[timed] if timed is not None else "",
        _day(passage),
        "; ".join(more),
        passage.place,
        passage.index,
    )


def _day(passage: Passage) -> str:
    for heading in reversed(passage.headings[1:]):
        for span in dates_in(heading):
            return span.text
    return ""
