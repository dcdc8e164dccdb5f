from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.search.confidence import DISPUTED, Evidence, confidence

GOOD = Evidence(strength=0.5, margin=0.4, explained=1.0, concentrated=0.4, words=4, phrasings=5)
SHARE = st.floats(0, 1)
EVIDENCE = st.builds(
    Evidence,
    strength=SHARE,
    margin=st.floats(-1, 1),
    explained=SHARE,
    concentrated=SHARE,
    words=st.integers(0, 60),
    phrasings=st.integers(0, 1000),
    telling=SHARE,
    contradicted=st.booleans(),
    is_passage=st.booleans(),
    similarity=st.none() | SHARE,
    disputed=st.booleans(),
)


@given(EVIDENCE)
def test_confidence_is_a_probability(evidence):
    assert 0 <= confidence(evidence) <= 1


@given(EVIDENCE, st.floats(-1, 1))
def test_confidence_grows_with_the_margin(evidence, margin):
    low, high = sorted([margin, evidence.margin])
    assert confidence(replace(evidence, margin=low)) <= confidence(replace(evidence, margin=high))


@given(EVIDENCE, SHARE)
def test_confidence_grows_with_the_strength(evidence, strength):
    low, high = sorted([strength, evidence.strength])
    assert confidence(replace(evidence, strength=low)) <= confidence(replace(evidence, strength=high))


@given(EVIDENCE, SHARE, SHARE)
def test_confidence_grows_with_the_similarity(evidence, one, other):
    low, high = sorted([one, other])
    assert confidence(replace(evidence, similarity=low)) <= confidence(replace(evidence, similarity=high))


@given(EVIDENCE)
def test_what_words_would_rather_have_otherwise_is_never_sure(evidence):
    assert confidence(replace(evidence, disputed=True)) == min(DISPUTED, confidence(replace(evidence, disputed=False)))


@given(EVIDENCE, SHARE)
def test_more_doubt_where_words_tell_entries_apart(evidence, telling):
    low, high = sorted([telling, evidence.telling])
    assert confidence(replace(evidence, telling=low)) >= confidence(replace(evidence, telling=high))


@given(EVIDENCE)
def test_no_more_than_an_even_chance_between_equals(evidence):
    assert confidence(replace(evidence, margin=0.0)) < 0.5


@given(EVIDENCE)
def test_another_number_keeps_confidence_low(evidence):
    assert confidence(replace(evidence, contradicted=True)) < 0.3


@pytest.mark.parametrize(
    "worse",
    [
        pytest.param({"explained": 0.3}, id="words that nothing explains"),
        pytest.param({"concentrated": 1.0}, id="one word decides"),
        pytest.param({"strength": 0.1}, id="a faint likeness"),
        pytest.param({"phrasings": 1}, id="a single phrasing"),
        pytest.param({"is_passage": True}, id="a passage"),
    ],
)
def test_confidence_falls_with(worse):
    assert confidence(replace(GOOD, **worse)) < confidence(GOOD)
