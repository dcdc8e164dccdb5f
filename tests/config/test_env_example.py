"""The example of an environment names every setting, with its default."""

import re
from pathlib import Path

import pytest

from config.settings import Settings

LINES = (Path(__file__).parents[2] / "config" / "env.example").read_text(encoding="utf-8").splitlines()
SET = re.compile(r"# ([A-Z_]+)=(.*)")
EXAMPLE = {match[1]: match[2] for match in map(SET.fullmatch, LINES) if match}
NAMES = {str(field.validation_alias or f"SUIVI_{name.upper()}"): name for name, field in Settings.model_fields.items()}


def test_every_setting_is_named_and_nothing_else():
    assert EXAMPLE.keys() == NAMES.keys()


def test_every_setting_is_explained():
    for number, line in enumerate(LINES):
        if SET.fullmatch(line):
            above = LINES[number - 1]
            assert above.startswith("# "), line
            assert above.endswith((".", "comma-separated")) or SET.fullmatch(above), line


def test_as_it_stands_it_sets_nothing(monkeypatch, tmp_path):
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    (tmp_path / ".env").write_text("\n".join(LINES), encoding="utf-8")
    assert Settings(_env_file=tmp_path / ".env") == Settings(_env_file=None)


@pytest.mark.parametrize("name", [name for name, field in NAMES.items() if Settings.model_fields[field].default])
def test_value_shown_is_the_default(name):
    default = Settings.model_fields[NAMES[name]].default
    assert EXAMPLE[name] == (",".join(map(str, default)) if isinstance(default, tuple) else str(default))
