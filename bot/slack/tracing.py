"""One request of Slack's from its arrival to its end: the id in every line about it, and how long it has taken.

Both are in the context, so that they go along into the tasks and threads that the request begins.
"""

import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from structlog.contextvars import bound_contextvars

_arrived: ContextVar[float | None] = ContextVar("arrived", default=None)


@contextmanager
def traced() -> Iterator[None]:
    """Give all that is logged meanwhile, and in what begins meanwhile, one ``request``.

    It is made up: Slack's own id of an event is in the ledger beside its author's for a while, and a line about a call
    for help must not lead there.
    """
    mark = _arrived.set(time.monotonic())
    try:
        with bound_contextvars(request=secrets.token_hex(4)):
            yield
    finally:
        _arrived.reset(mark)


def since_arrival() -> float:
    """Return the seconds since the request came in that this is about; 0.0 where it is about none."""
    arrived = _arrived.get()
    return 0.0 if arrived is None else time.monotonic() - arrived
