"""A reload of knowledge so large that another process reads and indexes it: an organiser sees no difference."""

import asyncio
import os
import signal
from dataclasses import replace
from pathlib import Path

import pytest

from tests.fake_slack import OLGA
from tests.fakes import until
from tests.scenarios.conftest import Service, change, facts_of
from tests.scenarios.test_reloading import RELOAD, check_that, dinner


@pytest.fixture(autouse=True)
def everything_is_large(monkeypatch):
    trials = Service._trials
    monkeypatch.setattr(Service, "_trials", lambda self, base: replace(trials(self, base), large=0))


def children():
    """Return the processes that read for us."""
    own = Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").read_text().split()
    return [int(each) for each in own if b"bot.trial" in Path(f"/proc/{each}/cmdline").read_bytes()]


async def test_preview_apply_and_undo(http):
    check_that(http, "Where do we stay?", entry="dinner")
    change(facts_of(http), "lighthouse restaurant", "captain's table")
    change(
        facts_of(http), "        - where to eat in the evening\n", "        - which hotel the participants sleep in\n"
    )
    [*_, shown] = await http.command(RELOAD, user=OLGA)
    assert shown.text.startswith("A reload would change this (7 entries then): 0 added, 2 changed, 0 removed.")
    assert "Which hotel are the participants in?" in shown.text
    assert '"Where do we stay?": expected dinner, got hotel (en)' in shown.text
    assert "No reminder moves." in shown.text
    assert "lighthouse" in await dinner(http)
    [*_, done] = await http.press(shown, "Apply", user=OLGA)
    assert done.text.startswith("The knowledge is reloaded (generation 2, 7 entries)")
    assert "captain's table" in await dinner(http)
    await http.command("/seminar-admin undo", user=OLGA)
    assert "lighthouse" in await dinner(http)


async def test_problems_are_listed_with_their_places(http):
    change(facts_of(http), "source: invitation", "source: nowhere")
    [*_, said] = await http.command(RELOAD, user=OLGA)
    assert said.text.startswith("I kept the knowledge as it was")
    assert "varna-2031/entries/facts.yaml" in said.text
    assert "line" in said.text
    assert http.service.base.snapshot.generation == 1


async def test_process_that_is_killed_leaves_what_was_and_says_so(http):
    change(facts_of(http), "lighthouse", "harbour")
    reload = asyncio.ensure_future(http.command(RELOAD, user=OLGA))
    await until(children)
    for each in children():
        os.kill(each, signal.SIGKILL)
    [*_, said] = await reload
    assert "ended before it was done, so nothing has changed" in said.text
    assert "lighthouse" in await dinner(http)
    # Nor does it keep anybody from trying again.
    [*_, shown] = await http.command(RELOAD, user=OLGA)
    assert "Apply" in shown.buttons
