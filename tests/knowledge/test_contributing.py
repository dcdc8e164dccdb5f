"""What organisers add beside the files: how it is laid over them, kept, undone, written out, and disowned."""

from datetime import UTC, datetime

import pytest
import yaml

from knowledge.base import KnowledgeBase
from knowledge.contributing import Contribution, Effect, as_yaml, effect, laid_over
from knowledge.model import Audience, Source
from tests.fakes import a_folder, an_entry

AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
VENUE = an_entry("venue", "where is it held", "At the Esplanade.")


def an_addition(id_="added-1", *, to=None, phrasing="where may I park", answer="Behind it.", **more):
    return Contribution(
        id=id_,
        to=to,
        phrasings={"en": (phrasing,)},
        answer={"en": answer} if answer else {},
        by="U0OLGA",
        at=AT,
        **more,
    )


def over(*contributed):
    return laid_over({"venue": VENUE}, contributed)


def test_new_entry_stands_beside_those_of_the_files():
    entries = over(an_addition(audience=Audience.PARTICIPANTS, source=Source(title="House rules")))
    assert list(entries) == ["venue", "added-1"]
    assert entries["added-1"].answer == {"en": "Behind it."}
    assert (entries["added-1"].audience, entries["added-1"].source.title) == (Audience.PARTICIPANTS, "House rules")


def test_addition_gives_an_entry_one_more_phrasing_and_keeps_its_answer():
    venue = over(an_addition(to="venue", answer=""))["venue"]
    assert venue.phrasings["en"] == (*VENUE.phrasings["en"], "where may I park")
    assert venue.answer == VENUE.answer


def test_answer_of_an_addition_takes_the_place_of_the_entry_s_in_its_language():
    venue = over(an_addition(to="venue"))["venue"]
    assert venue.answer["en"] == "Behind it."
    assert {each: text for each, text in venue.answer.items() if each != "en"} == {
        each: text for each, text in VENUE.answer.items() if each != "en"
    }


def test_files_win_over_an_addition_of_the_same_id():
    mine = an_entry("added-1", "where may I park", "In front of it.")
    assert laid_over({"added-1": mine}, [an_addition()])["added-1"] == mine


@pytest.mark.parametrize(
    ("addition", "expected"),
    [
        (an_addition(), Effect.IN_SERVICE),
        (an_addition("venue"), Effect.IN_FILES),
        (an_addition(to="venue"), Effect.IN_SERVICE),
        (an_addition(to="venue", phrasing=VENUE.phrasings["en"][0], answer=""), Effect.IN_FILES),
        (an_addition(to="gone"), Effect.ORPHANED),
    ],
)
def test_effect_of_an_addition_is_told(addition, expected):
    assert effect(addition, {"venue": VENUE}) is expected


def test_orphaned_addition_changes_nothing():
    assert over(an_addition(to="gone")) == {"venue": VENUE}


def test_yaml_holds_new_entries_as_files_have_them_and_names_the_rest():
    text = as_yaml([an_addition(), an_addition("added-2", to="venue"), an_addition("venue")], {"venue": VENUE})
    [entry] = yaml.safe_load(text)["entries"]
    assert entry == {"id": "added-1", "phrasings": {"en": ["where may I park"]}, "answer": {"en": "Behind it."}}
    assert "# to add to the entry `venue`:" in text
    assert "seminar" not in text


# In a base


@pytest.fixture
def base(tmp_path):
    return KnowledgeBase(a_folder(tmp_path / "content"), tmp_path / "state")


def add(base, *contributed):
    return base.reload(base.contributing(contributed))


def test_addition_is_found_and_kept_and_undone(base, tmp_path):
    assert add(base, an_addition()).added == ("added-1",)
    again = KnowledgeBase(base.content, tmp_path / "state")
    for each in (base, again):
        assert each.snapshot.index.search("where may I park")[0].entry.id == "added-1"
    again.undo()
    assert "added-1" not in again.snapshot.entries
    again.redo()
    assert "added-1" in again.snapshot.entries


def test_reload_of_the_files_leaves_additions(base):
    add(base, an_addition())
    assert not base.reload()
    assert base.snapshot.knowledge.contributed == (an_addition(),)
    assert base.waiting() is None


def test_addition_is_for_its_audience_alone(base):
    add(base, an_addition(audience=Audience.ORGANISERS))
    assert base.snapshot.public("added-1") is None
    assert base.snapshot.at(Audience.ORGANISERS).public("added-1") is not None
    assert base.snapshot.at(Audience.PARTICIPANTS).public("added-1") is None


def test_disowned_additions_name_nobody_in_any_generation(base, tmp_path):
    add(base, an_addition())
    add(base, an_addition(), an_addition("added-2", phrasing="who sits where"))
    base.disown("U0OLGA")
    assert [each.by for each in base.snapshot.knowledge.contributed] == ["", ""]
    again = KnowledgeBase(base.content, tmp_path / "state")
    assert again.snapshot.generation == base.snapshot.generation
    assert [each for each in (tmp_path / "state").rglob("generation-*") if b"U0OLGA" in each.read_bytes()] == []
    again.undo()
    assert "added-1" in again.snapshot.entries
