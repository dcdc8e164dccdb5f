"""`import`: files -> what was understood of each, and what is said where one is not taken."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path

from bot.wording import Wording
from knowledge.importing.blocks import ImportingError, Sheet
from knowledge.importing.columns import points_of
from knowledge.importing.findings import Findings
from knowledge.importing.opening import opened
from knowledge.importing.understanding import of_points, understood

_PARTS = ("page", "row", "line")


def understood_of(
    files: Sequence[Path], known: Iterable[str], seen: Callable[[str, int, int], object]
) -> list[Findings]:
    """Return what is understood of some files, in their order.

    Raises:
        ImportingError: one of them is not taken.
    """
    names = [*known]
    return [_of(path, names, partial(seen, path.name)) for path in files]


def _of(path: Path, known: Sequence[str], seen: Callable[[int, int], object]) -> Findings:
    read = opened(path, seen)
    if isinstance(read, Sheet):
        points, language = points_of(read)
        return of_points(read.name, path.stem.replace("-", " ").replace("_", " "), language, points)
    return understood(read, known)


def refused(error: ImportingError, wording: Wording, language: str) -> str:
    """Return why a file is not taken: the file, the place in it, what was found, and the remedy."""
    place = error.file
    if error.place is not None:
        name = next((each for each in _PARTS if getattr(error.place, each)), "")
        if name:
            number = str(getattr(error.place, name))
            place = wording.say(language, f"draft-place-{name}", file=error.file, number=number)
    what = wording.say(language, f"import-{error.kind}", **error.details)
    return wording.say(language, "import-refused", place=place, what=what)
