"""Files that the bot hands over, by Slack's files API in its three steps: an address, the bytes, and where they go."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO

import structlog
from aiohttp import ClientError, ClientTimeout
from slack_sdk.errors import SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import BotError
from bot.reply import Asker, Attachment, Reply
from bot.slack.files import is_slacks
from bot.slack.kit import cut
from bot.wording import Wording

log = structlog.get_logger()

_TIMEOUT = ClientTimeout(total=60)
_OK = 200
#: Between one look and the next at what Slack makes of a picture.
_LOOKS_S = (0.3, 0.7, 1.0, 2.0, 4.0)
#: Of a picture's words.
MAX_ALT = 1000


class UploadError(BotError):
    """A file did not reach Slack, or nobody in it."""

    tell = "file-not-sent"


async def hand_over(client: AsyncWebClient, user: str, attachments: Sequence[Attachment]) -> None:
    """Put files into somebody's own conversation with the bot, where nobody else sees them.

    Raises:
        UploadError: Slack did not take them, most often for want of the scope `files:write`.
    """
    try:
        opened = await client.conversations_open(users=user)
        await upload(client, attachments, channel=str(opened["channel"]["id"]))
    except (TimeoutError, SlackClientError, ClientError, OSError) as error:
        log.warning("file not sent", reason=type(error).__name__)
        raise UploadError(type(error).__name__) from None


async def upload(client: AsyncWebClient, attachments: Sequence[Attachment], *, channel: str | None = None) -> list[str]:
    """Upload files; return their ids. Without a channel nobody sees them until a message shows them.

    Raises:
        UploadError: Slack gave an address that is none of its own, or did not take the bytes.
        SlackClientError, ClientError, TimeoutError: as the client raises them.
    """
    ids = [await _sent(client, each) for each in attachments]
    files: list[dict[str, str | None]] = [
        {"id": id_, "title": each.title} for id_, each in zip(ids, attachments, strict=True)
    ]
    await client.files_completeUploadExternal(files=files, channel_id=channel)
    return ids


async def _sent(client: AsyncWebClient, attachment: Attachment) -> str:
    given = await client.files_getUploadURLExternal(
        filename=attachment.name, length=len(attachment.data), alt_txt=cut(attachment.alt, MAX_ALT) or None
    )
    url = str(given["upload_url"])
    # What is in it is for organisers alone; it goes to Slack, or to what stands in its place, and nowhere else.
    if not is_slacks(url, client) or client.session is None:
        raise UploadError("not an address of Slack's")
    async with client.session.post(
        url, data=BytesIO(attachment.data), allow_redirects=False, timeout=_TIMEOUT
    ) as answer:
        if answer.status != _OK:
            raise UploadError(f"status {answer.status}")
    return str(given["file_id"])


async def handed_over(reply: Reply, asker: Asker, client: AsyncWebClient, wording: Wording) -> Reply:
    """Give an asker the files of a reply; return what is left to say, which is another thing where that failed."""
    if not reply.attachments:
        return reply
    try:
        await hand_over(client, asker.id, reply.attachments)
    except UploadError as error:
        return replace(reply, text=wording.say(reply.language, error.tell), attachments=())
    return reply


async def ready(client: AsyncWebClient, file: str) -> bool:
    """Wait until Slack has looked at a picture; before, it refuses a message that shows it. False: it takes too long.

    Raises:
        SlackClientError, ClientError, TimeoutError: as the client raises them.
    """
    for wait_s in _LOOKS_S:
        found = (await client.files_info(file=file))["file"]
        if found.get("original_w") or found.get("thumb_64"):
            return True
        await asyncio.sleep(wait_s)
    return False
