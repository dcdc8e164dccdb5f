"""A reply as a message: within Slack's limits, said in words too, and harmless."""

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.cleaning import MAX_QUESTION, clean
from bot.local.limits import checked_blocks
from bot.markdown import PLAIN, rendered
from bot.reply import Choice, Quotation, Reply, ReplyKind
from bot.slack.blocks import (
    CONTACT,
    MAX_TEXT,
    MAX_VALUE,
    fields_of,
    message_for,
    settled,
    value_of,
    words,
)
from bot.slack.kit import cut
from bot.wording import Wording
from knowledge.model import Danger, Source

WORDING = Wording()
SOURCE = Source(
    title="Invitation <letter>", publisher="Port & harbour", url="https://example.org/?a=1&b=2", date="2031"
)
ANSWER = Reply(kind=ReplyKind.ANSWER, text="On **12 May**.", language="en", entry="dates", sources=[SOURCE])
CHOICES = Reply(
    kind=ReplyKind.CHOICES,
    text="Which of these is it?",
    language="en",
    choices=[Choice("hotel", "Participants' hotel"), Choice("dinner", "D" * 80)],
)
QUOTED = Reply(
    kind=ReplyKind.PASSAGE,
    text="The rules say:",
    language="en",
    quotation=Quotation(text="Keys are left at the desk.", document="rules.md", line=3),
    sources=[SOURCE],
    choices=[Choice("hotel", "Participants' hotel")],
)
UNKNOWN = Reply(kind=ReplyKind.UNKNOWN, text="I don't know.", language="fr")


def elements(message, kind):
    return [each for block in message["blocks"] for each in block.get("elements", []) if each["type"] == kind]


def test_answer_is_a_section_its_source_and_a_question_about_it():
    blocks = message_for(ANSWER, WORDING)["blocks"]
    assert [each["type"] for each in blocks] == ["section", "context", "context", "actions"]
    assert blocks[0]["text"] == {"type": "mrkdwn", "text": "On *12 May*."}
    link = "<https://example.org/?a=1&amp;b=2|Invitation &lt;letter&gt;, Port &amp; harbour, 2031>"
    assert blocks[1]["elements"][0]["text"] == f"Source: {link}"


def test_text_says_in_words_what_the_blocks_show():
    text = message_for(ANSWER, WORDING)["text"]
    assert (
        text
        == "On 12 May.\n\nSource: Invitation &lt;letter&gt;, Port &amp; harbour, 2031 (https://example.org/?a=1&amp;b=2)"
    )
    assert message_for(CHOICES, WORDING)["text"].endswith(f"1. Participants' hotel\n2. {'D' * 80}")


def test_button_of_a_rating_says_to_a_screen_reader_what_it_answers():
    yes, no = elements(message_for(ANSWER, WORDING), "button")
    assert (yes["text"]["text"], yes["accessibility_label"]) == ("Yes", "Was this right? Yes")
    assert fields_of(no["value"]) == {"entry": "dates", "language": "en", "right": "no"}


def test_long_choice_is_cut_where_a_reader_sees_it():
    [_, long] = elements(message_for(CHOICES, WORDING), "button")
    assert long["text"]["text"] == "D" * 74 + "…"


@pytest.mark.parametrize("reply", [UNKNOWN, CHOICES, QUOTED], ids=["unknown", "choices", "quotation"])
def test_question_without_an_answer_can_be_sent_on(reply):
    message = message_for(reply, WORDING, question="où ?")
    assert fields_of(elements(message, "button")[-1]["value"]) == {"question": "où ?", "language": reply.language}
    assert len(elements(message, "button")) == len(elements(message_for(reply, WORDING), "button")) + 1


@pytest.mark.parametrize("kind", [ReplyKind.SMALL_TALK, ReplyKind.COMMAND, ReplyKind.ERROR])
def test_other_replies_offer_nothing(kind):
    reply = Reply(kind=kind, text="Hello", language="en", entry="hello")
    assert elements(message_for(reply, WORDING, question="hello"), "button") == []


def test_contact_cards_offer_to_be_contacted_and_carry_nothing_of_what_was_written():
    reply = Reply(kind=ReplyKind.SAFETY, text="Hello", language="fr", danger=Danger.VICTIM)
    [button] = elements(message_for(reply, WORDING, question="il me bat"), "button")
    assert button["action_id"] == CONTACT
    assert fields_of(button["value"]) == {"language": "fr"}


def test_notes_are_said_below_the_answer():
    reply = Reply(kind=ReplyKind.ANSWER, text="Oui.", language="fr", notes=["Only in French & <here>"])
    assert "_Only in French &amp; &lt;here&gt;_" in [
        each["text"] for each in elements(message_for(reply, WORDING), "mrkdwn")
    ]


def test_choices_beside_a_quotation_are_told_from_it():
    blocks = message_for(QUOTED, WORDING)["blocks"]
    assert [each["type"] for each in blocks] == ["section", "section", "context", "section", "actions"]
    assert blocks[3]["text"]["text"] == "Or do you mean this?"
    assert message_for(QUOTED, WORDING)["text"].endswith("Or do you mean this?\n\n1. Participants' hotel")


def test_no_preview_buries_the_answer():
    message = message_for(ANSWER, WORDING)
    assert (message["unfurl_links"], message["unfurl_media"]) == (False, False)


def test_more_sources_than_fit_are_cut_where_a_reader_sees_it():
    many = [Source(title=f"Source number {number}", url="https://example.org/" + "a" * 500) for number in range(12)]
    blocks = message_for(Reply(kind=ReplyKind.ANSWER, text="Yes.", language="en", sources=many), WORDING)["blocks"]
    shown = blocks[1]["elements"][0]["text"]
    assert shown.count("<https://") == shown.count(">") == 5
    assert shown.endswith("…")


def test_settled_message_keeps_the_answer_and_says_what_came_of_it():
    blocks = settled(message_for(ANSWER, WORDING)["blocks"], "Thank <you>")
    assert [each["type"] for each in blocks] == ["section", "context", "context"]
    assert blocks[-1]["elements"][0]["text"] == "Thank &lt;you&gt;"


@pytest.mark.parametrize("value", ["", "{", "[]", "null", "1", '"text"', "x" * 3000])
def test_value_of_somebody_else_s_button_is_nothing(value):
    assert fields_of(value) == {}


# For every reply


def whole(text):
    """Tell whether no entity and no link in a text is cut in two, and nothing else in it is mark-up."""
    without_links = re.sub(r"<https?://[^<>|\s]+\|[^<>|]*>", "", text)
    plain = re.sub(r"^(?:\s|• |\d+\. |> )*> ?", "", without_links, flags=re.MULTILINE)  # quotations
    return "<" not in plain and ">" not in plain and re.sub(r"&(?:amp|lt|gt);", "", text).count("&") == 0


def mrkdwn(part):
    if isinstance(part, list):
        for each in part:
            yield from mrkdwn(each)
    elif isinstance(part, dict):
        if part.get("type") == "mrkdwn":
            yield part["text"]
        for each in part.values():
            yield from mrkdwn(each)


PIECES = st.sampled_from(
    [
        *(
            "<!channel>",
            "<!here|x>",
            "<@U0ANA>",
            "<#C1|a>",
            "<!subteam^S1>",
            "<https://evil.example|click>",
            "@channel",
        ),
        *("&", "&amp;", "&lt;!channel&gt;", "&#60;", "<", ">", "|", "*", "_", "`", "~", "\\", "#", "- ", "1. ", "> "),
        *(
            "[a](https://example.org/b?c=1&d=2)",
            "<https://example.org/e>",
            "[x](!channel)",
            "```",
            "![i](https://e.org)",
        ),
        *("\n", "\n\n", " ", "é", "عربي", "😀", "\u202e", "\u200b", "\t", "\x00", "word ", "longerword" * 30),
    ]
)
TEXT = st.builds(
    lambda pieces, times: "".join(pieces) * times, st.lists(PIECES, max_size=12), st.sampled_from([1, 1, 7, 90])
)
WRITTEN = TEXT.map(lambda text: text[:8000]).filter(lambda text: rendered(text, PLAIN).strip())
SHORT = TEXT.map(lambda text: text[:500]).filter(str.strip)
URL = st.from_regex(r"\Ahttps?://[^\s<>|]{1,60}\Z") | st.just("https://example.org/" + "&" * 1900)
SOURCES = st.builds(Source, title=SHORT, publisher=st.none() | SHORT, url=st.none() | URL, date=st.none() | SHORT)
REPLIES = st.builds(
    Reply,
    kind=st.sampled_from(ReplyKind),
    text=WRITTEN,
    language=st.sampled_from(["fr", "en", "xx"]),
    entry=st.none() | st.just("an-entry-" + "x" * 70),
    sources=st.lists(SOURCES, max_size=6),
    choices=st.lists(st.builds(Choice, st.just("hotel"), SHORT.map(lambda text: text[:75])), max_size=3),
    notes=st.lists(SHORT, max_size=2),
)


@settings(deadline=None, max_examples=100)
@given(REPLIES, TEXT)
@example(Reply(kind=ReplyKind.ANSWER, text="a" * 2999 + "&<b>", language="en"), "")
@example(Reply(kind=ReplyKind.UNKNOWN, text="?", language="en"), '"' * 1500)
@example(Reply(kind=ReplyKind.ANSWER, text="[" + "a " * 40 + "](https://example.org) " * 60, language="en"), "")
def test_every_message_is_within_slack_s_limits_and_harmless(reply, typed):
    cleaned = clean(typed)
    question = cleaned if len(cleaned) <= MAX_QUESTION else ""
    message = message_for(reply, WORDING, question=question)
    checked_blocks(message["blocks"])  # raises where Slack would refuse it
    checked_blocks(settled(message["blocks"], "Thank you."))
    assert 0 < len(message["text"]) <= MAX_TEXT
    assert all(whole(each) for each in mrkdwn(message["blocks"]))
    assert not re.search(r"<[!@#]", "".join(mrkdwn(message["blocks"])))
    assert "<" not in message["text"]
    assert re.sub(r"&(?:amp|lt|gt);", "", message["text"]).count("&") == 0


@given(TEXT.map(clean).filter(lambda text: 0 < len(text) <= MAX_QUESTION))
def test_what_a_person_typed_is_nowhere_but_in_the_button_that_sends_it_on(question):
    with_it, without = (message_for(UNKNOWN, WORDING, question=each) for each in (question, "q"))
    [button], [other] = elements(with_it, "button"), elements(without, "button")
    kept = fields_of(button["value"])["question"]
    assert kept == question or (kept.endswith("…") and question.startswith(kept[:-1].rstrip()))
    assert len(button["value"]) <= MAX_VALUE
    button["value"] = other["value"]
    assert with_it == without


@given(st.text(max_size=100), st.integers(1, 60))
def test_cut_text_is_within_its_limit_and_says_so(text, limit):
    shown = cut(text, limit)
    assert len(shown) <= limit
    assert shown == text or (shown.endswith("…") and text.startswith(shown[:-1]))


@given(TEXT)
def test_sentence_is_shown_as_it_is(text):
    message = words(text)
    assert set(message) == {"text"}
    assert len(message["text"]) <= MAX_TEXT
    assert "<" not in message["text"]


@given(st.dictionaries(st.sampled_from(["entry", "language", "right"]), st.text(max_size=80)), TEXT)
def test_value_comes_back_as_it_was_as_far_as_it_fits(fields, question):
    value = value_of(**fields, question=question)
    assert len(value) <= MAX_VALUE
    assert {name: each for name, each in fields_of(value).items() if name != "question"} == fields
