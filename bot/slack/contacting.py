"""The button "please contact me" below the contact cards: the organisers learn a person's name, and nothing else."""

import re
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

import structlog
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.blocks import CONTACT, words
from bot.slack.notifying import Notifying
from bot.slack.once import Once
from bot.slack.pressing import Pressed
from bot.slack.responding import Respond
from bot.slack.running import Running
from bot.wording import Wording

log = structlog.get_logger()

Body = dict[str, Any]

_ASKED = "contact-asked"
_USER = re.compile(r"[UW][A-Z0-9]{1,30}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Contacting:
    """The listener for that button, and what it needs."""

    notifying: Notifying
    once: Once
    running: Running
    wording: Wording
    #: Alerts that reached nobody: the next press tries again.
    failed: set[str] = field(default_factory=set)

    def register(self, app: AsyncApp) -> None:
        app.action(CONTACT)(self.running.track(self.on_press))

    async def on_press(self, ack: AsyncAck, body: Body, client: AsyncWebClient, respond: Respond | None) -> None:
        """Alert the organisers once for each message, and say whether they were reached; the cards stay."""
        await ack()
        press = Pressed(body)
        if not _USER.fullmatch(press.user):
            return
        place = f"{press.channel}:{press.ts or body.get('view', {}).get('id')}:{press.user}"
        # Hashed: that somebody asked for it is nobody's business who reads the database.
        key = f"contact:{sha256(place.encode()).hexdigest()}"
        reached = await self._alert(press.user) if await self._is_wanted(key) else True
        if not reached:
            self.failed.add(key)
        said = words(self.wording.say(press.language, "contact-told" if reached else "contact-not-told"))
        if respond is not None:
            await respond(response_type="ephemeral", replace_original=False, **said)
        else:  # pressed in a form, which has no address to respond to
            await client.chat_postMessage(channel=press.user, **said)

    async def _is_wanted(self, key: str) -> bool:
        if key in self.failed:
            self.failed.discard(key)
            return True
        return await self.once.first(key)

    async def _alert(self, user: str) -> bool:
        """Tell the organisers who wants to be contacted; return whether anybody was reached."""
        reached = await self.notifying.tell(
            _ASKED, lambda language: {"text": self.wording.say(language, _ASKED, person=f"<@{user}>")}
        )
        log.info("organisers asked to contact a person", reached=reached)
        return reached > 0
