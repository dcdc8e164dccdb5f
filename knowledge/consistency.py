"""What must hold between the things of several files: ids, phrasings, references, dates.

It looks at what is written rather than at values, so that an entry with a misspelt field is still known to those that
refer to it, and its other problems are found in the same reading.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel, TypeAdapter, ValidationError

from knowledge.fields import problem_at
from knowledge.model import Check, ContactCard, Day, Entry, EntryKind, Participant, Recommendation, Seminar
from knowledge.nodes import Node, place, walk
from knowledge.parsed import as_compared
from knowledge.problems import Problem, ProblemKind

_DAY: TypeAdapter[date] = TypeAdapter(Day)
_YES_OR_NO = TypeAdapter(bool)
_WHOLE = TypeAdapter(int)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """Something written in a file, valid or not."""

    model: type[BaseModel]
    #: Its fields by name; or what returns them, where places are looked for only if something is wrong.
    written: Node | Callable[[], Node]
    file: str
    #: The folder of its seminar: "bucharest-2012/"; "shared/", "" for a lone seminar's.
    folder: str
    #: None where it is not valid.
    value: Any
    #: What is written without its places, where that is known; and its phrasings as they are compared, by language.
    plain: Mapping[str, Any] | None = None
    compared: Mapping[str, Sequence[str]] | None = None

    @property
    def node(self) -> Node:
        return self.written if isinstance(self.written, Node) else self.written()

    def at(self, *path: int | str) -> Node | None:
        """Return the node of a field; None where it is not written."""
        found = list(walk(self.node, path))
        return found[-1] if len(found) == len(path) else None

    def around(self, *path: int | str) -> Node:
        """Return the node of a field, or the nearest one around it."""
        return [self.node, *walk(self.node, path)][-1]

    def has(self, name: str) -> bool:
        """Tell whether something is written in a field, or something was that is reported already."""
        if self.plain is not None:
            return self.plain.get(name) is not None
        node = self.at(name)
        return node is not None and (node.value is not None or node.broken)

    def is_empty(self, name: str) -> bool:
        """Tell whether lists by name are written in a field, and nothing in any of them."""
        found = self._found(name)
        return isinstance(found, dict) and all(each == [] for each in found.values())

    def text(self, *path: int | str) -> str | None:
        found = self._found(*path)
        return found if isinstance(found, str) else None

    def texts(self, *path: int | str) -> Iterator[tuple[int, str]]:
        """Yield the texts of a list and their positions."""
        found = self._found(*path)
        for index, each in enumerate(found if isinstance(found, list) else []):
            if isinstance(each, str):
                yield index, each

    def names(self, *path: int | str) -> Iterable[str]:
        """Return the names of the fields of a field."""
        found = self._found(*path)
        return found if isinstance(found, dict) else ()

    def phrasings(self) -> Iterator[tuple[str, int, str, str]]:
        """Yield the phrasings: language, position, as written and as compared."""
        for language in self.names("phrasings"):
            for index, each in self.texts("phrasings", language):
                known = self.compared
                yield language, index, each, known[language][index] if known is not None else as_compared(each)

    def _found(self, *path: int | str) -> Any:
        """Return what is written in a field, without its places; None where it is not."""
        if self.plain is None:
            node = self.at(*path)
            return node.plain() if node is not None else None
        found: Any = self.plain
        for part in path:
            if isinstance(found, dict):
                found = found.get(part)
            elif isinstance(found, list) and isinstance(part, int) and part < len(found):
                found = found[part]
            else:
                return None
        return found


def problems_between(items: Iterable[Item], lost: Collection[str] = ()) -> Iterator[Problem]:
    """Yield what does not fit together.

    Args:
        items: everything that was read.
        lost: ids that may be in files that could not be read; to refer to one of them is no problem yet.
    """
    by_model: dict[type[BaseModel], list[Item]] = {}
    for each in items:
        by_model.setdefault(each.model, []).append(each)
    entries = by_model.get(Entry, []) + by_model.get(Recommendation, [])
    known = {id_ for each in entries if (id_ := each.text("id")) is not None}
    subjects = known | {id_ for each in by_model.get(Seminar, []) if (id_ := each.text("id")) is not None}
    for alike in (entries, by_model.get(Seminar, []), by_model.get(ContactCard, [])):
        yield from same_ids(alike)
    yield from _same_phrasings(entries)
    for entry in entries:
        yield from _incomplete(entry)
        for name in ("related", "supersedes", "duplicates"):
            for index, _ in entry.texts(name):
                yield from _unknown_id(entry, known, lost, name, index)
        yield from _unknown_id(entry, subjects, lost, "about")
    for check in by_model.get(Check, []):
        yield from _nothing_expected(check)
        for name in ("entry", "offered", "never"):
            yield from _unknown_id(check, known, lost, name)
    yield from _card_problems(by_model.get(ContactCard, []))
    yield from _seminar_problems(by_model.get(Seminar, []))
    yield from _policy_problems(by_model.get(Recommendation, []))
    participants = by_model.get(Participant, [])
    yield from roster_problems(participants, lost)
    yield from _real_people(participants)


def roster_problems(participants: Collection[Item], known: Collection[str] = ()) -> Iterator[Problem]:
    """Yield what does not fit together in a roster.

    Args:
        participants: everybody in it.
        known: ids of people elsewhere, who may be deputies too.
    """
    yield from same_ids(participants)
    yield from _same_addresses(participants)
    ids = {id_ for each in participants if (id_ := each.text("id")) is not None}
    for each in participants:
        deputy = each.text("deputy")
        if deputy is None:
            continue
        details = {"field": "deputy", "found": deputy}
        if deputy == each.text("id"):
            yield problem_at(ProblemKind.OWN_DEPUTY, each.file, each.around("deputy"), **details)
        elif deputy not in ids and deputy not in known:
            accepted = ", ".join(get_close_matches(deputy, ids, n=3))
            yield problem_at(
                ProblemKind.UNKNOWN_PARTICIPANT, each.file, each.around("deputy"), **details, accepted=accepted
            )


def same_ids(items: Iterable[Item]) -> Iterator[Problem]:
    first: dict[str, Item] = {}
    for each in items:
        id_ = each.text("id")
        if id_ is None:
            continue
        before = first.setdefault(id_, each)
        if before is not each:
            other = place(before.file, before.around("id"))
            details = {"field": "id", "found": id_, "other": other}
            yield problem_at(ProblemKind.DUPLICATE_ID, each.file, each.around("id"), **details)


def _same_phrasings(items: Iterable[Item]) -> Iterator[Problem]:
    """A phrasing that two entries of one folder share can never tell them apart.

    Between folders it is no mistake: every seminar is asked "when was it?", and a seminar's own greeting goes before
    the shared one.
    """
    first: dict[tuple[str, str], tuple[Item, str, int]] = {}
    for each in items:
        for language, index, phrasing, compared in each.phrasings():
            if not compared:  # "?" or a smile: nothing to find it by, nothing to confuse it with
                continue
            before, its_language, its_index = first.setdefault((each.folder, compared), (each, language, index))
            if before is not each:
                other = place(before.file, before.around("phrasings", its_language, its_index))
                node = each.around("phrasings", language, index)
                yield problem_at(ProblemKind.DUPLICATE_PHRASING, each.file, node, found=phrasing, other=other)


def _unknown_id(item: Item, known: set[str], lost: Collection[str], *path: int | str) -> Iterator[Problem]:
    wanted = item.text(*path)
    if wanted is None or wanted in known or wanted in lost:
        return
    name = f"{path[0]}[{path[1] + 1}]" if len(path) > 1 and isinstance(path[1], int) else str(path[0])
    accepted = ", ".join(get_close_matches(wanted, known, n=3))
    details = {"field": name, "found": wanted, "accepted": accepted}
    yield problem_at(ProblemKind.UNKNOWN_REFERENCE, item.file, item.around(*path), **details)


def _incomplete(entry: Item) -> Iterator[Problem]:
    if entry.text("kind") != EntryKind.SMALL_TALK and not entry.has("source"):
        yield problem_at(ProblemKind.MISSING, entry.file, entry.node, field="source")
    # The model lets an entry be without; a recommendation is found by its title and reference.
    for name in ("phrasings", "answer") if entry.model is Entry else ():
        if entry.is_empty(name):
            yield problem_at(ProblemKind.EMPTY, entry.file, entry.around(name), field=name)


def _nothing_expected(check: Item) -> Iterator[Problem]:
    if not any(check.has(name) for name in ("entry", "offered", "expect", "never")):
        yield problem_at(ProblemKind.NOTHING_EXPECTED, check.file, check.node, accepted="entry, offered, expect, never")


def _card_problems(cards: Iterable[Item]) -> Iterator[Problem]:
    """A card that is said to hold until a day was verified before."""
    for each in cards:
        verified, until = (_as(_DAY, each.at(name)) for name in ("verified_on", "valid_until"))
        if until is None:
            continue
        details = {"field": "valid_until", "found": until.isoformat()}
        if not each.has("verified_on"):
            yield problem_at(ProblemKind.NEVER_VERIFIED, each.file, each.around("valid_until"), **details)
        elif verified is not None and until < verified:
            node = each.around("valid_until")
            yield problem_at(ProblemKind.VERIFIED_LATER, each.file, node, **details, accepted=verified.isoformat())


def _seminar_problems(seminars: Iterable[Item]) -> Iterator[Problem]:
    default: Item | None = None
    for each in seminars:
        start, end = (_as(_DAY, each.at(name)) for name in ("start", "end"))
        if start and end and end < start:
            details = {"field": "end", "found": end.isoformat(), "accepted": start.isoformat()}
            yield problem_at(ProblemKind.END_BEFORE_START, each.file, each.around("end"), **details)
        if (contact := each.at("contact")) is not None:
            for _, language in each.texts("languages"):
                if language not in each.names("contact"):
                    yield problem_at(ProblemKind.MISSING, each.file, contact, field=f"contact.{language}")
        if _as(_YES_OR_NO, each.at("default")):
            if default is not None:
                details = {"field": "default", "other": place(default.file, default.around("default"))}
                yield problem_at(ProblemKind.SECOND_DEFAULT, each.file, each.around("default"), **details)
            default = default or each


def _same_addresses(participants: Iterable[Item]) -> Iterator[Problem]:
    """A Slack user is found by the address, so one address is one person."""
    first: dict[str, Item] = {}
    for each in participants:
        email = each.text("email")
        if email is None:
            continue
        before = first.setdefault(email.casefold(), each)
        if before is not each:
            details = {"field": "email", "found": email, "other": place(before.file, before.around("email"))}
            yield problem_at(ProblemKind.DUPLICATE_EMAIL, each.file, each.around("email"), **details)


def _real_people(participants: Iterable[Item]) -> Iterator[Problem]:
    """Generations of the knowledge are kept, and nobody could be erased from them: so they hold nobody."""
    for each in participants:
        example = each.at("example")
        # What is neither yes nor no is reported elsewhere.
        if example is None or _as(_YES_OR_NO, example) is False:
            node = each.around("example")
            yield problem_at(ProblemKind.REAL_PARTICIPANT, each.file, node, accepted="example: true")


#: The fields of a policy that follow each other up the ladder.
_LADDER = ("deputy_after", "escalate_after", "decide_after")


def _policy_problems(recommendations: Iterable[Item]) -> Iterator[Problem]:
    for each in recommendations:
        anchor, until = (_as(_DAY, each.at("follow_up", name)) for name in ("anchor", "until"))
        if anchor and until and until < anchor:
            details = {"field": "follow_up.until", "found": until.isoformat(), "accepted": anchor.isoformat()}
            node = each.around("follow_up", "until")
            yield problem_at(ProblemKind.UNTIL_BEFORE_ANCHOR, each.file, node, **details)
        stages = each.at("follow_up", "stages")
        written = stages.value if stages is not None and isinstance(stages.value, list) else []
        yield from _ascending(each, ((f"stages[{at}]", node) for at, node in enumerate(written, 1)))
        rungs = ((name, each.at("follow_up", name)) for name in _LADDER)
        yield from _ascending(each, ((name, node) for name, node in rungs if node is not None))


def _ascending(item: Item, fields: Iterable[tuple[str, Node]]) -> Iterator[Problem]:
    """Days from the due date are written once each, earliest first."""
    before: int | None = None
    for name, node in fields:
        days = _as(_WHOLE, node)
        if days is None:
            continue
        if before is not None and days <= before:
            details = {"field": f"follow_up.{name}", "found": str(days), "accepted": str(before)}
            yield problem_at(ProblemKind.OUT_OF_ORDER, item.file, node, **details)
        before = days


def _as(kind: TypeAdapter[Any], node: Node | None) -> Any:
    """Return a field's value; None where it is missing or not valid, which is reported elsewhere."""
    if node is None:
        return None
    try:
        return kind.validate_python(node.plain())
    except ValidationError:
        return None
