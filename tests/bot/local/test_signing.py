"""Requests are signed as Slack signs, and tried again as Slack tries."""

import asyncio

import pytest
from aiohttp import web
from slack_sdk.signature import Clock, SignatureVerifier

from bot.local.signing import Delivery, signature

BODY = "token=local&text=è+€"


class Noon(Clock):
    def now(self):
        return 1_353_067_200.0


@pytest.mark.parametrize(("secret", "accepted"), [("the-secret", True), ("another", False)])
def test_slacks_own_verifier_accepts_the_signature_of_its_secret(secret, accepted):
    signed = signature("the-secret", "1353067200", BODY.encode())
    assert SignatureVerifier(secret, Noon()).is_valid(BODY, "1353067200", signed) is accepted


class Listener:
    """An HTTP server that answers as it is told, or not in time, and keeps the headers that reached it."""

    def __init__(self, status, headers, *, answers):
        self.seen = []
        self.released = asyncio.Event()
        self._status, self._headers = status, headers
        if answers:
            self.released.set()

    async def handle(self, request):
        self.seen.append(request.headers)
        await self.released.wait()
        return web.Response(status=self._status, headers=self._headers)


@pytest.fixture
def listening(unused_tcp_port):
    """Give a function that delivers one event to a listener; return the receipt and the headers of each try."""

    async def deliver(status, headers=None, *, pauses=(0, 0), answers=True):
        listener, app = Listener(status, headers, answers=answers), web.Application()
        app.router.add_post("/", listener.handle)
        runner = web.AppRunner(app)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", unused_tcp_port).start()
        receipt = await delivered(f"http://127.0.0.1:{unused_tcp_port}/", pauses, timeout_s=5 if answers else 0.05)
        listener.released.set()
        await runner.cleanup()
        return receipt, listener.seen

    return deliver


async def delivered(url, pauses, *, timeout_s=5.0):
    delivery = Delivery(url, "the-secret", timeout_s=timeout_s, retry_after_s=pauses)
    delivery.open()
    receipt = await delivery.event({"type": "event_callback"})
    await delivery.close()
    return receipt


async def test_event_that_is_taken_comes_once(listening):
    receipt, tries = await listening(200)
    assert (receipt.failure, len(tries)) == (None, 1)
    assert "X-Slack-Retry-Num" not in tries[0]


async def test_tries_are_numbered_and_say_why(listening):
    receipt, tries = await listening(503)
    assert (receipt.failure, receipt.status) == ("http_error", 503)
    assert [each.get("X-Slack-Retry-Num") for each in tries] == [None, "1", "2"]
    assert {each["X-Slack-Retry-Reason"] for each in tries[1:]} == {"http_error"}


async def test_bot_can_ask_for_no_second_try(listening):
    _, tries = await listening(500, {"X-Slack-No-Retry": "1"})
    assert len(tries) == 1


async def test_redirect_is_not_followed(listening):
    receipt, _ = await listening(307, {"Location": "https://elsewhere.example/"}, pauses=())
    assert (receipt.failure, receipt.status) == ("http_error", 307)


async def test_nobody_there_is_a_failed_connection(unused_tcp_port):
    receipt = await delivered(f"http://127.0.0.1:{unused_tcp_port}/", pauses=())
    assert (receipt.failure, receipt.status) == ("connection_failed", 0)


async def test_delivery_must_be_open():
    delivery = Delivery("http://127.0.0.1:1/", "the-secret", timeout_s=1, retry_after_s=())
    await delivery.close()
    with pytest.raises(RuntimeError, match="not open"):
        await delivery.form({})


def test_signature_covers_the_time():
    assert signature("s", "1", b"") != signature("s", "2", b"")


async def test_no_answer_in_time_is_a_timeout(listening):
    receipt, tries = await listening(200, pauses=(0,), answers=False)
    assert (receipt.failure, receipt.status) == ("http_timeout", 0)
    assert tries[1]["X-Slack-Retry-Reason"] == "http_timeout"
