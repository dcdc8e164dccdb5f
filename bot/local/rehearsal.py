"""A simulation as a table for the terminal, or as JSON. Writes nothing."""

import shutil
from datetime import UTC
from io import StringIO
from typing import TYPE_CHECKING, Any

import orjson

from bot.foretelling import Foretelling
from bot.outbox import Item
from bot.rehearsing import Rehearsed, Simulation
from bot.wording import Wording

if TYPE_CHECKING:  # loads slowly, and is wanted for a table only
    from rich.console import Console
    from rich.table import Table

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
    from rich.console import Console  # noqa: PLC0415

    written = StringIO()
    console = Console(
        file=written,
        width=width or shutil.get_terminal_size((_WIDTH, 24)).columns,
        highlight=False,
        markup=False,
        emoji=False,
    )
    _print(Foretelling(simulation, wording, language), console)
    return "\n".join(each.rstrip() for each in written.getvalue().splitlines())


def _print(told: Foretelling, console: "Console") -> None:
    simulation = told.simulation
    days = {"day": simulation.first, "until": simulation.last}
    if simulation.messages:
        console.print(_table(told, told.say("rehearsed-title", **days)))
        for line in told.legend():
            console.print(line)
        console.print(told.total())
    else:
        console.print(told.say("rehearsed-none", **days))
    if note := told.examples():
        console.print(note)


def _table(told: Foretelling, title: str) -> "Table":
    from rich.table import Table  # noqa: PLC0415

    table = Table(title=title, title_justify="left")
    table.add_column(told.say("rehearsed-local"), no_wrap=True)
    table.add_column(told.say("rehearsed-utc"), no_wrap=True)
    for column in ("rehearsed-to", "rehearsed-about", "rehearsed-why"):
        table.add_column(told.say(column))
    for message in told.simulation.messages:
        local = told.simulation.local(message)
        head = (f"{local:%Y-%m-%d %H:%M %Z}", f"{message.at:%Y-%m-%d %H:%M}", told.name(message))
        for about, why in told.spoken_of(message):
            table.add_row(*head, about, why)
            head = ("", "", "")
    return table


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
