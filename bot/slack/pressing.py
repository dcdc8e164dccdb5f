"""Listeners for buttons: a choice, "was this right?", "send to the organisers". Old buttons are harmless."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.desk import Desk
from bot.recommendations import Recommendations
from bot.reply import Asker, Conversation
from bot.slack.blocks import (
    CHOOSE,
    MAX_TEXT,
    PASS_ON,
    RATE,
    Message,
    cut_marked_up,
    fields_of,
    message_for,
    settled,
    words,
)
from bot.slack.responding import Respond
from bot.slack.running import Running
from bot.wording import Wording

if TYPE_CHECKING:
    from bot.slack.informing import Informing  # which reads presses too

Body = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pressing:
    """The listeners for buttons, and what they need."""

    desk: Desk
    recommendations: Recommendations
    informing: "Informing"
    running: Running
    wording: Wording

    def register(self, app: AsyncApp) -> None:
        app.action(re.compile(f"^{CHOOSE}:"))(self.running.track(self.on_choice))
        app.action(re.compile(f"^{RATE}:"))(self.running.track(self.on_rating))
        app.action(PASS_ON)(self.running.track(self.on_pass_on))
        # Last: whatever is left of an earlier version is acknowledged, and that is all.
        app.action(re.compile(""))(self.running.track(self.on_other))

    async def on_choice(self, ack: AsyncAck, body: Body, client: AsyncWebClient, respond: Respond) -> None:
        """Put the answer in the place of the choices, with how it stands where it is a recommendation."""
        await ack()
        press = Pressed(body)
        if entry := press.fields.get("entry"):  # else it is not a button of ours
            asker, where = Asker(id=press.user), press.conversation
            reply = await self.desk.show(entry, press.language, where, asker)
            reply = await self.recommendations.with_status(reply, asker, where, chosen=True)
            message = message_for(reply, self.wording)
            message = await self.informing.shown(reply, message, asker, press.channel, client)
            if reply.private and press.message is not None and not press.is_direct:
                # Others see these choices, and it is not for them what stands behind one.
                await respond(response_type="ephemeral", replace_original=False, **message)
            else:
                await press.replace(message, client, respond)

    async def on_rating(self, ack: AsyncAck, body: Body, client: AsyncWebClient, respond: Respond) -> None:
        """Count a person's verdict once for each message."""
        await ack()
        press = Pressed(body)
        entry, right = press.fields.get("entry"), press.fields.get("right")
        if not entry or right not in {"yes", "no"}:
            return  # not a button of ours
        key = f"{press.channel}:{press.ts}:{press.user}"
        said = await self.desk.rate(entry, press.language, right=right == "yes", key=key)
        if press.is_direct and press.message is not None:
            await press.settle(press.message, said, client)
        else:  # others in the channel may still have their say
            await respond(response_type="ephemeral", replace_original=False, **words(said))

    async def on_pass_on(self, ack: AsyncAck, body: Body, client: AsyncWebClient, respond: Respond) -> None:
        """Keep the question for the organisers; pressing twice keeps one."""
        await ack()
        press = Pressed(body)
        question = press.fields.get("question")
        if not question:
            return  # not a button of ours
        where = press.conversation
        key = f"{press.user if press.is_direct else press.channel}:{press.ts}"
        said = await self.desk.pass_on(question, Asker(id=press.user), where, press.language, key=key)
        if press.message is None:
            await respond(response_type="ephemeral", replace_original=True, **words(said))
        else:
            await press.settle(press.message, said, client)

    async def on_other(self, ack: AsyncAck) -> None:
        await ack()


class Pressed:
    """One button pressed: what it carried, and where its message is."""

    def __init__(self, body: Body) -> None:
        container = body.get("container", {})
        self.message: Body | None = body.get("message")
        self.fields = fields_of(body["actions"][0].get("value", ""))
        self.user: str = body["user"]["id"]
        self.channel: str = container.get("channel_id") or body.get("channel", {}).get("id", "")
        self.ts: str = container.get("message_ts") or (self.message or {}).get("ts", "")
        self.thread: str | None = container.get("thread_ts") or (self.message or {}).get("thread_ts")
        self.language = self.fields.get("language", "")
        self.is_direct = self.channel.startswith("D")

    @property
    def conversation(self) -> Conversation:
        """Return where the message belongs: outside a thread, what one person alone sees is a command's answer."""
        is_own = self.is_direct or (self.message is None and self.thread is None)
        return Conversation(channel=self.channel, thread=self.thread, person=self.user if is_own else None)

    async def replace(self, message: Message, client: AsyncWebClient, respond: Respond) -> None:
        """Put another message in the place of this one; an ephemeral one is reached by its response address alone."""
        if self.message is None:
            await respond(replace_original=True, response_type="ephemeral", **message)
        else:
            kept = {name: each for name, each in message.items() if not name.startswith("unfurl")}
            await client.chat_update(channel=self.channel, ts=self.ts, **kept)

    async def settle(self, message: Body, said: str, client: AsyncWebClient) -> None:
        """Take the buttons of a message away and say what came of them."""
        text = cut_marked_up(f"{message.get('text', '')}\n\n{words(said)['text']}", MAX_TEXT)
        blocks = settled(message.get("blocks", []), said)
        await client.chat_update(channel=self.channel, ts=self.ts, text=text, blocks=blocks)
