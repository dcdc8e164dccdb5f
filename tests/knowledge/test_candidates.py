"""What another process read and indexed: it comes into service as if it had been read here, or not at all."""

import orjson
import pytest

from knowledge.base import ChangedMeanwhileError, KnowledgeBase, keep, served_from
from knowledge.candidates import candidate_of
from knowledge.contributing import Contribution
from knowledge.model import Audience
from knowledge.problems import KnowledgeError
from knowledge.storage import WAITING
from tests.fakes import MONDAY, SMALL_SEMINAR, FakeShelf, a_folder

QUESTION = "which hotel do they stay at"
HIDDEN = """
  - id: hidden
    phrasings: {en: ["who pays for the dinner", "what is the budget"]}
    answer: {en: "The ministry."}
    source: programme
    audience: organisers
"""
NEW = (
    HIDDEN.replace("hidden", "new")
    .replace("organisers", "participants")
    .replace("dinner", "lunch")
    .replace("is the", "was the")
)


@pytest.fixture
def content(tmp_path):
    venue = "entries/venue.yaml"
    return a_folder(tmp_path / "content", SMALL_SEMINAR | {venue: f"{SMALL_SEMINAR[venue].rstrip()}{HIDDEN}"})


@pytest.fixture
def base(tmp_path, content):
    return KnowledgeBase(content, tmp_path / "state")


def edit(content, old="Esplanade", new="Dubrovnik", more=NEW):
    path = content / "entries" / "venue.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new) + more, encoding="utf-8")


def kept(base):
    """Return what another process would tell."""
    found = candidate_of(base.folder, base.snapshot.generation, base.content, base.shared)
    return orjson.loads(orjson.dumps(found.kept()))


@pytest.fixture
def building_fails(monkeypatch):
    def build_nothing_from_now_on():
        monkeypatch.setattr("knowledge.search.index.Weighed.of", lambda _: 1 / 0)

    return build_nothing_from_now_on


def put(base, told):
    before = base.snapshot
    return base.take(base.told(told, before), told["fingerprint"], over=before)


def test_taken_knowledge_is_what_was_read_and_nothing_is_built(base, content, tmp_path, building_fails):
    edit(content)
    told, expected = kept(base), served_from(content)
    before, stays = base.snapshot.index.search(QUESTION), base.snapshot.entries["zagreb-fee"]
    building_fails()
    found = put(base, told)
    assert (found.added, found.changed, found.removed, found.generation) == (("new",), ("zagreb-hotel",), (), 2)
    assert base.snapshot.knowledge == expected.knowledge
    for level in Audience:
        assert base.snapshot.at(level).index.search("the budget") == expected.at(level).index.search("the budget")
    assert base.snapshot.entries["zagreb-fee"] is stays
    # The next start takes it too.
    again = KnowledgeBase(content, tmp_path / "state").snapshot
    assert (again.generation, again.knowledge) == (2, expected.knowledge)
    assert again.index.search(QUESTION) != before


def test_undo_and_redo_take_what_was_built(base, content, tmp_path, building_fails):
    edit(content)
    put(base, kept(base))
    edit(content, "Dubrovnik", "Palace", more="")
    put(base, kept(base))
    expected = base.snapshot.index.search(QUESTION)
    building_fails()
    base.undo()
    assert "Dubrovnik" in base.snapshot.entries["zagreb-hotel"].answer["en"]
    base.redo()
    assert base.snapshot.index.search(QUESTION) == expected
    assert KnowledgeBase(content, tmp_path / "state").snapshot.index.search(QUESTION) == expected


def test_what_was_compared_with_something_else_is_not_taken(base, content):
    edit(content)
    told, over = kept(base), base.snapshot
    base.reload()
    with pytest.raises(ChangedMeanwhileError):
        base.take(base.told(told, over), told["fingerprint"], over=over)
    assert base.snapshot.generation == 2
    with pytest.raises(ChangedMeanwhileError):
        candidate_of(base.folder, 7, base.content, None)


def test_somebody_erased_meanwhile_does_not_come_back(base, content):
    added = Contribution(id="added", phrasings={"en": ("is there parking",)}, answer={"en": "No."}, by="U0X", at=MONDAY)
    base.reload(base.contributing([added]))
    edit(content)
    told, over = kept(base), base.snapshot
    base.disown("U0X")
    with pytest.raises(ChangedMeanwhileError):
        base.take(base.told(told, over), told["fingerprint"], over=over)
    candidate = base.candidate()
    base.reload(candidate)
    assert [each.by for each in base.snapshot.knowledge.contributed] == [""]


@pytest.mark.parametrize("spoilt", [b"", b"{}"])
def test_what_was_spoilt_or_replaced_on_the_disk_is_not_taken(base, content, spoilt):
    edit(content)
    told = kept(base)
    [file] = (base.folder / WAITING).glob("generation-*.json")
    file.write_bytes(spoilt)
    with pytest.raises(ChangedMeanwhileError):
        put(base, told)
    assert base.snapshot.generation == 1


def test_what_was_taken_need_not_be_kept_again(base, content, building_fails):
    edit(content)
    put(base, kept(base))
    building_fails()
    keep(base.folder)
    spoilt = next(base.folder.glob("made-from-000002-*.everyone"))
    spoilt.write_bytes(b"")
    with pytest.raises(ZeroDivisionError):
        keep(base.folder)


def test_part_that_was_spoilt_is_built_again(base, content):
    edit(content)
    told = kept(base)
    for part in (base.folder / WAITING).glob("made-from-*"):
        part.write_bytes(part.read_bytes()[:-9])
    put(base, told)
    assert base.snapshot.index.search(QUESTION) == served_from(content).index.search(QUESTION)


def test_nothing_waits_after_a_start(base, content, tmp_path):
    edit(content)
    kept(base)
    KnowledgeBase(content, tmp_path / "state")
    assert not (base.folder / WAITING).exists()


def test_sources_that_say_the_same_are_what_is_in_service(base):
    found = candidate_of(base.folder, 1, base.content, None)
    assert found.after is found.before


def test_sources_that_need_mending_name_their_places(base, content):
    edit(content, "source: programme", "source: nothing")
    with pytest.raises(KnowledgeError) as error:
        candidate_of(base.folder, 1, base.content, None)
    assert all(each.line for each in error.value.problems)


def test_levels_that_find_the_same_are_one(tmp_path, content):
    edit(content, "audience: organisers", "audience: participants")
    snapshot = served_from(content)
    assert snapshot.at(Audience.PARTICIPANTS) is snapshot.at(Audience.ORGANISERS) is not snapshot
    assert snapshot.at(Audience.EVERYONE) is snapshot


def test_taken_knowledge_reaches_those_who_serve_the_same(content, tmp_path):
    shelf = FakeShelf()
    base, other = (KnowledgeBase(content, tmp_path / each, shelf=shelf) for each in ("one", "other"))
    edit(content)
    told, late = kept(base), kept(other)
    over = other.snapshot
    put(base, told)
    with pytest.raises(ChangedMeanwhileError):
        other.take(other.told(late, over), late["fingerprint"], over=over)
    assert other.snapshot.generation == base.snapshot.generation == 2
    assert other.snapshot.knowledge == base.snapshot.knowledge
