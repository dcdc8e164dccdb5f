"""The shelf on which replicas share the knowledge: every database, and the twin in memory, keep the same promises."""

from hashlib import sha256

import pytest

from bot.storage.engine import parsed
from bot.storage.ledger import open_ledger
from bot.storage.shelf import Hints, SqlShelf
from knowledge.shelf import KEPT
from knowledge.storage import StorageError
from tests.contracts.conftest import DATABASES
from tests.fakes import FakeShelf


@pytest.fixture(params=["memory", *DATABASES])
async def shelf(request, new_place):
    if request.param == "memory":
        yield FakeShelf()
        return
    place = await new_place(request.param)
    await (await open_ledger(place)).close()
    shelf = SqlShelf(parsed(place))
    yield shelf
    shelf.close()


def digest(content):
    return sha256(content).hexdigest()


def test_what_was_put_there_is_read_again(shelf):
    assert shelf.digests() == {}
    assert shelf.put(7, b"seven")
    assert (shelf.digests(), shelf.read(7), shelf.read(8)) == ({7: digest(b"seven")}, b"seven", None)


def test_a_number_is_given_once(shelf):
    assert shelf.put(1, b"mine")
    assert not shelf.put(1, b"another's")
    assert shelf.read(1) == b"mine"


def test_what_was_amended_shows_in_its_digest(shelf):
    shelf.put(1, b"by Ana")
    shelf.amend(1, b"by nobody")
    shelf.amend(2, b"not there")
    assert (shelf.digests(), shelf.read(1)) == ({1: digest(b"by nobody")}, b"by nobody")


def test_the_last_ones_stay(shelf):
    for number in range(1, KEPT + 4):
        shelf.put(number, b"%d" % number)
    assert sorted(shelf.digests()) == [*range(4, KEPT + 4)]


async def test_a_database_that_is_away_is_said_to_be(tmp_path):
    shelf = SqlShelf(parsed(f"sqlite:///{tmp_path}/none/ledger.db"))
    with pytest.raises(StorageError, match="try again once that answers"):
        shelf.digests()


async def test_postgresql_tells_that_something_was_put_there(new_place):
    place = await new_place("postgresql")
    await (await open_ledger(place)).close()
    shelf, hints = SqlShelf(parsed(place)), Hints(parsed(place))
    await hints.wait()  # from now on it listens
    shelf.put(1, b"one")
    # At once: with nothing to tell it would end too, a second later.
    told = hints._connection.notifies(timeout=30, stop_after=1)
    assert [each.channel async for each in told] == ["suivi_knowledge"]
    await hints.close()
    shelf.close()
