"""The library's client, with the short way for what every question calls.

Its own way puts a request together in two copies and keeps an object for each repetition; of a question there are three
or four calls, and that took as long as the requests.
"""

import asyncio
import json as plain
from typing import Any

import orjson
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.slack.calling import parsed

_TOO_MANY = 429
#: Where Slack limits without saying how long; the library's own measure.
_USUAL_WAIT_S = 1


class QuickClient(AsyncWebClient):
    """Answers, fails and repeats as the library's client does."""

    #: How often what was refused for its rate is repeated.
    repeats = 0

    async def api_call(
        self,
        api_method: str,
        *,
        http_verb: str = "POST",
        files: dict[str, Any] | None = None,
        data: Any = None,
        params: dict[str, Any] | None = None,
        json: dict[str, Any] | None = None,
        headers: dict[str, Any] | None = None,
        auth: dict[str, Any] | None = None,
    ) -> AsyncSlackResponse:
        unusual = files or data or headers or auth or "token" in (params or {}) or "token" in (json or {})
        if unusual or self.session is None or self.session.closed:
            return await super().api_call(
                api_method,
                http_verb=http_verb,
                files=files,
                data=data,
                params=params,
                json=json,
                headers=headers,
                auth=auth,
            )
        request: dict[str, Any] = {"params": _as_params(params or {}), "headers": self._usual(json)}
        if json is not None:
            request["data"] = _as_body(json)
        address = self.base_url + api_method
        for left in reversed(range(self.repeats + 1)):
            ssl = self.ssl if self.ssl is not None else True
            async with self.session.request(http_verb, address, proxy=self.proxy, ssl=ssl, **request) as got:
                status, answered, body = got.status, got.headers, await got.read()
            if status != _TOO_MANY or not left:
                break
            wait = answered.get("Retry-After", "")
            await asyncio.sleep(int(wait) if wait.isdigit() else _USUAL_WAIT_S)
        answer = AsyncSlackResponse(
            client=self,
            http_verb=http_verb,
            api_url=address,
            req_args=request,
            data=parsed(body),
            headers=dict(answered),
            status_code=status,
        )
        answer.validate()  # type: ignore[no-untyped-call]
        return answer

    def _usual(self, json: dict[str, Any] | None) -> dict[str, str]:
        kind = {} if json is None else {"Content-Type": "application/json;charset=utf-8"}
        return {**kind, "Authorization": f"Bearer {self.token}", "User-Agent": self.headers["User-Agent"]}


def _as_params(params: dict[str, Any]) -> dict[str, Any]:
    found = {name: value for name, value in params.items() if value is not None}
    return {name: int(value) if isinstance(value, bool) else value for name, value in found.items()}


def _as_body(json: dict[str, Any]) -> bytes:
    given = {name: value for name, value in json.items() if value is not None}
    try:
        return orjson.dumps(given)
    except TypeError:  # half a character in what somebody wrote
        return plain.dumps(given).encode()
