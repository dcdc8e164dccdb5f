"""What is written as YAML is read back as it was, by our reader and by another's."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from knowledge.parsing import parse
from knowledge.writing import as_yaml

TEXTS = st.text(max_size=30) | st.text(alphabet="ab: -#'\"[]{},&*!|>%@`?\n\t\\01.é~=", max_size=20)
VALUES = st.recursive(
    TEXTS, lambda deeper: st.lists(deeper, max_size=3) | st.dictionaries(TEXTS, deeper, max_size=3), max_leaves=8
)


def taken(value):
    """Return what any reader has to make of it: half characters cannot be written."""
    if isinstance(value, dict):
        return {taken(key): taken(each) for key, each in value.items()}
    return [taken(each) for each in value] if isinstance(value, list) else value.encode("utf-8", "replace").decode()


@given(st.dictionaries(TEXTS, VALUES, min_size=1, max_size=4))
def test_values_come_back(value):
    text = as_yaml(value)
    root, problems = parse(text.encode(), "a.yaml")
    assert problems == []
    assert root.plain() == taken(value)
    assert yaml.safe_load(text) == taken(value)  # editors read it with another


@pytest.mark.parametrize("text", ["yes", "No", "null", "1e3", "2027-03-14", "012", "a: b", "- a", "x #y", "~", ""])
def test_text_that_looks_like_something_else_is_quoted(text):
    assert as_yaml({"a": text}) == f'a: "{text}"\n'


def test_what_people_write_needs_no_quotation_marks():
    title = {"fr": "L'été à Sarajevo, un bilan (2018)", "en": "A summer"}
    assert as_yaml({"title": title, "days": [1, True, "x"], "none": []}) == (
        "title:\n  fr: L'été à Sarajevo, un bilan (2018)\n  en: A summer\ndays:\n  - 1\n  - true\n  - x\nnone: []\n"
    )
