"""What was written knows where it stands, and can be walked and told apart."""

import pytest

from knowledge.nodes import Node, place, walk
from knowledge.parsing import parse

ROOT, _ = parse(b"a: [{b: c}]\nd:\n", "entries/venue.yaml")


def test_walk_stops_where_the_path_does():
    assert [each.plain() for each in walk(ROOT, ["a", 0, "b", "d"])] == [[{"b": "c"}], {"b": "c"}, "c"]
    assert list(walk(ROOT, ["a", 1])) == [ROOT.value["a"]]


def test_value_without_places_is_what_any_reader_would_give():
    assert ROOT.plain() == {"a": [{"b": "c"}], "d": None}


@pytest.mark.parametrize(
    ("value", "shape"),
    [("words", "text"), ([], "list"), ({}, "mapping"), (None, "")],
    ids=["text", "list", "mapping", "nothing"],
)
def test_shape_is_told(value, shape):
    assert Node(1, 1, value).shape == shape


def test_place_is_as_problems_have_it():
    assert place("entries/venue.yaml", ROOT.value["a"]) == "entries/venue.yaml:1:4"
