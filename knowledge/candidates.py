"""What the sources say, read and indexed by a process of its own, and kept beside the generations until it is decided.

The process that serves is told what differs, and takes what was built from the disk: it parses nothing, indexes
nothing, and holds what is as it was once.
"""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from knowledge.base import ChangedMeanwhileError, Snapshot
from knowledge.beside import Beside
from knowledge.parsed import Parsed
from knowledge.reading import read
from knowledge.storage import GenerationStorage, discard_waiting, waiting_in
from knowledge.tables import changes, knowledge_in, sharing, tables_of

#: Beside the generations: what files were parsed to.
PARSED = "parsed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """What may come into service, beside what is."""

    before: Snapshot
    #: The same one where nothing differs.
    after: Snapshot
    folder: Path

    def kept(self) -> dict[str, Any]:
        """Keep it with all that is built from it, on the disk; return as JSON what ``KnowledgeBase.told`` takes.

        Raises:
            StorageError: the disk is full.
        """
        storage, number = waiting_in(self.folder, read_only=False), self.after.generation
        storage.write(tables_of(self.after.knowledge, self.before.generation), number)
        Beside(storage, number).keep(self.after.parts())
        told = changes(self.after.knowledge, self.before.knowledge)
        return {"number": number, "fingerprint": storage.fingerprint(number), "changes": told}


def candidate_of(folder: Path, number: int, content: Path, shared: Path | None) -> Candidate:
    """Return what the sources say now, indexed, beside a generation.

    Args:
        folder: where the generations are; somebody else serves them.
        number: the one in service.
        content: the sources, as for ``read``.
        shared: as for ``read``.

    Raises:
        KnowledgeError: the sources need mending.
        ChangedMeanwhileError: the generation is there no more.
    """
    discard_waiting(folder)
    # First, while there is room: what files are read from takes the most of it.
    found = read(content, shared=shared, parsed=Parsed(folder / PARSED))
    storage = GenerationStorage(folder, read_only=True)
    knowledge = knowledge_in(storage.read_generation(number))
    if knowledge is None:
        raise ChangedMeanwhileError
    before = Snapshot(knowledge, number, Beside(storage, number).part)
    found = sharing(replace(found, contributed=knowledge.contributed), knowledge)
    if found == knowledge:
        return Candidate(before=before, after=before, folder=folder)
    after = Snapshot(found, storage.next_number()).prepared(before if before.is_kept else None)
    if not before.is_kept:
        before.build_upon(after)  # if it is asked at all
    return Candidate(before=before, after=after, folder=folder)
