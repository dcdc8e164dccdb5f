"""What organisers take away, and everybody of their own: tables, JSON, calendar files, all of one moment."""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.calendaring import CalendarFile
from bot.organising import Asked
from bot.picture import Picture
from bot.ports import Clock, FollowUpLedger
from bot.progress import Assignment
from bot.records import AssignmentRecord, EventRecord, Export, exported
from bot.reply import Asker, Attachment, Reply, ReplyKind
from bot.tabling import as_csv, as_json, as_xlsx
from bot.waiting import aside
from bot.wording import Wording
from knowledge.model import in_language

#: By which a person asks for their own dates.
DATES = frozenset({"dates", "calendar", "calendrier", "échéances", "echeances", "ics"})


class Form(StrEnum):
    """What a file can be."""

    CSV = "csv"
    XLSX = "xlsx"
    JSON = "json"
    ICS = "ics"


class Subject(StrEnum):
    """What can be in a table; the other forms hold what they can hold."""

    ASSIGNMENTS = "assignments"
    HISTORY = "history"


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file as it is handed over."""

    name: str
    data: bytes


async def gathered(
    ledger: FollowUpLedger, picture: Picture, now: datetime, language: str
) -> tuple[Export, dict[str, int]]:
    """Return everything that the ledger has, and the version of each assignment.

    Raises:
        LedgerError: it cannot be read.
    """
    assignments, events = await ledger.assignments(), await ledger.events()
    return exported(assignments, events, picture, now, language), {each.id: each.version for each in assignments}


def file_of(
    export: Export, versions: dict[str, int], form: Form, subject: Subject, wording: Wording, *, own: bool = False
) -> File:
    """Return an export as a file. Takes its time where there is much; ``own`` says that all dates are one person's."""
    name = f"suivi-{export.at:%Y-%m-%d}"
    match form:
        case Form.CSV if subject is Subject.HISTORY:
            return File(name=f"{name}-history.csv", data=as_csv(export.history, EventRecord))
        case Form.CSV:
            return File(name=f"{name}-assignments.csv", data=as_csv(export.assignments, AssignmentRecord))
        case Form.XLSX:
            return File(name=f"{name}.xlsx", data=as_xlsx(export))
        case Form.JSON:
            return File(name=f"{name}.json", data=as_json(export))
        case Form.ICS:
            calendar = CalendarFile(
                now=export.at, wording=wording, language=export.language, versions=versions, with_owner=not own
            )
            data = calendar.of(export.assignments)
            return File(name=f"{name}-dates.ics", data=data)


@dataclass(frozen=True, slots=True, kw_only=True)
class Exporting:
    """The command of the organisers, and that of everybody."""

    ledger: FollowUpLedger
    clock: Clock
    wording: Wording
    picture: Callable[[], Awaitable[Picture]]
    #: What organisers added to the knowledge, for its files.
    contributed: Callable[[Asked], Awaitable[Reply]] | None = None

    @property
    def commands(self) -> dict[str, Callable[[Asked], Awaitable[Reply]]]:
        """Return the organisers' commands; whoever calls has made sure that an organiser asks."""
        return {"export": self.export}

    async def export(self, asked: Asked) -> Reply:
        """Return what was asked for as a file: `csv`, `csv history`, `xlsx`, `json`, `ics`.

        Raises:
            LedgerError: it cannot be read.
        """
        if self.contributed is not None and [each.casefold() for each in asked.words] == ["contributed"]:
            return await self.contributed(asked)
        wanted = _wanted(asked.words)
        if wanted is None:
            return self._reply(self.wording.say(asked.language, "export-usage"), asked.language)
        picture, now = await self.picture(), self.clock.now()
        export, versions = await gathered(self.ledger, picture, now, asked.language)
        if not export.assignments:
            return self._reply(self.wording.say(asked.language, "export-none"), asked.language)
        # Seconds, where there are many: questions are answered meanwhile.
        file = await aside(lambda: file_of(export, versions, *wanted, self.wording))
        text = self.wording.say(
            asked.language, "export-done", assignments=len(export.assignments), events=len(export.history)
        )
        return self._reply(text, asked.language, file)

    async def asked(self, text: str, asker: Asker) -> Reply | None:
        """Return somebody's own due dates where a command asks for them; None: it is another question.

        Raises:
            LedgerError: nobody knows them.
        """
        if text.strip(" .?!").casefold() not in DATES:
            return None
        picture, now = await self.picture(), self.clock.now()
        somebody = picture.somebody(asker.id, is_organiser=False)
        language = self._language(asker, picture)
        if somebody.person is None:
            contact = in_language(picture.snapshot.seminar.contact, language)
            return self._reply(self.wording.say(language, "mine-stranger", contact=contact), language)
        own = await self.ledger.assignments(owner=somebody.person.id, open_only=True)
        dated = [each for each in own if each.due is not None]
        if not dated:
            return self._reply(self.wording.say(language, "dates-none"), language)
        export, versions = exported(dated, (), picture, now, language), _versions(dated)
        file = await aside(lambda: file_of(export, versions, Form.ICS, Subject.ASSIGNMENTS, self.wording, own=True))
        return self._reply(self.wording.say(language, "dates-done", count=len(dated)), language, file)

    def _language(self, asker: Asker, picture: Picture) -> str:
        spoken = (asker.language, *picture.snapshot.seminar.languages)
        return next(each for each in (*spoken, *self.wording.languages) if each in self.wording.languages)

    def _reply(self, text: str, language: str, file: File | None = None) -> Reply:
        attachments = [Attachment(name=file.name, title=file.name, data=file.data)] if file else []
        return Reply(
            kind=ReplyKind.COMMAND, text=text, language=language, attachments=attachments, is_personal=bool(file)
        )


def _versions(assignments: Iterable[Assignment]) -> dict[str, int]:
    return {each.id: each.version for each in assignments}


def _wanted(words: Sequence[str]) -> tuple[Form, Subject] | None:
    """Return what was typed, in any order; None where a word means nothing. CSV without more is of assignments."""
    forms, subjects = {*Form}, {*Subject}
    typed = [each.casefold() for each in words]
    if not typed or any(each not in {*map(str, forms), *map(str, subjects)} for each in typed):
        return None
    form = [Form(each) for each in typed if each in set(map(str, forms))]
    subject = [Subject(each) for each in typed if each in set(map(str, subjects))]
    if len(form) != 1 or len(subject) > 1 or (subject and form[0] is not Form.CSV):
        return None
    return form[0], subject[0] if subject else Subject.ASSIGNMENTS
