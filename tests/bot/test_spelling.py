"""Words and letters of any language as evidence: what is written differently and means the same shares most of it."""

import numpy as np
import pytest

from bot.spelling import PER_UNIT, PLACES, SHARES, evidence, spelt, spoken_for, table


def places(text):
    return {place for many in evidence(spelt(text)) for place in many}


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


def test_words_seen_before_speak_as_they_did():
    seen = {}
    words = spelt("they keep my passport")
    assert spoken_for(words, seen) == spoken_for(words, seen) == spoken_for(words, {})
    assert set(seen) == set(words)


def test_words_speak_with_the_weights_of_their_places():
    words = spelt("he locked me in")
    sums = sum(
        share * table()[many].sum(0, dtype=int) / PER_UNIT / len(many) ** 0.5
        for share, many in zip(SHARES, evidence(words), strict=True)
    )
    assert np.allclose(spoken_for(words, {}), sums)


def test_nothing_written_speaks_for_nothing_but_its_bounds():
    only_bounds = evidence(())
    assert [len(many) for many in only_bounds] == [0, 1, 0, 0, 0]


def test_table_has_a_row_for_each_place():
    assert table().shape == (PLACES, 3)
    assert table().dtype == np.int8
    assert len(evidence(("a",))) == len(SHARES)


def test_longer_text_of_the_same_words_speaks_no_louder_than_its_root():
    once, often = spoken_for(spelt("they beat me"), {}), spoken_for(spelt("they beat me " * 16), {})
    # Pairs over the joints differ a little.
    assert np.allclose(np.array(often) / 4, once, atol=1.0)
