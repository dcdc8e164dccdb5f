"""Files that were parsed before are not parsed again, and what is kept of them is what parsing gives."""

import pytest

from knowledge import parsing
from knowledge.base import KnowledgeBase
from knowledge.parsed import Parsed
from knowledge.parsing import parse
from knowledge.problems import KnowledgeError
from knowledge.reading import read
from tests.fakes import SMALL_SEMINAR, a_folder

#: Large enough to be kept.
LARGE = "entries:\n" + "".join(
    f"""
  - id: made-{number}
    phrasings:
      en: ["question number {number}, asked in so many words", 'it''s "{number}"']
    answer:
      en: |
        Answer {number},
        over two lines.
    source: programme
"""
    for number in range(60)
)


@pytest.fixture
def parsed(tmp_path):
    return Parsed(tmp_path / "parsed")


@pytest.fixture
def counted(monkeypatch):
    """Return the files that were parsed, in order."""
    files, really = [], parsing.parse

    def counting(data, file):
        files.append(file)
        return really(data, file)

    monkeypatch.setattr(parsing, "parse", counting)
    return files


def test_kept_nodes_are_those_of_the_parser(parsed):
    root, problems = parse(LARGE.encode(), "entries/venue.yaml")
    assert problems == []
    parsed.keep(LARGE.encode(), root)
    assert parsed.get(LARGE.encode()) == root
    assert parsed.get(LARGE.encode() + b"\n") is None


def test_what_is_spoilt_is_parsed_again(parsed, tmp_path):
    root, _ = parse(LARGE.encode(), "x.yaml")
    parsed.keep(LARGE.encode(), root)
    [file, texts] = sorted((tmp_path / "parsed").iterdir())
    assert parsed.plain(LARGE.encode()) is not None
    for spoilt in (b"", b"[1", b"{}", b"[1,2]", b"[1,2,[[3]]]"):
        file.write_bytes(spoilt)
        texts.write_bytes(spoilt)
        assert parsed.get(LARGE.encode()) is None
        assert parsed.plain(LARGE.encode()) is None


def test_reload_parses_what_changed_alone_and_finds_the_same(tmp_path, counted):
    content = a_folder(tmp_path / "content", SMALL_SEMINAR | {"entries/more.yaml": LARGE})
    base = KnowledgeBase(content, tmp_path / "state")
    assert "entries/more.yaml" in counted
    counted.clear()
    venue = content / "entries" / "venue.yaml"
    venue.write_text(venue.read_text().replace("Esplanade", "Dubrovnik"))
    base.reload()
    assert "entries/more.yaml" not in counted
    assert base.snapshot.knowledge == read(content)
    counted.clear()
    KnowledgeBase(content, tmp_path / "state").reload()
    assert "entries/more.yaml" not in counted


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        pytest.param("entries/again.yaml", "", LARGE, id="the same entries twice"),
        pytest.param("entries/again.yaml", "", LARGE.replace("made-", "more-"), id="the same phrasings twice"),
        pytest.param("seminar.yaml", "  programme:", "  handbook:", id="a source that is gone"),
        pytest.param("seminar.yaml", "", "", id="nothing"),
        pytest.param("entries/more.yaml", "source: programme", "source: {titel: x}", id="a source in another form"),
        pytest.param("entries/more.yaml", "source: programme", "seminar: other", id="what files may not say"),
        pytest.param("entries/more.yaml", "source: programme", "related: [nothing]", id="what is not there"),
        pytest.param("entries/more.yaml", "entries:", "more: 1\nentries:", id="another heading"),
        pytest.param("entries/more.yaml", LARGE, f"entries: text\n{'# so many words' * 600}", id="no list"),
    ],
)
def test_files_that_were_read_before_are_read_as_for_the_first_time(tmp_path, parsed, file, old, new):
    content = a_folder(tmp_path / "content", SMALL_SEMINAR | {"entries/more.yaml": LARGE})
    path = content / file
    path.write_text(path.read_text().replace(old, new) if old else path.read_text() + new if path.exists() else new)

    def outcome(**how):
        try:
            return read(content, **how)
        except KnowledgeError as error:
            return error.problems, error.waiting

    for _ in range(2):
        assert outcome(parsed=parsed) == outcome()


def test_problems_keep_their_places_whatever_was_parsed_before(tmp_path):
    files = SMALL_SEMINAR | {"entries/more.yaml": LARGE}
    content = a_folder(tmp_path / "content", files)
    base = KnowledgeBase(content, tmp_path / "state")
    more = content / "entries" / "more.yaml"
    more.rename(content / "entries" / "moved.yaml")
    venue = content / "entries" / "venue.yaml"
    venue.write_text(venue.read_text() + LARGE.partition("\n")[2])
    with pytest.raises(KnowledgeError) as with_cache:
        base.reload()
    with pytest.raises(KnowledgeError) as without:
        read(content)
    assert with_cache.value.problems == without.value.problems


def test_disk_that_refuses_costs_nothing_but_time(tmp_path, monkeypatch):
    monkeypatch.setattr("knowledge.parsed.put_whole", lambda *_: (_ for _ in ()).throw(OSError(28, "full")))
    parsed = Parsed(tmp_path / "parsed")
    root, _ = parse(LARGE.encode(), "x.yaml")
    parsed.keep(LARGE.encode(), root)
    assert parsed.get(LARGE.encode()) is None
