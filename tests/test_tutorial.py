"""What the tutorial has people type and change does what it says, in both languages, from the report to the bot."""

import json
import os
import re
import shlex
import subprocess
import sys
from itertools import groupby
from pathlib import Path

import pytest

from tests.papers import a_pdf

ROOT = Path(__file__).parents[1]
BLOCK = re.compile(r'^```(\w+)(?: title="([^"]+)")?\n(.*?)^```$', re.DOTALL | re.MULTILINE)
OURS = ".venv/bin/python run_bot.py "
#: What is not run here: it fetches the repository, builds the environment, serves until somebody ends it.
BY_HAND = re.compile(r"git clone <|cd suivi$|make setup$|SUIVI_CONTENT=seminars make run$")
#: Commands in one process, since a start takes longer than most of them: where and what is typed in, then what was said
#: and the exit code out.
TYPIST = """
import contextlib, io, json, os, sys
import run_bot
for line in sys.stdin:
    folder, words = json.loads(line)
    os.chdir(folder)
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        code = run_bot.app(words, standalone_mode=False)
    print(json.dumps([said.getvalue(), code or 0]), flush=True)
"""


@pytest.fixture(scope="module")
def type_in():
    """Type commands of ours in a folder, with nothing set in the environment."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith(("SUIVI_", "SLACK_"))}
    environment = {**ours, "LC_ALL": "C.UTF-8", "SUIVI_SEMANTIC": "false", "COLUMNS": "160", "PYTHONPATH": str(ROOT)}
    typist = subprocess.Popen(  # noqa: S603 - our own command
        [sys.executable, "-c", TYPIST],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
    )

    def typed(folder, words):
        typist.stdin.write(f"{json.dumps([str(folder), words])}\n")
        typist.stdin.flush()
        return json.loads(typist.stdout.readline())

    yield typed
    typist.communicate(timeout=10)


@pytest.fixture
def project(tmp_path):
    """A folder that looks like the project's, as far as the tutorial knows it."""
    for each in ("knowledge", "docs"):
        (tmp_path / each).symlink_to(ROOT / each)
    return tmp_path


@pytest.mark.parametrize("page", ["tutorial.md", "tutorial.fr.md"])
def test_tutorial_does_what_it_says(page, type_in, project):
    done = 0
    for kind, name, body in BLOCK.findall((ROOT / "docs" / page).read_text(encoding="utf-8")):
        if kind == "console":
            for command, shown in commands(body):
                done += follow(command, shown, type_in, project)
        else:
            write(project / name, kind, body)
    assert done >= 8


def commands(body):
    """Yield each command of a block, with the lines that are shown below it."""
    lines = body.splitlines()
    for at, line in enumerate(lines):
        if line.startswith("$ "):
            rest = lines[at + 1 :]
            yield line[2:], [*rest[: next((n for n, each in enumerate(rest) if each.startswith("$ ")), len(rest))]]


def follow(command, shown, type_in, folder):
    """Do what a command says; return whether it was done."""
    if BY_HAND.match(command):
        return False
    if not command.startswith(OURS):
        assert command.startswith(("mkdir ", "cp "))
        subprocess.run(shlex.split(command), cwd=folder, check=True)  # noqa: S603 - the tutorial's own
        return True
    said, code = type_in(folder, shlex.split(command.removeprefix(OURS)))
    assert code == ("2 of 4 checks passed" in shown), said
    assert_shown(shown, said.splitlines())
    return True


def assert_shown(shown, said):
    """Compare what a page shows with what was said: `...` stands for any lines, and a line may go on."""
    at = 0
    for skipped, lines in groupby(shown, lambda each: each == "..."):
        if skipped:
            continue
        wanted = [each.strip() for each in lines]
        places = [n for n in range(at, len(said)) if all(map(begins, said[n:], wanted))]
        assert places, (wanted, said[at:])
        at = places[0] + len(wanted)


def begins(said, wanted):
    return said.strip().startswith(wanted) if wanted else not said.strip()


def write(path, kind, body):
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".pdf":
        path.write_bytes(a_pdf(body))
    elif kind == "diff":
        path.write_text(changed(path.read_text(encoding="utf-8"), body), encoding="utf-8")
    else:
        path.write_text(body, encoding="utf-8")


def changed(text, diff):
    """Return a text with the changes of a diff, in which `@@` stands between places that each occur once."""
    for hunk in re.split(r"^@@\n", diff, flags=re.MULTILINE):
        lines = hunk.splitlines()
        before = "".join(f"{each[1:]}\n" for each in lines if each[0] in " -")
        after = "".join(f"{each[1:]}\n" for each in lines if each[0] in " +")
        assert text.count(before) == 1, before
        text = text.replace(before, after)
    return text
