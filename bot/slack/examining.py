"""What Slack says of an installation's tokens: who they are, what they may, what time it is. Changes nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from aiohttp import ClientError
from slack_sdk.errors import SlackClientError
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.slack.app import client_for, session, unreachable


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """What was learnt of the tokens."""

    #: Why a call failed, and what to do; "" where it did not.
    bot_problem: str = ""
    app_problem: str = ""
    #: What the bot is called, and in which workspace.
    bot: str = ""
    team: str = ""
    #: None: Slack did not say.
    scopes: tuple[str, ...] | None = None
    at: datetime | None = None
    #: Of the organisers in the settings, those whom Slack does not know.
    unknown: tuple[str, ...] = ()


async def examined(bot_token: str, app_token: str | None, api_url: str, organisers: Sequence[str]) -> Examined:
    """Ask Slack about the tokens, each with a call that changes nothing."""
    shared = session()
    try:
        client = client_for(bot_token, api_url, shared)
        try:
            answer = await client.auth_test()
        except (TimeoutError, SlackClientError, ClientError, OSError) as error:
            return Examined(bot_problem=str(unreachable(error, "SLACK_BOT_TOKEN", client)))
        app_problem = ""
        if app_token is not None:
            try:
                await client.apps_connections_open(app_token=app_token)
            except (TimeoutError, SlackClientError, ClientError, OSError) as error:
                app_problem = str(unreachable(error, "SLACK_APP_TOKEN", client))
        unknown = []
        for each in organisers:
            try:
                if each.startswith("S"):
                    await client.usergroups_users_list(usergroup=each)
                else:
                    await client.users_info(user=each)
            except (TimeoutError, SlackClientError, ClientError, OSError):
                unknown.append(each)
        return Examined(
            app_problem=app_problem,
            bot=str(answer.get("user") or ""),
            team=str(answer.get("team") or ""),
            scopes=_scopes(answer),
            at=_instant(answer),
            unknown=tuple(unknown),
        )
    finally:
        await shared.close()


def _header(answer: AsyncSlackResponse, name: str) -> str | None:
    headers = {str(key).casefold(): value for key, value in (answer.headers or {}).items()}
    value = headers.get(name)
    return str(value[0] if isinstance(value, list) else value) if value else None


def _scopes(answer: AsyncSlackResponse) -> tuple[str, ...] | None:
    said = _header(answer, "x-oauth-scopes")
    return tuple(each.strip() for each in said.split(",") if each.strip()) if said is not None else None


def _instant(answer: AsyncSlackResponse) -> datetime | None:
    said = _header(answer, "date")
    try:
        return parsedate_to_datetime(said).astimezone(UTC) if said else None
    except ValueError:
        return None
