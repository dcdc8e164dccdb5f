"""The knowledge in service: started, reloaded whole or not at all, undone, and never seen half done."""

import os
import threading
from dataclasses import replace
from pathlib import Path

import numpy as np
import orjson
import pytest

from knowledge.base import KnowledgeBase, NothingToUndoError, keep, served_from
from knowledge.model import Danger
from knowledge.problems import KnowledgeError
from knowledge.reading import hash_of, read
from knowledge.search.encoding import EncodingError
from knowledge.storage import KEPT_GENERATIONS, GenerationStorage, StorageError
from knowledge.vectors import KeptVectors
from tests.fakes import FakeEncoder

VENUE = "spring-2013/entries/venue.yaml"
ROSTER = "spring-2013/roster.yaml"
CONTENT = Path(__file__).parents[2] / "knowledge" / "content"
AUTUMN = """\
id: autumn-2012
title: {en: Autumn seminar}
start: 2012-10-03
end: 2012-10-04
place: {en: Tirana}
country: AL
timezone: Europe/Tirane
languages: [en]
contact: {en: the secretariat}
"""
WEATHER = """\
entries:
  - id: weather
    phrasings: {en: [what is the weather like]}
    answer: {en: Rain.}
    source: programme
"""

FOOD = """\
entries:
  - id: food
    phrasings: {en: [what food is there]}
    answer: {en: Soup.}
    source: {title: The programme}
"""


def answer_of(base):
    return base.snapshot.entries["venue"].answer["en"]


def say(content, answer):
    """Write another answer about the venue."""
    lines = (content.folder / VENUE).read_text().splitlines(keepends=True)
    lines[8] = f"      en: {answer}\n"
    content.write(VENUE, "".join(lines))


def no_space(*_, **__):
    raise OSError(28, "No space left on device")


@pytest.fixture
def state(tmp_path):
    return tmp_path / "state"


def files_in(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def found(base, question):
    return [each.entry.id for each in base.snapshot.index.search(question)]


# Starting


def test_first_start_is_from_the_sources(content, a_base, state):
    base = a_base()
    assert base.snapshot.knowledge == content.read()
    assert (base.snapshot.generation, base.waiting()) == (1, None)
    assert [each.name for each in state.iterdir()] == ["generation-000001.json"]


def test_first_start_from_faulty_sources_is_refused_and_keeps_nothing(content, a_base, state):
    content.change(VENUE, "id: venue", "id: Venue")
    with pytest.raises(KnowledgeError):
        a_base()
    assert list(state.iterdir()) == []


def test_restart_is_from_the_newest_generation_though_the_sources_changed(content, a_base):
    a_base()
    say(content, "At the town hall.")
    base = a_base()
    assert answer_of(base) == "At the Esplanade hotel."
    assert base.waiting() == hash_of(content.folder)


def test_restart_is_possible_while_the_sources_are_faulty(content, a_base):
    a_base()
    content.write(VENUE, "[")
    base = a_base()
    assert answer_of(base) == "At the Esplanade hotel."
    assert base.waiting()


def test_restart_is_possible_while_the_sources_are_missing(content, a_base, tmp_path):
    a_base()
    content.folder.rename(tmp_path / "moved")
    base = a_base()
    assert answer_of(base) == "At the Esplanade hotel."
    with pytest.raises(KnowledgeError):
        base.waiting()


def test_restart_writes_nothing(a_base, state):
    a_base()
    before = files_in(state)
    a_base()
    assert files_in(state) == before


def test_damaged_generation_is_passed_over(content, a_base, state):
    base = a_base()
    say(content, "At the town hall.")
    base.reload()
    (state / "generation-000002.json").write_bytes(b"{}")
    restarted = a_base()
    assert (restarted.snapshot.generation, answer_of(restarted)) == (1, "At the Esplanade hotel.")


@pytest.mark.parametrize(
    "tables",
    [
        {"entries": {"1": {"id": "venue", "colour": "red"}}},
        {},
        {"header": {"1": {"parent": None, "sources_hash": ""}}},
    ],
    ids=["fields of another version", "tables of another version", "tables missing"],
)
def test_generation_of_another_version_is_passed_over(content, a_base, state, tables):
    base = a_base()
    whole = GenerationStorage(state).read()
    GenerationStorage(state).write({**whole, **tables} if "entries" in tables else tables)
    restarted = a_base()
    assert restarted.snapshot == base.snapshot
    say(content, "At the town hall.")
    assert restarted.reload().generation == 3


def test_sources_are_read_where_no_generation_can_be_used(content, a_base, state):
    GenerationStorage(state).write({"entries": {}})
    base = a_base()
    assert (base.snapshot.generation, answer_of(base)) == (2, "At the Esplanade hotel.")


def test_state_folder_that_cannot_be_used_is_named(content, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError, match="SUIVI_STATE_DIR"):
        KnowledgeBase(content.folder, tmp_path / "file")


def written(folder):
    """Return what there is, and when it was written; reading it changes other times."""
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*")}


def test_commands_that_answer_from_the_sources_write_nothing(content, tmp_path):
    before = written(tmp_path)
    snapshot = served_from(content.folder)
    assert (snapshot.generation, snapshot.knowledge) == (0, content.read())
    assert written(tmp_path) == before


def test_shared_knowledge_completes_a_lone_seminar(content, state):
    base = KnowledgeBase(content.folder / "spring-2013", state, shared=content.folder / "shared")
    assert "hello" in base.snapshot.entries
    assert base.waiting() is None
    assert not base.reload()


# Reloading


def test_reload_tells_what_was_added_changed_and_removed(content, a_base):
    base = a_base()
    content.write("spring-2013/entries/weather.yaml", WEATHER)
    say(content, "At the town hall.")
    content.change("spring-2013/recommendations.yaml", "standing: request", "standing: emphasis")
    content.remove("shared/contacts.yaml")
    difference = base.reload()
    assert (difference.added, difference.changed, difference.removed) == (
        ("weather",),
        ("venue", "train-judges"),
        ("eu-112",),
    )
    assert (difference.generation, difference.entries) == (2, 5)


def test_reloaded_knowledge_is_in_service(content, a_base):
    base = a_base()
    content.write("spring-2013/entries/weather.yaml", WEATHER)
    base.reload()
    assert base.snapshot.knowledge == content.read()
    assert found(base, "what is the weather like")[0] == "weather"
    assert base.waiting() is None


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (("shared/aliases.yaml", "[room, hall]", "[room, hall, chamber]"), "aliases"),
        (("spring-2013/checks.yaml", "where is it held", "where was it held"), "checks"),
        (("shared/safety.yaml", "Call the", "Call at once the"), "safety"),
        (("spring-2013/seminar.yaml", "the secretariat", "the desk"), "spring-2013"),
    ],
)
def test_change_of_what_is_no_entry_is_told(content, a_base, change, named):
    base = a_base()
    content.change(*change)
    assert base.reload().changed == (named,)


def test_entry_that_is_called_as_its_seminar_hides_no_change(content, a_base):
    content.change(VENUE, "id: dates", "id: spring-2013")
    content.change(VENUE, "related: [dates]", "related: [spring-2013]")
    content.change("spring-2013/checks.yaml", "never: dates", "never: spring-2013")
    base = a_base()
    content.change("spring-2013/seminar.yaml", "the secretariat", "the desk")
    assert base.reload().changed == ("spring-2013",)


def test_unchanged_reload_tells_nothing_and_writes_no_generation(a_base, state):
    base = a_base()
    snapshot, before = base.snapshot, files_in(state)
    difference = base.reload()
    assert not difference
    assert (difference.generation, base.snapshot, files_in(state)) == (1, snapshot, before)


def test_reload_of_a_new_remark_waits_no_longer(content, a_base):
    base = a_base()
    content.change(VENUE, "entries:", "# Seen again in March.\nentries:")
    assert base.waiting()
    assert not base.reload()
    assert base.waiting() is None


def test_reload_with_problems_keeps_the_snapshot_and_the_files(content, a_base, state):
    base = a_base()
    snapshot, before = base.snapshot, files_in(state)
    content.change(VENUE, "id: dates", "id: venue")
    with pytest.raises(KnowledgeError):
        base.reload()
    assert base.snapshot is snapshot
    assert files_in(state) == before


@pytest.mark.parametrize("step", ["os.fsync", "os.replace", "os.open"])
@pytest.mark.parametrize("change", [KnowledgeBase.reload, KnowledgeBase.undo], ids=["reload", "undo"])
def test_failing_disk_keeps_the_snapshot_and_the_files(content, a_base, state, step, change):
    base = a_base()
    say(content, "At the town hall.")
    base.reload()
    say(content, "In the park.")
    snapshot, before = base.snapshot, files_in(state)
    with pytest.MonkeyPatch.context() as broken:
        broken.setattr(step, no_space)
        with pytest.raises(StorageError):
            change(base)
    assert base.snapshot is snapshot
    assert files_in(state) == before


def test_reload_succeeds_once_the_disk_does(content, a_base, monkeypatch):
    base = a_base()
    say(content, "At the town hall.")
    with monkeypatch.context() as broken:
        broken.setattr(os, "fsync", no_space)
        with pytest.raises(StorageError):
            base.reload()
    assert base.reload().changed == ("venue",)
    assert answer_of(base) == "At the town hall."


def test_knowledge_that_cannot_be_indexed_is_not_kept(content, a_base, state, monkeypatch):
    base = a_base()
    snapshot, before = base.snapshot, files_in(state)
    say(content, "At the town hall.")
    monkeypatch.setattr("knowledge.search.index.Weighed.of", lambda _: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        base.reload()
    assert base.snapshot is snapshot
    assert files_in(state) == before


# What is built is kept


def index_files(state):
    return sorted(name for name in files_in(state) if name.startswith("made-from-"))


def test_restart_takes_what_was_built_and_answers_the_same(state, a_base, monkeypatch):
    base = a_base()
    keep(state)
    for meeting in base.snapshot.subjects.meetings():
        base.snapshot.index_about(meeting)  # built, while that can be done
    found = base.snapshot.index.search("where is the meeting held")
    guessed = base.snapshot.guesser.guess("où se tient la rencontre")
    monkeypatch.setattr("knowledge.search.index.Weighed.of", lambda _: 1 / 0)
    monkeypatch.setattr("knowledge.base.LanguageGuesser.__init__", lambda *_: 1 / 0)
    again = a_base().snapshot
    assert again.index.search("where is the meeting held") == found
    assert again.guesser.guess("où se tient la rencontre") == guessed
    meetings = again.subjects.meetings()
    assert meetings
    for meeting in meetings:
        narrow, kept = base.snapshot.index_about(meeting), again.index_about(meeting)
        assert kept.search("where is the meeting held") == narrow.search("where is the meeting held")


def test_what_is_kept_of_other_knowledge_or_by_other_code_is_not_taken(content, a_base, state, monkeypatch):
    base = a_base()
    keep(state)
    before = index_files(state)
    say(content, "At the town hall.")
    base.reload()
    assert a_base().snapshot.index.search("where is the meeting held")[0].entry.answer["en"] == "At the town hall."
    keep(state)
    of_both = {*index_files(state)}
    assert len(of_both) == 2 * len(before) > 0
    monkeypatch.setattr("knowledge.beside._code", lambda: "of another day")
    assert a_base().snapshot.index.search("where is the meeting held")[0].entry.answer["en"] == "At the town hall."
    keep(state)
    # Those of the generation in service are others now.
    assert {*index_files(state)} & of_both == {*before}


@pytest.mark.parametrize("content_of_file", [b"", b"PK\x03\x04 and nothing more"])
def test_spoilt_index_is_built_anew(a_base, state, content_of_file):
    base = a_base()
    keep(state)
    for name in index_files(state):
        (state / name).write_bytes(content_of_file)
    again = a_base()
    question = "where is the meeting held"
    assert again.snapshot.index.search(question) == base.snapshot.index.search(question)
    keep(state)
    assert index_files(state)
    assert all((state / name).read_bytes() != content_of_file for name in index_files(state))


def test_index_goes_with_its_generation(content, a_base, state):
    base = a_base()
    keep(state)
    first = index_files(state)
    for number in range(KEPT_GENERATIONS):
        say(content, f"In room {number}.")
        base.reload()
    assert first
    assert index_files(state) == []


def test_index_that_cannot_be_kept_costs_nothing_else(a_base, state, monkeypatch):
    base = a_base()
    monkeypatch.setattr("os.fsync", lambda _: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    with pytest.raises(StorageError, match="No space left"):
        keep(state)
    assert index_files(state) == []
    assert base.snapshot.index.search("where is the meeting held")


def test_reloaded_index_is_the_one_built_anew(content, a_base, tmp_path):
    base = a_base()
    say(content, "At the town hall.")
    base.reload()
    anew = served_from(content.folder).index.packed("index")
    renewed = base.snapshot.index.packed("index")
    assert anew.keys() == renewed.keys()
    assert all(np.array_equal(anew[name], renewed[name]) for name in anew)


# Undoing


def test_undo_goes_back_one_generation_and_tells_the_difference(content, a_base):
    base = a_base()
    before = base.snapshot.knowledge
    content.write("spring-2013/entries/weather.yaml", WEATHER)
    base.reload()
    difference = base.undo()
    assert (difference.removed, difference.generation) == (("weather",), 3)
    assert base.snapshot.knowledge == before
    assert found(base, "what is the weather like") != ["weather"]


def test_knowledge_is_in_service_since_it_was_put_there_and_after_a_restart_too(content, a_base):
    base = a_base()
    first = base.since(base.snapshot)
    say(content, "At the town hall.")
    base.reload()
    reloaded = base.since(base.snapshot)
    restarted = a_base()
    base.undo()
    assert first < reloaded == restarted.since(restarted.snapshot) < base.since(base.snapshot)
    assert base.since(replace(base.snapshot, generation=99)) < first  # nobody knows


def test_undo_twice_goes_back_two_generations(content, a_base):
    base = a_base()
    for answer in ("At the town hall.", "In the park."):
        say(content, answer)
        base.reload()
    answers = []
    for _ in range(2):
        base.undo()
        answers.append(answer_of(base))
    assert answers == ["At the town hall.", "At the Esplanade hotel."]
    with pytest.raises(NothingToUndoError):
        base.undo()


def test_undo_after_a_restart_goes_on_where_it_was(content, a_base):
    base = a_base()
    for answer in ("At the town hall.", "In the park."):
        say(content, answer)
        base.reload()
    base.undo()
    restarted = a_base()
    restarted.undo()
    assert answer_of(restarted) == "At the Esplanade hotel."


def test_undone_knowledge_stays_undone_after_a_restart_and_a_reload_waits(content, a_base):
    base = a_base()
    say(content, "At the town hall.")
    base.reload()
    base.undo()
    restarted = a_base()
    assert answer_of(restarted) == "At the Esplanade hotel."
    assert restarted.waiting()


def test_reload_after_undo_takes_the_sources_again(content, a_base):
    base = a_base()
    say(content, "At the town hall.")
    base.reload()
    base.undo()
    assert base.reload().changed == ("venue",)
    assert answer_of(base) == "At the town hall."
    base.undo()
    assert answer_of(base) == "At the Esplanade hotel."


def test_nothing_to_undo_changes_nothing(a_base, state):
    base = a_base()
    snapshot, before = base.snapshot, files_in(state)
    with pytest.raises(NothingToUndoError):
        base.undo()
    assert base.snapshot is snapshot
    assert files_in(state) == before


def test_undo_to_a_generation_that_is_gone_changes_nothing(content, a_base, state):
    base = a_base()
    say(content, "At the town hall.")
    base.reload()
    (state / "generation-000001.json").unlink()
    with pytest.raises(NothingToUndoError):
        base.undo()
    assert answer_of(base) == "At the town hall."


# The roster of examples


def test_example_roster_is_kept_and_its_changes_are_told(content, a_base):
    base = a_base()
    content.change(ROSTER, "name: National coordinator, Croatia", "name: Coordinator for Croatia")
    content.change(ROSTER, "deputy-hr, name", "stand-in-hr, name")
    content.change(ROSTER, "deputy: deputy-hr", "deputy: stand-in-hr")
    difference = base.reload()
    assert (difference.added, difference.changed, difference.removed) == (
        ("stand-in-hr",),
        ("coordinator-hr",),
        ("deputy-hr",),
    )
    assert a_base().snapshot.knowledge.roster == base.snapshot.knowledge.roster


def test_generation_from_before_there_were_rosters_is_taken(a_base, state):
    base = a_base()
    GenerationStorage(state).write(
        {name: each for name, each in GenerationStorage(state).read().items() if name != "roster"}
    )
    restarted = a_base()
    assert restarted.snapshot.generation == base.snapshot.generation + 1
    assert restarted.snapshot.knowledge.roster == ()


# Reading while it changes


def test_who_holds_a_snapshot_keeps_it_whole(content, a_base):
    base = a_base()
    held = base.snapshot
    content.write("spring-2013/entries/weather.yaml", WEATHER)
    base.reload()
    assert "weather" not in held.entries
    assert (
        held.index.search("what is the weather like")[:1] != base.snapshot.index.search("what is the weather like")[:1]
    )


def test_readers_see_one_generation_or_the_other(content, a_base):
    base = a_base()
    seen, done = [], threading.Event()

    def look():
        while not done.is_set():
            snapshot = base.snapshot
            seen.append((snapshot.generation, snapshot.entries["venue"].answer["en"]))

    reader = threading.Thread(target=look)
    reader.start()
    for number in range(2, 6):
        say(content, f"Room {number}.")
        base.reload()
    done.set()
    reader.join()
    assert set(seen) <= {(1, "At the Esplanade hotel."), *((number, f"Room {number}.") for number in range(2, 6))}


def test_snapshot_is_ready_before_anybody_sees_it(content, a_base, monkeypatch):
    base = a_base()
    say(content, "At the town hall.")
    base.reload()
    monkeypatch.setattr("knowledge.base.Index", lambda *_, **__: 1 / 0)
    assert found(base, "where is the meeting held")[0] == "venue"


def test_two_reloads_at_once_make_one_generation(content, a_base):
    base = a_base()
    say(content, "At the town hall.")
    reloads = [threading.Thread(target=base.reload) for _ in range(4)]
    for each in reloads:
        each.start()
    for each in reloads:
        each.join()
    assert base.snapshot.generation == 2


# What a snapshot offers


@pytest.mark.parametrize("audience", ["organisers", "participants"])
def test_entry_for_fewer_people_is_neither_found_nor_public(content, a_base, audience):
    content.change(VENUE, "source: programme", f"source: programme\n    audience: {audience}")
    base = a_base()
    assert "venue" not in found(base, "where is the meeting held")
    assert base.snapshot.public("venue") is None
    assert base.snapshot.entries["venue"].audience == audience


def test_entry_for_everyone_is_found_and_public(a_base):
    base = a_base()
    assert found(base, "where is the meeting held")[0] == "venue"
    assert base.snapshot.public("venue").id == "venue"


def test_what_there_is_not_is_not_public(a_base):
    assert a_base().snapshot.public("weather") is None


def test_recommendation_is_found_by_its_title_and_its_reference(a_base):
    base = a_base()
    assert base.snapshot.public("train-judges").source.title == "Handbook"
    assert found(base, "train judges")[0] == "train-judges"
    assert found(base, "SPR-2013-R01")[0] == "train-judges"


def test_default_seminar_and_languages(content, a_base):
    content.write("autumn-2012/seminar.yaml", AUTUMN)
    content.write("spring-2013/entries/weather.yaml", WEATHER.replace("{en: Rain.}", "{ro: Plouă.}"))
    snapshot = a_base().snapshot
    assert (snapshot.seminar.id, snapshot.languages) == ("autumn-2012", ("en", "fr", "ro"))
    content.change("autumn-2012/seminar.yaml", "id: autumn-2012", "id: autumn-2012\ndefault: no")
    content.change("spring-2013/seminar.yaml", "id: spring-2013", "id: spring-2013\ndefault: yes")
    assert served_from(content.folder).seminar.id == "spring-2013"


def test_words_for_a_danger_are_those_of_the_organisers(a_base):
    snapshot = a_base().snapshot
    assert snapshot.safety_text(Danger.IMMEDIATE).text["en"] == "Call the emergency services."
    assert snapshot.safety_text(Danger.VICTIM) is None


# On disk


@pytest.mark.parametrize("folder", ["the content of a test", "the content that is shipped"])
def test_what_is_kept_comes_back_as_it_was(content, tmp_path, folder):
    source = CONTENT if "shipped" in folder else content.folder
    KnowledgeBase(source, tmp_path / "state")
    content.folder.rename(tmp_path / "moved")
    kept = KnowledgeBase(tmp_path / "nothing", tmp_path / "state").snapshot.knowledge
    assert kept == read(source if source == CONTENT else tmp_path / "moved")


def test_kept_file_names_its_parent_and_leaves_defaults_out(content, a_base, state):
    base = a_base()
    say(content, "At the town hall.")
    base.reload()
    tables = orjson.loads((state / "generation-000002.json").read_bytes())["tables"]
    assert tables["header"] == {"1": {"parent": 1, "sources_hash": base.snapshot.knowledge.sources_hash}}
    assert "audience" not in tables["entries"]["1"]


def test_knowledge_is_compared_as_a_whole(content):
    knowledge = content.read()
    assert knowledge == content.read()
    assert knowledge != replace(knowledge, aliases=())


# Found by meaning too


@pytest.fixture
def encoder():
    return FakeEncoder("weather καιρός")


@pytest.fixture
def vectors(encoder, tmp_path):
    return KeptVectors(encoder, tmp_path / "vectors")


def many_phrasings(count):
    phrasings = ", ".join(f"matter{number} affair{number}" for number in range(count))
    subjects = (
        f"  - id: subjects\n    phrasings: {{en: [{phrasings}]}}\n    answer: {{en: Yes.}}\n    source: programme\n"
    )
    return WEATHER + subjects


@pytest.fixture
def bigger(content):
    """Enough texts that meanings can be told apart, and one entry about the weather."""
    content.write("spring-2013/entries/weather.yaml", many_phrasings(30))


def is_found_abroad(base):
    return found(base, "καιρός")[:1] == ["weather"]


def test_until_it_is_understood_knowledge_is_found_by_words(bigger, a_base, vectors):
    base = a_base()
    before = base.snapshot
    assert not is_found_abroad(base)
    base.understand(vectors)
    assert is_found_abroad(base)
    assert found(base, "what is the weather like")[:1] == ["weather"]
    assert base.snapshot == before
    assert before.index.search("καιρός") == []


@pytest.mark.usefixtures("bigger")
@pytest.mark.parametrize("is_asked_before", [True, False])
def test_what_one_meeting_is_asked_is_found_by_meaning_too(content, a_base, vectors, encoder, is_asked_before):
    content.write("autumn-2012/seminar.yaml", AUTUMN)
    content.write("autumn-2012/entries/food.yaml", FOOD)
    base = a_base()
    before = base.snapshot.index_about("spring-2013") if is_asked_before else None
    base.understand(vectors)
    encoder.encoded.clear()
    after = base.snapshot.index_about("spring-2013")
    assert after not in (before, base.snapshot.index)
    assert after.search("καιρός")[0].entry.id == "weather"
    assert encoder.encoded == ["καιρός"]
    assert before is None or before.search("καιρός") == []


def test_reload_encodes_what_is_new_before_it_serves(bigger, content, a_base, vectors, encoder):
    base = a_base()
    base.understand(vectors)
    encoder.encoded.clear()
    content.change("spring-2013/entries/weather.yaml", "what is the weather like", "what weather do we get")
    base.reload()
    assert encoder.encoded == ["what weather do we get"]
    assert is_found_abroad(base)


def test_undo_encodes_nothing(bigger, content, a_base, vectors, encoder):
    base = a_base()
    base.understand(vectors)
    content.change("spring-2013/entries/weather.yaml", "what is the weather like", "what weather do we get")
    base.reload()
    encoder.encoded.clear()
    base.undo()
    assert encoder.encoded == []
    assert is_found_abroad(base)


def test_reload_with_very_much_to_encode_does_not_wait_for_it(bigger, content, a_base, vectors, encoder):
    base = a_base()
    base.understand(vectors)
    encoder.encoded.clear()
    content.write("spring-2013/entries/weather.yaml", many_phrasings(400))
    base.reload()
    assert (encoder.encoded, is_found_abroad(base)) == ([], False)
    assert found(base, "what is the weather like")[:1] == ["weather"]
    base.understand(vectors)
    assert is_found_abroad(base)


def test_encoder_that_fails_hinders_no_reload(bigger, content, a_base, vectors, encoder):
    base = a_base()
    base.understand(vectors)
    encoder.is_broken = True
    content.change("spring-2013/entries/weather.yaml", "what is the weather like", "what weather do we get")
    assert base.reload().changed == ("weather",)
    assert found(base, "what weather do we get")[:1] == ["weather"]


def test_encoder_that_fails_at_first_leaves_what_is_in_service(bigger, a_base, vectors, encoder):
    base = a_base()
    before = base.snapshot
    encoder.is_broken = True
    with pytest.raises(EncodingError):
        base.understand(vectors)
    assert base.snapshot is before


def test_reload_while_texts_are_encoded_is_not_undone_by_them(bigger, content, a_base, tmp_path):
    base = a_base()

    class Slow(FakeEncoder):
        def encode(self, texts):
            if not self.encoded:  # in the middle of the first encoding
                content.change("spring-2013/entries/weather.yaml", "what is the weather like", "is it raining")
                self.encoded += ["begun"]
                base.reload()
            return super().encode(texts)

    base.understand(KeptVectors(Slow("raining βροχή"), tmp_path / "vectors"))
    assert base.snapshot.generation == 2
    assert found(base, "βροχή")[:1] == ["weather"]


def test_more_aliases_leave_it_found_by_meaning(bigger, a_base, vectors):
    base = a_base()
    before = base.snapshot.with_aliases(("weather", "climate"))
    assert before.index.search("climate")[0].entry.id == "weather"
    assert before.index.search("καιρός") == []
    base.understand(vectors)
    after = base.snapshot.with_aliases(("weather", "climate"))
    assert [after.index.search(each)[0].entry.id for each in ("climate", "καιρός")] == ["weather"] * 2


# Seminars that are over


def test_archived_seminar_is_meant_only_where_it_is_named(content, a_base):
    content.change("spring-2013/seminar.yaml", "country: HR", "country: HR\narchived: true")
    content.write("autumn-2012/seminar.yaml", AUTUMN)
    snapshot = a_base().snapshot
    assert snapshot.seminar.id == "autumn-2012"
    assert "venue" in snapshot.entries
    assert [each.follow_up is not None for each in snapshot.knowledge.recommendations] == [True]


def test_where_all_are_archived_one_is_meant_all_the_same(content, a_base):
    content.change("spring-2013/seminar.yaml", "country: HR", "country: HR\narchived: true")
    assert a_base().snapshot.seminar.id == "spring-2013"


def test_archived_seminar_cannot_be_the_default(content):
    content.change("spring-2013/seminar.yaml", "country: HR", "country: HR\narchived: true\ndefault: true")
    with pytest.raises(KnowledgeError) as refused:
        content.read()
    assert "archived-default" in {str(each.kind) for each in refused.value.problems}
