"""Documents are cut into passages that can be read alone, with the place they come from and without mark-up."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.model import Document, Source
from knowledge.passages import LONGEST, SHORT, end_within, excerpts, first_heading

SENTENCE = "The harbour master writes down the name of each boat. "
LONG = SENTENCE * (LONGEST // len(SENTENCE) + 3)
PARAGRAPH = (SENTENCE * (SHORT // len(SENTENCE) + 1)).strip()


def cut(text, *, markdown=True, title="Rules"):
    return excerpts(Document(id="x/rules", source=Source(title=title), is_markdown=markdown, text=text))


def texts(text, **options):
    return [each.text for each in cut(text, **options)]


def test_passage_knows_the_headings_above_it_its_paragraph_and_its_line():
    text = f"# Rules\n\nBefore.\n\n## Boats\n\n### At night\n\n{PARAGRAPH}\n\nA lantern.\n\n## Keys\n\nAt the desk.\n"
    before, night, lantern, keys = cut(text)
    assert (before.headings, before.paragraph, before.line) == ((), 1, 3)
    assert (night.headings, night.paragraph, night.line) == (("Boats", "At night"), 1, 9)
    assert (lantern.text, lantern.paragraph, lantern.line) == ("A lantern.", 2, 11)
    assert (keys.headings, keys.paragraph, keys.line) == (("Keys",), 1, 15)
    assert [each.id for each in (before, keys)] == ["x/rules#1", "x/rules#4"]


def test_short_paragraphs_of_a_section_are_read_together():
    assert texts("Keys are here.\n\nRooms are there.\n\n## Boats\n\nNone.\n") == [
        "Keys are here.\nRooms are there.",
        "None.",
    ]


def test_what_announces_something_stays_with_it():
    [passage] = texts(f"{PARAGRAPH[:-1]}:\n\n- a lantern\n- a rope\n    - of hemp\n")
    assert passage.endswith(":\n- a lantern\n- a rope\n - of hemp")


def test_long_paragraph_is_cut_between_sentences():
    first, second = cut(LONG)
    assert first.text.endswith("each boat.")
    assert second.text.startswith("The harbour")
    assert (first.begins_within, first.ends_within) == (False, True)
    assert (second.begins_within, second.ends_within) == (True, False)
    assert f"{first.text} {second.text}" == LONG.strip()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("See [the rules](https://evil.example).", "See the rules.", id="a link leaves its label"),
        pytest.param("![A map](map.png) of the town", "A map of the town", id="a picture its description"),
        pytest.param("**Keys** and _rooms_ and `codes`", "Keys and rooms and codes", id="marks go"),
        pytest.param("A<br>B <b>c</b><!-- hidden --> d", "A B c d", id="tags leave what they enclose"),
        pytest.param("<div>\nA word\n</div>\n<script>alert(1)</script>", "A word", id="scripts go whole"),
        pytest.param("<!channel> is asked", "is asked", id="a broadcast is no word"),
        pytest.param("Ask <@U0ANA> or <#C1|x>", "Ask <@U0ANA> or <#C1|x>", id="what else stands there stays text"),
        pytest.param("> Somebody said\n> that.", "Somebody said that.", id="a quotation in it"),
        pytest.param("```\ncode *here*\n```", "code *here*", id="code"),
        pytest.param("| a | b |\n|---|---|\n| 1 | 2 |", "a | b\n1 | 2", id="a table, a line for each row"),
        pytest.param("one\ntwo  \nthree", "one two three", id="lines of a paragraph"),
        pytest.param("2. second\n3. third", "2. second\n3. third", id="numbers of a list"),
        pytest.param("pay\u202eoll\u202c re\u00adturn", "payoll return", id="marks that turn the direction"),
    ],
)
def test_markdown_is_shown_as_text(text, shown):
    assert texts(text) == [shown]


def test_plain_text_keeps_its_signs_and_the_lines_of_lists():
    text = "# no heading\r\n*kept* as\r\nit stands\r\n- item one\r\n- item two\r\n"
    assert texts(text, markdown=False) == ["# no heading *kept* as it stands\n- item one\n- item two"]


def test_lines_of_a_plain_text_are_counted_over_empty_ones_and_pages():
    passages = cut(f"\n\n{PARAGRAPH}\n \n\n{PARAGRAPH}\n\f{PARAGRAPH}\n", markdown=False)
    assert [each.line for each in passages] == [3, 6, 7]


def test_what_has_no_letters_is_no_passage():
    assert texts("* * *\n\n---\n\n...\n") == []
    assert texts("") == []


def test_first_heading_is_any():
    assert first_heading("Text\n\n### A [link](x) here\n\n# Later") == "A link here"
    assert first_heading("Text") == ""


@pytest.mark.parametrize(
    ("text", "limit", "kept"),
    [
        pytest.param("One two. Three four.", 15, "One two.", id="a sentence"),
        pytest.param("Ask M. Dupont or Mrs T. Martin today.", 26, "Ask M. Dupont or Mrs T.", id="no initial"),
        pytest.param("One two three four", 12, "One two", id="a word"),
        pytest.param("- one one\n- two. two", 18, "- one one", id="a line before a sentence"),
        pytest.param("Oh. One two three four five six", 25, "Oh. One two three four", id="no end that comes too early"),
        pytest.param("x" * 40, 10, "x" * 10, id="nothing to cut at"),
    ],
)
def test_text_is_cut_where_a_reader_would(text, limit, kept):
    assert text[: end_within(text, limit)].rstrip() == kept


@settings(deadline=None)
@given(st.text(max_size=3000), st.booleans())
def test_any_text_is_cut_into_passages_that_fit(text, markdown):
    passages = cut(text, markdown=markdown)
    assert [each.number for each in passages] == list(range(1, len(passages) + 1))
    for each in passages:
        assert 0 < len(each.text) <= LONGEST
        assert 1 <= each.line <= text.count("\n") + text.count("\r") + 1
        assert each.paragraph >= 1


@settings(deadline=None)
@given(st.lists(st.sampled_from(["word", "Word.", "longer", "a", "end!"]), min_size=1, max_size=900))
def test_nothing_of_a_plain_text_is_lost(said):
    shown = " ".join(texts(" ".join(said), markdown=False))
    assert shown.split() == said
