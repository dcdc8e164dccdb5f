"""The record of processing: what is kept of people, where, for how long, who sees it, in one page of Markdown. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.privacy import described
from bot.retention import KINDS, Kind, Retention
from bot.wording import Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Installation:
    """What differs between installations, as far as the record says it. No secrets, and nobody's id."""

    kept: Retention
    #: Whom to ask, in the record's language.
    contact: str
    #: The host that Slack's calls go to.
    slack: str
    #: The ledger's file, or its server without user and password.
    ledger: str
    is_server: bool
    organisers: int


def record(installation: Installation, wording: Wording, language: str) -> str:
    """Return the record; it ends with a line break."""
    return "\n\n".join(_sections(installation, wording, language)) + "\n"


def _sections(installation: Installation, wording: Wording, language: str) -> Iterator[str]:
    place = "record-ledger-server" if installation.is_server else "record-ledger-sqlite"
    yield wording.say(
        language,
        "record",
        example="yes" if installation.kept == Retention() else "no",
        contact=installation.contact,
        slack=installation.slack,
        ledger=wording.say(language, place, place=installation.ledger),
        organisers=wording.say(language, "record-organisers", count=installation.organisers),
    )
    yield wording.say(language, "record-kept-title")
    head = wording.say(language, "record-head")
    rows = (_row(each, installation.kept, wording, language) for each in KINDS)
    yield "\n".join([head, "| " + " | ".join(["---"] * (head.count("|") - 1)) + " |", *rows])
    yield wording.say(language, "record-elsewhere")
    yield wording.say(language, "record-rights")


def _row(kind: Kind, kept: Retention, wording: Wording, language: str) -> str:
    said = described(kind, kept, wording, language)
    tables = ", ".join(f"`{each}`" for each in kind.tables)
    return f"| {said['what']} | {tables} | {said['time']} | {_settings(kind)} | {said['who']} |"


def _settings(kind: Kind) -> str:
    """Name the settings that decide how long a kind is kept."""
    return ", ".join(f"`SUIVI_KEEP_{each.upper()}_DAYS`" for each in kind.times if isinstance(each, str))
