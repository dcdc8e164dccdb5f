"""A home as Slack shows it: within its limits whatever it holds, and with what its reader can do."""

import asyncio
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.home import List
from bot.local.limits import checked_view
from bot.reply import Asker
from bot.slack.blocks import fields_of, words
from bot.slack.home import JOBS, answer_view, home_view
from bot.wording import Wording
from tests.fakes import a_seminar
from tests.homes import ORGANISER, World, user_of

WORDING = Wording()
CHANNEL = "D0ANA"
#: As long as each may be, and of what mrkdwn makes most of.
NASTY = "<!channel> & *_`~>|[](#" * 30
LONGEST = {"title": NASTY[:500], "name": NASTY[:500]}


async def view_for(world, who, *, language="en", said="", asked=0, **pages):
    home = await world.homes.of(Asker(id=who, language=language), pages)
    view = home_view(home, WORDING, channel=CHANNEL, said=said, asked=asked)
    checked_view(view, kind="home")
    return view


def texts(part):
    if isinstance(part, list):
        return "\n".join(map(texts, part))
    if isinstance(part, dict):
        return "\n".join(
            each if name == "text" and isinstance(each, str) else texts(each) for name, each in part.items()
        )
    return ""


def elements(view):
    return [each for block in view["blocks"] for each in block.get("elements", []) if "action_id" in each]


def actions(view):
    return [each["action_id"] for each in elements(view)]


@pytest.fixture
async def world():
    return await World().begin()


async def test_stranger_is_offered_to_ask_and_told_what_the_seminar_was(world):
    view = await view_for(world, "U0STRANGER")
    assert [each["type"] for each in view["blocks"]].count("input") == 1
    said = texts(view["blocks"])
    for each in (
        "Zagreb seminar",
        "11 April 2013",
        "12 April 2013",
        "20 recommendations",
        "the Zagreb secretariat",
        "Language",
    ):
        assert each in said
    assert actions(view) == ["ask:0", "ask:1", "language:en", "language:fr"]
    assert fields_of(elements(view)[0]["value"])["question"] == "When was it?"


async def test_view_is_in_the_reader_s_language(world):
    assert "Votre question" in texts((await view_for(world, user_of("p0"), language="fr"))["blocks"])


async def test_owner_can_report_snooze_and_turn_the_page(world):
    view = await view_for(world, user_of("p0"))
    assert {"followup:report", "followup:snooze", "page:owner:on"} <= set(actions(view))
    assert "job:reload" not in actions(view)
    assert "Your recommendations (20)" in texts(view["blocks"])
    assert "Europe/Bucharest" in texts(view["blocks"])


async def test_page_buttons_keep_the_pages_of_the_other_lists(world):
    view = await view_for(world, user_of("p1"), owner=2, validator=1)
    on = next(each for each in elements(view) if each["action_id"] == "page:owner:on")
    back = next(each for each in elements(view) if each["action_id"] == "page:owner:back")
    assert fields_of(on["value"])["owner"] == "3"
    assert fields_of(back["value"])["owner"] == "1"
    assert fields_of(on["value"])["validator"] == "1"


async def test_organiser_has_a_button_for_each_job_and_the_one_that_stops_only_while_it_goes(world):
    view = await view_for(world, ORGANISER)
    assert {"job:reload", "job:unanswered", "job:pause"} <= set(actions(view))
    assert "job:resume" not in actions(view)
    await world.ledger.pause("organiser")
    view = await view_for(world, ORGANISER)
    assert "job:resume" in actions(view)
    assert "job:pause" not in actions(view)
    assert "stopped by an organiser" in texts(view["blocks"])


async def test_box_is_another_one_after_each_question(world):
    boxes = [
        next(each for each in (await view_for(world, "U0X", asked=asked))["blocks"] if each["type"] == "input")
        for asked in (0, 1)
    ]
    assert boxes[0]["block_id"] != boxes[1]["block_id"]
    assert boxes[0]["element"] == boxes[1]["element"]


async def test_what_people_and_files_say_is_no_mark_up():
    world = await World(**LONGEST).begin()
    await world.asks("<!here> <@U0BEN> <https://evil.example|click>")
    for who in (ORGANISER, user_of("p0"), user_of("p1")):
        assert "<!" not in texts((await view_for(world, who))["blocks"])
        assert "<@" not in texts((await view_for(world, who))["blocks"])
        assert "<http" not in texts((await view_for(world, who))["blocks"])


# Whatever there is, Slack takes it

LONG_WORDS = st.sampled_from(["a", NASTY[:500], "é" * 500, "&" * 500, "\\" * 500])
PAGES = st.dictionaries(st.sampled_from([each.value for each in List]), st.integers(-3, 400))


def world_of(size, each):
    """Return a world in which every text that organisers write is as long as it may be."""
    people, many, recommendations = size
    world = World(people=people, many=many, recommendations=recommendations, title=each, name=each)
    texts_, prompts = {"fr": each, "en": each}, {"fr": (each,) * 4, "en": (each,) * 4}
    seminar = a_seminar(title=texts_, place=texts_, series=texts_, contact=texts_, prompts=prompts)
    knowledge = replace(world.snapshot.knowledge, seminars=(seminar,))
    world.snapshot = replace(world.snapshot, knowledge=knowledge)
    return world


async def views_of(world, question, *, language, said, pages):
    await world.begin()
    await world.asks(question, times=20)
    await world.ledger.pause("jump")
    # One of them is an organiser and a participant at once: nobody sees more.
    await world.ledger.match("p0", ORGANISER)
    people = [ORGANISER, user_of("p1"), "U0STRANGER"]
    return [await view_for(world, each, language=language, said=said, **pages) for each in people]


@settings(max_examples=20, deadline=None)
@given(
    st.sampled_from([(1, 0, 1), (2, 7, 7), (4, 1000, 250), (50, 1000, 20)]),
    LONG_WORDS,
    st.sampled_from(["?", "&" * 1500, NASTY]),
    st.sampled_from(["fr", "en"]),
    st.tuples(st.sampled_from(["", "done", "&lt;" * 2000]), PAGES),
)
def test_every_home_is_within_slack_s_limits(size, each, question, language, said_and_pages):
    said, pages = said_and_pages
    world = world_of(size, each)
    for view in asyncio.run(views_of(world, question, language=language, said=said, pages=pages)):
        assert 0 < len(view["blocks"]) < 100


@settings(max_examples=50, deadline=None)
@given(
    title=st.sampled_from(["home-answer", *(f"home-job-{each}" for each in JOBS)]),
    said=st.text(min_size=1, max_size=5000),
    language=st.sampled_from(["fr", "en"]),
)
def test_every_answer_in_a_form_is_within_slack_s_limits(title, said, language):
    view = answer_view(WORDING.say(language, title), words(said), kept="{}", wording=WORDING, language=language)
    checked_view(view)
