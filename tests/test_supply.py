"""What is installed is locked by hash, under a licence that is known, and imported by somebody.

Whether anything in it is known to be vulnerable: bench/supply.py, which needs the network.
"""

import re
import subprocess
import sys
import tomllib
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LOCKS = [
    ROOT / "requirements.lock",
    ROOT / "requirements-semantic.lock",
    ROOT / "bench" / "peers" / "requirements.lock",
    ROOT / "docs" / "site" / "requirements.lock",
]
PINNED = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]+\])?==([^\s;]+)", re.MULTILINE)
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
#: Licences that an Apache-2.0 project may be installed with, by how they are written.
KNOWN = (
    r"MIT( License|-CMU)?|0BSD|Zlib|CC0-1\.0|ISC License( \(ISCL\))?|Dual License"
    r"|(BSD License|BSD-[23]-Clause)"
    r"|(Apache Software License|Apache License|Apache[ -]2\.0|APL 2)"
    r"|(PSF-2\.0|PSFL|Python Software Foundation License)"
    # Of files that nobody here changes, or of a library that is called and not copied.
    r"|(MPL-2\.0|Mozilla Public License 2\.0 \(MPL 2\.0\))"
)
#: And what needs a word of its own.
BY_NAME = {
    "psycopg": "LGPL-3.0-only",  # called, not changed; installed only for PostgreSQL
    "psycopg-binary": "LGPL-3.0-only",
    # What PDFium itself is built of is BSD, MIT, Apache-2.0, Zlib, and the like: its wheel has them all in full.
    "pypdfium2": "BSD-3-Clause, Apache-2.0, dependency licenses",
}
#: Locked for another system than the one that tests run on.
ELSEWHERE = {"colorama", "tzdata", "pywin32", "pywin32-ctypes"}


def locked(lock=LOCKS[0]):
    return dict(PINNED.findall(lock.read_text(encoding="utf-8")))


def licences(name):
    """Return every licence that a package says it is under, in its own words."""
    about = metadata(name)
    expression = about.get("License-Expression")
    if expression:
        return [each.strip("() ") for each in re.split(r" (?:AND|OR|WITH) ", expression)]
    classified = [
        each.rpartition("::")[2].strip() for each in about.get_all("Classifier") or [] if "License ::" in each
    ]
    return classified or [(about.get("License") or "").splitlines()[0].strip()]


@pytest.mark.parametrize("name", sorted(locked()))
def test_package_is_under_a_licence_that_is_known(name):
    try:
        found = licences(name)
    except PackageNotFoundError:
        assert name in ELSEWHERE, f"{name} is locked and not installed; `make setup` installs it"
        return
    unknown = [each for each in found if not re.fullmatch(KNOWN, each)]
    assert unknown in ([], [BY_NAME.get(name)]), f"{name}: look at its licence, and say it here"


def test_licence_that_nobody_looked_at_is_not_known():
    for each in ("GPL-3.0-only", "AGPL-3.0", "Proprietary", "", "UNKNOWN", "MIT-ish", "Business Source License 1.1"):
        assert not re.fullmatch(KNOWN, each)


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_version_is_pinned_with_hashes_and_comes_from_no_place_in_particular(lock):
    text = lock.read_text(encoding="utf-8")
    entries = [each for each in re.split(r"\n(?=[A-Za-z0-9])", text) if each and not each.startswith("#")]
    assert len(entries) == len(PINNED.findall(text)) > 0
    assert [each.split("=")[0] for each in entries if "--hash=sha256:" not in each] == []
    assert re.findall(r"https?://|git\+|file:|--(?:extra-)?index-url|--find-links|--trusted-host", text) == []


def test_lock_has_everything_that_the_project_asks_for():
    extras = set(re.findall(r"--extra (\w+)", (ROOT / "Makefile").read_text(encoding="utf-8")))
    wanted = [*PROJECT["project"]["dependencies"]]
    wanted += (each for name in extras for each in PROJECT["project"]["optional-dependencies"][name])
    names = {re.match(r"[A-Za-z0-9._-]+", each)[0].lower().replace("_", "-").replace(".", "-") for each in wanted}
    there = locked(LOCKS[0]) | locked(LOCKS[1])
    assert names <= {each.lower().replace("_", "-").replace(".", "-") for each in there}
    assert [each for each in wanted if "<" not in each and "==" not in each] == []  # each is bounded


def test_nobody_imports_what_is_not_asked_for_and_nothing_is_asked_for_in_vain():
    done = subprocess.run(
        [sys.executable, "-m", "deptry", ".", "--no-ansi"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
