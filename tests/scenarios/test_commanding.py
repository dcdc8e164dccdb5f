"""Every command explains itself, a slip is guessed, a form does what typing does, strangers are told whom to ask."""

import json

import pytest

from tests.fake_slack import ANA, BEN, OLGA, ZOE
from tests.scenarios.test_teaching import Office, shown


@pytest.fixture
def office(http):
    return Office(http)


def commands(office):
    return [each for each in office.workspace.service.side.teaching.administration.names if each != "help"]


async def test_every_command_explains_itself_both_ways_and_in_both_languages(office):
    administration = office.workspace.service.side.teaching.administration
    whole = {each: administration.explained("", each) for each in ("en", "fr")}
    for name in commands(office):
        for language in ("en", "fr"):
            said = administration.explained(name, language)
            assert f"/seminar-admin {name}" in said, (name, language)
            assert said != whole[language]
    said = await office.command("help reload")
    assert said.text.startswith("- /seminar-admin reload reads the knowledge files again")
    assert (await office.command("reload help")).text == said.text
    assert office.workspace.service.base.snapshot.generation == 1


@pytest.mark.parametrize(
    ("typed", "meant"), [("help reloda", "help reload"), ("contribted", "contributed"), ("auditt", "audit")]
)
async def test_slip_is_guessed(office, typed, meant):
    assert f"Did you mean /seminar-admin {meant}?" in (await office.command(typed)).text


async def test_form_lists_the_commands_and_does_what_typing_does(office):
    form = await office.open(await office.command("help"), "Choose from a list")
    [command, _] = form["blocks"]
    assert [each["value"] for each in command["element"]["options"]] == sorted([*commands(office), "help"])
    await office.submit(form, chosen={"command": "pause"})
    assert await office.workspace.ledger.paused() == "organiser"
    done = next(each for each in office.slack.views if each["id"] == form["id"])
    assert "Nothing is sent any more" in shown(done)


async def test_form_takes_what_stands_behind_a_command_and_shows_its_buttons(office):
    form = await office.open(await office.command("help"), "Choose from a list")
    done = await office.submit(form, chosen={"command": "audit"}, rest="teleport")
    assert "Nothing was done that fits" in shown(done)


async def test_form_speaks_french(office):
    office.slack.people[OLGA]["locale"] = "fr-FR"
    form = await office.open(await office.command("aide"), "Choisir dans une liste")
    assert form["title"]["text"] == "Pour les organisateurs"


@pytest.mark.parametrize("user", [ANA, BEN, ZOE])
async def test_anybody_else_is_refused_politely_wherever_they_try(office, user):
    contact = "Olga Petrova"
    for name in commands(office):
        office.workspace.service.side.teaching.administration.limit.forget(user)
        assert contact in (await office.command(name, user=user)).text, name
    help_ = await office.command("help")
    office.workspace.service.side.teaching.administration.limit.forget(user)
    refused = await office.open(help_, "Choose from a list", user=user)
    assert contact in json.dumps(refused)
