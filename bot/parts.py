"""Who has which part in an assignment, what it lets them do, and what they see. Pure."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.ports import Person
from bot.progress import Assignment
from knowledge.model import Addressees, Policy, Visibility


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
    Part.OWNER: _OWNERS | {Act.NOT_MINE},
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


def chosen(addressees: Addressees | None, owner: Person, people: Mapping[str, Person]) -> Person | None:
    """Return the one whom a policy means for an owner: of several one of the owner's country first, then by id.

    Never the owner themselves.
    """
    if addressees is None:
        return None
    meant = [each for each in people.values() if each.id != owner.id and addressees.include(each.participant)]
    country = owner.participant.country
    return min(meant, key=lambda each: (country is None or each.participant.country != country, each.id), default=None)


def parts(
    somebody: Somebody, assignment: Assignment, policy: Policy | None, people: Mapping[str, Person]
) -> frozenset[Part]:
    """Return what somebody is to an assignment; nothing for a stranger."""
    found = {Part.ORGANISER} if somebody.is_organiser else set()
    person, owner = somebody.person, people.get(assignment.owner)
    if person is None:
        return frozenset(found)
    if person.id == assignment.owner:
        found.add(Part.OWNER)
    if owner is not None:
        found |= _beside(person, owner, policy, people)
    return frozenset(found)


def _beside(person: Person, owner: Person, policy: Policy | None, people: Mapping[str, Person]) -> set[Part]:
    beside = {
        Part.DEPUTY: owner.participant.deputy,
        Part.VALIDATOR: _id_of(chosen(policy.validator, owner, people)) if policy else None,
        Part.CONTACT: _id_of(chosen(policy.escalation, owner, people)) if policy else None,
    }
    return {part for part, id_ in beside.items() if id_ == person.id and person.id != owner.id}


def _id_of(person: Person | None) -> str | None:
    return person.id if person else None


def may(act: Act, parts: Collection[Part], *, owner_is_away: bool) -> bool:
    """Tell whether somebody with these parts may do something. Nobody confirms what is their own."""
    if act in {Act.CONFIRM, Act.RETURN} and Part.OWNER in parts:
        return False
    stands_in = Part.DEPUTY in parts and owner_is_away and act in _OWNERS
    return stands_in or any(act in _ALLOWED[each] for each in parts)


def is_away(person: Person | None, today: date) -> bool:
    """Tell whether somebody is absent on a day."""
    return person is not None and person.away is not None and person.away[0] <= today <= person.away[1]


def sight(
    somebody: Somebody, assignment: Assignment, policy: Policy | None, people: Mapping[str, Person], *, in_channel: bool
) -> Sight:
    """Return how much of an assignment somebody sees; in a channel everybody sees totals alone, as others read too."""
    if in_channel:
        return Sight.TOTAL
    if parts(somebody, assignment, policy, people):
        return Sight.FULL
    shared = policy is not None and policy.visibility is Visibility.PARTICIPANTS
    return Sight.STATUS if shared and somebody.person is not None else Sight.TOTAL
