"""Which files a content folder has, and their bytes: read once, so that what is hashed is what is parsed."""

import errno
import hashlib
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from pydantic import BaseModel

from knowledge.model import Check, ContactCard, Entry, ListedDocument, Participant, Recommendation, SafetyText
from knowledge.problems import KnowledgeError, Problem, ProblemKind

#: A file may be this large, in bytes.
MAX_BYTES = 10 * 2**20
#: A document may be this large, and all of them together: each passage is looked at for each question.
MAX_DOCUMENT = 2**20
MAX_DOCUMENTS = 4 * 2**20
ENTRIES = "entries"
DOCUMENTS = "documents"
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
    "documents.yaml": ("documents", ListedDocument),
}
#: In capitals too: a file that is passed over in silence is an entry that nobody ever finds.
_SUFFIXES = frozenset({".yaml", ".yml"})
MARKDOWN = frozenset({".md", ".markdown"})
_TEXTS = MARKDOWN | {".txt"}
#: What people take for text, and is none.
_NO_TEXTS = frozenset({".pdf", ".doc", ".docx", ".odt", ".rtf", ".htm", ".html"})


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
    #: Whether it completes a folder that it was not written with.
    is_borrowed: bool = False

    @property
    def head(self) -> str:
        """The file that names the sources."""
        return SOURCES if self.is_shared else SEMINAR

    @property
    def names(self) -> str:
        """The names that its files may have."""
        texts = (f"{DOCUMENTS}/*.md", f"{DOCUMENTS}/*.txt")
        return ", ".join([self.head, f"{ENTRIES}/*.yaml", *LISTS, "checks-*.yaml", ALIASES, *texts])

    @property
    def documents(self) -> dict[str, bytes]:
        """The files to quote from; the others are YAML."""
        return {name: data for name, data in self.files.items() if is_document(name)}

    def knows(self, name: str) -> bool:
        return name in {self.head, ALIASES} or held_in(name) is not None or is_document(name)


def held_in(name: str) -> tuple[str, type[BaseModel]] | None:
    """Return the heading of the list in a file of this name, and what its items are; None for any other file."""
    if MORE_CHECKS.fullmatch(name):
        return LISTS["checks.yaml"]
    folder, _, rest = name.partition("/")
    return (ENTRIES, Entry) if folder == ENTRIES and rest else LISTS.get(name)


def is_document(name: str) -> bool:
    """Tell whether a file of this name in a part is one to quote from."""
    folder, _, rest = name.partition("/")
    return folder == DOCUMENTS and _suffix(rest) in _TEXTS


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
        self._weigh_documents()

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
            # Beside the folder it is its own, and only read from there.
            is_borrowed = shared.resolve().parent != folder.resolve().parent
            parts.append(Part(shared, f"{SHARED}/", is_shared=True, root=shared, is_borrowed=is_borrowed))
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
            if _suffix(name) in _NO_TEXTS:
                # The original may lie beside its text.
                if not any(_with_suffix(name, each) in found for each in _TEXTS):
                    self._report(ProblemKind.NOT_TEXT, file, accepted=_with_suffix(PurePosixPath(name).name, ".md"))
            elif not part.knows(name):
                self._report(ProblemKind.UNKNOWN_FILE, file, accepted=part.names)
            elif (data := self._bytes(path, file, part)) is not None:
                part.files[name] = data

    def _weigh_documents(self) -> None:
        sizes = {part.prefix + name: len(data) for part in self.parts for name, data in part.documents.items()}
        if (together := sum(sizes.values())) > MAX_DOCUMENTS:
            largest = max(sizes, key=lambda each: sizes[each])
            numbers = {"found": f"{together:,}", "accepted": f"{MAX_DOCUMENTS:,}"}
            self._report(ProblemKind.TOO_LARGE_TOGETHER, largest, **numbers)

    def _walked(self, folder: Path, part: Part, around: frozenset[Path], others: set[Path]) -> Iterator[Path]:
        """Yield the YAML files below a folder, whatever they are named, and documents; links stay within the root.

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
            elif _is_ours(path) or _seems_document(_name(path, part)):
                yield path

    def _bytes(self, path: Path, file: str, part: Part) -> bytes | None:
        try:
            if not path.resolve().is_relative_to(part.root.resolve()):
                self._report(ProblemKind.OUTSIDE, file)
            elif path.exists() and not path.is_file():  # a pipe would keep us waiting for ever
                self._report(ProblemKind.UNREADABLE, file, found="not a file")
            elif (size := path.stat().st_size) > (most := MAX_DOCUMENT if _suffix(file) in _TEXTS else MAX_BYTES):
                self._report(ProblemKind.TOO_LARGE, file, found=f"{size:,}", accepted=f"{most:,}")
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


def _seems_document(name: str) -> bool:
    """Tell what was meant to be read, the folder misspelt or not."""
    folder, _, rest = name.partition("/")
    return folder.lower().rstrip("s") == DOCUMENTS.rstrip("s") and _suffix(rest) in _TEXTS | _NO_TEXTS


def _suffix(name: str) -> str:
    return PurePosixPath(name).suffix.lower()


def _with_suffix(name: str, suffix: str) -> str:
    return str(PurePosixPath(name).with_suffix(suffix))


def _name(path: Path, part: Part) -> str:
    return _legible(path.relative_to(part.folder).as_posix()) if path != part.folder else ""


def _legible(name: str) -> str:
    """Return a file's name as text; no two names become one."""
    return os.fsencode(name).decode(errors="backslashreplace")


def _reason(error: OSError | RuntimeError) -> str:
    if isinstance(error, OSError):
        return error.strerror or type(error).__name__
    return os.strerror(errno.ELOOP)
