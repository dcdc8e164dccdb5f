"""The organisers' files -> knowledge, or every problem in them at once. Nothing here writes.

A content folder holds one folder for each seminar (`seminar.yaml`, `entries/*.yaml`, ...) and `shared/`; one seminar
folder alone will do, and then the shared knowledge that comes with the bot completes it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from knowledge.consistency import Item, problems_between
from knowledge.contributing import Contribution
from knowledge.fields import NOT_IN_FILES, below, problem_at, valid, valid_as
from knowledge.files import ALIASES, ENTRIES, SEMINAR, SHARED, Files, Part, held_in, is_document
from knowledge.model import (
    Check,
    ContactCard,
    Document,
    Entry,
    Id,
    Participant,
    Recommendation,
    SafetyText,
    Seminar,
    Source,
    Words,
)
from knowledge.nodes import Node, walk
from knowledge.parsed import Parsed, Plain
from knowledge.problems import KnowledgeError, Problem, ProblemKind
from knowledge.unread import Unread, hides

Model = TypeVar("Model", bound=BaseModel)

_SOURCES = TypeAdapter(Mapping[Id, Source])
_ALIASES = TypeAdapter(tuple[Words, ...])
_ENTRIES = TypeAdapter(list[Entry])


@dataclass(frozen=True, slots=True)
class Drafts:
    """How many things were read, found valid and left out, since nobody has looked at them yet."""

    seminars: int = 0
    entries: int = 0
    recommendations: int = 0
    documents: int = 0
    #: Those that ask for what is left out.
    checks: int = 0

    def __bool__(self) -> bool:
        return any((self.seminars, self.entries, self.recommendations, self.documents, self.checks))


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowledge:
    """Everything that organisers wrote, as read and valid."""

    seminars: tuple[Seminar, ...]
    entries: tuple[Entry, ...]
    recommendations: tuple[Recommendation, ...]
    cards: tuple[ContactCard, ...] = ()
    safety_texts: tuple[SafetyText, ...] = ()
    #: Groups of words that mean the same.
    aliases: tuple[tuple[str, ...], ...] = ()
    checks: tuple[Check, ...] = ()
    #: What is quoted where no entry answers.
    documents: tuple[Document, ...] = ()
    #: Examples only: real people are rows of the ledger.
    roster: tuple[Participant, ...] = ()
    #: What organisers added from the chat; none of it stands in files.
    contributed: tuple[Contribution, ...] = ()
    #: sha256 over the names and bytes of the files it was read from.
    sources_hash: str = ""
    #: What else those files hold. Of no account where knowledge is compared: it changes nothing that is served.
    drafts: Drafts = field(default=Drafts(), compare=False)


def read(
    folder: Path, *, shared: Path | None = None, parsed: Parsed | None = None, to_look_at: bool = False
) -> Knowledge:
    """Read a content folder.

    Args:
        folder: a folder of seminar folders, or one seminar folder.
        shared: the shared knowledge for a content folder that brings none of its own.
        parsed: what was parsed before; files that are as they were are not parsed again.
        to_look_at: where every seminar is a draft, the seminars alone stand in for what would be served.

    Raises:
        KnowledgeError: something needs mending; it holds every problem of every file that parses, and the first
            syntax error of each that does not. What only follows from a file that does not parse waits for it.
    """
    return _Reading(Files(folder, shared), parsed).knowledge(to_look_at=to_look_at)


def hash_of(folder: Path, *, shared: Path | None = None) -> str:
    """Return the hash that reading the folder now would give, without reading it as knowledge.

    Raises:
        KnowledgeError: there is no such folder, or it cannot be listed.
    """
    return Files(folder, shared).hash()


@dataclass(frozen=True)
class _File:
    """A file that could be taken apart."""

    part: Part
    #: In the part.
    name: str
    #: Takes it apart.
    opened: Callable[[], Node]
    #: What stands in it, where it is as it was when it was taken apart before.
    plain: Plain | None = None

    @cached_property
    def root(self) -> Node:
        return self.opened()

    @property
    def file(self) -> str:
        """Its name in problems."""
        return self.part.prefix + self.name


class _Reading:
    """One reading of one folder: collects items and problems, then decides."""

    def __init__(self, files: Files, before: Parsed | None) -> None:
        self.files = files
        self.before = before
        self.problems = files.problems
        self.items: list[Item] = []
        self.aliases: list[tuple[str, ...]] = []
        #: Folders of seminars that are drafts.
        self.held: set[str] = set()
        self.documents: list[Document] = []
        self.unread = Unread()
        #: What was referred to and not found, where it may be in what could not be read.
        self.waiting: list[str] = []

    def knowledge(self, *, to_look_at: bool) -> Knowledge:
        self._note_files()
        parts = [(part, self._parsed(part)) for part in self.files.parts]
        if self.before is not None:
            self.before.sweep()
        sources = {part.prefix: self._sources(documents.get(part.head)) for part, documents in parts}
        shared = next((sources[part.prefix] for part, _ in parts if part.is_shared), {})
        for part, documents in parts:
            self._take(part, documents, {**shared, **sources[part.prefix]})
        self._add(problems_between(self.items, self.unread.ids))
        if self.problems:
            raise KnowledgeError(sorted(self.problems, key=self._order), self.waiting)
        return self._served(to_look_at=to_look_at)

    def _served(self, *, to_look_at: bool) -> Knowledge:
        """Return what is no draft.

        Raises:
            KnowledgeError: every seminar is one, and the knowledge is to be served.
        """
        ready = self._all(Seminar)
        seminars = ready or tuple(each.value for each in self.items if each.model is Seminar)
        if not ready and not to_look_at:
            raise KnowledgeError([*map(_only_drafts, (each for each in self.items if each.model is Seminar))])
        held = self._held_back()
        checks = self._all(Check)
        asked = tuple(each for each in checks if held.isdisjoint({each.entry, each.offered, each.never} - {None}))
        documents = tuple(each for each in self.documents if not each.draft)
        return Knowledge(
            seminars=seminars,
            entries=self._all(Entry),
            recommendations=self._all(Recommendation),
            cards=self._all(ContactCard),
            safety_texts=self._all(SafetyText),
            aliases=tuple(self.aliases),
            checks=asked,
            documents=documents,
            roster=self._all(Participant),
            sources_hash=self.files.hash(),
            drafts=Drafts(
                seminars=self._count_drafts(Seminar),
                entries=self._count_drafts(Entry),
                recommendations=self._count_drafts(Recommendation),
                documents=len(self.documents) - len(documents),
                checks=self._count(Check) - len(asked),
            ),
        )

    def _held_back(self) -> set[str | None]:
        """Return the ids of the entries and recommendations that are drafts."""
        written = (each for each in self.items if each.model in {Entry, Recommendation})
        return {each.value.id for each in written if self._is_draft(each)}

    def _is_draft(self, item: Item) -> bool:
        return item.folder in self.held or getattr(item.value, "draft", False)

    def _count(self, model: type[BaseModel]) -> int:
        return sum(each.model is model for each in self.items)

    def _count_drafts(self, model: type[BaseModel]) -> int:
        return sum(each.model is model and self._is_draft(each) for each in self.items)

    @cached_property
    def _foreign(self) -> frozenset[str]:
        """The ids of entries about meetings that are another organiser's: they came with what completes the folder.

        Else who asks where a seminar was held is told it of one that its organisers have never heard of. Files that
        speak of meetings are left out whole, unless a seminar of the folder names one of these as the meeting before or
        after it.
        """
        borrowed = {part.prefix for part in self.files.parts if part.is_borrowed}
        entries = [each for each in self.items if each.folder in borrowed and isinstance(each.value, Entry)]
        files = {each.file for each in entries if each.value.about is not None}
        found = frozenset(each.value.id for each in entries if each.file in files)
        seminars = (each.value for each in self.items if isinstance(each.value, Seminar))
        return frozenset() if any({each.previous, each.next} & found for each in seminars) else found

    def _order(self, problem: Problem) -> tuple[bool, str, int, int]:
        """Files that could not be read come first: the rest may follow from them."""
        return problem.file not in self.unread.files, problem.file, problem.line or 0, problem.column or 0

    def _note_files(self) -> None:
        """Take note of what is no file that we could read, or not one that we know."""
        for problem in self.problems:
            around = [part for part in self.files.parts if problem.file.startswith(part.prefix)]
            if around:
                part = max(around, key=lambda each: len(each.prefix))
                self.unread.add(part, problem.file.removeprefix(part.prefix))
            else:
                self.unread.files.add(problem.file)
                self.unread.add_anything()

    def _add(self, problems: Iterable[Problem]) -> None:
        for each in problems:
            if self.unread.may_hold(each):
                self.waiting.append(each.found)
            else:
                self.problems.append(each)

    def _all(self, model: type[Model]) -> tuple[Model, ...]:
        """Return what is of a model, no draft, and not about another organiser's meetings."""
        return tuple(
            each.value
            for each in self.items
            if isinstance(each.value, model)
            and not self._is_draft(each)
            and not (isinstance(each.value, Entry) and each.value.id in self._foreign)
        )

    def _parsed(self, part: Part) -> dict[str, _File]:
        from knowledge.parsing import parse  # noqa: PLC0415 - a start from what is kept reads no file

        documents = {}
        for name, data in part.files.items():
            if is_document(name):
                continue
            if (known := self._known(part, name, data)) is not None:
                documents[name] = known
                continue
            root, problems = parse(data, part.prefix + name)
            if self.before is not None and root is not None and not problems:
                self.before.keep(data, root)
            self.problems += problems
            if hides(problems):
                self.unread.add(part, name)
            if root is not None:
                documents[name] = _File(part, name, partial(_itself, root))
        return documents

    def _known(self, part: Part, name: str, data: bytes) -> _File | None:
        """Return a file that is as it was when it was taken apart before; None: it was not."""
        from knowledge.parsing import parse  # noqa: PLC0415 - as above

        before = self.before
        if before is None:
            return None

        def opened() -> Node:
            return before.get(data) or parse(data, part.prefix + name)[0] or Node(1, 1)

        if held_in(name) == (ENTRIES, Entry) and (plain := before.plain(data)) is not None:
            return _File(part, name, opened, plain)
        root = before.get(data)
        return _File(part, name, partial(_itself, root)) if root is not None else None

    # What the files hold

    def _sources(self, document: _File | None) -> dict[str, Source | None]:
        """Return what a part's entries may name as a source; None for one that is not valid."""
        if document is None:
            return {}
        if document.part.is_shared:
            named = self._below(document, "sources", "mapping")
            if named is not None:
                valid_as(_SOURCES, named, document.file, self.problems, Source)
        else:
            named = next(walk(document.root, ["sources"]), None)  # validated with the seminar
        if named is None or not isinstance(named.value, dict):
            if named is not None or valid(Seminar, document.root, document.file, []) is None:
                self.unread.add_sources(document.part)
            return {}
        return {name: valid(Source, node, document.file, []) for name, node in named.value.items()}

    def _take(self, part: Part, documents: Mapping[str, _File], sources: Mapping[str, Source | None]) -> None:
        seminar = self._take_item(Seminar, each, each.root) if (each := documents.get(SEMINAR)) else None
        if seminar is not None and seminar.draft:
            self.held.add(part.prefix)
        for name, document in documents.items():
            if name == ALIASES:
                self._take_aliases(document)
            elif held := held_in(name):
                heading, model = held
                if known := self._entries_in(document, sources, seminar.id if seminar else None):
                    self.items += known
                    continue
                for node in self._listed(document, heading):
                    self._name_sources(node, document, sources)
                    self._take_item(model, document, node, seminar=seminar.id if seminar else None)
        self._shelve(part, seminar.id if seminar else None)

    def _entries_in(
        self, document: _File, sources: Mapping[str, Source | None], seminar: str | None
    ) -> list[Item] | None:
        """Return the entries in a file that is as it was, without looking at places; None where something is wrong."""
        plain = document.plain
        listed = plain.root.get(ENTRIES) if plain is not None and isinstance(plain.root, dict) else None
        if plain is None or not isinstance(listed, list) or len(plain.root) > 1:
            return None
        try:
            values = _ENTRIES.validate_python([_named(each, sources) | {"seminar": seminar} for each in listed])
        except (ValidationError, _NotNamedError):
            return None
        return [
            Item(
                model=Entry,
                written=partial(_listed_at, document, at),
                file=document.file,
                folder=document.part.prefix,
                value=value,
                plain=written,
                compared=compared,
            )
            for at, (written, value, compared) in enumerate(zip(listed, values, plain.compared, strict=True))
        ]

    def _shelve(self, part: Part, seminar: str | None) -> None:
        from knowledge.documents import Shelf, listed_documents  # noqa: PLC0415 - as for parsing

        listed = [each for each in listed_documents(self.items) if each.folder == part.prefix]
        unread = {each.file.removeprefix(part.prefix) for each in self.problems if each.file.startswith(part.prefix)}
        shelf = Shelf(part.prefix, part.documents, listed, seminar=seminar, unread=unread)
        self.documents += [
            each.model_copy(update={"draft": True}) if part.prefix in self.held else each for each in shelf.documents
        ]
        self.problems += shelf.problems

    def _take_item(
        self, model: type[Model], document: _File, node: Node, *, seminar: str | None = None
    ) -> Model | None:
        value = valid(model, node, document.file, self.problems)
        if value is not None and "seminar" in model.model_fields:
            value = value.model_copy(update={"seminar": seminar})
        if isinstance(node.value, dict):
            folder = document.part.prefix
            self.items.append(Item(model=model, written=node, file=document.file, folder=folder, value=value))
        if value is None:
            self.unread.add_item(model, node)
        return value

    def _take_aliases(self, document: _File) -> None:
        for node in self._listed(document, "aliases"):
            group = valid_as(_ALIASES, node, document.file, self.problems)
            if group is not None and document.part.prefix not in self.held:
                self.aliases.append(group)

    def _listed(self, document: _File, heading: str) -> list[Node]:
        found = self._below(document, heading, "list")
        return found.value if found is not None and isinstance(found.value, list) else []

    def _below(self, document: _File, heading: str, shape: str) -> Node | None:
        """Return what stands under the only heading of a file; None where nothing does, or in another shape."""
        found, wrong = below(document.root, document.file, heading, shape)
        if wrong:
            self.problems += wrong
            self.unread.add(document.part, document.name)
        return found

    def _name_sources(self, node: Node, document: _File, sources: Mapping[str, Source | None]) -> None:
        """Put the named source in the place of its name."""
        for holder in _source_nodes(node):
            if not isinstance(holder.value, str):
                continue
            source = sources.get(holder.value)
            if source is not None:
                written = source.model_dump(exclude_none=True)
                holder.value = {key: Node(holder.line, holder.column, value) for key, value in written.items()}
                continue
            holder.broken = True
            if holder.value not in sources and holder.value not in self.unread.ids:
                self._add_unknown_source(holder, document, accepted=", ".join(sorted(sources)))

    def _add_unknown_source(self, holder: Node, document: _File, *, accepted: str) -> None:
        assert isinstance(holder.value, str)  # noqa: S101 - for mypy
        if self.unread.may_name((document.part.prefix, f"{SHARED}/")):
            self.waiting.append(holder.value)
            return
        details = {"found": holder.value, "accepted": accepted}
        self.problems.append(problem_at(ProblemKind.UNKNOWN_SOURCE, document.file, holder, **details))


class _NotNamedError(Exception):
    """An entry names a source that is not known, or is written in no form that we know."""


def _named(written: Any, sources: Mapping[str, Source | None]) -> dict[str, Any]:
    """Return what is written of an entry, with sources in the place of their names."""
    if not isinstance(written, dict) or not NOT_IN_FILES.isdisjoint(written):
        raise _NotNamedError
    found = dict(written)
    if "source" in found:
        found["source"] = _source(found["source"], sources)
    if isinstance(further := found.get("further_sources"), list):
        found["further_sources"] = [_source(each, sources) for each in further]
    return found


def _source(written: Any, sources: Mapping[str, Source | None]) -> Any:
    if not isinstance(written, str):
        return written
    if (source := sources.get(written)) is None:
        raise _NotNamedError
    return source


def _listed_at(document: _File, at: int) -> Node:
    """Return the node of an entry in a file."""
    [listed] = walk(document.root, [ENTRIES])
    assert isinstance(listed.value, list)  # noqa: S101 - for mypy
    return listed.value[at]


def _itself(root: Node) -> Node:
    return root


def _only_drafts(seminar: Item) -> Problem:
    return problem_at(ProblemKind.ONLY_DRAFTS, seminar.file, seminar.around("draft"), accepted="draft: true")


def _source_nodes(node: Node) -> Iterator[Node]:
    yield from walk(node, ["source"])
    for further in walk(node, ["further_sources"]):
        if isinstance(further.value, list):
            yield from further.value
