"""A reply as one plain text: what the terminal prints, what a notification says and a screen reader reads. Pure."""

from collections.abc import Iterator

from bot.markdown import PLAIN, rendered
from bot.reply import Reply
from bot.wording import Wording
from knowledge.model import Source


def spoken(reply: Reply, wording: Wording) -> str:
    """Return everything that a person would read in a reply, in its order."""
    return "\n\n".join(_parts(reply, wording))


def _parts(reply: Reply, wording: Wording) -> Iterator[str]:
    yield rendered(reply.text, PLAIN)
    if reply.quotation:
        yield wording.say(reply.language, "quoted", text=reply.quotation.text)
        yield from _sources(reply, wording)
    if reply.quotation and reply.choices:
        yield wording.say(reply.language, "choices-beside", count=len(reply.choices))
    if reply.choices:
        yield "\n".join(f"{number}. {each.title}" for number, each in enumerate(reply.choices, 1))
    yield from reply.notes
    if not reply.quotation:
        yield from _sources(reply, wording)


def _sources(reply: Reply, wording: Wording) -> Iterator[str]:
    if reply.sources:
        label = wording.say(reply.language, "source")
        yield "\n".join(f"{label} {cited(each)}{f' ({each.url})' if each.url else ''}" for each in reply.sources)


def cited(source: Source) -> str:
    """Return a source's title, publisher and date, as far as they are known."""
    return ", ".join(part for part in (source.title, source.publisher, source.date) if part)
