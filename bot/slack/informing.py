"""Listeners for people's own affairs: what is kept of them, a copy, to be erased; and the notice at first contact."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import structlog
from aiohttp import ClientError
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.errors import SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import DeliveryError
from bot.ports import Messenger
from bot.privacy import Privacy
from bot.reply import Asker, Reply, ReplyKind
from bot.slack.blocks import MAX_BLOCKS, MAX_TEXT, OWN, Message, message_for, words
from bot.slack.kit import MAX_SECTION, cut_marked_up, section
from bot.slack.mrkdwn import escaped
from bot.slack.once import Once
from bot.slack.people import People
from bot.slack.pressing import Body, Pressed
from bot.slack.responding import Respond, RespondError
from bot.slack.running import Running
from bot.wording import Wording
from knowledge.model import Audience

log = structlog.get_logger()

#: Of a section's characters, what a block of code has around it.
_FRAME = len("```\n\n```")


@dataclass(frozen=True, slots=True, kw_only=True)
class Informing:
    """What people are told about themselves, and what they can do about it."""

    privacy: Privacy
    people: People
    messenger: Messenger
    once: Once
    running: Running
    wording: Wording

    def register(self, app: AsyncApp) -> None:
        app.action(re.compile(f"^{OWN}:"))(self.running.track(self.on_own))

    async def on_own(self, ack: AsyncAck, body: Body, client: AsyncWebClient, respond: Respond) -> None:
        """Do what was pressed, once, for whoever pressed it, and put what came of it in the place of the question."""
        await ack()
        press, action = Pressed(body), body["actions"][0]
        act = str(action.get("action_id", "")).removeprefix(f"{OWN}:")
        about = press.fields.get("about", "")
        pressed = f"own:{press.channel}:{press.ts}:{press.user}:{act}:{about}:{action.get('action_ts')}"
        if not about or not await self.once.first(pressed):
            return  # none of ours, or delivered again
        asker = await self.people.asker(press.user)
        if act == "privacy_export":
            reply = await self._send_copy(asker, client)
        else:
            reply = await self.privacy.press(act, asker)
        await press.replace(message_for(reply, self.wording), client, respond)

    async def _send_copy(self, asker: Asker, client: AsyncWebClient) -> Reply:
        """Send everything that is held of somebody to their direct messages, where nobody else looks on."""
        parts = await self.privacy.export(asker)
        language = asker.language or ""
        try:
            channel = await self.messenger.conversation(asker.id)
        except DeliveryError as error:
            log.warning("copy not sent", reason=str(error))
            said = self.wording.say(language, "privacy-export-unsent")
            return Reply(kind=ReplyKind.ERROR, text=said, language=language, is_personal=True)
        for number, each in enumerate(parts, 1):
            title = self.wording.say(language, "privacy-export-part", part=number, count=len(parts))
            await client.chat_postMessage(channel=channel, **_as_code(title, each))
        said = self.wording.say(language, "privacy-export-sent", count=len(parts))
        return Reply(kind=ReplyKind.COMMAND, text=said, language=language, is_personal=True)

    async def shown(
        self, reply: Reply, message: Message, asker: Asker, channel: str, client: AsyncWebClient
    ) -> Message:
        """Return what to show where somebody asked.

        That is the message; or, where it is for organisers alone and others read there, a word that it was sent to them
        directly, which is done then.
        """
        if reply.audience is not Audience.ORGANISERS or channel.startswith("D"):
            return message
        await client.chat_postMessage(channel=await self.messenger.conversation(asker.id), **message)
        return words(self.wording.say(reply.language, "sent-directly"))

    async def with_notice(self, asker: Asker, reply: Reply | None, message: Message) -> Message:
        """Return an answer that one person alone sees; below it what is kept of them, where they were not told yet."""
        told = await self._due(asker, reply)
        if told is None:
            return message
        said = message_for(told, self.wording)
        below = [{"type": "context", "elements": [each["text"]]} for each in said["blocks"]]
        text = cut_marked_up(f"{message['text']}\n\n{said['text']}", MAX_TEXT)
        blocks = {"blocks": [*message["blocks"][: MAX_BLOCKS - len(below)], *below]} if "blocks" in message else {}
        return {**message, "text": text, **blocks}

    async def notice(self, asker: Asker, reply: Reply, post: Callable[[Message], Awaitable[Any]]) -> None:
        """Tell somebody once what is kept of them, beside an answer that others read; a failure is only logged.

        Args:
            asker: who was answered.
            reply: what they were answered.
            post: posts a message that nobody but they see.
        """
        told = await self._due(asker, reply)
        if told is None:
            return
        try:
            await post(message_for(told, self.wording))
        except (TimeoutError, SlackClientError, ClientError, RespondError) as error:
            log.warning("notice not posted", reason=type(error).__name__)

    async def _due(self, asker: Asker, reply: Reply | None) -> Reply | None:
        """Return what somebody is to be told with a reply; below contact cards there is nothing else to read."""
        if reply is not None and reply.kind is ReplyKind.SAFETY:
            return None
        return await self.privacy.notice(asker)


def _as_code(title: str, text: str) -> Message:
    """Return lines without mark-up as a message of blocks of code, which begin and end between lines."""
    blocks = [section(escaped(title)), *(section(f"```\n{each}\n```") for each in _cut(text))]
    return {"text": title, "blocks": blocks, "unfurl_links": False, "unfurl_media": False}


def _cut(text: str) -> list[str]:
    """Return lines in pieces for a section each."""
    pieces: list[str] = []
    for line in text.splitlines():
        if pieces and len(pieces[-1]) + len("\n") + len(line) <= MAX_SECTION - _FRAME:
            pieces[-1] = f"{pieces[-1]}\n{line}"
        else:
            pieces.append(line)
    return pieces
