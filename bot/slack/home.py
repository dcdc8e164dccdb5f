"""Somebody's home -> the view that Slack shows in the Home tab, and the form in which it answers. Pure.

Limits are Slack's: a view holds a hundred blocks. A list shows a page and its count, so that a home stays below that
however much there is.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from bot.cleaning import MAX_QUESTION
from bot.home import Home, Item, List, Overview, Shelf
from bot.markdown import literal
from bot.slack.blocks import Message, value_of
from bot.slack.kit import (
    MAX_BUTTON,
    MAX_TITLE,
    Block,
    bare,
    button,
    confirm,
    context,
    cut,
    header,
    marked,
    mrkdwn,
    plain,
    section,
)
from bot.slack.reminders import answering
from bot.telling import Sentences, shortened
from bot.undecided import MOST_ROWS
from bot.wording import Wording
from knowledge.model import in_language

View = dict[str, Any]

#: How the action ids of a home begin.
ASK, PAGE, JOB, LANGUAGE = "ask", "page", "job", "language"
#: Takes the choice of a language back.
AS_ASKED = "auto"
#: What organisers can start from here; the last two take turns.
JOBS = ("reload", "undo", "unanswered", "roster", "simulate", "parked", "status", "help", "pause", "resume")
#: Taken back only with effort, or felt by others at once.
_ASKED_FIRST = frozenset({"undo", "pause"})
_MAX_BLOCKS = 100
_MAX_FIELD = 2000
_MAX_PLACEHOLDER = 150
_MAX_QUESTION_SHOWN = 200
_MAX_OWNER = 80


def home_view(home: Home, wording: Wording, *, channel: str, said: str = "", asked: int = 0) -> View:
    """Return a home as Slack takes it.

    Args:
        home: what to show.
        wording: has the rest of the words.
        channel: the reader's direct messages with the bot, which presses carry back.
        said: what came of the reader's last press, as Slack's mrkdwn; "": nothing to say.
        asked: how often they have asked from here: each time the box is a new one, or Slack would keep what is in it.
    """
    sentences = Sentences(wording, home.language)
    return {
        "type": "home",
        "private_metadata": value_of(c=channel, l=home.language),
        "blocks": [
            header(bare(literal(in_language(home.seminar.title, home.language)))),
            *([section(said)] if said else []),
            *([context(marked(sentences.say("home-away")))] if home.is_away else []),
            *_asking(home, sentences, asked),
            *_shelves(home, sentences),
            *(_overview(home, home.overview, sentences) if home.overview else ()),
            *_about(home, sentences),
        ][:_MAX_BLOCKS],
    }


def answer_view(title: str, message: Message, *, kept: str, wording: Wording, language: str) -> View:
    """Return a form that only says something: an answer, or what came of an organiser's job.

    Args:
        title: of the form.
        message: as it would be posted.
        kept: what presses in it carry back: the home's own ``private_metadata``.
        wording: has the word on the button.
        language: of that.
    """
    blocks = message.get("blocks") or [section(str(message.get("text") or "…"))]
    return {
        "type": "modal",
        "callback_id": "said",
        "private_metadata": kept,
        "title": plain(bare(title), MAX_TITLE),
        "close": plain(bare(wording.say(language, "modal-close")), MAX_TITLE),
        "blocks": blocks[:_MAX_BLOCKS],
    }


# Asking


def _asking(home: Home, sentences: Sentences, asked: int) -> Iterator[Block]:
    yield {
        "type": "input",
        "block_id": f"{ASK}:{asked}",
        "dispatch_action": True,
        "label": plain(bare(sentences.say("home-ask")), _MAX_FIELD),
        "hint": plain(bare(sentences.say("home-ask-hint")), _MAX_FIELD),
        "element": {
            "type": "plain_text_input",
            "action_id": ASK,
            "max_length": MAX_QUESTION,
            "placeholder": plain(bare(sentences.say("home-ask-placeholder")), _MAX_PLACEHOLDER),
            "dispatch_action_config": {"trigger_actions_on": ["on_enter_pressed"]},
        },
    }
    if home.prompts:
        buttons = [
            button(f"{ASK}:{number}", bare(literal(each)), value_of(question=each))
            for number, each in enumerate(home.prompts)
        ]
        yield {"type": "actions", "block_id": f"{ASK}-prompts", "elements": buttons}


# Lists


def _shelves(home: Home, sentences: Sentences) -> Iterator[Block]:
    pages = {each.name: each.page for each in home.shelves}
    number = 0
    for shelf in home.shelves:
        yield {"type": "divider"}
        yield header(bare(sentences.say(f"home-{shelf.name}", count=shelf.count)))
        if shelf.name is List.OWNER and home.zone:
            yield context(marked(sentences.say("home-zone", zone=home.zone)))
        for item in shelf.items:
            yield section(marked(_item(shelf, item, sentences)))
            yield from answering(item.told, item.acts, sentences, number)
            number += 1
        if shelf.pages > 1:
            yield _paging(shelf, pages, sentences)
            yield context(marked(sentences.say("list-page", page=str(shelf.page), pages=str(shelf.pages))))
    if home.is_somebody and not home.shelves and home.overview is None:
        yield {"type": "divider"}
        yield section(marked(sentences.say("home-nothing")))


def _item(shelf: Shelf, item: Item, sentences: Sentences) -> str:
    told, assignment = item.told, item.told.assignment
    owner = shortened(told.owner, _MAX_OWNER) or sentences.say("somebody-gone")
    facts = [] if shelf.name is List.OWNER else [literal(owner)]
    facts.append(sentences.status(assignment))
    facts.append(_when(item, sentences))
    if assignment.paused:
        facts.append(sentences.say("home-paused"))
    elif assignment.snoozed_until is not None:
        facts.append(sentences.say("home-snoozed", day=assignment.snoozed_until))
    return f"{sentences.heading(told.recommendation)}\n{' · '.join(facts)}"


def _when(item: Item, sentences: Sentences) -> str:
    due, days = item.told.assignment.due, item.days
    if due is None or days is None:
        return sentences.say("home-no-date")
    is_done = item.told.assignment.reported.is_final
    when = "today" if days == 0 else "ahead" if days > 0 else "passed" if is_done else "past"
    return sentences.say("home-due", when=when, due=due, days=abs(days))


def _paging(shelf: Shelf, pages: Mapping[List, int], sentences: Sentences) -> Block:
    """Return the buttons to the pages before and after; each carries the pages of all lists, so that they stay."""
    ways = {"back": shelf.page - 1, "on": shelf.page + 1}
    label = bare(sentences.say(f"home-{shelf.name}", count=shelf.count))
    buttons = []
    for way, page in ways.items():
        if not 1 <= page <= shelf.pages:
            continue
        name = sentences.say(f"home-page-{way}")
        kept = {**pages, shelf.name: page}
        value = value_of(**{each.value: str(number) for each, number in kept.items()})
        turn = button(f"{PAGE}:{shelf.name}:{way}", bare(name), value)
        buttons.append({**turn, "accessibility_label": cut(f"{name}: {label}", MAX_BUTTON)})
    return {"type": "actions", "block_id": f"{PAGE}:{shelf.name}:{shelf.page}", "elements": buttons}


# For organisers


def _overview(home: Home, overview: Overview, sentences: Sentences) -> Iterator[Block]:
    yield {"type": "divider"}
    yield header(bare(sentences.say("home-organisers")))
    yield {"type": "section", "fields": [mrkdwn(marked(each), _MAX_FIELD) for each in _figures(overview, sentences)]}
    if overview.questions:
        lines = [
            "- "
            + sentences.say(
                "home-question", day=each.asked_at.date(), question=shortened(each.question, _MAX_QUESTION_SHOWN)
            )
            for each in overview.questions
        ]
        left = overview.unanswered - len(lines)
        lines += [f"- {sentences.say('and-more', count=left)}"] if left > 0 else []
        yield section(marked("\n".join([f"**{sentences.say('home-questions')}**", *lines])))
    elements = [_job(each, sentences) for each in _jobs(overview)]
    yield {"type": "actions", "block_id": f"{JOB}s", "elements": elements}
    yield context(marked(sentences.wording.say(home.language, "home-jobs-typed")))


def _figures(overview: Overview, sentences: Sentences) -> Sequence[str]:
    """Return what is counted, at most ten: a section has no more fields."""
    found = overview.totals
    parked = f"{overview.parked}+" if overview.parked >= MOST_ROWS else str(overview.parked)
    dated = "yes" if overview.reloaded else "no"
    reloaded = overview.reloaded.date() if overview.reloaded else date.min
    return (
        sentences.say("home-figure-done", done=found.done, all=found.all),
        sentences.say("home-figure-late", count=found.late),
        sentences.say("home-figure-working", count=found.working),
        sentences.say("home-figure-silent", count=found.silent),
        sentences.say("home-figure-blocked", count=found.blocked),
        sentences.say("home-figure-people", count=overview.people, unmatched=overview.unmatched),
        sentences.say("home-figure-unanswered", count=overview.unanswered),
        sentences.say("home-figure-parked", count=parked),
        sentences.say("home-figure-sending", why=overview.stopped or "no"),
        sentences.say(
            "home-figure-reload",
            dated=dated,
            day=reloaded,
            generation=str(overview.generation),
            entries=overview.entries,
        ),
    )


def _jobs(overview: Overview) -> Iterator[str]:
    left_out = "pause" if overview.stopped else "resume"
    return (each for each in JOBS if each != left_out)


def _job(name: str, sentences: Sentences) -> Block:
    label = sentences.say(f"home-job-{name}")
    pressed = button(f"{JOB}:{name}", bare(label), value_of(job=name))
    if name not in _ASKED_FIRST:
        return pressed
    sure = bare(sentences.say(f"home-job-{name}-sure"))
    asked = confirm(bare(label), sure, go=bare(label), leave=sentences.say("modal-cancel"))
    return {**pressed, "confirm": asked}


# The seminar


def _about(home: Home, sentences: Sentences) -> Iterator[Block]:
    yield {"type": "divider"}
    yield header(bare(sentences.say("home-about")))
    yield section(marked("\n".join(_lines(home, sentences))))
    yield context(marked(sentences.say("home-language", chosen="yes" if home.has_chosen else "no")))
    buttons = [
        button(f"{LANGUAGE}:{each}", bare(label), value_of(language=each))
        for each, label in _languages(home, sentences)
    ]
    if buttons:
        yield {"type": "actions", "block_id": f"{LANGUAGE}s", "elements": buttons}
    contact = in_language(home.seminar.contact, home.language)
    yield context(marked(sentences.say("home-help", contact=contact)))


def _languages(home: Home, sentences: Sentences) -> Iterator[tuple[str, str]]:
    """Yield what the language can be changed to, each by its own name."""
    for each in home.languages:
        if not (home.has_chosen and each == home.language):
            yield each, sentences.wording.say(each, "home-always")
    if home.has_chosen:
        yield AS_ASKED, sentences.say("language-auto")


def _lines(home: Home, sentences: Sentences) -> Iterator[str]:
    """Yield what the seminar was, in five lines; the third is left out where it belongs to no series."""
    seminar, language = home.seminar, home.language
    name = "home-day" if seminar.start == seminar.end else "home-days"
    yield sentences.say(name, day=seminar.start, until=seminar.end)
    yield sentences.say("home-place", place=in_language(seminar.place, language))
    if seminar.series:
        yield sentences.say("home-series", series=in_language(seminar.series, language))
    yield sentences.say("home-recommendations", count=home.recommendations)
    yield sentences.say("home-known", count=home.answers)


# Parts
