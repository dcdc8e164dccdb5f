"""What Slack delivers more than once, what others send in its name, and what is no request at all."""

import asyncio
import io
import json
import time

import pytest

from tests.fake_slack import APP_TOKEN, BEN, BOT, SEMINAR
from tests.scenarios.conftest import SOCKET, SocketDoor, direct, signed

QUESTION = "Where do we stay, says the walrus?"


@pytest.fixture
def mention(workspace):
    return {**workspace.event_of(f"<@{BOT}> {QUESTION}", BEN, SEMINAR), "type": "app_mention"}


# Once


async def test_event_delivered_four_times_is_answered_once(workspace, mention):
    answers = []
    for attempt in range(4):
        answers += await workspace.see(workspace.tell(mention, event_id="Ev1", attempt=attempt), said=QUESTION)
    assert len(answers) == 1


async def test_event_delivered_four_times_at_once_is_answered_once(workspace, mention):
    deliveries = (workspace.tell(mention, event_id="Ev1", attempt=attempt) for attempt in range(4))
    assert len(await workspace.see(*deliveries)) == 1


@pytest.mark.parametrize("kept_in", ["sqlite", "postgresql"])
async def test_event_delivered_twice_on_each_of_two_connections_is_answered_once(serving, new_place, kept_in, tmp_path):
    place = await new_place(kept_in)
    shared = {**SOCKET, "ledger_url": f"sqlite:///{place}" if kept_in == "sqlite" else place}
    async with serving(**shared) as workspace, serving(**shared, state_dir=tmp_path / "other") as other:
        event = {**workspace.event_of(f"<@{BOT}> {QUESTION}", BEN, SEMINAR), "type": "app_mention"}
        body = workspace.body_of(event, "Ev1")
        doors = [SocketDoor(workspace.slack, connection=each) for each in (0, 1)]
        deliveries = [door.event(body, attempt=attempt) for attempt in (0, 1) for door in doors]
        await workspace.see(*deliveries, said=QUESTION)
        await other.quiet()
        # The answer, and to whoever asked what is kept of them: each once.
        assert [each.only_for for each in workspace.slack.posts] == [None, BEN]


async def test_event_whose_first_delivery_was_lost_is_answered(workspace, mention):
    assert len(await workspace.see(workspace.tell(mention, event_id="Ev1", attempt=2))) == 1


async def test_message_that_comes_as_two_events_is_answered_once(workspace, mention):
    message = {**mention, "type": "message", "channel_type": "channel", "thread_ts": "1790000001.000001"}
    assert (
        len(await workspace.see(workspace.tell(message), workspace.tell({**mention, "thread_ts": "1790000001.000001"})))
        == 1
    )


async def test_direct_message_delivered_again_as_another_event_is_answered_once(http):
    event = {**http.event_of(QUESTION, BEN, direct(BEN)), "channel_type": "im"}
    assert len(await http.see(http.tell(event), http.tell(event))) == 1


async def test_two_messages_of_one_text_are_two_questions(http):
    [first] = await http.mention("hotel")
    [second] = await http.mention("hotel")
    assert first.thread_ts != second.thread_ts


@pytest.mark.parametrize("changes", [{}, SOCKET], ids=["http", "socket"])
async def test_event_is_not_answered_again_after_a_restart(serving, changes):
    async with serving(**changes) as before:
        event = {**before.event_of(f"<@{BOT}> {QUESTION}", BEN, SEMINAR), "type": "app_mention"}
        assert len(await before.see(before.tell(event, event_id="Ev1"))) == 1
    async with serving(**changes) as after:
        assert await after.see(after.tell(event, event_id="Ev1", attempt=3)) == []


async def test_thread_of_ours_is_ours_after_a_restart(serving):
    async with serving() as before:
        await before.mention("hotel", ts="1790000001.000001")
    async with serving() as after:
        assert len(await after.say("seminar dates", thread_ts="1790000001.000001")) == 1


async def test_event_delivered_twice_while_the_ledger_is_away_is_answered_once(workspace, mention):
    workspace.ledger.is_away = True
    deliveries = (workspace.tell(mention, event_id="Ev1", attempt=attempt) for attempt in range(4))
    assert len(await workspace.see(*deliveries)) == 1
    workspace.ledger.is_away = False
    assert await workspace.see(workspace.tell(mention, event_id="Ev1", attempt=3)) == []


async def test_event_edited_into_a_mention_is_not_answered(http):
    event = http.event_of(f"<@{BOT}> {QUESTION}", BEN, SEMINAR, edited={"user": BEN, "ts": "1790000001.000001"})
    assert await http.see(http.tell({**event, "type": "app_mention"})) == []


# Signatures


def a_mention(http) -> bytes:
    return json.dumps(
        http.body_of({**http.event_of(f"<@{BOT}> {QUESTION}", BEN, SEMINAR), "type": "app_mention"})
    ).encode()


async def post(http, body, content_type: str = "application/json", **headers: str) -> tuple[int, str]:
    http.log.said.add(QUESTION)
    headers = {"Content-Type": content_type, **headers}
    async with http.session.post(f"{http.url}/slack/events", data=body, headers=headers) as answer:
        await http.quiet()
        return answer.status, await answer.text()


@pytest.mark.parametrize(
    "headers",
    [
        pytest.param(lambda body: signed(body, secret="another secret"), id="of another secret"),
        pytest.param(lambda body: signed(body + b" "), id="of another body"),
        pytest.param(lambda body: signed(body) | {"X-Slack-Signature": "v0="}, id="empty"),
        pytest.param(lambda body: signed(body) | {"X-Slack-Signature": "v0=ünï"}, id="of odd characters"),
        pytest.param(lambda body: signed(body) | {"X-Slack-Request-Timestamp": "yesterday"}, id="of no time"),
        pytest.param(lambda body: signed(body) | {"X-Slack-Request-Timestamp": "9" * 5000}, id="of too many digits"),
        pytest.param(lambda _: {}, id="none"),
        pytest.param(lambda body: signed(body, at=time.time() - 301), id="older than five minutes"),
        pytest.param(lambda body: signed(body, at=time.time() + 302), id="of the future"),
    ],
)
async def test_request_with_a_wrong_signature_is_refused_without_a_trace(http, headers):
    body = a_mention(http)
    status, _ = await post(http, body, **headers(body))
    assert status == 401
    assert http.slack.posts == []
    assert "walrus" not in http.log.text


async def test_signature_of_almost_five_minutes_ago_is_good(http):
    body = a_mention(http)
    assert (await post(http, body, **signed(body, at=time.time() - 290)))[0] == 200
    assert len(http.slack.posts) == 1


async def test_captured_request_sent_again_within_five_minutes_does_nothing(http):
    body = a_mention(http)
    headers = signed(body)
    assert [(await post(http, body, **headers))[0] for _ in range(2)] == [200, 200]
    assert len(http.slack.posts) == 1


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        pytest.param(b"", "application/json", id="nothing"),
        pytest.param(b"{", "application/json", id="half a JSON"),
        pytest.param(b"[]", "application/json", id="a list"),
        pytest.param(b'"walrus"', "application/json", id="a text"),
        pytest.param(b"null", "application/json", id="null"),
        pytest.param(b"1", "application/json", id="a number"),
        pytest.param(b'{"event": "walrus", "type": "event_callback"}', "application/json", id="an event that is none"),
        pytest.param(b'{"event": {"type": 1}, "type": "event_callback"}', "application/json", id="a type that is none"),
        pytest.param(b'{"authorizations": 5}', "application/json", id="authorizations that are none"),
        pytest.param(b"\xff\xfe walrus", "application/json", id="no UTF-8"),
        pytest.param(b"payload=walrus", "application/x-www-form-urlencoded", id="a payload that is none"),
        pytest.param(b"payload=[]", "application/x-www-form-urlencoded", id="a payload that is a list"),
        pytest.param(b'{"a":' * 5000 + b"1" + b"}" * 5000, "application/json", id="depth"),
        pytest.param(b"walrus " * 20, "text/plain", id="plain text"),
    ],
)
async def test_what_is_no_request_is_turned_away(http, body, content_type):
    status, _ = await post(http, body, content_type)
    assert status == 401
    assert "walrus" not in http.log.text
    assert [line for line in http.log.lines if line["level"] in {"error", "critical"}] == []


async def test_body_beyond_a_mebibyte_is_refused(http):
    body = b'{"walrus": "' + b"x" * 2**20 + b'"}'
    assert (await post(http, io.BytesIO(body), **signed(body)))[0] == 413


async def test_challenge_is_answered(http):
    body = b'{"type": "url_verification", "token": "t", "challenge": "walrus"}'
    status, text = await post(http, body, **signed(body))
    assert (status, json.loads(text)) == (200, {"challenge": "walrus"})


async def test_certificate_check_is_answered(http):
    body = b"ssl_check=1&token=t"
    assert (await post(http, body, "application/x-www-form-urlencoded", **signed(body)))[0] == 200


async def test_only_posts_are_taken(http):
    async with http.session.get(f"{http.url}/slack/events") as answer:
        assert answer.status == 405


async def test_socket_mode_takes_nothing_over_http(serving):
    async with serving(slack_app_token=APP_TOKEN) as workspace:  # beside the signing secret
        assert (await post(workspace, b"{}", **signed(b"{}")))[0] == 404


# Acknowledgements


@pytest.mark.parametrize("slow", ["users.info", "chat.postMessage"])
async def test_event_is_acknowledged_before_anything_else(workspace, mention, slow):
    released = workspace.slack.hold(slow)
    async with asyncio.timeout(3):
        assert await workspace.tell(mention) == 200
    await workspace.slack.reached(slow)
    released.set()
    await workspace.quiet()
    assert len(workspace.slack.posts) == 1


async def test_fifty_events_are_acknowledged_within_three_seconds_each(workspace):
    async def timed(event):
        start = time.monotonic()
        await workspace.tell(event)
        return time.monotonic() - start

    events = [{**workspace.event_of(QUESTION, BEN, direct(BEN)), "channel_type": "im"} for _ in range(50)]
    times = await asyncio.gather(*map(timed, events))
    await workspace.quiet()
    assert max(times) < 3
    assert len(workspace.slack.posts) == 50


# Health


async def test_health_and_readiness_are_told_apart(workspace):
    async def status(path):
        async with workspace.session.get(f"{workspace.url}{path}") as answer:
            return answer.status, await answer.text()

    assert await status("/healthz") == (200, "ok\n")
    assert await status("/readyz") == (200, "ready\n")
    workspace.service.side, side = None, workspace.service.side
    assert await status("/healthz") == (200, "ok\n")
    assert await status("/readyz") == (503, "starting\n")
    workspace.service.side = side


async def test_event_that_comes_before_the_bot_is_ready_is_turned_away_for_later(http):
    body = a_mention(http)
    http.service.side, side = None, http.service.side
    headers = {"Content-Type": "application/json", **signed(body)}
    async with http.session.post(f"{http.url}/slack/events", data=body, headers=headers) as answer:
        assert answer.status == 503
    http.service.side = side
    assert (await post(http, body, **signed(body)))[0] == 200
    assert len(http.slack.posts) == 1
