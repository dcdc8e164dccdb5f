"""The notation for families of wordings: what each mark finds, and what it leaves."""

import re

import pytest

from bot.alarms_english import ENGLISH
from bot.alarms_french import FRENCH
from bot.families import families, groups, words_in
from knowledge.model import Danger

KNOWN = groups("""
    # who
    friend: friend(s) sister
    friend: <friend> brother
    mine: my_<friend> my(_~)_<friend>
""")


def finds(family, text):
    [pattern] = families(family, KNOWN)
    return re.search(pattern, f" {text}") is not None


@pytest.mark.parametrize(
    ("family", "found", "left"),
    [
        pytest.param("took my", ["he took my bag"], ["took mine", "mistook my", "my took"], id="words in a row"),
        pytest.param("took my/our", ["took our"], ["took his"], id="alternatives"),
        pytest.param("exploite(e)(s)", ["exploite", "exploitees", "exploites"], ["exploiter"], id="optional letters"),
        pytest.param("prostitu*", ["prostitution", "prostitu"], ["prostitutionists"], id="any ending"),
        pytest.param("at_home/here", ["at home", "here"], ["home"], id="words that belong together"),
        pytest.param("a_~_man", ["a tall man"], ["a man", "a very tall man"], id="any one word"),
        pytest.param("my [poor] cat", ["my cat", "my poor cat"], ["my old cat"], id="optional word"),
        pytest.param("my ..2 cat", ["my cat", "my very old cat"], ["my very very old cat"], id="words between"),
        pytest.param("left !behind", ["left", "left here"], ["left behind"], id="not the next"),
        pytest.param(
            "left !3:here", ["left for ever now here"], ["left here", "left us all here"], id="none of the next"
        ),
        pytest.param("^ help $", ["help"], ["help me", "please help"], id="whole text"),
        pytest.param("one two || three", ["one two", "three"], ["two"], id="either"),
        pytest.param("<friend> told", ["sister told", "friends told", "brother told"], ["mother told"], id="group"),
        pytest.param("<mine> told", ["my friend told", "my old friend told"], ["a friend told"], id="group of groups"),
    ],
)
def test_family_finds_its_wordings_and_no_others(family, found, left):
    assert [text for text in found if not finds(family, text)] == []
    assert [text for text in left if finds(family, text)] == []


def test_family_that_names_an_unknown_group_is_a_mistake():
    with pytest.raises(KeyError):
        families("<nobody> told", KNOWN)


def test_remarks_and_empty_lines_are_no_families():
    assert len(families("# a remark\n\n  one  # with a remark\ntwo\n", KNOWN)) == 2


def test_words_are_listed_with_and_without_their_optional_letters():
    assert words_in("ex: exploite(e)(s) <mine>\n took/taken my_cat !2:here prostitu*") == {
        *("ex", "exploite", "exploitee", "exploites", "exploitees"),
        *("took", "taken", "my", "cat", "here"),
    }


# The vocabularies


@pytest.mark.parametrize("vocabulary", [FRENCH, ENGLISH], ids=["French", "English"])
def test_every_group_is_named_by_a_family(vocabulary):
    families_and_signs = (*vocabulary.families.values(), vocabulary.oneself, *vocabulary.signs.values())
    named = set(re.findall(r"<([a-z]+)>", " ".join(families_and_signs)))
    later: dict[str, set[str]] = {}
    for line in vocabulary.words.splitlines():
        name, _, words = line.strip().partition(":")
        later.setdefault(name, set()).update(set(re.findall(r"<([a-z]+)>", words)) - {name})
    for name in reversed([each for each in later if each]):
        named |= later[name] if name in named else set()
    assert [each for each in later if each and each not in named] == []


@pytest.mark.parametrize("vocabulary", [FRENCH, ENGLISH], ids=["French", "English"])
def test_every_danger_has_its_families(vocabulary):
    assert set(vocabulary.families) == set(Danger)
    assert set(vocabulary.signs) <= set(Danger)


@pytest.mark.parametrize("vocabulary", [FRENCH, ENGLISH], ids=["French", "English"])
def test_words_are_written_as_a_text_is_heard(vocabulary):
    everything = (vocabulary.words, vocabulary.oneself, *vocabulary.families.values(), *vocabulary.signs.values())
    lines = [line.partition("#")[0] for text in everything for line in text.splitlines()]
    assert [line for line in lines if not re.fullmatch(r"[a-z0-9_/()\[\]<>!:.$^*|~ -]*", line)] == []
