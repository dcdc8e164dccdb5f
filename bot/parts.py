"""Who has which part in an assignment, what it lets them do, and what they see. Pure."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.ports import Person
from bot.progress import Assignment
from bot.reminding import Planner
from knowledge.model import Visibility


class Part(StrEnum):
    """What somebody is to an assignment."""

    OWNER = "owner"
    DEPUTY = "deputy"
    VALIDATOR = "validator"
    #: Told after silence.
    CONTACT = "contact"
    ORGANISER = "organiser"


class Act(StrEnum):
    """What can be done to an assignment."""

    REPORT = "report"
    NOTE = "note"
    SNOOZE = "snooze"
    REVISE = "revise"
    NOT_MINE = "not_mine"
    CONFIRM = "confirm"
    RETURN = "return"
    HAND_OVER = "hand_over"
    PAUSE = "pause"
    RESUME = "resume"
    #: Ask for no more reminders of anything; grant that, or go on all the same.
    QUIET = "quiet"
    GRANT = "grant"
    KEEP = "keep"


class Sight(StrEnum):
    """How much of an assignment somebody sees."""

    #: That it counts among the totals.
    TOTAL = "total"
    #: Its status and due date.
    STATUS = "status"
    #: Its history too, with notes and evidence.
    FULL = "full"


#: Whoever reports for an absent owner also says when to ask again.
_OWNERS = frozenset({Act.REPORT, Act.NOTE, Act.SNOOZE, Act.REVISE})
_ALLOWED: Mapping[Part, frozenset[Act]] = {
    Part.OWNER: _OWNERS | {Act.NOT_MINE, Act.QUIET},
    Part.DEPUTY: frozenset({Act.REPORT, Act.NOTE}),
    Part.VALIDATOR: frozenset({Act.CONFIRM, Act.RETURN}),
    Part.CONTACT: frozenset(),
    Part.ORGANISER: frozenset(Act),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Somebody:
    """Who looks or acts: a participant, an organiser, both, or neither."""

    #: Slack user id.
    user: str
    #: None: not in the roster.
    person: Person | None = None
    is_organiser: bool = False

    @property
    def who(self) -> str:
        """As history has it: a participant's id, else the Slack user's."""
        return self.person.id if self.person else self.user


def parts(somebody: Somebody, assignment: Assignment, planner: Planner) -> frozenset[Part]:
    """Return what somebody is to an assignment, chosen as for those who are written to; a stranger is nothing."""
    person = somebody.person
    found = {Part.ORGANISER} if somebody.is_organiser else set()
    if person is None or assignment.owner not in planner.people:
        return frozenset(found)
    chosen = {
        Part.OWNER: planner.people.get(assignment.owner),
        Part.DEPUTY: planner.deputy(assignment),
        Part.VALIDATOR: planner.validator(assignment),
        Part.CONTACT: planner.contact(assignment),
    }
    return frozenset(found | {part for part, each in chosen.items() if each is not None and each.id == person.id})


def may(act: Act, parts: Collection[Part], *, owner_is_away: bool) -> bool:
    """Tell whether somebody with these parts may do something. Nobody confirms what is their own."""
    if act in {Act.CONFIRM, Act.RETURN} and Part.OWNER in parts:
        return False
    stands_in = Part.DEPUTY in parts and owner_is_away and act in _OWNERS
    return stands_in or any(act in _ALLOWED[each] for each in parts)


def is_away(person: Person | None, today: date) -> bool:
    """Tell whether somebody is absent on a day."""
    return person is not None and person.away is not None and person.away[0] <= today <= person.away[1]


def sight(somebody: Somebody, assignment: Assignment, planner: Planner, *, in_channel: bool) -> Sight:
    """Return how much of an assignment somebody sees; in a channel everybody sees totals alone, as others read too."""
    if in_channel:
        return Sight.TOTAL
    if parts(somebody, assignment, planner):
        return Sight.FULL
    policy = planner.policies.get(assignment.recommendation)
    shared = policy is not None and policy.visibility is Visibility.PARTICIPANTS
    return Sight.STATUS if shared and somebody.person is not None else Sight.TOTAL
