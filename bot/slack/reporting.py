"""Listeners for what is pressed in a reminder and filled in below it. They translate, and decide nothing."""

import re
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta
from hashlib import sha256
from typing import Any

import orjson
import structlog
from aiohttp import ClientError
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.errors import SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot.desk import Desk
from bot.errors import BotError
from bot.parts import Act
from bot.ports import Clock
from bot.progress import Refusal, Reported
from bot.reporting import Acted, Press, Reporting
from bot.slack.blocks import MAX_TEXT, fields_of
from bot.slack.forms import DAY, EVIDENCE, MAX_ADDRESS, MAX_NOTE, NOTE, Filled, Place, form, notice, warning
from bot.slack.kit import bare, cut_marked_up, marked
from bot.slack.once import Once
from bot.slack.people import People
from bot.slack.publishing import Publishing
from bot.slack.reminders import DATE, FOLLOW_UP, WEEK, reminder_message
from bot.slack.reminders import DAY as TOMORROW
from bot.slack.responding import Respond
from bot.slack.running import Running
from bot.wording import Wording

log = structlog.get_logger()

Body = dict[str, Any]
Say = Callable[..., Awaitable[None]]

#: Asked for words or a day first.
_WITH_A_FORM = frozenset({Act.NOTE, Act.REVISE, Act.NOT_MINE, Act.RETURN})
_FORMS = _WITH_A_FORM | {Act.SNOOZE}
#: What a person can mend in the form.
_MENDED_AT = {Refusal.NO_WORDS: NOTE, Refusal.PAST: DAY, Refusal.TOO_FAR: DAY}
_ABOUT_QUIET = frozenset({Act.QUIET, Act.GRANT, Act.KEEP})
_SNOOZES = {TOMORROW: timedelta(days=1), WEEK: timedelta(weeks=1)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answering:
    """The listeners for reminders, and what they need."""

    reporting: Reporting
    desk: Desk
    people: People
    clock: Clock
    once: Once
    running: Running
    publishing: Publishing
    wording: Wording
    #: How often a form was sent back to be mended: filled in again it is no second delivery.
    sent_back: Counter[str] = field(default_factory=Counter)

    def register(self, app: AsyncApp) -> None:
        app.action(re.compile(f"^{FOLLOW_UP}:"))(self.running.track(self.on_press))
        app.view(re.compile(f"^{FOLLOW_UP}:"))(self.running.track(self.on_form))
        # Whatever is left of an earlier version is closed, and that is all.
        app.view(re.compile(""))(self.running.track(self.on_other))

    async def on_press(self, ack: AsyncAck, body: Body, client: AsyncWebClient, respond: Respond | None) -> None:
        """Do what was pressed, or open the form that it needs."""
        await ack()
        action, user = body["actions"][0], body["user"]["id"]
        say = respond or self._directly(user, client)
        act, fields = _act(action.get("action_id", "")), fields_of(_carried(action))
        if act is None or not fields.get("a") or not await self._is_new(body, action):
            return  # none of ours, or delivered again
        place = Place(
            assignment=fields["a"],
            mark=fields.get("m", ""),
            channel=body.get("container", {}).get("channel_id", ""),
            ts=body.get("container", {}).get("message_ts", "") if body.get("message") else "",
            language=await self._language(user),
        )
        press = Press(act=act, assignment=place.assignment, user=user, mark=place.mark or None)
        if act in _ABOUT_QUIET:
            await self._about_quiet(press, place, client, say)
            return
        chosen = fields.get("s", "")
        if act in _WITH_A_FORM or (act is Act.SNOOZE and chosen == DATE):
            await self._ask(press, place, body["trigger_id"], client, say)
            return
        status = Reported(chosen) if act is Act.REPORT and chosen in set(Reported) else None
        wanted = Press(
            act=act,
            assignment=press.assignment,
            user=user,
            mark=press.mark,
            status=status,
            until=_SNOOZES.get(chosen),
        )
        acted = await self.reporting.act(wanted, place.language)
        await self._show(acted, place, client, say)

    async def on_form(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        """Take what was filled in; what can be mended is said in the form, everything else in its place."""
        view, user = body["view"], body["user"]["id"]
        act, place, filled = (
            _act(view.get("callback_id", "")),
            Place.of(view.get("private_metadata", "")),
            Filled.of(view),
        )
        if act not in _FORMS or not place.assignment:
            await ack()
            return
        asker = await self.people.asker(user)
        danger = self.desk.warning(f"{filled.note}\n{filled.evidence}", asker)
        if danger is not None:
            # Nothing of it is kept: whoever wrote it gets the cards in the place of the form.
            await ack(response_action="update", view=warning(danger, place, self.wording))
            await self.desk.count(danger)
            return
        if wrong := self._wrong(filled, place.language):
            await ack(response_action="errors", errors=wrong)
            return
        if not await self._is_first(view):
            await ack()  # delivered again
            return
        press = Press(
            act=act,
            assignment=place.assignment,
            user=user,
            mark=place.mark or None,
            until=filled.day,
            note=filled.note,
            evidence=filled.evidence,
        )
        await self._take(press, place, str(view.get("id")), ack, client)

    async def on_other(self, ack: AsyncAck) -> None:
        await ack()

    async def _take(self, press: Press, place: Place, view_id: str, ack: AsyncAck, client: AsyncWebClient) -> None:
        try:
            acted = await self.reporting.act(press, place.language)
        except BotError as error:
            # Their words are in the form still, which stays open.
            self.sent_back[view_id] += 1
            text = self.wording.say(place.language, error.tell, reference="-")
            first = DAY if press.act in {Act.SNOOZE, Act.REVISE} else NOTE
            await ack(response_action="errors", errors={first: text})
            log.warning("form not taken", act=press.act, reason=type(error).__name__)
            return
        if acted.refusal in _MENDED_AT:
            self.sent_back[view_id] += 1
            await ack(response_action="errors", errors={_MENDED_AT[acted.refusal]: bare(acted.said)})
            return
        if acted.refusal is not None:
            view = notice(marked(acted.said), f"modal-title-{press.act}", place, self.wording)
            await ack(response_action="update", view=view)
        else:
            await ack()
        say = self._directly(press.user, client, is_at_home=not place.channel)
        await self._show(acted, place, client, None if acted.refusal else say)

    async def _about_quiet(self, press: Press, place: Place, client: AsyncWebClient, say: Say) -> None:
        """Take a wish for no more reminders, or the organisers' decision; what came of it is always said."""
        if press.act is Act.QUIET:
            acted = await self.reporting.ask_quiet(press.user, place.language, assignment=press.assignment)
        else:
            acted = await self.reporting.decide_quiet(press, place.language)
        if acted is None:
            acted = Acted(said=self.wording.say(place.language, "refused-stranger"), refusal=Refusal.STRANGER)
        await self._redraw(acted, place, client)
        text = cut_marked_up(marked(acted.said), MAX_TEXT)
        await say(response_type="ephemeral", replace_original=False, text=text)

    async def _ask(self, press: Press, place: Place, trigger: str, client: AsyncWebClient, say: Say) -> None:
        refused = await self.reporting.allows(press, place.language)
        if refused is not None:
            await self._show(refused, place, client, say)
            return
        reference = await self.reporting.reference(press.assignment)
        tomorrow = self.clock.now().date() + timedelta(days=1)
        view = form(press.act, place, reference, self.wording, tomorrow=tomorrow)
        await client.views_open(trigger_id=trigger, view=view)

    async def _show(self, acted: Acted, place: Place, client: AsyncWebClient, say: Say | None) -> None:
        """Bring the message up to date, which shows what was done; say it where there is no such message."""
        redrawn = await self._redraw(acted, place, client)
        if say is not None and (acted.refusal is not None or not redrawn):
            text = cut_marked_up(marked(acted.said), MAX_TEXT)
            await say(response_type="ephemeral", replace_original=False, text=text)

    async def _redraw(self, acted: Acted, place: Place, client: AsyncWebClient) -> bool:
        # Whoever has no part in it changes nothing, not even what others see.
        if not place.ts or acted.assignment is None or acted.refusal is Refusal.NOT_THEIRS:
            return False
        telling = await self.reporting.redrawn(place.channel, place.ts, place.language)
        if telling is None:
            return False
        message = reminder_message(telling, self.wording)
        try:
            await client.chat_update(channel=place.channel, ts=place.ts, text=message["text"], blocks=message["blocks"])
        except (TimeoutError, SlackClientError, ClientError) as error:
            # It is done all the same, and is said in another way.
            log.warning("message not brought up to date", reason=type(error).__name__)
            return False
        return True

    def _directly(self, user: str, client: AsyncWebClient, *, is_at_home: bool = True) -> Say:
        """Return what says something to one person: in their home where they are there, else in a direct message."""

        async def say(*, text: str, **_: Any) -> None:
            if not (is_at_home and await self.publishing.said(user, text)):
                await client.chat_postMessage(channel=user, text=text)

        return say

    def _wrong(self, filled: Filled, language: str) -> dict[str, str]:
        """Return what is to be mended in a form, by its field."""
        wrong = {}
        if filled.evidence and not re.fullmatch(r"https?://[^\s<>|]+", filled.evidence):
            wrong[EVIDENCE] = self.wording.say(language, "modal-bad-address")
        for name, limit in ((NOTE, MAX_NOTE), (EVIDENCE, MAX_ADDRESS)):
            if len(getattr(filled, name)) > limit:
                wrong[name] = self.wording.say(language, "modal-too-long", limit=limit)
        return wrong

    async def _language(self, user: str) -> str:
        return await self.reporting.language(user, (await self.people.asker(user)).language)

    async def _is_first(self, view: Body) -> bool:
        """Tell whether a form comes for the first time as it is filled in."""
        filled = sha256(orjson.dumps(view.get("state", {}), option=orjson.OPT_SORT_KEYS)).hexdigest()[:16]
        id_ = str(view.get("id"))
        return await self.once.first(f"form:{id_}:{self.sent_back[id_]}:{filled}")

    async def _is_new(self, body: Body, action: Body) -> bool:
        # Slack delivers a press again where it heard no answer; each press of a person has an instant of its own.
        place = body.get("container", {})
        key = (body["user"]["id"], place.get("channel_id"), place.get("message_ts"), action.get("action_ts"))
        return await self.once.first("press:" + ":".join(map(str, (*key, action.get("action_id")))))


def _act(action_id: str) -> Act | None:
    name = action_id.removeprefix(f"{FOLLOW_UP}:")
    return Act(name) if name in set(Act) else None


def _carried(action: Body) -> str:
    return str(action.get("value") or (action.get("selected_option") or {}).get("value") or "")
