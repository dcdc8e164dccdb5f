"""Choices and forms (modals): shown to whoever pressed, filled in, mended, replaced, closed."""

import pytest

from bot.local.limits import SlackError
from tests.bot.local.test_workspace import ANA, BEN, WITH_ANA, a_press


def plain(text):
    return {"type": "plain_text", "text": text}


OPTIONS = [{"text": plain(each), "value": each} for each in ("one", "two")]
CHOICES = [
    {
        "type": "actions",
        "block_id": "choices",
        "elements": [
            {"type": "button", "action_id": "open", "text": plain("Open")},
            {"type": "static_select", "action_id": "select", "placeholder": plain("Which?"), "options": OPTIONS},
            {"type": "overflow", "action_id": "more", "options": OPTIONS},
            {"type": "datepicker", "action_id": "day"},
        ],
    }
]
FORM = {
    "type": "modal",
    "callback_id": "form",
    "private_metadata": "ids",
    "title": plain("A form"),
    "submit": plain("Send"),
    "blocks": [
        {
            "type": "input",
            "block_id": "note",
            "label": plain("Note"),
            "element": {"type": "plain_text_input", "action_id": "note", "max_length": 20},
        },
        {
            "type": "input",
            "block_id": "day",
            "label": plain("Day"),
            "element": {"type": "datepicker", "action_id": "day"},
        },
        {
            "type": "input",
            "block_id": "one",
            "label": plain("One"),
            "element": {"type": "static_select", "action_id": "one", "options": OPTIONS},
        },
    ],
}


def a_form(delivered):
    return delivered.body.get("type") == "view_submission"


def told(kind):
    return lambda change: change["type"] == kind


@pytest.fixture
async def message(local):
    """Post something to press, to a bot that opens a form when it is pressed."""

    async def on_open(ack, body, client):
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=FORM)

    async def on_choice(ack):
        await ack()

    local.bot.app.action("open")(on_open)
    for each in ("select", "more", "day"):
        local.bot.app.action(each)(on_choice)
    return (await local.call("chat.postMessage", channel=ANA, text="choose", blocks=CHOICES))["ts"]


def answering(local, **answer):
    async def on_form(ack):
        await ack(**answer)

    local.bot.app.view("form")(on_form)


async def opened(local, message):
    with local.eyes_of(ANA) as sees:
        local.workspace.press(ANA, WITH_ANA, message, block_id="choices", action_id="open")
        return (await sees(told("view")))["view"]


@pytest.mark.parametrize("action", ["select", "more"])
async def test_choice_carries_the_option(local, message, action):
    local.workspace.press(ANA, WITH_ANA, message, block_id="choices", action_id=action, choice="two")
    assert (await local.heard(a_press)).body["actions"][0]["selected_option"] == OPTIONS[1]


async def test_day_is_carried_as_a_date(local, message):
    local.workspace.press(ANA, WITH_ANA, message, block_id="choices", action_id="day", choice="2026-03-09")
    assert (await local.heard(a_press)).body["actions"][0]["selected_date"] == "2026-03-09"


@pytest.mark.parametrize(("action", "choice"), [("select", "three"), ("more", ""), ("day", "soon")])
async def test_what_is_not_offered_cannot_be_chosen(local, message, action, choice):
    with pytest.raises(SlackError, match="no_such_button"):
        local.workspace.press(ANA, WITH_ANA, message, block_id="choices", action_id=action, choice=choice)


async def test_form_that_is_filled_in_reaches_the_bot_and_closes(local, message):
    answering(local)
    view = await opened(local, message)
    with local.eyes_of(ANA) as sees:
        local.workspace.submit(ANA, view["id"], {"note": "done", "day": "2026-03-09", "one": "two"})
        await sees(told("view_closed"))
    body = (await local.heard(a_form)).body
    assert body["user"]["id"] == ANA
    assert (body["view"]["callback_id"], body["view"]["private_metadata"]) == ("form", "ids")
    assert body["view"]["state"]["values"] == {
        "note": {"note": {"type": "plain_text_input", "value": "done"}},
        "day": {"day": {"type": "datepicker", "selected_date": "2026-03-09"}},
        "one": {"one": {"type": "static_select", "selected_option": OPTIONS[1]}},
    }
    assert local.workspace.view_of(ANA) is None


async def test_form_is_seen_by_whoever_pressed_and_nobody_else(local, message):
    view = await opened(local, message)
    assert local.workspace.view_of(BEN) is None
    with pytest.raises(SlackError, match="view_not_found"):
        local.workspace.submit(BEN, view["id"], {})


async def test_errors_leave_the_form_open(local, message):
    answering(local, response_action="errors", errors={"note": "Too short"})
    view = await opened(local, message)
    with local.eyes_of(ANA) as sees:
        local.workspace.submit(ANA, view["id"], {"note": "x"})
        assert (await sees(told("view_errors")))["errors"] == {"note": "Too short"}
    assert local.workspace.view_of(ANA) is not None


async def test_update_puts_another_form_in_its_place(local, message):
    answering(local, response_action="update", view={"type": "modal", "title": plain("Thanks"), "blocks": []})
    view = await opened(local, message)
    with local.eyes_of(ANA) as sees:
        local.workspace.submit(ANA, view["id"], {"note": "x"})
        assert (await sees(told("view")))["view"]["title"] == plain("Thanks")


async def test_answer_that_slack_would_refuse_leaves_the_form_open_and_is_said(local, message):
    answering(local, response_action="update", view={"type": "modal", "title": plain("x" * 25), "blocks": []})
    view = await opened(local, message)
    with local.eyes_of(ANA) as sees:
        local.workspace.submit(ANA, view["id"], {"note": "x"})
        await sees(told("view_failed"))
    assert local.workspace.view_of(ANA) is not None


async def test_dismissed_form_is_gone(local, message):
    view = await opened(local, message)
    local.workspace.dismiss(ANA, view["id"])
    with pytest.raises(SlackError, match="view_not_found"):
        local.workspace.submit(ANA, view["id"], {})


@pytest.mark.parametrize("values", [{"note": "x" * 21}, {"day": "soon"}, {"one": "three"}])
async def test_what_cannot_be_filled_in_is_refused(local, message, values):
    view = await opened(local, message)
    with pytest.raises(SlackError):
        local.workspace.submit(ANA, view["id"], values)


async def test_page_submits_and_dismisses(local, message):
    answering(local)
    view = await opened(local, message)
    assert await local.act("submit", user=ANA, view=view["id"], values={"note": "done"}) == (200, {"ok": True})
    await local.workspace.settled()
    # A page that closes it a moment late is told nothing.
    assert await local.act("dismiss", user=ANA, view=view["id"]) == (200, {"ok": True})
    status, answer = await local.act("submit", user=ANA, view=view["id"], values={})
    assert (status, answer["error"]) == (400, "view_not_found")


async def test_trigger_opens_one_form_and_at_once(local, message):
    local.workspace.press(ANA, WITH_ANA, message, block_id="choices", action_id="select", choice="one")
    trigger = (await local.heard(a_press)).body["trigger_id"]
    assert (await local.call("views.open", trigger_id=trigger, view=FORM))["ok"]
    assert (await local.call("views.open", trigger_id=trigger, view=FORM))["error"] == "exchanged_trigger_id"
    local.workspace.press(ANA, WITH_ANA, message, block_id="choices", action_id="select", choice="one")
    late = (await local.heard(a_press)).body["trigger_id"]
    local.clock.advance(seconds=4)
    assert (await local.call("views.open", trigger_id=late, view=FORM))["error"] == "expired_trigger_id"
    assert (await local.call("views.open", trigger_id="made up", view=FORM))["error"] == "invalid_trigger_id"


@pytest.mark.parametrize(
    "change",
    [
        {"type": "home"},
        {"title": plain("x" * 25)},
        {"title": {"type": "mrkdwn", "text": "x"}},
        {"submit": None},
        {"private_metadata": "x" * 3001},
        {"blocks": "none"},
        {"blocks": [{"type": "section", "text": plain("x")}] * 101},
        {"blocks": [{**FORM["blocks"][0], "label": plain("")}]},
        {"blocks": [{**FORM["blocks"][0], "element": {"type": "button", "text": plain("x")}}]},
    ],
)
async def test_view_that_slack_would_refuse_is_refused(local, message, change):
    local.workspace.press(ANA, WITH_ANA, message, block_id="choices", action_id="select", choice="one")
    trigger = (await local.heard(a_press)).body["trigger_id"]
    answer = await local.call("views.open", trigger_id=trigger, view={**FORM, **change})
    assert not answer["ok"]


async def test_open_form_is_updated_by_its_id(local, message):
    view = await opened(local, message)
    thanks = {"type": "modal", "title": plain("Thanks"), "blocks": []}
    assert (await local.call("views.update", view_id=view["id"], view=thanks))["ok"]
    assert local.workspace.view_of(ANA)["title"] == plain("Thanks")
    assert (await local.call("views.update", view_id="V0", view=thanks))["error"] == "not_found"
