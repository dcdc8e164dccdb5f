"""Where several processes that serve the same knowledge keep its generations, so that all of them serve the newest."""

from collections.abc import Mapping
from typing import Protocol

from knowledge.storage import KEPT_GENERATIONS

#: So many generations stay on a shelf: as many as each process keeps for itself.
KEPT = KEPT_GENERATIONS


class Shelf(Protocol):
    """Generations by number, as bytes, the same for all who look. Blocks; may be used in any thread.

    Each method raises ``StorageError`` where the shelf cannot be reached; nothing is changed then.
    """

    def digests(self) -> Mapping[int, str]:
        """Return the SHA-256 of each generation that is kept, in hexadecimal, by number."""
        ...

    def read(self, number: int) -> bytes | None:
        """Return a generation; None: it is not kept, or not any more."""
        ...

    def put(self, number: int, content: bytes) -> bool:
        """Add a generation, and drop all but the last ones; False, and nothing, where that number is taken."""
        ...

    def amend(self, number: int, content: bytes) -> None:
        """Put other bytes in the place of a generation's, where it is kept."""
        ...
