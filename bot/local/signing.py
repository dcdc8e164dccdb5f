"""Carry what happens in the workspace to the bot, as Slack does: signed, given three seconds, events tried again."""

import asyncio
import hashlib
import hmac
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

import aiohttp
import orjson

JSON = "application/json"
FORM = "application/x-www-form-urlencoded"


def signature(secret: str, timestamp: str, body: bytes) -> str:
    """Return the value of ``X-Slack-Signature`` for a raw body sent at a Unix time."""
    signed = b"v0:" + timestamp.encode() + b":" + body
    return "v0=" + hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What came back from the bot for one delivery."""

    #: None where the bot took it (200 in time); else Slack's word: http_timeout, http_error, connection_failed.
    failure: str | None = None
    #: The HTTP status; 0 where no answer came.
    status: int = 0
    body: bytes = b""
    content_type: str = ""
    #: False where the bot asked for no second try.
    again: bool = True


class Delivery:
    """The way to the bot. Open it before use, in the loop that uses it; it logs nothing and keeps nothing."""

    def __init__(self, url: str, secret: str, *, timeout_s: float, retry_after_s: Sequence[float]) -> None:
        self._url = url
        self._secret = secret
        self._timeout = aiohttp.ClientTimeout(total=timeout_s)
        self._retry_after_s = retry_after_s
        self._session: aiohttp.ClientSession | None = None

    def open(self) -> None:
        self._session = aiohttp.ClientSession(timeout=self._timeout)

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()

    async def event(self, payload: Mapping[str, Any]) -> Receipt:
        """Deliver an event, again after each pause while the bot does not take it; return the last receipt."""
        body = orjson.dumps(payload)
        receipt = await self._send(body, JSON)
        for number, pause in enumerate(self._retry_after_s, start=1):
            if receipt.failure is None or not receipt.again:
                break
            await asyncio.sleep(pause)
            receipt = await self._send(body, JSON, retry=(number, receipt.failure))
        return receipt

    async def form(self, fields: Mapping[str, str]) -> Receipt:
        """Deliver a command or an interaction, once: its user is waiting."""
        return await self._send(urlencode(fields).encode(), FORM)

    async def _send(self, body: bytes, content_type: str, *, retry: tuple[int, str] | None = None) -> Receipt:
        headers = {"Content-Type": content_type, **self._signed(body)}
        if retry is not None:
            headers |= {"X-Slack-Retry-Num": str(retry[0]), "X-Slack-Retry-Reason": retry[1]}
        try:
            return await self._post(body, headers)
        except TimeoutError:
            return Receipt(failure="http_timeout")
        except aiohttp.ClientError:
            return Receipt(failure="connection_failed")

    async def _post(self, body: bytes, headers: Mapping[str, str]) -> Receipt:
        if self._session is None:
            raise RuntimeError("the way to the bot is not open")
        # A redirect would leave this machine; Slack does not follow one either.
        async with self._session.post(self._url, data=body, headers=headers, allow_redirects=False) as answer:
            return Receipt(
                failure=None if answer.status == HTTPStatus.OK else "http_error",
                status=answer.status,
                body=await answer.read(),
                content_type=answer.content_type,
                again=answer.headers.get("X-Slack-No-Retry") != "1",
            )

    def _signed(self, body: bytes) -> dict[str, str]:
        # Real time, whatever clock the workspace shows: the bot refuses what is older than five minutes.
        timestamp = str(int(time.time()))
        return {
            "X-Slack-Request-Timestamp": timestamp,
            "X-Slack-Signature": signature(self._secret, timestamp, body),
        }
