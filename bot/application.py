"""The one place where everything meets: settings in, running parts out.

What only `serve` needs is imported where it is used: the terminal's commands answer sooner without it.
"""

import asyncio
import errno
import locale
import secrets
import signal
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import structlog

from bot.administering import Administration
from bot.answering import Thresholds
from bot.desk import Desk
from bot.errors import LedgerError
from bot.explaining import listed
from bot.markdown import PLAIN, rendered
from bot.ports import Clock, Ledger
from bot.safety import prepare
from bot.storage.memory import MemoryLedger
from bot.waiting import aside
from bot.wording import Wording
from config.settings import Settings
from knowledge.base import KnowledgeBase, Snapshot, served_from
from knowledge.problems import KnowledgeError
from knowledge.storage import StorageError, exclusive

if TYPE_CHECKING:
    from aiohttp import web

    from bot.local.workspace import Command
    from bot.slack.side import Side, Workspace

log = structlog.get_logger()

#: Completes a content folder that brings no shared knowledge of its own.
SHARED = Path(__file__).parents[1] / "knowledge" / "content" / "shared"
#: A supervisor grants ten seconds: this much for what people asked, the rest for closing.
_FINISHING_S = 6.0
_LAST_PORT = 65535
_LOOPBACK = frozenset({"127.0.0.1", "localhost"})


class StartError(Exception):
    """The bot cannot start; the text says why and what to do."""


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)


def terminal_desk(settings: Settings, content: Path | None) -> tuple[Desk, Snapshot]:
    """Return a desk over the sources, for commands that answer and write nothing.

    Raises:
        KnowledgeError: the sources need mending.
    """
    snapshot = served_from(content or settings.content, shared=SHARED)
    return _desk(settings, lambda: snapshot, MemoryLedger(), SystemClock(), Wording(), live=False), snapshot


def _desk(
    settings: Settings,
    snapshot: Callable[[], Snapshot],
    ledger: Ledger,
    clock: Clock,
    wording: Wording,
    *,
    live: bool,
) -> Desk:
    thresholds = Thresholds(answer=settings.answer_at, offer=settings.offer_at)
    return Desk(snapshot=snapshot, ledger=ledger, clock=clock, wording=wording, thresholds=thresholds, live=live)


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
        with exclusive(settings.state_dir):
            async with _Service(settings).running() as line:
                starting = None
                started(line)
                await stop.wait()
                log.info("stopping")
    except asyncio.CancelledError:
        if not stop.is_set():
            raise
    log.info("stopped")


class _Service:
    """One run of the bot: starts every part in the order in which they need each other."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.clock = SystemClock()
        self.wording = Wording()
        self.side: Side | None = None
        self.is_connected: Callable[[], Awaitable[bool]] | None = None

    @asynccontextmanager
    async def running(self) -> AsyncIterator[str]:
        """Yield the line for the terminal while everything runs; on leaving, stop in the opposite order."""
        settings = self.settings
        # Bound first: a port in use is said before anything is read or written.
        listening = _bound(*_address(settings))
        async with AsyncExitStack() as stack:
            stack.callback(listening.close)
            base, ledger = await asyncio.gather(self._knowledge(), self._ledger())
            stack.push_async_callback(ledger.close)
            self.side = await self._enter(base, ledger, listening, stack)
            # Whoever writes before this has ended is heard all the same: the gate then compiles what it needs itself.
            await aside(prepare)
            await self._housekeeping(ledger, stack)
            await self._say_if_reload_waits(base)
            log.info("serving", transport=settings.transport, generation=base.snapshot.generation)
            yield self._line(base, listening.getsockname()[1])

    async def _knowledge(self) -> KnowledgeBase:
        folder = self.settings.state_dir / "knowledge"
        return await aside(lambda: KnowledgeBase(self.settings.content, folder, shared=SHARED))

    async def _ledger(self) -> Ledger:
        from bot.storage.ledger import open_ledger

        return await open_ledger(self.settings.ledger_url or self.settings.state_dir / "ledger.db")

    async def _enter(
        self, base: KnowledgeBase, ledger: Ledger, listening: socket.socket, stack: AsyncExitStack
    ) -> "Side":
        """Let requests in: the HTTP server first, since the local workspace answers our own calls through it."""
        from bot.slack import serving
        from bot.slack.side import Side

        settings, port = self.settings, listening.getsockname()[1]
        site = serving.web_app()
        serving.show_health(site, self._missing)
        workspace = self._slack() if settings.transport != "local" else self._local(site, port)
        if workspace.signing_secret is not None:
            secret = workspace.signing_secret
            serving.take_events(site, lambda: self.side.app if self.side else None, signing_secret=secret)
        await _listen(site, listening, stack)
        live = settings.transport != "local"
        side = await Side.connect(
            workspace,
            desk=_desk(settings, lambda: base.snapshot, ledger, self.clock, self.wording, live=live),
            administration=partial(self._administration, base, ledger),
            ledger=ledger,
            clock=self.clock,
            wording=self.wording,
        )
        stack.push_async_callback(partial(side.close, within_s=_FINISHING_S))
        stack.callback(self._take_no_more)
        if settings.slack_app_token is not None:
            socket_mode = serving.SocketMode(side.app, settings.slack_app_token.get_secret_value())
            stack.push_async_callback(socket_mode.close)
            await socket_mode.connect()
            self.is_connected = socket_mode.is_connected
        return side

    def _administration(
        self, base: KnowledgeBase, ledger: Ledger, is_organiser: Callable[[str], Awaitable[bool]]
    ) -> Administration:
        return Administration(
            base=base, ledger=ledger, clock=self.clock, wording=self.wording, is_organiser=is_organiser
        )

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
        local = LocalWorkspace(signing_secret=secret, bot_token=token, commands=_commands(self.wording))
        local.add_to(site, base_url=base_url)
        return Workspace(
            token=token,
            api_url=f"{base_url}/api/",
            signing_secret=secret,
            organisers=local.organisers,
            organisers_channel=None,
        )

    def _take_no_more(self) -> None:
        # Slack delivers again what is turned away now, to the next process.
        self.side = None

    async def _missing(self) -> Sequence[str]:
        if self.side is None:
            return ["starting"]
        if self.is_connected is not None and not await self.is_connected():
            return ["not connected to Slack"]
        return []

    async def _housekeeping(self, ledger: Ledger, stack: AsyncExitStack) -> None:
        from bot.scheduling.housekeeping import Housekeeping, scheduler

        housekeeping = Housekeeping(ledger=ledger, clock=self.clock)
        await housekeeping.run_once()
        ticking = scheduler(housekeeping)
        ticking.start()
        stack.callback(ticking.shutdown, wait=False)

    async def _say_if_reload_waits(self, base: KnowledgeBase) -> None:
        try:
            waiting = await asyncio.to_thread(base.waiting)
        except KnowledgeError as error:
            log.warning("knowledge files not compared", folder=str(base.content), problems=len(error.problems))
            return
        if waiting is not None:
            log.warning("knowledge files differ from what is in service; /seminar-admin reload puts them in service")
            if self.side is not None:
                await self.side.tell_organisers_once(f"reload-waits:{waiting}", "reload-waits")

    def _line(self, base: KnowledgeBase, port: int) -> str:
        entries = len(base.snapshot.entries)
        match self.settings.transport:
            case "local":
                return f"Suivi serves {entries} entries: open http://127.0.0.1:{port} in a browser (Ctrl+C stops it)"
            case "socket":
                return f"Suivi serves {entries} entries in Slack (Socket Mode); health page on port {port}"
            case "http":
                return f"Suivi serves {entries} entries in Slack at /slack/events on port {port}"


def _commands(wording: Wording) -> "list[Command]":
    from bot.local.workspace import Command

    return [
        Command(name=name, hint=hint, description={each: wording.say(each, words) for each in wording.languages})
        for name, hint, words in (
            ("/seminar", "[question | help]", "command-seminar"),
            ("/seminar-admin", "[reload | undo | unanswered | help]", "command-seminar-admin"),
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
        problems = listed(error.problems, "problems-found", wording, _terminal_language(wording))
        return rendered(problems, PLAIN).splitlines()
    if isinstance(error, StartError | StorageError | LedgerError):
        return [str(error)]
    from bot.slack.app import SlackUnreachableError

    return [str(error)] if isinstance(error, SlackUnreachableError) else None


def _terminal_language(wording: Wording) -> str:
    language = (locale.getlocale()[0] or "").partition("_")[0]
    return language if language in wording.languages else "en"
