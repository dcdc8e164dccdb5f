"""Listeners for buttons: a choice, "was this right?", "send to the organisers". Old buttons are harmless."""

import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.desk import Desk, id_of
from bot.recommendations import Recommendations
from bot.reply import Asker, Conversation
from bot.slack.blocks import (
    CHOOSE,
    MAX_TEXT,
    PASS_ON,
    RATE,
    Message,
    expected_blocks,
    fields_of,
    message_for,
    settled,
    words,
)
from bot.slack.kit import Block, cut_marked_up, section
from bot.slack.mrkdwn import escaped
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
    #: Called once a question was sent to the organisers; must not wait.
    changed: Callable[[], None] = lambda: None
    #: Shows the organisers a question that was sent to them, by its id.
    announce: Callable[[str], Awaitable[None]] | None = None

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
        more = await self._expected(press, entry) if right == "no" else []
        if press.shown is not None and (press.is_direct or press.is_in_a_form):
            await press.settle(press.shown, said, client, more)
        else:  # others in the channel may still have their say
            blocks = {"blocks": [section(escaped(said)), *more]} if more else {}
            await respond(response_type="ephemeral", replace_original=False, **words(said), **blocks)

    async def _expected(self, press: "Pressed", entry: str) -> list[Block]:
        """Return the question what was expected; nothing where they have told that already."""
        question, asker = press.fields.get("question", ""), Asker(id=press.user)
        choices = await self.desk.expected(question, entry, press.language, asker)
        return expected_blocks(choices, entry, question, self.wording, press.language)

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
        self.changed()
        if press.shown is None:
            await respond(response_type="ephemeral", replace_original=True, **words(said))
        else:
            await press.settle(press.shown, said, client)
        if self.announce is not None:
            await self.announce(id_of(key))

    async def on_other(self, ack: AsyncAck) -> None:
        await ack()


class Pressed:
    """One button pressed: what it carried, and where its message is."""

    def __init__(self, body: Body) -> None:
        container = body.get("container", {})
        self.message: Body | None = body.get("message")
        #: The form that it was pressed in; None: a message.
        self.view: Body | None = body.get("view")
        kept = fields_of(str((self.view or {}).get("private_metadata") or ""))
        self.fields = fields_of(body["actions"][0].get("value", ""))
        self.user: str = body["user"]["id"]
        self.channel: str = container.get("channel_id") or body.get("channel", {}).get("id", "") or kept.get("c", "")
        self.ts: str = container.get("message_ts") or (self.message or {}).get("ts", "") or container.get("view_id", "")
        self.thread: str | None = container.get("thread_ts") or (self.message or {}).get("thread_ts")
        self.language = self.fields.get("language", "")
        self.is_direct = self.channel.startswith("D")
        self.is_in_a_form = self.view is not None

    @property
    def shown(self) -> Body | None:
        """Return the message or the form, where what it shows is told."""
        return self.message or self.view

    @property
    def conversation(self) -> Conversation:
        """Return where the message belongs: outside a thread, what one person alone sees is a command's answer."""
        is_own = self.is_direct or self.is_in_a_form or (self.message is None and self.thread is None)
        return Conversation(channel=self.channel, thread=self.thread, person=self.user if is_own else None)

    async def replace(self, message: Message, client: AsyncWebClient, respond: Respond | None) -> None:
        """Put another message in the place of this one; an ephemeral one is reached by its response address alone."""
        if self.view is not None:
            await self._put(self.view, message.get("blocks") or [section(str(message["text"]))], client)
        elif self.message is None and respond is not None:
            await respond(replace_original=True, response_type="ephemeral", **message)
        else:
            kept = {name: each for name, each in message.items() if not name.startswith("unfurl")}
            await client.chat_update(channel=self.channel, ts=self.ts, **kept)

    async def settle(self, message: Body, said: str, client: AsyncWebClient, more: Sequence[Block] = ()) -> None:
        """Take the buttons of a message away and say what came of them; below that, more may be asked."""
        if self.view is not None:
            await self._put(self.view, [*settled(message.get("blocks", []), said), *more], client)
            return
        text = cut_marked_up(f"{message.get('text', '')}\n\n{words(said)['text']}", MAX_TEXT)
        blocks = [*settled(message.get("blocks", []), said), *more]
        await client.chat_update(channel=self.channel, ts=self.ts, text=text, blocks=blocks)

    async def _put(self, view: Body, blocks: list[Block], client: AsyncWebClient) -> None:
        """Show something else in a form; of what Slack tells of it, only what it takes again is sent back."""
        kept = {
            name: view[name] for name in ("type", "callback_id", "private_metadata", "title", "close") if name in view
        }
        await client.views_update(view_id=view["id"], view={**kept, "blocks": blocks})
