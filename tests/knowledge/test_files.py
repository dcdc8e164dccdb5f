"""Which files are knowledge, and what is said of those that are not, or cannot be had."""

import os
from pathlib import Path

import pytest

from knowledge.files import MAX_BYTES
from knowledge.problems import KnowledgeError, ProblemKind
from knowledge.reading import hash_of, read

VENUE = "spring-2013/entries/venue.yaml"
IN_A_SEMINAR = (
    "seminar.yaml, entries/*.yaml, recommendations.yaml, roster.yaml, checks.yaml, contacts.yaml, safety.yaml, "
    "documents.yaml, checks-*.yaml, aliases.yaml, documents/*.md, documents/*.txt"
)
IN_SHARED = IN_A_SEMINAR.replace("seminar.yaml", "sources.yaml")
AUTUMN = """\
id: autumn-2013
title: {en: Autumn seminar}
start: 2013-10-03
end: 2013-10-04
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
    source: {title: A forecast}
"""


def ids(knowledge):
    return [each.id for each in knowledge.entries]


def raising(error, path, method, monkeypatch):
    """Let a method of ``Path`` fail for one path."""
    original = getattr(Path, method)

    def failing(self, *args, **kwargs):
        if self == path:
            raise error
        return original(self, *args, **kwargs)

    monkeypatch.setattr(Path, method, failing)


@pytest.fixture
def elsewhere(tmp_path):
    """A folder outside the content, with entries that must not be read."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    (folder / "secret.yaml").write_text(WEATHER)
    return folder


@pytest.fixture
def ours(tmp_path):
    """Shared knowledge that comes with the bot."""
    folder = tmp_path / "ours"
    (folder / "entries").mkdir(parents=True)
    (folder / "entries" / "weather.yaml").write_text(WEATHER)
    (folder / "sources.yaml").write_text("sources:\n  handbook: {title: Our handbook}\n")
    return folder


# Names


def test_entries_may_be_in_several_files_and_folders(content):
    content.write("spring-2013/entries/practical/weather.yml", WEATHER)
    assert ids(content.read()) == ["weather", "venue", "dates", "hello"]


@pytest.mark.parametrize(
    ("name", "accepted"),
    [
        ("spring-2013/entires/weather.yaml", IN_A_SEMINAR),
        ("spring-2013/weather.yaml", IN_A_SEMINAR),
        ("spring-2013/entries.yaml", IN_A_SEMINAR),
        ("spring-2013/check.yml", IN_A_SEMINAR),
        ("spring-2013/checks.YAML", IN_A_SEMINAR),
        ("spring-2013/sources.yaml", IN_A_SEMINAR),
        ("spring-2013/documents/annex.yaml", IN_A_SEMINAR),
        ("shared/seminar.yaml", IN_SHARED),
        ("shared/Entries/weather.yaml", IN_SHARED),
        ("checks.yaml", "*/seminar.yaml, shared/sources.yaml"),
    ],
)
def test_file_that_nobody_would_read_is_reported(content, name, accepted):
    content.write(name, WEATHER)
    problem = content.problem()
    assert (problem.kind, problem.place, problem.accepted) == (ProblemKind.UNKNOWN_FILE, name, accepted)


@pytest.mark.parametrize(
    "name",
    [
        "README.md",
        "spring-2013/entries/venue.yaml~",
        "spring-2013/entries/.venue.yaml",
        ".git/x.yaml",
        "shared/.x/y.yaml",
    ],
)
def test_other_files_are_left_alone(content, name):
    content.write(name, "[")
    assert ids(content.read()) == ["venue", "dates", "hello"]


def test_name_that_is_no_text_is_told_legibly(content):
    content.write(os.fsdecode(b"spring-2013/entries/caf\xe9.yaml"), "[")
    assert content.problem().file == r"spring-2013/entries/caf\xe9.yaml"


def test_empty_files_hold_nothing(content):
    for name in ("spring-2013/checks.yaml", "spring-2013/recommendations.yaml", "shared/aliases.yaml"):
        content.write(name, "# to be written\n")
    content.write("shared/contacts.yaml", "cards:\n")
    content.write("shared/sources.yaml", "sources:\n")
    knowledge = content.read()
    assert (knowledge.checks, knowledge.recommendations, knowledge.aliases, knowledge.cards) == ((), (), (), ())


# Folders


def test_folder_that_is_missing_is_named(tmp_path):
    with pytest.raises(KnowledgeError) as raised:
        read(tmp_path / "contnet")
    [problem] = raised.value.problems
    assert (problem.kind, problem.file) == (ProblemKind.MISSING_FILE, (tmp_path / "contnet").as_posix())
    assert problem.accepted == "folder"


def test_file_is_no_folder(content):
    with pytest.raises(KnowledgeError, match="missing-file"):
        read(content.folder / VENUE)


def test_seminar_without_its_file_is_reported(content):
    content.write("autumn-2013/entries/weather.yaml", WEATHER)
    problem = content.problem()
    assert (problem.kind, problem.place) == (ProblemKind.MISSING_FILE, "autumn-2013/seminar.yaml")
    assert problem.accepted == "file"


def test_lone_seminar_without_its_file_is_reported(content, ours):
    content.remove("spring-2013/seminar.yaml")
    content.change(VENUE, "programme", "handbook")
    with pytest.raises(KnowledgeError) as raised:
        read(content.folder / "spring-2013", shared=ours)
    assert [each.place for each in raised.value.problems] == ["seminar.yaml"]


def test_folder_without_a_seminar_is_reported_with_all_else(content):
    for path in sorted((content.folder / "spring-2013").rglob("*.yaml")):
        path.unlink()
    (content.folder / "spring-2013" / "entries").rmdir()
    (content.folder / "spring-2013").rmdir()
    content.change("shared/entries/talk.yaml", "small_talk", "talk")
    assert {each.kind for each in content.problems()} == {ProblemKind.NO_SEMINAR, ProblemKind.WRONG_VALUE, "missing"}


def test_our_shared_knowledge_makes_no_seminar(tmp_path, ours):
    (tmp_path / "empty").mkdir()
    with pytest.raises(KnowledgeError) as raised:
        read(tmp_path / "empty", shared=ours)
    assert [str(each.kind) for each in raised.value.problems] == ["no-seminar"]


def test_lone_seminar_is_completed_with_our_shared_knowledge(content, ours):
    knowledge = read(content.folder / "spring-2013", shared=ours)
    assert ids(knowledge) == ["venue", "dates", "weather"]
    assert knowledge.recommendations[0].source.title == "Our handbook"


def test_lone_seminar_names_its_files_without_a_folder(content, ours):
    content.change(VENUE, "id: venue", "id: Venue")
    with pytest.raises(KnowledgeError) as raised:
        read(content.folder / "spring-2013", shared=ours)
    assert raised.value.problems[0].file == "entries/venue.yaml"


def test_shared_knowledge_of_the_content_replaces_ours(content, ours):
    assert ids(content.read(shared=ours)) == ["venue", "dates", "hello"]


def test_lone_seminar_may_hold_shared_knowledge_of_its_own(content, ours):
    seminar = content.folder / "spring-2013"
    (content.folder / "shared").rename(seminar / "shared")
    knowledge = read(seminar, shared=ours)
    assert ids(knowledge) == ["venue", "dates", "hello"]
    assert [each.seminar for each in knowledge.entries] == ["spring-2013", "spring-2013", None]


def test_content_without_shared_knowledge_is_read(content):
    for path in (content.folder / "shared").rglob("*.yaml"):
        path.unlink()
    content.change("spring-2013/recommendations.yaml", "handbook", "programme")
    assert ids(content.read()) == ["venue", "dates"]


def test_several_seminars_are_read_and_the_shared_knowledge_comes_last(content):
    content.write("winter-2013/seminar.yaml", AUTUMN)
    content.write("winter-2013/entries/weather.yaml", WEATHER)
    knowledge = content.read()
    assert [each.id for each in knowledge.seminars] == ["spring-2013", "autumn-2013"]
    assert [(each.id, each.seminar) for each in knowledge.entries] == [
        ("venue", "spring-2013"),
        ("dates", "spring-2013"),
        ("weather", "autumn-2013"),
        ("hello", None),
    ]


# Files that cannot be had


def test_largest_file_is_read(content):
    content.write(VENUE, WEATHER + "#" * (MAX_BYTES - len(WEATHER)))
    content.remove("spring-2013/checks.yaml")
    content.remove("spring-2013/recommendations.yaml")
    assert ids(content.read()) == ["weather", "hello"]


def test_larger_file_is_refused_without_being_read(content):
    path = content.write("spring-2013/entries/weather.yaml", "")
    os.truncate(path, 2**40)
    problem = content.problem()
    assert (problem.kind, problem.place) == (ProblemKind.TOO_LARGE, "spring-2013/entries/weather.yaml")
    assert (problem.found, problem.accepted) == ("1,099,511,627,776", "10,485,760")


def test_file_in_another_encoding_is_reported_with_the_place(content):
    content.write("spring-2013/entries/weather.yaml", WEATHER.replace("Rain.", "Pluie à l'été.").encode("latin-1"))
    problem = content.problem()
    assert (problem.kind, problem.place) == (ProblemKind.NOT_UTF8, "spring-2013/entries/weather.yaml:4:24")
    assert problem.found == "0xe0"


def test_unreadable_file_is_reported(content, monkeypatch):
    path = content.write("spring-2013/entries/weather.yaml", WEATHER)
    raising(PermissionError(13, "Permission denied"), path, "read_bytes", monkeypatch)
    problem = content.problem()
    assert (problem.kind, problem.place) == (ProblemKind.UNREADABLE, "spring-2013/entries/weather.yaml")
    assert problem.found == "Permission denied"


def test_unreadable_folder_is_not_an_empty_one(content, monkeypatch):
    path = content.write("spring-2013/entries/practical/weather.yaml", WEATHER).parent
    raising(PermissionError(13, "Permission denied"), path, "iterdir", monkeypatch)
    problem = content.problem()
    assert (problem.kind, problem.place) == (ProblemKind.UNREADABLE, "spring-2013/entries/practical")


def test_unreadable_content_folder_is_reported(content, monkeypatch):
    raising(PermissionError(13, "Permission denied"), content.folder, "iterdir", monkeypatch)
    problem = content.problem()
    assert (problem.kind, problem.place) == (ProblemKind.UNREADABLE, content.folder.as_posix())


def test_pipe_does_not_keep_us_waiting(content):
    os.mkfifo(content.folder / "spring-2013" / "entries" / "weather.yaml")
    assert (content.problem().kind, content.problem().found) == (ProblemKind.UNREADABLE, "not a file")


# Links


def test_link_to_a_file_outside_is_refused(content, elsewhere):
    (content.folder / "spring-2013/entries/weather.yaml").symlink_to(elsewhere / "secret.yaml")
    problem = content.problem()
    assert (problem.kind, problem.place) == (ProblemKind.OUTSIDE, "spring-2013/entries/weather.yaml")


def test_link_to_a_folder_outside_is_refused(content, elsewhere):
    (content.folder / "spring-2013/entries/more").symlink_to(elsewhere)
    problem = content.problem()
    assert (problem.kind, problem.place) == (ProblemKind.OUTSIDE, "spring-2013/entries/more")


def test_seminar_that_is_a_link_outside_is_refused(content, elsewhere):
    (elsewhere / "seminar.yaml").write_text(AUTUMN)
    (content.folder / "autumn-2013").symlink_to(elsewhere)
    problem = content.problem()
    assert (problem.kind, problem.place) == (ProblemKind.OUTSIDE, "autumn-2013/")


def test_links_within_the_content_are_followed(content):
    # As a mounted volume is laid out: the files are links into a hidden folder that is replaced as a whole.
    hidden = content.write("..data/practical/weather.yaml", WEATHER).parent
    (content.folder / "spring-2013/entries/practical").symlink_to(hidden)
    assert "weather" in ids(content.read())


def test_content_folder_may_itself_be_a_link(content, tmp_path):
    (tmp_path / "link").symlink_to(content.folder)
    assert ids(read(tmp_path / "link")) == ["venue", "dates", "hello"]


def test_links_in_a_circle_end(content):
    (content.folder / "spring-2013/entries/again").symlink_to(content.folder / "spring-2013/entries")
    assert ids(content.read()) == ["venue", "dates", "hello"]


@pytest.mark.parametrize(
    ("target", "found"),
    [("weather.yaml", "Too many levels of symbolic links"), ("nothing.yaml", "No such file or directory")],
)
def test_link_that_leads_nowhere_is_reported(content, target, found):
    (content.folder / "spring-2013/entries/weather.yaml").symlink_to(target)
    assert (content.problem().kind, content.problem().found) == (ProblemKind.UNREADABLE, found)


# The hash


def test_hash_is_that_of_what_was_read(content):
    assert content.read().sources_hash == hash_of(content.folder)


def test_hash_does_not_depend_on_where_the_folder_is(content, tmp_path):
    before = hash_of(content.folder)
    assert hash_of(content.folder.rename(tmp_path / "moved")) == before


@pytest.mark.parametrize(
    "change",
    [
        lambda content: content.change(VENUE, "At the Esplanade", "At the Ambasador"),
        lambda content: content.write(VENUE, "[ not YAML"),
        lambda content: content.write("spring-2013/entries/weather.yaml", ""),
        lambda content: content.remove("shared/aliases.yaml"),
        lambda content: (content.folder / VENUE).rename(content.folder / "spring-2013/entries/hotel.yaml"),
    ],
    ids=["a word", "a syntax error", "an empty file more", "a file less", "another name"],
)
def test_hash_tells_every_change(content, change):
    before = hash_of(content.folder)
    change(content)
    assert hash_of(content.folder) != before


def test_hash_of_a_missing_folder_says_so(tmp_path):
    with pytest.raises(KnowledgeError):
        hash_of(tmp_path / "contnet")


def test_what_is_hashed_is_what_is_read(content, monkeypatch):
    # Somebody saves while we read: the second time, the file is another.
    path, reads = content.folder / VENUE, []
    original = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda self: reads.append(self) or original(self))
    content.read()
    assert reads.count(path) == 1


@pytest.mark.parametrize(
    "written", ["a" * 200_000, "id: " * 50_000, "-" * 200_000, "id:" + " " * 200_000, "a:" * 100_000]
)
def test_file_that_is_no_yaml_is_refused_whatever_stands_in_it(content, written):
    # Without end, if each letter of a word without end were looked at anew; pytest would never come back.
    content.write(VENUE, f"entries: [\n{written}")
    with pytest.raises(KnowledgeError):
        content.read()
