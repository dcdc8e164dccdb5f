"""Vectors are prepared beside what people ask; the log says whether they are in use, and why not."""

import asyncio
import contextlib
from types import SimpleNamespace

import pytest
from structlog.testing import capture_logs

from bot.understanding import Understanding
from knowledge.base import KnowledgeBase
from knowledge.encoder import NotInstalledError
from knowledge.search.encoding import EncodingError
from tests.fakes import SMALL_SEMINAR, FakeEncoder, a_folder

VENUE = "entries/venue.yaml"
MORE = """\
entries:
  - id: zagreb-buses
    phrasings:
      en: [{phrasings}]
    answer: {{en: Every hour.}}
    source: programme
"""
PATIENCE_S = 20


def buses(count, first="the bus"):
    return MORE.format(phrasings=", ".join([first, *(f"route{number} halt{number}" for number in range(count))]))


@pytest.fixture
def content(tmp_path):
    return a_folder(tmp_path / "zagreb", {**SMALL_SEMINAR, "entries/buses.yaml": buses(20)})


@pytest.fixture
def base(content, tmp_path):
    return KnowledgeBase(content, tmp_path / "state")


@pytest.fixture
def encoder():
    return FakeEncoder("bus λεωφορείο", "ferry πλοίο")


@pytest.fixture
async def understanding(base, tmp_path):
    """Let the bot understand, with an encoder that a test says; ended with the test."""
    async with contextlib.AsyncExitStack() as stack:

        def begin(opened):
            found = Understanding(base=base, folder=tmp_path / "vectors", opened=opened)
            task = asyncio.ensure_future(found.run())
            stack.callback(task.cancel)
            return SimpleNamespace(wake=found.wake, task=task)

        yield begin


async def until(lines, event):
    """Wait until the log has a line."""
    async with asyncio.timeout(PATIENCE_S):
        while event not in [line["event"] for line in lines]:  # noqa: ASYNC110 - a log has no event to wait for
            await asyncio.sleep(0)


def failing(error):
    def opened():
        raise error

    return opened


def first(base, question):
    return next((match.entry.id for match in base.snapshot.index.search(question)), None)


async def test_what_is_in_service_is_understood_and_the_log_says_so(base, understanding, encoder):
    with capture_logs() as lines:
        understanding(lambda: encoder)
        await until(lines, "semantic search in use")
    assert first(base, "λεωφορείο") == "zagreb-buses"
    texts = len(base.snapshot.index.meant)
    assert lines == [
        {
            "event": "semantic search being prepared, words alone answer meanwhile",
            "log_level": "info",
            "new_texts": texts,
        },
        {
            "event": "semantic search in use",
            "log_level": "info",
            "encoder": "fake-1",
            "texts": texts,
            "new_texts": texts,
        },
    ]


async def test_second_start_has_nothing_to_prepare(understanding, encoder):
    with capture_logs() as lines:
        understanding(lambda: encoder)
        await until(lines, "semantic search in use")
    with capture_logs() as lines:
        understanding(FakeEncoder)
        await until(lines, "semantic search in use")
    assert [line["new_texts"] for line in lines] == [0]


async def test_large_reload_is_understood_when_it_wakes(base, content, understanding, encoder):
    with capture_logs() as lines:
        running = understanding(lambda: encoder)
        await until(lines, "semantic search in use")
        (content / "entries" / "buses.yaml").write_text(buses(300, "the ferry"))
        base.reload()
        assert first(base, "πλοίο") is None
        lines.clear()
        running.wake()
        await until(lines, "semantic search in use")
    assert first(base, "πλοίο") == "zagreb-buses"


@pytest.mark.parametrize(
    ("error", "level", "event"),
    [
        (NotInstalledError("it is not installed"), "info", "semantic search not installed"),
        (EncodingError("no AVX2"), "warning", "semantic search off, words alone answer"),
    ],
)
async def test_without_an_encoder_one_line_says_why(base, understanding, error, level, event):
    with capture_logs() as lines:
        await understanding(failing(error)).task
    assert lines == [{"event": event, "log_level": level, "reason": str(error)}]
    assert first(base, "where do we sleep") == "zagreb-hotel"


async def test_encoder_that_fails_while_preparing_leaves_words(base, understanding, encoder):
    encoder.is_broken = True
    with capture_logs() as lines:
        await understanding(lambda: encoder).task
    assert [line["event"] for line in lines if line["log_level"] == "warning"] == [
        "semantic search failing, words alone answer then"
    ]
    assert first(base, "where do we sleep") == "zagreb-hotel"


async def test_encoder_that_fails_at_questions_is_logged_once(base, understanding, encoder):
    with capture_logs() as lines:
        understanding(lambda: encoder)
        await until(lines, "semantic search in use")
        encoder.is_broken = True
        lines.clear()
        for _ in range(3):
            assert first(base, "where could one perhaps sleep") == "zagreb-hotel"
    assert [line["event"] for line in lines] == ["semantic search failing, words alone answer then"]


async def test_disk_that_takes_nothing_is_named(understanding, encoder, tmp_path):
    (tmp_path / "vectors").write_text("a file where the folder should be")
    with capture_logs() as lines:
        understanding(lambda: encoder)
        await until(lines, "vectors not kept, the next start encodes them again")
    assert "semantic search in use" in [line["event"] for line in lines]
