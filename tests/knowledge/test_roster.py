"""Real people's files: tables as spreadsheets write them, YAML as in a seminar folder, and what is wrong in them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.files import MAX_BYTES
from knowledge.model import Participant, WorkingHours
from knowledge.problems import KnowledgeError, ProblemKind
from knowledge.roster import RosterError, parse_roster, read_roster

TABLE = """\
id,name,role,country,organisation,email,language,deputy,working hours,days,timezone
hr-1,Coordinator,coordinator,HR,ministry,c@example.org,fr,hr-2,08:00-16:00,1-4,Europe/Zagreb
hr-2,Deputy,deputy,HR,,,,,,,
"""
COORDINATOR = Participant(
    id="hr-1",
    name="Coordinator",
    role="coordinator",
    country="HR",
    organisation="ministry",
    email="c@example.org",
    language="fr",
    timezone="Europe/Zagreb",
    hours=WorkingHours(start="08:00", end="16:00", days=(1, 2, 3, 4)),
    deputy="hr-2",
)
DEPUTY = Participant(id="hr-2", name="Deputy", role="deputy", country="HR")


@pytest.fixture
def a_file(tmp_path):
    """Write a roster and read it."""

    def read(text, name="people.csv", **options):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return read_roster(path, **options)

    return read


@pytest.fixture
def problems_in(a_file):
    """Return what is wrong with a roster, as somebody is told it."""

    def problems(text, name="people.csv", **options):
        with pytest.raises(KnowledgeError) as raised:
            a_file(text, name, **options)
        return [(str(each.kind), each.place, each.field, each.found) for each in raised.value.problems]

    return problems


# Tables


@pytest.mark.parametrize(
    "written",
    [
        TABLE,
        TABLE.replace(",", ";"),
        "\ufeff" + TABLE,
        TABLE.replace("\n", "\r\n"),
        TABLE.replace("\n", "\n,,,\n\n"),
        TABLE.replace("id,name", "Identifiant,Nom")
        .replace("role,country,organisation,email", "Fonction,PAYS,organization,Courriel")
        .replace("language,deputy,working hours,", "Langue,Suppléante,heures de travail,")
        .replace("days,timezone", "Jours,fuseau horaire"),
    ],
    ids=["commas", "semicolons", "byte order mark", "line ends of Windows", "empty rows", "headings in French"],
)
def test_table_is_read_as_spreadsheets_write_it(a_file, written):
    assert a_file(written) == (COORDINATOR, DEPUTY)


def test_text_between_quotation_marks_may_hold_separators_and_line_ends(a_file, problems_in):
    text = 'name,role\n"Pop, Ana\nMaria",coordinator\n'
    assert a_file(text)[0].name == "Pop, Ana\nMaria"
    assert problems_in(text + "Ion,coordinator,x\n") == [("extra-cell", "people.csv:4", "", "x")]


@pytest.mark.parametrize(
    ("written", "days"),
    [
        ("1-5", (1, 2, 3, 4, 5)),
        ("mon-fri", (1, 2, 3, 4, 5)),
        ("Monday – Thursday", (1, 2, 3, 4)),
        ("lun-jeu", (1, 2, 3, 4)),
        ("7, 1-2", (1, 2, 7)),
        ("dimanche mardi", (2, 7)),
    ],
)
def test_days_are_written_in_several_ways(a_file, written, days):
    [person] = a_file(f'name;role;days\nAna;coordinator;"{written}"\n')
    assert person.hours == WorkingHours(days=days)


def test_hours_are_written_with_one_digit_or_in_french(a_file):
    first, second = a_file("name;role;hours\nAna;a;9:00 - 17:30\nIon;a;8h30–16h00\n")
    assert (first.hours.start, first.hours.end) == ("09:00", "17:30")
    assert (second.hours.start, second.hours.end) == ("08:30", "16:00")


def test_what_policies_name_is_levelled(a_file):
    [person] = a_file("name;role;organisation;country;language\nAna;National Coordinator;Médecins d'Alba;ro;FR\n")
    assert (person.role, person.organisation, person.country, person.language) == (
        "national-coordinator",
        "medecins-alba",
        "RO",
        "fr",
    )


def test_ids_are_made_from_names_and_are_unique(a_file):
    people = a_file("id;name;role\n;Ana Pop;a\nana-pop-2;Ion;a\n;ANA POP;a\n;Иван Петров;a\n;한;a\n")
    assert [each.id for each in people[:4]] == ["ana-pop", "ana-pop-2", "ana-pop-3", "ivan-petrov"]
    assert people[4].id.startswith("participant-")


def test_ids_stay_when_rows_are_sorted_otherwise(a_file):
    rows = ["Ana Pop;a", "Ion;a", "Zoë Łuk;b"]
    one, other = (a_file("\n".join(["name;role", *order])) for order in (rows, rows[::-1]))
    assert one == other[::-1]


@pytest.mark.parametrize("called", ["ion-ionescu", "Ion Ionescu", "ION@example.org"])
def test_deputy_is_named_by_id_name_or_address(a_file, called):
    ana, _ = a_file(f"name;role;email;deputy\nAna;a;;{called}\nIon Ionescu;b;ion@example.org;\n")
    assert ana.deputy == "ion-ionescu"


def test_deputy_whose_name_two_people_have_is_not_guessed(problems_in):
    table = "id;name;role;deputy\na;Ana;a;Ion\nb;Ion;b;\nc;Ion;c;\n"
    assert problems_in(table) == [("unknown-participant", "people.csv:2", "deputy", "Ion")]


@pytest.mark.parametrize("name", ["people.csv", "people.yaml"])
def test_deputy_may_be_known_already(a_file, problems_in, name):
    table = "name;role;deputy\nAna;a;ion\n"
    text = table if name.endswith("csv") else "participants:\n  - {id: ana, name: Ana, role: a, deputy: ion}\n"
    assert a_file(text, name, known={"ion"})[0].deputy == "ion"
    assert [each[0] for each in problems_in(text, name)] == ["unknown-participant"]


def test_every_problem_of_a_table_is_told_by_line_and_heading(problems_in):
    table = (
        "Nom;Fonction;Pays;Courriel;Suppléant;Horaires;Jours;Fuseau\n"
        "Ana;coordinator;Romania;ana;Zoe;soon;monday-blue;Bucharest\n"
        "Ion;;RO;ion@example.org;ion;17:00-09:00;;\n"
        "Ana;x;RO;ION@example.org;;;;\n"
    )
    assert problems_in(table) == [
        ("unknown-participant", "people.csv:2", "Suppléant", "Zoe"),
        ("bad-form", "people.csv:2", "Horaires", "soon"),
        ("bad-form", "people.csv:2", "Jours", "monday-blue"),
        ("unknown-code", "people.csv:2", "Pays", "Romania"),
        ("bad-form", "people.csv:2", "Courriel", "ana"),
        ("bad-form", "people.csv:2", "Fuseau", "Bucharest"),
        ("missing", "people.csv:3", "Fonction", ""),
        ("hours-order", "people.csv:3", "Horaires", "mapping"),
        ("own-deputy", "people.csv:3", "Suppléant", "ion"),
        ("duplicate-email", "people.csv:4", "Courriel", "ION@example.org"),
    ]


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        ("name;role;shoe size", ("unknown-field", "people.csv:1", "", "shoe size")),
        ("name;role;Nom", ("duplicate-key", "people.csv:1", "", "Nom")),
        ("name;country", ("missing", "people.csv:1", "role", "")),
    ],
    ids=["unknown", "twice", "missing"],
)
def test_headings_are_checked(problems_in, headings, expected):
    assert problems_in(f"{headings}\nAna;coordinator\n") == [expected]


@pytest.mark.parametrize("days", ["0-5", "5-1", "12", "m", "1-", "1-2-3"])
def test_days_that_are_none_are_refused(problems_in, days):
    assert [each[0] for each in problems_in(f"name;role;days\nAna;coordinator;{days}\n")] == ["bad-form"]


def test_who_names_no_hours_has_none_of_their_own(a_file):
    [person] = a_file("name;role;days;hours\nAna;coordinator;;\n")
    assert person == Participant(id="ana", name="Ana", role="coordinator")


def test_other_place_of_what_stands_twice_is_a_line(a_file):
    with pytest.raises(KnowledgeError) as raised:
        a_file("id;name;role\na;Ana;x\na;Ion;x\n")
    [problem] = raised.value.problems
    assert (problem.kind, problem.line, problem.other) == (ProblemKind.DUPLICATE_ID, 3, "people.csv, line 2")


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("name,role\nÉva,x\n".encode("cp1252"), ("not-utf8", "people.csv:2", "", "0xc9")),
        (b"name,role\nAna,x\nIon\x00,y\n", ("csv", "people.csv:3", "", "control character U+0000")),
        (b'name,role\nAna,x\n"Ion,y\n', ("csv", "people.csv:3", "", "unexpected end of data")),
        (b"", ("missing", "people.csv:1", "name", "")),
    ],
    ids=["not UTF-8", "control character", "open quotation mark", "empty"],
)
def test_table_that_is_none_is_refused(problems_in, data, expected):
    assert problems_in(data)[0] == expected


# YAML, and files as files


def test_document_is_read_as_in_a_seminar_folder(a_file, problems_in):
    text = "participants:\n  - {id: hr-2, name: Deputy, role: deputy, country: HR}\n"
    assert a_file(text, "people.yaml") == (DEPUTY,)
    assert problems_in(text.replace("country: HR", "country: Croatia, colour: red"), "people.yaml") == [
        ("unknown-code", "people.yaml:2:53", "country", "Croatia"),
        ("unknown-field", "people.yaml:2:62", "colour", "colour"),
    ]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("people: []", "unknown-field"),
        ("participants: {a: b}", "wrong-shape"),
        ("participants:\n  - &a {id: a, name: A, role: a}\n  - *a\n", "alias"),
        ("participants: [", "syntax"),
        ("participants: [Ana]", "wrong-shape"),
    ],
)
def test_what_the_reader_refuses_in_knowledge_it_refuses_here(problems_in, text, kind):
    assert problems_in(text, "people.yaml")[0][0] == kind


def test_empty_document_holds_nobody(a_file):
    assert a_file("", "people.yaml") == ()
    assert a_file("participants:\n", "people.yaml") == ()


def test_file_that_cannot_be_read_is_a_problem(tmp_path, problems_in):
    with pytest.raises(KnowledgeError) as missing:
        read_roster(tmp_path / "nowhere.csv")
    assert missing.value.problems[0].kind is ProblemKind.MISSING_FILE
    with pytest.raises(KnowledgeError) as folder:
        read_roster(tmp_path)
    assert folder.value.problems[0].kind is ProblemKind.UNREADABLE
    with (tmp_path / "large.csv").open("wb") as large:
        large.truncate(MAX_BYTES + 1)
    with pytest.raises(KnowledgeError) as too_large:
        read_roster(tmp_path / "large.csv")
    assert too_large.value.problems[0].kind is ProblemKind.TOO_LARGE


def assert_places(problems):
    assert {each.file for each in problems} == {"any.csv"}
    assert all(each.line for each in problems)


ROWS = st.text(alphabet=';,"\n\r-:19 aàé@.').map(lambda text: b"name;role;days;hours\n" + text.encode())


@given(data=st.binary() | ROWS)
def test_any_bytes_are_people_or_problems(data, tmp_path_factory):
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_bytes(data)
    try:
        people = read_roster(path)
    except KnowledgeError as error:
        people = []
        assert_places(error.problems)
    assert len({each.id for each in people}) == len(people)


@pytest.mark.parametrize(
    ("country", "language", "expected"),
    [
        ("Romania", "French", {"Romania": "RO", "French": "fr"}),
        ("Roumanie", "roumain", {"Roumanie": "RO", "roumain": "ro"}),
        ("Kosovo", "fr-BE", {"Kosovo": "XK", "fr-BE": "fr"}),
        ("UK", "română", {"UK": "GB", "română": "ro"}),
        ("QQ", "xx", {"QQ": "", "xx": ""}),
        ("Atlantis", "klingonese", {"Atlantis": "country", "klingonese": "language"}),
    ],
)
def test_code_that_is_none_is_a_problem_with_what_is_meant(country, language, expected):
    with pytest.raises(RosterError) as error:
        parse_roster(f"name,role,country,language\nAna,coordinator,{country},{language}\n".encode(), "people.csv")
    assert {each.found: each.accepted for each in error.value.problems} == expected
    assert {each.line for each in error.value.problems} == {2}


def test_code_in_small_or_capital_letters_is_a_code():
    [ana] = parse_roster(b"name\trole\tcountry\tlanguage\nAna\tcoordinator\txk\tFR\n", "people.csv")
    assert (ana.country, ana.language) == ("XK", "fr")
