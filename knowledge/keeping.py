"""Builds the indexes of the knowledge in service and keeps them: `python -m knowledge.keeping FOLDER`.

It runs in a process of its own, behind everything else on the machine: seconds of work, and as much memory again, that
no question waits for.
"""

import os
import sys
from pathlib import Path

from knowledge.base import keep
from knowledge.storage import StorageError

#: The kindest there is.
_NICE = 19


def main(folder: Path) -> None:
    os.nice(_NICE)
    try:
        keep(folder)
    except StorageError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
