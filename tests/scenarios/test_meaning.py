"""Where a sentence encoder is installed, questions in other languages are answered, and keep nobody waiting."""

import asyncio

import pytest

from tests.fake_slack import ANA, OLGA
from tests.fakes import StickyEncoder, until
from tests.scenarios.conftest import change, direct, facts_of

#: Greek, of which the knowledge has no word.
GREEK, DINNER = "Πού είναι το εστιατόριο;", "lighthouse restaurant"
IN_USE = "semantic search in use"
BUSES = """\
entries:
  - id: buses
    title: {{fr: Bus, en: Buses}}
    phrasings: {{fr: [{more}], en: [which bus]}}
    answer: {{fr: Toutes les heures., en: Every full hour.}}
    source: invitation
"""


@pytest.fixture
def encoder(monkeypatch):
    found = StickyEncoder("restaurant εστιατόριο", "where πού où", "bus λεωφορείο", "which ποιο quel")
    monkeypatch.setattr("knowledge.encoder.open_encoder", lambda: found)
    yield found
    found.may_go_on.set()


@pytest.fixture
async def workspace(serving, encoder):
    # What an encoder finds that knows four words is offered at most.
    async with serving(semantic=True, answer_at=0.8, offer_at=0.1) as workspace:
        await until(lambda: workspace.log.events(IN_USE))
        yield workspace


def offered(posts):
    return [label for each in posts for label in each.buttons]


async def test_question_in_greek_finds_what_nobody_wrote_in_greek(workspace):
    assert any("dinner" in each for each in offered(await workspace.write(GREEK)))


async def test_others_are_answered_while_a_question_is_encoded(workspace, encoder):
    encoder.may_go_on.clear()
    asked = asyncio.ensure_future(workspace.write(GREEK))
    await until(lambda: encoder.inside)
    async with workspace.session.get(f"{workspace.url}/healthz") as answer:
        assert answer.status == 200
    known = len(workspace.slack.posts)
    await workspace.tell({**workspace.event_of("Where do we have dinner?", ANA, direct(ANA)), "channel_type": "im"})
    answers = await workspace.slack.until(lambda slack: [each for each in slack.posts[known:] if DINNER in each.text])
    assert answers[0].channel == direct(ANA)
    encoder.may_go_on.set()
    await asked


async def test_reload_with_much_that_is_new_is_found_by_meaning_once_it_is_encoded(workspace, encoder):
    facts = facts_of(workspace)
    more = ", ".join(f"trajet{number} ligne{number}" for number in range(80))
    facts.with_name("buses.yaml").write_text(BUSES.format(more=more), encoding="utf-8")
    change(facts, DINNER, "captain's table")
    encoder.may_go_on.clear()
    await workspace.command("/seminar-admin reload --now", user=OLGA)
    # It is in service by its words, however long the encoder takes.
    [answer] = await workspace.write("which bus")
    assert "Every full hour." in answer.text
    encoder.may_go_on.set()
    await until(lambda: len(workspace.log.events(IN_USE)) == 2)
    assert any("bus" in each.casefold() for each in offered(await workspace.write("ποιο λεωφορείο")))
