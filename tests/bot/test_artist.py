"""Pictures are drawn by a process of their own; where that fails nobody waits, and nothing else breaks."""

import asyncio
import subprocess
import sys
from io import BytesIO
from itertools import combinations
from pathlib import Path

import numpy as np
import orjson
import pytest
from PIL import Image

from bot.artist import Artist, NotDrawnError
from bot.charting import matrix, trend
from bot.drawing import picture_of
from bot.states import Sketch, State
from bot.wording import Wording
from tests.worlds import NOW, a_world, an_event, assignments_of

ROOT = Path(__file__).parents[2]
WORDING = Wording()
PICTURE = a_world()
CARRIED = assignments_of(PICTURE)
MATRIX = matrix(CARRIED, PICTURE, NOW, WORDING, "en")
EVENTS = [an_event(each, after=each.reported) for each in CARRIED]
TREND = trend(CARRIED, EVENTS, PICTURE, NOW, wording=WORDING, language="fr")


def size_of(png):
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    return int.from_bytes(png[16:20]), int.from_bytes(png[20:24])


@pytest.mark.parametrize(
    "chart", [MATRIX, TREND, matrix([], PICTURE, NOW, WORDING, "en")], ids=["all", "trend", "none"]
)
async def test_chart_becomes_a_picture(chart, tmp_path):
    width, height = size_of(await Artist(tmp_path).drawn(chart))
    assert 500 < width < 4100
    assert 150 < height < 4100


async def test_every_state_has_a_sign_of_its_own_shape(tmp_path):
    """What cannot be told by its colour is told by its sign, the tick of what is done from the dash of what is not."""
    names = {**{str(each): str(each) for each in State}, "late": "late"}
    cells = [(row, 0, str(state), False) for row, state in enumerate(State)]
    sketch = Sketch(title="", names=names, rows=[""] * len(cells), columns=[""], cells=cells)
    picture = np.asarray(Image.open(BytesIO(picture_of(orjson.dumps(sketch)))).convert("L"))
    left, top, size = 35, 65, 42  # pixels, at the largest cell there is
    shapes = [picture[top + row * size + 4 :, left + 4 :][: size - 8, : size - 8] < 75 for row in range(len(cells))]
    heights = dict(zip(State, (int(np.ptp(np.argwhere(each)[:, 0])) for each in shapes), strict=True))
    assert heights[State.NOT_APPLICABLE] <= 3
    assert heights[State.DONE] > 8
    for one, other in combinations(shapes, 2):
        assert np.count_nonzero(one != other) > 25


async def test_other_things_go_on_while_it_is_drawn(tmp_path):
    drawing = asyncio.create_task(Artist(tmp_path).drawn(MATRIX))
    turns = 0
    while not drawing.done():
        await asyncio.sleep(0.01)
        turns += 1
    assert turns > 5
    assert await drawing


async def test_process_that_takes_too_long_is_ended(tmp_path):
    with pytest.raises(NotDrawnError, match="too long"):
        await Artist(tmp_path, patience_s=0.01).drawn(MATRIX)


async def test_process_that_fails_tells_nothing_of_what_it_drew(tmp_path, monkeypatch):
    monkeypatch.setattr("bot.artist.sketch", lambda _: State)  # no dataclass
    with pytest.raises(TypeError):
        await Artist(tmp_path).drawn(MATRIX)
    monkeypatch.undo()
    monkeypatch.setattr("bot.artist.orjson.dumps", lambda _: b"no json")
    with pytest.raises(NotDrawnError, match="status 1"):
        await Artist(tmp_path).drawn(MATRIX)


async def test_process_is_given_no_secrets(tmp_path, monkeypatch):
    given = {}

    async def refused(*_, env, **__):
        given.update(env)
        raise OSError("no process")

    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-secret")
    monkeypatch.setattr("bot.apart.asyncio.create_subprocess_exec", refused)
    with pytest.raises(NotDrawnError):
        await Artist(tmp_path).drawn(MATRIX)
    assert given
    assert "xoxb-secret" not in given.values()


#: What a start must not load: each takes a tenth of a second or more, and only who draws or exports needs it.
LATE = ("matplotlib", "openpyxl", "icalendar", "PIL")
SERVED = (
    "bot.application, bot.slack.side, bot.local.server, bot.organising, bot.exporting, bot.showing, bot.digesting, "
    "bot.recommendations, bot.reporting, bot.rostering, bot.printing, bot.scheduling.tick, bot.storage.ledger, "
    "bot.slack.digest"
)


def loaded(code):
    command = [sys.executable, "-c", f"import sys; {code}; print(*(each for each in {LATE!r} if each in sys.modules))"]
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split()  # noqa: S603


def test_start_loads_no_library_that_only_draws_or_exports():
    assert loaded(f"import {SERVED}") == []


def test_drawing_loads_nothing_of_the_bot_but_the_states():
    code = (
        "import bot.drawing; assert {m for m in sys.modules if m.startswith('bot.')} == {'bot.drawing', 'bot.states'}"
    )
    assert loaded(code) == []


def test_what_draws_is_loaded_by_drawing():
    assert "matplotlib" in loaded("import matplotlib")
