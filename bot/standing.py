"""How things stand for the messages of one batch: what is still to be said, to whom, and in which words."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.outbox import Item, Row, RowKind
from bot.picture import Picture
from bot.ports import Person, Planned
from bot.progress import Assignment, Event
from bot.telling import Telling, telling
from bot.wording import Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """The knowledge, the roster and the day, at one moment of the planning clock."""

    picture: Picture
    now: datetime
    wording: Wording
    #: What a message says -> the message, as its messenger takes it.
    drawn: Callable[[Telling, Wording], Mapping[str, Any]]
    #: Returns the hash of the knowledge that a process put into service last; None: nobody has said so.
    in_service: Callable[[], Awaitable[str | None]]
    #: The weekly digest of a moment, in a language; None: nobody plans one.
    summed_up: Callable[[Picture, datetime, str], Awaitable[Mapping[str, Any]]] | None = None

    #: What a row says of entries and cards that expire; None: nobody plans one.
    expired: Callable[[Row, Picture, datetime, str], Mapping[str, Any] | None] | None = None

    @property
    def people(self) -> Mapping[str, Person]:
        return self.picture.people

    def still_says(self, item: Item, assignment: Assignment) -> bool:
        return self.picture.planner.still_says(item, assignment, self.picture.today(assignment.owner, self.now))

    async def is_behind(self) -> bool:
        return await self.in_service() not in {None, self.picture.snapshot.knowledge.sources_hash}

    def message(
        self, row: Row, assignments: Mapping[str, Assignment], histories: Mapping[str, Sequence[Event]]
    ) -> Mapping[str, Any]:
        said = telling(
            row,
            assignments,
            people=self.people,
            recommendations=self.picture.snapshot.recommendations,
            histories=histories,
            language=self._language(row.recipient),
            today=self.picture.today(row.recipient, self.now),
        )
        return self.drawn(said, self.wording)

    async def digest(self, row: Row) -> Mapping[str, Any] | None:
        """Return a message that is about no assignment; None where nothing of it holds any more."""
        if row.kind is RowKind.EXPIRY:
            return self.expired(row, self.picture, self.now, self._language(row.recipient)) if self.expired else None
        if self.summed_up is None:
            raise ValueError("nobody draws a digest")
        return await self.summed_up(self.picture, self.now, self._language(row.recipient))

    def notice(self, item: Item) -> Planned:
        return self.picture.planner.message(item, self.now, kind=RowKind.DECISION)

    def _language(self, recipient: str) -> str:
        person = self.people.get(recipient)
        wanted = (person.language if person else None, *self.picture.snapshot.seminar.languages)
        return next((each for each in wanted if each in self.wording.languages), self.wording.languages[0])
