"""The record of processing is that of the settings in force, and the page in docs/ is the one of the defaults."""

import os
from pathlib import Path

import pytest

from bot.application import processing_record
from bot.retention import KINDS, Retention
from config.settings import Settings

ROOT = Path(__file__).parents[2]


@pytest.fixture
def record(monkeypatch):
    for name in list(os.environ):
        if name.startswith(("SUIVI_", "SLACK_")):
            monkeypatch.delenv(name)
    monkeypatch.chdir(ROOT)
    return lambda language="en", **changes: processing_record(Settings(_env_file=None, **changes), language)


def test_page_in_docs_is_up_to_date(record):
    assert (ROOT / "docs" / "privacy.md").read_text(encoding="utf-8") == record(), (
        "write it anew: python run_bot.py privacy --language en > docs/privacy.md"
    )


def test_every_table_has_its_row_in_every_language(record):
    for language in ("en", "fr"):
        rows = [line for line in record(language).splitlines() if line.startswith("| ")]
        assert len(rows) == len(KINDS) + 2
        for kind in KINDS:
            [row] = [each for each in rows if f"`{kind.tables[0]}`" in each]
            assert all(f"`{each}`" in row for each in kind.tables)
            assert row.count("|") == 6


def test_times_are_those_of_the_settings_and_their_names_stand_beside(record):
    said = record(keep_questions_days=7, keep_notes_days=400)
    assert "until 7 days after an organiser has dealt with them, 180 days" in said
    assert "`SUIVI_KEEP_QUESTIONS_DAYS`, `SUIVI_KEEP_UNANSWERED_DAYS`" in said
    assert "400 days after it is closed" in said
    assert "These are the settings of this installation" in said


def test_every_time_that_can_be_set_is_told():
    told = {each for kind in KINDS for each in kind.times if isinstance(each, str)}
    assert told == {
        name.removeprefix("keep_").removesuffix("_days") for name in Settings.model_fields if "keep_" in name
    }
    assert told == set(Retention.__dataclass_fields__)


def test_where_it_is_kept_is_told_without_a_password_and_without_anybody_s_id(record):
    secret = "postgresql://suivi:hunter2@db.example.org/suivi?password=hunter3"
    said = record(ledger_url=secret, organisers=("U0OLGA", "S0GROUP"), slack_bot_token=None)
    assert "PostgreSQL database (db.example.org)" in said
    assert "by 2 Slack ids" in said
    for trace in ("hunter", "U0OLGA", "S0GROUP"):
        assert trace not in said


def test_french_is_french(record):
    assert record("fr").startswith("# Registre des traitements")
