"""The page: its words in both languages, and that nothing in it turns text into mark-up."""

import json
import re
from pathlib import Path

import pytest

from bot.hastening import Outcome
from bot.local.model import PEOPLE
from bot.local.server import PAGE

MODULES = sorted(PAGE.glob("*.js"))
KEY = re.compile(r"""\bt\(\s*(?:\w+ \? )?["']([a-z_0-9]+)["'](?: : ["']([a-z_0-9]+)["'])?""")


def words_of(name: str) -> dict[str, str]:
    source = (PAGE / "i18n.js").read_text(encoding="utf-8")
    return json.loads(re.search(rf"^const {name} = (\{{.*?^\}});", source, re.DOTALL | re.MULTILINE)[1])


EN, FR = words_of("EN"), words_of("FR")
#: What the page puts together from a value of the workspace.
SAID = {f"role_{each.role}" for each in PEOPLE} | {f"clock_{each}" for each in Outcome if each is not Outcome.DONE}


def test_both_languages_have_the_same_keys():
    assert list(EN) == list(FR)


@pytest.mark.parametrize("key", EN)
def test_both_languages_say_the_same_values(key):
    values = re.compile(r"\{(\w+)\}")
    assert sorted(values.findall(EN[key])) == sorted(values.findall(FR[key]))
    assert FR[key].strip()


def test_every_word_that_is_asked_for_exists():
    asked = {key for path in MODULES for found in KEY.findall(path.read_text(encoding="utf-8")) for key in found if key}
    asked |= set(re.findall(r'data-t(?:-label)?="(\w+)"', (PAGE / "index.html").read_text(encoding="utf-8")))
    assert len(asked) > 30
    assert asked - EN.keys() == set()


def test_every_word_is_used():
    sources = "".join(path.read_text(encoding="utf-8") for path in PAGE.iterdir() if path.name != "i18n.js")
    # These are put together from what the workspace says.
    made = re.compile("^(error|notice|failure)_")
    assert [key for key in EN if not made.match(key) and key not in SAID and f'"{key}"' not in sources] == []


def test_everything_that_the_workspace_says_of_people_and_of_time_has_words():
    assert SAID - EN.keys() == set()


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_no_module_turns_text_into_markup(path: Path):
    source = path.read_text(encoding="utf-8")
    for way in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function", "DOMParser"):
        assert way not in source


@pytest.mark.parametrize("path", sorted(PAGE.iterdir()), ids=lambda path: path.name)
def test_nothing_is_fetched_from_elsewhere(path: Path):
    source = path.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
    assert re.findall(r"""(?:src|href|from|import|url)\s*[=(]?\s*["']?(?:https?:)?//""", source) == []
