"""What waits for an organiser's decision: questions that nobody dealt with, and messages that did not go out."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.outbox import Row, RowState
from bot.picture import Picture
from bot.ports import FollowUpLedger, Ledger, PassedOn

#: Messages are looked through up to this many; where that is reached, there may be more.
MOST_ROWS = 400
#: In which a message waits for a decision.
STATES = (RowState.PARKED, RowState.UNDELIVERABLE)


@dataclass(frozen=True, slots=True)
class Messages:
    """Messages that did not go out."""

    rows: Sequence[Row]
    #: How many more could not be delivered to an example: behind those there is nobody, so nothing is to decide.
    examples: int


async def undecided_messages(ledger: FollowUpLedger, picture: Picture) -> Messages:
    """Return the messages that did not go out and wait for a decision.

    Raises:
        LedgerError: nobody knows.
    """
    found = await ledger.rows(states=STATES, limit=MOST_ROWS)
    rows = [each for each in found if not _is_for_nobody(each, picture)]
    return Messages(rows, len(found) - len(rows))


async def undecided_questions(ledger: Ledger) -> list[PassedOn]:
    """Return the questions that people sent to the organisers and that nobody dealt with, oldest first.

    Raises:
        LedgerError: nobody knows.
    """
    return [each for each in await ledger.passed_on() if each.answered_at is None]


def _is_for_nobody(row: Row, picture: Picture) -> bool:
    person = picture.people.get(row.recipient)
    return row.state is RowState.UNDELIVERABLE and person is not None and person.participant.example
