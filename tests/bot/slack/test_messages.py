"""Everything that the bot can post or open is within Slack's limits, whatever it holds.

Answers, reminders and homes have their own files; here is the rest, and that nothing is left out.
"""

import ast
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.charting import matrix
from bot.digesting import Week, digest
from bot.local.limits import checked_blocks, checked_text, checked_view
from bot.markdown import rendered_once
from bot.outbox import Item, Stage
from bot.parts import Act
from bot.picture import Picture
from bot.progress import Assignment, EventKind, Reported, assignment_id
from bot.recommendations import Line, Listing
from bot.reply import Button, Choice, Quotation, Reply, ReplyKind
from bot.showing import picture_file
from bot.slack.blocks import MAX_BLOCKS, message_for, settled
from bot.slack.digest import digest_message
from bot.slack.forms import Place, notice, warning
from bot.slack.kit import MAX_SECTION, bare, cut_marked_up
from bot.slack.listing import listing_message
from bot.slack.mrkdwn import MRKDWN, escaped
from bot.slack.teaching_forms import Given, answer_form, dismiss_form, look_view, said_view
from bot.telling import Told
from bot.wording import Wording
from knowledge.model import Source
from tests.fakes import a_recommendation, an_entry
from tests.worlds import NOW, a_world, an_event, assignments_of

WORDING = Wording()
SLACK = Path(__file__).parents[3] / "bot" / "slack"
#: What builds a message or a view, and the test that holds it to the limits.
HELD = {
    "answer_form": "test_messages.py",
    "answer_view": "test_home.py",
    "digest_message": "test_messages.py",
    "dismiss_form": "test_messages.py",
    "form": "test_reminders.py",
    "home_view": "test_home.py",
    "listing_message": "test_messages.py",
    "look_view": "test_messages.py",
    "message_for": "test_blocks.py",
    "notice": "test_messages.py",
    "reminder_message": "test_reminders.py",
    "said_view": "test_messages.py",
    "warning": "test_messages.py",
    "words": "test_blocks.py",
}
#: As long as each may be, and of what mrkdwn makes most of.
NASTY = "<!channel> & *_`~>|[](#\n" * 400
LANGUAGES = st.sampled_from(["fr", "en", "xx"])
#: What organisers and people write; of a text in which Markdown finds nothing to say nobody makes a message.
TEXT = st.text(min_size=1, max_size=300).filter(lambda text: bare(text).strip()) | st.integers(1, len(NASTY)).map(
    lambda end: NASTY[:end]
)


def builders():
    for path in SLACK.glob("*.py"):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            is_public = isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
            if is_public and node.returns is not None and ast.unparse(node.returns) in {"Message", "View"}:
                yield node.name


def test_whatever_builds_a_message_is_held_to_the_limits():
    assert set(builders()) == HELD.keys()
    for name, file in HELD.items():
        source = Path(__file__).with_name(file).read_text(encoding="utf-8")
        assert f"{name}(" in source


def held_to_the_limits(message):
    checked_text(message["text"])
    assert 0 < len(message["text"]) <= 4000
    return checked_blocks(message["blocks"])


@settings(max_examples=20, deadline=None)
@given(
    size=st.sampled_from([(1, 1), (3, 2), (7, 7)]),
    texts=st.tuples(TEXT, TEXT),
    kind=st.sampled_from([EventKind.REPORTED, EventKind.DUE_REVISED, EventKind.HANDED_OVER, EventKind.NOT_MINE]),
    language=st.sampled_from(["fr", "en"]),
    counts=st.tuples(st.integers(0, 10**6), st.integers(0, 10**6)),
)
def test_every_digest_is_within_slack_s_limits(size, texts, kind, language, counts):
    name, note = texts
    picture = long_worded(a_world(countries=size[0], recommendations=size[1]), name)
    carried = assignments_of(picture, due=date(2026, 1, 5))
    before = "not_started" if kind is EventKind.REPORTED else "2026-01-01"
    after = "in_progress" if kind is EventKind.REPORTED else "2026-02-01"
    events = [an_event(each, kind, before=before, after=after, note=note[:2000]) for each in carried]
    week = Week(picture=picture, now=NOW, assignments=carried, events=events, parked=counts[0], questions=counts[1])
    parts = digest(week, WORDING, language)
    drawn = picture_file(matrix(carried, picture, NOW, WORDING, language), b"PNG", NOW)
    blocks = held_to_the_limits(digest_message(parts, file="F0PICTURE", alt=drawn.alt))
    assert [each["type"] for each in blocks] == ["section", "image", "section", "section", "section"]
    held_to_the_limits(digest_message(parts))


def long_worded(picture: Picture, name: str) -> Picture:
    """Return a picture in which everybody's name, and every title, is as long as it may be."""
    people = {
        id_: replace(each, participant=each.participant.model_copy(update={"name": name[:200]}))
        for id_, each in picture.people.items()
    }
    planner = replace(picture.planner, people=people)
    return replace(picture, planner=planner)


@settings(max_examples=40, deadline=None)
@given(
    lines=st.lists(st.tuples(TEXT, st.booleans()), min_size=1, max_size=60),
    text=TEXT,
    language=LANGUAGES,
    sources=st.lists(st.builds(Source, title=TEXT.map(lambda each: each[:500])), max_size=5),
)
def test_every_list_is_within_slack_s_limits(lines, text, language, sources):
    reply = Reply(kind=ReplyKind.COMMAND, text=text, language=language, sources=sources)
    shown = tuple(
        Line(text=each, told=a_told(number), acts=(Act.REPORT, Act.NOTE, Act.SNOOZE, Act.REVISE) if has_acts else ())
        for number, (each, has_acts) in enumerate(lines)
    )
    held_to_the_limits(listing_message(Listing(reply=reply, lines=shown), WORDING))


def a_told(number):
    id_ = f"point-{number}"
    assignment = Assignment(
        id=assignment_id(id_, "ana"), recommendation=id_, owner="ana", due=NOW.date(), reported=Reported.BLOCKED
    )
    item = Item(assignment=assignment.id, due=NOW.date(), stage=Stage.REMINDER, offset=0, recipient="ana")
    return Told(item=item, assignment=assignment, recommendation=a_recommendation(id_, f"ZAG-2013-R{number:02}"))


@settings(max_examples=60, deadline=None)
@given(
    text=TEXT,
    quoted=st.none() | TEXT,
    labels=st.lists(TEXT.map(lambda each: each.strip()[:200]).filter(bool), max_size=6, unique=True),
    asked=st.booleans(),
    kind=st.sampled_from(ReplyKind),
    language=LANGUAGES,
)
def test_every_reply_with_all_that_it_may_hold_is_within_slack_s_limits(*, text, quoted, labels, asked, kind, language):
    reply = Reply(
        kind=kind,
        text=text * 3,
        language=language,
        entry="e" * 80,
        quotation=Quotation(text=quoted, document="rules.md", line=3) if quoted else None,
        sources=[Source(title="t" * 500, publisher=text[:500], url="https://example.org/" + "&" * 1900, date="2026")],
        choices=[Choice(f"c{number}", each) for number, each in enumerate(labels[:3])],
        buttons=[
            Button(act=f"act-{number}", label=each, about="a" * 64, confirm=each * 3 if asked else "")
            for number, each in enumerate(labels)
        ],
        notes=[text[:500], "note"],
    )
    message = message_for(reply, WORDING, question="q" * 1500)
    blocks = held_to_the_limits(message)
    checked_blocks(settled(list(blocks), text[:1000]))


def test_what_came_of_a_press_fits_below_the_longest_message_there_is():
    full = [{"type": "section", "text": {"type": "mrkdwn", "text": str(each)}} for each in range(MAX_BLOCKS)]
    blocks = checked_blocks(settled(full, "Thank you."))
    assert blocks[-1]["elements"][0]["text"] == "Thank you."


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize(
    "title", [f"modal-title-{each}" for each in ("note", "snooze", "revise", "not_mine", "return")]
)
@pytest.mark.parametrize("text", ["Done.", "&lt;" * 2000])
def test_every_notice_in_a_form_is_within_slack_s_limits(title, text, language):
    place = Place(assignment="a" * 24, mark="0" * 8, channel="D0ANA", ts="1790000001.000001", language=language)
    checked_view(notice(text, title, place, WORDING))


@settings(max_examples=20, deadline=None)
@given(TEXT, LANGUAGES)
def test_every_warning_in_a_form_is_within_slack_s_limits(text, language):
    place = Place(assignment="a" * 24, mark="0" * 8, channel="D0ANA", ts="", language=language)
    checked_view(warning(Reply(kind=ReplyKind.SAFETY, text=text * 5, language=language), place, WORDING))


@settings(max_examples=20, deadline=None)
@given(
    text=TEXT,
    titles=st.lists(TEXT.map(lambda each: each.strip()[:75]).filter(bool), min_size=1, max_size=8),
    spoken=st.sampled_from([("fr", "en"), ("en",)]),
    language=LANGUAGES,
    attach=st.booleans(),
)
def test_every_form_for_answers_is_within_slack_s_limits(text, titles, spoken, language, *, attach):
    entries = [an_entry(f"entry-{number}", title={"en": each}) for number, each in enumerate(titles)]
    texts = dict.fromkeys(spoken, text * 3)
    given = Given(answers=texts, phrasings=texts, entries=entries, to=entries[-1].id, source=text, url="https://x.y")
    shown, kept = cut_marked_up(escaped(text), MAX_SECTION), "k" * 2000
    checked_view(answer_form(given, shown, spoken, WORDING, language, kept=kept, attach=attach))
    checked_view(dismiss_form(shown, WORDING, language, kept=kept))
    checked_view(look_view(rendered_once(text * 9, MRKDWN), WORDING, language, kept=kept))
    checked_view(said_view(rendered_once(text * 9, MRKDWN), WORDING, language))
