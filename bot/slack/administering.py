"""The listener for organisers' commands."""

from dataclasses import dataclass
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.administering import Administration
from bot.desk import Desk
from bot.slack.blocks import message_for
from bot.slack.people import People
from bot.slack.responding import Respond
from bot.slack.running import Running
from bot.wording import Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Administering:
    """`/seminar-admin`, and what it needs."""

    desk: Desk
    administration: Administration
    people: People
    running: Running
    wording: Wording

    def register(self, app: AsyncApp) -> None:
        app.command("/seminar-admin")(self.running.track(self.on_command))

    async def on_command(self, ack: AsyncAck, command: dict[str, Any], respond: Respond) -> None:
        await ack()  # reading the files may take longer than Slack waits
        asker = await self.people.asker(command["user_id"])
        text = command.get("text") or ""
        # Whatever people type may be a call for help, and whoever calls need not be an organiser.
        in_channel = not command["channel_id"].startswith("D")
        reply = self.desk.warning(text, asker) or await self.administration.run(text, asker, in_channel=in_channel)
        await respond(response_type="ephemeral", **message_for(reply, self.wording))
