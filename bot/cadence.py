"""Due dates and days to write to people: calendars, not clocks. Pure.

Combine first, convert last: a due date is a day, a working hour is shown by a clock on a wall, and only the send time is
an instant.
"""

from dataclasses import dataclass
from datetime import date, datetime

from knowledge.model import Participant, Period


def due_date(anchor: date, every: Period | None, number: int) -> date | None:
    """Return the due date of a number, 0 being the anchor itself; None where no such date follows.

    Counted from the anchor, so that it never drifts: a day that a month does not have becomes the month's last.
    """
    raise NotImplementedError


@dataclass(frozen=True, slots=True, kw_only=True)
class SendTime:
    """When a message goes out."""

    day: date
    #: In UTC.
    at: datetime
    #: What moved it from the day that was wanted, as a message's name: "why-weekend", "why-holiday", ...; "": nothing.
    why: str = ""


@dataclass(frozen=True, slots=True)
class Calendar:
    """When one person may be written to."""

    participant: Participant
    #: Where the participant names none: the seminar's.
    timezone: str

    def send_time(self, wanted: date, *, now: datetime) -> SendTime:
        """Return the first working time on or after a day of theirs, and not before ``now``."""
        raise NotImplementedError
