"""Every sentence of the bot is there in every language, is said somewhere, and can be said with its values."""

import ast
import re
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from fluent.syntax import FluentParser
from fluent.syntax.ast import Identifier, Message, SelectExpression, VariableReference
from fluent.syntax.visitor import Visitor

from bot.safety import CardState
from bot.wording import LOCALES, Wording
from knowledge.model import Acceptance, Danger, Level, Standing
from knowledge.problems import ProblemKind

ROOT = Path(__file__).parents[2]
LANGUAGES = ("en", "fr")
WORDING = Wording()
#: A value for every variable there is; numbers where a message counts.
VALUES = {
    "count": 2,
    "entries": 2,
    "added": 2,
    "changed": 2,
    "removed": 2,
    "generation": 2,
    "limit": 2,
    "days": 2,
    "day": date(2013, 5, 1),
    "due": date(2013, 5, 1),
    "until": date(2013, 5, 1),
    "start": date(2013, 5, 1),
    "end": date(2013, 5, 2),
}


class Variables(Visitor):
    """Collects the names of the variables in a message, and the texts by which it chooses."""

    def __init__(self):
        self.names, self.variants = set(), {}

    def visit_VariableReference(self, node):  # noqa: N802 - the library's name
        self.names.add(node.id.name)

    def visit_SelectExpression(self, node: SelectExpression):  # noqa: N802
        if isinstance(node.selector, VariableReference):
            keys = [each.key.name for each in node.variants if isinstance(each.key, Identifier)]
            self.variants[node.selector.id.name] = keys
        self.generic_visit(node)


@cache
def messages(language):
    resource = FluentParser().parse((LOCALES / f"{language}.ftl").read_text(encoding="utf-8"))
    return {each.id.name: each for each in resource.body if isinstance(each, Message)}


def variables(message):
    found = Variables()
    found.visit(message)
    return found


NAMES = sorted(messages("en"))


def test_there_is_a_file_for_each_language():
    assert WORDING.languages == LANGUAGES


def test_every_language_has_the_same_messages():
    assert WORDING.names() == dict.fromkeys(LANGUAGES, frozenset(NAMES))


def test_messages_stand_in_the_same_order_in_every_language():
    assert list(messages("fr")) == list(messages("en"))


@pytest.mark.parametrize("name", NAMES)
def test_every_language_says_it_with_the_same_values(name):
    assert variables(messages("fr")[name]).names == variables(messages("en")[name]).names


def said(language, name):
    """Return a message with its values filled in, in each of the forms it can take."""
    found = variables(messages(language)[name])
    values = {each: VALUES.get(each, f"some {each}") for each in found.names}
    texts = [WORDING.say(language, name, **values)]
    for variable, keys in found.variants.items():
        forms = (0, 1, 2, 5, 1000) if variable in VALUES else keys
        texts += [WORDING.say(language, name, **{**values, variable: each}) for each in forms]
    return texts


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_every_message_can_be_said(language, name):
    for text in said(language, name):
        assert not set("{}$") & set(text)
        assert text.strip() or name == "card-verified"
        assert "  " not in text.replace("\n    ", "\n").strip(), "two spaces in a row"


@pytest.mark.parametrize("name", NAMES)
def test_punctuation_is_that_of_the_language(name):
    english, french = (
        re.sub(r"`[^`]*`|\"[^\"]*\"|« [^»]* »|https?://", "x", text)
        for text in (said("en", name)[0], said("fr", name)[0])
    )
    assert not re.search(r"\w[;:!?](?:\s|$)", french), "French has a space before ; : ! ?"
    assert not re.search(r"\w [;:!?](?:\s|$)", english), "English has none"
    assert "’" not in french + english, "one apostrophe everywhere, so that a search finds it"


# What the code says


def spoken_in_code():
    """Return the texts that may name a message, and patterns for those that are put together."""
    plain, built = set(), set()
    for path in [*(ROOT / "bot").rglob("*.py"), ROOT / "run_bot.py"]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                plain.add(node.value)
            elif isinstance(node, ast.JoinedStr):
                parts = (
                    re.escape(each.value) if isinstance(each, ast.Constant) else "[a-z0-9_-]+" for each in node.values
                )
                built.add("".join(parts))
    # A name that is put together has a hyphen and a word; "{a}-{b}" would do for nearly every message.
    return plain, {
        each for each in built if re.fullmatch(r"(?:[a-z]+\\-)+\[a-z0-9_-\]\+|\[a-z0-9_-\]\+(?:\\-[a-z]+)+", each)
    }


def said_outright():
    """Return the names that `say` is called with, where they stand in the call."""
    for path in (ROOT / "bot").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "say" and len(node.args) > 1:
                for each in ast.walk(node.args[1]):
                    if isinstance(each, ast.Constant) and not isinstance(node.args[1], ast.JoinedStr):
                        yield each.value


def test_every_message_is_said_somewhere():
    plain, built = spoken_in_code()
    unused = [name for name in NAMES if name not in plain and not any(re.fullmatch(pattern, name) for pattern in built)]
    assert unused == []


def test_everything_that_is_said_is_a_message():
    said = {each for each in said_outright() if isinstance(each, str)}
    assert len(said) > 20
    assert sorted(said - set(NAMES)) == []


@pytest.mark.parametrize(
    ("start", "values"),
    [
        pytest.param("safety", Danger, id="dangers"),
        pytest.param("card", CardState, id="states of a card"),
        pytest.param("standing", Standing, id="standings"),
        pytest.param("level", Level, id="levels"),
        pytest.param("acceptance", Acceptance, id="acceptances"),
        pytest.param("problem", ProblemKind, id="problems"),
        pytest.param("difference", ("added", "changed", "removed"), id="differences"),
    ],
)
def test_every_value_that_is_said_has_its_words(start, values):
    assert [each for each in values if not WORDING.knows(f"{start}-{each}")] == []


# Wording itself


def test_language_without_a_file_is_served_in_english():
    assert WORDING.say("ro", "source") == WORDING.say("en", "source")


def test_message_that_does_not_exist_is_a_mistake():
    assert not WORDING.knows("no-such-message")
    assert WORDING.knows("source")
    with pytest.raises(KeyError):
        WORDING.say("en", "no-such-message")


def test_message_without_its_value_is_a_mistake():
    with pytest.raises(KeyError, match="too-long"):
        WORDING.say("en", "too-long")


def test_value_that_is_too_long_to_be_read_is_cut_and_is_no_mistake():
    said = WORDING.say("en", "quoted", text="a" * 100_000)
    assert 2000 < len(said) < 2500
    assert said.endswith("…”")


def test_dates_and_numbers_are_written_as_the_language_writes_them():
    assert WORDING.say("en", "note-expired", day=date(2013, 4, 12)).startswith(
        "This was confirmed until 12 April 2013;"
    )
    assert WORDING.say("fr", "note-expired", day=date(2013, 4, 12)).startswith("Confirmé jusqu'au 12 avril 2013 ;")
    assert "1,500 characters" in WORDING.say("en", "too-long", limit=1500)
    assert "1\N{NARROW NO-BREAK SPACE}500 caractères" in WORDING.say("fr", "too-long", limit=1500)


def test_french_counts_none_as_one():
    said = WORDING.say("fr", "reload-done", generation=3, entries=1, added=0, changed=1, removed=2)
    assert "1 entrée) : 0 ajoutée, 1 modifiée, 2 retirées" in said


def test_file_with_something_else_in_it_is_refused(tmp_path):
    (tmp_path / "en.ftl").write_text("source = Source\nthis is not Fluent\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"en\.ftl.*this is not Fluent"):
        Wording(tmp_path)
