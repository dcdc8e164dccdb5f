"""A list of recommendations -> the arguments of a Slack message. Pure."""

from collections.abc import Iterator

from bot.recommendations import Listing
from bot.slack.blocks import MAX_BLOCKS, MAX_TEXT, Message, message_for, sections
from bot.slack.kit import Block, bare, cut_marked_up, marked, section
from bot.slack.mrkdwn import escaped
from bot.slack.reminders import answering
from bot.telling import Sentences
from bot.wording import Wording


def listing_message(listing: Listing, wording: Wording) -> Message:
    """Return a list as a message: below each line the buttons that its reader has, and everything in words."""
    reply = listing.reply
    sources = message_for(reply, wording)["blocks"][-1:] if reply.sources else []
    blocks = [*_blocks(listing, Sentences(wording, reply.language)), *sources]
    return {
        "text": cut_marked_up(escaped(bare(reply.text)), MAX_TEXT),
        "blocks": blocks[:MAX_BLOCKS],
        "unfurl_links": False,
        "unfurl_media": False,
    }


def _blocks(listing: Listing, sentences: Sentences) -> Iterator[Block]:
    together: list[str] = []
    for number, line in enumerate(listing.lines):
        together.append(line.text)
        if line.told is not None and line.acts:
            yield from _sections(together)
            together = []
            yield from answering(line.told, line.acts, sentences, number)
    yield from _sections(together)


def _sections(lines: list[str]) -> Iterator[Block]:
    for part in sections(marked("\n".join(lines))):
        yield section(part)
