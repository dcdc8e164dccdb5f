"""Markdown as organisers write it, in Slack's own marks, harmless."""

import pytest

from bot.markdown import rendered
from bot.slack.mrkdwn import MRKDWN, escaped


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("<!channel>", "&lt;!channel&gt;", id="broadcast"),
        pytest.param("<@U0ANA>", "&lt;@U0ANA&gt;", id="mention"),
        pytest.param("<https://evil.example|click>", "&lt;https://evil.example|click&gt;", id="link"),
        pytest.param("&lt;!channel&gt;", "&amp;lt;!channel&amp;gt;", id="mark-up spelt out"),
        pytest.param("Q&A", "Q&amp;A", id="ampersand"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_text_is_shown_as_it_is(text, shown):
    assert escaped(text) == shown


@pytest.mark.parametrize(
    ("markdown", "shown"),
    [
        pytest.param("**8 and 9 November**", "*8 and 9 November*", id="bold"),
        pytest.param("_who_ and *what*", "_who_ and _what_", id="italic"),
        pytest.param("`/seminar help`", "`/seminar help`", id="code"),
        pytest.param("# Where\n\nIn Varna.", "*Where*\n\nIn Varna.", id="heading"),
        pytest.param("- one\n- two", "• one\n• two", id="list"),
        pytest.param("3. three\n4. four", "3. three\n4. four", id="numbered list"),
        pytest.param("- one\n  - within", "• one\n    • within", id="list in a list"),
        pytest.param("> said\n> so", "> said\n> so", id="quotation"),
        pytest.param("one\n\ntwo", "one\n\ntwo", id="paragraphs"),
        pytest.param("one\ntwo", "one\ntwo", id="lines"),
        pytest.param("a < b & c > d", "a &lt; b &amp; c &gt; d", id="signs"),
        pytest.param(r"\*not bold\*", "*not bold*", id="escaped marks"),
        pytest.param("```\n<!here>\n```", "`&lt;!here&gt;`", id="block of code"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_markdown_is_said_in_slack_s_marks(markdown, shown):
    assert rendered(markdown, MRKDWN) == shown


@pytest.mark.parametrize(
    ("markdown", "shown"),
    [
        pytest.param("[the hotel](https://example.org/a)", "<https://example.org/a|the hotel>", id="link"),
        pytest.param("<https://example.org/a>", "<https://example.org/a|https://example.org/a>", id="bare link"),
        pytest.param("[a](https://example.org/?b=1&c=2)", "<https://example.org/?b=1&amp;c=2|a>", id="ampersand"),
        pytest.param("[a|b](https://example.org/a|b)", "<https://example.org/a%7Cb|a¦b>", id="bars"),
        pytest.param(
            "[**the** hotel](https://example.org)", "<https://example.org|*the* hotel>", id="marks in its label"
        ),
        pytest.param("[the\nhotel](https://example.org)", "<https://example.org|the hotel>", id="label on two lines"),
        pytest.param("[a](https://example.org/" + "&" * 2000 + ")", "a", id="address beyond what fits"),
    ],
)
def test_link_is_a_link(markdown, shown):
    assert rendered(markdown, MRKDWN) == shown


@pytest.mark.parametrize(
    "markdown",
    [
        pytest.param("<!channel>", id="broadcast"),
        pytest.param("<@U0ANA>", id="mention"),
        pytest.param("<#C0SEMINAR>", id="channel"),
        pytest.param("<b>bold</b> <!-- hidden -->", id="HTML"),
        pytest.param("<div>\n<!here>\n</div>", id="block of HTML"),
        pytest.param("[all](!channel)", id="broadcast as a link"),
        pytest.param("[all](<!channel>)", id="broadcast as an address"),
        pytest.param("[you](@U0ANA)", id="mention as a link"),
        pytest.param("[run](javascript:alert)", id="script"),
        pytest.param("[write](mailto:ben@example.org)", id="mail"),
        pytest.param("[file](file:///etc/passwd)", id="file"),
        pytest.param("![picture](https://example.org/a.png)", id="picture"),
        pytest.param("&lt;!channel&gt; &#60;!here&#62;", id="entities"),
    ],
)
def test_nothing_else_becomes_mark_up(markdown):
    shown = rendered(markdown, MRKDWN).replace("<https://example.org/a.png|picture>", "")
    assert "<" not in shown
    assert ">" not in shown
