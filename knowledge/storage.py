"""Keep the knowledge on disk: one whole file per generation, none ever changed in place.

TinyDB's stock storage truncates its file and writes it again, so a crash in between loses everything. Here a generation
is written beside the others, pushed to the disk and then renamed: whoever reads, also after a crash, finds the state
before the write or the state after it.
"""

import fcntl
import os
import re
import secrets
import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import Any

import orjson
from tinydb import Storage

Tables = dict[str, dict[str, Any]]

#: Written into every file. A file of another format is passed over, never guessed at.
FORMAT = 1
#: How many valid generations stay: the one in service, and four to go back to.
KEPT_GENERATIONS = 5

GENERATION = re.compile(r"generation-([0-9]{6}|[1-9][0-9]{6,})\.json")
#: How a generation's file begins: the checksum of all that follows, and which generation it is.
_SEALED = re.compile(rb'\{"sha256":"([0-9a-f]{64})","format":([0-9]{1,9}),"generation":([0-9]{1,9}),"tables":\{')
#: Begins every unfinished file; no generation's name does.
UNFINISHED = "unfinished-"
LOCK = "lock"
#: Where a generation waits that is not in service yet.
WAITING = "waiting"
#: Begins the name of what is made from a generation.
_BESIDE = "made-from-"


class StorageError(Exception):
    """The disk did not do what we asked; names the path and what to do. What was stored before is untouched."""


class AlreadyServedError(StorageError):
    """Another process holds the folder, or the file."""

    def __init__(self, place: Path, holder: str, setting: str) -> None:
        who = f"process {holder}" if holder else "another process"
        super().__init__(f"{place} is already served by {who}; stop it first, or set another {setting}")


class GenerationStorage(Storage):
    """A TinyDB storage over a folder of generations; the newest valid one is what TinyDB sees.

    A generation is valid where its checksum holds; one that is truncated, changed or unreadable is passed over. Each
    operation on a TinyDB table writes a generation of its own, so a reload writes all tables at once instead::

        db = TinyDB(folder, storage=GenerationStorage)
        db.storage.write({"entries": {"1": {...}}, "recommendations": {"1": {...}}})

    Opened for writing, it makes the folder and sweeps it; only one process may do that, see ``exclusive``. With
    ``read_only`` it leaves the disk as it is.

    Raises:
        StorageError: the folder cannot be made or listed.
    """

    def __init__(self, folder: Path, *, read_only: bool = False) -> None:
        self._folder = folder
        self._read_only = read_only
        self._one_at_a_time = Lock()
        if not read_only:
            self._prepare()

    def read(self) -> Tables | None:
        """Return the tables of the newest valid generation, fresh at each call; None where there is none."""
        readings = (self.read_generation(number) for number in reversed(self.numbers()))
        return next((tables for tables in readings if tables is not None), None)

    def write(self, data: Tables, number: int | None = None) -> None:
        """Make ``data`` the newest generation; it is on the disk on return, and all but the last five are dropped.

        With a number, it gets that instead of the next.

        Values are those of JSON, keys are strings; dictionaries keep their order.

        Raises:
            StorageError: nothing changed; the disk is full, or the storage is read-only.
            TypeError: nothing changed; ``data`` holds what JSON cannot.
        """
        if self._read_only:
            raise StorageError(f"{self._folder} was opened for reading only; open it for writing under `exclusive`")
        with self._one_at_a_time:
            number = number or self.next_number()
            put_whole(self._path(number), _sealed(data, number))
            with suppress(StorageError):  # what was written stands, whatever becomes of the old ones
                self._prune()

    def adopt(self, other: "GenerationStorage", number: int) -> None:
        """Make another storage's generation the newest here, with what is beside it there; both are on one disk.

        Raises:
            StorageError: it is not there, or has another number here, or the disk refused.
        """
        with self._one_at_a_time, _explained("write", self._path(number)):
            if number != self.next_number():
                raise StorageError(f"generation {number} is not the next in {self._folder}; read the sources again")
            for path in other.all_beside(number, ""):
                path.replace(self._folder / path.name)
            # What it stands on is there: from here on it is in service.
            (other.folder / self._path(number).name).replace(self._path(number))
            with _dropped_on_failure(self._path(number)):
                _sync(self._folder)
            with suppress(StorageError):
                self._prune()

    @property
    def folder(self) -> Path:
        return self._folder

    def amend(self, number: int, data: Tables) -> None:
        """Write other tables in the place of a generation's: for what must be in none, as a person's name.

        Raises:
            StorageError: nothing changed.
        """
        with self._one_at_a_time:
            put_whole(self._path(number), _sealed(data, number))

    def content(self, number: int) -> bytes:
        """Return a generation as it is kept: whoever ``take``s that has the same generation.

        Raises:
            StorageError: it is missing, or cannot be read.
        """
        with _explained("read", self._path(number)):
            return self._path(number).read_bytes()

    def take(self, number: int, content: bytes) -> None:
        """Keep a generation that was written elsewhere.

        Raises:
            StorageError: nothing changed; the disk is full, or it is not what was written there.
        """
        try:
            _opened(content, number)
        except (ValueError, TypeError) as error:
            remedy = "reload the knowledge, which puts another one in its place"
            raise StorageError(f"generation {number}, as others keep it, is damaged; {remedy}") from error
        with self._one_at_a_time:
            put_whole(self._path(number), content)

    def drop(self, numbers: Collection[int]) -> None:
        """Drop generations, with what was made from them."""
        with self._one_at_a_time:
            for each in numbers:
                _drop(self._path(each))
            self._drop_orphans()

    def next_number(self) -> int:
        """Return the number that the next write will give its generation."""
        return max(self.numbers(), default=0) + 1

    def generations(self) -> list[int]:
        """Return the numbers of the valid generations, oldest first."""
        return [number for number in self.numbers() if self._is_valid(number)]

    def numbers(self) -> list[int]:
        """Return the numbers of all generations, valid or not, oldest first."""
        with _explained("list", self._folder):
            paths = list(self._folder.iterdir()) if self._folder.exists() else []
        found = (GENERATION.fullmatch(path.name) for path in paths)
        return sorted(int(match[1]) for match in found if match)

    def _is_valid(self, number: int) -> bool:
        """Tell whether ``read_generation`` would return something, mostly without taking the file apart."""
        try:
            content = self._path(number).read_bytes()
        except OSError:
            return False
        return _is_as_written(content, number) or self.read_generation(number) is not None

    def read_generation(self, number: int) -> Tables | None:
        """Return the tables of one generation; None where it is missing or not valid."""
        try:
            return _opened(self._path(number).read_bytes(), number)
        except (OSError, ValueError, TypeError):  # orjson raises TypeError for what is too deep to check
            return None

    def written_at(self, number: int) -> datetime:
        """Return when a generation was written, as its file says; the beginning of time where it is missing."""
        try:
            return datetime.fromtimestamp(self._path(number).stat().st_mtime, UTC)
        except OSError:
            return datetime.fromtimestamp(0, UTC)

    def size(self, number: int) -> int:
        """Return how many bytes a generation has; 0 where it is missing."""
        try:
            return self._path(number).stat().st_size
        except OSError:
            return 0

    def fingerprint(self, number: int) -> str:
        """Return what is another where a generation is another; "" where it is missing."""
        try:
            return sha256(self._path(number).read_bytes()).hexdigest()
        except OSError:
            return ""

    def beside(self, number: int, name: str) -> Path:
        """Return the file where something made from a generation is kept, under a name of letters, digits and dots."""
        return self._folder / f"{_BESIDE}{number:06}-{name}"

    def all_beside(self, number: int, name: str) -> list[Path]:
        """Return the files made from a generation whose names begin with one."""
        return list(self._folder.glob(f"{self.beside(number, name).name}*"))

    def keep_beside(self, number: int, name: str, content: bytes) -> None:
        """Keep something made from a generation for as long as that is kept.

        Raises:
            StorageError: nothing changed; the disk is full.
        """
        with self._one_at_a_time:
            put_whole(self.beside(number, name), content)

    def drop_beside(self, number: int, *, but: str) -> None:
        """Drop what was made from a generation, except where its name begins with ``but``."""
        kept = self.beside(number, but).name
        for path in self.all_beside(number, ""):
            if not path.name.startswith(kept):
                _drop(path)

    def damaged(self) -> list[Path]:
        """Return the files that are named like a generation and are not valid, oldest first."""
        return [self._path(number) for number in self.numbers() if not self._is_valid(number)]

    def sweep(self) -> None:
        """Remove the files that a crash left unfinished; what cannot be removed is harmless and stays."""
        if not self._read_only:
            for each in self._folder.glob(f"{UNFINISHED}*"):
                _drop(each)

    def _prepare(self) -> None:
        with _explained("use", self._folder):
            if not self._folder.is_dir():
                self._folder.mkdir(parents=True)
                _sync(self._folder.parent)
        self.sweep()

    def _prune(self) -> None:
        """Drop what is older than the last valid generations; a damaged file goes when its turn has come."""
        kept = self.generations()[-KEPT_GENERATIONS:]
        for number in self.numbers():
            if len(kept) == KEPT_GENERATIONS and number < kept[0]:
                _drop(self._path(number))
        self._drop_orphans()

    def _drop_orphans(self) -> None:
        """Drop what was made from generations that are gone."""
        left = {self.beside(number, "").name for number in self.numbers()}
        for path in self._folder.glob(f"{_BESIDE}*"):
            if not path.name.startswith(tuple(left)):
                _drop(path)

    def _path(self, number: int) -> Path:
        return self._folder / f"generation-{number:06}.json"


def waiting_in(folder: Path, *, read_only: bool = True) -> GenerationStorage:
    """Return the storage of what waits beside the generations in a folder.

    Raises:
        StorageError: the folder cannot be made, where it is to be written.
    """
    return GenerationStorage(folder / WAITING, read_only=read_only)


def discard_waiting(folder: Path) -> None:
    """Drop what waits beside the generations in a folder; what cannot be dropped is harmless."""
    shutil.rmtree(folder / WAITING, ignore_errors=True)


@contextmanager
def exclusive(folder: Path) -> Iterator[None]:
    """Hold the folder for this process alone, and make it where it is missing.

    The kernel lets go when the process ends, however it ends, so a lock file left behind hinders nobody.

    Raises:
        AlreadyServedError: another process holds it; said at once, without waiting.
        StorageError: the folder cannot be made, or does not know locks.
    """
    with _held(folder / LOCK, folder, "SUIVI_STATE_DIR"):
        yield


@contextmanager
def exclusive_file(path: Path) -> Iterator[None]:
    """Hold a database file for this process alone, by a lock beside it; other commands may still open it.

    The file itself is not touched, and need not be there yet. By whatever name it is reached, it is one.

    Raises:
        AlreadyServedError: another process holds it; said at once, without waiting.
        StorageError: its folder cannot be made, or does not know locks.
    """
    real = path.resolve()
    with _held(real.with_name(f"{real.name}.{LOCK}"), real, "SUIVI_LEDGER_URL"):
        yield


@contextmanager
def _held(lock: Path, place: Path, setting: str) -> Iterator[None]:
    with _explained("lock", place):
        lock.parent.mkdir(parents=True, exist_ok=True)
        # Not "w": before we hold the lock, the pid in the file is the holder's.
        file = lock.open("a+", encoding="ascii")
    with file:
        with _explained("lock", place):
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                file.seek(0)
                raise AlreadyServedError(place, file.read(20).strip(), setting) from None
            file.truncate(0)
            file.write(str(os.getpid()))
            file.flush()
        yield


def _sealed(tables: Tables, number: int) -> bytes:
    document = {"format": FORMAT, "generation": number, "tables": tables}
    return orjson.dumps({"sha256": _checksum(document), **document})


def _is_as_written(content: bytes, number: int) -> bool:
    """Tell whether a generation's bytes are what was written; False too where they say the same in another form."""
    found = _SEALED.match(content)
    if found is None or int(found[2]) != FORMAT or int(found[3]) != number:
        return False
    rest = sha256(b"{")
    rest.update(memoryview(content)[found.end(1) + len('",') :])
    return rest.hexdigest() == found[1].decode()


def _opened(content: bytes, number: int) -> Tables:
    """Return the tables in a generation's bytes. Raises ValueError where they are not what was written."""
    document = orjson.loads(content)
    if not isinstance(document, dict) or document.pop("sha256", None) != _checksum(document):
        raise ValueError("the checksum does not hold")
    tables = document.get("tables")
    if (document.get("format"), document.get("generation")) != (FORMAT, number) or not isinstance(tables, dict):
        raise ValueError("another format, or a file under another's name")
    return tables


def _checksum(document: dict[str, Any]) -> str:
    # Compact and in the order written, which loading keeps: the same bytes at writing and at reading.
    return sha256(orjson.dumps(document)).hexdigest()


def put_whole(path: Path, content: bytes) -> None:
    """Let a file appear whole, or not at all."""
    beside = path.with_name(f"{UNFINISHED}{secrets.token_hex(8)}")
    with _explained("write", path):
        with _dropped_on_failure(beside):
            _write_through(beside, content)
            beside.replace(path)
        with _dropped_on_failure(path):
            _sync(path.parent)


def _write_through(path: Path, content: bytes) -> None:
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync(folder: Path) -> None:
    """Push a folder's names to the disk: without it, a power cut may undo a rename."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _drop(path: Path) -> None:
    with suppress(OSError):
        path.unlink()


@contextmanager
def _dropped_on_failure(path: Path) -> Iterator[None]:
    try:
        yield
    except BaseException:
        _drop(path)
        raise


@contextmanager
def _explained(doing: str, path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        remedy = "make room and check the rights there, or set another SUIVI_STATE_DIR"
        raise StorageError(f"cannot {doing} {path}: {error.strerror}; {remedy}") from error
