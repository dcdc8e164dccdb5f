"""Who is let in, and what the page is told."""

import asyncio
from datetime import UTC, datetime
from io import BytesIO

import orjson
import pytest

from bot.hastening import Outcome, Passage, Step

ANA, BEN, SEMINAR = "U0ANA", "U0BEN", "C0SEMINAR"


async def status_of(local, path="/", *, method="GET", **request):
    async with local.session.request(method, f"{local.url}{path}", **request) as answer:
        return answer.status


# Who is let in


@pytest.mark.parametrize(
    ("host", "status"),
    [
        pytest.param("127.0.0.1:{port}", 200, id="address"),
        pytest.param("localhost:{port}", 200, id="name"),
        pytest.param("[::1]:{port}", 200, id="address of version 6"),
        pytest.param("evil.example:{port}", 403, id="another name for this machine"),
        pytest.param("127.0.0.1", 403, id="without the port"),
        pytest.param("127.0.0.1:1", 403, id="another port"),
        pytest.param("", 403, id="none"),
    ],
)
@pytest.mark.parametrize("path", ["/", "/page/app.js", "/page/style.css"])
async def test_only_this_machine_is_a_host(local, host, status, path):
    port = local.url.rpartition(":")[2]
    assert await status_of(local, path, headers={"Host": host.format(port=port)}) == status


async def test_host_is_asked_for_on_every_path(local):
    for path, method in (
        ("/api/auth.test", "POST"),
        ("/slack/events", "POST"),
        ("/local/events", "GET"),
        ("/x", "GET"),
    ):
        assert await status_of(local, path, method=method, headers={"Host": "evil.example"}) == 403


@pytest.mark.parametrize("what", ["message", "edit", "press", "open", "clock"])
@pytest.mark.parametrize(
    ("origin", "with_token", "word"),
    [
        pytest.param("https://evil.example", True, "origin_refused", id="another site"),
        pytest.param("null", True, "origin_refused", id="a page without a site"),
        pytest.param("http://127.0.0.1:1", True, "origin_refused", id="another port"),
        pytest.param(None, False, "token_refused", id="no token"),
    ],
)
async def test_only_our_page_may_act(local, what, origin, with_token, word):
    headers = {"X-Suivi-Token": local.workspace.page_token if with_token else "guessed", "Origin": origin or local.url}
    body = {"user": ANA, "channel": SEMINAR, "text": "hello"}
    async with local.session.post(f"{local.url}/local/{what}", json=body, headers=headers) as answer:
        assert (answer.status, (await answer.json())["error"]) == (403, word)
    assert local.workspace.messages(SEMINAR) == []


async def test_another_site_may_not_listen(local):
    assert await status_of(local, "/local/events", headers={"Origin": "https://evil.example"}) == 403


@pytest.mark.parametrize("path", ["/local/message", "/api/chat.postMessage"])
async def test_body_of_more_than_a_mebibyte_is_refused(local, path):
    headers = {"X-Suivi-Token": local.workspace.page_token}
    assert await status_of(local, path, method="POST", data=BytesIO(b"a" * (2**20 + 1)), headers=headers) == 413


async def test_body_that_does_not_say_its_length_is_measured_too(local):
    async def endless():
        for _ in range(2**10 + 1):
            yield b"a" * 2**10

    headers = {"X-Suivi-Token": local.workspace.page_token}
    assert await status_of(local, "/local/message", method="POST", data=endless(), headers=headers) == 413


# The page


async def test_page_holds_the_token_and_a_strict_policy(local):
    async with local.session.get(f"{local.url}/") as answer:
        assert local.workspace.page_token in await answer.text()
        policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/page/app.js", "text/javascript"),
        ("/page/style.css", "text/css"),
        ("/page/icon.svg", "image/svg+xml"),
    ],
)
async def test_parts_of_the_page_are_served_as_what_they_are(local, path, kind):
    async with local.session.get(f"{local.url}{path}") as answer:
        assert (answer.status, answer.content_type) == (200, kind)


@pytest.mark.parametrize(
    "path", ["/page/none.js", "/page/index.html", "/page/..%2Fserver.py", "/page/%2e%2e/server.js"]
)
async def test_nothing_else_is_served(local, path):
    assert await status_of(local, path) == 404


# Acting


async def test_page_acts_as_a_person(local):
    assert await local.act("message", user=ANA, channel=SEMINAR, text="good mroning") == (200, {"ok": True})
    [message] = local.workspace.messages(SEMINAR)
    await local.act("edit", user=ANA, channel=SEMINAR, ts=message.ts, text="good morning")
    await local.act("message", user=BEN, channel=SEMINAR, text="hello", thread_ts=message.ts)
    assert [each.text for each in local.workspace.messages(SEMINAR)] == ["good morning", "hello"]


async def test_page_opens_and_presses(local):
    with local.eyes_of(ANA) as sees:
        await local.act("open", user=ANA, channel="D0ANA")
        await sees(lambda change: change["type"] == "prompts")
        await local.act("message", user=ANA, channel="D0ANA", text="hello")
        answer = (await sees(local.says("echo hello")))["message"]
        press = {"user": ANA, "channel": "D0ANA", "ts": answer.ts, "block_id": "choices", "action_id": "again"}
        await local.act("press", **press)
        await sees(local.says("replaced"))
        assert await local.act("press", **press) == (400, {"ok": False, "error": "no_such_button"})


@pytest.mark.parametrize(
    ("body", "word"),
    [
        pytest.param({"user": ANA, "channel": SEMINAR, "text": " "}, "no_text", id="nothing"),
        pytest.param({"user": ANA, "channel": SEMINAR, "text": "a" * 40_001}, "msg_too_long", id="too long"),
        pytest.param({"user": ANA, "channel": SEMINAR}, "invalid_arguments", id="text missing"),
        pytest.param({"user": ANA, "channel": SEMINAR, "text": 1}, "invalid_arguments", id="text a number"),
        pytest.param({"user": "U0NOBODY", "channel": SEMINAR, "text": "a"}, "user_not_found", id="nobody"),
    ],
)
async def test_what_cannot_be_done_is_answered_with_the_reason(local, body, word):
    status, answer = await local.act("message", **body)
    assert (status, answer["error"]) == (400, word)


# Being told


async def test_stream_begins_with_everything_and_goes_on_with_changes(local):
    local.workspace.say(ANA, SEMINAR, "before")
    events = local.events(BEN)
    name, snapshot = await anext(events)
    assert name == "snapshot"
    assert [each["text"] for each in snapshot["messages"]] == ["before"]
    assert [each["name"] for each in snapshot["commands"]] == ["/seminar", "/slow", "/quick"]
    assert [each["id"] for each in snapshot["channels"]] == [SEMINAR, "D0BEN"]
    local.workspace.say(ANA, SEMINAR, "after")
    name, change = await anext(events)
    assert (name, change["type"], change["message"]["text"]) == ("change", "message", "after")
    await events.aclose()


async def test_stream_tells_a_person_only_what_they_see(local):
    local.workspace.say(ANA, "D0ANA", "between us")
    local.workspace.say(ANA, SEMINAR, "/semianr")
    events = local.events(BEN)
    _, snapshot = await anext(events)
    await local.call("chat.postEphemeral", channel=SEMINAR, user=ANA, text="for Ana alone")
    await local.call("chat.postMessage", channel=SEMINAR, text="for everybody")
    _, change = await anext(events)
    assert snapshot["messages"] == []
    assert (change["message"]["text"], change["message"]["private"]) == ("for everybody", False)
    await events.aclose()


async def test_only_the_writer_gets_back_what_was_typed(local):
    local.workspace.say(ANA, SEMINAR, "a < b")
    typed = {}
    for user in (ANA, BEN):
        events = local.events(user)
        typed[user] = (await anext(events))[1]["messages"][0]["typed"]
        await events.aclose()
    assert typed == {ANA: "a < b", BEN: None}


async def test_stream_tells_of_statuses_prompts_and_removals(local):
    await local.call("assistant.threads.setStatus", channel_id=SEMINAR, thread_ts="1.000001", status="thinks")
    await local.call(
        "assistant.threads.setSuggestedPrompts", channel_id="D0BEN", prompts=[{"title": "a", "message": "b"}]
    )
    post = await local.call("chat.postMessage", channel=SEMINAR, text="hello")
    events = local.events(BEN)
    _, snapshot = await anext(events)
    assert snapshot["statuses"] == [{"channel": SEMINAR, "thread_ts": "1.000001", "status": "thinks"}]
    assert [each["channel"] for each in snapshot["prompts"]] == ["D0BEN"]
    await local.call("chat.delete", channel=SEMINAR, ts=post["ts"])
    _, change = await anext(events)
    assert change == {"type": "removed", "channel": SEMINAR, "ts": post["ts"]}
    await events.aclose()


async def test_somebody_unknown_is_the_first_person(local):
    events = local.events("U0NOBODY")
    assert (await anext(events))[1]["you"] == ANA
    await events.aclose()


async def test_quiet_stream_shows_signs_of_life(local, monkeypatch):
    monkeypatch.setattr("bot.local.server.ALIVE_S", 0.01)
    async with local.session.get(f"{local.url}/local/events", params={"user": ANA}) as stream:
        signs = (line async for line in stream.content if line.startswith(b":"))
        assert await anext(signs) == b": still here\n"


async def test_streams_end_when_the_server_stops(local):
    events = local.events(ANA)
    await anext(events)
    stopping = asyncio.create_task(local.runner.cleanup())
    assert await anext(events, None) is None
    await stopping


# The clock, and what the bot called


class FakeHastening:
    """A clock that is asked to move, and does not."""

    def __init__(self):
        self.asked, self.takes, self.passage = [], True, Passage(now=datetime(2027, 1, 15, 7, tzinfo=UTC))

    def begin(self, step):
        self.asked.append(step)
        return self.takes

    def stop(self):
        self.asked.append("stop")


async def test_clock_is_moved_by_the_steps_there_are(local):
    assert await local.act("clock", how="week") == (400, {"ok": False, "error": "clock_not_ready"})
    clock = FakeHastening()
    local.workspace.offer_clock(clock)
    for how in ("next", "week", "quarter", "stop"):
        assert (await local.act("clock", how=how))[0] == 200
    assert clock.asked == [Step.NEXT, Step.WEEK, Step.QUARTER, "stop"]
    assert (await local.act("clock", how="century"))[1]["error"] == "invalid_arguments"
    clock.takes = False
    assert (await local.act("clock", how="week"))[1]["error"] == "clock_too_many_steps"


async def test_everybody_sees_how_the_clock_stands(local):
    clock = FakeHastening()
    local.workspace.offer_clock(clock)
    events = local.events(BEN)
    _, snapshot = await anext(events)
    assert snapshot["clock"]["now"] == clock.passage.now.timestamp()
    assert snapshot["clock"]["is_movable"]
    reached = {"D0ANA": 2, "C0OFFICE": 1}
    clock.passage = Passage(now=datetime(2027, 1, 22, 7, tzinfo=UTC), outcome=Outcome.DONE, reached=reached)
    clock.watched()
    _, change = await anext(events)
    assert change["clock"]["outcome"] == "done"
    assert change["clock"]["reached"] == [{"name": "#organisers", "count": 1}, {"name": "Ana", "count": 2}]


async def test_calls_of_the_bot_are_shown_without_its_token(local):
    said = {"channel": SEMINAR, "text": "for everybody"}
    await local.session.post(f"{local.url}/api/chat.postMessage", json={**said, "token": local.workspace.bot_token})
    await local.call("chat.postMessage", channel="C0NOWHERE", text="for nobody")
    async with local.session.get(f"{local.url}/local/calls") as stream:
        calls = [orjson.loads(line[6:]) async for line in _lines(stream, 2)]
    assert [each["method"] for each in calls] == ["chat.postMessage"] * 2
    assert calls[0]["arguments"] == said
    assert calls[0]["answer"]["ok"]
    assert calls[1]["answer"]["error"] == "channel_not_found"


async def test_calls_are_not_shown_to_other_sites(local):
    headers = {"Origin": "https://evil.example"}
    assert await status_of(local, "/local/calls", headers=headers) == 403


async def _lines(stream, many):
    async for line in stream.content:
        if line.startswith(b"data: "):
            yield line
            many -= 1
        if not many:
            return
