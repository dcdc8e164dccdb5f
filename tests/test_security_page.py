"""What docs/security.md promises has the tests that it names."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`((?:tests|bench)/[\w/]+\.py)`", PAGE)))
ROWS = [line for line in PAGE.splitlines() if line.startswith("| ") and "Held by" not in line]


@pytest.mark.parametrize("name", NAMED)
def test_test_that_is_named_is_there(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    assert "def test_" in text or name.startswith("bench/") or name.endswith("conftest.py")


@pytest.mark.parametrize("row", ROWS)
def test_every_promise_names_what_holds_it(row):
    assert re.search(r"`(?:tests|bench)/", row.split("|")[2])


def test_page_says_what_is_not_promised():
    assert len(ROWS) > 20
    assert "## What is not promised" in PAGE
