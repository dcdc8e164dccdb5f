"""The local workspace: what people and the bot do in it, and who sees what.

For the bot it is Slack; for the browser it is what a page shows. No HTTP here: `server.py` lets the page in,
`web_api.py` the bot, and `signing.py` carries what happens to the bot. Everything is in memory and begins anew with
each start.
"""

import asyncio
import logging
import secrets
import time
import uuid
from collections import defaultdict, deque
from collections.abc import Callable, Coroutine, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import orjson

from bot.hastening import Hastening, Passage, Step
from bot.local.limits import Payload, SlackError, checked_blocks, checked_text, checked_view
from bot.local.model import (
    APP_ID,
    BOT_ID,
    BOT_USER_ID,
    CHANNELS,
    DIRECT,
    EVERYBODY,
    OFFICE,
    ORGANISERS,
    TEAM_ID,
    TIME_ZONE,
    Channel,
    Command,
    File,
    Message,
    Notice,
    ResponseUrl,
    View,
    channel_of,
)
from bot.local.payloads import (
    as_slack,
    block_actions,
    command_form,
    envelope,
    hidden,
    marked_up,
    mention,
    placed,
    pressed,
    trigger_id,
    values_in,
    view_actions,
    view_submission,
)
from bot.local.signing import JSON, Delivery, Receipt

if TYPE_CHECKING:
    from aiohttp import web

__all__ = ["Command", "LocalWorkspace"]

log = logging.getLogger(__name__)

#: As Slack has it: a response URL serves five answers, within half an hour.
RESPONSES = 5
RESPONSE_S = 30 * 60.0
#: Slack tries at once, after a minute, after five; nobody waits that long at a browser.
RETRY_AFTER_S = (0.2, 2.0, 10.0)
TIMEOUT_S = 3.0
#: A press opens one form, and at once or never.
TRIGGER_S = 3.0
#: What the bot called last, for developers.
CALLS_KEPT = 200


class LocalWorkspace:
    """A team of four, two channels, a direct message each, and a bot behind signed requests."""

    team_id = TEAM_ID
    bot_user_id = BOT_USER_ID
    organisers = ORGANISERS
    organisers_channel = OFFICE.id

    def __init__(
        self,
        *,
        signing_secret: str,
        bot_token: str,
        commands: Sequence[Command],
        now: Callable[[], float] = time.time,
        real: Callable[[], float] = time.monotonic,
        timeout_s: float = TIMEOUT_S,
        retry_after_s: Sequence[float] = RETRY_AFTER_S,
        speed: float = 1.0,
    ) -> None:
        """Make a workspace in which nothing has been said.

        Args:
            signing_secret: by which the bot knows requests to be from here.
            bot_token: by which the bot is known here.
            commands: that the bot has.
            now: the time that messages bear, in seconds since 1970; it may be moved, and only forward.
            real: seconds by which what is open for a while ends.
            timeout_s: how long the bot may take to acknowledge.
            retry_after_s: the pauses before an event is delivered again.
            speed: how fast ``now`` goes by itself, for a page that shows it.
        """
        self.bot_token = bot_token
        self.commands = {command.name: command for command in commands}
        #: What only our own page knows, new with each start: it tells its requests from those of other sites.
        self.page_token = secrets.token_urlsafe(24)
        #: The views published for App Home, by person.
        self.homes: dict[str, Payload] = {}
        #: What the bot says it is doing, by channel and thread.
        self.statuses: dict[tuple[str, str], str] = {}
        #: What the bot offers to ask, by channel: ``title`` and ``prompts``.
        self.prompts: dict[str, Payload] = {}
        #: What the bot has sent, by id; nobody guesses one.
        self._files: dict[str, File] = {}
        self._signing_secret = signing_secret
        self._now, self._real, self._speed = now, real, speed
        #: Moves the clock; None while the bot starts, and where nobody may.
        self._hastening: Hastening | None = None
        #: What the bot has called, oldest first.
        self._calls: deque[Payload] = deque(maxlen=CALLS_KEPT)
        self._timeout_s = timeout_s
        self._retry_after_s = retry_after_s
        self._base_url = ""
        self._delivery: Delivery | None = None
        self._last_ts = 0
        self._messages: dict[str, dict[str, Message]] = {each: {} for each in CHANNELS}
        self._threads: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
        self._response_urls: dict[str, ResponseUrl] = {}
        #: Who may be shown a form because of which press, and when they pressed.
        self._triggers: dict[str, tuple[str, float]] = {}
        #: The form that each person has before them.
        self._views: dict[str, View] = {}
        self._watchers: list[tuple[str, asyncio.Queue[Payload | None]]] = []
        #: Those who follow what the bot calls.
        self._listeners: list[asyncio.Queue[Payload | None]] = []
        self._under_way: set[asyncio.Task[None]] = set()

    def add_to(self, app: "web.Application", *, base_url: str) -> None:
        """Add the page, the Web API and their guards to an application that serves ``base_url``/slack/events."""
        from bot.local.server import add_routes  # noqa: PLC0415 - the routes know the workspace; this is the one way back

        self._base_url = base_url.rstrip("/")
        add_routes(app, self, base_url=self._base_url)

    def open(self) -> None:
        """Begin to carry to the bot what happens; called in the loop that serves. Before, nothing is carried."""
        url = f"{self._base_url}/slack/events"
        secret = self._signing_secret
        self._delivery = Delivery(url, secret, timeout_s=self._timeout_s, retry_after_s=self._retry_after_s)
        self._delivery.open()

    async def close(self) -> None:
        """Drop what is still on its way to the bot."""
        delivery, self._delivery = self._delivery, None
        for task in self._under_way:
            task.cancel()
        await asyncio.gather(*self._under_way, return_exceptions=True)
        if delivery is not None:
            await delivery.close()

    def offer_clock(self, hastening: Hastening) -> None:
        """Let people here move the clock forward."""
        self._hastening = hastening
        hastening.watched = lambda: self._tell_all({"type": "clock", "clock": self.clock()})
        hastening.watched()

    async def settled(self) -> None:
        """Wait until the bot has taken, or failed to take, all that was sent to it."""
        while self._under_way:
            await asyncio.gather(*self._under_way)

    # What people do

    def say(self, user_id: str, channel_id: str, typed: str, thread_ts: str | None = None) -> None:
        """Take what a person typed: a message or, where it begins with a slash, a command.

        Raises:
            SlackError: no such place, nothing typed, or too much.
        """
        channel, typed = channel_of(user_id, channel_id), said(typed)
        if typed.startswith("/"):
            self._command(user_id, channel, typed, thread_ts)
        else:
            self._message(user_id, channel, typed, thread_ts)

    def edit(self, user_id: str, channel_id: str, ts: str, typed: str) -> None:
        """Change what a person said.

        Raises:
            SlackError: the message is not theirs, nothing typed, or too much.
        """
        channel, typed = channel_of(user_id, channel_id), said(typed)
        before = self.message(channel.id, ts)
        if before.user != user_id or before.typed is None:
            raise SlackError("cant_update_message")
        if typed != before.typed:
            self._change(before, replace(before, text=marked_up(typed), typed=typed))

    def enter(self, user_id: str, channel_id: str, tab: str = "messages") -> None:
        """Open a conversation; the bot hears of its direct messages, and of its home ("home"), which is beside them.

        Raises:
            SlackError: no such place.
        """
        channel = channel_of(user_id, channel_id)
        if channel.is_direct:
            opened: Payload = {"type": "app_home_opened", "user": user_id, "channel": channel.id, "tab": tab}
            if tab == "home" and user_id in self.homes:
                opened["view"] = self.homes[user_id]
            self._deliver({**opened, "event_ts": self.next_ts()})

    def press(self, user_id: str, channel_id: str, ts: str, *, block_id: str, action_id: str, choice: str = "") -> None:
        """Press a button, or choose: ``choice`` is the value of an option, a day, or which of the two of a feedback.

        Raises:
            SlackError: there is no such button, or it is gone.
        """
        message = self.message(channel_of(user_id, channel_id).id, ts)
        if message.only_for not in {None, user_id}:
            raise SlackError("message_not_found")
        action = {**pressed(message.blocks, block_id, action_id, choice), "action_ts": self.next_ts()}
        url = self._address(self._response_url(channel_id, user_id, original=ts))
        payload = block_actions(action, user_id, message, self.as_slack(message), url, trigger=self._trigger(user_id))
        self._soon(self._carry_press(payload, user_id, message))

    def press_in_view(self, user_id: str, view_id: str, *, block_id: str, action_id: str, choice: str = "") -> None:
        """Press a button of the home or of the form that somebody has before them, or send a field of it at once.

        Raises:
            SlackError: that view is gone, or has no such button.
        """
        home = self.homes.get(user_id, {})
        view = home if home.get("id") == view_id else self._open_view(user_id, view_id).payload
        action = {**pressed(view["blocks"], block_id, action_id, choice), "action_ts": self.next_ts()}
        payload = view_actions(action, user_id, view, trigger=self._trigger(user_id))
        self._soon(self._carry_press_in_view(payload, user_id, view_id))

    def submit(self, user_id: str, view_id: str, given: Payload) -> None:
        """Send a form that was filled in; ``given`` has texts, days and options' values, by block.

        Raises:
            SlackError: that form is not open, or holds what could not be filled in.
        """
        view = self._open_view(user_id, view_id)
        payload = view_submission(view, values_in(view, given), self._trigger(user_id))
        self._soon(self._carry_form(payload, view))

    def move_clock(self, how: str) -> None:
        """Move the clock forward by a step ("next", "week", "quarter"), or "stop" the step under way.

        Raises:
            SlackError: the clock cannot be moved yet, or not like that, or too many steps wait.
        """
        if self._hastening is None:
            raise SlackError("clock_not_ready")
        if how == "stop":
            self._hastening.stop()
        elif how not in set(Step):
            raise SlackError("invalid_arguments", f"[ERROR] no such step: {', '.join(Step)}")
        elif not self._hastening.begin(Step(how)):
            raise SlackError("clock_too_many_steps")

    def dismiss(self, user_id: str, view_id: str) -> None:
        """Close a form without sending it; one that is closed already stays so: a page may be a moment late."""
        view = self._views.get(user_id)
        if view is not None and view.id == view_id:
            self._close_view(view)

    def _message(self, user_id: str, channel: Channel, typed: str, thread_ts: str | None) -> None:
        thread = self.root(channel.id, thread_ts)
        ts, text = self.next_ts(), marked_up(typed)
        message = Message(channel=channel.id, ts=ts, user=user_id, text=text, typed=typed, thread_ts=thread)
        self._keep(message)
        event = {**placed(self.as_slack(message), channel, ts), "client_msg_id": str(uuid.uuid4())}
        mentions = not channel.is_direct and f"<@{BOT_USER_ID}>" in text
        self._deliver(event, *([mention(event)] if mentions else []), teller=message)

    def _command(self, user_id: str, channel: Channel, typed: str, thread_ts: str | None) -> None:
        name, _, text = typed.partition(" ")
        notice = Notice(code="command_used", values={"typed": typed})
        if thread_ts is not None:
            notice = Notice(code="command_in_thread", values={"command": name})
        elif name not in self.commands:
            notice = Notice(code="unknown_command", values={"command": name, "known": ", ".join(self.commands)})
        self._notify(user_id, channel.id, notice, thread_ts)
        if notice.code == "command_used":
            self._soon(self._carry_command(name, text.strip(), user_id, channel))

    # What the bot does

    def post(
        self,
        channel: Channel,
        text: str,
        blocks: tuple[Payload, ...],
        *,
        thread_ts: str | None = None,
        metadata: Payload | None = None,
        files: tuple[File, ...] = (),
    ) -> Message:
        """Post as the bot, which hears of it as of any message. A thread that nobody began is kept as it was given."""
        thread = self.root(channel.id, thread_ts)
        message = self._from_bot(channel, text, blocks, thread_ts=thread, metadata=metadata, files=files)
        self._clear_statuses(channel, message.root)
        self._deliver(placed(self.as_slack(message), channel, message.ts))
        return message

    def whisper(
        self, channel: Channel, user_id: str, text: str, blocks: tuple[Payload, ...], *, thread_ts: str | None = None
    ) -> Message:
        """Post as the bot for one person alone. No event tells of it, and no Web API method returns it.

        Raises:
            SlackError: that person is not in the channel.
        """
        if user_id not in channel.members:
            raise SlackError("user_not_in_channel")
        return self._from_bot(channel, text, blocks, thread_ts=self.root(channel.id, thread_ts), only_for=user_id)

    def change(self, channel: Channel, ts: str, text: str, blocks: tuple[Payload, ...]) -> Message:
        """Replace what the bot posted.

        Raises:
            SlackError: there is no such message, or it is not the bot's.
        """
        before = self._own(channel, ts)
        return self._change(before, replace(before, text=text, blocks=blocks))

    def remove(self, channel: Channel, ts: str) -> None:
        """Delete what the bot posted.

        Raises:
            SlackError: there is no such message, or it is not the bot's.
        """
        self._remove(self._own(channel, ts))

    def respond(self, response_id: str, payload: Payload) -> None:
        """Take an answer at a response URL. Without an original to replace, it is a new message.

        Raises:
            SlackError: the address was never given, has served five times, or is older than half an hour; or what
                was sent breaks a limit.
        """
        place = self._usable(response_id)
        text, blocks = checked_text(payload.get("text")), checked_blocks(payload.get("blocks"))
        original = self._messages[place.channel].get(place.original or "")
        if not (text or blocks or (payload.get("delete_original") and original)):
            raise SlackError("no_text")
        place.uses += 1
        if original and payload.get("delete_original"):
            self._remove(original)
        elif original and payload.get("replace_original"):
            self._change(original, replace(original, text=text, blocks=blocks))
        else:
            self._answer(place, payload, text, blocks)

    def publish(self, user_id: str, view: object, *, expected: str = "") -> Payload:
        """Show somebody a home; return it as Slack keeps it.

        Args:
            user_id: whose home.
            view: in the place of the one before.
            expected: the ``hash`` of the one before, as the bot knows it; "": whatever it is.

        Raises:
            SlackError: another was published since, or it breaks a limit.
        """
        if expected and expected != self.homes.get(user_id, {}).get("hash"):
            raise SlackError("hash_conflict")
        kept = checked_view(view, kind="home")
        ids = {"id": f"V0{user_id[2:]}", "hash": f"{self.next_ts()}.{secrets.token_hex(4)}"}
        self.homes[user_id] = {**kept, **ids, "team_id": TEAM_ID, "app_id": APP_ID, "bot_id": BOT_ID}
        self._tell_one(user_id, {"type": "home", "view": self.homes[user_id]})
        return self.homes[user_id]

    def open_view(self, trigger: str, view: object) -> Payload:
        """Show a form to whoever pressed; return it as Slack keeps it.

        Raises:
            SlackError: nobody has just pressed, or it breaks a limit.
        """
        user_id, pressed_at = self._triggers.pop(trigger, ("", 0.0))
        if not user_id:
            raise SlackError("invalid_trigger_id" if "." not in trigger else "exchanged_trigger_id")
        if self._real() - pressed_at > TRIGGER_S:
            raise SlackError("expired_trigger_id")
        return self._show_view(user_id, f"V{secrets.token_hex(5).upper()}", view)

    def update_view(self, view_id: str, view: object) -> Payload:
        """Put another form in the place of one.

        Raises:
            SlackError: it is not open any more, or the new one breaks a limit.
        """
        found = next((each for each in self._views.values() if each.id == view_id), None)
        if found is None:
            raise SlackError("not_found")
        return self._show_view(found.user, view_id, view)

    # Files: announced, sent, and then said to be complete

    def announce_file(self, name: str, length: int, alt: str) -> tuple[str, str]:
        """Return the id of a file to come, and the address to send it to.

        Raises:
            SlackError: it has no name, or nothing is in it.
        """
        if not name or length <= 0:
            raise SlackError("invalid_arguments", "[ERROR] filename and length are required")
        file = File(id=f"F{secrets.token_hex(12).upper()}", name=name, alt=alt, length=length)
        self._files[file.id] = file
        return file.id, f"{self._base_url}/upload/{file.id}"

    def take_file(self, file_id: str, data: bytes) -> None:
        """Keep what is in a file.

        Raises:
            SlackError: it was not announced, is complete already, or is not as long as was said.
        """
        file = self._files.get(file_id)
        if file is None or file.is_complete:
            raise SlackError("file_not_found")
        if len(data) != file.length:
            raise SlackError("file_upload_size_mismatch")
        self._files[file_id] = replace(file, data=data)

    def complete_files(self, titles: dict[str, str], channel: Channel | None, comment: str) -> Sequence[File]:
        """Show files to a channel, or with None to nobody until a message does.

        Raises:
            SlackError: one of them is not there.
        """
        sent = {each: self._files.get(each) for each in titles}
        if not all(each and each.data for each in sent.values()):
            raise SlackError("file_not_found")
        done = [replace(file, title=titles[id_] or file.name, is_complete=True) for id_, file in sent.items() if file]
        self._files.update((each.id, each) for each in done)
        if channel is not None:
            self.post(channel, comment, (), files=tuple(done))
        return done

    def file(self, file_id: str) -> File:
        """Return a file that is complete.

        Raises:
            SlackError: there is none.
        """
        file = self._files.get(file_id)
        if file is None or not file.is_complete:
            raise SlackError("file_not_found")
        return file

    def set_status(self, channel: Channel, thread_ts: str, status: str) -> None:
        """Show what the bot is doing ("is looking that up..."), until its next post there; empty: nothing."""
        if status:
            self.statuses[channel.id, thread_ts] = status
        else:
            self.statuses.pop((channel.id, thread_ts), None)
        self._tell({"type": "status", "channel": channel.id, "thread_ts": thread_ts, "status": status}, channel)

    def set_prompts(self, channel: Channel, title: str, prompts: Sequence[Payload]) -> None:
        """Offer things to ask, in place of those offered before."""
        self.prompts[channel.id] = {"title": title, "prompts": list(prompts)}
        self._tell({"type": "prompts", "channel": channel.id, **self.prompts[channel.id]}, channel)

    def note_call(self, method: str, arguments: Mapping[str, Any], answer: Payload) -> None:
        """Keep what the bot called and was answered, and show it to who looks on; its token is left out."""
        given = {name: value for name, value in arguments.items() if name != "token"}
        call = {"method": method, "ts": self._now(), "arguments": given, "answer": answer}
        self._calls.append(call)
        for each in self._listeners:
            each.put_nowait(call)

    # What can be read

    def clock(self) -> Payload:
        """Return how the clock stands, and what it is doing: instants in seconds since 1970."""
        hastening = self._hastening
        passage = hastening.passage if hastening else Passage(now=datetime.fromtimestamp(self._now(), UTC))
        reached = [{"name": named(each), "count": count} for each, count in passage.reached.items()]
        return {
            "now": passage.now.timestamp(),
            "zone": TIME_ZONE,
            "speed": self._speed,
            "is_movable": hastening is not None,
            "since": passage.since.timestamp() if passage.since else None,
            "until": passage.until.timestamp() if passage.until else None,
            "waiting": passage.waiting,
            "outcome": passage.outcome,
            "reached": sorted(reached, key=lambda each: each["name"]),
        }

    def view_of(self, user_id: str) -> Payload | None:
        """Return the form that somebody has before them."""
        view = self._views.get(user_id)
        return view.payload if view else None

    def message(self, channel_id: str, ts: str) -> Message:
        """Return a message.

        Raises:
            SlackError: there is none.
        """
        if found := self._messages[channel_id].get(ts):
            return found
        raise SlackError("message_not_found")

    def messages(self, channel_id: str) -> Sequence[Message]:
        """Return the messages that Slack keeps, oldest first."""
        return [each for each in self._messages[channel_id].values() if each.is_posted]

    def seen_by(self, user_id: str) -> Sequence[Message]:
        """Return all that a person sees, ephemeral messages and notices included, oldest first in each channel."""
        places = [self._messages[each.id].values() for each in CHANNELS.values() if user_id in each.members]
        return [each for place in places for each in place if each.only_for in {None, user_id}]

    def root(self, channel_id: str, thread_ts: str | None) -> str | None:
        """Return the first message of the thread that one of its messages names."""
        found = self._messages[channel_id].get(thread_ts or "")
        return found.root if found else thread_ts

    def as_slack(self, message: Message) -> Payload:
        """Return a message as Slack's methods and events carry it; its metadata only where it is asked for."""
        return as_slack(message, self._thread(message))

    def next_ts(self) -> str:
        """Return a time stamp, greater than every one before it."""
        self._last_ts = max(self._last_ts + 1, int(self._now() * 1_000_000))
        seconds, micros = divmod(self._last_ts, 1_000_000)
        return f"{seconds}.{micros:06}"

    @contextmanager
    def watching(self, user_id: str) -> "Iterator[asyncio.Queue[Payload | None]]":
        """Collect, from now on, the changes that a person sees; None means that nothing more will come."""
        watcher: tuple[str, asyncio.Queue[Payload | None]] = (user_id, asyncio.Queue())
        self._watchers.append(watcher)
        try:
            yield watcher[1]
        finally:
            self._watchers.remove(watcher)

    @contextmanager
    def following_calls(self) -> "Iterator[asyncio.Queue[Payload | None]]":
        """Collect what the bot has called lately, and from now on; None means that nothing more will come."""
        calls: asyncio.Queue[Payload | None] = asyncio.Queue()
        for each in self._calls:
            calls.put_nowait(each)
        self._listeners.append(calls)
        try:
            yield calls
        finally:
            self._listeners.remove(calls)

    def end_watching(self) -> None:
        for each in (*self._listeners, *(changes for _, changes in self._watchers)):
            each.put_nowait(None)

    # On the way to the bot

    def _deliver(self, *events: Payload, teller: Message | None = None) -> None:
        """Send events to the bot. Where it does not take one, the teller of the message hears of it."""
        self._soon(self._carry(events, teller))

    async def _carry(self, events: Sequence[Payload], teller: Message | None) -> None:
        now = int(self._now())
        receipts = await asyncio.gather(*(self._way.event(envelope(each, event_time=now)) for each in events))
        failed = [each for each in receipts if each.failure]
        for each in failed:
            log.warning("event not taken by the bot: %s", each.failure)
        if failed and teller:
            self._notify(teller.user, teller.channel, failure("event_failed", failed[0]), teller.thread_ts)

    async def _carry_command(self, name: str, text: str, user_id: str, channel: Channel) -> None:
        response_id = self._response_url(channel.id, user_id)
        receipt = await self._way.form(
            command_form(name, text, user_id, channel, self._address(response_id), trigger=self._trigger(user_id))
        )
        if receipt.failure is None and receipt.body.strip():
            receipt = self._acknowledged(response_id, receipt)
        if receipt.failure:
            log.warning("command not taken by the bot: %s", receipt.failure)
            self._notify(user_id, channel.id, failure("command_failed", receipt, command=name))

    async def _carry_press(self, payload: Payload, user_id: str, message: Message) -> None:
        receipt = await self._way.form({"payload": orjson.dumps(payload).decode()})
        if receipt.failure:
            log.warning("press not taken by the bot: %s", receipt.failure)
            self._notify(user_id, message.channel, failure("press_failed", receipt), message.thread_ts)

    async def _carry_press_in_view(self, payload: Payload, user_id: str, view_id: str) -> None:
        receipt = await self._way.form({"payload": orjson.dumps(payload).decode()})
        if receipt.failure:
            log.warning("press not taken by the bot: %s", receipt.failure)
            self._tell_one(user_id, {"type": "view_failed", "id": view_id})

    async def _carry_form(self, payload: Payload, view: View) -> None:
        receipt = await self._way.form({"payload": orjson.dumps(payload).decode()})
        if receipt.failure is None:
            receipt = self._view_answered(view, receipt)
        if receipt.failure:
            log.warning("form not taken by the bot: %s", receipt.failure)
            # As in Slack, it stays open, and its reader is told that there was trouble.
            self._tell_one(view.user, {"type": "view_failed", "id": view.id})

    def _view_answered(self, view: View, receipt: Receipt) -> Receipt:
        try:
            self._answered(view, answer_in(receipt) if receipt.body.strip() else {})
        except (SlackError, orjson.JSONDecodeError) as error:
            log.warning("answer to a form refused: %s", error)
            return replace(receipt, failure="invalid_answer")
        return receipt

    def _answered(self, view: View, answer: Payload) -> None:
        match answer.get("response_action"):
            case None | "clear":
                self._close_view(view)
            case "errors":
                self._tell_one(view.user, {"type": "view_errors", "id": view.id, "errors": answer.get("errors", {})})
            case "update":
                self._show_view(view.user, view.id, answer.get("view"))
            case other:
                raise SlackError(f"unknown_response_action: {other}")

    # Forms

    def _trigger(self, user_id: str) -> str:
        trigger = trigger_id()
        self._triggers[trigger] = (user_id, self._real())
        return trigger

    def _open_view(self, user_id: str, view_id: str) -> View:
        view = self._views.get(user_id)
        if view is None or view.id != view_id:
            raise SlackError("view_not_found")
        return view

    def _show_view(self, user_id: str, view_id: str, view: object) -> Payload:
        kept = checked_view(view)
        ids = {"id": view_id, "root_view_id": view_id, "hash": f"{self.next_ts()}.{secrets.token_hex(4)}"}
        payload = {**kept, **ids, "team_id": TEAM_ID, "app_id": APP_ID, "bot_id": BOT_ID, "state": {"values": {}}}
        self._views[user_id] = View(id=view_id, user=user_id, payload=payload)
        self._tell_one(user_id, {"type": "view", "view": payload})
        return payload

    def _close_view(self, view: View) -> None:
        if self._views.get(view.user) is view:
            del self._views[view.user]
        self._tell_one(view.user, {"type": "view_closed", "id": view.id})

    def _tell_all(self, change: Payload) -> None:
        for _, changes in self._watchers:
            changes.put_nowait(change)

    def _tell_one(self, user_id: str, change: Payload) -> None:
        for watcher, changes in self._watchers:
            if watcher == user_id:
                changes.put_nowait(change)

    def _acknowledged(self, response_id: str, receipt: Receipt) -> Receipt:
        """Show what a command's acknowledgement says; return its receipt, failed where that cannot be shown."""
        try:
            self.respond(response_id, answer_in(receipt))
        except (SlackError, orjson.JSONDecodeError) as error:
            log.warning("acknowledgement refused: %s", error)
            return replace(receipt, failure="invalid_answer")
        return receipt

    @property
    def _way(self) -> Delivery:
        if self._delivery is None:
            raise RuntimeError("the workspace is not open")
        return self._delivery

    def _soon(self, work: Coroutine[Any, Any, None]) -> None:
        if self._delivery is None:
            work.close()
            return
        # Kept, or the loop would let go of a task that nobody waits for.
        task = asyncio.get_running_loop().create_task(work)
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)

    # Response URLs

    def _response_url(self, channel_id: str, user_id: str, *, original: str | None = None) -> str:
        response_id, now = secrets.token_urlsafe(18), self._real()
        self._response_urls[response_id] = ResponseUrl(channel=channel_id, user=user_id, original=original, made_at=now)
        return response_id

    def _address(self, response_id: str) -> str:
        return f"{self._base_url}/response/{response_id}"

    def _usable(self, response_id: str) -> ResponseUrl:
        place = self._response_urls.get(response_id)
        if place is None:
            raise SlackError("no_such_url")
        if self._real() - place.made_at > RESPONSE_S:
            raise SlackError("expired_url")
        if place.uses >= RESPONSES:
            raise SlackError("used_url")
        return place

    def _answer(self, place: ResponseUrl, payload: Payload, text: str, blocks: tuple[Payload, ...]) -> None:
        # As in Slack, an answer is in a thread only where it says so itself.
        channel, thread_ts = CHANNELS[place.channel], payload.get("thread_ts")
        if payload.get("response_type") == "in_channel":
            self.post(channel, text, blocks, thread_ts=thread_ts)
        else:
            self.whisper(channel, place.user, text, blocks, thread_ts=thread_ts)

    # Keeping and telling

    def _from_bot(self, channel: Channel, text: str, blocks: tuple[Payload, ...], **more: Any) -> Message:
        ts = self.next_ts()
        message = Message(channel=channel.id, ts=ts, user=BOT_USER_ID, text=text, blocks=blocks, **more)
        self._keep(message)
        return message

    def _own(self, channel: Channel, ts: str) -> Message:
        found = self.message(channel.id, ts)
        if not found.is_posted:
            raise SlackError("message_not_found")
        if found.user != BOT_USER_ID:
            raise SlackError("cant_update_message")
        return found

    def _thread(self, message: Message) -> Payload:
        if message.thread_ts:
            parent = self._messages[message.channel].get(message.thread_ts)
            return {"thread_ts": message.thread_ts, **({"parent_user_id": parent.user} if parent else {})}
        replies = list(self._threads.get((message.channel, message.ts), ()))
        return {"thread_ts": message.ts, "reply_count": len(replies), "latest_reply": replies[-1]} if replies else {}

    def _keep(self, message: Message) -> None:
        self._messages[message.channel][message.ts] = message
        if message.is_posted and message.thread_ts:
            self._threads[message.channel, message.thread_ts][message.ts] = None
        self._tell({"type": "message", "message": message}, CHANNELS[message.channel], only_for=message.only_for)

    def _change(self, before: Message, after: Message) -> Message:
        ts, channel = self.next_ts(), CHANNELS[before.channel]
        after = replace(after, edited=ts)
        self._keep(after)
        if after.is_posted:
            both = {"message": self.as_slack(after), "previous_message": self.as_slack(before)}
            self._deliver(
                hidden("message_changed", channel, ts, **both), teller=after if after.typed is not None else None
            )
        return after

    def _remove(self, message: Message) -> None:
        channel, written = CHANNELS[message.channel], self.as_slack(message)
        del self._messages[channel.id][message.ts]
        self._threads.get((channel.id, message.root), {}).pop(message.ts, None)
        self._tell({"type": "removed", "channel": channel.id, "ts": message.ts}, channel, only_for=message.only_for)
        if message.is_posted:
            gone = {"deleted_ts": message.ts, "previous_message": written}
            self._deliver(hidden("message_deleted", channel, self.next_ts(), **gone))

    def _notify(self, user_id: str, channel_id: str, notice: Notice, thread_ts: str | None = None) -> None:
        ts, thread = self.next_ts(), self.root(channel_id, thread_ts)
        self._keep(Message(channel=channel_id, ts=ts, user=user_id, thread_ts=thread, only_for=user_id, notice=notice))

    def _clear_statuses(self, channel: Channel, thread_ts: str) -> None:
        there = [each for place, each in self.statuses if place == channel.id]
        for each in there:
            if channel.is_direct or each == thread_ts:
                self.set_status(channel, each, "")

    def _tell(self, change: Payload, channel: Channel, *, only_for: str | None = None) -> None:
        for user_id, changes in self._watchers:
            if user_id in channel.members and only_for in {None, user_id}:
                changes.put_nowait(change)


def named(channel_id: str) -> str:
    """Return a conversation's name; that of the person whose direct messages it is."""
    readers = (EVERYBODY[user].name for user, channel in DIRECT.items() if channel.id == channel_id)
    return next(readers, f"#{CHANNELS[channel_id].name}" if channel_id in CHANNELS else channel_id)


def said(typed: str) -> str:
    """Return what was typed.

    Raises:
        SlackError: it is nothing, or more than a message holds.
    """
    if not checked_text(typed).strip():
        raise SlackError("no_text")
    return typed.rstrip()


def answer_in(receipt: Receipt) -> Payload:
    """Return what an acknowledgement says: an object, or its text.

    Raises:
        SlackError: it is JSON, but no object.
        orjson.JSONDecodeError: it says that it is JSON, and is not.
    """
    answer = (
        orjson.loads(receipt.body) if receipt.content_type == JSON else {"text": receipt.body.decode(errors="replace")}
    )
    if not isinstance(answer, dict):
        raise SlackError("invalid_arguments")
    return answer


def failure(code: str, receipt: Receipt, **values: str) -> Notice:
    return Notice(code=code, values={"failure": receipt.failure or "", "status": str(receipt.status), **values})
