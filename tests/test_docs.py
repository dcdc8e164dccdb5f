"""The documentation: what is made from the code is whole, links lead somewhere, both languages say the same."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from pydantic_settings import BaseSettings

import run_bot
from config.settings import Settings
from docs.site import reference

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
MKDOCS = ROOT / ".venv-docs" / "bin" / "mkdocs"
PAGES = sorted(path for path in DOCS.rglob("*.md") if "reference" not in path.relative_to(DOCS).parts)
FRENCH = [path for path in PAGES if path.name.endswith(".fr.md")]
#: For organisers, and so in French too.
FOR_ORGANISERS = (
    "index.md",
    "tutorial.md",
    "knowledge.md",
    "importing.md",
    "administering.md",
    "explanation/*.md",
    "howto/organisers/*.md",
)
LINK = re.compile(r"\]\((?!https?:)([^)#\s]+)(?:#[^)]*)?\)")
FENCED = re.compile(r"^```.*?^```$", re.DOTALL | re.MULTILINE)


@pytest.fixture(scope="module")
def pages():
    return reference.pages()


def name_of(path):
    return str(path.relative_to(DOCS))


# What is made from the code


@pytest.mark.parametrize("suffix", ["", ".fr"])
def test_every_field_of_the_files_is_in_the_reference(pages, suffix):
    rows = set(re.findall(r"^\| `(\w+)` \|", pages[f"fields{suffix}.md"], re.MULTILINE))
    models = [each for group in reference.FILES.values() for each in group]
    assert rows == {name for each in models for name in each.model_fields} - reference.NOT_IN_FILES


def test_french_reference_says_of_each_field_what_the_english_does():
    assert reference.missing("fr") == [], "say it in docs/site/reference.yaml, below fr: models:"
    assert (reference.left_over("fr"), reference.left_over("en")) == (set(), set())


def test_what_a_comment_says_of_a_field_is_in_the_reference(pages):
    [row] = [line for line in pages["fields.md"].splitlines() if line.startswith("| `further_sources` |")]
    assert row == "| `further_sources` | list: [Source](#source) | Sources besides the main one. |"


def test_every_setting_is_in_the_reference_with_its_meaning(pages):
    rows = dict(re.findall(r"^\| `(\w+)` \| .* \| (.+) \|$", pages["settings.md"], re.MULTILINE))
    assert len(rows) == len(Settings.model_fields) - len(BaseSettings.model_fields)
    assert rows["SUIVI_CONTENT"] == "where organisers keep the knowledge"


def test_every_command_is_in_the_reference(pages):
    said = pages["commands.fr.md"]
    assert "- `/seminar mine` montre ce qui vous est confié" in said
    assert "- `/seminar-admin undo` revient aux connaissances d'avant" in said
    assert len(re.findall(r"^### ", said, re.MULTILINE)) == len(run_bot.app.registered_commands)
    assert "| `--language en/fr` | Left out: the terminal's. |" in said
    assert "| `--all` | With --deep, list everything. |" in said


# Links


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_of_a_page_lead_to_files_that_are_there(page, pages):
    made = {DOCS / "reference" / name for name in pages}
    targets = [Path(os.path.normpath(page.parent / each)) for each in LINK.findall(FENCED.sub("", page.read_text()))]
    assert [each for each in targets if each not in made and not each.exists()] == []


def test_site_is_built_without_a_dead_link_or_anchor(tmp_path):
    if not MKDOCS.exists():
        pytest.skip("the site's environment is not here: `make docs` builds it")
    for each in ROOT.iterdir():  # pages made from the code go into a copy, so that tests leave the tree as it is
        if each.name not in {"docs", ".site"}:
            (tmp_path / each.name).symlink_to(each)
    shutil.copytree(DOCS, tmp_path / "docs")
    reference.write(tmp_path / "docs" / "reference")
    done = subprocess.run(  # noqa: S603 - our own command; not --quiet, which would count no warning
        [MKDOCS, "build", "--strict", "--config-file", tmp_path / "docs" / "site" / "mkdocs.yml"],
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "Comment faire" in (tmp_path / ".site" / "fr" / "index.html").read_text(encoding="utf-8")


# French and English


def test_what_organisers_read_is_in_french_too():
    english = [path for each in FOR_ORGANISERS for path in DOCS.glob(each) if path not in FRENCH]
    assert len(english) > 5
    assert [name_of(path) for path in english if path.with_suffix(".fr.md") not in FRENCH] == []


@pytest.mark.parametrize("page", FRENCH, ids=name_of)
def test_french_page_has_the_parts_of_the_english_one(page):
    english = page.with_name(page.name.replace(".fr.md", ".md"))
    assert shape(page) == shape(english)


def shape(page):
    """Return the levels of a page's headings, where it leads, and how many blocks it shows."""
    text = page.read_text(encoding="utf-8")
    prose = FENCED.sub("", text)
    levels = re.findall(r"^(#+) ", prose, re.MULTILINE)
    return levels, sorted(set(LINK.findall(prose))), len(FENCED.findall(text))
