"""The organisers' files become knowledge whole, or every problem in them is told at once."""

import shutil
import tempfile
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from knowledge.model import Audience, EntryKind, Listing
from knowledge.problems import KnowledgeError, ProblemKind
from knowledge.reading import Knowledge, read

VENUE = "spring-2013/entries/venue.yaml"
SEMINAR = "spring-2013/seminar.yaml"
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
sources:
  programme: {title: Programme of the autumn seminar}
default: true
"""
WEATHER = """\
entries:
  - id: weather
    phrasings: {en: [where is the meeting held]}
    answer: {en: Rain.}
    source: programme
    further_sources: [handbook, {title: A forecast}]
"""
#: What may be put anywhere by mistake.
ODD = st.text(max_size=4) | st.sampled_from(
    [None, "", " ", "null", "2012-13-45", "programme", "👍", "\u200e", "[key]", "venue", "A" * 9000, "1", "true", "id"]
)
SLIPS = st.sampled_from(
    [b"\n", b"  ", b": ", b"- ", b"'", b'"', b"[", b"]", b"{", b"*a", b"---\n", b"\t", b"", b"\xe9"]
)


def entry(knowledge, id_):
    return next(each for each in knowledge.entries if each.id == id_)


# What is read


def test_everything_that_was_written_is_read(content):
    knowledge = content.read()
    counts = {
        name: len(getattr(knowledge, name))
        for name in ("seminars", "entries", "recommendations", "cards", "safety_texts", "aliases", "checks", "roster")
    }
    assert counts == {
        "seminars": 1, "entries": 3, "recommendations": 1, "cards": 1, "safety_texts": 1, "aliases": 2, "checks": 2,
        "roster": 2,
    }  # fmt: skip


def test_dates_are_read_as_dates(content):
    knowledge = content.read()
    assert entry(knowledge, "dates").valid_until == date(2013, 4, 12)
    assert (knowledge.seminars[0].start, knowledge.seminars[0].end) == (date(2013, 4, 11), date(2013, 4, 12))


def test_spaces_around_a_text_go(content):
    content.change(VENUE, "At the Esplanade hotel.", '"  At the Esplanade hotel.\\n "')
    assert entry(content.read(), "venue").answer["en"] == "At the Esplanade hotel."


@pytest.mark.parametrize("written", ["yes", "no", "on", "12:30", "2013-04-11", "010", "1e3", "0x10"])
def test_what_other_readers_take_for_a_boolean_or_a_number_stays_as_written(content, written):
    content.change(VENUE, "[calendar]", f"[{written}]")
    assert entry(content.read(), "dates").keywords["en"] == (written,)


def test_norway_is_a_country(content):
    content.change(SEMINAR, "country: HR", "country: NO")
    assert content.read().seminars[0].country == "NO"


def test_quoted_null_is_a_word(content):
    content.change(VENUE, "[calendar]", '["null", "~"]')
    assert entry(content.read(), "dates").keywords["en"] == ("null", "~")


def test_what_windows_editors_add_changes_nothing(content):
    before = content.read()
    path = content.folder / VENUE
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert content.read().entries == before.entries


def test_long_answer_keeps_its_paragraphs(content):
    content.change(
        VENUE, "fr: Les 11 et 12 avril 2013.", "fr: >-\n        Le 11\n        et le 12.\n\n        En **avril**."
    )
    assert entry(content.read(), "dates").answer["fr"] == "Le 11 et le 12.\nEn **avril**."


def test_optional_fields_have_their_values(content):
    content.change(VENUE, "related: [dates]", "audience: organisers\n    kind: not_stated\n    lists: recommendations")
    venue = entry(content.read(), "venue")
    assert (venue.audience, venue.kind, venue.lists) == (
        Audience.ORGANISERS,
        EntryKind.NOT_STATED,
        Listing.RECOMMENDATIONS,
    )


def test_what_stands_in_a_seminars_folder_belongs_to_it(content):
    knowledge = content.read()
    assert [each.seminar for each in (*knowledge.entries, *knowledge.recommendations)] == [
        "spring-2013",
        "spring-2013",
        None,
        "spring-2013",
    ]


# Sources by name


def test_source_may_be_named(content):
    knowledge = content.read()
    assert entry(knowledge, "venue").source.url == "https://example.org/programme"
    assert knowledge.recommendations[0].source.publisher == "The network"


def test_name_means_the_source_of_the_own_seminar(content):
    content.write("autumn-2013/seminar.yaml", AUTUMN)
    content.write("autumn-2013/entries/weather.yaml", WEATHER)
    knowledge = content.read()
    assert entry(knowledge, "venue").source.title == "Programme of the seminar"
    assert entry(knowledge, "weather").source.title == "Programme of the autumn seminar"
    assert [each.title for each in entry(knowledge, "weather").further_sources] == ["Handbook", "A forecast"]


def test_seminar_may_have_another_source_of_a_shared_name(content):
    content.change(SEMINAR, "sources:\n", "sources:\n  handbook: {title: Our own handbook}\n")
    assert content.read().recommendations[0].source.title == "Our own handbook"


def test_source_of_a_seminar_is_unknown_elsewhere(content):
    content.change("shared/entries/talk.yaml", "kind: small_talk", "source: programme")
    problem = content.problem()
    assert (problem.kind, problem.found, problem.accepted) == (ProblemKind.UNKNOWN_SOURCE, "programme", "handbook")


def test_source_that_is_wrong_is_reported_once_and_not_where_it_is_named(content):
    content.change(SEMINAR, "{title: Programme of the seminar,", "{titel: Programme,")
    assert {each.file for each in content.problems()} == {SEMINAR}


def test_seminar_that_is_empty_is_told_what_it_needs(content):
    content.write(SEMINAR, "# to be written\n")
    content.change(VENUE, "programme", "handbook")
    problem = content.problem()
    assert (problem.kind, problem.place, problem.accepted) == (ProblemKind.WRONG_SHAPE, f"{SEMINAR}:1:1", "mapping")


# Between seminars


def test_two_seminars_may_answer_the_same_question(content):
    content.write("autumn-2013/seminar.yaml", AUTUMN)
    content.write("autumn-2013/entries/weather.yaml", WEATHER)
    assert entry(content.read(), "weather").phrasings["en"] == entry(content.read(), "venue").phrasings["en"][:1]


def test_second_default_seminar_is_reported(content):
    content.change(SEMINAR, "country: HR", "country: HR\n‸default: yes")
    content.write("autumn-2013/seminar.yaml", AUTUMN)
    problem = content.problem()
    assert (problem.kind, problem.field) == (ProblemKind.SECOND_DEFAULT, "default")
    assert {problem.place, problem.other} == {"autumn-2013/seminar.yaml:12:10", f"{SEMINAR}:7:10"}


def test_two_seminars_of_one_id_are_reported(content):
    content.write("autumn-2013/seminar.yaml", AUTUMN.replace("id: autumn-2013", "id: spring-2013"))
    problem = content.problem()
    assert (problem.kind, problem.place) == (ProblemKind.DUPLICATE_ID, f"{SEMINAR}:1:5")
    assert problem.other == "autumn-2013/seminar.yaml:1:5"


def test_entries_of_two_seminars_need_two_ids(content):
    content.write("autumn-2013/seminar.yaml", AUTUMN)
    content.write("autumn-2013/entries/weather.yaml", WEATHER.replace("id: weather", "id: venue"))
    assert content.problem().kind is ProblemKind.DUPLICATE_ID


# All at once


def test_every_problem_of_every_file_is_told_at_once_in_order(content):
    content.change(SEMINAR, "end: 2013-04-12", "end: 2013-04-10\ncity: Zagreb")
    content.change(VENUE, "id: venue", "id: Venue")
    content.change(VENUE, "[when does the meeting take place]", "[where is the meeting held]")
    content.change("spring-2013/recommendations.yaml", "[venue]", "[nowhere]")
    content.change("spring-2013/checks.yaml", "entry: venue, ", "")
    content.write("spring-2013/aliases.yaml", "aliases:\n  - [room, 'hall]\n")
    content.write("spring-2013/entires/x.yaml", "")
    content.change("shared/contacts.yaml", "countries: [HR, RO]", "countries: [HR, Romania]\n    nmae: x")
    content.write("shared/safety.yaml", "texts: [{danger: !x immediate, text: {en: *y}}]\n---\n")
    error = content.error()
    assert [(each.file, each.line, str(each.kind)) for each in error.problems] == [
        ("shared/safety.yaml", 1, "tag"),
        ("shared/safety.yaml", 1, "alias"),
        ("shared/safety.yaml", 2, "second-document"),
        ("spring-2013/aliases.yaml", 3, "syntax"),
        ("spring-2013/entires/x.yaml", None, "unknown-file"),
        ("shared/contacts.yaml", 6, "bad-form"),
        ("shared/contacts.yaml", 7, "unknown-field"),
        ("spring-2013/checks.yaml", 2, "nothing-expected"),
        ("spring-2013/entries/venue.yaml", 2, "bad-form"),
        ("spring-2013/entries/venue.yaml", 15, "duplicate-phrasing"),
        ("spring-2013/seminar.yaml", 4, "end-before-start"),
        ("spring-2013/seminar.yaml", 5, "unknown-field"),
    ]
    assert error.waiting == ("nowhere",)  # it may be in the file whose folder is misspelt


def test_entry_with_a_problem_is_still_known_to_others(content):
    content.change(VENUE, "source: programme", "sorce: programme")
    assert {each.file for each in content.problems()} == {VENUE}


def test_problems_between_entries_do_not_wait_for_those_in_them(content):
    content.change(VENUE, "id: venue", "id: venue\n    colour: red")
    content.change("spring-2013/recommendations.yaml", "id: train-judges", "id: venue\n    colour: red")
    assert [str(each.kind) for each in content.problems()] == ["unknown-field", "duplicate-id", "unknown-field"]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda content: content.change(VENUE, "fr: Les 11", "fr: 'Les 11"),
        lambda content: content.change(VENUE, "entries:", "entires:"),
        lambda content: content.change(VENUE, "  - id: dates", "---\nentries:\n  - id: dates"),
        lambda content: content.write(VENUE, (content.folder / VENUE).read_text().encode("latin-1")),
    ],
    ids=["syntax", "heading", "second document", "encoding"],
)
def test_ids_in_a_file_that_cannot_be_read_are_not_called_unknown(content, spoil):
    spoil(content)
    assert content.problem().file == VENUE


@pytest.mark.parametrize(
    ("spoil", "waiting"),
    [
        pytest.param(lambda content: content.write(VENUE, "x: ["), ("venue", "venue", "dates"), id="nothing is left"),
        pytest.param(lambda content: content.write(VENUE, b"\xff"), ("venue", "venue", "dates"), id="not a text"),
        pytest.param(
            lambda content: (content.folder / VENUE).rename(content.folder / "spring-2013/venue.yaml"),
            ("venue", "venue", "dates"),
            id="in another place",
        ),
        pytest.param(
            lambda content: (content.folder / VENUE).rename(content.folder / "venue.yaml"),
            ("venue", "venue", "dates"),
            id="in no seminar's folder",
        ),
        pytest.param(lambda content: content.change(VENUE, "id: venue", "name: venue"), ("venue", "venue"), id="no id"),
        pytest.param(lambda content: content.change(VENUE, "id: venue", "id: Venue"), (), id="misspelt id"),
        pytest.param(
            lambda content: content.write("spring-2013/roster.yaml", "participants: [1]"), (), id="nobody refers to it"
        ),
        pytest.param(lambda content: content.write(SEMINAR, "x: ["), ("programme",), id="no seminar"),
        pytest.param(lambda content: content.write(SEMINAR, "x: y"), ("programme",), id="no seminar's fields"),
        pytest.param(lambda content: content.change(SEMINAR, "  programme: {", "  - {"), ("programme",), id="no names"),
        pytest.param(lambda content: content.remove(SEMINAR), ("programme",), id="no seminar's file"),
        pytest.param(lambda content: content.write("shared/sources.yaml", "x: ["), ("handbook",), id="no sources"),
        pytest.param(lambda content: content.write("shared/sources.yaml", "x: {}"), ("handbook",), id="no heading"),
    ],
)
def test_what_only_follows_from_what_could_not_be_read_waits_for_it(content, spoil, waiting):
    spoil(content)
    error = content.error()
    assert sorted(error.waiting) == sorted(waiting)
    assert not {each.kind for each in error.problems} & {ProblemKind.UNKNOWN_REFERENCE, ProblemKind.UNKNOWN_SOURCE}


def test_deputy_may_be_in_a_roster_that_could_not_be_read(content):
    content.change("spring-2013/roster.yaml", "id: deputy-hr", "name: deputy-hr")
    assert content.error().waiting == ("deputy-hr",)


def test_unknown_source_is_told_although_that_of_another_seminar_could_not_be_read(content):
    content.write("autumn-2013/seminar.yaml", "x: [")
    content.change(VENUE, "source: programme", "source: program")
    assert [str(each.kind) for each in content.problems()] == ["syntax", "unknown-source"]


def test_file_that_could_not_be_read_is_told_before_all_others(content):
    content.change("shared/contacts.yaml", "countries: [HR, RO]", "countries: [Croatia]")
    content.write("spring-2013/entries/venue.yaml", "x: [")
    assert list(dict.fromkeys(each.file for each in content.problems())) == [VENUE, "shared/contacts.yaml"]


@pytest.mark.parametrize("head", [SEMINAR, "shared/sources.yaml"])
def test_sources_in_a_file_that_cannot_be_read_are_not_called_unknown(content, head):
    content.write(head, (content.folder / head).read_text() + "\n'")
    problem = content.problem()
    assert (problem.file, problem.kind) == (head, ProblemKind.SYNTAX)


def test_unknown_id_beside_a_syntax_error_is_told(content):
    content.write("spring-2013/aliases.yaml", "aliases: [")
    content.change(VENUE, "related: [dates]", "related: [datse]")
    assert [str(each.kind) for each in content.problems()] == ["syntax", "unknown-reference"]


def test_error_says_all_problems_with_their_places(content):
    content.change(VENUE, "id: venue", "id: Venue")
    with pytest.raises(KnowledgeError, match=r"venue\.yaml:2:9: bad-form field='id' found='Venue' accepted='id'"):
        content.read()


def test_reading_writes_nothing(content):
    before = content.bytes()
    content.read()
    assert content.bytes() == before


# Whatever comes


def attempt(content):
    """Read, and hold a failure to its promises."""
    try:
        knowledge = content.read()
    except KnowledgeError as error:
        problems = error.problems
    else:
        assert isinstance(knowledge, Knowledge)
        return
    places = [(each.file, each.line or 0, each.column or 0) for each in problems]
    assert places
    # Each file's stand together, from its top to its end; those that could not be read come before the others.
    files = list(dict.fromkeys(file for file, *_ in places))
    assert places == sorted(places, key=lambda each: (files.index(each[0]), *each))
    assert sum(later < file for file, later in pairwise(files)) <= 1


def parts_of(value):
    """Yield every list and mapping in a value with each of its positions."""
    if isinstance(value, dict | list):
        for key in list(value) if isinstance(value, dict) else range(len(value)):
            yield value, key
            yield from parts_of(value[key])


@given(data=st.data())
def test_any_slip_of_the_hand_is_knowledge_or_problems(data, content_in):
    with tempfile.TemporaryDirectory() as folder:
        content = content_in(Path(folder))
        for _ in range(data.draw(st.integers(1, 3))):
            name = data.draw(st.sampled_from(sorted(content.names())))
            written = (content.folder / name).read_bytes()
            start = data.draw(st.integers(0, len(written)))
            end = data.draw(st.integers(start, min(start + 40, len(written))))
            content.write(name, written[:start] + data.draw(SLIPS | st.binary(max_size=6)) + written[end:])
        attempt(content)


@given(data=st.data())
def test_any_value_in_the_wrong_place_is_knowledge_or_problems(data, content_in):
    with tempfile.TemporaryDirectory() as folder:
        content = content_in(Path(folder))
        for _ in range(data.draw(st.integers(1, 4))):
            name = data.draw(st.sampled_from(sorted(content.names())))
            tree = [yaml.load((content.folder / name).read_text(), yaml.BaseLoader)]  # noqa: S506 - text only
            holder, key = data.draw(st.sampled_from(list(parts_of(tree))))
            if isinstance(holder, dict) and data.draw(st.booleans()):
                holder[data.draw(ODD)] = holder.pop(key)
            else:
                holder[key] = data.draw(ODD | st.lists(ODD, max_size=5) | st.dictionaries(ODD, ODD, max_size=2))
            content.write(name, yaml.safe_dump(tree[0], allow_unicode=True, sort_keys=False))
        attempt(content)


@given(data=st.data())
def test_any_bytes_in_any_file_are_knowledge_or_problems(data, content_in):
    with tempfile.TemporaryDirectory() as folder:
        content = content_in(Path(folder))
        content.write(data.draw(st.sampled_from(sorted(content.names()))), data.draw(st.binary()))
        attempt(content)


# What completes a folder

MEETINGS = """\
entries:
  - id: ev-tirana-2010
    about: ev-tirana-2010
    title: {en: Tirana meeting}
    phrasings: {en: [what was the Tirana meeting]}
    answer: {en: A meeting.}
    source: {title: A report}
  - id: ev-overview
    phrasings: {en: [which meetings were there]}
    answer: {en: One in Tirana.}
    source: {title: A report}
"""
TERMS = """\
entries:
  - id: term-thb
    phrasings: {en: [what is trafficking]}
    answer: {en: A crime.}
    source: {title: A report}
"""


@pytest.fixture
def others(content, tmp_path):
    """Shared knowledge that was written for somebody else's seminars."""
    entries = tmp_path / "elsewhere" / "shared" / "entries"
    entries.mkdir(parents=True)
    (entries / "series.yaml").write_text(MEETINGS)
    (entries / "terms.yaml").write_text(TERMS)
    for each in (content.folder / "shared").glob("*.yaml"):
        shutil.copy(each, entries.parent)
    shutil.rmtree(content.folder / "shared")
    return entries.parent


def test_meetings_of_other_organisers_do_not_complete_a_folder(content, others):
    ids = {each.id for each in read(content.folder, shared=others).entries}
    assert "term-thb" in ids
    assert not {"ev-tirana-2010", "ev-overview"} & ids


def test_they_do_where_a_seminar_names_one_of_them(content, others):
    content.change("spring-2013/seminar.yaml", "country: HR", "country: HR\nprevious: ev-tirana-2010")
    ids = {each.id for each in read(content.folder, shared=others).entries}
    assert {"ev-tirana-2010", "ev-overview", "term-thb"} <= ids
