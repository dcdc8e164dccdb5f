"""What was made ready for questions, as named arrays, and back: so that a restart need not make it ready again.

Arrays are what NumPy's own file form holds, without anything that would run when it is read.
"""

import io
import zipfile
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, get_args, get_type_hints

import numpy as np
from numpy.typing import NDArray

Arrays = dict[str, NDArray[Any]]

#: Between the words of a list: no word has it.
_END = "\n"
#: Before each name in a file.
_MARK = "@"


def packed(thing: Any, name: str = "") -> Arrays:
    """Return a thing as named arrays.

    Args:
        thing: an array, a number, words, None, or a dataclass of these.
        name: what the arrays' names begin with.
    """
    if thing is None:
        return {}
    if is_dataclass(thing):
        parts = (packed(getattr(thing, each.name), f"{name}.{each.name}") for each in fields(thing))
        return {key: array for part in parts for key, array in part.items()}
    if isinstance(thing, tuple):
        # Lone surrogates too: any text may be asked by.
        text = "".join(f"{each}{_END}" for each in thing).encode("utf-8", "surrogatepass")
        return {name: np.frombuffer(text, np.uint8)}
    return {name: np.asarray(thing)}


def unpacked(sort: Any, arrays: Mapping[str, NDArray[Any]], name: str = "") -> Any:
    """Return what was packed.

    Args:
        sort: its type.
        arrays: these and maybe others.
        name: as it was packed.

    Raises:
        KeyError: an array is missing.
    """
    if isinstance(sort, UnionType):
        inner = next(each for each in get_args(sort) if each is not NoneType)
        return unpacked(inner, arrays, name) if any(each.startswith(f"{name}.") for each in arrays) else None
    if is_dataclass(sort):
        hints = get_type_hints(sort)
        parts = {each.name: unpacked(hints[each.name], arrays, f"{name}.{each.name}") for each in fields(sort)}
        made: Any = sort
        return made(**parts)
    array = arrays[name]
    if sort in (int, float):
        return sort(array)
    if sort == tuple[str, ...]:
        return tuple(array.tobytes().decode("utf-8", "surrogatepass").split(_END)[:-1])
    return array


def to_bytes(arrays: Arrays) -> bytes:
    """Return named arrays as one file."""
    file = io.BytesIO()
    # NumPy would take the name of its own argument for an array's.
    named: dict[str, Any] = {f"{_MARK}{name}": array for name, array in arrays.items()}
    np.savez(file, **named)
    return file.getvalue()


def from_file(path: Path) -> Arrays:
    """Return the arrays in a file. Their checksums hold, and nothing is run.

    Raises:
        OSError: it cannot be read.
        ValueError: it is no such file, or was cut off or changed.
    """
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
            return {name.removeprefix(_MARK): arrays[name] for name in arrays.files}
    except (zipfile.BadZipFile, EOFError) as error:
        raise ValueError(str(error)) from error
