"""Whichever way a corpus came to be, it is the one that is read from nothing."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.model import Entry
from knowledge.search import Index, Passage

ALIASES = [["fee", "price", "prix"], ["THB", "traite", "trafficking in human beings"]]
#: Some share words, ids are few: so that entries are changed, moved and taken away.
TEXTS = st.sampled_from(
    ["what is the fee", "le prix", "traite 2012", "where", "", "trafficking in human beings", "2011 price", "où"]
)
ENTRIES = st.lists(
    st.builds(
        lambda id_, en, fr, answer: Entry.model_construct(
            id=id_, phrasings={"en": tuple(en), "fr": tuple(fr)}, answer={"en": answer}
        ),
        st.sampled_from("abcdef"),
        st.lists(TEXTS, max_size=3),
        st.lists(TEXTS, max_size=2),
        TEXTS,
    ),
    max_size=5,
    unique_by=lambda entry: entry.id,
)


PASSAGES = [Passage(id="p", text="The fee in 2013", title="Report", language="en")]


def same(one, other):
    """Tell whether two indexes are the same in everything they are made of."""
    arrays, others = one.packed("index"), other.packed("index")
    return arrays.keys() == others.keys() and all(np.array_equal(arrays[name], others[name]) for name in arrays)


@given(ENTRIES, ENTRIES)
def test_renewed_index_is_the_one_built_anew(before, after):
    anew = Index(after, aliases=ALIASES, passages=PASSAGES)
    assert same(Index(before, aliases=ALIASES).renewed(after, passages=PASSAGES), anew)


@given(ENTRIES, st.sets(st.sampled_from("abcdef")))
def test_index_of_some_entries_is_the_one_built_of_them(entries, kept):
    anew = Index([each for each in entries if each.id in kept], aliases=ALIASES)
    assert same(Index(entries, aliases=ALIASES).only(lambda each: each.id in kept), anew)


@given(ENTRIES)
def test_packed_index_comes_back_as_it_was(entries):
    index = Index(entries, aliases=ALIASES, passages=PASSAGES)
    again = Index.unpacked(index.packed("one"), "one", entries, aliases=ALIASES, passages=PASSAGES)
    assert same(again, index)
    assert again.search("what is the price in 2012") == index.search("what is the price in 2012")


def test_only_what_is_new_is_read(monkeypatch):
    texts = ["what is the fee", "where is the venue", "when is dinner"]
    entries = [Entry(id=str(number), phrasings={"en": (text,)}, answer={}) for number, text in enumerate(texts)]
    index, read = Index(entries), []
    monkeypatch.setattr("knowledge.search.corpus.words", lambda text: [read.append(text), *text.split()][1:])
    changed = entries[1].model_copy(update={"phrasings": {"en": ("where is the hotel",)}})
    found = index.renewed([entries[0].model_copy(), changed, entries[2]])
    assert read == ["where is the hotel"]
    assert found.search("hotel")[0].entry is changed


def test_progress_is_told_for_every_document():
    entries = [Entry.model_construct(id=str(n), phrasings={"en": (f"question {n}",)}, answer={}) for n in range(2500)]
    told = []
    Index(entries, progress=told.append)
    assert told == [1000, 1000, 500]


def test_missing_part_is_told():
    with pytest.raises(KeyError):
        Index.unpacked({}, "one", [])


def test_of_many_entries_the_best_are_those_that_are_found_by_comparing_all(monkeypatch):
    subjects = ["fee", "venue", "dinner", "visa", "badge", "slides", "taxi", "hotel", "interpreter", "report"]
    asked = ["what is the {}", "where do I find the {}", "who pays for the {} of {}", "is there a {} in {}"]
    entries = [
        Entry.model_construct(
            id=f"{one}-{other}",
            phrasings={"en": tuple(each.format(one, other) for each in asked)},
            answer={"en": f"About the {one} in {other}."},
        )
        for one in subjects
        for other in subjects
    ]
    index = Index(entries)
    questions = [text for entry in entries[::7] for text in entry.phrasings["en"]] + ["the hotl fee", "vissa"]
    found = [index.search(each) for each in questions]
    monkeypatch.setattr("knowledge.search.index.COMPARED", len(entries))
    assert [index.search(each) for each in questions] == found
