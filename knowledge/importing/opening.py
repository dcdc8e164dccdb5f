"""A file -> a paper or a sheet, by the name that it ends with. The only module here that touches the disk."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from knowledge.importing.blocks import ImportingError, Paper, Refusal, Sheet

#: Told how much was read, and of how much: bytes, pages or rows.
Seen = Callable[[int, int], object]

MAX_BYTES = 64 * 2**20
#: The module that reads a form; it is loaded when a file of that form comes, and its library with it.
_READERS = {
    ".html": "webpages",
    ".htm": "webpages",
    ".xhtml": "webpages",
    ".docx": "wordfiles",
    ".pdf": "pdfs",
    ".md": "texts",
    ".markdown": "texts",
    ".txt": "texts",
    ".csv": "tables",
    ".xlsx": "tables",
}
#: What people have too, and what to save it as.
_OLD = {".doc": ".docx", ".odt": ".docx", ".rtf": ".docx", ".xls": ".xlsx", ".ods": ".xlsx"}


def opened(path: Path, seen: Seen = lambda _done, _of: None) -> Paper | Sheet:
    """Read a file.

    Raises:
        ImportingError: it is not taken; its kind says why.
    """
    suffix = path.suffix.lower()
    if suffix in _OLD:
        raise ImportingError(Refusal.OLD_FORM, path.name, found=suffix, accepted=_OLD[suffix])
    if suffix not in _READERS:
        raise ImportingError(Refusal.UNKNOWN_FORM, path.name, found=suffix, accepted=", ".join(_READERS))
    data = _bytes(path)
    reader = import_module(f"knowledge.importing.{_READERS[suffix]}")
    read: Paper | Sheet = reader.read(data, path.name, seen)
    if isinstance(read, Paper) and not read.blocks and not read.data:
        raise ImportingError(Refusal.NO_TEXT, path.name)
    return read


def _bytes(path: Path) -> bytes:
    try:
        if not path.exists():
            raise ImportingError(Refusal.MISSING, path.as_posix())
        if not path.is_file():  # a pipe would keep us waiting for ever
            raise ImportingError(Refusal.UNREADABLE, path.as_posix(), found="not a file")
        if (size := path.stat().st_size) > MAX_BYTES:
            raise ImportingError(Refusal.TOO_LARGE, path.name, found=f"{size:,}", accepted=f"{MAX_BYTES:,}")
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise ImportingError(Refusal.UNREADABLE, path.as_posix(), found=reason) from error
