"""A message of the outbox with all that it speaks of, and its sentences in Markdown. Pure; a door renders it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.markdown import PLAIN, literal, rendered
from bot.outbox import ORGANISERS, Item, Row, Stage
from bot.ports import Person
from bot.progress import Assignment, Event, EventKind
from bot.wording import Wording
from knowledge.model import Recommendation, in_language

#: What people do; the rest of a history is the bot's own.
DONE_BY_PEOPLE = frozenset(
    {
        EventKind.REPORTED,
        EventKind.VALIDATED,
        EventKind.RETURNED,
        EventKind.DUE_REVISED,
        EventKind.SNOOZED,
        EventKind.NOT_MINE,
        EventKind.HANDED_OVER,
        EventKind.PAUSED,
        EventKind.QUIET_ASKED,
        EventKind.QUIET_KEPT,
        EventKind.RESUMED,
    }
)
#: Where somebody's words are what the message is about.
_WITH_WORDS = frozenset({Stage.VALIDATION, Stage.RETURNED, Stage.NOT_MINE, Stage.BRIEFING})
_MAX_EXCERPT = 240
_MAX_NAME = 80
_MAX_NOTE = 400
#: In the line of what is not shown in full; the line has to fit into a notification.
_MOST_REFERENCES = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One item, and how its assignment stands now."""

    item: Item
    assignment: Assignment
    #: None: it left the knowledge.
    recommendation: Recommendation | None
    #: The owner as the organisers call them; "" where nobody of that id is left.
    owner: str = ""
    #: What a person did last, and their name where they are in the roster; None: nobody has done anything yet.
    last: Event | None = None
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One message to one recipient, as it is to be read on a day of theirs."""

    row: Row
    #: In the row's order; items whose assignment is gone are left out.
    told: tuple[Told, ...]
    language: str
    today: date

    @property
    def to_organisers(self) -> bool:
        return self.row.recipient.startswith(ORGANISERS)


def telling(
    row: Row,
    assignments: Mapping[str, Assignment],
    *,
    people: Mapping[str, Person],
    recommendations: Mapping[str, Recommendation],
    histories: Mapping[str, Sequence[Event]],
    language: str,
    today: date,
) -> Telling:
    """Return a row with what it speaks of.

    Args:
        row: with the items that are to be said.
        assignments: of its items, by id, as they are now.
        people: the roster, by id.
        recommendations: of the knowledge in service, by id.
        histories: of the assignments, oldest first, by id; a missing one has no history.
        language: the recipient's.
        today: the recipient's local day.
    """
    told = tuple(
        _told(item, assignments[item.assignment], people, recommendations, histories.get(item.assignment, ()))
        for item in row.items
        if item.assignment in assignments
    )
    return Telling(row=row, told=told, language=language, today=today)


def _told(
    item: Item,
    assignment: Assignment,
    people: Mapping[str, Person],
    recommendations: Mapping[str, Recommendation],
    history: Sequence[Event],
) -> Told:
    last = next((each for each in reversed(history) if each.kind in DONE_BY_PEOPLE), None)
    owner, actor = people.get(assignment.owner), people.get(last.who) if last else None
    return Told(
        item=item,
        assignment=assignment,
        recommendation=recommendations.get(assignment.recommendation),
        owner=owner.participant.name if owner else "",
        last=last,
        by=actor.participant.name if actor else "",
    )


# Sentences


@dataclass(frozen=True, slots=True)
class Sentences:
    """Says what a message of the outbox says, in one language."""

    wording: Wording
    language: str

    def say(self, name: str, /, **values: str | float | date) -> str:
        """Return a sentence as Markdown; texts among its values are shown as they stand."""
        shown = {key: literal(each) if isinstance(each, str) else each for key, each in values.items()}
        return self.wording.say(self.language, name, **shown)

    def opening(self, telling: Telling) -> list[str]:
        """Return what a message begins with: what it is, and why it comes on this day."""
        name = "message-decision" if telling.to_organisers else f"message-{telling.row.kind}"
        lines = [self.say(name, count=len(telling.told))]
        return lines + ([self.say(telling.row.why)] if self.wording.knows(telling.row.why) else [])

    def rest(self, telling: Telling, left: Sequence[Told]) -> str:
        """Return what is not shown in full, by its references, and where it is."""
        references = dict.fromkeys(each.recommendation.reference for each in left if each.recommendation)
        named = ", ".join([*references][:_MOST_REFERENCES]) + ("…" if len(references) > _MOST_REFERENCES else "")
        name = "message-rest-organisers" if telling.to_organisers else "message-rest"
        return self.say(name, count=len(left), references=named)

    def heading(self, recommendation: Recommendation | None) -> str:
        """Return a recommendation's reference and title."""
        if recommendation is None:
            return f"**{self.say('recommendation-gone')}**"
        return f"**{recommendation.reference}** {literal(in_language(recommendation.title, self.language))}"

    def excerpt(self, recommendation: Recommendation | None) -> str:
        """Return the beginning of a recommendation's text, "" where it is gone."""
        if recommendation is None:
            return ""
        return literal(shortened(rendered(in_language(recommendation.text, self.language), PLAIN), _MAX_EXCERPT))

    def facts(self, told: Told, today: date) -> list[str]:
        """Return why an item is said, and what somebody wrote about it where that is the reason."""
        item, assignment = told.item, told.assignment
        name = f"said-{item.stage}"
        if item.stage in {Stage.REMINDER, Stage.SNOOZED} and item.recipient != assignment.owner:
            name = "said-stand_in"
        days = (item.due - today).days
        said = self.say(
            name,
            owner=shortened(told.owner, _MAX_NAME) or self.say("somebody-gone"),
            id=assignment.owner,
            due=item.due,
            days=abs(days),
            when="today" if days == 0 else "ahead" if days > 0 else "past",
            status=self.status(assignment),
        )
        return [said, *(self.written(told.last) if item.stage in _WITH_WORDS else [])]

    def written(self, event: Event | None) -> list[str]:
        """Return what a person wrote, and the evidence that they gave."""
        if event is None:
            return []
        note = [f"“{literal(shortened(event.note, _MAX_NOTE))}”"] if event.note else []
        return note + ([self.linked(event.evidence)] if event.evidence else [])

    def linked(self, evidence: str) -> str:
        """Return a link to a report's evidence; a door shows as text what is no web address."""
        # In angle brackets an address may hold anything but these.
        address = evidence.translate({ord("<"): "%3C", ord(">"): "%3E", ord("\\"): "%5C", ord("\n"): ""})
        return f"[{self.say('evidence')}](<{address}>)"

    def status(self, assignment: Assignment) -> str:
        """Return what was reported, and what the validator made of it."""
        return self.wording.say(
            self.language,
            "status-said",
            status=self.wording.say(self.language, f"status-{assignment.reported}"),
            state="waiting" if assignment.waits_for_validator else assignment.validation.value,
        )

    def done(self, event: Event, by: str) -> str:
        """Return one thing that somebody did."""
        values: dict[str, Any] = {"by": shortened(by, _MAX_NAME) or self.actor(event), "day": event.at.date()}
        name = f"done-{event.kind}"
        match event.kind:
            case EventKind.REPORTED:
                values["status"] = self.say(f"status-{event.after}")
            case EventKind.SNOOZED | EventKind.DUE_REVISED if event.after:
                values["until"] = date.fromisoformat(event.after)
            case EventKind.CLOSED:
                values["closing"] = self.say(f"closing-{event.after}")
        return self.say(name, **values)

    def actor(self, event: Event) -> str:
        """Return who did something, where that is nobody of the roster."""
        if not event.who:
            return self.say("somebody-gone")
        # Ids of the roster are in small letters, Slack's in capitals.
        return self.say("an-organiser" if event.who.isupper() else "somebody-gone")


def shortened(text: str, limit: int) -> str:
    """Return a text on one line, within a limit; the mark at the end says that there was more."""
    text = " ".join(text.split())
    return text if len(text) <= limit else f"{text[: limit - 1].rstrip()}…"
