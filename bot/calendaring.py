"""Due dates -> an iCalendar file (RFC 5545): for each an event, and a task. Pure.

Single instances: a later due date is another event, once it is in force; a calendar that has an older file knows by
the ids what is the same, and by the sequence which is newer.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from bot.progress import Reported
from bot.records import AssignmentRecord
from bot.wording import Wording

if TYPE_CHECKING:
    from icalendar import Event, Todo

PRODUCT = "-//Suivi//Follow-up//EN"


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarFile:
    """How due dates are written down."""

    #: When the file was made.
    now: datetime
    wording: Wording
    language: str
    #: By assignment; a later version goes before an earlier one.
    versions: Mapping[str, int]
    #: Whether to say whose each date is; a person's own file need not.
    with_owner: bool

    def of(self, records: Sequence[AssignmentRecord]) -> bytes:
        """Return the due dates by day; what has none and what is closed is left out."""
        from icalendar import Calendar  # noqa: PLC0415 - a quarter of a second that only this pays

        calendar = Calendar()
        calendar.add("prodid", PRODUCT)
        calendar.add("version", "2.0")
        calendar.add("calscale", "GREGORIAN")
        calendar.add("method", "PUBLISH")
        calendar.add("x-wr-calname", self.wording.say(self.language, "ics-name"))
        dated = [(each.due, each) for each in records if each.due is not None and each.closed is None]
        for due, each in sorted(dated, key=lambda pair: (pair[0], pair[1].reference, pair[1].assignment)):
            for entry in (_event(due, each), _todo(due, each)):
                self._describe(entry, each)
                calendar.add_component(entry)
        return bytes(calendar.to_ical())

    def _describe(self, entry: "Event | Todo", record: AssignmentRecord) -> None:
        name = _clean(f"{record.reference} {record.title}".strip())
        entry.add("summary", f"{name} ({_clean(record.owner_name or record.owner)})" if self.with_owner else name)
        status = self.wording.say(self.language, f"status-{record.reported}")
        about = self.wording.say(self.language, "ics-about", status=status, reference=record.reference)
        entry.add("description", about)
        entry.add("dtstamp", self.now)
        entry.add("sequence", self.versions.get(record.assignment, 0))
        if record.themes:
            entry.add("categories", list(record.themes))


def _event(due: date, record: AssignmentRecord) -> "Event":
    from icalendar import Event  # noqa: PLC0415

    event = Event()
    event.add("uid", f"{record.assignment}-{due:%Y%m%d}-event@suivi")
    event.add("dtstart", due)
    event.add("dtend", due + timedelta(days=1))  # the first day that is not in it
    event.add("transp", "TRANSPARENT")  # nobody is busy the whole day because of it
    return event


def _todo(due: date, record: AssignmentRecord) -> "Todo":
    from icalendar import Todo  # noqa: PLC0415

    todo = Todo()
    todo.add("uid", f"{record.assignment}-{due:%Y%m%d}-todo@suivi")
    todo.add("due", due)
    todo.add("status", "NEEDS-ACTION" if record.reported is Reported.NOT_STARTED else "IN-PROCESS")
    return todo


def _clean(text: str) -> str:
    """Return a text on one line without what a line of the file cannot hold."""
    return "".join(each for each in " ".join(text.split()) if each.isprintable())
