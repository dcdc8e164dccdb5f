"""Lists, details and totals: found by words in any order, and nobody learns what is not theirs to know."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answering import Thresholds
from bot.filtering import Filters, Vocabulary, fits
from bot.picture import Picture
from bot.ports import Step
from bot.progress import Assignment, Closing, Event, EventKind, Reported, Validation, assignment_id
from bot.recommendations import PAGE, Recommendations, Totals, totals
from bot.reminding import Planner
from bot.reply import Asker, Conversation, Reply, ReplyKind
from bot.storage.memory import MemoryLedger
from bot.wishes import Wishes
from bot.wording import Wording
from knowledge.model import Acceptance, Addressees, Audience, Level, Participant, Policy, Visibility
from tests.fakes import FakeClock, FaultyLedger, a_recommendation, a_snapshot, an_entry

WORDING = Wording()
WISHES = Wishes(WORDING)
NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
COUNTRIES = {"ro": "Romania", "bg": "Bulgaria", "rs": "Serbia", "al": "Albania"}
NOTE = "Only the ministry knows"


def a_participant(called, role, country=None, **fields):
    name = f"{role.title()}, {COUNTRIES[country]}" if country else role.title()
    return Participant(id=called, name=name, role=role, country=country and country.upper(), **fields)


ROSTER = [
    *(a_participant(f"coordinator-{each}", "coordinator", each, deputy=f"deputy-{each}") for each in COUNTRIES),
    *(a_participant(f"deputy-{each}", "deputy", each) for each in COUNTRIES),
    *(a_participant(f"rapporteur-{each}", "rapporteur", each) for each in COUNTRIES),
    a_participant("observer", "observer"),
]
STATUSES = {
    "ro": Reported.IN_PROGRESS,
    "bg": Reported.BLOCKED,
    "rs": Reported.NOT_STARTED,
    "al": Reported.IMPLEMENTED,
}
TRAIN = a_recommendation(themes=("training",), levels=(Level.NATIONAL,))
AID = a_recommendation(
    "help-ngos",
    "ZAG-2013-R02",
    title={"fr": "Soutenir les ONG", "en": "Support NGOs"},
    text={"fr": "Que les ONG soient soutenues.", "en": "That NGOs be supported."},
    themes=("assistance", "ngos"),
    levels=(Level.REGIONAL,),
    keywords={"fr": ("associations",), "en": ("charities",)},
)
SECRET = a_recommendation("secret", "ZAG-2013-X01", title={"en": "Talk to no one"}, audience=Audience.ORGANISERS)


class Desk:
    """Recommendations over a small world."""

    def __init__(self, *, visibility=Visibility.OWNERS, countries=COUNTRIES, more=()):
        self.ledger = FaultyLedger(MemoryLedger())
        self.policy = Policy(
            owners=Addressees(roles=("coordinator",)),
            validator=Addressees(roles=("rapporteur",)),
            anchor=date(2026, 3, 1),
            visibility=visibility,
        )
        self.countries = countries
        self.shelf = a_snapshot(an_entry(), recommendations=(TRAIN, AID, SECRET, *more))
        self.shown = Recommendations(
            ledger=self.ledger,
            clock=FakeClock(NOW),
            snapshot=lambda: self.shelf,
            picture=self.picture,
            wording=WORDING,
            wishes=WISHES,
            thresholds=Thresholds(answer=0.8, offer=0.25),
            is_organiser=self.is_organiser,
        )

    async def begin(self):
        await self.ledger.put_roster(ROSTER, replace=True)
        for each in ROSTER:
            await self.ledger.match(each.id, user_of(each.id))
        await self.ledger.change([self.step(each) for each in self.countries])
        return self

    def step(self, country):
        owner, status = f"coordinator-{country}", STATUSES[country]
        assignment = Assignment(
            id=assignment_id(TRAIN.id, owner),
            recommendation=TRAIN.id,
            owner=owner,
            due=date(2026, 3, 1) if country != "ro" else date(2026, 6, 1),
            reported=status,
            reported_on=date(2026, 2, 1),
        )
        event = Event(assignment=assignment.id, at=NOW, who=owner, kind=EventKind.REPORTED, after=status, note=NOTE)
        return Step(before=None, after=assignment, events=(event,))

    async def picture(self):
        people = {each.id: each for each in await self.ledger.people()}
        policies = {TRAIN.id: self.policy, SECRET.id: self.policy}
        return Picture(snapshot=self.shelf, planner=Planner(policies=policies, people=people, timezone="Europe/Zagreb"))

    async def is_organiser(self, user):
        return user == "U0OLGA"

    async def ask(self, text, who="observer"):
        return (await self.shown.asked(text, Asker(id=user_of(who), language="en"))).reply.text

    async def below(self, who, channel="D1"):
        reply = Reply(kind=ReplyKind.ANSWER, text="That judges be trained.", language="en", entry=TRAIN.id)
        asker = Asker(id=user_of(who), language="en")
        return (await self.shown.with_status(reply, asker, Conversation(channel=channel))).text


def user_of(called):
    return "U0OLGA" if called == "olga" else f"U0{called.upper().replace('-', '')}"


@pytest.fixture
async def desk():
    return await Desk().begin()


NAMES = [f"Coordinator, {each}" for each in COUNTRIES.values()]


def named(text):
    return [each for each in NAMES if each in text]


# Who sees what


@pytest.mark.parametrize("question", ["ZAG-2013-R01", "recommendations", "recommendations blocked", "mine"])
@pytest.mark.parametrize("who", ["observer", "nobody"])
async def test_those_without_a_part_learn_nobody_s_status(desk, question, who):
    text = await desk.ask(question, who)
    assert named(text) == []
    assert NOTE not in text


@pytest.mark.parametrize("part", ["coordinator", "deputy", "rapporteur"])
async def test_each_country_sees_its_own_and_no_other(desk, part):
    text = await desk.ask("ZAG-2013-R01", f"{part}-ro")
    assert named(text) == ["Coordinator, Romania"]
    assert NOTE in text
    assert "in progress, due on 1 June 2026" in text


async def test_organiser_sees_all(desk):
    assert named(await desk.ask("ZAG-2013-R01", "olga")) == NAMES


async def test_status_is_shared_where_the_policy_says_so_and_notes_are_not():
    desk = await Desk(visibility=Visibility.PARTICIPANTS).begin()
    text = await desk.ask("ZAG-2013-R01", "observer")
    assert named(text) == NAMES
    assert NOTE not in text
    assert named(await desk.ask("ZAG-2013-R01", "nobody")) == []


async def test_totals_are_for_everybody(desk):
    for each in ("ZAG-2013-R01", "recommendations training"):
        text = await desk.ask(each, "nobody")
        assert "0 of 4 done, 2 under way, 1 blocked, 1 not started; 2 overdue" in text


@pytest.mark.parametrize("countries", [("bg",), ("bg", "ro")])
@pytest.mark.parametrize("who", ["observer", "coordinator-ro", "nobody"])
async def test_total_of_so_few_that_it_would_tell_is_not_said(countries, who):
    desk = await Desk(countries=countries).begin()
    for text in (await desk.ask("ZAG-2013-R01", who), await desk.ask("recommendations", who), await desk.below(who)):
        assert "blocked" not in text
        assert "overdue" not in text


async def test_filter_by_status_finds_only_what_the_asker_may_know(desk):
    assert "ZAG-2013-R01" not in await desk.ask("recommendations blocked", "coordinator-ro")
    assert "ZAG-2013-R01" in await desk.ask("recommendations blocked", "coordinator-bg")
    assert "ZAG-2013-R01" in await desk.ask("recommendations blocked", "olga")
    # Nor does a country beside it tell.
    assert "ZAG-2013-R01" not in await desk.ask("recommendations bulgaria blocked", "coordinator-ro")
    assert "ZAG-2013-R01" in await desk.ask("recommendations bulgaria", "coordinator-ro")


async def test_answer_ends_with_totals_and_with_what_the_asker_may_see(desk):
    assert named(await desk.below("coordinator-ro")) == ["Coordinator, Romania"]
    assert named(await desk.below("observer")) == []
    assert named(await desk.below("olga")) == NAMES
    assert (await desk.below("observer")).endswith("2 overdue.")


@pytest.mark.parametrize("who", ["olga", "coordinator-ro", "observer", "nobody"])
async def test_in_a_channel_there_are_totals_for_everybody_and_nothing_else(desk, who):
    text = await desk.below(who, channel="C1")
    assert "0 of 4 done" in text
    assert named(text) == []


async def test_recommendation_for_organisers_is_theirs(desk):
    assert "no one" not in await desk.ask("recommendations", "observer")
    assert "no one" not in await desk.ask("zag-2013-x01", "coordinator-ro")
    assert "Talk to no one" in await desk.ask("recommendations", "olga")
    assert "Talk to no one" in await desk.ask("zag-2013-x01", "olga")


async def test_what_its_source_says_besides_is_shown_with_a_recommendation():
    later = a_recommendation(
        "help-more",
        "ZAG-2014-R01",
        supersedes=("help-ngos",),
        duplicates=("train-judges",),
        addressees={"en": "the States of the region"},
        affected_groups=("unaccompanied-children",),
        acceptance=Acceptance.PARTLY_ACCEPTED,
    )
    desk = await Desk(more=[later]).begin()
    assert "Its place has been taken by ZAG-2014-R01" in await desk.ask("ZAG-2013-R02")
    text = await desk.ask("ZAG-2014-R01")
    for each in (
        "Addressed to: the States of the region",
        "Affected groups: unaccompanied-children",
        "Accepted in part",
        "Asks for the same as: ZAG-2013-R01",
    ):
        assert each in text


async def test_answer_comes_without_status_where_the_ledger_is_away(desk):
    desk.ledger.is_away = True
    assert await desk.below("olga") == "That judges be trained."


async def test_what_is_not_followed_up_says_so_and_adds_nothing_to_an_answer(desk):
    assert "not followed up" in await desk.ask("ZAG-2013-R02")
    reply = Reply(kind=ReplyKind.ANSWER, text="That NGOs be supported.", language="en", entry=AID.id)
    assert await desk.shown.with_status(reply, Asker(id="U1"), Conversation(channel="D1")) == reply


# Lists


async def test_own_list_names_each_under_its_part(desk):
    assert "One recommendation is yours" in (mine := await desk.ask("mine", "coordinator-ro"))
    assert "Yours" in mine
    assert "As a deputy" in await desk.ask("mine", "deputy-ro")
    assert "For you to confirm" in await desk.ask("mine", "rapporteur-al")
    assert "No recommendation" in await desk.ask("mine", "rapporteur-ro")
    assert "not in the seminar's roster" in await desk.ask("mine", "nobody")


async def test_long_list_comes_in_pages():
    more = [a_recommendation(f"point-{each}", f"ZAG-2013-P{each:02}", themes=("borders",)) for each in range(20)]
    desk = await Desk(more=more).begin()
    first = await desk.ask("recommendations borders")
    assert "20 recommendations" in first
    assert first.count("ZAG-2013-P") == PAGE
    assert "`/seminar recommendations borders page 2`" in first
    last = await desk.ask("recommendations borders page 3")
    assert last.count("ZAG-2013-P") == 4
    assert "Page 3 of 3" in last
    assert await desk.ask("recommendations page 99 borders") == last


@pytest.mark.parametrize(
    "question", ["what are the hotels?", "mine is a question", "my hotel", "ZAG-2013-R99", "", "-"]
)
async def test_other_questions_are_left_to_the_desk(desk, question):
    assert await desk.shown.asked(question, Asker(id="U1", language="en")) is None


# Words


VOCABULARY = Vocabulary((TRAIN, AID), frozenset({"RO", "RS", "BA", "ME"}), WORDING)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", Filters()),
        ("training", Filters(themes=frozenset({"training"}))),
        ("regional", Filters(levels=frozenset({Level.REGIONAL}))),
        ("régional", Filters(levels=frozenset({Level.REGIONAL}))),
        ("Serbia", Filters(countries=frozenset({"RS"}))),
        ("Serbie", Filters(countries=frozenset({"RS"}))),
        ("in Bosnia & Herzegovina", Filters(countries=frozenset({"BA"}))),
        ("en cours", Filters(statuses=frozenset({Reported.IN_PROGRESS}))),
        ("not started", Filters(statuses=frozenset({Reported.NOT_STARTED}))),
        ("mis en œuvre en partie", Filters(statuses=frozenset({Reported.PARTLY_IMPLEMENTED}))),
        ("overdue", Filters(overdue=True)),
        ("en retard", Filters(overdue=True)),
        ("show me those that are blocked", Filters(statuses=frozenset({Reported.BLOCKED}), unknown=("those", "that"))),
        ("charities", Filters(topics=frozenset({"charities"}))),
        ("page 3", Filters(page=3)),
        ("page 0", Filters()),
        ("submarines", Filters(unknown=("submarines",))),
    ],
)
def test_words_are_understood(text, expected):
    assert VOCABULARY.understood(text) == expected


@pytest.mark.parametrize(
    ("typed", "meant"), [("asistance", "assistance"), ("trainning", "training"), ("Romana", "romania")]
)
def test_slip_of_the_pen_is_understood_and_said(typed, meant):
    filters = VOCABULARY.understood(typed)
    assert filters.guesses == ((typed.casefold(), meant),)
    assert filters.unknown == ()


@given(st.permutations(["blocked", "Romania", "training", "regional", "page 2"]))
def test_order_does_not_matter(typed):
    assert VOCABULARY.understood(" ".join(typed)) == VOCABULARY.understood("page 2 blocked Romania training regional")


@settings(max_examples=80)
@given(st.text(max_size=200))
def test_any_text_is_read(text):
    filters = VOCABULARY.understood(text)
    assert filters.page >= 1
    fits(TRAIN, filters)


async def test_unknown_word_is_said_with_what_there_is(desk):
    text = await desk.ask("recommendations submarines <!channel>")
    assert "submarines" in text
    assert "training" in text
    assert "RO" in text
    assert "<!" not in text


# Totals


def an_assignment(**fields):
    return Assignment(id="a", recommendation="train", owner="ana", **fields)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, Totals(all=1, silent=1)),
        ({"due": date(2026, 3, 1)}, Totals(all=1, silent=1, late=1)),
        ({"due": date(2026, 3, 2)}, Totals(all=1, silent=1)),
        ({"reported": Reported.BLOCKED}, Totals(all=1, blocked=1)),
        ({"reported": Reported.IMPLEMENTED, "due": date(2026, 3, 1)}, Totals(all=1, working=1)),
        (
            {
                "reported": Reported.IMPLEMENTED,
                "validation": Validation.VALIDATED,
                "closed": Closing.IMPLEMENTED,
            },
            Totals(all=1, done=1),
        ),
        ({"closed": Closing.REMOVED}, Totals()),
        ({"closed": Closing.HANDED_OVER}, Totals()),
        ({"closed": Closing.SUPERSEDED}, Totals()),
    ],
)
def test_totals_count_done_only_what_was_confirmed(fields, expected):
    assert totals([an_assignment(**fields)], lambda _: date(2026, 3, 2)) == expected
