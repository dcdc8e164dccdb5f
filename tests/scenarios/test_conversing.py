"""Going on about what was said: in threads, directly, by command; for a while, and nowhere else."""

import pytest

from tests.fake_slack import ANA, BEN, ELSEWHERE, SEMINAR
from tests.scenarios.conftest import direct, facts_of

THREAD, OTHER = "1790000001.000001", "1790000002.000001"
#: Who organised it is known of two meetings; only what was said tells which is meant.
ODESSA = """
  - id: odessa
    about: odessa
    title: {en: Odessa meeting (2029), fr: Réunion d'Odessa (2029)}
    phrasings:
      en: [What was the Odessa meeting?, tell me about Odessa, the meeting in Odessa]
      fr: [C'était quoi, la réunion d'Odessa ?]
    answer: {en: A meeting on lighthouses., fr: Une réunion sur les phares.}
    source: invitation
  - id: odessa-organiser
    about: odessa
    phrasings:
      en: [Who organised the Odessa meeting?, Odessa organiser, who organised it in Odessa]
      fr: [Qui a organisé la réunion d'Odessa ?]
    answer: {en: The lighthouse keepers organised it., fr: Les gardiens de phare.}
    source: invitation
  - id: organiser
    phrasings:
      en: [Who organised the seminar?, who is the organiser, who organised it]
      fr: [Qui organise le séminaire ?]
    answer: {en: The port authority organises it., fr: L'autorité portuaire.}
    source: invitation
"""
IN_ODESSA, DEFAULT = "lighthouse keepers", "port authority"


@pytest.fixture
def settings(settings):
    """Return settings with knowledge of a second meeting."""

    def more(**changes):
        found = settings(**changes)
        facts = found.content / "varna-2031" / "entries" / "facts.yaml"
        if "odessa" not in facts.read_text(encoding="utf-8"):
            facts.write_text(facts.read_text(encoding="utf-8") + ODESSA, encoding="utf-8")
        return found

    return more


@pytest.fixture
async def http(http):
    http.service.base.reload()
    assert "odessa" in facts_of(http).read_text(encoding="utf-8")
    return http


async def said(posts):
    [answer] = posts
    return answer.text


async def test_thread_goes_on_about_what_was_said_in_it(http):
    assert "lighthouses" in await said(await http.mention("What was the Odessa meeting?", ts=THREAD))
    answer = await said(await http.say("who organised it?", thread_ts=THREAD))
    assert IN_ODESSA in answer
    assert "Odessa meeting (2029)" in answer  # it says which meeting it took to be meant


async def test_thread_is_one_conversation_of_all_who_write_in_it(http):
    await http.mention("What was the Odessa meeting?", user=BEN, ts=THREAD)
    assert IN_ODESSA in await said(await http.say("who organised it?", user=ANA, thread_ts=THREAD))


async def test_other_thread_knows_nothing_of_it(http):
    await http.mention("What was the Odessa meeting?", ts=THREAD)
    assert DEFAULT in await said(await http.mention("who organised it?", ts=OTHER))
    assert DEFAULT in await said(await http.mention("who organised it?"))


async def test_direct_messages_go_on_and_are_each_person_s_own(http):
    await http.write("What was the Odessa meeting?", user=BEN)
    assert DEFAULT in await said(await http.write("who organised it?", user=ANA))
    assert IN_ODESSA in await said(await http.write("who organised it?", user=BEN))


async def test_command_goes_on_for_its_person_and_channel(http):
    await http.command("/seminar What was the Odessa meeting?", user=BEN)
    assert DEFAULT in await said(await http.command("/seminar who organised it?", user=ANA))
    assert DEFAULT in await said(await http.command("/seminar who organised it?", user=BEN, channel=ELSEWHERE))
    assert DEFAULT in await said(await http.mention("who organised it?", user=BEN, channel=SEMINAR))
    assert IN_ODESSA in await said(await http.command("/seminar who organised it?", user=BEN))


async def test_new_subject_leaves_the_old_one(http):
    await http.write("What was the Odessa meeting?")
    await http.write("Who organised the seminar in Varna?")
    assert DEFAULT in await said(await http.write("who organised it?"))


async def test_conversation_that_was_left_is_over(http):
    await http.write("What was the Odessa meeting?")
    http.clock.advance(minutes=29)
    assert IN_ODESSA in await said(await http.write("who organised it?"))
    http.clock.advance(minutes=31)
    assert DEFAULT in await said(await http.write("who organised it?"))


async def test_installation_may_want_each_question_alone(serving):
    async with serving(focus_minutes=0) as workspace:
        workspace.service.base.reload()
        await workspace.write("What was the Odessa meeting?")
        assert DEFAULT in await said(await workspace.write("who organised it?"))


async def test_restarted_bot_goes_on(serving):
    async with serving() as workspace:
        workspace.service.base.reload()
        await workspace.write("What was the Odessa meeting?")
    async with serving() as workspace:
        event = {**workspace.event_of("who organised it?", BEN, direct(BEN)), "channel_type": "im"}
        assert IN_ODESSA in await said(await workspace.see(workspace.tell(event, event_id="Ev0000AFTER")))


async def test_while_the_ledger_is_away_each_question_stands_alone(http):
    await http.write("What was the Odessa meeting?")
    http.ledger.is_away = True
    assert DEFAULT in await said(await http.write("who organised it?"))
    http.ledger.is_away = False
    assert IN_ODESSA in await said(await http.write("who organised it?"))


async def test_nothing_of_what_was_said_is_kept(http):
    await http.write("What was the Odessa meeting, asked by somebody curious?")
    await http.write("who organised it?")
    await http.ledger.tally(http.clock.now().date())  # which looks once all is written that could wait
    state = http.service.settings.state_dir
    kept = b"".join(each.read_bytes() for each in state.glob("ledger.db*"))
    assert b"odessa" in kept
    assert b"curious" not in kept
    assert b"who organised it" not in kept
