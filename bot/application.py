"""The one place where everything meets: settings in, running parts out.

What only `serve` needs is imported where it is used: the terminal's commands answer sooner without it.
"""

import asyncio
import errno
import locale
import os
import secrets
import shlex
import shutil
import signal
import socket
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, AsyncExitStack, asynccontextmanager, nullcontext
from dataclasses import fields, replace
from datetime import date, datetime, timedelta
from functools import cache, partial
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import structlog

from bot.administering import Administration
from bot.answering import Thresholds
from bot.clocks import MovableClock, RehearsalClock, SystemClock
from bot.cues import Cues
from bot.desk import Desk
from bot.errors import LedgerError
from bot.explaining import listed
from bot.keeping import Keeping
from bot.markdown import PLAIN, rendered
from bot.metering import Meter
from bot.ports import Clock, FollowUpLedger, Ledger
from bot.retention import Retention
from bot.safety import prepare
from bot.storage.memory import MemoryLedger
from bot.thinking import Thinking
from bot.waiting import aside
from bot.wording import Wording
from config.settings import WEEKDAYS, Settings
from knowledge.base import KnowledgeBase, Snapshot, served_from
from knowledge.model import Audience, in_language
from knowledge.problems import KnowledgeError
from knowledge.roster import RosterError
from knowledge.search.encoding import EncodingError
from knowledge.storage import StorageError, exclusive, exclusive_file, put_whole

if TYPE_CHECKING:
    from aiohttp import web
    from apscheduler.schedulers.asyncio import AsyncIOScheduler

    from bot.assigning import Moves
    from bot.digesting import Weekly
    from bot.doctor import Finding
    from bot.following import FollowingUp
    from bot.hastening import Hastening
    from bot.local.founding import Ask, Said
    from bot.local.workspace import Command, LocalWorkspace
    from bot.outbox import Row
    from bot.pacing import Shared
    from bot.picture import Picture
    from bot.ports import PassedOn, Person
    from bot.rehearsing import Simulation
    from bot.reminding import Cadences, Planner
    from bot.scheduling.housekeeping import Housekeeping
    from bot.scheduling.tick import Waking
    from bot.sending import Sending
    from bot.slack.examining import Examined
    from bot.slack.side import Offered, Side, Workspace
    from bot.trials import Trials
    from bot.trying import Trying
    from bot.understanding import Understanding
    from knowledge.shelf import Shelf
    from knowledge.vectors import KeptVectors

log = structlog.get_logger()

ROOT = Path(__file__).parents[1]
#: Completes a content folder that brings no shared knowledge of its own.
SHARED = ROOT / "knowledge" / "content" / "shared"
#: A supervisor grants ten seconds: this much for what people asked, the rest for closing.
_FINISHING_S = 6.0
#: Of that, for the messages that are on their way to Slack.
_SENDING_S = 3.0
#: New texts that a command of the terminal encodes itself, some ten seconds; more are left to `encode`.
_ENCODED_IN_TERMINAL = 200
#: Messages a second in the local workspace.
_LOCAL_POSTS = 200.0
#: Of an organisation, in words.
_LONGEST_NAME = 4
_LAST_PORT = 65535
_LOOPBACK = frozenset({"127.0.0.1", "localhost"})


class StartError(Exception):
    """The bot cannot start; the text says why and what to do."""


def terminal_desk(settings: Settings, content: Path | None) -> tuple[Desk, Snapshot]:
    """Return a desk over the sources, for commands that answer and write nothing.

    Raises:
        KnowledgeError: the sources need mending.
    """
    snapshot = _understood(served_from(content or settings.content, shared=SHARED, to_look_at=True), settings)
    return _desk(settings, lambda: snapshot, MemoryLedger(), SystemClock(), Wording(), live=False), snapshot


def reviewed(
    settings: Settings,
    content: Path | None,
    *,
    links: bool,
    whole: bool,
    as_json: bool,
    asked: Callable[[int, int], object],
    tried: Callable[[int, int], object],
) -> str:
    """Return what would make the knowledge in the sources better, in the terminal's language or as JSON.

    Args:
        settings: where the sources are.
        content: another knowledge folder.
        links: whether to try where they lead, which asks other sites.
        whole: whether to list everything.
        as_json: instead of words.
        asked: told now and then how many ways of asking were tried, and of how many.
        tried: the same of links.

    Raises:
        KnowledgeError: the sources need mending.
    """
    from bot.local import links as tries
    from bot.local import reviewed as shown
    from knowledge.reviewing import links as links_of
    from knowledge.reviewing import review

    snapshot, wording = served_from(content or settings.content, shared=SHARED), Wording()
    found = asyncio.run(tries.tried(links_of(snapshot), told=tried)) if links else tries.Tried((), ())
    result = review(snapshot, _planning_clock(settings).now().date(), dead=found.dead, told=asked)
    if as_json:
        return shown.as_json(result, found.unknown)
    return shown.as_text(result, wording, terminal_language(wording), untried=len(found.unknown), whole=whole)


def _understood(snapshot: Snapshot, settings: Settings) -> Snapshot:
    """Return a snapshot that is found by meaning too, as in service, where that takes no more than some seconds."""
    from knowledge.encoder import NotInstalledError

    if not settings.semantic:
        return snapshot
    try:
        vectors = _vectors(settings, read_only=True)
        missing = vectors.missing(snapshot.index.meant)
        if missing > _ENCODED_IN_TERMINAL:
            remedy = "`python run_bot.py encode`, with the same --content"
            log.warning("semantic search off, words alone answer", new_texts=missing, remedy=remedy)
            return snapshot
        return snapshot.understood(vectors)
    except NotInstalledError:
        return snapshot
    except EncodingError as error:
        log.warning("semantic search off, words alone answer", reason=str(error))
        return snapshot


def encode(settings: Settings, content: Path | None, *, encoded: Callable[[int, int], object]) -> int:
    """Encode the knowledge in the sources, so that `serve` and the other commands need not; return how many texts.

    Args:
        settings: where the sources are, and the vectors.
        content: another knowledge folder.
        encoded: told now and then how many more there are, and of how many.

    Raises:
        KnowledgeError: the sources need mending.
        EncodingError: there is no encoder here, or it does not work.
        StorageError: the vectors could not be kept.
    """
    snapshot = served_from(content or settings.content, shared=SHARED)
    vectors = _vectors(settings)
    new = vectors.missing(snapshot.index.meant)
    snapshot.understood(vectors, encoded=lambda more: encoded(more, new))
    if vectors.problem is not None:
        raise vectors.problem
    return new


def _vectors(settings: Settings, *, read_only: bool = False) -> "KeptVectors":
    from knowledge.encoder import open_encoder
    from knowledge.vectors import KeptVectors

    return KeptVectors(open_encoder(), _vectors_folder(settings), read_only=read_only)


def _vectors_folder(settings: Settings) -> Path:
    return settings.state_dir / "vectors"


def new_seminar(settings: Settings, said: "Said", *, content: Path | None, language: str, ask: "Ask | None") -> str:
    """Write the folder of a new seminar; return what was written and what to do next.

    Args:
        settings: where the knowledge is.
        said: what the command says of the seminar.
        content: another knowledge folder, in which the seminar gets a folder of its own.
        language: of the questions and of the comments; "" for the terminal's.
        ask: how a person is asked what is missing; None: nobody is there.

    Raises:
        StartError: nothing was written.
    """
    from bot.founding import founded, questions
    from bot.local.founding import AnswerError, planned
    from knowledge.folders import is_free, put_folder

    wording = Wording()
    language = language or terminal_language(wording)
    folder = (content or settings.content) / said.id
    try:
        if not is_free(folder):
            raise StartError(wording.say(language, "new-there", folder=folder.as_posix()))
        files = founded(planned(said, ask, wording, language), wording, language, partial(_schema_from, folder))
        put_folder(folder, files)
    except AnswerError as error:
        raise StartError(str(error)) from None
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise StartError(wording.say(language, "new-not-written", folder=folder.as_posix(), reason=reason)) from None
    values = {"folder": folder.as_posix(), "files": ", ".join(files), "option": f"--content {shlex.quote(str(folder))}"}
    return wording.say(language, "new-next", question=questions(wording, language, "draft-ask-dates")[0], **values)


def import_files(
    settings: Settings, files: Sequence[Path], out: Path, *, language: str, seen: Callable[[str, int, int], object]
) -> str:
    """Write a draft of a seminar's folder from reports; return what was understood, in Markdown.

    Args:
        settings: where the installation's own knowledge is; organisations that it knows are recognised.
        files: at least one.
        out: the folder, which must not be there, or be empty; the seminar is named by it.
        language: of the comments and of the report; "" for the terminal's.
        seen: told of each file how much was read, and of how much.

    Raises:
        StartError: nothing was written, and nothing is left.
    """
    from bot.drafting import drafted, slug
    from bot.local.importing import refused, understood_of
    from knowledge.folders import is_free, put_folder
    from knowledge.importing.blocks import ImportingError

    wording = Wording()
    language = language or terminal_language(wording)
    seminar = slug(out.resolve().name, most=50)
    try:
        if not is_free(out):
            raise StartError(wording.say(language, "import-there", folder=out.as_posix()))
        found = understood_of(files, _organisations(settings), seen)
        draft = drafted(found, seminar, wording, language, partial(_schema_from, out))
        put_folder(out, draft.files)
    except ImportingError as error:
        raise StartError(refused(error, wording, language)) from None
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise StartError(wording.say(language, "new-not-written", folder=out.as_posix(), reason=reason)) from None
    counts = {"entries": draft.entries, "recommendations": draft.recommendations}
    option = f"--content {shlex.quote(str(out))}"
    return f"{draft.report}\n{wording.say(language, 'import-done', folder=out.as_posix(), option=option, **counts)}"


def _organisations(settings: Settings) -> list[str]:
    """Return by which names the installation's own knowledge calls organisations; none where it needs mending."""
    from knowledge.reading import read

    try:
        knowledge = read(settings.content, shared=SHARED)
    except KnowledgeError:
        return []
    # A name is short and has a capital; the other words of a group are descriptions.
    titles = [title for each in knowledge.entries if each.id.startswith("org-") for title in each.title.values()]
    return sorted({each for each in titles if len(each.split()) <= _LONGEST_NAME and each[:1].isupper()})


def _schema_from(folder: Path, file: str) -> str:
    """Return where the schema of a file of a folder lies, as an editor finds it from there."""
    from knowledge.schema import schema_of

    there = ROOT / "docs" / "schema" / schema_of(file)
    try:
        return Path(os.path.relpath(there, (folder / file).resolve().parent)).as_posix()
    except ValueError:  # another drive
        return there.as_uri()


async def load_roster(settings: Settings, file: Path, *, replace: bool) -> str:
    """Put the people of a file into the ledger; return what changed, in the terminal's language.

    A bot that serves meanwhile takes it up by itself.

    Raises:
        StartError: the file holds nobody.
        KnowledgeError: the file needs mending.
        LedgerError: nothing was changed.
    """
    from bot.ports import Audited
    from bot.rostered import as_text
    from bot.rostering import put
    from knowledge.roster import read_roster

    async with _open_ledger(settings) as ledger:
        known = () if replace else [each.id for each in await ledger.people()]
        people = read_roster(file, known=known)
        if not people:
            raise StartError(f"{file.name} holds nobody; nothing was changed")
        change = await put(ledger, people, replace=replace)
        counts = f"added {len(change.added)}, changed {len(change.changed)}, missing {len(change.missing)}"
        action = "roster replaced" if replace else "roster loaded"
        await ledger.audit(Audited(at=SystemClock().now(), who="", action=action, before="", after=counts))
        ids = {each.id for each in people}
        loaded = [each for each in await ledger.people() if each.id in ids]
    wording = Wording()
    return as_text(change, loaded, wording, terminal_language(wording), replaced=replace)


async def simulation(settings: Settings, first: date, last: date, *, content: Path | None, as_json: bool) -> None:
    """Print what would be sent on some days, from the ledger as it is or else with the example roster.

    Args:
        settings: where the knowledge and the ledger are; who is served.
        first: the first day, in the seminar's zone.
        last: the last.
        content: another knowledge folder; the ledger, which knows nothing of it, is left aside then.
        as_json: instead of a table.

    Raises:
        StartError: the days are in the wrong order.
        KnowledgeError: the sources need mending.
        LedgerError: it cannot be read.
    """
    from bot.local import rehearsal
    from bot.rehearsing import simulated

    if last < first:
        raise StartError(f"{last} is before {first}; give the first day first")
    snapshot = served_from(content or settings.content, shared=SHARED)
    async with AsyncExitStack() as stack:
        has_ledger = content is None and _has_ledger(settings)
        source = await stack.enter_async_context(_open_ledger(settings, read_only=True)) if has_ledger else None
        found = await simulated(
            snapshot,
            MemoryLedger(),
            _cadences(settings),
            source=source,
            now=_planning_clock(settings).now(),
            first=first,
            last=last,
            live=settings.transport != "local",
        )
    wording = Wording()
    shown = rehearsal.as_json(found) if as_json else rehearsal.as_table(found, wording, terminal_language(wording))
    sys.stdout.write(f"{shown}\n")


async def export_file(settings: Settings, form: str, subject: str, *, to: Path | None, language: str) -> str:
    """Write everything that the ledger has into a file; return what was written, and where.

    Args:
        settings: where the knowledge and the ledger are.
        form: one of ``exporting.Form``.
        subject: one of ``exporting.Subject``, for a table in one sheet.
        to: the file; None: one in the current folder, named for the day.
        language: of titles and sentences; "" for the terminal's.

    Raises:
        StartError: there is no ledger, or the file cannot be written.
        KnowledgeError: the sources need mending.
        LedgerError: it cannot be read.
    """
    from bot.exporting import Form, Subject, file_of, gathered

    wording = Wording()
    language = language or terminal_language(wording)
    async with _read_only(settings) as (ledger, picture):
        export, versions = await gathered(ledger, picture, _planning_clock(settings).now(), language)
    file = file_of(export, versions, Form(form), Subject(subject), wording)
    return _written(to or Path(file.name), file.data, f"{len(export.assignments)} assignments")


async def report_file(settings: Settings, *, to: Path | None, language: str) -> str:
    """Write the progress report as an HTML page; return what was written, and where.

    Raises:
        StartError: there is no ledger, or the file cannot be written.
        KnowledgeError: the sources need mending.
        LedgerError: it cannot be read.
    """
    from bot.printing import report

    wording, now = Wording(), _planning_clock(settings).now()
    language = language or terminal_language(wording)
    async with _read_only(settings) as (ledger, picture):
        assignments, events = await ledger.assignments(), await ledger.events()
    page = report(assignments, events, picture, now, wording=wording, language=language)
    data = page.encode(errors="replace")  # half a character in a note is no reason for no report
    return _written(to or Path(f"suivi-report-{now:%Y-%m-%d}.html"), data, f"{len(assignments)} assignments")


def publish(settings: Settings, folder: Path, *, content: Path | None, languages: Sequence[str]) -> str:
    """Write the knowledge that everyone may read into a folder: a page for each language, JSON-LD, and tables.

    Args:
        settings: where the sources are.
        folder: made where it is missing.
        content: another knowledge folder.
        languages: of the pages; none: those of the knowledge that the bot speaks.

    Raises:
        KnowledgeError: the sources need mending.
        StartError: the files cannot be written.
    """
    from bot.exchanging import Form, as_table
    from bot.linked import as_jsonld, published
    from bot.publishing import page

    snapshot, wording = served_from(content or settings.content, shared=SHARED), Wording()
    today = _planning_clock(settings).now().date()
    spoken = languages or [each for each in snapshot.languages if each in wording.languages]
    files = {f"faq-{each}.html": page(snapshot, today, wording=wording, language=each).encode() for each in spoken}
    files["knowledge.jsonld"] = as_jsonld(snapshot)
    if recommendations := snapshot.knowledge.recommendations:
        tables = {f"recommendations-{each}.csv": as_table(recommendations, each, snapshot.languages) for each in Form}
        files |= tables
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StartError(f"{folder} was not made: {error.strerror}; name another folder") from None
    entries, points = len([*published(snapshot)]), len(snapshot.knowledge.recommendations)
    return "\n".join(
        _written(folder / name, data, f"{points} recommendations" if name.endswith(".csv") else f"{entries} entries")
        for name, data in files.items()
    )


def _written(to: Path, data: bytes, what: str) -> str:
    try:
        to.write_bytes(data)
    except OSError as error:
        raise StartError(f"{to} was not written: {error.strerror}; name another file with --to") from None
    return f"{to}: {what}, {len(data)} bytes"


@asynccontextmanager
async def _read_only(settings: Settings) -> "AsyncIterator[tuple[FollowUpLedger, Picture]]":
    """Give the ledger to read, with the knowledge in the files and the roster as they are now.

    Raises:
        StartError: there is no ledger.
    """
    from bot.picture import Picture

    if not _has_ledger(settings):
        # Its address may hold a password, so only a file is named.
        raise StartError(f"There is no ledger in {settings.state_dir} yet; it is made when the bot first serves")
    snapshot = served_from(settings.content, shared=SHARED)
    async with _open_ledger(settings, read_only=True) as ledger:
        yield ledger, Picture(snapshot=snapshot, planner=_planner_over(settings, snapshot, await ledger.people()))


def _planner_over(settings: Settings, snapshot: Snapshot, people: "Iterable[Person]") -> "Planner":
    from bot.assigning import in_force, taking_part
    from bot.reminding import Planner

    live = settings.transport != "local"
    return Planner(
        policies=in_force(snapshot.recommendations.values(), live=live),
        people=taking_part(people, live=live),
        timezone=snapshot.seminar.timezone,
        cadences=_cadences(settings),
    )


def processing_record(settings: Settings, language: str | None = None) -> str:
    """Return the record of processing for these settings, in a language; the terminal's where it is left out.

    Raises:
        KnowledgeError: the sources need mending; whom to ask is said there.
        LedgerError: the ledger's URL will not do.
    """
    from bot.record import Installation, record
    from bot.storage.engine import file_of, parsed

    wording, snapshot = Wording(), served_from(settings.content, shared=SHARED)
    language = language or terminal_language(wording)
    place = _ledger_place(settings)
    file = file_of(place)
    return record(
        Installation(
            kept=retention(settings),
            contact=in_language(snapshot.seminar.contact, language),
            slack=urlsplit(settings.slack_api_url).hostname or "",
            ledger=str(place if isinstance(place, Path) else file or parsed(place).host or ""),
            is_server=file is None,
            organisers=len(settings.organisers),
        ),
        wording,
        language,
    )


async def diagnosis(settings: Settings, *, as_json: bool) -> tuple[str, int]:
    """Look at everything that an installation needs; nothing is changed.

    Returns:
        What was found, as lines in the terminal's language or as JSON, and the exit code: that of the worst.
    """
    from bot import doctor

    findings = [each async for each in _findings(settings)]
    wording = Wording()
    language = terminal_language(wording)
    if as_json:
        return doctor.as_json(findings, wording, language), int(doctor.worst(findings))
    return "\n".join(doctor.as_lines(findings, wording, language)), int(doctor.worst(findings))


async def _findings(settings: Settings) -> "AsyncIterator[Finding]":
    from bot import doctor

    told_at: datetime | None = None
    if settings.slack_bot_token is None:
        yield doctor.care("tokens", "doctor-tokens-none")
        yield doctor.well("organisers", "doctor-organisers-local")
    else:
        from bot.slack.examining import examined

        app_token = settings.slack_app_token.get_secret_value() if settings.slack_app_token else None
        seen = await examined(
            settings.slack_bot_token.get_secret_value(), app_token, settings.slack_api_url, settings.organisers
        )
        told_at = seen.at
        for each in _of_slack(settings, seen):
            yield each
    for each in _of_storage(settings):
        yield each
    yield doctor.clock(SystemClock().now(), told_at)
    for each in await aside(lambda: list(_of_content(settings))):
        yield each
    yield await _reach(settings)


def _of_slack(settings: Settings, seen: "Examined") -> "Iterable[Finding]":
    import yaml

    from bot import doctor

    manifest = yaml.safe_load((ROOT / "config" / "slack_manifest.yaml").read_text(encoding="utf-8"))
    if problem := seen.bot_problem or seen.app_problem:
        yield doctor.ill("tokens", "doctor-tokens-bad", problem=problem)
    else:
        yield doctor.well("tokens", "doctor-tokens", bot=seen.bot, team=seen.team, transport=settings.transport)
    if not seen.bot_problem:
        wanted = manifest["oauth_config"]["scopes"]["bot"]
        unsaid = doctor.care("scopes", "doctor-scopes-untold")
        yield doctor.scopes(seen.scopes, wanted) if seen.scopes is not None else unsaid
    events = manifest["settings"]["event_subscriptions"]["bot_events"]
    yield doctor.well("events", "doctor-events", events=", ".join(events))
    if not settings.organisers:
        yield doctor.ill("organisers", "doctor-organisers-none")
    elif seen.unknown:
        yield doctor.ill("organisers", "doctor-organisers-unknown", ids=", ".join(seen.unknown))
    elif not seen.bot_problem:
        yield doctor.well("organisers", "doctor-organisers", count=len(settings.organisers))


def _of_storage(settings: Settings) -> "Iterable[Finding]":
    from bot import doctor
    from bot.storage.ledger import looked_at

    place = _ledger_place(settings)
    if not _has_ledger(settings):
        yield doctor.well("database", "doctor-database-new", place=str(place))
        yield doctor.well("migrations", "doctor-migrations-new")
    else:
        try:
            shown, revision, wanted = looked_at(place)
        except LedgerError as error:
            yield doctor.ill("database", "doctor-database-bad", problem=str(error))
        else:
            yield doctor.well("database", "doctor-database", place=shown)
            yield doctor.migrations(revision, wanted)
    folder = settings.state_dir.absolute()
    there = next(each for each in (folder, *folder.parents) if each.exists())
    free, is_writable = shutil.disk_usage(there).free, os.access(there, os.W_OK)
    yield doctor.disk(free, is_writable=is_writable, folder=str(settings.state_dir))


def _of_content(settings: Settings) -> "Iterable[Finding]":
    from bot import doctor
    from bot.trying import run_checks
    from knowledge.storage import GenerationStorage

    folder = str(settings.content)
    try:
        desk, snapshot = terminal_desk(settings.model_copy(update={"semantic": False}), None)
    except KnowledgeError as error:
        yield doctor.ill("content", "doctor-content-bad", count=len(error.problems), place=error.problems[0].place)
        return
    zones = {each.timezone for each in snapshot.knowledge.seminars}
    zones |= {each.timezone for each in snapshot.knowledge.roster if each.timezone}
    yield doctor.zones(sorted(each for each in zones if not _is_known(each)), len(zones))
    tables = GenerationStorage(settings.state_dir / "knowledge", read_only=True).read()
    examples = sum(each.follow_up.example for each in snapshot.recommendations.values() if each.follow_up)
    if tables is not None and tables["header"]["1"]["sources_hash"] != snapshot.knowledge.sources_hash:
        yield doctor.care("content", "doctor-content-waits", folder=folder)
    elif settings.transport != "local" and (count := examples + len(snapshot.knowledge.roster)):
        yield doctor.care("content", "doctor-content-example", folder=folder, count=count)
    else:
        yield doctor.well("content", "doctor-content", folder=folder, entries=len(snapshot.entries))
    failed, count = len(run_checks(desk, snapshot)), len(snapshot.knowledge.checks)
    if failed:
        yield doctor.care("checks", "doctor-checks-failed", failed=failed, count=count)
    else:
        yield doctor.well("checks", "doctor-checks", count=count)


def _is_known(zone: str) -> bool:
    try:
        ZoneInfo(zone)
    except (KeyError, ValueError, OSError):
        return False
    return True


async def _reach(settings: Settings) -> "Finding":
    """Ask the health page of whatever serves here."""
    from aiohttp import ClientError, ClientSession, ClientTimeout

    from bot import doctor

    where: dict[str, str | float] = {"host": settings.host, "port": str(settings.port)}
    host = f"[{settings.host}]" if ":" in settings.host else settings.host.replace("0.0.0.0", "127.0.0.1")  # noqa: S104
    try:
        async with (
            ClientSession(timeout=ClientTimeout(total=3)) as session,
            session.get(f"http://{host}:{settings.port}/readyz") as answer,
        ):
            said = (await answer.text())[:200].strip()
    except (TimeoutError, ClientError, OSError, ValueError):
        return doctor.care("reach", "doctor-reach-none", **where)
    match answer.status:
        case 200:
            return doctor.well("reach", "doctor-reach", **where)
        case 503:
            return doctor.ill("reach", "doctor-reach-unready", problem=said, **where)
    return doctor.ill("reach", "doctor-reach-other", **where)


def _ledger_place(settings: Settings) -> str | Path:
    return settings.ledger_url or settings.state_dir / "ledger.db"


def _has_ledger(settings: Settings) -> bool:
    place = _ledger_place(settings)
    return not isinstance(place, Path) or place.exists()


@asynccontextmanager
async def _open_ledger(settings: Settings, *, read_only: bool = False) -> AsyncIterator[FollowUpLedger]:
    from bot.storage.ledger import open_ledger

    ledger = await open_ledger(_ledger_place(settings), read_only=read_only)
    try:
        yield ledger
    finally:
        await ledger.close()


def _desk(
    settings: Settings,
    snapshot: Callable[[], Snapshot],
    ledger: Ledger,
    clock: Clock,
    wording: Wording,
    *,
    live: bool,
    level: Callable[[str], Awaitable[Audience]] | None = None,
) -> Desk:
    thresholds = _thresholds(settings)
    return Desk(
        snapshot=snapshot,
        ledger=ledger,
        clock=clock,
        wording=wording,
        thresholds=thresholds,
        cues=Cues.of(wording),
        focus_kept=timedelta(minutes=settings.focus_minutes),
        live=live,
        level=level,
    )


def _thresholds(settings: Settings) -> Thresholds:
    return Thresholds(answer=settings.answer_at, offer=settings.offer_at, quote=settings.quote_at)


async def serve(settings: Settings, *, started: Callable[[str], None]) -> None:
    """Serve until SIGTERM or SIGINT, then finish what is under way.

    Args:
        settings: decide between the local workspace, Socket Mode and HTTP.
        started: called once, with a line for whoever watches the terminal.

    Raises:
        StartError, KnowledgeError, StorageError, LedgerError, SlackUnreachableError: it could not start.
    """
    stop = asyncio.Event()
    starting = asyncio.current_task()

    def end() -> None:
        stop.set()
        if starting is not None:
            # Nobody is served yet, so there is nothing to finish; Slack may keep us waiting longer than a supervisor.
            starting.cancel()

    loop = asyncio.get_running_loop()
    for each in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(each, end)
    try:
        with exclusive(settings.state_dir), _ledger_held(settings):
            async with _Service(settings).running() as line:
                starting = None
                started(line)
                await stop.wait()
                log.info("stopping")
    except asyncio.CancelledError:
        if not stop.is_set():
            raise
    log.info("stopped")


def _ledger_held(settings: Settings) -> AbstractContextManager[None]:
    """Hold the ledger for this process, where it is a file: one with another state folder may name it too."""
    from bot.storage.engine import file_of

    file = file_of(_ledger_place(settings))
    return exclusive_file(file) if file else nullcontext()


class _Service:
    """One run of the bot: starts every part in the order in which they need each other."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        #: The planning clock; leases, waits and signatures follow real time, whatever it shows.
        self.clock = _planning_clock(settings)
        self.wording = Wording()
        from bot.artist import Artist

        self.artist = Artist(settings.state_dir / "drawing")
        self.meter = Meter()
        self.side: Side | None = None
        self.is_stopping = False
        #: The stand-in for Slack, where there is no Slack.
        self.local: LocalWorkspace | None = None
        self.is_connected: Callable[[], Awaitable[bool]] | None = None
        self.waking: Waking | None = None
        self.keeping: Keeping | None = None
        self.understanding: Understanding | None = None
        #: The planner of last time, and what it is over.
        self._planned_over: tuple[Snapshot, Sequence[Person], Planner] | None = None

    @asynccontextmanager
    async def running(self) -> AsyncIterator[str]:
        """Yield the line for the terminal while everything runs; on leaving, stop in the opposite order."""
        settings = self.settings
        # Bound first: a port in use is said before anything is read or written.
        listening = _bound(*_address(settings))
        async with AsyncExitStack() as stack:
            stack.callback(listening.close)
            base, ledger = await self._kept(stack)
            self.side = await self._enter(base, ledger, listening, stack)
            # Whoever writes before this has ended is heard all the same: the gate then compiles what it needs itself.
            await aside(prepare)
            housekeeping, ticking = await self._housekeeping(ledger, stack)
            following = self._follow_up(base, ledger, ticking, stack)
            if self.local is not None and isinstance(self.clock, MovableClock):
                hastening = self._hastening(self.clock, following, housekeeping, ledger)
                self.local.offer_clock(hastening)
                stack.push_async_callback(hastening.close)
            await self._say_if_reload_waits(base)
            self.keeping = Keeping(self._generations)
            stack.push_async_callback(self.keeping.close)
            self.keeping.soon()
            self._understand(base, stack)
            log.info("serving", transport=settings.transport, generation=base.snapshot.generation)
            stack.push_async_callback(self._drain)  # before everything else that ends
            yield self._line(base, listening.getsockname()[1])

    async def _kept(self, stack: AsyncExitStack) -> tuple[KnowledgeBase, FollowUpLedger]:
        """Open the knowledge and the ledger; on a server several processes share both, so there the ledger is first."""
        from bot.storage.engine import parsed

        place = _ledger_place(self.settings)
        if not self._is_shared:
            base, ledger = await asyncio.gather(self._knowledge(), self._ledger())
            stack.push_async_callback(ledger.close)
            return base, ledger
        from bot.replicating import Replicating
        from bot.storage.shelf import Hints, SqlShelf

        ledger = await self._ledger()
        stack.push_async_callback(ledger.close)
        shelf, hints = SqlShelf(parsed(place)), Hints(parsed(place))
        stack.callback(shelf.close)
        base = await self._knowledge(shelf)
        stack.push_async_callback(hints.close)
        following = Replicating(base=base, hinted=hints.wait, changed=self._knowledge_changed)
        stack.callback(asyncio.ensure_future(following.run()).cancel)
        return base, ledger

    async def _knowledge(self, shelf: "Shelf | None" = None) -> KnowledgeBase:
        return await aside(lambda: KnowledgeBase(self.settings.content, self._generations, shared=SHARED, shelf=shelf))

    @property
    def _is_shared(self) -> bool:
        from bot.storage.engine import file_of

        return file_of(_ledger_place(self.settings)) is None

    @property
    def _generations(self) -> Path:
        return self.settings.state_dir / "knowledge"

    async def _ledger(self) -> FollowUpLedger:
        from bot.storage.ledger import open_ledger

        return await open_ledger(_ledger_place(self.settings))

    async def _enter(
        self, base: KnowledgeBase, ledger: FollowUpLedger, listening: socket.socket, stack: AsyncExitStack
    ) -> "Side":
        """Let requests in: the HTTP server first, since the local workspace answers our own calls through it."""
        from bot.slack import serving
        from bot.slack.side import Side

        settings, port = self.settings, listening.getsockname()[1]
        site = serving.web_app()
        serving.show_health(site, self._missing)
        if settings.metrics:
            serving.show_metrics(site, self._exposed(base, ledger))
        workspace = self._slack() if settings.transport != "local" else self._local(site, port)
        if workspace.signing_secret is not None:
            secret = workspace.signing_secret
            serving.take_events(site, lambda: self.side.app if self.side else None, signing_secret=secret)
        await _listen(site, listening, stack)
        live = settings.transport != "local"
        side = await Side.connect(
            workspace,
            desk=replace(
                _desk(
                    settings,
                    lambda: base.snapshot,
                    ledger,
                    self.clock,
                    self.wording,
                    live=live,
                    level=partial(self._level, ledger),
                ),
                understood=Thinking().understood,
                meter=self.meter,
            ),
            offered=partial(self._offered, base, ledger),
            ledger=ledger,
            clock=self.clock,
            wording=self.wording,
            meter=self.meter,
        )
        stack.push_async_callback(partial(side.close, within_s=_FINISHING_S))
        stack.callback(self._take_no_more)
        if live and side.team:
            await _belongs(ledger, side.team)
        if settings.slack_app_token is not None:
            socket_mode = serving.SocketMode(side.app, settings.slack_app_token.get_secret_value())
            stack.push_async_callback(socket_mode.close)
            await socket_mode.connect()
            self.is_connected = socket_mode.is_connected
        return side

    def _offered(
        self, base: KnowledgeBase, ledger: FollowUpLedger, is_organiser: Callable[[str], Awaitable[bool]]
    ) -> "Offered":
        from bot.auditing import Auditing
        from bot.exporting import Exporting
        from bot.home import Homes
        from bot.limiting import Limit
        from bot.measuring import Measuring
        from bot.organising import Organising
        from bot.overseeing import Overseeing
        from bot.privacy import Privacy
        from bot.recommendations import Recommendations
        from bot.reloading import Reloading
        from bot.reporting import Reporting
        from bot.rostering import Rostering
        from bot.showing import Showing
        from bot.slack.side import Offered
        from bot.teaching import Teaching
        from bot.trail import Trail
        from bot.wishes import Wishes

        picture = partial(self._picture, base, ledger)
        organising = Organising(
            ledger=ledger,
            clock=self.clock,
            wording=self.wording,
            picture=picture,
            simulation=partial(self._simulation, base, ledger),
            changed=self._wake_soon,
        )
        reloading = Reloading(
            base=base,
            trail=Trail(ledger, self.clock),
            wording=self.wording,
            trying=self._trying(),
            trials=self._trials(base),
            moves=partial(self._moves, ledger),
            changed=self._knowledge_changed,
        )
        teaching = Teaching(
            base=base,
            ledger=ledger,
            clock=self.clock,
            wording=self.wording,
            reloading=reloading,
            tell=self._tell_asker,
            named=self._called,
        )
        exporting = Exporting(
            ledger=ledger, clock=self.clock, wording=self.wording, picture=picture, contributed=teaching.export
        )
        rostering = Rostering(
            ledger=ledger,
            clock=self.clock,
            wording=self.wording,
            listing=organising.roster,
            changed=self._renew_soon,
            disown=lambda user: aside(partial(base.disown, user)),
        )

        limit = Limit(self.settings.admin_per_minute)

        async def erased(user: str) -> None:
            await aside(partial(base.disown, user))
            rostering.forget()
            limit.forget(user)
            await self._forget(user)

        return Offered(
            exporting=exporting,
            teaching=teaching,
            showing=Showing(
                ledger=ledger,
                clock=self.clock,
                wording=self.wording,
                artist=self.artist,
                picture=picture,
                is_organiser=is_organiser,
            ),
            privacy=Privacy(
                ledger=ledger,
                clock=self.clock,
                snapshot=lambda: base.snapshot,
                wording=self.wording,
                kept=retention(self.settings),
                erased=erased,
                changed=self._look_up_again,
            ),
            administration=Administration(
                base=base,
                ledger=ledger,
                clock=self.clock,
                wording=self.wording,
                is_organiser=is_organiser,
                reloading=reloading,
                teaching=teaching,
                organising=organising,
                exporting=exporting,
                auditing=Auditing(ledger=ledger, clock=self.clock, wording=self.wording, named=self._called),
                overseeing=Overseeing(organising=organising, trail=Trail(ledger, self.clock)),
                measuring=Measuring(
                    ledger=ledger,
                    clock=self.clock,
                    wording=self.wording,
                    thresholds=_thresholds(self.settings),
                    sending=organising.status,
                ),
                rostering=rostering,
                limit=limit,
            ),
            reporting=Reporting(
                ledger=ledger,
                clock=self.clock,
                picture=picture,
                wording=self.wording,
                is_organiser=is_organiser,
                changed=self._wake_soon,
                limit=limit,
            ),
            recommendations=Recommendations(
                ledger=ledger,
                clock=self.clock,
                snapshot=lambda: base.snapshot,
                picture=picture,
                wording=self.wording,
                wishes=Wishes(self.wording),
                thresholds=_thresholds(self.settings),
                is_organiser=is_organiser,
            ),
            homes=Homes(
                ledger=ledger,
                clock=self.clock,
                snapshot=lambda: base.snapshot,
                picture=picture,
                is_organiser=is_organiser,
                languages=self.wording.languages,
            ),
        )

    async def _tell_asker(self, question: "PassedOn", text: str, entry: str) -> bool:
        return self.side is not None and await self.side.teaching.tell(question, text, entry)

    async def _called(self, user: str) -> str:
        return (await self.side.people.asker(user)).shown if self.side is not None else user

    def _trying(self) -> "Trying":
        from bot.trying import Trying

        def desk_over(snapshot: Snapshot) -> Desk:
            live = self.settings.transport != "local"
            return _desk(self.settings, lambda: snapshot, MemoryLedger(), self.clock, self.wording, live=live)

        return Trying(desk_over=desk_over, thresholds=_thresholds(self.settings))

    def _trials(self, base: KnowledgeBase) -> "Trials":
        from bot.trials import Trials

        return Trials(
            base=base,
            clock=self.clock,
            thresholds=_thresholds(self.settings),
            focus_kept=timedelta(minutes=self.settings.focus_minutes),
            live=self.settings.transport != "local",
        )

    async def _level(self, ledger: FollowUpLedger, user: str) -> Audience:
        """Return as what a Slack user may read: an organiser, somebody of the roster, or anybody."""
        if self.side is not None and await self.side.organisers.include(user):
            return Audience.ORGANISERS
        takes_part = any(each.user == user for each in await ledger.people())
        return Audience.PARTICIPANTS if takes_part else Audience.EVERYONE

    def _look_up_again(self, user: str) -> None:
        if self.side is not None:
            self.side.people.forget(user)

    async def _forget(self, user: str) -> None:
        """Take somebody who was erased out of what this process remembers, and tell the organisers that they left."""
        self._planned_over = None
        self._look_up_again(user)
        if self.side is not None:
            self.side.publishing.forget(user)
        self._renew_soon()
        if self.side is not None:
            await self.side.tell_once(f"erased:{secrets.token_hex(8)}", "told-erased")

    def _slack(self) -> "Workspace":
        from bot.slack.side import Workspace

        settings = self.settings
        assert settings.slack_bot_token is not None  # noqa: S101 - the transport says so
        secret = settings.slack_signing_secret if settings.transport == "http" else None
        return Workspace(
            token=settings.slack_bot_token.get_secret_value(),
            api_url=settings.slack_api_url,
            signing_secret=secret.get_secret_value() if secret else None,
            organisers=settings.organisers,
            organisers_channel=settings.organisers_channel,
        )

    def _local(self, site: "web.Application", port: int) -> "Workspace":
        """Put the local workspace where Slack would be; its secrets are made up for this run."""
        from bot.local.workspace import LocalWorkspace
        from bot.slack.side import Workspace

        secret, token = secrets.token_hex(16), f"xoxb-local-{secrets.token_hex(8)}"
        base_url = f"http://127.0.0.1:{port}"
        local = self.local = LocalWorkspace(
            signing_secret=secret,
            bot_token=token,
            commands=_commands(self.wording),
            now=lambda: self.clock.now().timestamp(),
            speed=self.settings.clock_speed,
        )
        local.add_to(site, base_url=base_url)
        return Workspace(
            token=token,
            api_url=f"{base_url}/api/",
            signing_secret=secret,
            organisers=local.organisers,
            organisers_channel=local.organisers_channel,
        )

    async def _drain(self) -> None:
        """Be ready no more, so that whatever spreads events over replicas leaves this one out; it may need a moment."""
        self.is_stopping = True
        await asyncio.sleep(self.settings.drain_s)

    def _take_no_more(self) -> None:
        # Slack delivers again what is turned away now, to the next process.
        self.side = None

    async def _missing(self) -> Sequence[str]:
        if self.is_stopping:
            return ["stopping"]
        if self.side is None:
            return ["starting"]
        if self.is_connected is not None and not await self.is_connected():
            return ["not connected to Slack"]
        return []

    def _exposed(self, base: KnowledgeBase, ledger: FollowUpLedger) -> Callable[[], Awaitable[tuple[bytes, str]]]:
        """Return what gives the numbers to whoever watches."""
        from bot.watching import Watching

        watching = Watching(ledger=ledger, clock=self.clock, snapshot=lambda: base.snapshot)

        @cache
        def loaded() -> tuple[ModuleType, dict[str, str]]:
            # When they are first asked for: the library takes a tenth of a second, and many are never watched.
            from bot.monitoring import exposing

            return exposing, _build(self.settings)

        async def now() -> tuple[bytes, str]:
            exposing, build = await aside(loaded)
            standing, missing = await watching.standing(), await self._missing()
            body = exposing.exposed(self.meter, standing, build=build, is_ready=not missing)
            return body, exposing.CONTENT_TYPE

        return now

    async def _housekeeping(
        self, ledger: FollowUpLedger, stack: AsyncExitStack
    ) -> "tuple[Housekeeping, AsyncIOScheduler]":
        from bot.scheduling.housekeeping import Housekeeping, scheduler

        housekeeping = Housekeeping(ledger=ledger, clock=self.clock, kept=retention(self.settings))
        await housekeeping.run_once()
        ticking = scheduler(housekeeping)
        ticking.start()
        stack.callback(ticking.shutdown, wait=False)
        return housekeeping, ticking

    def _hastening(
        self, clock: MovableClock, following: "FollowingUp", housekeeping: "Housekeeping", ledger: FollowUpLedger
    ) -> "Hastening":
        """Return what moves the clock that everything else goes by."""
        from bot.hastening import Hastening

        async def daily() -> None:
            await housekeeping.run_once()
            self._wake_soon()

        return Hastening(
            clock=clock,
            following=following,
            ledger=ledger,
            daily=daily,
            moved=lambda: _keep_ahead(self.settings, clock.ahead),
        )

    def _follow_up(
        self, base: KnowledgeBase, ledger: FollowUpLedger, ticking: "AsyncIOScheduler", stack: AsyncExitStack
    ) -> "FollowingUp":
        from bot.clocks import JumpWatch
        from bot.digesting import Digesting
        from bot.expiring import Expiring
        from bot.following import FollowingUp
        from bot.renewing import Renewing
        from bot.scheduling.tick import Waking

        side, settings = self.side, self.settings
        assert side is not None  # noqa: S101 - following up begins when people are served
        picture = partial(self._picture, base, ledger)
        following = FollowingUp(
            ledger=ledger,
            sending=self._sending(ledger, side, picture),
            planning=partial(self._planner, base, ledger),
            organisers=side,
            clock=self.clock,
            speed=settings.clock_speed,
            digesting=Digesting(
                ledger=ledger,
                clock=self.clock,
                organisers=side,
                weekly=_weekly(settings),
                zone=lambda: ZoneInfo(base.snapshot.seminar.timezone),
            ),
            expiring=Expiring(ledger=ledger, clock=self.clock, organisers=side, picture=picture),
            watch=JumpWatch(wall=SystemClock()),
        )
        renewing = Renewing(
            ledger=ledger,
            messenger=side.messenger,
            snapshot=lambda: base.snapshot,
            since=base.since,
            picture=picture,
            clock=self.clock,
            live=settings.transport != "local",
        )
        self.waking = Waking(ticking, following=following, renewing=renewing)
        self.waking.begin()
        stack.push_async_callback(partial(self.waking.end, within_s=_SENDING_S))
        return following

    def _sending(self, ledger: FollowUpLedger, side: "Side", picture: "Callable[[], Awaitable[Picture]]") -> "Sending":
        from bot.pacing import Pace
        from bot.sending import Sending, batch_for
        from bot.slack.reminders import reminder_message
        from bot.standing import Scene

        async def scene() -> Scene:
            return Scene(
                picture=await picture(),
                now=self.clock.now(),
                wording=self.wording,
                drawn=reminder_message,
                in_service=ledger.in_service,
                summed_up=partial(self._digest, ledger, side),
                expired=self._expired,
            )

        return Sending(
            ledger=ledger,
            messenger=side.messenger,
            organisers=side,
            clock=self.clock,
            pace=Pace(
                per_second=_posts_per_second(self.settings),
                # Several processes share a ledger on a server; that one keeps their pace too.
                shared=cast("Shared", ledger) if self._is_shared else None,
            ),
            standing=scene,
            lease=timedelta(seconds=self.settings.lease_s),
            batch=batch_for(_posts_per_second(self.settings)),
        )

    def _expired(self, row: "Row", picture: "Picture", now: datetime, language: str) -> "Mapping[str, Any] | None":
        from bot.expiring import told
        from bot.slack.digest import digest_message

        parts = told(row, picture, picture.today(row.recipient, now), self.wording, language)
        return digest_message(parts) if parts else None

    async def _digest(
        self, ledger: FollowUpLedger, side: "Side", picture: "Picture", now: datetime, language: str
    ) -> "Mapping[str, Any]":
        """Return the digest with its picture, or without where that cannot be drawn or uploaded."""
        from bot.artist import NotDrawnError
        from bot.charting import matrix
        from bot.digesting import digest, week
        from bot.showing import picture_file
        from bot.slack.digest import digest_message, shown

        found = await week(ledger, picture, now)
        parts = digest(found, self.wording, language)
        chart = matrix(found.assignments, picture, now, self.wording, language)
        if not chart.cells:
            return digest_message(parts)
        try:
            drawn = picture_file(chart, await self.artist.drawn(chart), now)
        except NotDrawnError as error:
            log.warning("digest without its picture", reason=str(error))
            return digest_message(parts)
        return digest_message(parts, file=await shown(side.client, drawn), alt=drawn.alt)

    async def _simulation(self, base: KnowledgeBase, ledger: FollowUpLedger, first: date, last: date) -> "Simulation":
        from bot.rehearsing import simulated

        snapshot, now = base.snapshot, self.clock.now()
        live, cadences = self.settings.transport != "local", _cadences(self.settings)
        # Seconds of work: it has an event loop of its own, so that nobody's question waits for it.
        return await aside(
            lambda: asyncio.run(
                simulated(snapshot, MemoryLedger(), cadences, source=ledger, now=now, first=first, last=last, live=live)
            )
        )

    async def _picture(self, base: KnowledgeBase, ledger: FollowUpLedger) -> "Picture":
        from bot.picture import Picture

        return Picture(snapshot=base.snapshot, planner=await self._planner(base, ledger))

    async def _planner(self, base: KnowledgeBase, ledger: FollowUpLedger) -> "Planner":
        """Return the planner over the knowledge in service and the roster of this moment.

        It is the same as long as these are: whom policies mean takes long to find out, and is asked for each batch.
        """
        snapshot, people = base.snapshot, await ledger.people()
        before = self._planned_over
        if before is None or before[0] is not snapshot or before[1] != people:
            before = self._planned_over = snapshot, people, _planner_over(self.settings, snapshot, people)
        return before[2]

    async def _moves(self, ledger: FollowUpLedger, candidate: Snapshot) -> "Moves":
        """Return what a renewal would do to reminders if other knowledge were in service."""
        from bot.picture import Picture
        from bot.ports import Person
        from bot.renewing import Renewing

        assert self.side is not None  # noqa: S101 - whoever asks is served
        live, people = self.settings.transport != "local", {each.id: each for each in await ledger.people()}
        if not live:  # the examples of the knowledge take part, changed or new
            for each in candidate.knowledge.roster:
                known = people.get(each.id)
                people[each.id] = replace(known, participant=each) if known else Person(participant=each)
        picture = Picture(snapshot=candidate, planner=_planner_over(self.settings, candidate, people.values()))

        async def this_one() -> Picture:
            return picture

        return await Renewing(
            ledger=ledger,
            messenger=self.side.messenger,
            snapshot=lambda: candidate,
            since=lambda _: self.clock.now(),
            picture=this_one,
            clock=self.clock,
            live=live,
        ).moves()

    def _understand(self, base: KnowledgeBase, stack: AsyncExitStack) -> None:
        from bot.understanding import Understanding
        from knowledge.encoder import open_encoder

        if not self.settings.semantic:
            log.info("semantic search off", reason="SUIVI_SEMANTIC")
            return
        self.understanding = Understanding(base=base, folder=_vectors_folder(self.settings), opened=open_encoder)
        stack.callback(asyncio.ensure_future(self.understanding.run()).cancel)

    def _wake_soon(self) -> None:
        if self.waking is not None:
            self.waking.wake()
        self._publish_soon()

    def _publish_soon(self) -> None:
        if self.side is not None:
            self.side.publishing.soon()

    def _knowledge_changed(self) -> None:
        self._renew_soon()
        if self.keeping is not None:
            self.keeping.soon()

    def _renew_soon(self) -> None:
        if self.waking is not None:
            self.waking.renew()
        self._publish_soon()
        if self.understanding is not None:
            self.understanding.wake()

    async def _say_if_reload_waits(self, base: KnowledgeBase) -> None:
        try:
            waiting = await asyncio.to_thread(base.waiting)
        except KnowledgeError as error:
            log.warning("knowledge files not compared", folder=str(base.content), problems=len(error.problems))
            return
        if waiting is not None:
            log.warning("knowledge files differ from what is in service; /seminar-admin reload puts them in service")
            if self.side is not None:
                await self.side.tell_once(f"reload-waits:{waiting}", "reload-waits")

    def _line(self, base: KnowledgeBase, port: int) -> str:
        entries = len(base.snapshot.entries)
        match self.settings.transport:
            case "local":
                return f"Suivi serves {entries} entries: open http://127.0.0.1:{port} in a browser (Ctrl+C stops it)"
            case "socket":
                return f"Suivi serves {entries} entries in Slack (Socket Mode); health page on port {port}"
            case "http":
                return f"Suivi serves {entries} entries in Slack at /slack/events on port {port}"


def _build(settings: Settings) -> dict[str, str]:
    """Return what runs here, as it is told to whoever watches."""
    import platform
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    ledger = settings.ledger_url.partition(":")[0].partition("+")[0] if settings.ledger_url else "sqlite"
    return {
        "version": str(project["version"]),
        "python": platform.python_version(),
        "transport": settings.transport,
        "ledger": ledger,
    }


def _planning_clock(settings: Settings) -> Clock:
    """Return the machine's clock, or in a rehearsal one that starts and runs as the settings say.

    Without Slack it can be moved besides, and stands where the page of the local workspace has moved it to.
    """
    system = SystemClock()
    clock: Clock = system
    if settings.is_rehearsal:
        clock = RehearsalClock(start=settings.clock or system.now(), speed=settings.clock_speed)
    if settings.transport != "local":
        return clock
    return MovableClock(under=clock, ahead=_kept_ahead(settings))


def _ahead_file(settings: Settings) -> Path:
    return settings.state_dir / "clock"


def _kept_ahead(settings: Settings) -> timedelta:
    """Return how far the clock was moved, since the ledger knows of what happened then.

    A clock that the settings start begins there, whatever was done before.
    """
    try:
        seconds = 0.0 if settings.clock else float(_ahead_file(settings).read_text())
        return timedelta(seconds=max(0.0, seconds))
    except (OSError, ValueError, OverflowError):  # it was never moved, or somebody wrote something else there
        return timedelta(0)


def _keep_ahead(settings: Settings, ahead: timedelta) -> None:
    if settings.clock:
        return
    try:
        put_whole(_ahead_file(settings), str(ahead.total_seconds()).encode())
    except StorageError as error:
        log.warning("clock not kept; after a restart it stands where it was", reason=str(error))


async def _belongs(ledger: FollowUpLedger, team: str) -> None:
    """Make sure that the ledger is about the workspace whose tokens these are: ids of another mean other people.

    Raises:
        StartError: it is about another one.
    """
    known = await ledger.belong_to(team)
    if known != team:
        raise StartError(
            f"The ledger belongs to the Slack workspace {known}, and SLACK_BOT_TOKEN to {team}; use a token of "
            f"{known}, or give this workspace a ledger of its own with another SUIVI_STATE_DIR or SUIVI_LEDGER_URL"
        )


def _posts_per_second(settings: Settings) -> float:
    # The local workspace stands no queue, and whoever lets three months pass there waits for them.
    return max(settings.posts_per_second, _LOCAL_POSTS) if settings.transport == "local" else settings.posts_per_second


def _weekly(settings: Settings) -> "Weekly | None":
    from bot.digesting import Weekly

    if settings.digest_day == "never":
        return None
    return Weekly(weekday=WEEKDAYS.index(settings.digest_day), hour=settings.digest_hour)


def retention(settings: Settings) -> Retention:
    """Return for how long the settings have things kept."""
    days = {each.name: getattr(settings, f"keep_{each.name}_days") for each in fields(Retention)}
    return Retention(**{name: timedelta(days=each) for name, each in days.items()})


def _cadences(settings: Settings) -> "Cadences":
    from bot.reminding import Cadences
    from knowledge.model import WorkingHours

    start, _, end = settings.working_hours.partition("-")
    return Cadences(
        stages=settings.stages,
        deputy_after=settings.deputy_after,
        escalate_after=settings.escalate_after,
        decide_after=settings.decide_after,
        week_budget=settings.week_budget,
        hours=WorkingHours(start=start, end=end),
    )


def _commands(wording: Wording) -> "list[Command]":
    from bot.commands import command_words
    from bot.local.model import Word
    from bot.local.workspace import Command

    return [
        Command(
            name=name,
            hint=hint,
            description={each: wording.say(each, words) for each in wording.languages},
            words=tuple(
                Word(word=each.word, hint=each.more, description=each.description)
                for each in command_words(name, wording)
            ),
        )
        for name, hint, words in (
            ("/seminar", "question", "command-seminar"),
            ("/seminar-admin", "", "command-seminar-admin"),
        )
    ]


def _address(settings: Settings) -> tuple[str, int]:
    if settings.transport == "local" and settings.host not in _LOOPBACK:
        raise StartError(
            f"Without Slack tokens the bot serves this machine only, not {settings.host}; leave SUIVI_HOST out, "
            "or set the Slack tokens"
        )
    return settings.host, settings.port


def _bound(host: str, port: int) -> socket.socket:
    listening = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError as error:
        listening.close()
        if error.errno == errno.EADDRINUSE:
            other = port + 1 if port < _LAST_PORT else 3001
            raise StartError(
                f"Port {port} on {host} is in use by another program; choose another with --port, as in "
                f'`make run ARGS="--port {other}"`'
            ) from None
        raise StartError(
            f"Cannot listen on {host}, port {port}: {error.strerror}; choose others with --port and SUIVI_HOST"
        ) from None
    return listening


async def _listen(site: "web.Application", listening: socket.socket, stack: AsyncExitStack) -> None:
    from aiohttp import web

    runner = web.AppRunner(site, access_log=None, shutdown_timeout=1.0)
    await runner.setup()
    stack.push_async_callback(runner.cleanup)
    await web.SockSite(runner, listening).start()


def told(error: Exception) -> list[str] | None:
    """Return what to tell whoever started us; None for a mistake of ours, which deserves its traceback."""
    if isinstance(error, KnowledgeError):
        wording = Wording()
        name = "problems-roster" if isinstance(error, RosterError) else "problems-found"
        problems = listed(error, name, wording, terminal_language(wording), most=None)
        return rendered(problems, PLAIN).splitlines()
    if isinstance(error, StartError | StorageError | LedgerError | EncodingError):
        return [str(error)]
    from bot.slack.app import SlackUnreachableError

    return [str(error)] if isinstance(error, SlackUnreachableError) else None


def terminal_language(wording: Wording) -> str:
    """Return the language of whoever reads the terminal, where it is one of ours; else English."""
    language = (locale.getlocale()[0] or "").partition("_")[0]
    return language if language in wording.languages else "en"
