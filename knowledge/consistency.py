"""What must hold between the values of several files: ids, phrasings, references, dates."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from knowledge.fields import problem_at
from knowledge.model import Check, ContactCard, Entry, EntryKind, Recommendation, Seminar
from knowledge.nodes import Node, walk
from knowledge.problems import Problem, ProblemKind
from knowledge.search.text import words


@dataclass(slots=True)
class Placed:
    """A value, with the file and the node it came from."""

    value: Any
    file: str
    node: Node


def problems_between(values: dict[type, list[Placed]]) -> list[Problem]:
    entries = values.get(Entry, []) + values.get(Recommendation, [])
    return [
        *_same_ids(entries),
        *_same_ids(values.get(Seminar, [])),
        *_same_ids(values.get(ContactCard, [])),
        *_same_phrasings(entries),
        *_unknown_related(entries),
        *_incomplete_entries(entries),
        *_incomplete_checks(values.get(Check, []), {each.value.id for each in entries}),
        *_seminar_problems(values.get(Seminar, [])),
    ]


def _named(placed: Placed, *path: int | str) -> Node:
    """Return the node of a field, or the nearest one around it."""
    node = placed.node
    for _, node in walk(placed.node, path):  # noqa: B007 - the last one is wanted
        pass
    return node


def _same_ids(placed: list[Placed]) -> Iterator[Problem]:
    first: dict[str, Placed] = {}
    for each in placed:
        before = first.setdefault(each.value.id, each)
        if before is not each:
            other = f"{before.file}, {_named(before, 'id').line}"
            yield problem_at(
                ProblemKind.DUPLICATE_ID, each.file, _named(each, "id"), field="id", found=each.value.id, other=other
            )


def _same_phrasings(placed: list[Placed]) -> Iterator[Problem]:
    """A phrasing that two entries of one folder share can never tell them apart.

    Between folders it is no mistake: every seminar is asked "when was it?", and a seminar's own greeting goes before
    the shared one.
    """
    first: dict[tuple[str | None, tuple[str, ...]], tuple[Placed, Node]] = {}
    for each in placed:
        for language, phrasings in each.value.phrasings.items():
            for index, phrasing in enumerate(phrasings):
                node = _named(each, "phrasings", language, index)
                before, its_node = first.setdefault((each.value.seminar, tuple(words(phrasing))), (each, node))
                if before is not each:
                    other = f"{before.file}, {its_node.line}"
                    yield problem_at(ProblemKind.DUPLICATE_PHRASING, each.file, node, found=phrasing, other=other)


def _unknown_related(placed: list[Placed]) -> Iterator[Problem]:
    known = {each.value.id for each in placed}
    for each in placed:
        for index, wanted in enumerate(each.value.related):
            if wanted not in known:
                node = _named(each, "related", index)
                yield _unknown_id(each.file, node, f"related[{index + 1}]", wanted, known)


def _unknown_id(file: str, node: Node, name: str, wanted: str, known: Iterable[str]) -> Problem:
    accepted = ", ".join(get_close_matches(wanted, list(known), n=3))
    return problem_at(ProblemKind.UNKNOWN_REFERENCE, file, node, field=name, found=wanted, accepted=accepted)


def _incomplete_entries(placed: list[Placed]) -> Iterator[Problem]:
    for each in placed:
        value, node = each.value, each.node
        talk = getattr(value, "kind", None) is EntryKind.SMALL_TALK
        if value.source is None and not talk:
            yield problem_at(ProblemKind.MISSING, each.file, node, field="source")
        for name in ("phrasings", "answer" if isinstance(value, Entry) else "text"):
            texts = getattr(value, name)
            if not any(texts.values()):
                yield problem_at(ProblemKind.EMPTY, each.file, _named(each, name), field=name)


def _incomplete_checks(placed: list[Placed], known: set[str]) -> Iterator[Problem]:
    for each in placed:
        if each.value.entry is None and each.value.expect is None and each.value.never is None:
            yield problem_at(ProblemKind.NOTHING_EXPECTED, each.file, each.node, accepted="entry, expect, never")
        for name in ("entry", "never"):
            wanted = getattr(each.value, name)
            if wanted is not None and wanted not in known:
                yield _unknown_id(each.file, _named(each, name), name, wanted, known)


def _seminar_problems(placed: list[Placed]) -> Iterator[Problem]:
    defaults = [each for each in placed if each.value.default]
    for each in placed:
        seminar: Seminar = each.value
        if seminar.end < seminar.start:
            dates = {"found": seminar.end.isoformat(), "accepted": seminar.start.isoformat()}
            yield problem_at(ProblemKind.END_BEFORE_START, each.file, _named(each, "end"), field="end", **dates)
        for language in seminar.languages:
            if language not in seminar.contact:
                yield problem_at(ProblemKind.MISSING, each.file, _named(each, "contact"), field=f"contact.{language}")
    for each in defaults[1:]:
        other = f"{defaults[0].file}, {_named(defaults[0], 'default').line}"
        yield problem_at(ProblemKind.SECOND_DEFAULT, each.file, _named(each, "default"), field="default", other=other)
