"""kill -9 in the middle of knowledge writes, more than a hundred times: the old state or the new one, and nothing else.

The process that is killed runs the real `KnowledgeBase` over real files; it is forked instead of started anew, so that
so many deaths take seconds. It reports each reload that was acknowledged before it begins the next.
"""

import os
import random
import select
import signal
import time

import pytest

from knowledge.base import KnowledgeBase
from knowledge.storage import UNFINISHED, exclusive

KILLS = 120
SEED = 20121108

SEMINAR = """
id: small
title: {fr: Petit séminaire, en: Small seminar}
start: 2012-11-08
end: 2012-11-09
place: {fr: Bucarest, en: Bucharest}
country: RO
timezone: Europe/Bucharest
languages: [fr, en]
contact: {fr: les organisateurs, en: the organisers}
sources: {report: {title: Report}}
"""


@pytest.fixture
def content(tmp_path):
    folder = tmp_path / "content"
    (folder / "entries").mkdir(parents=True)
    (folder / "seminar.yaml").write_text(SEMINAR, encoding="utf-8")
    write_version(folder, 0)
    return folder


def write_version(folder, version):
    """Let the content say which version it is; some 40 kilobytes, so that a kill can fall into a write."""
    padding = "." * 7000  # no words: the index has nothing to do with it
    entries = "".join(
        f"  - id: entry-{number}\n"
        f"    phrasings: {{en: [question number {number}]}}\n"
        f"    answer: {{en: version {version} {padding}}}\n"
        "    source: report\n"
        for number in range(6)
    )
    (folder / "entries" / "all.yaml").write_text(f"entries:\n{entries}", encoding="utf-8")


def versions(base):
    """The versions that a snapshot's answers speak of: exactly one, where it is whole."""
    return {entry.answer["en"].split()[1] for entry in base.snapshot.entries.values()}


def reload_for_ever(content, state, first, report):
    """The life of the process that is killed."""
    with exclusive(state):
        base = KnowledgeBase(content, state)
        version = first
        while True:
            version += 1
            write_version(content, version)
            base.reload()
            os.write(report, f"{version}\n".encode())


def killed(content, state, first, delay_s):
    """Fork a process that reloads, kill it soon after a write begins; return the last version it acknowledged."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            reload_for_ever(content, state, first, writing)
        finally:
            os._exit(1)
    os.close(writing)
    until = time.monotonic() + 10
    while time.monotonic() < until and not any(state.glob(f"{UNFINISHED}*")):
        pass
    select.select([], [], [], delay_s)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(reading, "rb") as report:
        lines = report.read().splitlines()
    return int(lines[-1]) if lines else first


@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
def test_every_kill_leaves_the_old_state_or_the_new_one(content, tmp_path, tell):
    state, chance = tmp_path / "state", random.Random(SEED)  # noqa: S311 - repeatable is what it must be
    KnowledgeBase(content, state)
    version, unfinished = 0, 0
    for _ in range(KILLS):
        acknowledged = killed(content, state, version, chance.choice((0, 0, chance.uniform(0, 0.01))))
        unfinished += len(list(state.glob(f"{UNFINISHED}*")))

        base = KnowledgeBase(content, state)

        [found] = versions(base)
        assert int(found) in {acknowledged, acknowledged + 1}, (
            f"seed {SEED}: acknowledged {acknowledged}, found {found}"
        )
        assert not list(state.glob(f"{UNFINISHED}*"))
        version = int(found)
    tell(f"{KILLS} kills (seed {SEED}): {unfinished} in the middle of a write, 0 states lost, 0 leftovers")
