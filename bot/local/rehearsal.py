"""A simulation as a table for the terminal, or as JSON. Writes nothing."""

import shutil
from collections.abc import Iterator
from datetime import UTC
from io import StringIO
from itertools import groupby
from typing import Any

import orjson
from rich.console import Console
from rich.table import Table

from bot.outbox import ORGANISERS, Item
from bot.rehearsing import Rehearsed, Simulation
from bot.wording import Wording
from knowledge.model import in_language

#: In characters; what is not a terminal is taken to be as wide.
_WIDTH = 120


def as_table(simulation: Simulation, wording: Wording, language: str, *, width: int | None = None) -> str:
    """Return who would be sent what, when and why, and how much it is.

    Args:
        simulation: what would be sent.
        wording: the bot's sentences.
        language: of whoever reads the terminal.
        width: in characters; left out: the terminal's.
    """
    written = StringIO()
    console = Console(
        file=written,
        width=width or shutil.get_terminal_size((_WIDTH, 24)).columns,
        highlight=False,
        markup=False,
        emoji=False,
    )
    _Shown(simulation, wording, language).print_on(console)
    return "\n".join(each.rstrip() for each in written.getvalue().splitlines())


class _Shown:
    def __init__(self, simulation: Simulation, wording: Wording, language: str) -> None:
        self.simulation, self.wording, self.language = simulation, wording, language
        self.days = {"day": simulation.first, "until": simulation.last}

    def print_on(self, console: Console) -> None:
        messages = self.simulation.messages
        if messages:
            console.print(self._table())
            self._print_legend(console)
            people = len({each.row.recipient for each in messages})
            console.print(self._say("rehearsed-total", count=len(messages), people=people))
        else:
            console.print(self._say("rehearsed-none", **self.days))
        if self.simulation.is_example:
            console.print(self._say("rehearsed-example"))
        elif self.simulation.live:
            console.print(self._say("rehearsed-live"))

    def _table(self) -> Table:
        table = Table(title=self._say("rehearsed-title", **self.days), title_justify="left")
        table.add_column(self._say("rehearsed-local"), no_wrap=True)
        table.add_column(self._say("rehearsed-utc"), no_wrap=True)
        for column in ("rehearsed-to", "rehearsed-about", "rehearsed-why"):
            table.add_column(self._say(column))
        for message in self.simulation.messages:
            head = self._head(message)
            for about, why in self._spoken_of(message):
                table.add_row(*head, about, why)
                head = ("", "", "")
        return table

    def _head(self, message: Rehearsed) -> tuple[str, str, str]:
        local, to = self.simulation.local(message), message.row.recipient
        name = self._say("the-organisers") if to.startswith(ORGANISERS) else self.simulation.name(to) or to
        return f"{local:%Y-%m-%d %H:%M %Z}", f"{message.at:%Y-%m-%d %H:%M}", name

    def _spoken_of(self, message: Rehearsed) -> Iterator[tuple[str, str]]:
        """Yield what a message is about and why, in one for the owners of whom the same is said."""

        def alike(item: Item) -> tuple[str, str, int, str]:
            recommendation = message.assignments[item.assignment].recommendation
            return recommendation, item.stage, item.offset, item.due.isoformat()

        moved = self._moved(message)
        for (recommendation, *_), items in groupby(sorted(message.row.items, key=alike), alike):
            some = list(items)
            owners = [message.assignments[each.assignment].owner for each in some]
            yield self._about(recommendation, owners, message.row.recipient), f"{self._why(some[0])}{moved}"

    def _about(self, recommendation: str, owners: list[str], recipient: str) -> str:
        about = self._reference(recommendation)
        if owners == [recipient]:
            return about
        if len(owners) > 1:
            return self._say("rehearsed-owners", about=about, count=len(owners))
        return self._say("rehearsed-owner", about=about, owner=self.simulation.name(owners[0]) or owners[0])

    def _reference(self, recommendation: str) -> str:
        found = self.simulation.recommendations.get(recommendation)
        return found.reference if found else recommendation

    def _why(self, item: Item) -> str:
        when = "on" if item.offset == 0 else "ahead" if item.offset < 0 else "past"
        return self._say(f"rehearsed-{item.stage}", when=when, days=abs(item.offset), due=item.due)

    def _moved(self, message: Rehearsed) -> str:
        """Return what moved it to another day or hour; "" where nothing did."""
        name = f"rehearsed-{message.row.why}"
        return f" {self._say(name)}" if self.wording.knows(name) else ""

    def _print_legend(self, console: Console) -> None:
        """Say what the references are the references of."""
        about = {each.recommendation for message in self.simulation.messages for each in message.assignments.values()}
        named = [found for each in about if (found := self.simulation.recommendations.get(each))]
        for each in sorted(named, key=lambda each: each.reference):
            console.print(f"{each.reference}: {in_language(each.title, self.language)}")

    def _say(self, name: str, **values: Any) -> str:
        return self.wording.say(self.language, name, **values)


def as_json(simulation: Simulation) -> str:
    """Return a simulation as one JSON object, indented for people: ids beside names, instants with their offset."""
    fields = {
        "from": simulation.first,
        "to": simulation.last,
        "live": simulation.live,
        "example": simulation.is_example,
        "messages": [_fields(each, simulation) for each in simulation.messages],
    }
    return orjson.dumps(fields, option=orjson.OPT_INDENT_2).decode()


def _fields(message: Rehearsed, simulation: Simulation) -> dict[str, Any]:
    row = message.row
    return {
        "recipient": row.recipient,
        "name": simulation.name(row.recipient),
        "kind": row.kind,
        "local": simulation.local(message).isoformat(),
        "utc": message.at.astimezone(UTC).isoformat(),
        "moved_by": row.why or None,
        "items": [_item(each, message, simulation) for each in sorted(row.items, key=lambda each: each.key)],
    }


def _item(item: Item, message: Rehearsed, simulation: Simulation) -> dict[str, Any]:
    about = message.assignments[item.assignment]
    found = simulation.recommendations.get(about.recommendation)
    return {
        "recommendation": about.recommendation,
        "reference": found.reference if found else None,
        "owner": about.owner,
        "stage": item.stage,
        "offset": item.offset,
        "due": item.due,
        "example": about.example,
    }
