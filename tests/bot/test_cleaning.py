"""What people type comes out as a person would read it aloud."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cleaning import clean

#: What Slack would make something of: a person, a channel, everybody, a link.
MARK_UP = re.compile(r"<[@!#][^<>]*>|<(?:https?|mailto|tel):[^<>]*>|<[^<>|]+\|[^<>]*>")
marks = st.sampled_from(
    [
        "<@U1>",
        "<@U1|ana>",
        "<!channel>",
        "<!here|here>",
        "<#C1|general>",
        "<https://a.org|site>",
        "<mailto:a@b.org>",
        "<",
    ]
)
pieces = st.one_of(
    marks,
    st.text(max_size=8),
    st.sampled_from(["&lt;", "&amp;", ">", "|", "@", "!", "\N{ZERO WIDTH SPACE}", "\N{RIGHT-TO-LEFT OVERRIDE}"]),
)
typed = st.lists(pieces, max_size=12).map("".join)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        pytest.param("<@U0BOT> when was it?", "when was it?", id="mention"),
        pytest.param("<@U0BOT|suivi> and <!channel>, when?", "and , when?", id="broadcast"),
        pytest.param("ask in <#C1|general>", "ask in general", id="channel's name"),
        pytest.param("ask in <#C1>", "ask in", id="channel without a name"),
        pytest.param("see <https://example.org/a|the page>", "see the page", id="link's label"),
        pytest.param("see <https://example.org/a>", "see", id="bare link"),
        pytest.param("write to <mailto:a@example.org|a@example.org>", "write to a@example.org", id="mail address"),
        pytest.param("<!date^1350000000^{date}|12 October 2012>", "", id="date is an instruction, not a word"),
        pytest.param("<@<@U1>> when?", "when?", id="mention in a mention"),
        pytest.param("<a|one <b|two> three>", "one two three", id="label in a label"),
        pytest.param("<@\N{ZERO WIDTH SPACE}U1> when?", "when?", id="mention with something invisible in it"),
        pytest.param("<b>16</b> countries < 20", "<b>16</b> countries < 20", id="brackets that are not Slack's"),
        pytest.param("law &amp; order", "law & order", id="entity"),
        pytest.param("1 &lt; 2 &gt; 0", "1 < 2 > 0", id="angle brackets that were typed"),
        pytest.param("&amp;lt;b&amp;gt;", "&lt;b&gt;", id="unescaped once"),
        pytest.param("a&copy=1 &eacute;", "a&copy=1 &eacute;", id="entities that Slack does not write"),
        pytest.param("  two\n\nlines\tand\r\nmore ", "two lines and more", id="white space"),
        pytest.param("sémi\N{SOFT HYPHEN}naire\N{ZERO WIDTH SPACE}", "séminaire", id="invisible characters"),
        pytest.param(
            "\N{RIGHT-TO-LEFT OVERRIDE}olleh\x00\x1b[31m", "olleh [31m", id="direction and control characters"
        ),
        pytest.param("half an emoji \ud83d", "half an emoji", id="lone surrogate"),
        pytest.param("merci 🙂", "merci 🙂", id="emoji"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_question_is_read_without_mark_up(text, read):
    assert clean(text) == read


@given(st.text() | typed)
def test_any_text_comes_out_readable(text):
    read = clean(text)
    assert len(read) <= len(text)
    assert read == " ".join(read.split())
    assert {unicodedata.category(each) for each in read}.isdisjoint({"Cc", "Cf", "Cs", "Co", "Cn"})


@given(typed.filter(lambda text: "&" not in text))
def test_no_mark_up_is_left(text):
    assert MARK_UP.search(clean(text)) is None


@given(typed.filter(lambda text: "&" not in text))
def test_reading_twice_changes_nothing_more(text):
    assert clean(clean(text)) == clean(text)
