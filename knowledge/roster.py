"""A roster file -> participants, or every problem in it at once: YAML as in a seminar folder, or a table (CSV).

Real people are read here and nowhere else. They go into the ledger, from which they can be erased.
"""

import csv
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from hashlib import sha256
from io import StringIO
from pathlib import Path
from typing import Any, NamedTuple

from knowledge.codes import country_meant, is_country, is_language, language_meant
from knowledge.consistency import Item, roster_problems
from knowledge.fields import below, problem_at, valid
from knowledge.files import MAX_BYTES
from knowledge.model import Participant
from knowledge.nodes import Node
from knowledge.problems import KnowledgeError, Problem, ProblemKind
from knowledge.search.text import words

_HEADING = "participants"
#: What the columns of a table may be called, in words; the first is the field of a participant or of their hours.
_COLUMNS = {
    "id": ("id", "identifiant"),
    "name": ("name", "nom"),
    "role": ("role", "fonction", "function"),
    "country": ("country", "pays"),
    "organisation": ("organisation", "organization"),
    "email": ("email", "e mail", "mail", "courriel", "adresse electronique"),
    "language": ("language", "langue"),
    "deputy": ("deputy", "suppleant", "suppleante"),
    "hours": ("working hours", "hours", "horaires", "horaire", "heures de travail", "heures"),
    "days": ("working days", "days", "jours de travail", "jours"),
    "timezone": ("timezone", "time zone", "fuseau", "fuseau horaire"),
}
_FIELDS = {called: name for name, names in _COLUMNS.items() for called in names}
_REQUIRED = ("name", "role")
#: By their first three letters, in English and in French; ISO numbers.
_WEEKDAYS = {
    start: number
    for names in ("mon tue wed thu fri sat sun", "lun mar mer jeu ven sam dim")
    for number, start in enumerate(names.split(), 1)
}
_HOURS = re.compile(r"(\d{1,2})[:h](\d{2})\s*[-–]\s*(\d{1,2})[:h](\d{2})", re.ASCII)
#: A place as problems write it; a table has no columns of characters.
_PLACE = re.compile(r"^(.*):(\d+):\d+$")
_LONGEST_SLUG = 60


class RosterError(KnowledgeError):
    """The roster could not be read; nothing was changed."""


def read_roster(path: Path, *, known: Collection[str] = ()) -> tuple[Participant, ...]:
    """Read a roster: a table where the file's name ends in ".csv", else YAML.

    Args:
        path: the file; at most ``MAX_BYTES`` large.
        known: ids of people who are not in the file, and may be deputies too.

    Raises:
        RosterError: something needs mending; it holds every problem.
    """
    return parse_roster(_bytes(path), path.name, known=known)


def parse_roster(data: bytes, name: str, *, known: Collection[str] = ()) -> tuple[Participant, ...]:
    """Read a roster as ``read_roster`` does, from the bytes of a file of this name.

    Raises:
        RosterError: something needs mending; it holds every problem.
    """
    is_table = name.lower().endswith(".csv")
    read = _table(data, name, known) if is_table else _document(data, name)
    problems = [*map(_with_remedy, read.problems), *_unknown_codes(read.items), *roster_problems(read.items, known)]
    if problems:
        said = [read.in_its_words(each) for each in problems]
        raise RosterError(sorted(said, key=lambda each: (each.line or 0, each.column or 0)))
    return tuple(each.value for each in read.items)


#: The fields that hold codes: which codes there are, and which a name means.
_CODES: Mapping[str, tuple[Callable[[str], bool], Callable[[str], str]]] = {
    "country": (is_country, country_meant),
    "language": (is_language, language_meant),
}

_FORMS = {"country": re.compile("[A-Z]{2}"), "language": re.compile("[a-z]{2,3}")}


def _with_remedy(problem: Problem) -> Problem:
    """Return a problem with the code that is meant, where a name stands in its place."""
    if problem.kind is not ProblemKind.BAD_FORM or problem.field not in _CODES:
        return problem
    meant = _CODES[problem.field][1](problem.found)
    return replace(problem, kind=ProblemKind.UNKNOWN_CODE, accepted=meant) if meant else problem


def _unknown_codes(items: Iterable[Item]) -> Iterator[Problem]:
    """Yield the codes that look like one and are none: "UK", "FX"."""
    for each in items:
        for name, (is_known, meant) in _CODES.items():
            code = each.text(name)
            # What has not the form of one is reported already.
            if code is not None and _FORMS[name].fullmatch(code) and not is_known(code):
                details = {"field": name, "found": code, "accepted": meant(code)}
                yield problem_at(ProblemKind.UNKNOWN_CODE, each.file, each.around(name), **details)


@dataclass(frozen=True, slots=True)
class _Read:
    """What a file holds, valid or not, and what is wrong with it."""

    items: Sequence[Item]
    problems: Sequence[Problem]
    in_its_words: Callable[[Problem], Problem] = field(default=lambda problem: problem)


def _bytes(path: Path) -> bytes:
    try:
        if not path.exists():
            raise _refusal(ProblemKind.MISSING_FILE, path.as_posix(), accepted="file")
        if not path.is_file():  # a pipe would keep us waiting for ever
            raise _refusal(ProblemKind.UNREADABLE, path.as_posix(), found="not a file")
        if (size := path.stat().st_size) > MAX_BYTES:
            raise _refusal(ProblemKind.TOO_LARGE, path.as_posix(), found=f"{size:,}", accepted=f"{MAX_BYTES:,}")
        return path.read_bytes()
    except OSError as error:
        found = error.strerror or type(error).__name__
        raise _refusal(ProblemKind.UNREADABLE, path.as_posix(), found=found) from error


def _refusal(kind: ProblemKind, file: str, line: int | None = None, **details: str) -> RosterError:
    """Return what is raised where reading cannot go on."""
    place: dict[str, Any] = {"line": line, **details}
    return RosterError([Problem(kind=kind, file=file, **place)])


def _document(data: bytes, file: str) -> _Read:
    from knowledge.parsing import parse  # noqa: PLC0415 - a start reads no roster

    root, problems = parse(data, file)
    if root is None:
        return _Read((), problems)
    found, wrong = below(root, file, _HEADING, "list")
    problems += wrong
    nodes = found.value if found is not None and isinstance(found.value, list) else []
    return _Read([_item(node, file, problems) for node in nodes], problems)


def _item(node: Node, file: str, problems: list[Problem]) -> Item:
    value = valid(Participant, node, file, problems)
    return Item(model=Participant, written=node, file=file, folder="", value=value)


# Tables


class _Row(NamedTuple):
    #: Where it begins, from 1: a cell between quotation marks may hold line ends.
    line: int
    cells: list[str]


class _Column(NamedTuple):
    name: str
    #: As the file calls it, for whoever mends it there.
    called: str


class _Person(NamedTuple):
    """A row by its columns' fields; empty cells are left out."""

    line: int
    cells: dict[str, str]


def _table(data: bytes, file: str, known: Collection[str]) -> _Read:
    rows = list(_rows(_text(data, file), file))
    return _Table(file, rows).read(known)


def _text(data: bytes, file: str) -> str:
    from knowledge.parsing import FORBIDDEN  # noqa: PLC0415 - as for a document

    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise _refusal(ProblemKind.NOT_UTF8, file, line, found=f"0x{error.object[error.start]:02x}") from error
    if character := FORBIDDEN.search(text):
        line = text.count("\n", 0, character.start()) + 1
        raise _refusal(ProblemKind.CSV, file, line, found=f"control character U+{ord(character[0]):04X}")
    return text


def _rows(text: str, file: str) -> Iterator[_Row]:
    """Yield the rows that hold anything."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = [each.strip() for each in next(reader)]
        except StopIteration:
            return
        except csv.Error as error:
            raise _refusal(ProblemKind.CSV, file, line, found=str(error)) from error
        if any(cells):
            yield _Row(line, cells)


def _delimiter(text: str) -> str:
    """Return what parts most of the headings; half of Europe writes semicolons, and what is copied has tabs."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max(",;\t", key=first.count)


class _Table:
    """Reads one table: each row becomes what a file in YAML would hold."""

    def __init__(self, file: str, rows: Sequence[_Row]) -> None:
        self.file = file
        self.problems: list[Problem] = []
        first, self.rows = (rows[0], rows[1:]) if rows else (_Row(1, []), [])
        self.columns = self._columns(first)
        self.called = {each.name: each.called for each in self.columns if each is not None}
        self.missing = [name for name in _REQUIRED if name not in self.called]
        for name in self.missing:
            self._report(ProblemKind.MISSING, first.line, field=name)

    def read(self, known: Collection[str]) -> _Read:
        if self.missing:  # every row would say so again
            return _Read((), self.problems)
        people = [self._person(each) for each in self.rows]
        _name_ids(people)
        self._name_deputies(people, known)
        items = [_item(self._node(each), self.file, self.problems) for each in people]
        return _Read(items, self.problems, self._in_its_words)

    def _in_its_words(self, problem: Problem) -> Problem:
        """Return a problem as somebody finds it in a spreadsheet: by line and heading."""
        name = "days" if problem.field.startswith("hours.days") else re.split(r"[.\[]", problem.field)[0]
        other = _PLACE.sub(r"\1, line \2", problem.other)
        return replace(problem, column=None, field=self.called.get(name, problem.field), other=other)

    def _columns(self, first: _Row) -> list[_Column | None]:
        columns: dict[int, _Column] = {}
        for at, called in enumerate(first.cells):
            name = _FIELDS.get(" ".join(words(called)))
            if name in {each.name for each in columns.values()}:
                details = {"found": called, "other": f"{self.file}, line {first.line}"}
                self._report(ProblemKind.DUPLICATE_KEY, first.line, **details)
            elif name is not None:
                columns[at] = _Column(name, called)
            elif called:
                self._report(ProblemKind.UNKNOWN_FIELD, first.line, found=called, accepted=", ".join(_COLUMNS))
        return [columns.get(at) for at in range(len(first.cells))]

    def _person(self, row: _Row) -> _Person:
        for text in filter(None, row.cells[len(self.columns) :]):
            self._report(ProblemKind.EXTRA_CELL, row.line, found=text, accepted=str(len(self.columns)))
        pairs = zip(self.columns, row.cells, strict=False)
        cells = {column.name: _levelled(column.name, text) for column, text in pairs if column is not None and text}
        return _Person(row.line, cells)

    def _name_deputies(self, people: Sequence[_Person], known: Collection[str]) -> None:
        """Put the deputy's id where their name or address stands."""
        ids = _ids_by_what_they_are_called(people)
        for each in people:
            wanted = each.cells.get("deputy")
            if wanted is None or wanted in known:
                continue
            if (found := ids.get(wanted.casefold())) is not None:
                each.cells["deputy"] = found
            else:
                del each.cells["deputy"]
                accepted = ", ".join(get_close_matches(wanted.casefold(), ids, n=3))
                details = {"field": "deputy", "found": wanted, "accepted": accepted}
                self._report(ProblemKind.UNKNOWN_PARTICIPANT, each.line, **details)

    def _node(self, person: _Person) -> Node:
        fields = {name: Node(person.line, 1, text) for name, text in person.cells.items()}
        hours = self._hours(person, fields.pop("hours", None)) | self._days(person, fields.pop("days", None))
        if hours:
            fields["hours"] = Node(person.line, 1, hours)
        return Node(person.line, 1, fields)

    def _hours(self, person: _Person, cell: Node | None) -> dict[str, Node]:
        if cell is None:
            return {}
        if (found := _HOURS.fullmatch(person.cells["hours"])) is None:
            return self._unlike("hours", person)
        start, end = f"{found[1]:0>2}:{found[2]}", f"{found[3]:0>2}:{found[4]}"
        return {"start": Node(person.line, 1, start), "end": Node(person.line, 1, end)}

    def _days(self, person: _Person, cell: Node | None) -> dict[str, Node]:
        if cell is None:
            return {}
        days = _weekdays(person.cells["days"])
        if days is None:
            return self._unlike("days", person)
        return {"days": Node(person.line, 1, [Node(person.line, 1, str(each)) for each in days])}

    def _unlike(self, name: str, person: _Person) -> dict[str, Node]:
        found = {"field": name, "found": person.cells[name], "accepted": name}
        self._report(ProblemKind.BAD_FORM, person.line, **found)
        return {}

    def _report(self, kind: ProblemKind, line: int, **details: str) -> None:
        place: dict[str, Any] = {"line": line, **details}
        self.problems.append(Problem(kind=kind, file=self.file, **place))


def _levelled(name: str, text: str) -> str:
    """Return a cell as a participant has it, where people write the same thing in several ways; else as it stands."""
    match name:
        case "country":
            return text.upper() if is_country(text.upper()) else text
        case "language":
            return text.lower() if is_language(text.lower()) else text
        case "role" | "organisation":
            return _slug(text) or text
        case _:
            return text


def _slug(text: str) -> str:
    """Return a text as an id, shortened; "" where no letter of it can be written in ASCII."""
    ascii_ = (re.sub(r"[^a-z0-9]", "", each) for each in words(text))
    return "-".join(filter(None, ascii_))[:_LONGEST_SLUG].strip("-")


def _name_ids(people: Iterable[_Person]) -> None:
    """Give everybody without an id one made from their name: the same at the next reading, while the name stays.

    Of several people with one name the later ones are numbered, in the order of the file.
    """
    taken = {id_ for each in people if (id_ := each.cells.get("id")) is not None}
    for each in people:
        if "id" in each.cells:
            continue
        name = each.cells.get("name", "")
        base = _slug(name) or f"participant-{sha256(name.encode()).hexdigest()[:8]}"
        id_, number = base, 2
        while id_ in taken:
            id_, number = f"{base}-{number}", number + 1
        each.cells["id"] = id_
        taken.add(id_)


def _ids_by_what_they_are_called(people: Sequence[_Person]) -> Mapping[str, str]:
    """Return ids by names that only one person has, by addresses and by the ids themselves."""
    ids: dict[str, str] = {}
    shared = Counter(each.cells.get("name", "").casefold() for each in people)
    for each in people:
        if shared[name := each.cells.get("name", "").casefold()] == 1:
            ids[name] = each.cells["id"]
    for called in ("email", "id"):
        ids |= {text.casefold(): each.cells["id"] for each in people if (text := each.cells.get(called))}
    return ids


def _weekdays(text: str) -> list[int] | None:
    """Return the ISO weekdays of "1-5", "mon-fri" or "lun, mer"; None where it is something else."""
    days: list[int] = []
    for part in re.split(r"[,;\s]+", re.sub(r"\s*[-–]\s*", "-", text.strip().casefold())):
        first, dash, last = part.partition("-")
        start, end = _weekday(first), _weekday(last if dash else first)
        if start is None or end is None or start > end:
            return None
        days += range(start, end + 1)
    return sorted(set(days))


def _weekday(text: str) -> int | None:
    if text in {*"1234567"}:
        return int(text)
    return _WEEKDAYS.get(text[:3]) if text.isalpha() else None
