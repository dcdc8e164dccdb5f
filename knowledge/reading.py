"""The organisers' files -> knowledge, or every problem in them at once. Nothing here writes.

A content folder holds one folder for each seminar (`seminar.yaml`, `entries/*.yaml`, ...) and `shared/`; one seminar
folder alone will do, and then the shared knowledge that comes with the bot completes it.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, TypeAdapter

from knowledge.consistency import Placed, problems_between
from knowledge.fields import problem_at, shown, valid, valid_as
from knowledge.model import Check, ContactCard, Entry, Recommendation, SafetyText, Seminar, Source, Words
from knowledge.nodes import Node, parse
from knowledge.problems import KnowledgeError, Problem, ProblemKind

Model = TypeVar("Model", bound=BaseModel)

#: What a file of that name holds, and under which heading.
LISTS: dict[str, tuple[str, type[BaseModel]]] = {
    "recommendations.yaml": ("recommendations", Recommendation),
    "checks.yaml": ("checks", Check),
    "contacts.yaml": ("cards", ContactCard),
    "safety.yaml": ("texts", SafetyText),
}
ENTRIES = "entries"
ALIASES = "aliases.yaml"
SOURCES = "sources.yaml"
SEMINAR = "seminar.yaml"
SHARED = "shared"


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
    #: sha256 over the names and bytes of the files it was read from.
    sources_hash: str = ""


def read(folder: Path, *, shared: Path | None = None) -> Knowledge:
    """Read a content folder.

    Args:
        folder: a folder of seminar folders, or one seminar folder.
        shared: the shared knowledge for a content folder that brings none of its own.

    Raises:
        KnowledgeError: something needs mending; it holds every problem of every file that parses, and the first
            syntax error of each that does not.
    """
    return _Reading(folder, shared).knowledge()


def hash_of(folder: Path, *, shared: Path | None = None) -> str:
    """Return the hash that reading the folder now would give, without reading it as knowledge.

    Raises:
        KnowledgeError: a file cannot be read.
    """
    return _Reading(folder, shared).hash()


@dataclass(slots=True)
class _Part:
    """One folder: a seminar's, or the shared one."""

    folder: Path
    #: How its files are named in problems: "bucharest-2012/", "" for a lone seminar folder.
    prefix: str
    is_shared: bool
    documents: dict[str, Node] = field(default_factory=dict)


class _Reading:
    """One reading of one folder: collects values and problems, then decides."""

    def __init__(self, folder: Path, shared: Path | None) -> None:
        self.folder = folder
        self.problems: list[Problem] = []
        self.sources: dict[str, Source] = {}
        self.values: dict[type, list[Placed]] = {}
        self.aliases: list[tuple[str, ...]] = []
        self.parts = self._parts(folder, shared)

    def knowledge(self) -> Knowledge:
        digest = self.hash()
        for part in self.parts:
            self._parse(part)
        for part in self.parts:
            self._take_sources(part)
        for part in self.parts:
            self._take(part)
        self.problems += problems_between(self.values)
        if self.problems:
            raise KnowledgeError(sorted(self.problems, key=lambda each: (each.file, each.line or 0, each.column or 0)))
        return Knowledge(
            seminars=self._all(Seminar),
            entries=self._all(Entry),
            recommendations=self._all(Recommendation),
            cards=self._all(ContactCard),
            safety_texts=self._all(SafetyText),
            aliases=tuple(self.aliases),
            checks=self._all(Check),
            sources_hash=digest,
        )

    def hash(self) -> str:
        digest = hashlib.sha256()
        for part in self.parts:
            for path in _files(part.folder):
                digest.update(f"{part.prefix}{path.relative_to(part.folder).as_posix()}\0".encode())
                digest.update(hashlib.sha256(self._bytes(path, part) or b"").digest())
        return digest.hexdigest()

    def _all(self, model: type[Model]) -> tuple[Model, ...]:
        return tuple(each.value for each in self.values.get(model, []))

    # Which folders there are

    def _parts(self, folder: Path, shared: Path | None) -> list[_Part]:
        if not folder.is_dir():
            raise KnowledgeError([Problem(kind=ProblemKind.MISSING_FILE, file=folder.as_posix(), accepted="folder")])
        if (folder / SEMINAR).is_file():
            parts = [_Part(folder, "", is_shared=False)]
        else:
            below = [each for each in folder.iterdir() if each.is_dir() and not each.name.startswith(".")]
            # The shared part last: of two entries equally close, a seminar's own is the better guess.
            below.sort(key=lambda each: (each.name == SHARED, each.name))
            parts = [_Part(each, f"{each.name}/", is_shared=each.name == SHARED) for each in below]
        if not any(part.is_shared for part in parts) and shared is not None and shared.is_dir():
            parts.append(_Part(shared, f"{SHARED}/", is_shared=True))
        if all(part.is_shared for part in parts):
            raise KnowledgeError([Problem(kind=ProblemKind.NO_SEMINAR, file=folder.as_posix(), accepted=SEMINAR)])
        return parts

    def _bytes(self, path: Path, part: _Part) -> bytes | None:
        file = part.prefix + path.relative_to(part.folder).as_posix()
        try:
            if not path.resolve().is_relative_to(part.folder.resolve()):
                self._once(Problem(kind=ProblemKind.OUTSIDE, file=file))
                return None
            return path.read_bytes()
        except OSError as error:
            self._once(Problem(kind=ProblemKind.UNREADABLE, file=file, found=error.strerror or type(error).__name__))
            return None

    def _once(self, problem: Problem) -> None:
        if problem not in self.problems:
            self.problems.append(problem)

    def _parse(self, part: _Part) -> None:
        for path in _files(part.folder):
            name = path.relative_to(part.folder).as_posix()
            file = part.prefix + name
            if not _is_known(name, is_shared=part.is_shared):
                accepted = ", ".join(_accepted_names(is_shared=part.is_shared))
                self.problems.append(Problem(kind=ProblemKind.UNKNOWN_FILE, file=file, accepted=accepted))
            elif (data := self._bytes(path, part)) is not None:
                root, problems = parse(data, file)
                self.problems += problems
                if root is not None:
                    part.documents[name] = root
        if not part.is_shared and SEMINAR not in {each.name for each in _files(part.folder)}:
            self.problems.append(Problem(kind=ProblemKind.MISSING_FILE, file=part.prefix + SEMINAR, accepted="file"))

    # What the files hold

    def _take_sources(self, part: _Part) -> None:
        name = SOURCES if part.is_shared else SEMINAR
        root = part.documents.get(name)
        named = root.value.get("sources") if root and isinstance(root.value, dict) else None
        if named is None or not isinstance(named.value, dict):
            return
        for key, node in named.value.items():
            # A seminar's own are validated with the seminar; here only the valid ones are wanted.
            problems = [] if not part.is_shared else self.problems
            if source := valid(Source, node, part.prefix + name, problems):
                self.sources[key] = source

    def _take(self, part: _Part) -> None:
        seminar = None if part.is_shared else self._take_seminar(part)
        for name, root in part.documents.items():
            file = part.prefix + name
            if name.startswith(f"{ENTRIES}/"):
                self._take_list(Entry, _below(root, ENTRIES, file, self.problems), file, seminar)
            elif name in LISTS:
                heading, model = LISTS[name]
                self._take_list(model, _below(root, heading, file, self.problems), file, seminar)
            elif name == ALIASES:
                self._take_aliases(_below(root, "aliases", file, self.problems), file)

    def _take_seminar(self, part: _Part) -> str | None:
        root = part.documents.get(SEMINAR)
        if root is None:
            return None
        file = part.prefix + SEMINAR
        seminar = valid(Seminar, root, file, self.problems)
        if seminar is None:
            return None
        self.values.setdefault(Seminar, []).append(Placed(seminar, file, root))
        return seminar.id

    def _take_list(self, model: type[BaseModel], nodes: list[Node], file: str, seminar: str | None) -> None:
        for node in nodes:
            self._name_sources(node, file)
            value = valid(model, node, file, self.problems)
            if value is not None:
                if "seminar" in model.model_fields:
                    value = value.model_copy(update={"seminar": seminar})
                self.values.setdefault(model, []).append(Placed(value, file, node))

    def _take_aliases(self, nodes: list[Node], file: str) -> None:
        for node in nodes:
            group = valid_as(TypeAdapter(tuple[Words, ...]), node, file, self.problems)
            if group is not None:
                self.aliases.append(group)

    def _name_sources(self, node: Node, file: str) -> None:
        """Put the named source in the place of its name."""
        for holder in _source_nodes(node):
            if not isinstance(holder.value, str):
                continue
            source = self.sources.get(holder.value)
            if source is None:
                accepted = ", ".join(sorted(self.sources))
                self.problems.append(
                    problem_at(ProblemKind.UNKNOWN_SOURCE, file, holder, found=holder.value, accepted=accepted)
                )
                holder.broken = True
            else:
                named = source.model_dump(exclude_none=True)
                holder.value = {key: Node(holder.line, holder.column, value) for key, value in named.items()}


def _files(folder: Path) -> list[Path]:
    found = (
        each for each in folder.rglob("*") if each.suffix in {".yaml", ".yml"} and (each.is_file() or each.is_symlink())
    )
    return sorted(each for each in found if not any(part.startswith(".") for part in each.relative_to(folder).parts))


def _accepted_names(*, is_shared: bool) -> list[str]:
    return [SOURCES if is_shared else SEMINAR, f"{ENTRIES}/*.yaml", *LISTS, ALIASES]


def _is_known(name: str, *, is_shared: bool) -> bool:
    folder, _, rest = name.partition("/")
    return (folder == ENTRIES and bool(rest)) or name in _accepted_names(is_shared=is_shared)


def _below(root: Node, heading: str, file: str, problems: list[Problem]) -> list[Node]:
    """Return the items of a file that holds one list under one heading."""
    if root.value is None:
        return []
    if not isinstance(root.value, dict):
        problems.append(problem_at(ProblemKind.WRONG_SHAPE, file, root, found=shown(root), accepted=f"{heading}:"))
        return []
    for name, key in root.keys.items():
        if name != heading:
            problems.append(problem_at(ProblemKind.UNKNOWN_FIELD, file, key, found=name, accepted=heading))
    items = root.value.get(heading)
    if items is None or items.value is None:
        return []
    if isinstance(items.value, list):
        return items.value
    problems.append(
        problem_at(ProblemKind.WRONG_SHAPE, file, items, field=heading, found=shown(items), accepted="list")
    )
    return []


def _source_nodes(node: Node) -> Iterator[Node]:
    if isinstance(node.value, dict):
        if source := node.value.get("source"):
            yield source
        further = node.value.get("further_sources")
        if further is not None and isinstance(further.value, list):
            yield from further.value
