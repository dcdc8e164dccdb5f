"""Listeners for whoever asks: direct message, mention, thread, command. They translate, and decide nothing."""

import asyncio
from dataclasses import dataclass, replace
from typing import Any

import structlog
from aiohttp import ClientError
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.errors import SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot.cleaning import MAX_QUESTION, clean
from bot.desk import HELP_WORDS, Desk
from bot.errors import LedgerError
from bot.exporting import Exporting
from bot.guessing import with_guess
from bot.metering import Meter
from bot.ports import Clock, Ledger
from bot.recommendations import Listing, Recommendations
from bot.reply import Asker, Conversation, Reply, ReplyKind
from bot.reporting import Reporting
from bot.safety import danger_in
from bot.showing import Showing
from bot.slack.administering import Administering
from bot.slack.blocks import Message, message_for
from bot.slack.informing import Informing
from bot.slack.listing import listing_message
from bot.slack.once import Once
from bot.slack.people import People
from bot.slack.publishing import Publishing
from bot.slack.responding import Respond
from bot.slack.running import Running
from bot.slack.tracing import since_arrival
from bot.slack.uploading import handed_over
from bot.waiting import LEDGER_S, within
from bot.wishes import Wish, Wished
from bot.wording import Wording
from knowledge.model import Audience

log = structlog.get_logger()

Event = dict[str, Any]

#: What a status is worth: after this the answer goes without one.
_STATUS_S = 1.0
#: Messages with these subtypes are questions like any other; the rest are news about messages.
_QUESTIONS = frozenset({None, "file_share", "thread_broadcast"})
#: Somebody came into a channel; of the bot it is told in this way too, which needs no scope of its own.
_JOINED = frozenset({"channel_join", "group_join"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """The listeners for questions, and what they need."""

    desk: Desk
    administering: Administering
    informing: Informing
    recommendations: Recommendations
    reporting: Reporting
    exporting: Exporting
    showing: Showing
    people: People
    ledger: Ledger
    clock: Clock
    once: Once
    running: Running
    publishing: Publishing
    wording: Wording
    meter: Meter
    #: Slack user id of the bot.
    bot: str

    def register(self, app: AsyncApp) -> None:
        app.event("app_mention")(self.running.track(self.on_mention))
        # Every subtype too: what no listener takes is never acknowledged over Socket Mode, and comes four times.
        app.event("message")(self.running.track(self.on_message))
        app.event("app_home_opened")(self.running.track(self.on_home))
        app.command("/seminar")(self.running.track(self.on_command))

    async def on_mention(self, body: Event, event: Event, client: AsyncWebClient) -> None:
        """Answer in the thread of the question, so that the channel stays readable."""
        if "edited" in event:
            return  # comes as `message_changed` too, and is looked at there
        if not self._from_a_bot(event) and await self._is_new(body, event):
            await self._answer(event, client, thread=_thread_of(event))

    async def on_message(self, body: Event, event: Event, client: AsyncWebClient) -> None:
        """Answer in direct messages and in threads where the bot takes part; look at edits for danger only."""
        if event.get("subtype") == "message_changed":
            await self._look_at_edit(body, event, client)
        elif event.get("subtype") in _JOINED and event.get("user") == self.bot:
            await self._greet(event, client)
        elif event.get("subtype") not in _QUESTIONS or self._from_a_bot(event):
            return
        elif _is_direct(event):
            if await self._is_new(body, event):
                await self._answer_directly(event, client)
        elif self._mentioned(event):
            return  # comes as `app_mention` too, and is answered there
        elif await self._in_our_thread(event) and await self._is_new(body, event):
            await self._answer(event, client, thread=event["thread_ts"], quietly=True)

    async def on_home(self, event: Event, client: AsyncWebClient) -> None:
        """Publish the Home tab where it is opened; where the conversation is, offer questions to begin with."""
        if event.get("tab") == "home":
            await self.publishing.opened(event["user"], event["channel"])
        if event.get("tab") != "messages":
            return
        asker = await self.people.asker(event["user"])
        greeting, prompts = self.desk.greeting(asker)
        title = self.wording.say(greeting.language, "prompts-title")
        offered = [{"title": each[:75], "message": each} for each in prompts]
        if offered:
            await self._offer(event["channel"], title, offered, client)
        if await self.once.first(f"welcome:{event['user']}"):
            message = await self.informing.with_notice(asker, greeting, message_for(greeting, self.wording))
            await client.chat_postMessage(channel=event["channel"], **message)

    async def on_command(self, ack: AsyncAck, command: Event, client: AsyncWebClient, respond: Respond) -> None:
        """Answer so that only the asker sees it."""
        await ack()  # Slack waits three seconds at most
        asker = await self.people.asker(command["user_id"])
        question = command.get("text", "").strip()
        reply: Reply | None = None
        if listing := await self._listing(question, asker):
            message = listing_message(listing, self.wording)
        else:
            reply = await self._commanded(question, asker, command["channel_id"], client)
            message = self._message(reply, question)
            message = await self.informing.shown(reply, message, asker, command["channel_id"], client)
        await respond(response_type="ephemeral", **await self.informing.with_notice(asker, reply, message))
        self.meter.answered(since_arrival())

    async def _commanded(self, question: str, asker: Asker, channel: str, client: AsyncWebClient) -> Reply:
        """Return what a command is answered."""
        if not question or question.casefold() in HELP_WORDS:
            return self.desk.help(asker)
        if own := await self.informing.privacy.asked(clean(question), asker):
            return own
        if taken := await self._taken_away(question, asker):
            return await handed_over(taken, asker, client, self.wording)
        wished = self.recommendations.wished(question)
        if quiet := await self._quiet(wished, question, asker):
            return quiet
        where = Conversation(channel=channel, person=asker.id)
        reply = with_guess(await self.desk.ask(question, asker, where), question, self.wording)
        return await self.recommendations.with_status(reply, asker, where, wished=wished)

    async def answered(self, question: str, asker: Asker, channel: str, client: AsyncWebClient) -> Message:
        """Return what somebody is answered who asked from their home; a list comes without its buttons.

        Args:
            question: as typed: whatever may follow `/seminar`.
            asker: who asked.
            channel: their direct messages.
            client: uploads what comes as a file.
        """
        if listing := await self._listing(question, asker):
            return message_for(listing.reply, self.wording)
        reply = await self._commanded(question, asker, channel, client)
        return await self.informing.with_notice(asker, reply, self._message(reply, question))

    async def _answer_directly(self, event: Event, client: AsyncWebClient) -> None:
        """Answer in a direct message, in its thread where it has one; show meanwhile that somebody is at it."""
        thread, channel = event.get("thread_ts"), event["channel"]
        asker = await self.people.asker(event["user"])
        status = self.wording.say(asker.language or "", "status")
        try:
            # Side by side, and both before the answer: a status that came after it would stay for ever.
            reply, _ = await asyncio.gather(self._reply(event, asker, client), self._show_status(event, status, client))
            message = await self.informing.with_notice(asker, reply, self._message(reply, _text_of(event)))
            await client.chat_postMessage(channel=channel, thread_ts=thread, **message)
            self.meter.answered(since_arrival())
        finally:
            # Slack takes a status away when something is posted in its thread: not where the answer stands beside it.
            await self._show_status(event, "", client)

    async def _answer(self, event: Event, client: AsyncWebClient, *, thread: str, quietly: bool = False) -> None:
        """Answer in a thread.

        Args:
            event: the question.
            client: posts the answer.
            thread: the ts of the thread's first message.
            quietly: nobody called the bot, people may be talking to each other: what it does not know, it says to the
                asker alone.
        """
        channel, asker = event["channel"], await self.people.asker(event["user"])
        reply = await self._reply(event, asker, client)
        message = self._message(self._among_others(reply), _text_of(event))

        async def alone(message: Message, thread: str | None = event.get("thread_ts")) -> None:
            await client.chat_postEphemeral(channel=channel, user=asker.id, thread_ts=thread, **message)

        message = await self.informing.shown(reply, message, asker, channel, client)
        if reply.private or (quietly and reply.kind in {ReplyKind.UNKNOWN, ReplyKind.CHOICES}):
            await alone(message)
            self.meter.answered(since_arrival())
        else:
            await client.chat_postMessage(channel=channel, thread_ts=thread, **message)
            self.meter.answered(since_arrival())
            await self._take_part(channel, thread)
        await self.informing.notice(asker, reply, alone)

    async def _greet(self, event: Event, client: AsyncWebClient) -> None:
        """Say in a channel that the bot has come into what it does and how to call it; once for each channel."""
        if await self.once.first(f"joined:{event['channel']}"):
            reply = self.desk.introduction()
            await client.chat_postMessage(channel=event["channel"], **message_for(reply, self.wording))

    async def _look_at_edit(self, body: Event, event: Event, client: AsyncWebClient) -> None:
        """An edited message gets the safety gate and nothing else."""
        message, before = event.get("message", {}), event.get("previous_message", {})
        if self._from_a_bot(message) or message.get("text") == before.get("text"):
            return
        edited = {**message, "channel": event["channel"], "channel_type": event.get("channel_type")}
        if not (_is_direct(edited) or self._mentioned(edited) or await self._in_our_thread(edited)):
            return
        warning = self.desk.warning(_text_of(message), await self.people.asker(message["user"]))
        if warning is None or not await self.once.first(f"event:{body.get('event_id') or event['ts']}"):
            return
        post: dict[str, Any] = {"channel": event["channel"], "thread_ts": message.get("thread_ts")}
        if _is_direct(edited):
            await client.chat_postMessage(**post, **self._message(warning, ""))
        else:
            alone = self._message(self._among_others(warning), "")
            await client.chat_postEphemeral(user=message["user"], **post, **alone)
        await self.desk.count(warning)

    def _among_others(self, reply: Reply) -> Reply:
        """Add to what is said to one person alone that others can read what it answers."""
        if not reply.private or reply.audience is not Audience.EVERYONE:
            return reply
        return replace(reply, notes=[*reply.notes, self.wording.say(reply.language, "note-others-can-read")])

    async def _reply(self, event: Event, asker: Asker, client: AsyncWebClient) -> Reply:
        wished = self.recommendations.wished(_text_of(event))
        if quiet := await self._quiet(wished, _text_of(event), asker):
            return quiet
        is_file = _is_direct(event) and "files" in event and danger_in(clean(_text_of(event))) is None
        if is_file and (roster := await self.administering.file(event, client)):
            return roster
        # A mention in a channel begins the thread in which it is answered: what follows there goes on about it.
        thread = event.get("thread_ts") if _is_direct(event) else _thread_of(event)
        person = asker.id if _is_direct(event) else None
        where = Conversation(channel=event["channel"], thread=thread, person=person)
        reply = await self.desk.ask(_text_of(event), asker, where)
        return await self.recommendations.with_status(reply, asker, where, wished=wished)

    async def _quiet(self, wished: Wished | None, text: str, asker: Asker) -> Reply | None:
        """Return the answer to somebody who wants no more reminders; None: they want something else."""
        if wished is None or wished.wish is not Wish.QUIET or danger_in(clean(text)) is not None:
            return None
        acted = await self.reporting.ask_quiet(asker.id, wished.language)
        said = acted.said if acted else self.wording.say(wished.language, "quiet-none")
        return Reply(kind=ReplyKind.COMMAND, text=said, language=wished.language, is_personal=True)

    async def _listing(self, question: str, asker: Asker) -> Listing | None:
        # Whatever people type may be a call for help.
        text = clean(question)
        return None if danger_in(text) else await self.recommendations.asked(text, asker)

    async def _taken_away(self, question: str, asker: Asker) -> Reply | None:
        """Return what a command asks for that comes as a file: one's dates, a picture."""
        text = clean(question)
        if danger_in(text):
            return None
        return await self.exporting.asked(text, asker) or await self.showing.asked(text, asker)

    def _message(self, reply: Reply, question: str) -> Message:
        cleaned = clean(question)
        # What is too long to understand is too long to send on: the person is asked to shorten it.
        return message_for(reply, self.wording, question=cleaned if len(cleaned) <= MAX_QUESTION else "")

    async def _show_status(self, event: Event, status: str, client: AsyncWebClient) -> None:
        """Show what the bot is doing, "" for nothing; where that is not possible, the answer comes all the same."""
        try:
            async with asyncio.timeout(_STATUS_S):
                await client.assistant_threads_setStatus(
                    channel_id=event["channel"], thread_ts=_thread_of(event), status=status
                )
        except (SlackClientError, ClientError, TimeoutError) as error:
            log.debug("status not shown", reason=type(error).__name__)

    async def _offer(self, channel: str, title: str, prompts: list[dict[str, str]], client: AsyncWebClient) -> None:
        try:
            await client.assistant_threads_setSuggestedPrompts(channel_id=channel, title=title, prompts=prompts)
        except (SlackClientError, ClientError, TimeoutError) as error:
            log.warning("questions not offered", reason=type(error).__name__)  # they can be typed

    async def _take_part(self, channel: str, thread: str) -> None:
        try:
            await self.ledger.take_part(f"{channel}:{thread}", self.clock.now())
        except LedgerError as error:
            log.warning("thread not remembered", reason=str(error))

    async def _in_our_thread(self, event: Event) -> bool:
        """Tell whether a message is in a thread where the bot takes part.

        While that cannot be known: whether it shows danger, which is all that is answered then.
        """
        thread = event.get("thread_ts")
        if not thread:
            return False
        try:
            return await within(LEDGER_S, self.ledger.takes_part(f"{event['channel']}:{thread}"))
        except (LedgerError, TimeoutError) as error:
            log.warning("thread not looked up", reason=str(error) or type(error).__name__)
            return danger_in(clean(_text_of(event))) is not None

    async def _is_new(self, body: Event, event: Event) -> bool:
        """Tell whether an event comes for the first time; one message may come as two events, with one ts."""
        # By whose it is, so that it goes with them.
        message = f"message:{event['user'] if _is_direct(event) else event['channel']}:{event['ts']}"
        # Both at once: one after the other, each of two replicas could be the first for one, and neither answer.
        delivered = body.get("event_id")
        return await self.once.first(message, *([f"event:{delivered}"] if delivered else []))

    def _from_a_bot(self, message: Event) -> bool:
        return "bot_id" in message or message.get("user") in {None, self.bot}

    def _mentioned(self, message: Event) -> bool:
        return f"<@{self.bot}>" in _text_of(message)


def _text_of(event: Event) -> str:
    """Return what was typed; "" for a file without words, whose text may be null."""
    return event.get("text") or ""


def _thread_of(event: Event) -> str:
    """Return the thread that a message is in, or the one that an answer to it begins."""
    return str(event.get("thread_ts") or event["ts"])


def _is_direct(event: Event) -> bool:
    # Not every Slack-like server sends the type; the channel's id tells too.
    return event.get("channel_type") == "im" or str(event["channel"]).startswith("D")
