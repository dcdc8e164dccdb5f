"""Files that people send to the bot: which one is a roster, and its bytes."""

from typing import Any
from urllib.parse import urlsplit

from aiohttp import ClientError, ClientTimeout
from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import BotError
from bot.rostering import MAX_ROSTER_BYTES, ROSTER_SUFFIXES

File = dict[str, Any]

#: Where Slack keeps files; our token goes nowhere else.
_SLACK_FILES = "files.slack.com"
_TIMEOUT = ClientTimeout(total=20)
_OK = 200


class FileError(BotError):
    """A file could not be fetched; nothing was changed."""

    tell = "roster-file-unread"


def is_roster(file: File) -> bool:
    return str(file.get("name", "")).lower().endswith(ROSTER_SUFFIXES)


def is_too_large(file: File) -> bool:
    return int(file.get("size") or 0) > MAX_ROSTER_BYTES


async def fetched(file: File, client: AsyncWebClient) -> bytes:
    """Return what is in a file, ``MAX_ROSTER_BYTES`` and one more at most.

    Raises:
        FileError: it is not at Slack's, or Slack does not give it: most often for want of the scope `files:read`.
    """
    url = str(file.get("url_private_download") or file.get("url_private") or "")
    if not is_slacks(url, client) or client.session is None:
        raise FileError("not an address of Slack's")
    headers = {"Authorization": f"Bearer {client.token}"}
    try:
        # A redirect leads to a page that asks to sign in, or takes our token elsewhere.
        async with client.session.get(url, headers=headers, allow_redirects=False, timeout=_TIMEOUT) as answer:
            if answer.status != _OK or answer.content_type == "text/html":
                raise FileError(f"status {answer.status}, {answer.content_type}")
            data = b""
            async for part in answer.content.iter_chunked(2**16):
                data += part
                if len(data) > MAX_ROSTER_BYTES:
                    break
            return data
    except (TimeoutError, ClientError) as error:
        raise FileError(type(error).__name__) from None


def is_slacks(url: str, client: AsyncWebClient) -> bool:
    """Tell whether an address is one of Slack's, or of the Slack that stands in its place."""
    asked, ours = urlsplit(url), urlsplit(client.base_url)
    if (asked.scheme, asked.netloc) == (ours.scheme, ours.netloc) and ours.netloc:
        return True
    return asked.scheme == "https" and asked.netloc == _SLACK_FILES
