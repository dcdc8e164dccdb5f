"""Listeners for organisers: their commands, what they decide below a reply, and the rosters they send."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import structlog
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.administering import Administration
from bot.desk import Desk
from bot.reply import Asker, Reply, ReplyKind
from bot.rostering import MAX_ROSTER_BYTES
from bot.slack.blocks import DECIDE, message_for, words
from bot.slack.files import FileError, fetched, is_roster, is_too_large
from bot.slack.informing import Informing
from bot.slack.once import Once
from bot.slack.people import People
from bot.slack.pressing import Body, Pressed
from bot.slack.responding import Respond
from bot.slack.running import Running
from bot.slack.uploading import handed_over
from bot.wording import Wording

log = structlog.get_logger()

#: How long a command may take before whoever typed it is told that it is under way.
_PATIENCE_S = 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Administering:
    """`/seminar-admin`, and what it needs."""

    desk: Desk
    administration: Administration
    informing: Informing
    people: People
    once: Once
    running: Running
    wording: Wording
    #: Opens the form that a command asks for; returns whether it asks for one.
    opened: Callable[[str, str, Asker, AsyncWebClient], Awaitable[bool]]

    def register(self, app: AsyncApp) -> None:
        app.command("/seminar-admin")(self.running.track(self.on_command))
        app.action(re.compile(f"^{DECIDE}:"))(self.running.track(self.on_decision))

    async def on_command(
        self, ack: AsyncAck, command: dict[str, Any], client: AsyncWebClient, respond: Respond
    ) -> None:
        await ack()  # reading the files may take longer than Slack waits
        asker = await self.people.asker(command["user_id"])
        text = command.get("text") or ""
        # Whatever people type may be a call for help, and whoever calls need not be an organiser.
        in_channel = not command["channel_id"].startswith("D")
        warning = self.desk.warning(self._without_references(text), asker)
        if warning is None and await self.opened(text, command.get("trigger_id") or "", asker, client):
            return
        reply = warning or await self._run(text, asker, respond, in_channel=in_channel)
        reply = await handed_over(reply, asker, client, self.wording)
        message = await self.informing.with_notice(asker, reply, message_for(reply, self.wording))
        await respond(response_type="ephemeral", **message)
        if warning is not None:
            await self.desk.count(warning)

    def _without_references(self, text: str) -> str:
        """Return what was typed without the references of recommendations: they look like those of files on people."""
        known = {each.reference.casefold() for each in self.administration.base.snapshot.recommendations.values()}
        return " ".join(each for each in text.split(" ") if each.casefold() not in known)

    async def _run(self, text: str, asker: Asker, respond: Respond, *, in_channel: bool) -> Reply:
        """Carry a command out; where it takes its time, say so meanwhile."""
        under_way = asyncio.ensure_future(self.administration.run(text, asker, in_channel=in_channel))
        await asyncio.wait({under_way}, timeout=_PATIENCE_S)
        if not under_way.done():
            working = self.wording.say(asker.language or "", "admin-working")
            await respond(response_type="ephemeral", **words(working))
        return await under_way

    async def on_decision(self, ack: AsyncAck, body: Body, client: AsyncWebClient, respond: Respond) -> None:
        """Do what was pressed, once, and put what came of it in the place of the question."""
        await ack()
        press, action = Pressed(body), body["actions"][0]
        act = str(action.get("action_id", "")).removeprefix(f"{DECIDE}:").partition(":")[0]
        about = press.fields.get("about", "")
        # Each press of a person has an instant of its own; Slack delivers one again where it heard no answer.
        pressed = f"decide:{press.channel}:{press.ts}:{press.user}:{act}:{about}:{action.get('action_ts')}"
        if not about or not await self.once.first(pressed):
            return  # none of ours, or delivered again
        asker = await self.people.asker(press.user)
        reply = await self.administration.press(act, about, asker, press.language, in_channel=not press.is_direct)
        await press.replace(message_for(reply, self.wording), client, respond)

    async def file(self, event: dict[str, Any], client: AsyncWebClient) -> Reply | None:
        """Return what a file that an organiser sent directly would change; None: it is not for us to look at."""
        files = event.get("files") or []
        if not files or not await self.administration.is_organiser(event["user"]):
            return None
        asker = await self.people.asker(event["user"])
        rosters = [each for each in files if is_roster(each)]
        if not rosters:
            # With words beside it, it is the words that are asked about.
            return None if (event.get("text") or "").strip() else self._said("roster-file-kind", asker)
        if is_too_large(rosters[0]):
            return self._said("roster-file-large", asker, limit=MAX_ROSTER_BYTES // 1024)
        try:
            data = await fetched(rosters[0], client)
        except FileError as error:
            log.warning("file not fetched", reason=str(error))
            return self._said("roster-file-unread", asker)
        if len(data) > MAX_ROSTER_BYTES:
            return self._said("roster-file-large", asker, limit=MAX_ROSTER_BYTES // 1024)
        return await self.administration.take_file(data, str(rosters[0]["name"]), asker)

    def _said(self, name: str, asker: Asker, **values: float) -> Reply:
        language = asker.language if asker.language in self.wording.languages else self.wording.languages[0]
        return Reply(kind=ReplyKind.COMMAND, text=self.wording.say(language, name, **values), language=language)
