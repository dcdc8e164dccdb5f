"""What may stand twice, or alone, without being a problem; what may not is in test_problems.py."""

import pytest

from knowledge.problems import ProblemKind

TALK = "shared/entries/talk.yaml"
VENUE = "spring-2013/entries/venue.yaml"
CONTACTS = "shared/contacts.yaml"
EVENING = "  - {id: evening, kind: small_talk, phrasings: {en: [PHRASINGS]}, answer: {en: Good evening!}}\n"


def add_evening(content, phrasings):
    content.write(TALK, (content.folder / TALK).read_text() + EVENING.replace("PHRASINGS", phrasings))


def test_one_entry_may_be_asked_alike_in_two_languages_and_two_spellings(content):
    content.change(TALK, "{fr: [bonjour], en: [hello, good morning]}", "{fr: [hello], en: [hello, Hello !]}")
    assert len(content.read().entries) == 3


@pytest.mark.parametrize("phrasing", ["HELLO", "hellô", '"  hello ?!"', "good   morning"])
def test_two_entries_may_not_be_asked_alike_however_it_is_spelt(content, phrasing):
    add_evening(content, phrasing)
    assert content.problem().kind is ProblemKind.DUPLICATE_PHRASING


def test_phrasings_without_words_are_never_alike(content):
    content.change(TALK, "[hello, good morning]", '[hello, "👋", "?!"]')
    add_evening(content, '"🌙", "..."')
    assert len(content.read().entries) == 4


def test_shared_entry_may_be_asked_as_one_of_a_seminar_is(content):
    add_evening(content, "where is the meeting held")
    assert len(content.read().entries) == 4


def test_small_talk_needs_no_source(content):
    entries = {each.id: each for each in content.read().entries}
    assert entries["hello"].source is None


def test_recommendation_needs_no_phrasings(content):
    [recommendation] = content.read().recommendations
    assert recommendation.phrasings == {}
    assert recommendation.as_entry().phrasings["en"] == ("Train judges", "SPR-2013-R01")


def test_card_may_be_called_as_an_entry_is(content):
    content.change(CONTACTS, "id: eu-112", "id: venue")
    assert len(content.read().cards) == 1


def test_cards_of_one_id_are_reported(content):
    card = (content.folder / CONTACTS).read_text()
    content.write(CONTACTS, card + card.partition("cards:\n")[2])
    problem = content.problem()
    assert (problem.kind, problem.place) == (ProblemKind.DUPLICATE_ID, f"{CONTACTS}:12:9")
    assert problem.other == f"{CONTACTS}:2:9"


def test_seminar_of_one_day_ends_when_it_starts(content):
    content.change("spring-2013/seminar.yaml", "end: 2013-04-12", "end: 2013-04-11")
    assert content.read().seminars[0].end == content.read().seminars[0].start


@pytest.mark.parametrize("name", ["start: 2013-04-11", "end: 2013-04-12"])
def test_day_that_is_none_is_neither_before_nor_after(content, name):
    content.change("spring-2013/seminar.yaml", name, f"{name}-13")
    assert content.problem().kind is ProblemKind.BAD_FORM


def test_entries_across_seminar_and_shared_may_refer_to_each_other(content):
    content.change(VENUE, "related: [dates]", "related: [hello, train-judges]")
    content.change(TALK, "kind: small_talk", "kind: small_talk\n    related: [venue]")
    assert len(content.read().entries) == 3
