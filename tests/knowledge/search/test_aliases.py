"""Other names find what is written under one of them: either way round, in any script, of one word or several."""

from itertools import permutations
from pathlib import Path

import pytest

from knowledge.base import served_from
from knowledge.search import Index
from tests.fakes import an_entry

CONTENT = Path(__file__).parents[3] / "knowledge" / "content"
OSCE = ("OSCE", "OSZE", "ОБСЕ", "Organisation pour la sécurité et la coopération en Europe")
TRAFFICKING = ("traite", "trafic d'êtres humains", "trafficking in human beings")
OTHERS = [
    an_entry("dates", "when does the meeting take place", "In May."),
    an_entry("hotel", "where is the hotel of the participants", "At the port."),
    an_entry("fee", "what is the price of the meeting", "Nothing."),
]


@pytest.fixture(scope="module")
def shipped():
    return served_from(CONTENT)


def first(written, asked, *, aliases):
    """Return the entry that a question finds first where an entry is written with another name."""
    entry = an_entry("meant", f"who speaks for {written}", "A person.")
    [match, *_] = Index([*OTHERS, entry], aliases=aliases).search(f"who speaks for {asked}?")
    return match.entry.id, match.confidence


@pytest.mark.parametrize("group", [OSCE, TRAFFICKING], ids=["OSCE", "trafficking"])
def test_each_name_finds_what_is_written_with_each_other(group):
    for written, asked in permutations(group, 2):
        found, confidence = first(written, asked, aliases=[group])
        assert found == "meant", (written, asked)
        assert confidence >= 0.8, (written, asked)


@pytest.mark.parametrize("asked", ["osce", "osze", "обсе", "l'OSCE", "Osce"])
def test_names_are_found_however_they_are_typed(asked):
    assert first("OSCE", asked, aliases=[OSCE])[0] == "meant"


def test_name_alone_is_a_question():
    entry = an_entry("meant", "OSCE", "An organisation.")
    for name in OSCE:
        assert Index([*OTHERS, entry], aliases=[OSCE]).search(name)[0].entry.id == "meant"


def test_without_the_alias_the_name_is_not_known():
    entry = an_entry("meant", "OSCE", "An organisation.")
    long_name = OSCE[-1]
    found = Index([*OTHERS, entry]).search(long_name)
    assert all(each.confidence < 0.8 for each in found)


def test_name_of_one_group_does_not_find_another():
    aliases = [["smuggling", "trafic de migrants"], ["trafficking", "traite"]]
    entries = [an_entry("smuggling", "what is smuggling", "A."), an_entry("trafficking", "what is trafficking", "B.")]
    index = Index([*OTHERS, *entries], aliases=aliases)
    assert index.search("what is traite")[0].entry.id == "trafficking"
    assert index.search("what is trafic de migrants")[0].entry.id == "smuggling"


@pytest.mark.parametrize("name", ["OSCE", "OSZE", "ОБСЕ", "the OSCE", "l'OSZE"])
def test_shipped_knowledge_knows_the_osce_by_its_names(shipped, name):
    assert shipped.index.search(f"what is {name}?")[0].entry.id == "org-osce"
