"""Listeners for whoever said that an answer was wrong: what they expected, by an entry or in their own words."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.cleaning import MAX_QUESTION
from bot.desk import Desk, id_of
from bot.reply import Conversation, Reply
from bot.slack.blocks import EXPECT, fields_of, message_for, value_of
from bot.slack.kit import MAX_TITLE, Block, plain
from bot.slack.once import Once
from bot.slack.people import People
from bot.slack.pressing import Pressed
from bot.slack.responding import Respond
from bot.slack.running import Running
from bot.wording import Wording

Body = dict[str, Any]

_WORDS = "words"
_FORM = f"{EXPECT}:other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Expecting:
    """The listeners for what was expected, and what they need."""

    desk: Desk
    people: People
    once: Once
    running: Running
    wording: Wording
    #: Shows the organisers a question that was sent to them, by its id.
    announce: Callable[[str], Awaitable[None]]

    def register(self, app: AsyncApp) -> None:
        app.action(re.compile(f"^{EXPECT}:"))(self.running.track(self.on_press))
        app.view(_FORM)(self.running.track(self.on_words))

    async def on_press(self, ack: AsyncAck, body: Body, client: AsyncWebClient, respond: Respond | None) -> None:
        """Count which entry was expected, once, and show it; or open the form for something else."""
        await ack()
        press = Pressed(body)
        wrong, expected = press.fields.get("wrong"), press.fields.get("entry")
        if not wrong:
            return  # none of ours
        if not expected:
            kept = value_of(
                w=wrong,
                c=press.channel,
                t=press.thread or "",
                s=press.ts,
                l=press.language,
                question=press.fields.get("question", ""),
            )
            view = self._form(kept, press.language)
            if press.view is not None:
                await client.views_update(view_id=press.view["id"], view=view)
            else:
                await client.views_open(trigger_id=body["trigger_id"], view=view)
            return
        asker = await self.people.asker(press.user)
        if await self.once.first(f"expected:{press.channel}:{press.ts}:{press.user}"):
            await self.desk.count_expected(wrong, expected)
        reply = await self.desk.show(expected, press.language, press.conversation, asker)
        if respond is not None and (reply.private or not press.is_direct):
            await respond(response_type="ephemeral", replace_original=False, **message_for(reply, self.wording))
        else:
            await press.replace(message_for(reply, self.wording), client, respond)

    async def on_words(self, ack: AsyncAck, body: Body) -> None:
        """Send what was expected to the organisers, with the question; nothing of it is counted but that it was."""
        view, user = body["view"], body["user"]["id"]
        kept = fields_of(view.get("private_metadata", ""))
        written = view.get("state", {}).get("values", {}).get(_WORDS, {}).get(_WORDS, {}).get("value")
        text, language, asker = str(written or "").strip(), kept.get("l", ""), await self.people.asker(user)
        danger = self.desk.warning(f"{text}\n{kept.get('question', '')}", asker)
        if danger is not None:
            await ack(response_action="update", view=self._notice(danger, language))
            await self.desk.count(danger)
            return
        await ack(response_action="update", view=self._said("expected-sent", language))
        place = f"{kept.get('c')}:{kept.get('s')}:{user}"
        if not kept.get("w") or not await self.once.first(f"expected:{place}"):
            return  # none of ours, or delivered again
        await self.desk.count_expected(kept["w"], "")
        question = f"{kept.get('question', '')} ({text})".strip() if text else kept.get("question", "")
        if not question:
            return
        channel = kept.get("c", "")
        where = Conversation(channel=channel, thread=kept.get("t") or None, person=user)
        key = f"expected:{user if channel.startswith('D') else channel}:{kept.get('s')}"
        await self.desk.pass_on(question[:MAX_QUESTION], asker, where, language, key=key)
        await self.announce(id_of(key))

    def _form(self, kept: str, language: str) -> dict[str, Any]:
        say = self.wording.say
        element = {"type": "plain_text_input", "action_id": _WORDS, "multiline": True, "max_length": 500}
        block = {
            "type": "input",
            "block_id": _WORDS,
            "label": plain(say(language, "expected-words"), 2000),
            "hint": plain(say(language, "expected-hint"), 2000),
            "element": element,
        }
        return {
            "type": "modal",
            "callback_id": _FORM,
            "private_metadata": kept,
            "title": plain(say(language, "expected-title"), MAX_TITLE),
            "submit": plain(say(language, "send-to-organisers"), MAX_TITLE),
            "close": plain(say(language, "modal-cancel"), MAX_TITLE),
            "blocks": [block],
        }

    def _said(self, name: str, language: str) -> dict[str, Any]:
        text = {"type": "plain_text", "text": self.wording.say(language, name), "emoji": False}
        return self._shown([{"type": "section", "text": text}], language)

    def _notice(self, reply: Reply, language: str) -> dict[str, Any]:
        return self._shown(message_for(reply, self.wording)["blocks"], language)

    def _shown(self, blocks: list[Block], language: str) -> dict[str, Any]:
        return {
            "type": "modal",
            "title": plain(self.wording.say(language, "expected-title"), MAX_TITLE),
            "close": plain(self.wording.say(language, "modal-close"), MAX_TITLE),
            "blocks": blocks,
        }
