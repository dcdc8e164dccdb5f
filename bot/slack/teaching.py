"""Listeners for organisers who answer what the bot could not; the askers are told where they asked."""

import asyncio
import re
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Any

import structlog
from aiohttp import ClientError
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.errors import SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot.administering import Administration
from bot.desk import Desk
from bot.errors import BotError, DeliveryError
from bot.gathering import Group
from bot.markdown import literal, rendered_once
from bot.organising import Asked
from bot.ports import PassedOn
from bot.reply import Asker, Button, Conversation, Reply, ReplyKind
from bot.slack.blocks import DECIDE, MAX_BLOCKS, Message, fields_of, message_for, value_of
from bot.slack.kit import section
from bot.slack.messenger import SlackMessenger
from bot.slack.mrkdwn import MRKDWN, escaped
from bot.slack.once import Once
from bot.slack.organisers import Organisers
from bot.slack.people import People
from bot.slack.pressing import Pressed
from bot.slack.running import Running
from bot.slack.teaching_forms import (
    Filled,
    Given,
    answer_form,
    dismiss_form,
    look_view,
    said_view,
    without_masks,
)
from bot.teaching import Shown, Teaching, new_id
from bot.wording import Wording
from knowledge.contributing import Contribution
from knowledge.model import Source

log = structlog.get_logger()

Body = dict[str, Any]

ANSWER, ATTACH, DISMISS, EDIT = "teach_answer", "teach_attach", "teach_dismiss", "teach_edit"
_EDIT = re.compile(r"\s*(?:--)?contributed\s+edit\s+([a-z0-9-]{1,80})\s*", re.IGNORECASE)
_FAILURES = (TimeoutError, SlackClientError, ClientError, DeliveryError)
#: Places of messages that are remembered; those of older ones are looked up.
_MOST_PLACES = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class TeachingListeners:
    """The listeners for what waits for an answer, and what they need."""

    teaching: Teaching
    administration: Administration
    desk: Desk
    organisers: Organisers
    #: Where organisers are told things; None: a direct message to each.
    organisers_channel: str | None
    messenger: SlackMessenger
    people: People
    once: Once
    running: Running
    wording: Wording
    #: Where a group of questions stands and in which language, by its id and the channel.
    _places: OrderedDict[tuple[str, str], tuple[str, str]] = field(init=False, default_factory=OrderedDict)
    _one_by_one: asyncio.Lock = field(init=False, default_factory=asyncio.Lock)

    def register(self, app: AsyncApp) -> None:
        app.action(re.compile(f"^{DECIDE}:teach_"))(self.running.track(self.on_press))
        app.view("teach:look")(self.running.track(self.on_written))
        app.view("teach:apply")(self.running.track(self.on_apply))
        app.view("teach:dismiss")(self.running.track(self.on_dismiss))

    # What the organisers are told

    async def announce(self, question: str) -> None:
        """Show the organisers a question that was sent to them; with those that ask the same, in one message."""
        async with self._one_by_one:
            group = await self.teaching.group(question)
            if group is None:
                return
            for channel, language in await self._channels():
                await self._show(group, channel, language)

    def _announced(self, group: Group, language: str) -> Message:
        first, count = group.first, len(group.questions)
        text = self.wording.say(
            language,
            "question-asked",
            count=count,
            question=literal(first.question),
            day=group.questions[-1].asked_at.date(),
        )
        buttons = [
            Button(act=act, label=self.wording.say(language, name), about=group.id)
            for act, name in ((ANSWER, "teach-answer"), (ATTACH, "teach-attach"), (DISMISS, "teach-dismiss"))
        ]
        return message_for(Reply(kind=ReplyKind.COMMAND, text=text, language=language, buttons=buttons), self.wording)

    async def _channels(self) -> list[tuple[str, str]]:
        """Return where organisers are told things, and in which language."""
        if self.organisers_channel:
            return [(self.organisers_channel, "")]
        everyone = sorted(await self.organisers.everyone())
        return [(each, (await self.people.asker(each)).language or "") for each in everyone]

    async def _show(self, group: Group, channel: str, language: str) -> None:
        """Bring the message of a group up to date, or post it where there is none."""
        id_, message = f"question:{group.id}", self._announced(group, language)
        try:
            where = await self.messenger.conversation(channel)
            ts = await self._place(group, where)
            if ts is None:
                ts = await self.messenger.post(where, message, id_=id_, signs=())
            else:
                kept = {name: each for name, each in message.items() if not name.startswith("unfurl")}
                await self.messenger.update(where, ts, kept)
            self._remember(group.id, where, (ts, language))
        except _FAILURES as error:
            log.warning("organisers not told", message="question-asked", reason=type(error).__name__)

    async def _place(self, group: Group, channel: str) -> str | None:
        """Return where a group stands in a channel; None: nowhere yet, or where it cannot be found any more."""
        known = self._places.get((group.id, channel))
        if known is not None or len(group.questions) == 1:
            return known[0] if known else None
        try:
            return await self.messenger.find(channel, id_=f"question:{group.id}", after="0")
        except DeliveryError as error:
            log.info("question not found again", reason=type(error).__name__)
            return None

    def _remember(self, group: str, channel: str, place: tuple[str, str]) -> None:
        self._places[group, channel] = place
        while len(self._places) > _MOST_PLACES:
            self._places.popitem(last=False)

    async def _settle(self, group: Group, message: str, who: Asker) -> None:
        """Take the buttons away from a question that was dealt with, and say what became of it."""
        for (id_, channel), (ts, language) in list(self._places.items()):
            if id_ != group.id:
                continue
            said = self.wording.say(language, message, who=literal(who.shown))
            text = f"> {escaped(group.first.question)}\n{rendered_once(said, MRKDWN)}"
            blocks = [section(text)]
            try:
                await self.messenger.update(channel, ts, {"text": text[:3000], "blocks": blocks})
            except _FAILURES as error:
                log.warning("message not brought up to date", reason=type(error).__name__)
            self._places.pop((id_, channel), None)

    # What the askers are told

    async def tell(self, question: PassedOn, text: str, entry: str) -> bool:
        """Tell an asker something about their question where they asked; return whether they were reached."""
        asker = await self.people.asker(question.asker)
        language = asker.language if asker.has_chosen and asker.language else question.language
        where = Conversation(channel=question.channel, thread=question.thread, person=asker.id)
        reply = await self.desk.show(entry, language, where, asker) if entry else None
        if reply is not None and reply.kind is ReplyKind.UNKNOWN:
            log.warning("asker not told", reason="the answer is not for them")
            return False
        is_direct = question.channel.startswith("D")
        is_here = is_direct or (question.thread is not None and not (reply is not None and reply.private))
        intro = self._intro(question, text, mention=not is_direct and is_here)
        below = message_for(reply, self.wording) if reply else {"text": "", "blocks": []}
        message = {
            "text": f"{intro}\n\n{below['text']}".strip(),
            "blocks": [section(intro), *below["blocks"]][:MAX_BLOCKS],
        }
        try:
            channel = question.channel if is_here else await self.messenger.conversation(asker.id)
            thread = {"thread_ts": question.thread} if is_here and question.thread else {}
            await self.messenger.post(channel, {**message, **thread}, id_=f"answered:{question.id}", signs=())
        except _FAILURES as error:
            log.warning("asker not told", reason=type(error).__name__)
            return False
        return True

    def _intro(self, question: PassedOn, text: str, *, mention: bool) -> str:
        quoted = f"> {escaped(' '.join(question.question.split())[:500])}"
        said = rendered_once(text, MRKDWN)
        return f"<@{question.asker}>\n{quoted}\n{said}" if mention else f"{quoted}\n{said}"

    # What organisers press

    async def on_press(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        """Open the form for what was pressed."""
        await ack()
        press, action = Pressed(body), body["actions"][0]
        about = press.fields.get("about", "")
        asker = await self.people.asker(press.user)
        language = self._language(asker)
        act = str(action.get("action_id", "")).removeprefix(f"{DECIDE}:").partition(":")[0]
        if not about:
            return
        view = await self._form(act, about, asker, language)
        # Pressed in a form, another one takes its place: only a message opens one.
        if press.is_in_a_form and press.view is not None:
            await client.views_update(view_id=press.view["id"], view=view)
        else:
            await client.views_open(trigger_id=body["trigger_id"], view=view)

    async def opened(self, text: str, trigger: str, asker: Asker, client: AsyncWebClient) -> bool:
        """Open the form that a command asks for; False: it asks for none."""
        asked_for = _EDIT.fullmatch(text)
        if asked_for is None:
            return False
        view = await self._form(EDIT, asked_for[1].casefold(), asker, self._language(asker))
        await client.views_open(trigger_id=trigger, view=view)
        return True

    async def _form(self, act: str, about: str, asker: Asker, language: str) -> dict[str, Any]:
        """Return the form for an act, or why there is none."""
        refused = await self.administration.refusal(act, asker, language)
        if refused is not None:
            return self._said(refused, language)
        if act == EDIT:
            return self._edit_form(about, language)
        group = await self.teaching.group(about)
        if group is None:
            return self._said(self.wording.say(language, "teach-gone"), language)
        shown = self._shown(group, language)
        if act == DISMISS:
            return dismiss_form(shown, self.wording, language, kept=value_of(g=group.id, l=language))
        languages, first = self._languages(), group.first
        asked_in = first.language if first.language in languages else languages[0]
        given = Given(
            answers={},
            phrasings={asked_in: without_masks(first.question)},
            entries=self.teaching.nearest(first.question, asked_in),
        )
        is_attached = act == ATTACH
        return answer_form(
            given,
            shown,
            languages,
            self.wording,
            language,
            kept=value_of(g=group.id, l=language),
            attach=is_attached and bool(given.entries),
        )

    def _edit_form(self, id_: str, language: str) -> dict[str, Any]:
        added = self.teaching.added(id_)
        if added is None:
            return self._said(self.wording.say(language, "contributed-unknown", id=id_), language)
        entries = [each] if added.to and (each := self.teaching.base.snapshot.entries.get(added.to)) else []
        given = Given(
            answers=added.answer,
            phrasings={each: "\n".join(many) for each, many in added.phrasings.items()},
            entries=entries,
            to=added.to,
            source=added.source.title if added.source else "",
            url=(added.source.url or "") if added.source else "",
            audience=added.audience,
        )
        kept = value_of(i=added.id, l=language)
        return answer_form(given, "", self._languages(), self.wording, language, kept=kept, attach=False)

    async def on_written(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        """Show what a draft would do; what can be mended is said in the form."""
        view, asker = body["view"], await self.people.asker(body["user"]["id"])
        kept, filled = fields_of(view.get("private_metadata", "")), Filled.of(view)
        language = kept.get("l") or self._language(asker)
        # An answer about help for victims sounds like a call for help: here the gate stays open.
        if wrong := filled.wrong(language, self.wording, self._languages()):
            await ack(response_action="errors", errors=wrong)
            return
        await ack(response_action="update", view=self._said(self.wording.say(language, "admin-working"), language))
        said = await self._tried(filled, kept, asker, language)
        await client.views_update(view_id=view["id"], view=said)

    async def _tried(self, filled: Filled, kept: dict[str, str], asker: Asker, language: str) -> dict[str, Any]:
        refused = await self.administration.refusal(ANSWER, asker, language)
        if refused is not None:
            return self._said(refused, language)
        contribution = self._contribution(filled, kept.get("i", ""), asker)
        group = kept.get("g", "")
        try:
            shown = await self.teaching.look(contribution, group, self._asked(asker, language))
        except BotError as error:
            return self._said(self.wording.say(language, error.tell, reference="-"), language)
        return self._look(shown, group, language)

    def _look(self, shown: Shown, group: str, language: str) -> dict[str, Any]:
        text = rendered_once(shown.text, MRKDWN)
        return look_view(text, self.wording, language, kept=value_of(k=shown.key, g=group, l=language))

    def _contribution(self, filled: Filled, edited: str, asker: Asker) -> Contribution:
        seminar = self.teaching.base.snapshot.seminar.id
        return Contribution(
            id=edited or new_id(),
            to=filled.to,
            phrasings=filled.phrasings,
            answer=filled.answers,
            source=Source(title=filled.source, url=filled.url or None) if filled.source else None,
            audience=filled.audience,
            seminar=seminar,
            by=asker.id,
            at=self.teaching.clock.now(),
        )

    async def on_apply(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        """Put a draft in service, once, and say what came of it in its place."""
        view, asker = body["view"], await self.people.asker(body["user"]["id"])
        kept = fields_of(view.get("private_metadata", ""))
        language = kept.get("l") or self._language(asker)
        await ack(response_action="update", view=self._said(self.wording.say(language, "admin-working"), language))
        key, group = kept.get("k", ""), kept.get("g", "")
        if not await self.once.first(f"teach:{asker.id}:{key}"):
            return  # delivered again
        refused = await self.administration.refusal("teach_apply", asker, language)
        before = await self.teaching.group(group) if group else None
        try:
            came = refused or await self.teaching.apply(key, self._asked(asker, language))
        except BotError as error:
            came = self.wording.say(language, error.tell, reference="-")
        shown = self._look(came, group, language) if isinstance(came, Shown) else self._said(came, language)
        await client.views_update(view_id=view["id"], view=shown)
        if before is not None and await self.teaching.group(group) is None:
            await self._settle(before, "question-answered", asker)

    async def on_dismiss(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        """Take a question off the list, and tell its askers why."""
        view, asker = body["view"], await self.people.asker(body["user"]["id"])
        kept, filled = fields_of(view.get("private_metadata", "")), Filled.of(view)
        language = kept.get("l") or self._language(asker)
        await ack(response_action="update", view=self._said(self.wording.say(language, "admin-working"), language))
        refused = await self.administration.refusal(DISMISS, asker, language)
        before = await self.teaching.group(kept.get("g", ""))
        try:
            said = refused or await self.teaching.dismiss(
                kept.get("g", ""), filled.reason, filled.words, self._asked(asker, language)
            )
        except BotError as error:
            said = self.wording.say(language, error.tell, reference="-")
        await client.views_update(view_id=view["id"], view=self._said(said, language))
        if refused is None and before is not None:
            await self._settle(before, "question-dismissed", asker)

    # In words

    def _shown(self, group: Group, language: str) -> str:
        said = self.wording.say(
            language,
            "question-asked",
            count=len(group.questions),
            question=literal(group.first.question),
            day=group.questions[-1].asked_at.date(),
        )
        return rendered_once(said, MRKDWN)

    def _said(self, markdown: str, language: str) -> dict[str, Any]:
        return said_view(rendered_once(markdown, MRKDWN), self.wording, language)

    def _asked(self, asker: Asker, language: str) -> Asked:
        return Asked(words=(), asker=asker, language=language, in_channel=False)

    def _languages(self) -> tuple[str, ...]:
        """Return the languages to answer in: those of the seminar that we have words for."""
        spoken = self.teaching.base.snapshot.seminar.languages
        return tuple(each for each in spoken if each in self.wording.languages) or self.wording.languages[:1]

    def _language(self, asker: Asker) -> str:
        languages = self.wording.languages
        return asker.language if asker.language in languages else self._languages()[0]
