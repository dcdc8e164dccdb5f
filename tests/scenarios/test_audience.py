"""Who may read what is decided where the answer is given, from the roster and the place."""

import pytest
from sqlalchemy import select

from bot.storage.tables import focuses
from knowledge.model import Participant
from tests.fake_slack import ANA, BEN, GROUP, OLGA, SEMINAR, ZOE
from tests.scenarios.conftest import change, direct, facts_of

#: For organisers alone, and answered from the invitation otherwise.
ASKED, SECRET = "Where is the secret preparatory meeting?", "chart room"
PUBLIC = "Where do we stay?"


@pytest.fixture
async def levels(http):
    """A workspace in which Ana is a participant, Olga organises, and one entry is for participants."""
    facts = facts_of(http)
    change(
        facts,
        "  - id: insiders\n",
        """\
  - id: keys-of-rooms
    title: {fr: Clés des salles, en: Keys of the rooms}
    audience: participants
    phrasings:
      fr: [Qui a les clés des salles ?]
      en: [Who has the keys of the rooms?]
    answer:
      fr: Le gardien du phare.
      en: The keeper of the lighthouse.
    source: invitation

  - id: insiders
""",
    )
    await http.command("/seminar-admin reload --now", user=OLGA, channel="C0RELOAD")
    await http.ledger.put_roster([Participant(id="ana", name="Ana", role="coordinator")], replace=False)
    await http.ledger.match("ana", ANA)
    return http


KEYS, KEEPER = "Who has the keys of the rooms?", "keeper of the lighthouse"


def said(posts):
    return "\n".join(f"{each.text}\n{each.shown}" for each in posts)


@pytest.mark.parametrize("user", [ANA, BEN, ZOE])
async def test_what_is_for_organisers_is_not_there_for_anybody_else(levels, user):
    seen = [
        *await levels.write(ASKED, user=user),
        *await levels.mention(ASKED, user=user),
        *await levels.command(f"/seminar {ASKED}", user=user),
    ]
    assert seen
    assert SECRET not in said(seen)
    assert "reparatory" not in said(seen).replace(ASKED, "")


async def test_organiser_reads_it_directly(levels):
    [answer] = await levels.write(ASKED, user=OLGA)
    assert SECRET in answer.shown


@pytest.mark.parametrize("how", ["mention", "command", "thread"])
async def test_asked_in_a_channel_it_is_sent_to_the_organiser_directly_and_never_posted(levels, how):
    if how == "thread":
        [first] = await levels.mention(PUBLIC, user=BEN)
        seen = await levels.say(ASKED, user=OLGA, thread_ts=first.thread_ts)
    elif how == "mention":
        seen = await levels.mention(ASKED, user=OLGA)
    else:
        seen = await levels.command(f"/seminar {ASKED}", user=OLGA)
    [answer] = [each for each in seen if each.channel == direct(OLGA)]
    [pointer] = [each for each in seen if each is not answer]
    assert SECRET in answer.shown
    assert (pointer.channel, pointer.only_for) == (SEMINAR, OLGA)
    assert "answered you directly" in pointer.text
    assert SECRET not in said([each for each in levels.slack.posts if each.channel == SEMINAR])


async def test_public_answer_is_posted_for_all_whoever_asks(levels):
    for user in (OLGA, ANA, BEN):
        [answer] = await levels.mention(PUBLIC, user=user)
        assert answer.only_for is None
        assert "Odessos" in answer.shown or "odessos" in answer.shown.lower()


@pytest.mark.parametrize("user", [ANA, OLGA])
async def test_participants_and_organisers_read_what_is_for_participants(levels, user):
    [answer] = await levels.write("Who has the keys of the rooms?", user=user)
    assert "phare" in answer.shown or KEEPER in answer.shown
    [alone] = await levels.mention(KEYS, user=user)
    assert alone.only_for == user
    assert not [
        each
        for each in levels.slack.posts
        if KEEPER in each.shown and each.only_for is None and each.channel == SEMINAR
    ]


@pytest.mark.parametrize("user", [BEN, ZOE])
async def test_who_is_not_in_the_roster_does_not(levels, user):
    assert KEEPER not in said(await levels.write(KEYS, user=user))
    assert KEEPER not in said(await levels.mention(KEYS, user=user))


async def test_who_leaves_the_roster_reads_it_no_longer(levels):
    assert "phare" in said(await levels.write("Qui a les clés des salles ?", user=ANA))
    await levels.ledger.erase("ana")
    assert "gardien" not in said(await levels.write("Qui a les clés des salles ?", user=ANA))


async def test_members_of_the_organisers_group_are_organisers_and_nobody_is_while_slack_does_not_say(serving):
    async with serving(organisers=(GROUP,)) as workspace:
        workspace.slack.refuse("usergroups.users.list", "internal_error")
        assert SECRET not in said(await workspace.write(ASKED, user=OLGA))
        assert SECRET in said(await workspace.write(ASKED, user=OLGA))
        assert SECRET not in said(await workspace.write(ASKED, user=BEN))


async def test_while_the_ledger_is_away_everybody_reads_what_everyone_may(levels):
    levels.ledger.is_away = True
    assert KEEPER not in said(await levels.write(KEYS, user=ANA))
    assert "odessos" in said(await levels.write(PUBLIC, user=ANA)).lower()


async def test_choice_that_was_public_and_is_not_any_more_is_shown_to_nobody_beside_the_organiser(levels):
    [choices] = await levels.mention("participants", user=BEN)
    assert choices.only_for is None
    assert choices.buttons
    label = next(iter(choices.buttons))
    change(facts_of(levels), "  - id: hotel\n", "  - id: hotel\n    audience: organisers\n")
    change(facts_of(levels), "  - id: dinner\n", "  - id: dinner\n    audience: organisers\n")
    change(facts_of(levels), "    related: [dinner]\n", "")
    [reloaded] = await levels.command("/seminar-admin reload --now", user=OLGA, channel="C0RELOAD2")
    assert "reloaded" in reloaded.text
    seen = await levels.press(choices, label, user=OLGA)
    [answer] = [each for each in seen if each.channel == direct(OLGA)]
    assert "lighthouse" in answer.shown or "Odessos" in answer.shown
    in_channel = said([each for each in levels.slack.posts if each.channel == SEMINAR])
    assert "served at the lighthouse" not in in_channel
    assert "hotel](https" not in in_channel
    [gone] = await levels.press(choices, label, user=BEN)
    assert "no longer there" in gone.text


async def about(workspace):
    """Which entries the conversations are about."""
    ledger = workspace.ledger._ledger
    await ledger._caught_up()
    return await ledger._reader.read("about", lambda db: list(db.scalars(select(focuses.c.entry))))


async def test_conversation_that_others_are_in_does_not_stay_with_what_is_hidden(levels):
    [first] = await levels.mention(PUBLIC, user=BEN)
    await levels.say(ASKED, user=OLGA, thread_ts=first.thread_ts)
    assert await about(levels) == ["hotel"]
    await levels.write(ASKED, user=OLGA)
    assert sorted(await about(levels)) == ["hotel", "insiders"]  # of her own conversation it is remembered
