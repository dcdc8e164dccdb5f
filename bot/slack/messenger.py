"""The ``Messenger`` over Slack's Web API: what its errors, time-outs and broken connections mean for a message.

A message is posted once or not at all: nothing here posts a second time by itself. What nobody can tell is in doubt.
"""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping, Sequence
from contextlib import aclosing
from datetime import timedelta
from typing import Any

import structlog
from aiohttp import ClientConnectionError, ClientConnectorError, ClientError, ConnectionTimeoutError
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import DeliveryError, InDoubtError, LimitedError, NotSentError, RefusedError, UnreadableError
from bot.ports import Said
from bot.slack.calling import Answer, Calls

log = structlog.get_logger()

#: What a message's metadata is called; its payload is opaque, because other apps of the workspace see it.
EVENT_TYPE = "suivi_reminder"
#: Where Slack limits without saying how long.
_USUAL_WAIT_S = 30
#: Messages a page; Slack gives fewer where they are long.
_PAGE = "200"
#: Direct messages a page; Slack says to ask for fewer than a thousand.
_DIRECT_PAGE = "999"
#: A direct message with more than this many messages after the mark is not looked through to its end.
_MOST_PAGES = 50

#: Slack's words for a message that this recipient will never get.
_GONE = frozenset(
    {
        "cannot_dm_bot",
        "channel_not_found",
        "ekm_access_denied",
        "is_archived",
        "is_inactive",
        "messages_tab_disabled",
        "not_in_channel",
        "restricted_action",
        "restricted_action_non_threadable_channel",
        "restricted_action_read_only_channel",
        "restricted_action_thread_locked",
        "restricted_action_thread_only_channel",
        "user_disabled",
        "user_not_found",
        "user_not_visible",
        "users_not_found",
    }
)
#: For a message that nobody would get, because of what it is made of.
_WRONG = frozenset(
    {
        "attachment_payload_limit_exceeded",
        "invalid_arguments",
        "invalid_blocks",
        "invalid_blocks_format",
        "invalid_metadata_format",
        "invalid_metadata_schema",
        "metadata_too_large",
        "msg_blocks_too_long",
        "msg_too_long",
        "no_text",
        "too_many_attachments",
    }
)
_REFUSED = _GONE | _WRONG
#: Slack says of these that a part may have succeeded all the same.
_DOUBTFUL = frozenset({"fatal_error", "internal_error", "service_unavailable"})
_LIMITED = frozenset({"ratelimited", "rate_limited"})
#: For a token that will not do; not the conversation's fault, and mended by whoever runs the bot.
_TOKEN = frozenset(
    {"account_inactive", "invalid_auth", "not_authed", "request_timeout", "token_expired", "token_revoked"}
)

_FAILURES = (TimeoutError, OSError, ValueError, SlackClientError, ClientError)
_SERVER_ERROR = 500
_TOO_MANY = 429


class SlackMessenger:
    """Puts messages into conversations, and finds them again. Keeps the promises of ``Messenger``."""

    def __init__(self, client: AsyncWebClient) -> None:
        """Use a client that repeats nothing by itself, with a time-out well under the lease of a row."""
        assert not client.retry_handlers  # noqa: S101 - a repeated post is a doubled message
        self._calls = Calls(client)
        self._conversations: dict[str, str] = {}
        self._listing = asyncio.Lock()
        self._is_listed = False

    async def conversation(self, user: str) -> str:
        if not user.startswith(("U", "W")):
            return user
        if user not in self._conversations:
            await self._list_once()
        if user not in self._conversations:
            answer = await _asked(self._calls.write("conversations.open", {"users": user}))
            self._conversations[user] = str(answer["channel"]["id"])
        return self._conversations[user]

    async def said(self, channel: str) -> Said:
        messages = (await self._page(channel, limit=_PAGE)).get("messages") or []
        signs = {str(sign): str(each["ts"]) for each in messages for sign in _payload_of(each).get("items") or ()}
        return Said(str(messages[0]["ts"]) if messages else "0", signs)

    async def post(self, channel: str, message: Mapping[str, Any], *, id_: str, signs: Sequence[str]) -> str:
        metadata = {"event_type": EVENT_TYPE, "event_payload": {"id": id_, "items": [*signs]}}
        try:
            wanted = {**message, "channel": channel, "metadata": metadata}
            answer = await self._calls.write("chat.postMessage", wanted)
            return str(answer["ts"])
        except _FAILURES as error:
            raise _meaning(error) from error

    async def find(self, channel: str, *, id_: str, after: str) -> str | None:
        async with aclosing(self._with_id(channel, id_=id_, after=after)) as found:
            return await anext(found, None)

    async def copies(self, channel: str, *, id_: str, after: str) -> Sequence[str]:
        return [each async for each in self._with_id(channel, id_=id_, after=after)]

    async def _with_id(self, channel: str, *, id_: str, after: str) -> AsyncGenerator[str, None]:
        """Yield the ts of each message with an id, newest first, back to a mark."""
        cursor = ""
        for _ in range(_MOST_PAGES):
            page = await self._page(channel, limit=_PAGE, oldest=after, cursor=cursor)
            for each in page.get("messages") or []:
                if _payload_of(each).get("id") == id_:
                    yield str(each["ts"])
            cursor = str((page.get("response_metadata") or {}).get("next_cursor") or "")
            if not cursor and page.get("has_more"):
                raise UnreadableError("the history has more, and no way on")
            if not cursor:
                return
        raise UnreadableError("too much was said since")

    async def update(self, channel: str, ts: str, message: Mapping[str, Any]) -> None:
        await _asked(self._calls.write("chat.update", {**message, "channel": channel, "ts": ts}))

    async def user_with(self, email: str) -> str | None:
        try:
            user = (await _asked(self._calls.read("users.lookupByEmail", email=email)))["user"]
        except RefusedError:
            return None
        return None if user.get("deleted") or user.get("is_bot") else str(user["id"])

    async def _list_once(self) -> None:
        """Learn which direct messages there are already: Slack opens fifty a minute, and lists a thousand at a time.

        Where it does not list them (an installation from before `im:read` was asked for), each is opened by itself.
        """
        async with self._listing:
            if self._is_listed:
                return
            self._is_listed = True
            try:
                await self._list()
            except DeliveryError as error:
                log.info("direct messages not listed", reason=str(error))

    async def _list(self) -> None:
        cursor = ""
        for _ in range(_MOST_PAGES):
            from_here = {"cursor": cursor} if cursor else {}
            page = await _asked(self._calls.read("conversations.list", types="im", limit=_DIRECT_PAGE, **from_here))
            for each in page.get("channels") or []:
                # Of who is gone Slack says so when it is asked to open the conversation.
                if not each.get("is_user_deleted"):
                    self._conversations[str(each["user"])] = str(each["id"])
            cursor = str((page.get("response_metadata") or {}).get("next_cursor") or "")
            if not cursor:
                return

    async def _page(self, channel: str, *, limit: str, oldest: str = "", cursor: str = "") -> Answer:
        wanted = {"channel": channel, "limit": limit, "include_all_metadata": "1"}
        # "0" is before everything, and so is no limit at all.
        wanted |= {"oldest": oldest} if oldest not in {"", "0"} else {}
        wanted |= {"cursor": cursor} if cursor else {}
        reading = self._calls.read("conversations.history", **wanted)
        return await _asked(reading, otherwise=UnreadableError)


async def _asked(call: Awaitable[Answer], *, otherwise: Callable[[str], DeliveryError] = NotSentError) -> Answer:
    """Return the answer to a call that does no harm twice.

    Raises:
        LimitedError, NotSentError: it may be answered later.
        RefusedError: by Slack's word for a recipient who is gone.
        DeliveryError: what ``otherwise`` makes of any other word of Slack's.
    """
    try:
        return await call
    except SlackApiError as error:
        meaning = _meaning(error)
        if isinstance(meaning, InDoubtError) or str(meaning) in _TOKEN:
            raise NotSentError(str(meaning)) from error
        raise (otherwise(str(meaning)) if isinstance(meaning, NotSentError) else meaning) from error
    except _FAILURES as error:
        raise NotSentError(type(error).__name__) from error


def _meaning(error: Exception) -> DeliveryError:
    """Return what became of a post that failed."""
    match error:
        case SlackApiError():
            return _answered(_word(error), error)
        case ConnectionTimeoutError() | ClientConnectorError():
            return NotSentError(type(error).__name__)  # there was no connection yet to send it over
        case ClientConnectionError() | TimeoutError() | OSError():
            return InDoubtError(type(error).__name__)
    return InDoubtError(type(error).__name__)


def _answered(word: str, error: SlackApiError) -> DeliveryError:
    status = getattr(error.response, "status_code", 200)
    if status == _TOO_MANY or word in _LIMITED:
        return LimitedError(_wait_in(error))
    if status >= _SERVER_ERROR or word in _DOUBTFUL or not word:
        return InDoubtError(word or f"status {status}")
    if word in _REFUSED:
        return RefusedError(word)
    # A token that will not do, a scope that is missing, a word that Slack has since learnt: nobody's fault who waits
    # for this message. It is tried again until somebody has mended it.
    return NotSentError(word)


def _word(error: SlackApiError) -> str:
    """Return Slack's own word; "" where something in between answered."""
    data = getattr(error.response, "data", error.response)
    return str(data.get("error") or "") if isinstance(data, dict) else ""


def _wait_in(error: SlackApiError) -> timedelta:
    headers = getattr(error.response, "headers", {})
    said = next((value for name, value in headers.items() if name.lower() == "retry-after"), "")
    value = said[0] if isinstance(said, list) else str(said)
    return timedelta(seconds=int(value) if value.isdigit() else _USUAL_WAIT_S)


def _payload_of(message: Mapping[str, Any]) -> Mapping[str, Any]:
    metadata = message.get("metadata") or {}
    return (metadata.get("event_payload") or {}) if metadata.get("event_type") == EVENT_TYPE else {}
