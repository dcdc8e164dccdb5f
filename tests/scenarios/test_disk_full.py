"""A disk that is really full: sending fails closed, and nothing is doubled or lost once there is room again."""

import os
import subprocess
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import event, make_url

from bot.errors import LedgerError
from bot.outbox import RowState
from tests.conftest import TEMPLATE
from tests.fakes import FakeReal
from tests.mailroom import Mailroom

PEOPLE = [f"p{number}" for number in range(60)]
ROOM = 2**31 - 2
MIB = 2**20


class SmallFile:
    """SQLite, which is given no page more while the disk is full."""

    def __init__(self, ledger):
        self._pages = ROOM
        event.listen(ledger._engine.pool, "checkout", self._limit)

    def _limit(self, connection, *_):
        # Fewer than there are is taken for as many as there are.
        connection.execute(f"PRAGMA max_page_count={self._pages}")

    def fill(self):
        self._pages = 1

    def make_room(self):
        self._pages = ROOM


class SmallDisk:
    """PostgreSQL, whose tables are on a disk of a few mebibytes that something else fills."""

    def __init__(self, url):
        self._url = url

    def fill(self):
        with psycopg.connect(self._url, autocommit=True) as connection:
            connection.execute("CREATE TABLE something_else (text text)")
            connection.execute("ALTER TABLE something_else ALTER text SET STORAGE EXTERNAL")
            for size in (MIB, MIB // 8, 8_000, 500):
                with pytest.raises(psycopg.errors.DiskFull):
                    self._fill_with(connection, size)

    @staticmethod
    def _fill_with(connection, size):
        while True:
            connection.execute("INSERT INTO something_else VALUES (repeat('x', %s))", [size])

    def make_room(self):
        with psycopg.connect(self._url, autocommit=True) as connection:
            connection.execute("DROP TABLE something_else")
            connection.execute("CHECKPOINT")  # only then is the room given back


@contextmanager
def a_small_disk(server, folder):
    """Mount a disk of some mebibytes for the server, and yield the URL of a new database on it; needs root."""
    if os.geteuid() != 0:
        pytest.skip("only root can mount a small disk")
    folder.mkdir()
    mounting = ["mount", "-t", "tmpfs", "-o", "size=24m,mode=0700", "tmpfs", folder]
    if subprocess.run(mounting, check=False, capture_output=True).returncode:  # noqa: S603 - no words of others
        folder.rmdir()
        pytest.skip("nothing can be mounted here")
    try:
        with psycopg.connect(server, autocommit=True) as connection:
            [data] = connection.execute("SHOW data_directory").fetchone()
            owner = Path(data).stat()
            os.chown(folder, owner.st_uid, owner.st_gid)
            place = {"folder": sql.Literal(str(folder)), "template": sql.Identifier(TEMPLATE)}
            connection.execute(sql.SQL("CREATE TABLESPACE small LOCATION {folder}").format(**place))
            connection.execute(sql.SQL("CREATE DATABASE small TEMPLATE {template} TABLESPACE small").format(**place))
            try:
                yield make_url(server).set(database="small").render_as_string(hide_password=False)
            finally:
                connection.execute("DROP DATABASE small WITH (FORCE)")
                connection.execute("DROP TABLESPACE small")
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)  # noqa: S603, S607 - no words of others
        folder.rmdir()


@pytest.fixture(params=["sqlite", "postgresql"])
async def disk_and_room(request, new_place, opened):
    real = FakeReal()
    if request.param == "sqlite":
        ledger = await opened(await new_place("sqlite"), real.now)
        yield SmallFile(ledger), Mailroom(ledger, real=real)
        return
    # Not below pytest's folder, which is for root alone: the server has a user of its own.
    folder = Path(f"/tmp/suivi-small-{os.getpid()}")
    with a_small_disk(request.getfixturevalue("server"), folder) as url:
        ledger = await opened(url, real.now)
        yield SmallDisk(url), Mailroom(ledger, real=real)
        await ledger.close()


async def test_disk_that_is_full_stops_sending_and_doubles_nothing_once_there_is_room(disk_and_room):
    disk, room = disk_and_room
    await room.somebody(*PEOPLE)
    await room.plan(*PEOPLE)
    disk.fill()
    failures = 0
    for _ in range(15):
        try:
            await room.send()
        except LedgerError:
            failures += 1
        room.real.advance(minutes=2)
    assert failures > 0
    disk.make_room()
    await room.settle()
    assert len(room.messenger.delivered) == len(set(room.messenger.delivered)) == len(PEOPLE)
    assert await room.in_state(RowState.SENT) == sorted(PEOPLE)
