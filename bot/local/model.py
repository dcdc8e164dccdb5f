"""What the local workspace is made of: its people, its channels, their messages. Values only."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.local.limits import Payload, SlackError

TEAM_ID = "T0LOCAL"
APP_ID = "A0SUIVI"
BOT_USER_ID = "U0SUIVI"
BOT_ID = "B0SUIVI"
ORGANISERS_GROUP = "S0ORGANISERS"
TIME_ZONE = "Europe/Bucharest"
#: How a picture of the one kind that the bot draws begins.
PNG = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word that may follow a command."""

    word: str
    #: What may follow it in turn; "" where nothing need.
    hint: str = ""
    #: One line, per language in which the word is used.
    description: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A slash command that the bot has."""

    #: With its slash: "/seminar".
    name: str
    #: What may follow it besides its words: "question"; "" where nothing else does.
    hint: str
    #: One line, per language.
    description: Mapping[str, str]
    words: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody one can be in the workspace, or the bot."""

    id: str
    name: str
    #: As Slack gives it: "fr-FR".
    locale: str
    #: As what they are there: the page has a word for it.
    role: str = "participant"
    #: Empty for the bot.
    email: str = ""
    is_organiser: bool = False
    is_bot: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """A place to talk: a channel, or somebody's direct message with the bot."""

    id: str
    #: Without its "#"; empty for a direct message.
    name: str
    members: frozenset[str]
    is_direct: bool = False
    is_private: bool = False

    @property
    def kind(self) -> str:
        """Slack's ``channel_type``."""
        return "im" if self.is_direct else "group" if self.is_private else "channel"


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Something the workspace itself says; the page has the words, in its reader's language."""

    #: Which words: "unknown_command".
    code: str
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file that the bot has sent."""

    id: str
    name: str
    title: str = ""
    #: What a picture shows, in words.
    alt: str = ""
    data: bytes = field(default=b"", repr=False)
    #: In bytes, as announced.
    length: int = 0
    #: Whether the bot has said that it is all there; before, nobody is shown anything of it.
    is_complete: bool = False

    @property
    def is_picture(self) -> bool:
        return self.data.startswith(PNG)


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message, as it stands."""

    channel: str
    #: Slack's time stamp, "1353056400.000100": unique in the workspace, and later messages have a greater one.
    ts: str
    #: Who wrote it.
    user: str
    #: As Slack carries it: escaped, mentions and links marked up.
    text: str = ""
    blocks: tuple[Payload, ...] = ()
    #: The first message of its thread.
    thread_ts: str | None = None
    #: The one person who sees it; None where everybody in the channel does.
    only_for: str | None = None
    #: As its writer typed it, to be edited; None where the bot wrote it.
    typed: str | None = None
    #: When it was edited last: a time stamp.
    edited: str | None = None
    metadata: Payload | None = None
    files: tuple[File, ...] = ()
    notice: Notice | None = None

    @property
    def is_posted(self) -> bool:
        """Whether Slack keeps it: neither ephemeral nor a notice."""
        return self.only_for is None

    @property
    def root(self) -> str:
        """The first message of its thread, itself where it is that one."""
        return self.thread_ts or self.ts


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A form (a modal) that the bot has opened for somebody."""

    id: str
    user: str
    #: As the bot gave it, with ids, and Slack's own fields.
    payload: Payload


@dataclass(slots=True, kw_only=True)
class ResponseUrl:
    """Where the bot can answer a command or a press, for a while."""

    channel: str
    user: str
    #: The message that was pressed; None for a command.
    original: str | None
    #: Seconds, on the clock of the workspace.
    made_at: float
    uses: int = 0


#: By their addresses two of them have posts in the example roster: one carries what the other confirms.
PEOPLE = (
    Person(id="U0ANA", name="Ana", locale="fr-FR", role="coordinator", email="coordinator-ro@example.org"),
    Person(id="U0BEN", name="Ben", locale="en-GB", role="validator", email="rapporteur-ro@example.org"),
    Person(id="U0OLGA", name="Olga", locale="fr-FR", role="organiser", email="olga@example.org", is_organiser=True),
    Person(id="U0PAUL", name="Paul", locale="en-GB", email="paul@example.org"),
)
SUIVI = Person(id=BOT_USER_ID, name="Suivi", locale="en-GB", role="bot", is_bot=True)
EVERYBODY = {each.id: each for each in (*PEOPLE, SUIVI)}
ORGANISERS = frozenset(each.id for each in PEOPLE if each.is_organiser)

SEMINAR = Channel(id="C0SEMINAR", name="seminar", members=frozenset(EVERYBODY))
#: Where the organisers are told things: a private channel of theirs.
OFFICE = Channel(id="C0OFFICE", name="organisers", members=ORGANISERS | {BOT_USER_ID}, is_private=True)
#: Everybody's direct message with the bot, by person.
DIRECT = {
    each.id: Channel(id=f"D0{each.name.upper()}", name="", members=frozenset({each.id, BOT_USER_ID}), is_direct=True)
    for each in PEOPLE
}
CHANNELS = {each.id: each for each in (SEMINAR, OFFICE, *DIRECT.values())}


def person_called(user_id: object) -> Person:
    """Return somebody, the bot included, by their id.

    Raises:
        SlackError: there is nobody of that id.
    """
    if isinstance(user_id, str) and user_id in EVERYBODY:
        return EVERYBODY[user_id]
    raise SlackError("user_not_found")


def channel_called(channel_id: object) -> Channel:
    """Return a channel by its id, or a person's direct message with the bot by theirs.

    Raises:
        SlackError: there is none.
    """
    if isinstance(channel_id, str) and channel_id in CHANNELS.keys() | DIRECT.keys():
        return CHANNELS.get(channel_id) or DIRECT[channel_id]
    raise SlackError("channel_not_found")


def channel_of(user_id: str, channel_id: str) -> Channel:
    """Return a channel that a person is in.

    Raises:
        SlackError: no such person, no such channel, or they are not in it.
    """
    if person_called(user_id).is_bot:
        raise SlackError("user_not_found")
    channel = CHANNELS.get(channel_id)
    if channel is None or user_id not in channel.members:
        raise SlackError("channel_not_found")
    return channel
