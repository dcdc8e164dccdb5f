"""Errors the bot can explain.

Each has two readers. ``str(error)`` is for the log: precise, with ids, never what was asked. ``error.tell`` names the
message in ``locales/`` that tells the person what happened, whether anything was lost, and what to do now.
"""


class BotError(Exception):
    """Base of everything we raise on purpose."""

    #: Id of a message in ``locales/``.
    tell = "error-unexpected"


class LedgerError(BotError):
    """The database of what happened did not answer."""

    tell = "error-ledger"
