"""A simulation in words, for whoever shows it: what each message is about, and why it comes. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from bot.outbox import ORGANISERS, Item
from bot.rehearsing import Rehearsed, Simulation
from bot.wording import Wording
from knowledge.model import in_language


@dataclass(frozen=True, slots=True)
class Foretelling:
    """Plain sentences: a place that reads mark-up has to see to it that names stay text."""

    simulation: Simulation
    wording: Wording
    language: str

    def name(self, message: Rehearsed) -> str:
        """Return whom a message goes to; somebody who has left by their id."""
        to = message.row.recipient
        return self.say("the-organisers") if to.startswith(ORGANISERS) else self.simulation.name(to) or to

    def spoken_of(self, message: Rehearsed) -> Iterator[tuple[str, str]]:
        """Yield what a message is about and why, in one for the owners of whom the same is said."""

        def alike(item: Item) -> tuple[str, str, int, str]:
            recommendation = message.assignments[item.assignment].recommendation
            return recommendation, item.stage, item.offset, item.due.isoformat()

        moved = self._moved(message)
        for (recommendation, *_), items in groupby(sorted(message.row.items, key=alike), alike):
            some = list(items)
            owners = [message.assignments[each.assignment].owner for each in some]
            yield self._about(recommendation, owners, message.row.recipient), f"{self._why(some[0])}{moved}"

    def legend(self) -> Iterator[str]:
        """Yield what the references are the references of."""
        about = {each.recommendation for message in self.simulation.messages for each in message.assignments.values()}
        named = [found for each in about if (found := self.simulation.recommendations.get(each))]
        for each in sorted(named, key=lambda each: each.reference):
            yield f"{each.reference}: {in_language(each.title, self.language)}"

    def total(self) -> str:
        """Return how many messages there are, and for how many."""
        messages = self.simulation.messages
        people = len({each.row.recipient for each in messages})
        return self.say("rehearsed-total", count=len(messages), people=people)

    def examples(self) -> str:
        """Return what became of policies and people that are illustrations; "" where there is nothing to say."""
        if self.simulation.is_example:
            return self.say("rehearsed-example")
        return self.say("rehearsed-live") if self.simulation.live else ""

    def say(self, message: str, /, **values: Any) -> str:
        """Return the message of that name."""
        return self.wording.say(self.language, message, **values)

    def _about(self, recommendation: str, owners: list[str], recipient: str) -> str:
        found = self.simulation.recommendations.get(recommendation)
        about = found.reference if found else recommendation
        if owners == [recipient]:
            return about
        if len(owners) > 1:
            return self.say("rehearsed-owners", about=about, count=len(owners))
        return self.say("rehearsed-owner", about=about, owner=self.simulation.name(owners[0]) or owners[0])

    def _why(self, item: Item) -> str:
        when = "on" if item.offset == 0 else "ahead" if item.offset < 0 else "past"
        return self.say(f"rehearsed-{item.stage}", when=when, days=abs(item.offset), due=item.due)

    def _moved(self, message: Rehearsed) -> str:
        """Return what moved it to another day or hour; "" where nothing did."""
        name = f"rehearsed-{message.row.why}"
        return f" {self.say(name)}" if self.wording.knows(name) else ""
