"""A reply as one plain text, with everything that a person would see."""

from bot.reply import Choice, Reply, ReplyKind
from bot.speaking import cited, spoken
from bot.wording import Wording
from knowledge.model import Source

WORDING = Wording()
REPORT = Source(title="Report", publisher="Embassy", url="https://example.org/report", date="2012-11-16")


def test_answer_is_said_with_its_notes_and_its_source_last():
    reply = Reply(
        kind=ReplyKind.ANSWER,
        text="On **8 November**, says [the page](https://example.org/page).",
        language="en",
        notes=["This was confirmed until 1 May 2013; it may have changed since."],
        sources=[REPORT, Source(title="Invitation")],
    )
    assert spoken(reply, WORDING) == (
        "On 8 November, says the page (https://example.org/page).\n\n"
        "This was confirmed until 1 May 2013; it may have changed since.\n\n"
        "Source: Report, Embassy, 2012-11-16 (https://example.org/report)\n"
        "Source: Invitation"
    )


def test_source_is_introduced_in_the_language_of_the_reply():
    reply = Reply(kind=ReplyKind.ANSWER, text="Oui.", language="fr", sources=[Source(title="Compte rendu")])
    assert spoken(reply, WORDING) == "Oui.\n\nSource : Compte rendu"


def test_choices_are_numbered():
    reply = Reply(
        kind=ReplyKind.CHOICES,
        text="Which of these is it?",
        language="en",
        choices=[Choice("dates", "Dates"), Choice("venue", "Venue")],
    )
    assert spoken(reply, WORDING) == "Which of these is it?\n\n1. Dates\n2. Venue"


def test_source_is_cited_as_far_as_it_is_known():
    assert cited(REPORT) == "Report, Embassy, 2012-11-16"
    assert cited(Source(title="Report", date="undated")) == "Report, undated"
