"""What the shipped content owes its readers beyond being valid. Its facts are for people to review."""

import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from knowledge.model import Danger, EntryKind, Expected, Standing
from knowledge.reading import read
from knowledge.search.text import words

ROOT = Path(__file__).parents[2]
CONTENT = ROOT / "knowledge" / "content"
KNOWLEDGE = read(CONTENT)
LANGUAGES = ("fr", "en")
PEOPLE_READ = [*KNOWLEDGE.entries, *KNOWLEDGE.recommendations]
#: Small talk states no fact: it has no source, and need not lead anywhere.
FACTS = [each for each in PEOPLE_READ if getattr(each, "kind", None) is not EntryKind.SMALL_TALK]
#: A meeting's entry is named by its place and its year: "ev-belgrade-2014", "ev-zagreb-2011-dates".
MEETING = re.compile(r"ev-(?P<place>[a-z-]+)-(?P<year>\d{4})")
MEETINGS = [each for each in KNOWLEDGE.entries if MEETING.match(each.id) and each.id != "ev-unodc-report-2022"]
#: One that sorts out the meetings of a place: "ev-two-belgrade".
MEETINGS_OF_A_PLACE = re.compile(r"ev-(?:two|three)-(?P<place>[a-z-]+)")
#: What an id shortens, or only one language calls so. The city of the meeting in Bosnia is not confirmed.
PLACES = {"bih": {"fr": "Bosnie-Herzégovine", "en": "Bosnia and Herzegovina"}, "bucharest": {"fr": "Bucarest"}}


def by_id(things):
    return {"argvalues": things, "ids": [each.id for each in things]}


def plain(text):
    """Return the text as words to compare, between spaces: "Chișinău (2018)" is " chisinau 2018 "."""
    return f" {' '.join(words(text))} "


def said(entry):
    """Return what an entry or a recommendation answers, by language."""
    return entry.answer if hasattr(entry, "answer") else entry.text


def names(text, place, language):
    return plain(PLACES.get(place, {}).get(language, place)) in plain(text)


def test_shipped_content_is_one_seminar_and_what_seminars_share():
    assert [each.id for each in KNOWLEDGE.seminars] == ["bucharest-2012"]
    assert {each.seminar for each in KNOWLEDGE.entries} == {"bucharest-2012", None}


@pytest.mark.parametrize("entry", **by_id(PEOPLE_READ))
def test_everything_is_said_in_french_and_in_english(entry):
    assert set(said(entry)) == set(entry.title) == set(LANGUAGES)


@pytest.mark.parametrize("entry", **by_id(PEOPLE_READ))
def test_everything_can_be_asked_in_four_ways_in_each_language(entry):
    assert {each: len(entry.phrasings.get(each, ())) >= 4 for each in LANGUAGES} == dict.fromkeys(LANGUAGES, True)


@pytest.mark.parametrize("entry", **by_id(FACTS))
def test_every_fact_has_a_source_and_something_to_read_next(entry):
    assert entry.source is not None
    assert entry.related
    assert entry.id not in entry.related


def test_there_is_as_much_as_people_ask_about():
    kinds = Counter(each.id.partition("-")[0] for each in KNOWLEDGE.entries if each.kind is EntryKind.ANSWER)
    assert len(KNOWLEDGE.entries) >= 100
    assert kinds["term"] == 24
    assert kinds["org"] == 10


# One answer is given to every phrasing of its entry, and read by people who saw no question: it stands alone


@pytest.mark.parametrize("entry", **by_id(PEOPLE_READ))
def test_no_answer_begins_with_yes_or_no(entry):
    assert [text for text in said(entry).values() if re.match(r"\W*(oui|non|yes|no)\b", text, re.IGNORECASE)] == []


@pytest.mark.parametrize("entry", **by_id(MEETINGS))
@pytest.mark.parametrize("language", LANGUAGES)
def test_answer_about_a_meeting_names_its_place_and_its_year(entry, language):
    meeting = MEETING.match(entry.id)
    assert names(entry.answer[language], meeting["place"], language)
    assert names(entry.answer[language], meeting["year"], language)


@pytest.mark.parametrize("entry", **by_id([each for each in KNOWLEDGE.entries if MEETINGS_OF_A_PLACE.match(each.id)]))
@pytest.mark.parametrize("language", LANGUAGES)
def test_meetings_of_one_place_are_told_apart_by_their_years(entry, language):
    place = MEETINGS_OF_A_PLACE.match(entry.id)["place"]
    years = {found["year"] for each in MEETINGS if (found := MEETING.match(each.id)) and found["place"] == place}
    assert years
    assert names(entry.answer[language], place, language)
    assert {each for each in years if not names(entry.answer[language], each, language)} == set()


@pytest.mark.parametrize("entry", **by_id([each for each in PEOPLE_READ if each.id.startswith("b12-")]))
@pytest.mark.parametrize("language", LANGUAGES)
def test_answer_about_the_seminar_names_its_city_or_its_year(entry, language):
    assert names(said(entry)[language], "bucharest", language) or names(said(entry)[language], "2012", language)


@pytest.mark.parametrize("meeting", ["zagreb", "bucharest-2019", "belgrade", "sarajevo", "chisinau"])
def test_checks_keep_other_meetings_apart_from_the_seminar(meeting):
    apart = [each for each in KNOWLEDGE.checks if each.entry and meeting in each.entry]
    assert [each for each in apart if each.never and each.never.startswith("b12-")]


def test_commands_that_are_spoken_of_exist():
    files = [*CONTENT.rglob("*.yaml")]
    spoken_of = {each for file in files for each in commands(file.read_text("utf-8"))}
    assert spoken_of <= {each for language in LANGUAGES for each in commands(help_of(language))}


def commands(text):
    return re.findall(r"/seminar(?:-admin)? [a-z]+", text)


def help_of(language):
    """Return what the bot's help says, to everybody and to organisers, as it stands among its sentences."""
    sentences = (ROOT / "bot" / "locales" / f"{language}.ftl").read_text("utf-8")
    return "".join(re.findall(r"^(?:admin-)?help =\n(?:[ \t]+.*\n|\n)+", sentences, re.MULTILINE))


@pytest.mark.parametrize("entry", **by_id([each for each in KNOWLEDGE.entries if each.id.startswith("b12-ns-")]))
def test_what_the_report_does_not_say_is_marked_as_not_stated(entry):
    assert entry.kind is EntryKind.NOT_STATED


def test_what_is_marked_as_not_stated_is_named_so():
    named = {each.id for each in KNOWLEDGE.entries if "-ns-" in each.id}
    of_seminar = {each.id for each in KNOWLEDGE.entries if each.kind is EntryKind.NOT_STATED and each.seminar}
    assert of_seminar == named


def test_five_points_have_the_standing_that_the_report_gives_them():
    standings = sorted(str(each.standing) for each in KNOWLEDGE.recommendations)
    assert standings == ["emphasis", "emphasis", "observation", "observation", "request"]
    [request] = [each for each in KNOWLEDGE.recommendations if each.standing is Standing.REQUEST]
    assert request.levels == ("national", "regional", "international")


def test_recommendations_are_listed_where_they_are_asked_for():
    assert [each.id for each in KNOWLEDGE.entries if each.lists] == ["b12-recommendations"]


def test_seminar_names_whom_to_turn_to_in_each_of_its_languages():
    [seminar] = KNOWLEDGE.seminars
    assert seminar.languages == LANGUAGES
    assert set(seminar.contact) == set(seminar.prompts) == set(LANGUAGES)


def test_there_are_at_least_four_hundred_checks():
    assert len(KNOWLEDGE.checks) >= 400


@pytest.mark.parametrize("entry", **by_id(PEOPLE_READ))
def test_everything_has_a_check_of_its_own(entry):
    assert any(entry.id in {each.entry, each.offered} for each in KNOWLEDGE.checks)


def test_no_check_asks_in_the_words_of_a_phrasing():
    """A question after others is tried for what it refers to, not for its words."""
    phrased = {plain(each) for entry in PEOPLE_READ for texts in entry.phrasings.values() for each in texts}
    assert [each.question for each in KNOWLEDGE.checks if not each.turns and plain(each.question) in phrased] == []


def test_no_check_asks_twice():
    asked = Counter(plain(" / ".join((*each.turns, each.question))) for each in KNOWLEDGE.checks)
    assert [question for question, times in asked.items() if times > 1] == []


def test_checks_also_ask_what_must_not_be_answered():
    assert {each.expect for each in KNOWLEDGE.checks} >= {Expected.NOTHING, Expected.SMALL_TALK, Expected.SAFETY}


@pytest.mark.parametrize("card", **by_id(KNOWLEDGE.cards))
def test_no_helpline_is_called_verified_before_somebody_called_it(card):
    assert card.verified_on is None


@pytest.mark.parametrize("card", **by_id(KNOWLEDGE.cards))
def test_card_says_in_both_languages_whom_it_is_for_and_who_keeps_it_right(card):
    assert set(card.name) >= set(LANGUAGES)
    assert set(card.purpose) >= set(LANGUAGES)
    assert card.owner
    assert card.source.url


def test_every_danger_has_its_words_in_both_languages():
    assert {each.danger for each in KNOWLEDGE.safety_texts} == set(Danger)
    assert {language for each in KNOWLEDGE.safety_texts for language in LANGUAGES if language not in each.text} == set()


# The example roster and the example policies


def test_roster_is_an_example_of_posts_in_sixteen_countries():
    assert {each.example for each in KNOWLEDGE.roster} == {True}
    coordinators = [each for each in KNOWLEDGE.roster if each.role == "national-coordinator"]
    assert len({each.country for each in coordinators}) == len(coordinators) == 16
    assert {each.email.partition("@")[2] for each in KNOWLEDGE.roster} == {"example.org"}
    assert {each.language for each in KNOWLEDGE.roster} == set(LANGUAGES)


def test_policies_are_examples_since_the_report_names_no_addressee_and_no_deadline():
    followed = [each for each in KNOWLEDGE.recommendations if each.follow_up]
    assert {each.standing for each in followed} == {Standing.REQUEST, Standing.EMPHASIS}
    assert {each.follow_up.example for each in followed} == {True}
    assert all(each.follow_up.anchor > date(2026, 12, 31) for each in followed)


def test_request_is_followed_up_at_its_three_levels():
    [request] = [each for each in KNOWLEDGE.recommendations if each.standing is Standing.REQUEST]
    roles = {each.role for each in KNOWLEDGE.roster if request.follow_up.owners.include(each)}
    assert roles == {"national-coordinator", "regional-focal-point", "international-focal-point"}


@pytest.mark.parametrize("recommendation", **by_id([each for each in KNOWLEDGE.recommendations if each.follow_up]))
def test_every_country_has_somebody_to_confirm_and_a_deputy(recommendation):
    validators = {each.country for each in KNOWLEDGE.roster if recommendation.follow_up.validator.include(each)}
    owners = [each for each in KNOWLEDGE.roster if recommendation.follow_up.owners.include(each)]
    assert {each.country for each in owners if each.country} <= validators
    assert all(each.deputy for each in owners if each.country)
