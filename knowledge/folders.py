"""A folder is written whole or not at all: beside its place first, and then put there."""

import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

#: As for any folder that a person makes; a temporary one is private.
_MODE = 0o777


def is_free(folder: Path) -> bool:
    """Tell whether a folder can be written: there is none, or nothing is in it.

    Raises:
        OSError: nobody can tell.
    """
    return not folder.exists() or (folder.is_dir() and not any(folder.iterdir()))


def put_folder(folder: Path, files: Mapping[str, str]) -> None:
    """Write a folder with its files, by their names with forward slashes; folders above it are made.

    Raises:
        OSError: it could not be written, or something is there; nothing of it is left.
    """
    above = folder.parent
    made = [each for each in (above, *above.parents) if not each.exists()]
    try:
        above.mkdir(parents=True, exist_ok=True)
        _put(folder, files)
    except OSError:
        for each in made:  # the innermost first
            shutil.rmtree(each, ignore_errors=True)
        raise


def _put(folder: Path, files: Mapping[str, str]) -> None:
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}-") as beside:
        whole = Path(beside) / "whole"
        for name, text in files.items():
            path = whole / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        whole.chmod(_MODE & ~_umask())
        if folder.exists():
            folder.rmdir()  # empty, or this says that it is not
        whole.rename(folder)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
