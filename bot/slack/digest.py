"""The weekly digest -> the arguments of a Slack message, with its picture where there is one."""

from collections.abc import Sequence

import structlog
from aiohttp import ClientError
from slack_sdk.errors import SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot.reply import Attachment
from bot.slack.blocks import MAX_TEXT, Message
from bot.slack.kit import Block, bare, cut, cut_marked_up, marked, section
from bot.slack.mrkdwn import escaped
from bot.slack.uploading import UploadError, ready, upload

log = structlog.get_logger()

_MAX_ALT = 2000


def digest_message(parts: Sequence[str], *, file: str | None = None, alt: str = "") -> Message:
    """Return the parts of a digest, in Markdown, as a message; ``file`` is the id of the picture, below the first."""
    blocks: list[Block] = [section(marked(each)) for each in parts]
    if file is not None:
        image = {"type": "image", "slack_file": {"id": file}, "alt_text": cut(alt, _MAX_ALT)}
        blocks.insert(1, image)
    text = "\n\n".join(map(bare, parts))
    return {
        "text": cut_marked_up(escaped(text), MAX_TEXT),
        "blocks": blocks,
        "unfurl_links": False,
        "unfurl_media": False,
    }


async def shown(client: AsyncWebClient, picture: Attachment) -> str | None:
    """Upload a picture that a message is to show; None where Slack does not take it: the message goes without."""
    try:
        [file] = await upload(client, [picture])
        return file if await ready(client, file) else None
    except (UploadError, TimeoutError, SlackClientError, ClientError, OSError) as error:
        log.warning("picture not uploaded", reason=type(error).__name__)
        return None
