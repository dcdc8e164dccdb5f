"""What the bot decides to say: plain data that every door renders."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from hashlib import sha256

from knowledge.model import Audience, Danger, Source


class ReplyKind(StrEnum):
    """What a reply is; the names are part of what outsiders rely on."""

    ANSWER = "answer"
    NOT_STATED = "not_stated"
    PASSAGE = "passage"
    CHOICES = "choices"
    UNKNOWN = "unknown"
    SMALL_TALK = "small_talk"
    SAFETY = "safety"
    COMMAND = "command"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Choice:
    """An entry offered instead of an answer, or beside it."""

    entry: str
    #: In the reply's language.
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Somebody else's words, shown as theirs."""

    #: Plain text, as it stands in the document; whoever shows it sees to it that no mark-up comes out of it.
    text: str
    #: The file that it stands in, and the line, from 1: for whoever keeps the documents.
    document: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """Something an organiser can decide below a reply."""

    #: One of the names that ``Administration.press`` knows.
    act: str
    label: str
    #: What it is about: an id.
    about: str
    #: Asked before it is done, where it cannot be undone; "": it is done at once.
    confirm: str = ""
    #: Whether it is about the affairs of whoever presses it, and so for anybody; else it is for organisers.
    is_own: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file that goes with a reply, to its asker alone wherever they asked."""

    #: With its ending, by which programs know what it is.
    name: str
    title: str
    #: Personal, as a rule: not in a log, nor in an error's text.
    data: bytes = field(repr=False)
    #: What a picture shows, in words; "" for what is none.
    alt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """One thing to say to one person."""

    kind: ReplyKind
    #: Markdown, complete but for quotation, sources and choices.
    text: str
    language: str
    #: The entry that the text comes from.
    entry: str | None = None
    #: Entries whose answers stand in the text besides.
    others: Sequence[str] = ()
    #: The seminar the reply speaks of; None for what belongs to none.
    seminar: str | None = None
    #: Probability that the text answers the question, from 0 to 1.
    confidence: float = 0.0
    #: Below the text.
    quotation: Quotation | None = None
    sources: Sequence[Source] = ()
    choices: Sequence[Choice] = ()
    buttons: Sequence[Button] = ()
    attachments: Sequence[Attachment] = ()
    #: What the reader should know about the answer: another language, an expired date.
    notes: Sequence[str] = ()
    #: What the safety gate saw, where this carries the contact cards.
    danger: Danger | None = None
    #: Whether it is about the asker's own affairs.
    is_personal: bool = False
    #: Who may read it: of all that it shows, what is for fewest.
    audience: Audience = Audience.EVERYONE

    @property
    def abstained(self) -> bool:
        """Whether nothing is asserted about the seminar."""
        return self.kind in {ReplyKind.CHOICES, ReplyKind.UNKNOWN, ReplyKind.SAFETY, ReplyKind.ERROR}

    @property
    def private(self) -> bool:
        """Whether it concerns the asker alone, wherever it was asked."""
        return self.is_personal or self.kind is ReplyKind.SAFETY or self.audience is not Audience.EVERYONE

    @property
    def help(self) -> bool:
        """Whether it carries the contact cards."""
        return self.kind is ReplyKind.SAFETY


@dataclass(frozen=True, slots=True, kw_only=True)
class Asker:
    """Who asks."""

    #: Slack user id, or a door's own name for its only user.
    id: str
    #: As they call themselves where they write; "" where that is not known.
    name: str = ""
    #: Two letters, the language they chose or else that of their Slack locale; used where the question's language
    #: cannot be told.
    language: str | None = None
    #: Whether they chose it for good: then they are answered in it whatever language they ask in.
    has_chosen: bool = False
    #: When they were last told what is kept of them; None: never.
    told_at: datetime | None = None
    #: Whether the two above are known; else the ledger is slow or away, and nobody waits for it again.
    is_remembered: bool = True
    #: ISO country, where it is known; chooses the contact cards.
    country: str | None = None

    @property
    def shown(self) -> str:
        """What others know them by."""
        return self.name or self.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """Where it is asked."""

    #: Slack ids; a door without channels uses its own name.
    channel: str
    #: The first message's ts; None outside a thread.
    thread: str | None = None
    #: The seminar in focus, where there is one.
    seminar: str | None = None
    #: Whose own exchange it is, where others' in the same place are not to be mixed with it: a command's. None: all
    #: who write there are in one conversation.
    person: str | None = None

    @property
    def key(self) -> str:
        """Return what the ledger calls it: opaque, the same for the same place; it begins with ``whose`` it is."""
        place = "\0".join((self.channel, self.thread or "", self.person or ""))
        return whose(self.person or self.channel) + _digest(place)


def whose(name: str) -> str:
    """Return how the conversations of a person or a channel are called, so that one's can be found and erased."""
    return _digest(name)


def _digest(text: str) -> str:
    return sha256(text.encode(errors="surrogatepass")).hexdigest()[:16]
