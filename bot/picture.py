"""The knowledge in service and the roster at one moment: who and what is meant by the ids of an assignment. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from bot.parts import Part, Sight, Somebody, is_away, parts, sight
from bot.ports import Person
from bot.progress import Assignment
from bot.reminding import Planner
from knowledge.base import Snapshot
from knowledge.model import Policy, Recommendation


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """One moment's knowledge and roster; everything that one answer needs comes from one picture."""

    snapshot: Snapshot
    #: Over this roster, and the policies of this snapshot that are in force.
    planner: Planner

    @property
    def people(self) -> Mapping[str, Person]:
        """The roster, by id."""
        return self.planner.people

    @property
    def countries(self) -> frozenset[str]:
        """The ISO codes of the countries that somebody of the roster is from."""
        return frozenset(each.participant.country for each in self.people.values() if each.participant.country)

    def name(self, participant: str) -> str:
        """Return somebody as the organisers call them; "" where they are not in the roster."""
        person = self.people.get(participant)
        return person.participant.name if person else ""

    def country(self, participant: str) -> str | None:
        """Return the ISO code of somebody's country; None: they have none, or are not in the roster."""
        person = self.people.get(participant)
        return person.participant.country if person else None

    def somebody(self, user: str, *, is_organiser: bool) -> Somebody:
        """Return a Slack user as a participant, an organiser, both, or neither."""
        person = next((each for each in self.people.values() if each.user == user), None)
        return Somebody(user=user, person=person, is_organiser=is_organiser)

    def recommendation(self, assignment: Assignment) -> Recommendation | None:
        """Return what an assignment is about; None: it has left the knowledge."""
        return self.snapshot.recommendations.get(assignment.recommendation)

    def reference(self, assignment: Assignment) -> str:
        """Return what people call it; its id where it has left the knowledge."""
        found = self.recommendation(assignment)
        return found.reference if found else assignment.recommendation

    def policy(self, recommendation: str) -> Policy | None:
        """Return how a recommendation is followed up; None: it is not."""
        return self.planner.policies.get(recommendation)

    def parts(self, somebody: Somebody, assignment: Assignment) -> frozenset[Part]:
        return parts(somebody, assignment, self.planner)

    def sight(self, somebody: Somebody, assignment: Assignment, *, in_channel: bool) -> Sight:
        return sight(somebody, assignment, self.planner, in_channel=in_channel)

    def today(self, participant: str, now: datetime) -> date:
        """Return somebody's local day; for nobody of the roster, the organisers'."""
        return self.planner.calendar(participant).day_at(now)

    def is_away(self, participant: str, now: datetime) -> bool:
        return is_away(self.people.get(participant), self.today(participant, now))
