"""What was understood of a paper. Values only; nothing here is served before somebody has read it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from knowledge.importing.blocks import NOWHERE, Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One thing that a paper tells."""

    #: What it is about: "dates", "venue", "person", ...
    topic: str
    #: What it asserts, each as it stands in the paper; shown in bold type.
    values: tuple[str, ...] = ()
    #: The sentences that it rests on.
    passage: str
    place: Place = NOWHERE
    #: What it is told of, where that is not the meeting: a person, an organisation, what is counted, a heading.
    name: str = ""
    #: Of a person: the post; of a session: the day.
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One thing that a paper asks of somebody, or that somebody commits to."""

    #: From 1, in the order of the paper.
    number: int
    text: str
    #: By which the paper calls it; "" where it gives no name.
    title: str = ""
    #: What the paper calls such points: "recommendation", "commitment", "decision".
    noun: str = "recommendation"
    #: In the paper's words; "" where it names nobody.
    addressee: str = ""
    deadline: date | None = None
    deadline_text: str = ""
    #: As Standing has it.
    standing: str = "request"
    #: As Level has them; none where the paper says nothing.
    levels: tuple[str, ...] = ()
    #: As Acceptance has it.
    acceptance: str = ""
    themes: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    #: By which it is called where it comes from; "" for what has none.
    reference: str = ""
    issued_by: str = ""
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """Everything that was understood of one paper, and what was not."""

    #: The name of its file.
    file: str
    title: str
    language: str
    #: What sort of meeting it is of, by its title: "conference", "round-table"; "meeting" where that does not say.
    kind: str = "meeting"
    start: date | None = None
    end: date | None = None
    city: str = ""
    country: str = ""
    facts: Sequence[Fact] = ()
    points: Sequence[Point] = ()
    #: Passages in which nothing was recognised, as places and texts.
    unread: Sequence[tuple[Place, str]] = ()
    url: str = ""
    #: The whole text, as Markdown; "" for a table.
    text: str = ""
    blocks: int = field(default=0)
