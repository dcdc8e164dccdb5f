"""An outsider's Slack: npm `emulate`, by people who never saw this bot. Real processes, real HTTP, real signatures.

It checks what our own stand-ins might share with our own mistakes: the shapes of calls and answers, and the signing.
"""

import asyncio
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import aiohttp
import pytest

ROOT = Path(__file__).parents[2]
EMULATE = ROOT / "tests" / "emulate"
MODULE = EMULATE / "node_modules" / "emulate"
BOT_TOKEN, SECRET, ALICE, BOT = "xoxb-emu-bot", "emu-signing-secret", "xoxp-alice", "U0SEMINAR"
PATIENCE_S = 30

pytestmark = [
    pytest.mark.skipif(shutil.which("node") is None, reason="needs Node 20"),
    pytest.mark.skipif(not MODULE.is_dir(), reason="needs `npm ci` in tests/emulate (`make emulate` does it)"),
]


@pytest.fixture
async def slack(tmp_path):
    """Somebody else's Slack, with our bot behind it over HTTP."""
    emulator, control, bot = free_port(), free_port(), free_port()
    events = f"http://127.0.0.1:{bot}/slack/events"
    node = {**os.environ, "EMU_PORT": str(emulator), "CTL_PORT": str(control), "EVENTS_URL": events}
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("SLACK_", "SUIVI_"))}
    ours = {
        **clean,
        "SLACK_API_URL": f"http://127.0.0.1:{emulator}/api/",
        "SLACK_BOT_TOKEN": BOT_TOKEN,
        "SLACK_SIGNING_SECRET": SECRET,
        "SUIVI_STATE_DIR": str(tmp_path / "state"),
        "SUIVI_PORT": str(bot),
    }
    async with aiohttp.ClientSession() as session:
        with running(["node", "run.mjs"], cwd=EMULATE, env=node):
            await answered(session, f"http://127.0.0.1:{emulator}/api/auth.test")
            with running([sys.executable, "run_bot.py", "serve"], cwd=ROOT, env=ours):
                await answered(session, f"http://127.0.0.1:{bot}/readyz", status=200)
                yield Outsider(session, f"http://127.0.0.1:{emulator}/api/", f"http://127.0.0.1:{control}")


class Outsider:
    """What Alice can do in the emulated workspace, and what she sees."""

    def __init__(self, session, api, control):
        self.session, self.api, self.control = session, api, control

    async def call(self, method, **fields):
        headers = {"Authorization": f"Bearer {ALICE}"}
        async with self.session.post(self.api + method, json=fields, headers=headers) as response:
            answer = await response.json()
        assert answer["ok"], (method, answer)
        return answer

    async def channel(self):
        channels = (await self.call("conversations.list"))["channels"]
        return next(each["id"] for each in channels if each["name"] == "seminar")

    async def deliver(self, event):
        """Hand the bot an event that this emulator never sends by itself."""
        async with self.session.post(f"{self.control}/dispatch", json={"event": event}) as response:
            assert response.status == 200

    async def thread(self, channel, ts):
        """Wait for an answer in a thread; return the bot's messages there."""
        async with asyncio.timeout(PATIENCE_S):
            while True:
                messages = (await self.call("conversations.replies", channel=channel, ts=ts))["messages"]
                if found := [each for each in messages if each.get("user") == BOT]:
                    return found
                await asyncio.sleep(0.05)


async def test_mention_is_answered_in_its_thread(slack):
    channel, question = await slack.channel(), f"<@{BOT}> qui a organisé le séminaire de Bucarest ?"
    posted = await slack.call("chat.postMessage", channel=channel, text=question)
    alice = (await slack.call("auth.test"))["user_id"]
    event = {"type": "app_mention", "user": alice, "text": question, "channel": channel, "ts": posted["ts"]}
    await slack.deliver(event)
    await slack.deliver(event)

    [answer] = await slack.thread(channel, posted["ts"])
    assert "Ambassade de France" in answer["text"]
    assert "Source" in json.dumps(answer["blocks"])


async def test_direct_message_is_answered(slack):
    conversation = (await slack.call("conversations.open", users=BOT))["channel"]["id"]
    await slack.call("chat.postMessage", channel=conversation, text="who organised the Bucharest seminar?")
    async with asyncio.timeout(PATIENCE_S):
        while True:
            messages = (await slack.call("conversations.history", channel=conversation))["messages"]
            if found := [each for each in messages if each.get("user") == BOT]:
                break
            await asyncio.sleep(0.05)
    assert "French Embassy" in found[0]["text"]


@contextmanager
def running(command, *, cwd, env):
    process = subprocess.Popen(command, cwd=cwd, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=15)


async def answered(session, url, *, status=None):
    """Wait until a server answers, with a status where one is named."""
    async with asyncio.timeout(PATIENCE_S):
        while True:
            try:
                async with session.get(url) as response:
                    if status in {None, response.status}:
                        return
            except aiohttp.ClientConnectionError:
                pass
            await asyncio.sleep(0.05)


def free_port():
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return listening.getsockname()[1]
