"""Asked in their own words how things stand, everybody gets the live status as far as they may see it."""

import asyncio
from dataclasses import replace

import pytest

from bot.ports import Step
from bot.progress import Reported
from knowledge.model import Participant
from tests.fake_slack import ANA, BEN, OLGA, ZOE
from tests.scenarios.conftest import direct
from tests.scenarios.test_reporting import MALLORY, FollowedUp

MORE = """\
    follow_up:
      owners: {roles: [coordinator]}
      validator: {roles: [rapporteur]}
      anchor: 2026-06-05

  - id: ngos
    reference: VAR-2031-R02
    title:
      fr: Soutenir l'aide des ONG aux victimes
      en: Support NGOs that assist victims
    text:
      fr: Les États sont priés de soutenir les ONG.
      en: States are asked to support NGOs.
    standing: request
    themes: [assistance]
    phrasings:
      fr: [Que demande-t-on pour l'aide aux ONG, soutien aux ONG, aide des ONG, rôle des ONG]
      en: [What is asked for NGO assistance, support for NGOs, NGO assistance, role of NGOs]
    source: invitation
    follow_up:
      owners: {roles: [coordinator]}
      anchor: 2026-06-05

  - id: lights
    reference: VAR-2031-O01
    title: {fr: Des feux plus clairs, en: Brighter lights}
    text: {fr: Les feux sont faibles., en: Lights are dim.}
    standing: observation
    phrasings:
      fr: [Que dit-on des feux, feux]
      en: [What is said of lights, lights]
    source: invitation
"""


def someone(called, role, country, **fields):
    name = f"{role.title()}, {country}"
    return Participant(id=called, name=name, role=role, country=country, language="en", **fields)


ROSTER = [
    someone("ana", "coordinator", "RO", deputy="ben"),
    someone("ben", "deputy", "RO"),
    someone("zoe", "rapporteur", "RO"),
    someone("bob", "coordinator", "BG"),
    someone("sam", "coordinator", "RS"),
]
USERS = {"ana": ANA, "ben": BEN, "zoe": ZOE, "bob": "U0BOB"}
#: A participant of another country, a stranger.
BOB = "U0BOB"


class Asked(FollowedUp):
    async def begin(self):
        file = self.workspace.service.settings.content / "varna-2031" / "recommendations.yaml"
        with file.open("a", encoding="utf-8") as written:
            written.write(MORE)
        await asyncio.to_thread(self.workspace.service.base.reload)
        self.slack.people |= {each: {"id": each, "locale": "en-GB"} for each in (ANA, BOB, MALLORY)}
        await self.ledger.put_roster(ROSTER, replace=True)
        for name, user in USERS.items():
            await self.ledger.match(name, user)
        await self.renewed()
        await self.report("bob", Reported.IMPLEMENTED)
        await self.report("ana", Reported.BLOCKED)
        return self

    async def report(self, owner, status):
        steps = [
            Step(before=each, after=replace(each, reported=status))
            for each in await self.ledger.assignments(owner=owner)
        ]
        await self.ledger.change(steps)

    async def ask(self, question, user, *, how="write"):
        seen = await getattr(self.workspace, how)(question, user=user)
        [said] = [each for each in seen if each.text]
        return said


@pytest.fixture
async def asked(http):
    return await Asked(http).begin()


@pytest.fixture
async def unsure(serving):
    """A bot that is never sure enough to answer."""
    async with serving(answer_at=1.0, offer_at=0.01) as workspace:
        yield await Asked(workspace).begin()


ABOUT_NGOS = ["Where do we stand on NGO assistance?", "où en est-on de l'aide aux ONG ?"]
ABOUT_ALL = ["how far are we with the recommendations?", "Où en sont les recommandations ?"]
WHO_HAS = ["which countries have implemented the recommendation?", "quels pays ont mis en œuvre la recommandation ?"]


async def test_each_sees_the_totals_and_what_they_may_see(asked):
    for question in ABOUT_NGOS:
        for user, seen in {ANA: ["RO"], BOB: ["BG"], MALLORY: [], OLGA: ["BG", "RO", "RS"]}.items():
            said = await asked.ask(question, user)
            assert "VAR-2031-R02" in said.text
            assert "0 of 3" in said.text or "0 sur 3" in said.text
            assert [each for each in ("BG", "RO", "RS") if f"Coordinator, {each}" in said.text] == seen


@pytest.mark.parametrize("user", [ANA, OLGA, MALLORY])
async def test_channel_reads_totals_alone(asked, user):
    for question in (*ABOUT_NGOS, *ABOUT_ALL, *WHO_HAS):
        said = await asked.ask(question, user, how="mention")
        assert said.only_for is None
        assert "Coordinator" not in said.text
        assert "0 of" in said.text or "0 sur" in said.text


async def test_all_of_them_come_with_what_they_amount_to(asked):
    for question in ABOUT_ALL:
        said = await asked.ask(question, BOB)
        assert "0 of 6" in said.text or "0 sur 6" in said.text
        assert "VAR-2031-R01" in said.text
        assert "VAR-2031-R02" in said.text
        assert "/seminar recomm" in said.text
        assert "Coordinator, RO" not in said.text


async def test_which_countries_is_told_to_organisers_and_to_others_as_far_as_it_is_theirs(asked):
    for question in WHO_HAS:
        said = await asked.ask(question, OLGA)
        assert "Coordinator, BG" in said.text
        assert "Coordinator, RO" not in said.text
        said = await asked.ask(question, ANA)
        assert "Coordinator" not in said.text
        assert "those who carry it" in said.text or "chargées de la recommandation" in said.text


async def test_country_is_told_to_its_own_and_to_organisers(asked):
    said = await asked.ask("where does Romania stand?", OLGA)
    assert "Coordinator, RO" in said.text
    assert "Coordinator, BG" not in said.text
    assert "Coordinator" not in (await asked.ask("where does Bulgaria stand?", ANA)).text


async def test_what_is_not_followed_up_says_so(asked):
    said = await asked.ask("where do we stand on brighter lights?", BOB)
    assert "VAR-2031-O01" in said.text
    assert "not followed up" in said.text


async def test_unknown_subject_gets_the_totals_of_all_and_where_to_look(asked):
    said = await asked.ask("where do we stand on submarines?", BOB)
    assert "no recommendation about that" in said.text
    assert "0 of 6" in said.text
    assert "/seminar recommendations" in said.text


async def test_command_answers_the_asker_alone(asked):
    said = await asked.ask(f"/seminar {ABOUT_NGOS[0]}", ANA, how="command")
    assert said.only_for == ANA
    assert "VAR-2031-R02" in said.text


async def test_call_for_help_comes_before_any_status(asked):
    said = await asked.ask("where do we stand? help me, he took my passport and I cannot leave", BOB)
    assert "emergency" in said.text
    assert "VAR-2031" not in said.text


async def test_while_the_ledger_is_away_it_says_that_it_cannot_tell(asked):
    asked.ledger.is_away = True
    said = await asked.ask(ABOUT_NGOS[0], ANA)
    assert "can't look up how it stands" in said.text


async def test_pressed_choice_ends_with_the_status_that_its_reference_shows(unsure):
    choices = await unsure.ask("where do we stand on beacons?", ANA)
    [shown] = await unsure.workspace.press(choices, "Maintain the beacons", user=ANA)
    assert "Coordinator, RO" in shown.text
    assert "0 of 3" in shown.text
    assert "Coordinator, BG" not in shown.text


async def test_pressed_choice_that_is_not_followed_up_says_so(unsure):
    choices = await unsure.ask("where do we stand on lights?", ANA)
    [shown] = await unsure.workspace.press(choices, "Brighter lights", user=ANA)
    assert "not followed up" in shown.text


async def test_other_questions_are_answered_as_before(asked):
    said = await asked.ask("What is asked about beacons?", BOB)
    assert "Harbours are asked" in said.text
    assert said.channel == direct(BOB)
