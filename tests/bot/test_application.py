"""What the terminal does beside a bot that serves: load a roster, simulate, encode, find by meaning."""

import json
import sqlite3
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.application import (
    StartError,
    _keep_ahead,
    _planning_clock,
    _posts_per_second,
    encode,
    load_roster,
    simulation,
    terminal_desk,
)
from bot.clocks import MovableClock
from bot.storage.ledger import open_ledger
from config.settings import Settings
from knowledge.encoder import NotInstalledError
from knowledge.problems import KnowledgeError
from knowledge.search.encoding import EncodingError
from knowledge.storage import StorageError
from tests.fakes import SMALL_SEMINAR, FakeEncoder, a_folder

SHIPPED = Path(__file__).parents[2] / "knowledge" / "content"
PEOPLE = """\
Nom;Fonction;Courriel;Suppléant
Ana Pop;coordinator;ana@example.org;Ion Ionescu
Ion Ionescu;deputy;;
"""
EVA = "name,role,deputy\nEva,coordinator,ana-pop\n"
RECOMMENDATIONS = """\
recommendations:
  - id: train-judges
    reference: ZAG-2013-R01
    title: {en: Train judges}
    text: {en: That judges be trained.}
    standing: request
    source: programme
    follow_up: {owners: {roles: [coordinator]}, anchor: 2031-03-10, stages: [0]}
"""


@pytest.fixture(autouse=True)
def settings(tmp_path, monkeypatch):
    monkeypatch.setattr("locale.getlocale", lambda: ("en_GB", "UTF-8"))
    content = a_folder(tmp_path / "zagreb", {**SMALL_SEMINAR, "recommendations.yaml": RECOMMENDATIONS})
    return Settings(_env_file=None, content=content, state_dir=tmp_path / "state")


@pytest.fixture
def load(settings, tmp_path):
    """Load a roster; return what is said, line by line."""

    async def loaded(text, *, replace=False):
        (tmp_path / "people.csv").write_text(text, encoding="utf-8")
        return (await load_roster(settings, tmp_path / "people.csv", replace=replace)).splitlines()

    return loaded


@pytest.fixture
def simulated(settings, capsys):
    """Simulate some days; return what is printed."""

    async def printed(first, last, *, as_json=True, **options):
        used = options.pop("settings", settings)
        await simulation(used, first, last, **{"content": None, "as_json": as_json, **options})
        shown = capsys.readouterr().out
        return json.loads(shown) if as_json else shown

    return printed


@pytest.fixture
async def ledger(settings):
    """The ledger as a bot that serves has it open."""
    opened = await open_ledger(settings.state_dir / "ledger.db")
    yield opened
    await opened.close()


async def test_roster_is_loaded_while_a_bot_serves(load, ledger):
    assert await load(PEOPLE) == [
        "2 participants were read: 2 added, 0 changed.",
        "- Added: ana-pop, ion-ionescu",
        "- Without an e-mail address, so no reminder can reach them: ion-ionescu",
        "- Not found in Slack yet; a bot that serves looks for their addresses within the hour: ana-pop",
    ]
    assert [(each.id, each.participant.deputy) for each in await ledger.people()] == [
        ("ana-pop", "ion-ionescu"),
        ("ion-ionescu", None),
    ]


async def test_who_is_not_in_the_file_stays_unless_the_roster_is_replaced(load, ledger):
    await load(PEOPLE)
    assert "ana-pop, ion-ionescu" in (await load(EVA))[2]
    assert [each.id for each in await ledger.people()] == ["ana-pop", "eva", "ion-ionescu"]
    lines = await load(EVA.replace("ana-pop", ""), replace=True)
    assert any(each.startswith("- Erased") and each.endswith(": ana-pop, ion-ionescu") for each in lines)
    assert [each.id for each in await ledger.people()] == ["eva"]


async def test_deputy_who_would_be_taken_out_is_refused(load, ledger):
    await load(PEOPLE)
    with pytest.raises(KnowledgeError):
        await load(EVA, replace=True)
    assert [each.id for each in await ledger.people()] == ["ana-pop", "ion-ionescu"]


async def test_roster_of_nobody_changes_nothing(load, ledger):
    await load(PEOPLE)
    with pytest.raises(StartError, match="holds nobody"):
        await load("name;role\n", replace=True)
    assert len(await ledger.people()) == 2


async def test_loading_is_audited_in_counts_alone(load, ledger):
    await load(PEOPLE)
    [record] = await ledger.audited(limit=9)
    assert (record.action, record.after) == ("roster loaded", "added 2, changed 0, missing 0")


async def test_nobody_of_a_roster_is_logged(load, caplog, capsys):
    await load(PEOPLE)
    assert "ana" not in caplog.text.casefold() + "".join(capsys.readouterr()).casefold()


async def test_ledger_is_simulated_and_only_read(load, simulated, settings):
    await load(PEOPLE)
    found = await simulated(date(2031, 3, 1), date(2031, 3, 31))
    assert [(each["recipient"], each["items"][0]["stage"]) for each in found["messages"]] == [
        ("ana-pop", "reminder"),
        ("ion-ionescu", "deputy"),
    ]
    assert found["example"] is False
    with sqlite3.connect(settings.state_dir / "ledger.db") as database:
        assert database.execute("select count(*) from assignments").fetchone() == (0,)
    database.close()


async def test_shipped_examples_are_simulated_without_a_ledger(simulated, settings):
    shown = await simulated(date(2027, 1, 15), date(2027, 1, 15), as_json=False, content=SHIPPED)
    assert "20 messages to 20 recipients. Nothing was sent." in shown
    assert "an illustration" in shown
    assert not settings.state_dir.exists()


async def test_other_content_leaves_the_ledger_aside(load, simulated, settings):
    await load(PEOPLE)
    found = await simulated(date(2031, 3, 1), date(2031, 3, 31), content=settings.content)
    assert found["messages"] == []


async def test_where_slack_serves_real_people_examples_are_ignored(load, simulated, settings, monkeypatch):
    monkeypatch.setenv("COLUMNS", "120")
    await load(PEOPLE)
    real = settings.model_copy(update={"slack_bot_token": "xoxb-1", "content": SHIPPED})
    shown = await simulated(date(2027, 1, 15), date(2027, 1, 15), as_json=False, settings=real)
    assert shown.splitlines() == [
        "Nothing would be sent from 15 January 2027 to 15 January 2027.",
        "Policies and people marked `example: true` were ignored, since Slack serves real people.",
    ]


async def test_days_in_the_wrong_order_are_refused(simulated):
    with pytest.raises(StartError, match="first day first"):
        await simulated(date(2031, 3, 31), date(2031, 3, 1))


# Finding by meaning


@pytest.fixture
def encoder(monkeypatch):
    """Let an encoder be installed, and our own shared knowledge be left aside: it is large."""
    monkeypatch.setattr("bot.application.SHARED", None)
    found = FakeEncoder("sleep κοιμόμαστε", "where πού")
    monkeypatch.setattr("knowledge.encoder.open_encoder", lambda: found)
    return found


def more_entries(count):
    """Enough texts that meanings can be told apart."""
    phrasings = ", ".join(f"matter{number} affair{number}" for number in range(count))
    return (
        f"entries:\n  - id: zagreb-more\n    phrasings: {{en: [{phrasings}]}}\n"
        "    answer: {en: Yes.}\n    source: programme\n"
    )


def found(snapshot, question):
    return next((match.entry.id for match in snapshot.index.search(question)), None)


@pytest.fixture
def larger(settings):
    a_folder(settings.content, {"entries/more.yaml": more_entries(30)})


def test_commands_find_by_meaning_what_the_bot_in_service_finds(settings, larger, encoder):
    told = []
    new = encode(settings, None, encoded=lambda more, of: told.append((more, of)))
    assert new == len(encoder.encoded) == sum(more for more, _ in told)
    assert {of for _, of in told} == {new}
    encoder.encoded.clear()
    _, snapshot = terminal_desk(settings, None)
    assert encoder.encoded == []
    assert found(snapshot, "πού κοιμόμαστε") == "zagreb-hotel"
    assert encode(settings, None, encoded=print) == 0


def test_what_a_command_encodes_it_does_not_keep(settings, larger, encoder):
    _, snapshot = terminal_desk(settings, None)
    assert found(snapshot, "πού κοιμόμαστε") == "zagreb-hotel"
    assert not settings.state_dir.exists()


def test_command_does_not_wait_for_very_many_texts(settings, encoder):
    a_folder(settings.content, {"entries/more.yaml": more_entries(600)})
    with capture_logs() as lines:
        _, snapshot = terminal_desk(settings, None)
    assert encoder.encoded == []
    assert found(snapshot, "where do we sleep") == "zagreb-hotel"
    assert [(line["log_level"], line["event"]) for line in lines] == [
        ("warning", "semantic search off, words alone answer")
    ]
    assert "run_bot.py encode" in lines[0]["remedy"]


def test_by_the_setting_words_alone_count(settings, larger, encoder):
    _, snapshot = terminal_desk(settings.model_copy(update={"semantic": False}), None)
    assert encoder.encoded == []
    assert found(snapshot, "πού κοιμόμαστε") is None


@pytest.mark.parametrize(
    ("error", "warnings"), [(NotInstalledError("missing"), []), (EncodingError("no AVX2"), ["no AVX2"])]
)
def test_without_an_encoder_words_alone_count(settings, monkeypatch, error, warnings):
    def fail():
        raise error

    monkeypatch.setattr("knowledge.encoder.open_encoder", fail)
    with capture_logs() as lines:
        _, snapshot = terminal_desk(settings, None)
    assert [line["reason"] for line in lines] == warnings
    assert found(snapshot, "where do we sleep") == "zagreb-hotel"


def test_vectors_that_cannot_be_kept_are_an_error_of_encode(settings, larger, encoder):
    settings.state_dir.write_text("a file where the folder should be")
    with pytest.raises(StorageError, match="vectors"):
        encode(settings, None, encoded=print)


# The clock of the local workspace

AN_HOUR = timedelta(hours=1)


def ahead_of_us(settings):
    return _planning_clock(settings).now() - datetime.now(UTC)


def moved(settings, ahead):
    settings.state_dir.mkdir(exist_ok=True)
    _keep_ahead(settings, ahead)
    return settings


def test_moved_clock_stands_where_it_was_for_the_next_start_and_for_other_commands(settings):
    assert abs(ahead_of_us(settings)) < AN_HOUR
    moved(settings, timedelta(days=90))
    assert abs(ahead_of_us(settings) - timedelta(days=90)) < AN_HOUR
    assert isinstance(_planning_clock(settings), MovableClock)


@pytest.mark.parametrize("written", ["", "soon", "-5000000", "nan", "inf", "1e300"])
def test_clock_that_somebody_else_wrote_is_ours(settings, written):
    moved(settings, timedelta(days=90))
    (settings.state_dir / "clock").write_text(written)
    assert abs(ahead_of_us(settings)) < AN_HOUR


def test_clock_that_the_settings_start_begins_there_and_keeps_nothing(settings):
    moved(settings, timedelta(days=90))
    begun = settings.model_copy(update={"clock": datetime(2031, 3, 3, tzinfo=UTC)})
    _keep_ahead(begun, timedelta(days=7))
    assert abs(_planning_clock(begun).now() - begun.clock) < AN_HOUR
    assert abs(ahead_of_us(settings) - timedelta(days=90)) < AN_HOUR


def test_with_slack_the_clock_is_the_machine_s_and_cannot_be_moved(settings):
    moved(settings, timedelta(days=90))
    tokens = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": "s"}
    live = Settings(_env_file=None, content=settings.content, state_dir=settings.state_dir, **tokens)
    assert live.transport == "http"
    assert abs(ahead_of_us(live)) < AN_HOUR
    assert not isinstance(_planning_clock(live), MovableClock)
    assert _posts_per_second(live) == live.posts_per_second < _posts_per_second(settings)


def test_clock_that_cannot_be_kept_is_no_reason_to_stop(settings):
    with capture_logs() as said:
        _keep_ahead(settings, timedelta(days=90))  # there is no folder
    assert [each["event"] for each in said] == ["clock not kept; after a restart it stands where it was"]
