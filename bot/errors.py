"""Errors the bot can explain.

Each has two readers. ``str(error)`` is for the log: precise, with ids, never what was asked. ``error.tell`` names the
message in ``locales/`` that tells the person what happened, whether anything was lost, and what to do now.
"""

from datetime import timedelta


class BotError(Exception):
    """Base of everything we raise on purpose."""

    #: Id of a message in ``locales/``.
    tell = "error-unexpected"


class LedgerError(BotError):
    """The database of what happened did not answer."""

    tell = "error-ledger"


class DeliveryError(BotError):
    """A message did not go out as it should have."""


class RefusedError(DeliveryError):
    """It did not arrive, and trying again cannot help; ``str(error)`` is Slack's word for why."""


class LimitedError(DeliveryError):
    """It did not arrive: too many messages."""

    def __init__(self, wait: timedelta) -> None:
        super().__init__(f"rate limited for {wait.total_seconds():.0f} s")
        #: How long Slack wants to be left alone.
        self.wait = wait


class NotSentError(DeliveryError):
    """It did not arrive; trying again may help."""


class InDoubtError(DeliveryError):
    """Nobody can tell yet whether it arrived."""


class UnreadableError(DeliveryError):
    """A conversation's history cannot be read, so nobody can tell what arrived in it."""
