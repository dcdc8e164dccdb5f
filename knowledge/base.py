"""The knowledge in service: one immutable snapshot, reloaded whole or not at all, and undone by one step."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from copy import copy
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property, partial
from pathlib import Path
from threading import Lock
from typing import Any, Self, TypeVar

from numpy.typing import NDArray

from knowledge.beside import Beside
from knowledge.contributing import Contribution, laid_over
from knowledge.library import Library
from knowledge.model import (
    Audience,
    ContactCard,
    Danger,
    Document,
    Entry,
    EntryKind,
    Recommendation,
    SafetyText,
    Seminar,
)
from knowledge.parsed import Parsed
from knowledge.passages import excerpts
from knowledge.reading import Knowledge, hash_of, read
from knowledge.search import Index, LanguageGuesser
from knowledge.search.encoding import EncodingError
from knowledge.search.packing import Arrays
from knowledge.search.text import words
from knowledge.shelf import Shelf
from knowledge.storage import GenerationStorage, discard_waiting, waiting_in
from knowledge.subjects import AskedBy, Subjects
from knowledge.tables import changed, knowledge_in, parent_of, tables_of, undone_by
from knowledge.vectors import KeptVectors

#: A reload that brings more new texts than this does not wait until they are encoded: some three seconds.
_ENCODED_AT_ONCE = 50
#: What is kept of a snapshot: see ``Snapshot.parts``.
_EVERYONE, _RECOMMENDED, _GUESSER, _LIBRARY, _ABOUT = "everyone", "recommended", "guesser", "library", "about."

_Written = TypeVar("_Written", Entry, Recommendation, Document, Contribution)

Kept = Callable[[str], Mapping[str, NDArray[Any]]]


def _nothing_kept(name: str) -> Mapping[str, NDArray[Any]]:
    raise KeyError(name)


@dataclass(frozen=True)
class Snapshot:
    """One generation of the knowledge, with what answers from it. Safe to share between threads."""

    knowledge: Knowledge
    #: 0 where it was read from files and is kept nowhere.
    generation: int
    #: Returns what was built from this knowledge before, by name, as arrays; raises KeyError where it has to be built.
    kept: Kept = field(default=_nothing_kept, compare=False, repr=False)

    @cached_property
    def entries(self) -> Mapping[str, Entry]:
        """Every entry by id, with what organisers added; a recommendation is one too."""
        return laid_over(self.written, self.knowledge.contributed)

    @cached_property
    def written(self) -> Mapping[str, Entry]:
        """Every entry by id, as the files have it."""
        derived = (each.as_entry() for each in self.knowledge.recommendations)
        return {each.id: each for each in (*self.knowledge.entries, *derived)}

    @cached_property
    def recommendations(self) -> Mapping[str, Recommendation]:
        return {each.id: each for each in self.knowledge.recommendations}

    @cached_property
    def audiences(self) -> frozenset[Audience]:
        """For whom there is something beside what everyone may find."""
        found = {each.audience for each in self.entries.values()} | {each.audience for each in self.knowledge.documents}
        return frozenset(found - {Audience.EVERYONE})

    @cached_property
    def _levels(self) -> dict[frozenset[Audience], "Snapshot"]:
        """By what may be found there beside what everyone may: levels that find the same are one."""
        return {}

    def at(self, level: Audience) -> "Snapshot":
        """Return what those of a level may find, as a snapshot of its own in which everyone may find that.

        Each level has its own indexes, so that what is hidden touches no weight, score or choice of the levels below.
        Built when somebody of the level first asks, or by ``prepared``; this one where there is nothing more for them.
        """
        beyond = self.audiences & level.includes
        if not beyond:
            return self
        if beyond not in self._levels:
            kept = partial(_kept_of_level, self.kept, beyond)
            found = self._levels[beyond] = Snapshot(_opened(self.knowledge, level), self.generation, kept)
            # What fewer people may read teaches nothing about the languages.
            found.__dict__["guesser"] = self.guesser
        return self._levels[beyond]

    @cached_property
    def index(self) -> Index:
        """What everyone may find: an entry for fewer people touches no weight and no score here."""
        kept = self._kept_index(_EVERYONE, self._public)
        if kept is not None:
            return kept
        if self._over is not None:
            return self._over.renewed(self._public)
        return Index(self._public, aliases=self.knowledge.aliases)

    @cached_property
    def _over(self) -> Index | None:
        """An index with the same aliases, of which entries that are here too need not be read again."""
        return None

    def _kept_index(self, name: str, entries: Iterable[Entry]) -> Index | None:
        try:
            return Index.unpacked(self.kept(name), name, entries, aliases=self.knowledge.aliases)
        except KeyError:
            return None

    @cached_property
    def _public(self) -> tuple[Entry, ...]:
        return tuple(each for each in self.entries.values() if each.audience is Audience.EVERYONE)

    @cached_property
    def subjects(self) -> Subjects:
        """What the entries that everyone may find are about."""
        return Subjects(self.knowledge.seminars, self._public, AskedBy.of(self.index.corpus))

    @cached_property
    def _narrow(self) -> dict[str, Index]:
        return {}

    def index_about(self, subject: str) -> Index:
        """What everyone may find where a meeting is meant: all but what is about other meetings.

        What others are asked by would take a meeting's entries their weight: "who organised it?" has one answer for
        each. Built when a meeting is first asked about, or taken from what is kept.
        """
        if subject not in self._narrow:
            self._narrow[subject] = self._about(subject)
        return self._narrow[subject]

    def _about(self, subject: str) -> Index:
        left = tuple(each for each in self._public if self._may_be_meant(each, subject))
        if len(left) == len(self._public):
            return self.index
        return _with_meanings(self._part(f"{_ABOUT}{subject}", left), self._vectors)

    @cached_property
    def _vectors(self) -> KeptVectors | None:
        """Those of everything that everyone may find, where meanings are compared."""
        return None

    @property
    def by_words(self) -> "Snapshot":
        """The same, found by words alone; itself where that is so."""
        return self._by_words or self

    @cached_property
    def _by_words(self) -> "Snapshot | None":
        return None

    def _part(self, name: str, entries: Sequence[Entry]) -> Index:
        """Return the index of some of the entries that everyone may find."""
        ids = {each.id for each in entries}
        return self._kept_index(name, entries) or self.index.only(lambda each: each.id in ids)

    def _may_be_meant(self, entry: Entry, meeting: str) -> bool:
        return meeting in (entry.subject, entry.seminar) or not self.subjects.is_meeting(entry.subject)

    @cached_property
    def library(self) -> Library:
        """The passages that may be quoted to everyone."""
        public = (each for each in self.knowledge.documents if each.audience is Audience.EVERYONE)
        passages = [passage for document in public for passage in excerpts(document)]
        asked = self._public if passages else ()
        try:
            return Library.unpacked(
                self.kept(_LIBRARY), _LIBRARY, passages, questions=asked, aliases=self.knowledge.aliases
            )
        except KeyError:
            return Library(passages, questions=asked, aliases=self.knowledge.aliases)

    @cached_property
    def recommended(self) -> Index:
        """The recommendations alone, of what everyone may find: for whoever asks how they stand."""
        return self._part(_RECOMMENDED, [each for each in self._public if each.id in self.recommendations])

    @cached_property
    def guesser(self) -> LanguageGuesser:
        """Tells the languages of the knowledge apart, from its own texts."""
        with suppress(KeyError):
            return LanguageGuesser.unpacked(self.kept(_GUESSER), _GUESSER)
        texts: dict[str, list[str]] = {}
        for entry in self._public:
            for language, phrasings in entry.phrasings.items():
                texts.setdefault(language, []).extend(phrasings)
            for language, answer in entry.answer.items():
                texts.setdefault(language, []).append(answer)
        return LanguageGuesser(texts)

    @cached_property
    def courtesies(self) -> Collection[tuple[str, ...]]:
        """The phrasings of small talk, as words to compare: what people put before and after a question."""
        talk = (each for each in self._public if each.kind is EntryKind.SMALL_TALK)
        many = (phrasing for entry in talk for phrasings in entry.phrasings.values() for phrasing in phrasings)
        return frozenset(tuple(words(each)) for each in many) - {()}

    @cached_property
    def seminar(self) -> Seminar:
        """The seminar that is meant where nothing says which."""
        left = [each for each in self.knowledge.seminars if not each.archived] or [*self.knowledge.seminars]
        return next((each for each in left if each.default), left[0])

    @property
    def is_several(self) -> bool:
        """Whether there are several seminars, so that it matters which is meant."""
        return len(self.knowledge.seminars) > 1

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """Every language there are answers in, the default first."""
        found = dict.fromkeys(self.seminar.languages)
        for entry in self._public:
            found |= dict.fromkeys(entry.answer)
        return tuple(found)

    @property
    def cards(self) -> tuple[ContactCard, ...]:
        return self.knowledge.cards

    def safety_text(self, danger: Danger) -> SafetyText | None:
        return next((each for each in self.knowledge.safety_texts if each.danger is danger), None)

    def public(self, entry_id: str) -> Entry | None:
        """Return an entry that everyone may read; None where there is no such entry, or it is for fewer people."""
        entry = self.entries.get(entry_id)
        return entry if entry is not None and entry.audience is Audience.EVERYONE else None

    def prepared(self, before: "Snapshot | None" = None) -> Self:
        """Build what is built at first use, so that nobody's question waits for it.

        Args:
            before: what was in service; its entries that are in this one too are not read again.
        """
        if before is not None:
            self.build_upon(before)
        _ = self.index, self.recommended, self.guesser, self.languages, self.courtesies, self.library, self.subjects
        self.index_about(self.seminar.id)
        self.__dict__.pop("_over", None)  # what it knew is known; with it, all that was in service would stay
        for view in self._views().values():
            view.prepared(self)
        return self

    def build_upon(self, other: "Snapshot") -> None:
        """Let the index, where it has to be built, take from another's what is the same, which is not read again."""
        if other.knowledge.aliases == self.knowledge.aliases:
            self.__dict__["_over"] = other.index  # a cached property looks here first

    @property
    def is_kept(self) -> bool:
        """Whether the index was built before, and need not be again."""
        try:
            return "index" in self.__dict__ or bool(self.kept(_EVERYONE))
        except KeyError:
            return False

    def numbered(self, generation: int, kept: Kept) -> Self:
        """Return the same, with what is built of it already, under the number of a generation."""
        found = copy(self)
        levels = {
            beyond: view.numbered(generation, partial(_kept_of_level, kept, beyond))
            for beyond, view in self._levels.items()
        }
        found.__dict__.update(generation=generation, kept=kept, _levels=levels)
        return found

    def with_aliases(self, *more: Sequence[str]) -> "Snapshot":
        """Return a snapshot with more groups of names for one thing, found by meaning too where this one is."""
        knowledge = replace(self.knowledge, aliases=(*self.knowledge.aliases, *map(tuple, more)))
        found = Snapshot(knowledge, self.generation)
        return found.understood(self._vectors) if self._vectors is not None else found

    def understood(self, vectors: KeptVectors, *, encoded: Callable[[int], object] = lambda _: None) -> Self:
        """Return the same, found by meaning too. Blocks while new texts are encoded, of which ``encoded`` is told.

        Raises:
            EncodingError: the encoder failed.
        """
        if not self.index.meant:
            return self
        vectors.of(self.index.meant, encoded=encoded)
        # What is built already is built upon; a cached property looks here first.
        found = copy(self)
        found.__dict__["_vectors"] = vectors
        found.__dict__["_by_words"] = self.by_words
        found.__dict__["index"] = _with_meanings(self.index, vectors)
        found.__dict__["_levels"] = {
            beyond: view.understood(vectors, encoded=encoded) for beyond, view in self._levels.items()
        }
        found.__dict__["_narrow"] = {
            subject: found.index if each is self.index else _with_meanings(each, vectors)
            for subject, each in list(self._narrow.items())
        }
        return found

    def parts(self) -> Mapping[str, Callable[[], Arrays]]:
        """Return what is built from this knowledge, by name, to be kept as arrays one at a time: see ``kept``.

        What is not built yet is built when it is asked for, and let go again: together the parts are large.
        """
        built: dict[str, Index | LanguageGuesser | Library]
        built = {_EVERYONE: self.index, _RECOMMENDED: self.recommended, _GUESSER: self.guesser, _LIBRARY: self.library}
        meetings = {f"{_ABOUT}{each}": each for each in self.subjects.meetings()}
        found: dict[str, Callable[[], Arrays]] = {name: partial(part.packed, name) for name, part in built.items()}
        found |= {name: partial(self._packed_about, name, subject) for name, subject in meetings.items()}
        for beyond, view in self._views().items():
            # Its own guesser is everyone's.
            more = {f"{_prefix(beyond)}{name}": part for name, part in view.parts().items() if name != _GUESSER}
            found |= more
        return found

    def _views(self) -> Mapping[frozenset[Audience], "Snapshot"]:
        """Return every level that finds more than everyone may."""
        for each in Audience:
            self.at(each)
        return self._levels

    def _packed_about(self, name: str, subject: str) -> Arrays:
        narrow = self._narrow.get(subject) or self._about(subject)
        return {} if narrow is self.index else narrow.packed(name)


def _prefix(beyond: frozenset[Audience]) -> str:
    """Return what the names of a level's parts begin with."""
    return "".join(f"{each}." for each in sorted(beyond))


def _kept_of_level(kept: Kept, beyond: frozenset[Audience], name: str) -> Mapping[str, NDArray[Any]]:
    return kept(f"{_prefix(beyond)}{name}")


def _opened(knowledge: Knowledge, level: Audience) -> Knowledge:
    """Return what a level may find, as if it were for everyone."""
    everyone = Audience.EVERYONE

    def opened(many: Iterable[_Written]) -> tuple[_Written, ...]:
        theirs = (each for each in many if each.audience in level.includes)
        return tuple(
            each if each.audience is everyone else each.model_copy(update={"audience": everyone}) for each in theirs
        )

    return replace(
        knowledge,
        entries=opened(knowledge.entries),
        recommendations=opened(knowledge.recommendations),
        documents=opened(knowledge.documents),
        contributed=opened(knowledge.contributed),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What a reload or an undo changed: ids of entries, recommendations, cards, seminars, documents, example people."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    #: The generation in service now.
    generation: int
    #: Entries in service now, recommendations included.
    entries: int

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed)


class NothingToUndoError(Exception):
    """There is no earlier generation left to go back to."""


class NothingToRedoError(Exception):
    """Nothing was undone, or something else was changed since."""


class ChangedMeanwhileError(Exception):
    """Other knowledge came into service since a candidate was made from what was."""


class KnowledgeBase:
    """The snapshot in service, over the generations kept in a folder.

    Readers take ``snapshot`` and keep it for as long as one question lasts; ``reload`` and ``undo`` read, check and
    index aside, then swap it in one assignment. They block on files and may run in any thread, one at a time.
    """

    def __init__(self, content: Path, state: Path, *, shared: Path | None = None, shelf: Shelf | None = None) -> None:
        """Start from the newest generation that can be used, or from the sources where there is none.

        Args:
            content: the sources.
            state: where this process keeps the generations.
            shared: sources that complete these.
            shelf: where all processes that serve the same keep them; the folder is then a copy of it.

        Raises:
            KnowledgeError: there is no such generation, and the sources need mending.
            StorageError: the state folder, or the shelf, cannot be used.
        """
        self.content, self._shared, self._shelf = content, shared, shelf
        self._changing = Lock()
        self._storage = GenerationStorage(state)
        self._waiting = waiting_in(state)
        discard_waiting(state)  # whoever looked at it is gone
        #: What was on the shelf when the folder was made a copy of it.
        self._copied: Mapping[int, str] = {}
        self._parsed = Parsed(state / "parsed")
        self._vectors: KeptVectors | None = None
        self._copy()
        self._snapshot = self._kept() or self._first()
        self._offer()

    @property
    def snapshot(self) -> Snapshot:
        return self._snapshot

    def since(self, snapshot: Snapshot) -> datetime:
        """Return when a snapshot that is, or was, in service was put there first, on this machine."""
        return self._storage.written_at(snapshot.generation)

    def waiting(self) -> str | None:
        """Return the hash of the sources where they differ from what is in service: a reload waits; else None.

        Raises:
            KnowledgeError: there is no content folder, or it cannot be listed.
        """
        found = hash_of(self.content, shared=self._shared)
        return found if found != self.snapshot.knowledge.sources_hash else None

    def understand(self, vectors: KeptVectors) -> None:
        """Let what is in service be found by meaning too, and what comes after it.

        Blocks while texts are encoded; what is in service answers meanwhile. A reload or undo with many new texts
        answers by words at first: call this again then.

        Raises:
            EncodingError: the encoder failed; what is in service stays.
        """
        self._vectors = vectors
        while not self._swapped(before := self.snapshot, before.understood(vectors)):
            pass  # a reload was faster; what it brought is what counts

    def _swapped(self, before: Snapshot, after: Snapshot) -> bool:
        with self._changing:
            if self._snapshot is not before:
                return False
            self._snapshot = after
            return True

    def candidate(self) -> Snapshot:
        """Return what the sources say now, read, checked and indexed, and not in service: to be looked at first.

        Where nothing differs from what is in service, that is returned.

        Raises:
            KnowledgeError: the sources need mending.
        """
        before = self.snapshot
        return self._candidate(before, self._read(before))

    def contributing(self, contributed: Iterable[Contribution]) -> Snapshot:
        """Return what is in service with these additions in the place of its own, and not in service."""
        before = self.snapshot
        return self._candidate(before, replace(before.knowledge, contributed=tuple(contributed)))

    @property
    def folder(self) -> Path:
        """Where the generations are."""
        return self._storage.folder

    @property
    def shared(self) -> Path | None:
        """The shared knowledge for sources that bring none of their own."""
        return self._shared

    def size(self) -> int:
        """Return how many bytes are to be read for a reload, or are in service, whichever are more. Blocks."""
        files = (each for each in self.content.rglob("*") if each.is_file())
        with suppress(OSError):
            return max(sum(each.stat().st_size for each in files), self._storage.size(self.snapshot.generation))
        return 0

    def told(self, candidate: Mapping[str, Any], over: Snapshot) -> Snapshot:
        """Return a candidate that was kept beside the generations, as ``Candidate.kept`` told of it; nothing is built.

        Args:
            candidate: what was told.
            over: what it was compared with.
        """
        number: int = candidate["number"]
        return Snapshot(changed(over.knowledge, candidate["changes"]), number, Beside(self._waiting, number).part)

    def take(self, candidate: Snapshot, fingerprint: str, *, over: Snapshot) -> Difference:
        """Put a candidate in service that was kept beside the generations.

        Args:
            candidate: as ``told`` returned it.
            fingerprint: of its file.
            over: what must be in service still.

        Raises:
            StorageError: it could not be kept; what is in service stays.
            ChangedMeanwhileError: something else is in service, or waits; nothing changed.
        """
        with self._changing:
            self._catch_up()
            before, number = self._unchanged(over), candidate.generation
            if self._waiting.fingerprint(number) != fingerprint:
                raise ChangedMeanwhileError
            ready = candidate.prepared().numbered(number, Beside(self._storage, number).part)
            after = self._understood(ready)
            self._storage.adopt(self._waiting, number)
            self._shelve(number)
            self._snapshot = after
            return difference(before, after)

    def discard(self) -> None:
        """Drop the candidate that waits on the disk, if there is one."""
        discard_waiting(self.folder)

    def _unchanged(self, over: Snapshot) -> Snapshot:
        """Return what is in service, where that is still what it was."""
        # By number: to be found by meaning too, the same becomes another snapshot. Somebody may have been erased.
        before, known = self.snapshot, over.knowledge.contributed
        if over.generation != before.generation or known != before.knowledge.contributed:
            raise ChangedMeanwhileError
        return before

    def _candidate(self, before: Snapshot, knowledge: Knowledge) -> Snapshot:
        return before if knowledge == before.knowledge else Snapshot(knowledge, 0).prepared(before)

    def _read(self, before: Snapshot) -> Knowledge:
        """Return what the sources say; what organisers added stays."""
        return replace(
            read(self.content, shared=self._shared, parsed=self._parsed), contributed=before.knowledge.contributed
        )

    def reload(self, candidate: Snapshot | None = None, *, over: Snapshot | None = None) -> Difference:
        """Read the sources and put them in service, or a candidate; where nothing differs, change nothing.

        Args:
            candidate: what was read before.
            over: what must be in service still; None: whatever is.

        Raises:
            KnowledgeError: the sources need mending; what is in service stays.
            StorageError: the new generation could not be kept; what is in service stays.
            ChangedMeanwhileError: something else is in service; it stays.
        """
        with self._changing:
            self._catch_up()
            before = self.snapshot if over is None else self._unchanged(over)
            knowledge = candidate.knowledge if candidate else self._read(before)
            if knowledge == before.knowledge:
                return difference(before, before)
            return self._serve(knowledge, parent=before.generation, prepared=candidate)

    def undo(self) -> Difference:
        """Go back to the generation before the one in service; again: to the one before that.

        Raises:
            NothingToUndoError: there is none left.
            StorageError: it could not be kept; what is in service stays.
            ChangedMeanwhileError: another process was faster; what it put in service stays.
        """
        with self._changing:
            self._catch_up()
            parent = parent_of(self._storage.read_generation(self.snapshot.generation))
            tables = self._storage.read_generation(parent) if parent else None
            knowledge = knowledge_in(tables)
            if knowledge is None:
                raise NothingToUndoError
            return self._serve(knowledge, parent=parent_of(tables), undone=self.snapshot.generation, like=parent)

    def redo(self) -> Difference:
        """Go forward again to what was in service before the last undo; again: to what was before the one before.

        Raises:
            NothingToRedoError: nothing was undone, or something was changed since.
            StorageError: it could not be kept; what is in service stays.
            ChangedMeanwhileError: another process was faster; what it put in service stays.
        """
        with self._changing:
            self._catch_up()
            before = self.snapshot.generation
            undone = undone_by(self._storage.read_generation(before))
            tables = self._storage.read_generation(undone) if undone else None
            knowledge = knowledge_in(tables)
            if knowledge is None:
                raise NothingToRedoError
            return self._serve(knowledge, parent=before, undone=undone_by(tables), like=undone)

    def disown(self, user: str) -> None:
        """Take somebody who was erased out of what they added, in every generation that is kept.

        Raises:
            StorageError: in some of them they may stand still; doing it again does the rest.
        """
        with self._changing:
            self._catch_up()
            for number in self._storage.generations():
                tables = self._storage.read_generation(number) or {}
                theirs = [each for each in tables.get("contributed", {}).values() if each.get("by") == user]
                for each in theirs:
                    each["by"] = ""
                if theirs:
                    self._storage.amend(number, tables)
                    if self._shelf is not None:
                        self._shelf.amend(number, self._storage.content(number))
            self._reread()

    def catch_up(self) -> Difference | None:
        """Put in service what another process has put there since; None: there is nothing new.

        Raises:
            StorageError: the shelf, or the state folder, cannot be used; what is in service stays.
        """
        with self._changing:
            return self._catch_up()

    def _catch_up(self) -> Difference | None:
        if not self._copy():
            return None
        newest = self._newest()
        if newest is None or newest[0] == self.snapshot.generation:
            self._reread()
            return None
        number, knowledge = newest
        before = self.snapshot
        self._snapshot = self._understood(
            Snapshot(knowledge, number, Beside(self._storage, number).part).prepared(before)
        )
        return difference(before, self._snapshot)

    def _copy(self) -> bool:
        """Make the folder a copy of the shelf, where there is something on it; tell whether that was another."""
        found = self._shelf.digests() if self._shelf is not None else {}
        if self._shelf is None or not found or found == self._copied:
            return False
        for number in sorted(found):
            content = self._shelf.read(number) if self._storage.fingerprint(number) != found[number] else None
            if content is not None:  # else it is here, or was dropped there since it was listed
                self._storage.take(number, content)
        self._storage.drop(set(self._storage.generations()) - set(found))
        self._copied = found
        return True

    def _offer(self) -> None:
        """Put what is in service on an empty shelf; where another process was faster, serve what that put there."""
        if self._shelf is None or self.snapshot.generation in self._copied:
            return
        number = self.snapshot.generation
        if not self._shelf.put(number, self._storage.content(number)):
            self._catch_up()

    def _reread(self) -> None:
        """Take over who added what in the generation in service: that alone is ever amended."""
        amended = knowledge_in(self._storage.read_generation(self.snapshot.generation))
        if amended is not None and amended.contributed != self.snapshot.knowledge.contributed:
            found = copy(self.snapshot)
            found.__dict__["knowledge"] = replace(found.knowledge, contributed=amended.contributed)
            self._snapshot = found

    def _serve(
        self,
        knowledge: Knowledge,
        *,
        parent: int | None,
        prepared: Snapshot | None = None,
        undone: int | None = None,
        like: int | None = None,
    ) -> Difference:
        """Keep knowledge and put it in service; ``like`` is a generation that says the same."""
        before = self.snapshot
        number = self._storage.next_number()
        beside = Beside(self._storage, number)
        built = Beside(self._storage, like) if like is not None else beside
        ready = prepared or Snapshot(knowledge, number, built.part).prepared(before)
        after = self._understood(ready.numbered(number, beside.part))
        self._storage.write(tables_of(knowledge, parent, undone))
        if like is not None:
            beside.share(built)
        self._shelve(number)
        self._snapshot = after
        return difference(before, after)

    def _shelve(self, number: int) -> None:
        """Put a generation of the folder on the shelf: here first, since what is on the shelf is in service.

        Raises:
            StorageError: the shelf cannot be reached; the generation is dropped again.
            ChangedMeanwhileError: another process was faster; the generation is dropped again.
        """
        if self._shelf is not None and not self._put(number):
            raise ChangedMeanwhileError

    def _put(self, number: int) -> bool:
        """Put a generation of the folder on the shelf, or drop it where that cannot be done."""
        is_there = False
        try:
            is_there = self._shelf is None or self._shelf.put(number, self._storage.content(number))
        finally:
            if not is_there:
                self._storage.drop({number})
        return is_there

    def _understood(self, snapshot: Snapshot) -> Snapshot:
        """Return a snapshot that is found by meaning too, where that takes no time worth mentioning."""
        if self._vectors is None or self._vectors.missing(snapshot.index.meant) > _ENCODED_AT_ONCE:
            return snapshot
        try:
            return snapshot.understood(self._vectors)
        except EncodingError:
            return snapshot

    def _kept(self) -> Snapshot | None:
        newest = self._newest()
        if newest is None:
            return None
        number, knowledge = newest
        return Snapshot(knowledge, number, Beside(self._storage, number).part).prepared()

    def _newest(self) -> tuple[int, Knowledge] | None:
        """Return the newest generation in the folder that this version can use, with its number."""
        for number in reversed(self._storage.numbers()):
            knowledge = knowledge_in(self._storage.read_generation(number))
            if knowledge is not None:
                return number, knowledge
        return None

    def _first(self) -> Snapshot:
        number = self._storage.next_number()
        first = Snapshot(
            read(self.content, shared=self._shared, parsed=self._parsed), number, Beside(self._storage, number).part
        ).prepared()
        self._storage.write(tables_of(first.knowledge, None))
        return first


def keep(folder: Path) -> None:
    """Keep what is built from the newest generation in a folder, so that no start and no question has to build it.

    Blocks for some seconds, and longer for large knowledge. The folder may be in service meanwhile; the first question
    about a meeting then finds its index kept.

    Raises:
        StorageError: it could not be kept: the next start is slower, and that is all.
    """
    storage = GenerationStorage(folder, read_only=True)  # what is unfinished there may be somebody's at work
    for number in reversed(storage.numbers()):
        beside = Beside(storage, number)
        if beside.is_whole:
            return
        knowledge = knowledge_in(storage.read_generation(number))
        if knowledge is not None:
            beside.keep(Snapshot(knowledge, number, beside.part).parts())
            return


def served_from(content: Path, *, shared: Path | None = None, to_look_at: bool = False) -> Snapshot:
    """Return a snapshot of the sources alone; nothing is written.

    Args:
        content: a folder of seminar folders, or one seminar folder.
        shared: the shared knowledge for a content folder that brings none of its own.
        to_look_at: as for ``read``.

    Raises:
        KnowledgeError: the sources need mending.
    """
    return Snapshot(read(content, shared=shared, to_look_at=to_look_at), 0).prepared()


def _with_meanings(index: Index, vectors: KeptVectors | None) -> Index:
    if vectors is None or not index.meant:
        return index
    return index.with_meanings(vectors.encoder, vectors.of(index.meant))


def difference(before: Snapshot, after: Snapshot) -> Difference:
    """Return what is another in the second than in the first."""
    old, new = _by_id(before.knowledge), _by_id(after.knowledge)
    return Difference(
        added=_ids(key for key in new if key not in old),
        changed=_ids(key for key in new if key in old and old[key] != new[key]),
        removed=_ids(key for key in old if key not in new),
        generation=after.generation,
        entries=len(after.entries),
    )


def _ids(keys: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    return tuple(id_ for _, id_ in keys)


def _by_id(knowledge: Knowledge) -> dict[tuple[str, str], Any]:
    """Return what can differ, by its sort (a seminar may be called as an entry is) and its id."""
    sorts = ("seminars", "entries", "recommendations", "cards", "documents", "roster")
    found = {(sort, each.id): each for sort in sorts for each in getattr(knowledge, sort)}
    # What has no id is compared as a whole, so that no change goes unsaid.
    wholes = {"aliases": knowledge.aliases, "checks": knowledge.checks, "safety": knowledge.safety_texts}
    found |= {("contributed", each.id): each for each in knowledge.contributed}
    return found | {("", name): each for name, each in wholes.items()}
