"""Every script under bench/ runs, as small as it can be: a figure that nobody can measure again is none.

Those that need question sets from elsewhere say so and end; the others do their work.
"""

import asyncio
import json
import os
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
BENCH = sorted(path.name for path in (ROOT / "bench").glob("*.py"))
PATIENCE_S = 600
#: How each is asked to be small; "DATA" is a folder with question sets.
SMALL = {
    "answers.py": "--data nowhere",
    "calendars.py": "--first 2031 --last 2031 --zones 1",
    "chaos.py": "--minutes 0.05 --bots 1 --per-second 5 --pause 9",
    "fit_safety.py": "--every 40 --steps 2",
    "fit_confidence.py": "--data nowhere",  # it says so; weights are not fitted to a handful of questions
    "fuzz.py": "--seconds 5",
    "freezes.py": "--people 2 --leases 0.1 --points 1 --ledgers sqlite",
    "fit_fused.py": "--data nowhere",
    "home.py": "--many 20 --people 3 --rounds 1 memory",
    "importing.py": "--pages 3",
    "kills.py": "--kills 0 --people 2",
    "load.py": "--seconds 0.5 --replicas 1 --slack-ms 0 --transports http --users 50 --ledger sqlite --without-peer",
    "latency.py": "--rounds 1 --seconds 1",
    "ledger_load.py": "--idle 20 --due 20 --batch 10 sqlite",
    "passages.py": "--data nowhere",
    "picture.py": "--countries 2 --recommendations 2 --rounds 1",
    "planning.py": "10 30",
    "ready.py": "1",
    "reload.py": "--phrasings 200 --per-second 5 --no-peer",
    "reload_kills.py": "--kills 1 --at-once 1",
    "reminders.py": "--many 4 --rounds 1 --kills 0 --slack-ms 0 --idle 20 --due 20 --jobs 3 sqlite",
    "replicas.py": "--bots 1 --kills 0 --freezes 0 --restarts 0 --people 2",
    "safety.py": "--language ro --open",
    "scaling.py": "--sizes 200",
    "search_quality.py": "--data DATA",
    "supply.py": "--without-audit",
    "semantic.py": "--data nowhere",
    "twins.py": "--steps 10 sqlite",
    "years.py": "1 20",
}


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """Question sets of the form that bench/search_quality.py reads."""
    folder = tmp_path_factory.mktemp("data")
    entry = {"id": "a", "questions": ["where is the hotel"], "answer": "On the quay.", "lang": "en"}
    other = {"id": "b", "questions": ["how much is the fee"], "answer": "Nothing.", "lang": "en"}
    asked = [("where is the hotel then", "a"), ("how much is it", "b"), ("what of the walrus", None), ("the fee", "b")]
    found = {"entries": [entry, other], "queries": [{"q": question, "id": each} for question, each in asked]}
    from bench.search_quality import FAMILIES  # noqa: PLC0415 - not where only other tests run

    for name in (name for names in FAMILIES.values() for name in names):
        (folder / f"{name}.json").write_text(json.dumps(found))
    return folder


def test_every_bench_has_a_small_size():
    assert sorted(SMALL) == BENCH


@pytest.mark.parametrize("name", BENCH)
async def test_bench_runs_from_the_root_as_a_script(name, data):
    arguments = SMALL[name].replace("DATA", str(data)).split()
    clean = {key: value for key, value in os.environ.items() if not key.startswith(("SUIVI_", "SLACK_", "PYTHON"))}
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, f"bench/{name}", *arguments),
        cwd=ROOT,
        env=clean,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    async with asyncio.timeout(PATIENCE_S):
        output, _ = await process.communicate()
    assert process.returncode == 0, output.decode()[-2000:]
    assert any(character.isdigit() for character in output.decode()) or output.startswith(b"Skipped")
