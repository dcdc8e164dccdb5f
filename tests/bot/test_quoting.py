"""A passage is quoted as somebody else's words, with its place, and nothing that stands in it becomes mark-up."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.local.limits import checked_blocks
from bot.quoting import MOST_QUOTED, quoted, shortened
from bot.reply import ReplyKind
from bot.slack.blocks import message_for
from bot.speaking import spoken
from bot.wording import Wording
from knowledge.library import Found
from knowledge.model import Document, Source
from knowledge.passages import Excerpt, excerpts

WORDING = Wording()
SOURCE = Source(title="Rules *of* <!here> the [house](https://evil.example)", url="https://example.org/rules")
TRICKS = (
    "Ask <!channel> and <@U0ANA>, see <https://evil.example|our site> & [here](https://evil.example).\n"
    "> *not* ours\n@everyone"
)


def an_excerpt(text="Keys are left at the desk.", **fields):
    document = Document(id="x/rules.txt", source=SOURCE, seminar="x", text=text, language=fields.pop("language", None))
    return Excerpt(document=document, number=1, text=text, paragraph=2, line=7, **fields)


def a_quotation(excerpt, language="en"):
    return quoted(Found(excerpt, 40.0, 0.8), WORDING, language)


def test_quotation_names_document_place_and_link():
    reply = a_quotation(an_excerpt(headings=("Keys", "At night")))
    assert (reply.kind, reply.entry, reply.seminar, reply.confidence) == (ReplyKind.PASSAGE, None, "x", 0.8)
    assert not reply.abstained
    assert (reply.quotation.document, reply.quotation.line) == ("x/rules.txt", 7)
    said = spoken(reply, WORDING)
    assert said.startswith("The organisers have not written an answer to that. The document Rules *of*")
    assert "under “Keys › At night”, paragraph 2:\n\n“Keys are left at the desk.”\n\nSource: Rules" in said
    assert said.endswith("(https://example.org/rules)")


def test_quotation_is_introduced_in_the_readers_language():
    said = spoken(a_quotation(an_excerpt(language="en"), "fr"), WORDING)
    assert "paragraphe 2 :\n\n« Keys are left at the desk. »" in said
    assert said.endswith("Langue du document : anglais.")


@pytest.mark.parametrize("language", [None, "fr"])
def test_language_is_not_remarked_on_where_it_is_the_readers_or_not_known(language):
    assert a_quotation(an_excerpt(language=language), "fr").notes == []


def test_slack_shows_a_quotation_below_our_words_and_above_its_source():
    blocks = message_for(a_quotation(an_excerpt("One.\nTwo.")), WORDING, question="keys?")["blocks"]
    ours, theirs, source, offer = blocks
    assert ours["text"]["text"].endswith("paragraph 2:")
    assert theirs["text"] == {"type": "mrkdwn", "text": "> “One.\n> Two.”", "verbatim": True}
    assert "<https://example.org/rules|" in source["elements"][0]["text"]
    assert offer["elements"][0]["action_id"] == "pass_on"


@pytest.mark.parametrize("where", ["text", "headings"])
def test_mark_up_in_a_document_stays_text(where):
    excerpt = an_excerpt(TRICKS) if where == "text" else an_excerpt(headings=(TRICKS,))
    message = message_for(a_quotation(excerpt), WORDING)
    shown = [message["text"], *(str(each) for each in message["blocks"][:2])]
    for each in shown:
        assert "<!" not in each
        assert "<@" not in each
        assert "<https://evil" not in each
    assert "evil.example|" not in message["blocks"][0]["text"]["text"].replace("&lt;https://evil.example|our", "")


def test_every_line_of_a_quotation_is_marked():
    message = message_for(a_quotation(an_excerpt(TRICKS)), WORDING)
    assert all(line.startswith("> ") for line in message["blocks"][1]["text"]["text"].splitlines())


@pytest.mark.parametrize(
    ("fields", "start", "end"),
    [
        pytest.param({}, "Keys", "desk.", id="whole"),
        pytest.param({"ends_within": True}, "Keys", "desk. […]", id="its paragraph goes on"),
        pytest.param({"begins_within": True}, "[…] Keys", "desk.", id="its paragraph began before"),
    ],
)
def test_words_left_out_are_marked(fields, start, end):
    text = shortened(an_excerpt(**fields))
    assert text.startswith(start)
    assert text.endswith(end)


def test_long_passage_is_cut_after_a_sentence():
    text = shortened(an_excerpt("Keys are left at the desk. " * 40))
    assert len(text) <= MOST_QUOTED + len(" […]")
    assert text.endswith("the desk. […]")


@settings(deadline=None)
@given(st.text(min_size=1, max_size=3000))
def test_any_document_gives_a_message_that_slack_takes(text):
    document = Document(id="x", source=Source(title="x"), text=text)
    for excerpt in excerpts(document)[:2]:
        checked_blocks(message_for(a_quotation(excerpt), WORDING)["blocks"])
