"""Several processes that serve the same knowledge: what one puts in service is served by all."""

import pytest

from knowledge.base import ChangedMeanwhileError, KnowledgeBase, NothingToUndoError
from knowledge.contributing import Contribution
from knowledge.storage import StorageError
from tests.fakes import MONDAY, FakeShelf
from tests.knowledge.test_base import answer_of, say


@pytest.fixture
def shelf():
    return FakeShelf()


@pytest.fixture
def a_replica(content, tmp_path, shelf):
    """Start a process, with a folder of its own."""
    return lambda name: KnowledgeBase(content.folder, tmp_path / name, shelf=shelf)


def reloaded(content, base, answer):
    say(content, answer)
    return base.reload()


def test_a_reload_of_one_is_taken_by_the_other(content, a_replica):
    one, other = a_replica("one"), a_replica("other")
    reloaded(content, one, "At the town hall.")
    assert answer_of(other) == "At the Esplanade hotel."
    difference = other.catch_up()
    assert (difference.changed, answer_of(other)) == (("venue",), "At the town hall.")
    assert other.catch_up() is None


def test_undo_and_redo_of_one_are_taken_by_the_other_whoever_does_them(content, a_replica):
    one, other = a_replica("one"), a_replica("other")
    reloaded(content, one, "At the town hall.")
    other.undo()  # though it had not caught up
    one.catch_up()
    assert answer_of(one) == answer_of(other) == "At the Esplanade hotel."
    one.redo()
    other.catch_up()
    assert answer_of(one) == answer_of(other) == "At the town hall."
    one.undo()
    with pytest.raises(NothingToUndoError):
        other.undo()


def test_one_that_starts_later_serves_what_the_others_do(content, a_replica):
    one = a_replica("one")
    reloaded(content, one, "At the town hall.")
    say(content, "In the park.")
    assert answer_of(a_replica("other")) == "At the town hall."


def test_one_that_served_alone_takes_what_the_others_serve(content, a_replica, tmp_path):
    alone = KnowledgeBase(content.folder, tmp_path / "other")
    for answer in ("In the park.", "In the wood."):
        reloaded(content, alone, answer)
    say(content, "At the town hall.")
    one, other = a_replica("one"), a_replica("other")
    assert answer_of(one) == answer_of(other) == "At the town hall."
    assert reloaded(content, other, "At the mill.")
    one.catch_up()
    assert answer_of(one) == "At the mill."


def test_what_is_looked_at_is_not_applied_over_what_another_applied(content, a_replica):
    one, other = a_replica("one"), a_replica("other")
    before = other.snapshot
    say(content, "At the mill.")
    candidate = other.candidate()
    reloaded(content, one, "At the town hall.")
    with pytest.raises(ChangedMeanwhileError):
        other.reload(candidate, over=before)
    assert answer_of(other) == "At the town hall."


def test_of_two_that_change_something_at_once_one_is_told(content, a_replica, shelf):
    one, other = a_replica("one"), a_replica("other")
    put, first = shelf.put, []

    def slow(number, tables):
        if not first:
            first.append(number)
            reloaded(content, other, "At the mill.")
        return put(number, tables)

    shelf.put = slow
    with pytest.raises(ChangedMeanwhileError):
        reloaded(content, one, "At the town hall.")
    assert answer_of(one) == "At the Esplanade hotel."
    one.catch_up()
    assert answer_of(one) == answer_of(other) == "At the mill."


def test_a_shelf_that_is_away_changes_nothing_and_hinders_no_answer(content, a_replica, shelf):
    one, other = a_replica("one"), a_replica("other")
    shelf.is_away = True
    say(content, "At the town hall.")
    for change in (one.reload, one.undo, other.catch_up):
        with pytest.raises(StorageError):
            change()
    assert answer_of(one) == answer_of(other) == "At the Esplanade hotel."
    shelf.is_away = False
    one.reload()
    other.catch_up()
    assert answer_of(other) == "At the town hall."


def test_what_could_not_be_put_there_is_in_service_nowhere(content, a_replica, shelf, tmp_path):
    one = a_replica("one")

    def refused(*_):
        raise StorageError("the shelf is away")

    shelf.put, put = refused, shelf.put
    with pytest.raises(StorageError):
        reloaded(content, one, "At the town hall.")
    assert [each.name for each in (tmp_path / "one").glob("generation-*")] == ["generation-000001.json"]
    shelf.put = put
    assert (answer_of(one), answer_of(a_replica("other"))) == ("At the Esplanade hotel.",) * 2


def test_who_was_erased_is_taken_out_everywhere(a_replica, shelf):
    one, other = a_replica("one"), a_replica("other")
    added = Contribution(
        id="c-1", by="U0ANA", at=MONDAY, phrasings={"en": ("is there tea",)}, answer={"en": "Yes."}, title={"en": "Tea"}
    )
    one.reload(one.contributing([added]))
    other.catch_up()
    one.disown("U0ANA")
    assert other.catch_up() is None
    assert [each.by for each in other.snapshot.knowledge.contributed] == [""]
    assert not any(b"U0ANA" in each for each in shelf.kept.values())


def test_what_is_damaged_on_the_shelf_is_not_served(content, a_replica, shelf):
    one, other = a_replica("one"), a_replica("other")
    reloaded(content, one, "At the town hall.")
    shelf.amend(2, b"{}")
    with pytest.raises(StorageError, match="generation 2, as others keep it, is damaged"):
        other.catch_up()
    assert answer_of(other) == "At the Esplanade hotel."
