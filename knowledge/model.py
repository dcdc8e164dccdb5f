"""The things that organisers write: seminars, entries, recommendations, contact cards, checks.

Values only; nothing here reads a file. The models are lenient, so that a test or a script can build an entry in one
line; what an editor's file owes its readers besides (a source, a phrasing, an answer) is asked for in
`consistency.py`.
"""

import re
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Annotated, Self, TypeVar
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

T = TypeVar("T")

#: Readable and stable: assignments, feedback and buttons refer to it across reloads.
Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
#: ISO 639, in lower case: "fr", "en", "ro".
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")]
#: ISO 3166-1 alpha-2 (and XK), in upper case.
Country = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]
Markdown = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=8000)]
#: Opened by a click in Slack, so nothing but the web: no `javascript:`, no `mailto:`.
Url = Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>|]+$", max_length=2000)]


#: Short enough for a button.
Title = Annotated[Words, StringConstraints(max_length=75)]
#: Per language, in one at least: somebody reads it in whichever there is.
Texts = Annotated[Mapping[Language, Words], Field(min_length=1)]


def _real_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise PydanticCustomError("timezone", "not an IANA time zone such as Europe/Bucharest") from error
    return name


def _as_a_day(value: object) -> object:
    # pydantic alone takes a number for seconds since 1970.
    if isinstance(value, str) and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
        raise PydanticCustomError("date_parsing", "not a date such as 2012-11-08")
    return value


TimeZone = Annotated[str, AfterValidator(_real_zone)]
Day = Annotated[date, BeforeValidator(_as_a_day)]
#: Of a day, as a clock on the wall shows it: "09:00". Compared as text, since it is written with two digits each.
Time = Annotated[str, StringConstraints(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]


class Value(BaseModel):
    """Frozen, and strict about fields nobody knows: a misspelt field is a problem, not a silence."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Source(Value):
    """Where an answer comes from; shown under every answer."""

    title: Words
    publisher: Words | None = None
    url: Url | None = None
    #: As precise as it is known: "2012-11-16", "2012", "undated". Never parsed.
    date: Words | None = None


class Audience(StrEnum):
    """Who may read an entry."""

    EVERYONE = "everyone"
    PARTICIPANTS = "participants"
    ORGANISERS = "organisers"

    @property
    def includes(self) -> "frozenset[Audience]":
        """What those of this level may read: participants what everyone may, organisers everything."""
        levels = (*Audience,)
        return frozenset(levels[: levels.index(self) + 1])


class EntryKind(StrEnum):
    """What an entry's answer asserts."""

    ANSWER = "answer"
    #: The sources do not say; the answer says so and offers the nearest thing that is known.
    NOT_STATED = "not_stated"
    SMALL_TALK = "small_talk"


class Listing(StrEnum):
    """What can be listed below an entry's answer, from the knowledge as it stands."""

    RECOMMENDATIONS = "recommendations"


class Entry(Value):
    """One thing people ask about, with the answer its owner stands by."""

    id: Id
    kind: EntryKind = EntryKind.ANSWER
    #: Short name per language, for buttons: at most 75 characters. Left out: the first phrasing.
    title: Mapping[Language, Title] = {}
    #: How people really put the question, per language, most usual wording first.
    phrasings: Mapping[Language, tuple[Words, ...]]
    #: Markdown per language; rendering to Slack and its lengths are the door's business.
    answer: Mapping[Language, Markdown]
    #: Words that point here although no phrasing has them.
    keywords: Mapping[Language, tuple[Words, ...]] = {}
    source: Source | None = None
    #: Sources besides the main one.
    further_sources: tuple[Source, ...] = ()
    audience: Audience = Audience.EVERYONE
    #: The last day on which the answer is known to hold.
    valid_until: Day | None = None
    #: Who keeps it right, and is told when that day comes: an id of the roster, a role, an organisation. Left out: the
    #: organisers.
    owner: Words | None = None
    #: Ids of entries or recommendations that a reader may want next.
    related: tuple[Id, ...] = ()
    #: What the answer is about: a seminar, or the entry that introduces a meeting without a folder of its own (which
    #: names itself). Left out: the folder's seminar; for a shared entry, itself.
    about: Id | None = None
    #: Below the answer, list these.
    lists: Listing | None = None
    #: Nobody has looked at it yet: it is checked as everything is, and neither found nor followed up.
    draft: bool = False
    #: The seminar whose folder the entry was read from; None for shared entries. Not written in files.
    seminar: Id | None = None

    @property
    def subject(self) -> str:
        """Return the id of what the answer is about."""
        return self.about or self.seminar or self.id

    def named(self, language: str) -> str:
        """Return a short name, in the language asked for or else in one there is."""
        if self.title:
            return in_language(self.title, language)
        usual = {each: phrasings[0] for each, phrasings in self.phrasings.items() if phrasings}
        return in_language(usual, language) if usual else self.id


class Level(StrEnum):
    """Where a recommendation is to be carried out."""

    NATIONAL = "national"
    REGIONAL = "regional"
    INTERNATIONAL = "international"


class Standing(StrEnum):
    """What a point of the outcome is, exactly; never more than its source says."""

    #: Something noticed; asks nothing.
    OBSERVATION = "observation"
    #: Something stressed, without a measure to take.
    EMPHASIS = "emphasis"
    #: Something asked for, in so many words.
    REQUEST = "request"


class Addressees(Value):
    """Whom a policy means, by what the roster says of people; never a person's own data.

    Within a field any of its values will do; across fields all must fit.
    """

    roles: tuple[Id, ...] = ()
    countries: tuple[Country, ...] = ()
    organisations: tuple[Id, ...] = ()
    #: Ids in the roster.
    participants: tuple[Id, ...] = ()

    @model_validator(mode="after")
    def _means_somebody(self) -> Self:
        if not (self.roles or self.countries or self.organisations or self.participants):
            raise PydanticCustomError(
                "addressees", "names nobody: give roles, countries, organisations or participants"
            )
        return self

    def include(self, participant: "Participant") -> bool:
        """Tell whether a participant is meant."""
        return all(
            not wanted or found in wanted
            for wanted, found in (
                (self.roles, participant.role),
                (self.countries, participant.country),
                (self.organisations, participant.organisation),
                (self.participants, participant.id),
            )
        )


class Period(Value):
    """How long from one due date to the next: months, or weeks."""

    months: Annotated[int, Field(ge=1, le=60)] | None = None
    weeks: Annotated[int, Field(ge=1, le=260)] | None = None

    @model_validator(mode="after")
    def _one_unit(self) -> Self:
        if (self.months is None) == (self.weeks is None):
            raise PydanticCustomError("period", "give either months or weeks")
        return self


class Visibility(StrEnum):
    """Who besides organisers sees an assignment's status."""

    #: Its owner, deputy, validator and escalation contact.
    OWNERS = "owners"
    #: Everybody in the roster.
    PARTICIPANTS = "participants"


class Policy(Value):
    """How a recommendation is followed up: with whom, and when. Days count from the due date, in the calendar."""

    #: An illustration, ignored where real people are served.
    example: bool = False
    #: Who carries it out: one assignment each.
    owners: Addressees
    #: Who confirms what an owner reports; of several, one of the owner's country first. Left out: the organisers.
    validator: Addressees | None = None
    #: Who is told after silence; of several, one of the owner's country first.
    escalation: Addressees | None = None
    #: The first due date.
    anchor: Day
    #: From one due date to the next, until it is done; left out: once.
    every: Period | None = None
    #: No due date after this one.
    until: Day | None = None
    #: When the owner is reminded, in days before (-) and after the due date; left out: the settings'.
    stages: Annotated[tuple[Annotated[int, Field(ge=-365, le=365)], ...], Field(min_length=1, max_length=12)] | None = (
        None
    )
    #: When the deputy, the escalation contact and the organisers are told; left out: the settings'.
    deputy_after: Annotated[int, Field(ge=0, le=730)] | None = None
    escalate_after: Annotated[int, Field(ge=0, le=730)] | None = None
    decide_after: Annotated[int, Field(ge=0, le=730)] | None = None
    visibility: Visibility = Visibility.OWNERS


class WorkingHours(Value):
    """When a person may be written to, by their own clock."""

    start: Time = "09:00"
    end: Time = "17:00"
    #: ISO weekdays, Monday is 1.
    days: Annotated[tuple[Annotated[int, Field(ge=1, le=7)], ...], Field(min_length=1)] = (1, 2, 3, 4, 5)

    @model_validator(mode="after")
    def _start_comes_first(self) -> Self:
        if self.start >= self.end:
            raise PydanticCustomError("hours", "the start must come before the end, on the same day")
        return self


class Participant(Value):
    """Somebody of the roster. A row of the ledger, not knowledge: people can be erased, generations cannot."""

    id: Id
    #: As the organisers call them; in an example a post, never an invented person.
    name: Words
    role: Id
    country: Country | None = None
    organisation: Id | None = None
    #: By which the Slack user is found.
    email: Annotated[str, StringConstraints(pattern=r"^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$", max_length=254)] | None = None
    language: Language | None = None
    #: Left out: the seminar's.
    timezone: TimeZone | None = None
    #: Left out: the settings'.
    hours: WorkingHours | None = None
    #: Who stands in: an id in the roster.
    deputy: Id | None = None
    #: An illustration, ignored where real people are served.
    example: bool = False


class Acceptance(StrEnum):
    """What those it is addressed to said of a recommendation, as its source has it."""

    ACCEPTED = "accepted"
    PARTLY_ACCEPTED = "partly_accepted"
    #: Taken note of, without a word for or against.
    NOTED = "noted"
    REJECTED = "rejected"
    PENDING = "pending"


class Recommendation(Value):
    """One point of a seminar's outcome, with its exact standing."""

    id: Id
    #: What people quote: "BUC-2012-R03".
    reference: Annotated[str, StringConstraints(pattern=r"^[A-Z0-9]+(-[A-Z0-9]+)*$", max_length=40)]
    title: Annotated[Mapping[Language, Title], Field(min_length=1)]
    text: Annotated[Mapping[Language, Markdown], Field(min_length=1)]
    standing: Standing
    #: Empty where the source names none.
    levels: tuple[Level, ...] = ()
    themes: tuple[Id, ...] = ()
    issued_by: Mapping[Language, Words] = {}
    #: Whom it is addressed to, in the words of its source; who carries it out is for ``follow_up`` to say.
    addressees: Mapping[Language, Words] = {}
    #: Whom it is to protect or to serve: "unaccompanied-children".
    affected_groups: tuple[Id, ...] = ()
    #: Left out: the source says nothing of it.
    acceptance: Acceptance | None = None
    phrasings: Mapping[Language, tuple[Words, ...]] = {}
    keywords: Mapping[Language, tuple[Words, ...]] = {}
    source: Source | None = None
    audience: Audience = Audience.EVERYONE
    related: tuple[Id, ...] = ()
    #: Ids of earlier recommendations whose place it takes: they are followed up no more.
    supersedes: tuple[Id, ...] = ()
    #: Ids of recommendations that ask for the same; each is followed up by itself.
    duplicates: tuple[Id, ...] = ()
    #: How it is followed up; left out: it is not.
    follow_up: Policy | None = None
    #: Nobody has looked at it yet: it is checked as everything is, and neither found nor followed up.
    draft: bool = False
    #: The seminar whose folder it was read from. Not written in files.
    seminar: Id | None = None

    def as_entry(self) -> Entry:
        """Return the entry under which it is found: its title and reference are phrasings too."""
        languages = dict.fromkeys((*self.title, *self.phrasings))
        return Entry(
            id=self.id,
            title=self.title,
            phrasings={
                each: (
                    *self.phrasings.get(each, ()),
                    *([self.title[each]] if each in self.title else []),
                    self.reference,
                )
                for each in languages
            },
            answer=self.text,
            keywords=self.keywords,
            source=self.source,
            audience=self.audience,
            related=self.related,
            draft=self.draft,
            seminar=self.seminar,
        )


class Seminar(Value):
    """One meeting of a series, and how its bot introduces itself."""

    id: Id
    title: Texts
    #: First and last day.
    start: Day
    end: Day
    place: Texts
    country: Country
    #: Where a participant's own zone is unknown, times are meant in this one.
    timezone: TimeZone
    #: What is spoken where the language of a question cannot be told; first the default.
    languages: Annotated[tuple[Language, ...], Field(min_length=1)]
    #: Whom the bot names when it cannot help, per language.
    contact: Texts
    series: Mapping[Language, Words] = {}
    #: The meetings before and after it in the series: ids of seminars, or of the entries that introduce them.
    previous: Id | None = None
    next: Id | None = None
    #: Questions offered to somebody who opens the conversation, at most four.
    prompts: Mapping[Language, Annotated[tuple[Words, ...], Field(max_length=4)]] = {}
    #: By name, so that entries can say `source: report`.
    sources: Mapping[Id, Source] = {}
    #: The one that is meant where a question names none. With one seminar, that one.
    default: bool = False
    #: Over and done: meant only where a question names it, or goes on about it. Its recommendations are followed up
    #: until they are done.
    archived: bool = False
    #: Nobody has looked at it yet: its whole folder is checked as everything is, and nothing of it is found.
    draft: bool = False

    @model_validator(mode="after")
    def _default_is_not_over(self) -> Self:
        if self.default and self.archived:
            raise PydanticCustomError("archived", "an archived seminar cannot be the default: take one of the two away")
        return self


#: As it is dialled: digits, and what people put between them.
Dialled = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^\+?\d[\d ().*#/-]*$", max_length=40)]


class ContactCard(Value):
    """A service that helps people, with what is known about how well its number was checked."""

    id: Id
    name: Texts
    #: Whom it is for, in a few words.
    purpose: Texts
    #: As dialled.
    numbers: Annotated[tuple[Dialled, ...], Field(min_length=1)]
    #: Where it answers.
    countries: Annotated[tuple[Country, ...], Field(min_length=1)]
    #: How people there name the place, so that "in Serbia" finds the card: names per language.
    places: Mapping[Language, Annotated[tuple[Words, ...], Field(min_length=1)]] = {}
    hours: Mapping[Language, Words] = {}
    #: Police and rescue: named before any other card.
    emergency: bool = False
    caveat: Mapping[Language, Words] = {}
    #: Whether the number stood on the page named by `source`; that does not prove that it works today.
    confirmed: bool = False
    #: Who keeps the card right: a role or an organisation.
    owner: Words
    source: Source
    #: The day an organiser last called it or read it on its official page; None: never, and then Slack never sees it.
    verified_on: Day | None = None
    #: The last day that this holds for; past it, the card says since when nobody confirmed it.
    valid_until: Day | None = None


class Danger(StrEnum):
    """What the safety gate can see in a text."""

    #: Somebody's life or body is at risk now, perhaps the writer's own.
    IMMEDIATE = "immediate"
    #: The writer may be a victim, or reports one.
    VICTIM = "victim"
    #: Details about somebody else that do not belong in a chat.
    PERSONAL_DATA = "personal_data"


class SafetyText(Value):
    """The fixed words that go with contact cards; written by an organiser, never matched."""

    danger: Danger
    text: Annotated[Mapping[Language, Markdown], Field(min_length=1)]


class DocumentFacts(Value):
    """What is known of a document; written in its front matter, or in `documents.yaml`."""

    #: Left out: the first heading, else the name of the file.
    title: Words | None = None
    publisher: Words | None = None
    #: Where readers find the whole.
    url: Url | None = None
    #: As precise as it is known. Never parsed.
    date: Words | None = None
    language: Language | None = None
    audience: Audience = Audience.EVERYONE
    #: Nobody has looked at it yet: never quoted.
    draft: bool = False


class ListedDocument(DocumentFacts):
    """A document's facts beside it, for one that had better stay as it is."""

    #: Below `documents/`: "report.md".
    file: Words


class Document(Value):
    """A text that an installation was given; where no entry answers, a passage of it is quoted."""

    #: Its file in the content folder: "varna-2031/documents/rules.md".
    id: str
    #: What a quotation names.
    source: Source
    language: Language | None = None
    audience: Audience = Audience.EVERYONE
    #: Nobody has looked at it yet: never quoted.
    draft: bool = False
    #: The seminar whose folder it was read from; None for shared ones.
    seminar: Id | None = None
    #: Whether the text is Markdown; else it is plain.
    is_markdown: bool = False
    #: As it stands in the file; front matter is left as empty lines, so that lines keep their numbers.
    text: str


class Expected(StrEnum):
    """What a check may ask for besides one entry."""

    #: Nothing is asserted: "I don't know", or a few choices.
    NOTHING = "nothing"
    SMALL_TALK = "small_talk"
    SAFETY = "safety"
    #: A passage of a document is quoted.
    PASSAGE = "passage"


class Check(Value):
    """A question that must find an entry, or must not find anything."""

    question: Words
    #: Questions that were asked before it, in the same conversation.
    turns: tuple[Words, ...] = ()
    #: The id of the entry or recommendation that must be answered.
    entry: Id | None = None
    #: Or: the id of one that must be answered or stand among the choices, for a question that can mean several things.
    offered: Id | None = None
    #: Or: what must happen instead.
    expect: Expected | None = None
    #: The id of an entry that must not be answered, whatever else is.
    never: Id | None = None
    #: The language of the reply, where it matters.
    language: Language | None = None


def in_language(texts: Mapping[str, T], *languages: str) -> T:
    """Return the value in the first language that there is, else in any.

    Raises:
        LookupError: there is no text at all.
    """
    for each in languages:
        if each in texts:
            return texts[each]
    for text in texts.values():
        return text
    raise LookupError("no text in any language")
