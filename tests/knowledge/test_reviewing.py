"""What would make a knowledge better is found, weighed, and told of nothing that is well."""

from datetime import date

import pytest

from knowledge.model import Audience, Check, Source
from knowledge.reviewing import Flaw, links, lix, review
from tests.fakes import a_card, a_recommendation, a_seminar, a_snapshot, an_entry

TODAY = date(2013, 5, 1)
VENUE = (
    "where is the meeting held",
    "which building is the venue",
    "what is the address of the venue",
    "in which hotel is the meeting",
)
LUNCH = ("when is lunch", "at what hour do we eat lunch", "what time is the lunch break", "lunch at which hour")
ENGLISH = a_seminar(languages=("en",))


def an_item(called, asked, answer=None, **fields):
    return an_entry(called, asked[0], answer or f"About {called}.", phrasings={"en": tuple(asked)}, **fields)


def found(*entries, checked=True, **others):
    """Return the flaws of entries that stand in a seminar in English, by where they are."""
    checks = tuple(Check(question="x", entry=each.id) for each in entries) if checked else ()
    snapshot = a_snapshot(*entries, seminars=[ENGLISH], **others)
    object.__setattr__(snapshot.knowledge, "checks", checks)
    return [(each.flaw, each.where) for each in review(snapshot, TODAY).findings]


def test_what_is_well_is_not_spoken_of():
    assert found(an_item("venue", VENUE), an_item("lunch", LUNCH)) == []


def test_entry_that_only_its_own_words_find_is_told():
    odd = ("zebra quartz", "violin lemon", "granite spoon", "copper feather")
    assert (Flaw.UNFOUND, "odd") in found(an_item("odd", odd), an_item("venue", VENUE))


def test_entry_that_loses_its_questions_is_told_with_the_one_that_gets_them():
    badge = (
        "is there a badge in my colour",
        "what colour is my badge",
        "which colour is the badge",
        "badge in which colour",
    )
    near = ("the building of the venue", badge[0], "the address of the venue please", *badge[1:])
    snapshot = a_snapshot(an_item("venue", VENUE), an_item("near", near), seminars=[ENGLISH])
    stolen = [each for each in review(snapshot, TODAY).findings if each.flaw is Flaw.STOLEN and each.where == "near"]
    assert [(each.values["other"], each.values["count"]) for each in stolen] == [("venue", 2)]


def test_same_answer_twice_is_told_of_the_later_one():
    answer = "At the Esplanade hotel, in the large hall on the first floor."
    assert found(an_item("venue", VENUE, answer), an_item("lunch", LUNCH, answer)) == [(Flaw.DUPLICATE, "lunch")]
    assert found(an_item("venue", VENUE, "Yes."), an_item("lunch", LUNCH, "Yes.")) == []


@pytest.mark.parametrize(
    ("last", "flaw"),
    [(date(2013, 4, 30), Flaw.EXPIRED), (date(2013, 5, 1), Flaw.EXPIRES), (date(2013, 5, 31), Flaw.EXPIRES)],
)
def test_last_day_is_told_when_it_has_passed_and_a_month_before(last, flaw):
    assert found(an_item("venue", VENUE, valid_until=last)) == [(flaw, "venue")]


def test_last_day_that_is_far_is_not_told():
    assert found(an_item("venue", VENUE, valid_until=date(2013, 6, 1))) == []


def test_languages_of_the_seminar_are_missed_in_answers_and_in_ways_of_asking():
    silent = an_entry("lunch", fr=("à quelle heure", "À midi."), phrasings={"en": LUNCH})
    snapshot = a_snapshot(an_item("venue", VENUE), silent)
    flaws = {(each.flaw, each.where) for each in review(snapshot, TODAY).findings}
    assert {(Flaw.NO_ANSWER, "venue"), (Flaw.NO_PHRASING, "lunch")} <= flaws


def test_few_ways_of_asking_and_no_check_are_told():
    few = an_item("venue", VENUE[:1], seminar="zagreb-2013")
    assert found(few, checked=False) == [(Flaw.FEW, "venue"), (Flaw.UNCHECKED, "venue")]


def test_shared_knowledge_needs_checks_only_of_those_who_check_some_of_it():
    shared, other = an_item("venue", VENUE), an_item("lunch", LUNCH)
    assert found(shared, other, checked=False) == []
    snapshot = a_snapshot(shared, other, seminars=[ENGLISH])
    object.__setattr__(snapshot.knowledge, "checks", (Check(question="x", entry="venue"),))
    assert [(each.flaw, each.where) for each in review(snapshot, TODAY).findings] == [(Flaw.UNCHECKED, "lunch")]


def test_long_and_hard_answers_are_told():
    hard = " ".join(["internationalisation"] * 80)
    assert (Flaw.HARD, "venue") in found(an_item("venue", VENUE, hard))
    assert (Flaw.LONG, "venue") in found(an_item("venue", VENUE, "We meet in the hall. " * 80))


def test_cards_are_looked_at_too():
    cards = [a_card("old", verified_on=date(2012, 1, 1), valid_until=date(2013, 1, 1)), a_card("new")]
    assert found(an_item("venue", VENUE), cards=cards) == [(Flaw.EXPIRED, "old"), (Flaw.UNVERIFIED, "new")]


def test_entry_for_fewer_people_is_not_asked_of_what_everyone_may_find():
    odd = ("zebra quartz", "violin lemon", "granite spoon", "copper feather")
    assert found(an_item("odd", odd, audience=Audience.ORGANISERS), an_item("venue", VENUE)) == []


def test_dead_links_are_told_where_they_stand():
    page = "https://example.org/gone"
    snapshot = a_snapshot(
        an_item("venue", VENUE, f"See [the page]({page}).", source=Source(title="A", url="https://example.org/there")),
        seminars=[ENGLISH],
    )
    assert links(snapshot) == ["https://example.org/there", page]
    dead = [each for each in review(snapshot, TODAY, dead=[page]).findings if each.flaw is Flaw.DEAD_LINK]
    assert [(each.where, each.values["link"]) for each in dead] == [("venue", page)]


def test_heaviest_comes_first_and_the_score_falls_with_each():
    well = a_snapshot(an_item("venue", VENUE), an_item("lunch", LUNCH), seminars=[ENGLISH])
    worse = a_snapshot(
        an_item("venue", VENUE, valid_until=date(2012, 1, 1)), an_item("lunch", LUNCH[:2]), seminars=[ENGLISH]
    )
    before, after = review(well, TODAY), review(worse, TODAY)
    assert before.score > after.score
    weights = [each.flaw.weight for each in after.findings]
    assert weights == sorted(weights, reverse=True)
    assert (after.findings[0].flaw, after.looked_at) == (Flaw.EXPIRED, 2)


def test_recommendation_is_looked_at_as_the_entry_that_it_is():
    assert (Flaw.UNCHECKED, "train-judges") in found(recommendations=[a_recommendation()], checked=False)


def test_progress_is_told_to_its_end():
    told = []
    snapshot = a_snapshot(an_item("venue", VENUE), an_item("lunch", LUNCH), seminars=[ENGLISH])
    review(snapshot, TODAY, told=lambda done, of: told.append((done, of)))
    assert told == [(each, 8) for each in range(1, 9)]


def test_nothing_at_all_is_worth_what_it_could_be():
    assert review(a_snapshot(seminars=[ENGLISH]), TODAY).score == 100


def test_lix_is_that_of_its_definition():
    words = ["it", "is", "so"] * 13 + ["considerable"]
    assert lix(" ".join(words) + ".") == 40 + round(100 / 40)
    assert lix("Too short.") is None
