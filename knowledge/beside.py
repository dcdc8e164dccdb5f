"""What is built from a generation of the knowledge, kept beside it, so that a start need not build it again."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

from numpy.typing import NDArray

from knowledge.search.packing import Arrays, from_file, to_bytes, unpacked
from knowledge.search.packing import packed as as_arrays
from knowledge.storage import GenerationStorage

#: The part that says which others there are; kept last.
_NAMES = "names"


@dataclass(frozen=True)
class Beside:
    """The parts that were built from one generation by code that is the same, by name."""

    storage: GenerationStorage
    number: int

    def part(self, name: str) -> Mapping[str, NDArray[Any]]:
        """Return one.

        Raises:
            KeyError: it is not kept, or spoilt.
        """
        try:
            return from_file(self.storage.beside(self.number, f"{self.key}.{name}"))
        except (OSError, ValueError) as error:
            raise KeyError(name) from error

    def keep(self, parts: Mapping[str, Callable[[], Arrays]]) -> None:
        """Keep parts that are not kept yet; of what other code built of this generation, nothing is left.

        Raises:
            StorageError: the disk is full, or cannot be written.
        """
        self.storage.drop_beside(self.number, but=self.key)
        for name, packed in parts.items():
            try:
                self.part(name)
            except KeyError:  # one that is spoilt too: else each start would build it again
                self.storage.keep_beside(self.number, f"{self.key}.{name}", to_bytes(packed()))
        self.storage.keep_beside(self.number, f"{self.key}.{_NAMES}", to_bytes(as_arrays(tuple(parts), _NAMES)))

    @property
    def is_whole(self) -> bool:
        """Whether every part is kept, none of them spoilt."""
        try:
            return all(self.part(each) is not None for each in unpacked(tuple[str, ...], self.part(_NAMES), _NAMES))
        except KeyError:
            return False

    def share(self, other: "Beside") -> None:
        """Keep the parts of another generation that says the same; where the disk refuses, they are built again."""
        for path in self.storage.all_beside(other.number, f"{other.key}."):
            name = path.name.rpartition(f"{other.key}.")[2]
            with suppress(OSError):
                self.storage.beside(self.number, f"{self.key}.{name}").hardlink_to(path)

    @cached_property
    def key(self) -> str:
        """What the names of the parts begin with."""
        return sha256(f"{self.storage.fingerprint(self.number)} {_code()}".encode()).hexdigest()[:16]


@cache
def _code() -> str:
    """Return what is another where what builds from knowledge is another: what that built is of no use then."""
    folder = Path(__file__).parent
    files = sorted([*folder.glob("*.py"), *(folder / "search").glob("*.py")])
    return sha256(b"".join(each.read_bytes() for each in files)).hexdigest()
