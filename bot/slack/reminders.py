"""A message of the outbox -> the arguments of a Slack message. Pure.

A message is always drawn from how things stand: drawn again after something was done it shows what, and by whom, and an
old one is brought up to date.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from bot.markdown import PLAIN, rendered
from bot.outbox import ORGANISERS, RowKind, Stage
from bot.parts import Act
from bot.progress import Assignment, EventKind, Reported, seen
from bot.slack.blocks import MAX_TEXT, Message, value_of
from bot.slack.kit import MAX_BUTTON, Block, bare, button, context, cut, cut_marked_up, marked, plain, section
from bot.slack.mrkdwn import MRKDWN, escaped
from bot.telling import Sentences, Telling, Told
from bot.wording import Wording

#: How the action ids of everything here begin; an ``Act`` follows.
FOLLOW_UP = "followup"
#: What the choice of another day carries.
DAY, WEEK, DATE = "day", "week", "date"

#: Three blocks each stay below Slack's fifty; more is not read, and each has its line in the notification's text.
MOST_ITEMS = 10
#: Of the notification's 4,000 characters: ten lines leave room for the first and the last.
_MAX_LINE = 340
_MAX_PLACEHOLDER = 150

_OWNERS = (Act.REPORT, Act.NOTE, Act.SNOOZE, Act.REVISE, Act.NOT_MINE)
_CHOICES = {Act.CONFIRM: "primary"}


def reminder_message(telling: Telling, wording: Wording) -> Message:
    """Return a message of any kind (reminder, validation, decision, briefing, ...) as Slack takes it.

    Within Slack's limits whatever it holds: what does not fit is named in one line. Said again after something was
    done, it shows what, and by whom.
    """
    sentences = Sentences(wording, telling.language)
    shown, left = telling.told[:MOST_ITEMS], telling.told[MOST_ITEMS:]
    opening = sentences.opening(telling)
    rest = [sentences.rest(telling, left)] if left else []
    # Once for the line and the blocks: putting dates into sentences takes the longest.
    facts = [sentences.facts(each, telling.today) for each in shown]
    told = [*zip(shown, facts, strict=True)]
    lines = [*map(_fixed, opening), *(_line(each, said, sentences) for each, said in told), *map(_fixed, rest)]
    items = (_item(each, said, telling, sentences, number) for number, (each, said) in enumerate(told))
    return {
        "text": cut_marked_up("\n".join(cut_marked_up(escaped(each), _MAX_LINE) for each in lines), MAX_TEXT),
        "blocks": [
            _section([rendered(each, MRKDWN) for each in opening]),
            *(block for item in items for block in item),
            *_quiet(telling, shown, sentences),
            *_about_oneself(telling, sentences),
            *(context(rendered(each, MRKDWN)) for each in rest),
        ],
        "unfurl_links": False,
        "unfurl_media": False,
    }


def answering(told: Told, acts: Sequence[Act], sentences: Sentences, number: int) -> list[Block]:
    """Return the block in which a person answers; none where there is nothing to do."""
    if not acts:
        return []
    as_seen = seen(told.assignment)
    elements = [_element(each, told, as_seen, sentences) for each in acts]
    # A new id after each change, or Slack would go on showing what was chosen before.
    return [{"type": "actions", "block_id": f"{FOLLOW_UP}:{number}:{as_seen}", "elements": elements}]


def _quiet(telling: Telling, shown: Sequence[Told], sentences: Sentences) -> list[Block]:
    """Return the way out of reminders, once below all that an owner is reminded of."""
    if telling.row.kind is not RowKind.FOLLOW_UP:
        return []
    theirs = (each for each in shown if each.assignment.owner == telling.row.recipient)
    running = next((each for each in theirs if each.assignment.is_open and not each.assignment.paused), None)
    return answering(running, (Act.QUIET,), sentences, len(shown)) if running else []


def _about_oneself(telling: Telling, sentences: Sentences) -> list[Block]:
    """Return where a participant reads what is kept of them: a reminder may be the first that they hear of the bot."""
    if telling.row.recipient.startswith(ORGANISERS):
        return []
    return [context(rendered(sentences.say("reminder-privacy"), MRKDWN))]


def _line(told: Told, facts: Sequence[str], sentences: Sentences) -> str:
    """Return an item in one line without any mark-up."""
    done = [sentences.done(told.last, told.by)] if told.last else []
    is_about_a_person = told.item.stage.is_about_a_person
    heading = [] if is_about_a_person else [rendered(sentences.heading(told.recommendation), PLAIN)]
    return " · ".join([*heading, *map(bare, [*facts, *done])])


def _item(told: Told, facts: Sequence[str], telling: Telling, sentences: Sentences, number: int) -> Iterator[Block]:
    about = [] if told.item.stage.is_about_a_person else _about(told, sentences)
    yield _section([*about, *map(marked, facts)])
    if told.last:
        yield context(marked(f"✓ {sentences.done(told.last, told.by)}"))
    yield from answering(told, _acts(told, telling.row.recipient), sentences, number)


def _about(told: Told, sentences: Sentences) -> list[str]:
    # These are the knowledge's words, the same for everybody who carries it, and may be remembered.
    return [rendered(each(told.recommendation), MRKDWN) for each in (sentences.heading, sentences.excerpt)]


def _acts(told: Told, recipient: str) -> Sequence[Act]:
    """Return what a recipient can do about an item; each press is looked at again when it comes."""
    assignment, stage = told.assignment, told.item.stage
    if not assignment.is_open or stage is Stage.ESCALATION:
        return ()
    if stage.is_about_a_person:
        is_decided = assignment.paused or (told.last is not None and told.last.kind is EventKind.QUIET_KEPT)
        return () if is_decided or stage is not Stage.QUIET else (Act.GRANT, Act.KEEP)
    if recipient.startswith(ORGANISERS):
        return _organisers_acts(assignment)
    if stage is Stage.VALIDATION:
        return (Act.CONFIRM, Act.RETURN) if assignment.waits_for_validator else ()
    if recipient != assignment.owner:
        return (Act.REPORT, Act.NOTE) if stage is Stage.DEPUTY else (Act.REPORT, Act.NOTE, Act.SNOOZE, Act.REVISE)
    return (Act.REPORT, Act.NOTE) if assignment.waits_for_validator or assignment.paused else _OWNERS


def _organisers_acts(assignment: Assignment) -> Sequence[Act]:
    if assignment.waits_for_validator:
        return (Act.CONFIRM, Act.RETURN)
    return (Act.REPORT, Act.REVISE, Act.RESUME if assignment.paused else Act.PAUSE)


def _element(act: Act, told: Told, as_seen: str, sentences: Sentences) -> Block:
    carried = {"a": told.assignment.id, "m": as_seen}
    reference = told.recommendation.reference if told.recommendation else ""
    match act:
        case Act.REPORT:
            options = {sentences.say(f"status-{each}"): value_of(**carried, s=each) for each in Reported}
            return _select(act, _naming(sentences, "choose-status", reference), options)
        case Act.SNOOZE:
            options = {sentences.say(f"snooze-{each}"): value_of(**carried, s=each) for each in (DAY, WEEK, DATE)}
            return _select(act, _naming(sentences, "choose-snooze", reference), options)
        case _:
            label = sentences.say(f"press-{act}")
            # A screen reader hears the button alone, so it says which recommendation.
            aloud = cut(f"{label} ({reference})" if reference else label, MAX_BUTTON)
            pressed = button(f"{FOLLOW_UP}:{act}", _fixed(label), value_of(**carried))
            return pressed | {"accessibility_label": aloud} | ({"style": _CHOICES[act]} if act in _CHOICES else {})


def _select(act: Act, placeholder: str, options: dict[str, str]) -> Block:
    return {
        "type": "static_select",
        "action_id": f"{FOLLOW_UP}:{act}",
        # Slack takes no label of its own for a select: what stands in it is what a screen reader reads.
        "placeholder": plain(_fixed(placeholder), _MAX_PLACEHOLDER),
        "options": [{"text": _label(label), "value": value} for label, value in options.items()],
    }


def _label(text: str) -> Block:
    return plain(_fixed(text), MAX_BUTTON)


# The words of the bot, and a recommendation's reference among them, may be remembered; people's may not.


@lru_cache(maxsize=1024)
def _naming(sentences: Sentences, name: str, reference: str) -> str:
    return sentences.say(name, reference=reference)


def _fixed(text: str) -> str:
    return rendered(text, PLAIN)


def _section(paragraphs: Sequence[str]) -> Block:
    return section("\n".join(filter(None, paragraphs)))
