"""Words and letters of any language as evidence: what is written differently and means the same shares most of it."""

import numpy as np
import pytest

from bot.spelling import PLACES, SHARES, evidence, spelt, spoken_for, table


def places(text):
    return {place for many in evidence(spelt(text), {}) for place in many}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("enfermée à clé", "ENFERMEE A CLE", id="accents and capitals"),
        pytest.param("помогнете", "pomognete", id="scripts"),
        pytest.param("heeelp", "help", id="drawn out"),
        pytest.param("room 214", "room 905", id="numbers"),
    ],
)
def test_ways_of_writing_one_thing_are_the_same_evidence(one, other):
    assert places(one) == places(other)


def test_misspelt_word_shares_some_of_its_letters_and_another_word_none():
    assert len(places("trafficked") & places("traficcked")) > 4
    assert not places("trafficked") & places("moon")


def test_order_of_words_is_evidence():
    assert places("he hit me") != places("me hit he")


def test_words_seen_before_are_the_same_evidence():
    seen = {}
    assert evidence(("help", "me"), seen) == evidence(("help", "me"), seen)
    assert set(seen) == {"help", "me"}


def test_nothing_written_speaks_for_nothing_but_its_bounds():
    only_bounds = evidence((), {})
    assert [len(many) for many in only_bounds] == [0, 1, 0, 0, 0]


def test_table_has_a_row_for_each_place():
    assert table().shape == (PLACES, 3)
    assert table().dtype == np.int8
    assert len(evidence(("a",), {})) == len(SHARES)


def test_longer_text_of_the_same_words_speaks_no_louder_than_its_root():
    once, often = spoken_for(spelt("they beat me"), {}), spoken_for(spelt("they beat me " * 16), {})
    # Pairs over the joints differ a little.
    assert np.allclose(np.array(often) / 4, once, atol=1.0)
