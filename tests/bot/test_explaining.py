"""What is wrong in a file, and what a reload changed, in words that say what to do."""

import re

import pytest

from bot.explaining import MOST_PROBLEMS, described, explained, listed
from bot.wording import Wording
from knowledge.base import Difference
from knowledge.problems import KnowledgeError, Problem, ProblemKind

WORDING = Wording()
LANGUAGES = WORDING.languages
#: A verb that says what to do, or the words for what is accepted, in each language.
REMEDY = {
    "en": (
        r"\b(?:add|put|write|keep|choose|save|remove|check|split|look|use|at most|accepted|must|named|did you mean|"
        r"holds|before|one file|often)\b"
    ),
    "fr": (
        r"\b(?:ajoutez|mettez|écrivez|gardez|choisissez|enregistrez|retirez|vérifiez|partagez|cherchez|au plus|"
        r"accept\w+|doit|sources|vouliez-vous|contient|avant|souvent|minuscules)\b"
    ),
}


def a_problem(kind, **fields):
    place = {"file": "entries/venue.yaml", "line": 12, "column": 5}
    return Problem(kind=kind, **{**place, "field": "title.fr", "found": "Zagreb", "accepted": "fr", **fields})


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ProblemKind)
def test_every_problem_has_its_place_and_its_remedy(kind, language):
    accepted = {ProblemKind.BAD_FORM: "id", ProblemKind.WRONG_SHAPE: "list"}.get(kind, "fr")
    said = explained(a_problem(kind, accepted=accepted, other="entries/slides.yaml, line 4"), WORDING, language)
    place = {"en": "line 12, column 5: ", "fr": "ligne 12, colonne 5 : "}[language]
    assert said.startswith(f"`entries/venue.yaml`, {place}")
    assert re.search(REMEDY[language], said)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ProblemKind)
def test_no_sentence_is_left_with_a_hole(kind, language):
    # An item of a list has no field of its own; what is missing always has.
    field = "title" if kind is ProblemKind.MISSING else ""
    problem = Problem(kind=kind, file="a.yaml", accepted="fr", found="x", field=field, other="b.yaml, line 4")
    bare = explained(problem, WORDING, language)
    place, _, said = re.split("( : |: )", bare, maxsplit=1)
    assert place == "`a.yaml`"
    assert said[0] not in ":; "
    assert "  " not in said


@pytest.mark.parametrize(
    ("place", "shown"),
    [
        pytest.param({"line": 12, "column": 5}, "`a.yaml`, line 12, column 5: ", id="line and column"),
        pytest.param({"line": 12}, "`a.yaml`, line 12: ", id="line"),
        pytest.param({}, "`a.yaml`: ", id="the whole file"),
    ],
)
def test_place_is_as_exact_as_it_is_known(place, shown):
    said = explained(Problem(kind=ProblemKind.SYNTAX, file="a.yaml", found="?", **place), WORDING, "en")
    assert said.startswith(shown)


def test_other_place_is_named_in_the_readers_language():
    problem = a_problem(ProblemKind.DUPLICATE_ID, other="entries/slides.yaml, line 4")
    assert "(at `entries/slides.yaml`, line 4)" in explained(problem, WORDING, "en")
    assert "(`entries/slides.yaml`, ligne 4)" in explained(problem, WORDING, "fr")


def test_guess_is_offered_only_where_there_is_one():
    unknown = a_problem(ProblemKind.UNKNOWN_REFERENCE, accepted="venue", found="venu")
    assert explained(unknown, WORDING, "en").endswith('there is no entry "venu"; did you mean venue?')
    unknown = a_problem(ProblemKind.UNKNOWN_REFERENCE, accepted="", found="venu")
    assert explained(unknown, WORDING, "en").endswith('there is no entry "venu"')


def test_what_stood_in_a_file_stays_text():
    problem = a_problem(ProblemKind.WRONG_VALUE, found="<!channel> [x](https://example.org) *y*", accepted="a_b")
    said = explained(problem, WORDING, "en")
    assert r"\<\!channel\> \[x\](https://example.org) \*y\*" in said
    assert r"a\_b" in said


def test_form_is_explained_by_an_example():
    for form in ("id", "language", "country", "url", "reference", "date", "boolean", "timezone", "else"):
        said = [explained(a_problem(ProblemKind.BAD_FORM, accepted=form), WORDING, each) for each in LANGUAGES]
        assert len(set(said)) == len(LANGUAGES)
        assert all("Zagreb" in each for each in said)


# Lists


def test_all_problems_are_listed_below_one_sentence():
    error = KnowledgeError([a_problem(ProblemKind.MISSING), a_problem(ProblemKind.EMPTY)])
    lines = listed(error, "problems-kept", WORDING, "en").splitlines()
    assert lines[:2] == ["I kept the knowledge as it was: 2 things need mending.", ""]
    assert [each[:24] for each in lines[2:]] == ["- `entries/venue.yaml`, "] * 2


def test_one_problem_is_one_thing():
    [first, *_] = listed(KnowledgeError([a_problem(ProblemKind.MISSING)]), "problems-kept", WORDING, "fr").splitlines()
    assert first == "J'ai gardé les connaissances telles quelles : une chose est à corriger."


def test_more_problems_than_fit_are_counted_and_it_is_said_where_all_are():
    error = KnowledgeError([a_problem(ProblemKind.MISSING)] * (MOST_PROBLEMS + 5))
    lines = listed(error, "problems-kept", WORDING, "en").splitlines()
    assert len(lines) == 2 + MOST_PROBLEMS + 1
    assert lines[-1] == "- and 5 more; `python run_bot.py check` in a terminal lists them all"


def test_where_there_is_room_every_problem_is_shown():
    error = KnowledgeError([a_problem(ProblemKind.MISSING)] * (MOST_PROBLEMS + 5))
    assert len(listed(error, "problems-found", WORDING, "fr", most=None).splitlines()) == 2 + MOST_PROBLEMS + 5


@pytest.mark.parametrize(
    ("waiting", "said"),
    [
        pytest.param(
            ["b12-theme", "b12-theme", "*dates*"], r"3 references lead .* \(b12-theme, \\\*dates\\\*\)", id="many"
        ),
        pytest.param(["b12-theme"], r"one reference leads .* \(b12-theme\)", id="one"),
        pytest.param([f"e{each}" for each in range(25)], r"25 references .*, e19, and 5 more\)", id="more than fit"),
    ],
)
def test_references_that_wait_are_counted_and_named_below_the_problems(waiting, said):
    error = KnowledgeError([a_problem(ProblemKind.SYNTAX)], waiting)
    told, _, _, _, last = listed(error, "problems-kept", WORDING, "en").splitlines()
    assert "one thing needs mending" in told
    assert re.search(said, last)


# Differences


def a_difference(*, added=(), changed=(), removed=()):
    return Difference(added=added, changed=changed, removed=removed, generation=4, entries=12)


def test_difference_is_described_with_its_ids():
    said = described(a_difference(added=("venue",), removed=("dates", "fee")), "reload-done", WORDING, "en")
    assert said.splitlines() == [
        (
            "**The knowledge is reloaded** (generation 4, 12 entries): 1 added, 0 changed, 2 removed. "
            "`/seminar-admin undo` takes it back."
        ),
        "",
        "- Added: `venue`",
        "- Removed: `dates`, `fee`",
    ]


def test_undo_says_that_the_files_stay():
    said = described(a_difference(changed=("venue",)), "undo-done", WORDING, "fr")
    assert "1 modifiée" in said
    assert "Les fichiers eux-mêmes n'ont pas bougé" in said
    assert said.endswith("- Modifié : `venue`")


def test_no_difference_is_one_sentence():
    said = described(a_difference(), "reload-same", WORDING, "en")
    assert said == "Nothing has changed in the files; the knowledge in service stays (generation 4, 12 entries)."


def test_more_ids_than_fit_are_counted():
    said = described(a_difference(added=tuple(f"entry-{number}" for number in range(23))), "reload-done", WORDING, "fr")
    assert said.endswith("`entry-19`, et 3 de plus")
