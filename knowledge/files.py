"""Which files a content folder has, and their bytes: read once, so that what is hashed is what is parsed."""

import errno
import hashlib
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import BaseModel

from knowledge.model import Check, ContactCard, Entry, Participant, Recommendation, SafetyText
from knowledge.problems import KnowledgeError, Problem, ProblemKind

#: A file may be this large, in bytes.
MAX_BYTES = 10 * 2**20
ENTRIES = "entries"
ALIASES = "aliases.yaml"
SOURCES = "sources.yaml"
SEMINAR = "seminar.yaml"
SHARED = "shared"
#: Checks may be spread over several files: `checks.yaml`, `checks-conversations.yaml`.
MORE_CHECKS = re.compile(r"checks-[^/]+\.yaml")
#: What a file of that name holds, and under which heading.
LISTS: dict[str, tuple[str, type[BaseModel]]] = {
    "recommendations.yaml": ("recommendations", Recommendation),
    "roster.yaml": ("participants", Participant),
    "checks.yaml": ("checks", Check),
    "contacts.yaml": ("cards", ContactCard),
    "safety.yaml": ("texts", SafetyText),
}
#: In capitals too: a file that is passed over in silence is an entry that nobody ever finds.
_SUFFIXES = frozenset({".yaml", ".yml"})


@dataclass(slots=True)
class Part:
    """One folder: a seminar's, or the shared one."""

    folder: Path
    #: How its files are named in problems: "bucharest-2012/", "" for a lone seminar folder.
    prefix: str
    is_shared: bool
    #: What its files may not lead out of.
    root: Path
    #: The bytes of its files by their name in the folder, in order.
    files: dict[str, bytes] = field(default_factory=dict)

    @property
    def head(self) -> str:
        """The file that names the sources."""
        return SOURCES if self.is_shared else SEMINAR

    @property
    def names(self) -> str:
        """The names that its files may have."""
        return ", ".join([self.head, f"{ENTRIES}/*.yaml", *LISTS, "checks-*.yaml", ALIASES])

    def knows(self, name: str) -> bool:
        return name in {self.head, ALIASES} or held_in(name) is not None


def held_in(name: str) -> tuple[str, type[BaseModel]] | None:
    """Return the heading of the list in a file of this name, and what its items are; None for any other file."""
    if MORE_CHECKS.fullmatch(name):
        return LISTS["checks.yaml"]
    folder, _, rest = name.partition("/")
    return (ENTRIES, Entry) if folder == ENTRIES and rest else LISTS.get(name)


class Files:
    """The files of a content folder, and what is wrong with them as files.

    Args:
        folder: a folder of seminar folders, or one seminar folder.
        shared: the shared knowledge for a content folder that brings none of its own.

    Raises:
        KnowledgeError: there is no such folder, or it cannot be listed.
    """

    def __init__(self, folder: Path, shared: Path | None) -> None:
        self.problems: list[Problem] = []
        try:
            self.parts = self._parts(folder, shared)
        except OSError as error:
            problem = Problem(kind=ProblemKind.UNREADABLE, file=folder.as_posix(), found=_reason(error))
            raise KnowledgeError([problem]) from error
        for part in self.parts:
            self._fill(part)

    def hash(self) -> str:
        """Return a sha256 over the names and the bytes of what was read."""
        digest = hashlib.sha256()
        for part in self.parts:
            for name, data in part.files.items():
                digest.update(f"{part.prefix}{name}\0".encode())
                digest.update(hashlib.sha256(data).digest())
        return digest.hexdigest()

    def _parts(self, folder: Path, shared: Path | None) -> list[Part]:
        if not folder.is_dir():
            raise KnowledgeError([Problem(kind=ProblemKind.MISSING_FILE, file=folder.as_posix(), accepted="folder")])
        parts = self._alone(folder) if _is_seminar(folder) else self._below(folder)
        if not any(part.is_shared for part in parts) and shared is not None and shared.is_dir():
            parts.append(Part(shared, f"{SHARED}/", is_shared=True, root=shared))
        if all(part.is_shared for part in parts):
            self._report(ProblemKind.NO_SEMINAR, folder.as_posix(), accepted=SEMINAR)
        return parts

    def _alone(self, folder: Path) -> list[Part]:
        """Return one seminar's folder, and the shared one that it may hold."""
        parts, inside = [Part(folder, "", is_shared=False, root=folder)], folder / SHARED
        if inside.is_dir():
            parts.append(Part(inside, f"{SHARED}/", is_shared=True, root=folder))
        return parts

    def _below(self, folder: Path) -> list[Part]:
        """Return the seminars' folders in a folder, and then the shared one; nothing else may be there."""
        parts = []
        for path, is_folder in _listed(folder):
            name = _legible(path.name)
            if is_folder:
                parts.append(Part(path, f"{name}/", is_shared=name == SHARED, root=folder))
            elif _is_ours(path):
                self._report(ProblemKind.UNKNOWN_FILE, name, accepted=f"*/{SEMINAR}, {SHARED}/{SOURCES}")
        # The shared part last: of two entries equally close, a seminar's own is the better guess.
        return sorted(parts, key=lambda each: each.is_shared)

    def _fill(self, part: Part) -> None:
        before = len(self.problems)
        others = {each.folder for each in self.parts if each is not part}
        found = {_name(path, part): path for path in self._walked(part.folder, part, frozenset(), others)}
        if not part.is_shared and SEMINAR not in found and len(self.problems) == before:
            self._report(ProblemKind.MISSING_FILE, part.prefix + SEMINAR, accepted="file")
        for name, path in found.items():
            file = part.prefix + name
            if not part.knows(name):
                self._report(ProblemKind.UNKNOWN_FILE, file, accepted=part.names)
            elif (data := self._bytes(path, file, part)) is not None:
                part.files[name] = data

    def _walked(self, folder: Path, part: Part, around: frozenset[Path], others: set[Path]) -> Iterator[Path]:
        """Yield the YAML files below a folder, whatever they are named; links are followed within the root.

        What is below the folders of the other parts is theirs.
        """
        file = part.prefix + _name(folder, part)
        try:
            real = folder.resolve()
            if not real.is_relative_to(part.root.resolve()):
                self._report(ProblemKind.OUTSIDE, file)
                return
            below = _listed(folder) if real not in around else []
        except OSError as error:
            self._report(ProblemKind.UNREADABLE, file, found=_reason(error))
            return
        for path, is_folder in below:
            if path in others:
                continue
            if is_folder:
                yield from self._walked(path, part, around | {real}, others)
            elif _is_ours(path):
                yield path

    def _bytes(self, path: Path, file: str, part: Part) -> bytes | None:
        try:
            if not path.resolve().is_relative_to(part.root.resolve()):
                self._report(ProblemKind.OUTSIDE, file)
            elif path.exists() and not path.is_file():  # a pipe would keep us waiting for ever
                self._report(ProblemKind.UNREADABLE, file, found="not a file")
            elif (size := path.stat().st_size) > MAX_BYTES:
                self._report(ProblemKind.TOO_LARGE, file, found=f"{size:,}", accepted=f"{MAX_BYTES:,}")
            else:
                return path.read_bytes()
        except (OSError, RuntimeError) as error:  # RuntimeError: a link that leads to itself
            self._report(ProblemKind.UNREADABLE, file, found=_reason(error))
        return None

    def _report(self, kind: ProblemKind, file: str, *, found: str = "", accepted: str = "") -> None:
        self.problems.append(Problem(kind=kind, file=file, found=found, accepted=accepted))


def _is_seminar(folder: Path) -> bool:
    """Tell a seminar's folder, although its `seminar.yaml` may be missing, from a folder of such folders."""
    return (folder / SEMINAR).is_file() or ((folder / ENTRIES).is_dir() and not any(folder.glob(f"*/{SEMINAR}")))


def _listed(folder: Path) -> list[tuple[Path, bool]]:
    """Return what is in a folder and not hidden, in order, and whether it is a folder."""
    return [(each, each.is_dir()) for each in sorted(folder.iterdir()) if not each.name.startswith(".")]


def _is_ours(path: Path) -> bool:
    return path.suffix.lower() in _SUFFIXES


def _name(path: Path, part: Part) -> str:
    return _legible(path.relative_to(part.folder).as_posix()) if path != part.folder else ""


def _legible(name: str) -> str:
    """Return a file's name as text; no two names become one."""
    return os.fsencode(name).decode(errors="backslashreplace")


def _reason(error: OSError | RuntimeError) -> str:
    if isinstance(error, OSError):
        return error.strerror or type(error).__name__
    return os.strerror(errno.ELOOP)
