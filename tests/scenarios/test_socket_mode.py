"""Socket Mode as it is spoken: envelopes, acknowledgements, new connections, and those that do not come or go."""

import asyncio
import time

import pytest

from bot.slack import serving as door
from bot.slack.app import SlackUnreachableError
from tests.fake_slack import APP_TOKEN, BEN, BOT, OLGA, SEMINAR
from tests.scenarios.conftest import SOCKET, direct


@pytest.fixture
def question(socket_mode):
    """Return an event with a question of its own, each time it is called."""
    return lambda: {**socket_mode.event_of("Where do we stay?", BEN, direct(BEN)), "channel_type": "im"}


def answers(slack):
    return [each for each in slack.posts if "Odessos" in each.text]


async def test_connection_is_asked_for_with_the_app_token(socket_mode):
    [call] = [each for each in socket_mode.slack.calls if each.method == "apps.connections.open"]
    assert call.token == APP_TOKEN
    assert len(socket_mode.slack.connections) == 1


async def test_event_is_acknowledged_with_nothing_but_its_envelope(socket_mode, question):
    [connection] = socket_mode.slack.connections
    assert await connection.deliver("events_api", socket_mode.body_of(question())) is None
    await socket_mode.quiet()
    assert len(answers(socket_mode.slack)) == 1


async def test_first_delivery_is_answered_although_it_names_its_attempt(socket_mode, question):
    assert await socket_mode.tell(question(), attempt=0) == 200
    await socket_mode.quiet()
    assert len(answers(socket_mode.slack)) == 1


async def test_command_and_button_are_acknowledged_with_nothing_but_their_envelope(socket_mode):
    [connection] = socket_mode.slack.connections
    form = socket_mode.form_of("/seminar", "Where do we stay?", BEN, SEMINAR)
    assert await connection.deliver("slash_commands", form) is None
    await socket_mode.quiet()
    [answer] = answers(socket_mode.slack)
    body = socket_mode.press_of(answer, answer.buttons["Yes"], BEN)
    assert await connection.deliver("interactive", body) is None
    await socket_mode.quiet()
    assert socket_mode.slack.posts[-1].text == "Thank you, noted: this was right."


async def test_event_is_acknowledged_while_an_answer_is_on_its_way(socket_mode, question):
    released = socket_mode.slack.hold("chat.postMessage")
    await socket_mode.tell(question())
    await socket_mode.slack.reached("chat.postMessage")
    start = time.monotonic()
    await socket_mode.tell(question())
    assert time.monotonic() - start < 3
    released.set()
    await socket_mode.quiet()
    assert len(answers(socket_mode.slack)) == 2


async def test_odd_frames_do_no_harm(socket_mode, question):
    [connection] = socket_mode.slack.connections
    for frame in ("", "ping", "{", "[]", "{}", '{"type": "something_new"}', '{"envelope_id": "1"}'):
        await connection.ws.send_str(frame)
    await socket_mode.tell(question())
    await socket_mode.quiet()
    assert len(answers(socket_mode.slack)) == 1


@pytest.mark.parametrize("reason", ["warning", "refresh_requested", "too_many_websockets"])
async def test_bot_connects_anew_when_slack_says_so(socket_mode, question, reason):
    slack = socket_mode.slack
    await slack.connections[0].disconnect(reason)
    await slack.until(lambda slack: len(slack.connections) == 2)
    await slack.until(lambda slack: slack.connections[0].ws.closed)
    assert len(slack.called("apps.connections.open")) == 2
    await socket_mode.tell(question())
    await socket_mode.quiet()
    assert len(answers(slack)) == 1


async def test_bot_connects_anew_when_slack_closes(socket_mode, question):
    slack = socket_mode.slack
    await slack.connections[0].ws.close()
    await slack.until(lambda slack: len(slack.connections) == 2)
    await socket_mode.tell(question())
    await socket_mode.quiet()
    assert len(answers(slack)) == 1


async def test_answer_that_is_on_its_way_survives_a_new_connection(socket_mode, question):
    slack = socket_mode.slack
    released = slack.hold("chat.postMessage")
    await socket_mode.tell(question())
    await slack.reached("chat.postMessage")
    await slack.connections[0].disconnect("refresh_requested")
    await slack.until(lambda slack: len(slack.connections) == 2)
    released.set()
    await socket_mode.quiet()
    assert len(answers(slack)) == 1


async def test_event_that_comes_over_the_old_and_the_new_connection_is_answered_once(socket_mode, question):
    slack, event = socket_mode.slack, question()
    await socket_mode.tell(event, event_id="Ev1")
    await slack.connections[0].disconnect("refresh_requested")
    await slack.until(lambda slack: len(slack.connections) == 2)
    await socket_mode.tell(event, event_id="Ev1", attempt=1)
    await socket_mode.quiet()
    assert len(answers(slack)) == 1


async def test_events_over_two_bots_on_one_ledger_are_answered_once(serving, slack, settings, tmp_path):
    url = f"sqlite:///{tmp_path}/shared.db"
    one_state, other_state = tmp_path / "one", tmp_path / "other"
    async with (
        serving(**SOCKET, ledger_url=url, state_dir=one_state) as one,
        serving(**SOCKET, ledger_url=url, state_dir=other_state) as other,
    ):
        events = [{**one.event_of(f"<@{BOT}> hotel", BEN, SEMINAR), "type": "app_mention"} for _ in range(30)]
        bodies = [one.body_of(event) for event in events]
        await asyncio.gather(*(each.deliver("events_api", body) for each in slack.connections for body in bodies))
        await one.quiet()
        await other.quiet()
        assert len(answers(slack)) == 30


async def test_readiness_follows_the_connection(socket_mode):
    async def ready():
        async with socket_mode.session.get(f"{socket_mode.url}/readyz") as answer:
            return answer.status, (await answer.text()).strip()

    assert await ready() == (200, "ready")
    socket_mode.slack.fail("apps.connections.open", times=10)
    await socket_mode.slack.connections[0].ws.close()
    await socket_mode.slack.reached("apps.connections.open", times=2)
    assert await ready() == (503, "not connected to Slack")


async def test_reload_and_undo_work_here_too(socket_mode):
    [said] = await socket_mode.command("/seminar-admin reload --now", user=OLGA)
    assert said.text.startswith("Nothing has changed")


# Connections that do not come, and that do not go


async def test_app_token_that_slack_refuses_is_named(serving, slack):
    slack.refuse("apps.connections.open", "invalid_auth")
    with pytest.raises(SlackUnreachableError, match="Slack refused SLACK_APP_TOKEN: invalid_auth; copy it again"):
        async with serving(**SOCKET):
            pass


async def test_slack_that_opens_no_connection_is_told(serving, slack):
    slack.fail("apps.connections.open")
    with pytest.raises(
        SlackUnreachableError, match=r"could not be reached at http://127.0.0.1:[0-9]+/api/: status 500"
    ):
        async with serving(**SOCKET):
            pass


async def test_connection_that_never_opens_is_told(serving, slack, monkeypatch):
    monkeypatch.setattr(door, "_CONNECTING_S", 0.2)
    monkeypatch.setattr(type(slack), "_apps_connections_open", lambda *_: {"url": "ws://127.0.0.1:9/socket"})
    with pytest.raises(SlackUnreachableError, match="could not be reached"):
        async with serving(**SOCKET):
            pass


async def test_connection_that_slack_does_not_close_is_left_behind(serving, slack):
    slack.answers_close = False
    async with serving(**SOCKET) as workspace:
        await workspace.write("hotel")
        start = time.monotonic()
    assert time.monotonic() - start < 4
    assert workspace.log.events("connection not closed by Slack")
