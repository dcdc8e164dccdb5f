"""What the shipped content owes its readers beyond being valid. Its facts are for people to review."""

from datetime import date
from pathlib import Path

import pytest

from knowledge.model import Danger, EntryKind, Expected, Standing
from knowledge.reading import read

CONTENT = Path(__file__).parents[2] / "knowledge" / "content"
KNOWLEDGE = read(CONTENT)
LANGUAGES = ("fr", "en")
PEOPLE_READ = [*KNOWLEDGE.entries, *KNOWLEDGE.recommendations]
FACTS = [each for each in PEOPLE_READ if getattr(each, "kind", None) is not EntryKind.SMALL_TALK]


def by_id(things):
    return {"argvalues": things, "ids": [each.id for each in things]}


def test_shipped_content_is_one_seminar_and_what_seminars_share():
    assert [each.id for each in KNOWLEDGE.seminars] == ["bucharest-2012"]
    assert {each.seminar for each in KNOWLEDGE.entries} == {"bucharest-2012", None}


@pytest.mark.parametrize("entry", **by_id(PEOPLE_READ))
def test_everything_is_said_in_french_and_in_english(entry):
    answer = entry.answer if hasattr(entry, "answer") else entry.text
    assert set(answer) == set(entry.title) == set(LANGUAGES)


@pytest.mark.parametrize("entry", **by_id(PEOPLE_READ))
def test_everything_can_be_asked_in_four_ways_in_each_language(entry):
    assert {each: len(entry.phrasings.get(each, ())) >= 4 for each in LANGUAGES} == dict.fromkeys(LANGUAGES, True)


@pytest.mark.parametrize("entry", **by_id(FACTS))
def test_every_fact_has_a_source_and_something_to_read_next(entry):
    assert entry.source is not None
    assert entry.related
    assert entry.id not in entry.related


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


def test_there_are_at_least_eighty_checks():
    assert len(KNOWLEDGE.checks) >= 80


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
