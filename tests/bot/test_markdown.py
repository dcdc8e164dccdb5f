"""What organisers write in Markdown, in another style."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it.tree import SyntaxTreeNode

from bot.markdown import _PARSER, PLAIN, Style, _block, rendered

#: Shows every mark, and that what is between them was made harmless.
MARKED = Style(
    escape=lambda text: text.replace("<", "‹").replace("*", "×"),
    bold="B",
    italic="I",
    code="`",
    bullet="• ",
    quote="> ",
    link=lambda label, url: f"[{label}→{url}]",
)


@pytest.mark.parametrize(
    ("markdown", "shown"),
    [
        pytest.param("**bold** and _italic_", "BboldB and IitalicI", id="emphasis"),
        pytest.param("**bold _and italic_**", "Bbold Iand italicIB", id="emphasis within emphasis"),
        pytest.param("`a < b`", "`a ‹ b`", id="code"),
        pytest.param("```\na < b\n```", "`a ‹ b`", id="code block"),
        pytest.param("    a < b", "`a ‹ b`", id="indented code"),
        pytest.param("# Title\n\ntext", "BTitleB\n\ntext", id="heading"),
        pytest.param("one\n\ntwo", "one\n\ntwo", id="paragraphs"),
        pytest.param("one\ntwo", "one\ntwo", id="line break"),
        pytest.param("one  \ntwo", "one\ntwo", id="hard line break"),
        pytest.param("- one\n- two", "• one\n• two", id="list"),
        pytest.param("3. one\n4. two", "3. one\n4. two", id="numbered list"),
        pytest.param("- one\n  - two\n- three", "• one\n    • two\n• three", id="list within a list"),
        pytest.param("> one\n> two\n>\n> three", "> one\n> two\n> \n> three", id="quotation"),
        pytest.param("[a **page**](https://example.org)", "[a BpageB→https://example.org]", id="link"),
        pytest.param("<https://example.org>", "[https://example.org→https://example.org]", id="address"),
        pytest.param("<b>x</b> <!channel>", "‹b>x‹/b> ‹!channel>", id="HTML is text"),
        pytest.param("![seen](https://example.org/a.png)", "![seen→https://example.org/a.png]", id="image is a link"),
        pytest.param("a \\* b", "a × b", id="escaped mark"),
        pytest.param("[x](javascript:alert)", "[x](javascript:alert)", id="address that is no web page"),
        pytest.param("", "", id="nothing"),
        pytest.param("one\n\n---\n\ntwo", "one\n\ntwo", id="rule"),
    ],
)
def test_markdown_is_shown_in_the_style_of_the_door(markdown, shown):
    assert rendered(markdown, MARKED) == shown


@pytest.mark.parametrize(
    ("markdown", "said"),
    [
        pytest.param("**One** _two_ `three`", "One two three", id="marks"),
        pytest.param("- one\n- two", "- one\n- two", id="list"),
        pytest.param("see [the page](https://example.org)", "see the page (https://example.org)", id="link"),
        pytest.param("see <https://example.org>", "see https://example.org", id="address is not said twice"),
    ],
)
def test_plain_text_can_be_read_aloud(markdown, said):
    assert rendered(markdown, PLAIN) == said


@given(st.text())
def test_any_text_can_be_rendered(text):
    assert "\x00" not in rendered(text, MARKED)


@given(st.text(alphabet="<@!|>`*_[]()# -\n&x"))
def test_nothing_gets_past_the_escape(text):
    # Brackets that the style itself writes are square; an angle bracket could only be the writer's.
    assert "<" not in rendered(text, MARKED)


#: Words, and what Markdown makes something of, or nearly.
_PIECES = st.sampled_from(
    [*("Train", "été", "1.", "- ", "# ", "*", "_a_", "&amp;", "`", "\\", "<b>", "[x](y)", "!", " ", "\n")]
)


@given(st.one_of(st.text(), st.lists(_PIECES).map("".join)))
def test_line_without_marks_is_rendered_as_the_parser_would(markdown):
    assert rendered(markdown, MARKED) == _block(SyntaxTreeNode(_PARSER.parse(markdown)), MARKED)
