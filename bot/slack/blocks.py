"""A reply -> the arguments of a Slack message: blocks, and the same in words. Pure.

Limits are Slack's: https://docs.slack.dev/reference/block-kit/blocks. What does not fit is cut where a reader sees it.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import orjson

from bot.markdown import rendered
from bot.reply import Choice, Reply, ReplyKind
from bot.slack.kit import MAX_BUTTON, MAX_SECTION, Block, button, confirm, context, cut, cut_marked_up, section, whole
from bot.slack.mrkdwn import MRKDWN, escaped
from bot.speaking import cited, spoken
from bot.wording import Wording
from knowledge.model import Source

Message = dict[str, Any]

MAX_VALUE = 2000
#: Slack advises 4,000 and cuts at 40,000; this is a notification's text.
MAX_TEXT = 4000
MAX_BLOCKS = 50

#: A source's title, publisher and date are a line, not a text.
_MAX_CITED = 150

CHOOSE = "choose"
RATE = "rate"
#: What was expected where an answer was wrong; a number follows, or "other".
EXPECT = "expect"
#: What organisers decide; the act follows.
DECIDE = "decide"
#: What people decide about themselves; the act follows.
OWN = "own"
PASS_ON = "pass_on"  # noqa: S105 - passing on is not a password
#: A person in danger asks the organisers to get in touch.
CONTACT = "contact_me"
#: The block that goes once the answer has been rated or the question passed on.
OFFERS = "offers"


def message_for(reply: Reply, wording: Wording, *, question: str = "") -> Message:
    """Return a reply as a message.

    Args:
        reply: what to say.
        wording: has the labels.
        question: what can be sent to the organisers where the reply does not answer it; "" for nothing to send.
    """
    blocks = [*_body(reply, wording), *_offers(reply, wording, question)]
    # Links in sources are for those who want them; a preview of each would bury the answer.
    return {
        "text": in_words(reply, wording),
        "blocks": blocks[:MAX_BLOCKS],
        "unfurl_links": False,
        "unfurl_media": False,
    }


def in_words(reply: Reply, wording: Wording) -> str:
    return cut_marked_up(escaped(spoken(reply, wording)), MAX_TEXT)


def words(text: str) -> Message:
    """Return a plain sentence as a message."""
    return {"text": cut_marked_up(escaped(text), MAX_TEXT)}


def settled(blocks: list[Block], text: str) -> list[Block]:
    """Return a message's blocks without what it offered, and with what came of it."""
    kept = [each for each in blocks if not str(each.get("block_id", "")).startswith(OFFERS)]
    return [*kept[: MAX_BLOCKS - 1], context(escaped(text))]


def value_of(**fields: str) -> str:
    """Return what a button carries: ids, and a question cut to what fits."""
    value = orjson.dumps(fields).decode()
    if len(value) > MAX_VALUE and "question" in fields:
        excess = len(value) - MAX_VALUE + 1
        return value_of(**{**fields, "question": cut(fields["question"], max(1, len(fields["question"]) - excess))})
    return value


def fields_of(value: str) -> dict[str, str]:
    """Return what a button carried; nothing where it is not one of ours."""
    try:
        fields = orjson.loads(value)
    except orjson.JSONDecodeError:
        return {}
    return {str(name): str(each) for name, each in fields.items()} if isinstance(fields, dict) else {}


def _body(reply: Reply, wording: Wording) -> Iterator[Block]:
    for part in sections(rendered(reply.text, MRKDWN)):
        yield section(part)
    if reply.quotation:
        yield _quote(wording.say(reply.language, "quoted", text=reply.quotation.text))
        yield from _cited(reply, wording)
    if reply.quotation and reply.choices:
        label = wording.say(reply.language, "choices-beside", count=len(reply.choices))
        yield section(escaped(label))
    if reply.choices:
        yield {"type": "actions", "block_id": f"{OFFERS}-choices", "elements": list(_choices(reply))}
    if reply.buttons:
        yield {"type": "actions", "block_id": f"{OFFERS}-decide", "elements": list(_decisions(reply, wording))}
    for note in reply.notes:
        yield context(f"_{escaped(note)}_")
    if not reply.quotation:
        yield from _cited(reply, wording)


def _cited(reply: Reply, wording: Wording) -> Iterator[Block]:
    if reply.sources:
        label = wording.say(reply.language, "source")
        linked = " · ".join(_linked(each) for each in reply.sources)
        yield context(f"{label} {linked}")


def _quote(text: str) -> Block:
    """Return other people's words: as they stand, and nothing in them becomes a link or a mention."""
    shown = "\n".join(f"{MRKDWN.quote}{line}" for line in escaped(text).split("\n"))
    # Verbatim, or Slack would look for addresses and names of channels in it.
    return {"type": "section", "text": {"type": "mrkdwn", "text": cut_marked_up(shown, MAX_SECTION), "verbatim": True}}


def sections(text: str) -> Iterator[str]:
    """Yield a text in parts that fit a section, cut between lines where that is possible."""
    while len(text) > MAX_SECTION:
        end = _end_of_section(text)
        yield text[:end]
        text = text[end:].lstrip()
    if text:
        yield text


def _end_of_section(text: str) -> int:
    fits = whole(text[:MAX_SECTION])
    # A link may hold spaces, so what ends between words is looked at again.
    ends = (len(whole(fits[: fits.rfind(between) + 1]).rstrip()) for between in ("\n", " "))
    return next((end for end in ends if end), len(fits))


def _choices(reply: Reply) -> Iterator[Block]:
    for number, each in enumerate(reply.choices):
        value = value_of(entry=each.entry, language=reply.language)
        yield button(f"{CHOOSE}:{number}", each.title, value)


def _decisions(reply: Reply, wording: Wording) -> Iterator[Block]:
    for number, each in enumerate(reply.buttons):
        # No two in one block may have the same name; what follows the act is passed over.
        again = f":{number}" if any(each.act == other.act for other in reply.buttons[:number]) else ""
        value = value_of(about=each.about, language=reply.language)
        pressed = button(f"{OWN if each.is_own else DECIDE}:{each.act}{again}", each.label, value)
        if each.confirm:
            leave = wording.say(reply.language, "modal-cancel")
            asked = confirm(each.label, each.confirm, go=each.label, leave=leave)
            pressed |= {"style": "danger", "confirm": {**asked, "style": "danger"}}
        yield pressed


def _offers(reply: Reply, wording: Wording, question: str) -> Iterator[Block]:
    match reply.kind:
        case ReplyKind.ANSWER | ReplyKind.NOT_STATED if reply.entry is not None:
            yield from _rating(reply.entry, reply.language, wording, question)
        case ReplyKind.SAFETY:
            yield context(escaped(wording.say(reply.language, "contact-me-note")))
            pressed = button(CONTACT, wording.say(reply.language, "contact-me"), value_of(language=reply.language))
            yield {"type": "actions", "block_id": f"{OFFERS}-contact", "elements": [pressed]}
        case ReplyKind.UNKNOWN | ReplyKind.CHOICES | ReplyKind.PASSAGE if question:
            value = value_of(question=question, language=reply.language)
            label = wording.say(reply.language, "send-to-organisers")
            yield {"type": "actions", "block_id": f"{OFFERS}-pass-on", "elements": [button(PASS_ON, label, value)]}


def expected_blocks(
    choices: Sequence[Choice], wrong: str, question: str, wording: Wording, language: str
) -> list[Block]:
    """Return the question what was expected where an answer was wrong: an entry, or something else in one's words."""
    say = wording.say
    buttons = [
        button(f"{EXPECT}:{number}", each.title, value_of(wrong=wrong, entry=each.entry, language=language))
        for number, each in enumerate(choices)
    ]
    other = value_of(wrong=wrong, language=language, question=question)
    buttons.append(button(f"{EXPECT}:other", say(language, "expected-other"), other))
    asked = {**context(escaped(say(language, "expected-ask"))), "block_id": f"{OFFERS}-expected-ask"}
    return [asked, {"type": "actions", "block_id": f"{OFFERS}-expected", "elements": buttons}]


def _rating(entry: str, language: str, wording: Wording, question: str) -> Iterator[Block]:
    asked = wording.say(language, "feedback-ask")
    yield {**context(escaped(asked)), "block_id": f"{OFFERS}-question"}
    # What was expected instead is looked for by the question: kept nowhere but in the button.
    carried = {"yes": {"entry": entry}, "no": {"entry": entry} | ({"question": question} if question else {})}
    buttons = [
        # A screen reader hears the button alone, so the label repeats the question.
        {
            **button(f"{RATE}:{name}", label, value_of(**carried[name], language=language, right=name)),
            "accessibility_label": cut(f"{asked} {label}", MAX_BUTTON),
        }
        for name in ("yes", "no")
        for label in (wording.say(language, f"feedback-{name}"),)
    ]
    yield {"type": "actions", "block_id": f"{OFFERS}-rating", "elements": buttons}


def _linked(source: Source) -> str:
    name = escaped(cut(cited(source), _MAX_CITED))
    return MRKDWN.link(name, source.url) if source.url else name
