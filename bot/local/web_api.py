"""The Web API as far as the bot calls it, answered by the local workspace with Slack's words and limits."""

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import orjson

from bot.local.limits import Payload, SlackError, checked_blocks, checked_text
from bot.local.model import (
    BOT_ID,
    BOT_USER_ID,
    CHANNELS,
    EVERYBODY,
    ORGANISERS,
    ORGANISERS_GROUP,
    PEOPLE,
    SUIVI,
    TEAM_ID,
    TIME_ZONE,
    Channel,
    Message,
    Person,
    channel_called,
    person_called,
)
from bot.local.payloads import file_as_slack
from bot.local.workspace import LocalWorkspace

#: Arguments that are objects; a form carries them as JSON.
OBJECTS = frozenset({"blocks", "files", "metadata", "prompts", "view"})
#: The most messages that one call returns, and how many where it does not say.
PAGE_LIMIT = 999
PAGE = 100
PROMPTS = 4

Arguments = Mapping[str, Any]
Method = Callable[[Arguments], Payload]


@dataclass(frozen=True, slots=True)
class WebApi:
    """Slack's methods over one workspace."""

    workspace: LocalWorkspace

    def call(self, method: str, arguments: Arguments, token: str) -> Payload:
        """Answer a call as Slack does: ``ok`` and what was asked for, or the error and its reasons."""
        answer = self._answer(method, arguments, token)
        self.workspace.note_call(method, readable(arguments), answer)
        return answer

    def _answer(self, method: str, arguments: Arguments, token: str) -> Payload:
        try:
            return {"ok": True, **self._allowed(method, token)(opened(arguments))}
        except SlackError as error:
            return refusal(error)

    def _allowed(self, method: str, token: str) -> Method:
        if method not in METHODS:
            raise SlackError("unknown_method")
        if not secrets.compare_digest(token.encode(), self.workspace.bot_token.encode()):
            raise SlackError("invalid_auth")
        return lambda arguments: METHODS[method](self, arguments)

    def auth_test(self, _arguments: Arguments) -> Payload:
        who = {"user": SUIVI.name.lower(), "user_id": BOT_USER_ID, "bot_id": BOT_ID, "is_enterprise_install": False}
        return {"url": "http://localhost/", "team": "Suivi, local workspace", "team_id": TEAM_ID, **who}

    def _pictures(self, blocks: Sequence[Payload]) -> None:
        """See that the pictures in a message are there.

        Raises:
            SlackError: one of them is not.
        """
        for where, each in enumerate(blocks):
            try:
                if each.get("type") == "image" and "slack_file" in each:
                    self.workspace.file(str(each["slack_file"].get("id")))
            except SlackError:
                raise SlackError(
                    "invalid_blocks", f"[ERROR] invalid slack file [json-pointer:/blocks/{where}/slack_file]"
                ) from None

    def open_connection(self, _arguments: Arguments) -> Payload:
        # Here events come over HTTP; a bot that asks for a socket was started with the wrong tokens.
        raise SlackError("not_allowed")

    def post(self, arguments: Arguments) -> Payload:
        channel = channel_called(arguments.get("channel"))
        text, blocks = content(arguments)
        self._pictures(blocks)
        thread_ts, metadata = thread(arguments), checked_metadata(arguments.get("metadata"))
        message = self.workspace.post(channel, text, blocks, thread_ts=thread_ts, metadata=metadata)
        return {"channel": channel.id, "ts": message.ts, "message": self._written(message, with_metadata=True)}

    def post_ephemeral(self, arguments: Arguments) -> Payload:
        channel, person = channel_called(arguments.get("channel")), person_called(arguments.get("user"))
        text, blocks = content(arguments)
        message = self.workspace.whisper(channel, person.id, text, blocks, thread_ts=thread(arguments))
        return {"message_ts": message.ts}

    def update(self, arguments: Arguments) -> Payload:
        channel = exact_channel(arguments.get("channel"))
        text, blocks = content(arguments)
        message = self.workspace.change(channel, str(arguments.get("ts")), text, blocks)
        return {"channel": channel.id, "ts": message.ts, "text": text, "message": self._written(message)}

    def delete(self, arguments: Arguments) -> Payload:
        channel, ts = exact_channel(arguments.get("channel")), str(arguments.get("ts"))
        self.workspace.remove(channel, ts)
        return {"channel": channel.id, "ts": ts}

    def open_conversation(self, arguments: Arguments) -> Payload:
        names = arguments.get("users") or arguments.get("channel") or ""
        if "," in str(names):
            raise SlackError("not_enabled")  # a group message: nobody here has one
        channel = channel_called(person_called(names).id if arguments.get("users") else names)
        return {"no_op": True, "already_open": True, "channel": described(channel)}

    def conversations(self, arguments: Arguments) -> Payload:
        """Return the public channels, or those that were asked for: they fit on one page."""
        kinds = str(arguments.get("types") or "public_channel").split(",")
        types = {"im": "im", "channel": "public_channel", "group": "private_channel"}
        channels = [described(each) for each in CHANNELS.values() if types[each.kind] in kinds]
        return {"channels": channels, "response_metadata": {"next_cursor": ""}}

    def conversation(self, arguments: Arguments) -> Payload:
        return {"channel": described(exact_channel(arguments.get("channel")))}

    def history(self, arguments: Arguments) -> Payload:
        """Return what was said outside threads, latest first."""
        channel = exact_channel(arguments.get("channel"))
        said = [each for each in self.workspace.messages(channel.id) if each.thread_ts is None]
        return self._page(arguments, [each for each in reversed(said) if within(each, arguments)])

    def replies(self, arguments: Arguments) -> Payload:
        """Return a thread: its first message, then its replies, oldest first."""
        channel = exact_channel(arguments.get("channel"))
        root = self.workspace.root(channel.id, str(arguments.get("ts")))
        thread = [each for each in self.workspace.messages(channel.id) if each.root == root]
        if not thread:
            raise SlackError("thread_not_found")
        return self._page(arguments, [each for each in thread if each.ts == root or within(each, arguments)])

    def user(self, arguments: Arguments) -> Payload:
        return {"user": member(person_called(arguments.get("user")), with_locale=flag(arguments, "include_locale"))}

    def users(self, arguments: Arguments) -> Payload:
        with_locale = flag(arguments, "include_locale")
        members = [member(each, with_locale=with_locale) for each in EVERYBODY.values()]
        return {"members": members, "response_metadata": {"next_cursor": ""}}

    def user_by_email(self, arguments: Arguments) -> Payload:
        email = str(arguments.get("email")).casefold()
        for each in PEOPLE:
            if each.email == email:
                return {"user": member(each, with_locale=False)}
        raise SlackError("users_not_found")

    def group(self, arguments: Arguments) -> Payload:
        if arguments.get("usergroup") != ORGANISERS_GROUP:
            raise SlackError("no_such_subteam")
        return {"users": sorted(ORGANISERS)}

    def upload_url(self, arguments: Arguments) -> Payload:
        name, alt = str(arguments.get("filename") or ""), str(arguments.get("alt_txt") or "")
        file_id, url = self.workspace.announce_file(name, number(arguments.get("length"), 0), alt)
        return {"file_id": file_id, "upload_url": url}

    def complete_upload(self, arguments: Arguments) -> Payload:
        files, channel_id = arguments.get("files"), arguments.get("channel_id")
        if not isinstance(files, list) or not files or not all(isinstance(each, dict) for each in files):
            raise SlackError("invalid_arguments", "[ERROR] missing required field: files")
        titles = {str(each.get("id")): str(each.get("title") or "") for each in files}
        channel = exact_channel(channel_id) if channel_id else None
        done = self.workspace.complete_files(titles, channel, checked_text(arguments.get("initial_comment")))
        return {"files": [file_as_slack(each) for each in done]}

    def file_info(self, arguments: Arguments) -> Payload:
        return {"file": file_as_slack(self.workspace.file(str(arguments.get("file"))))}

    def set_status(self, arguments: Arguments) -> Payload:
        channel = exact_channel(arguments.get("channel_id"))
        thread_ts = self.workspace.root(channel.id, str(arguments.get("thread_ts")))
        self.workspace.set_status(channel, thread_ts or "", str(arguments.get("status") or ""))
        return {}

    def set_prompts(self, arguments: Arguments) -> Payload:
        channel, prompts = exact_channel(arguments.get("channel_id")), arguments.get("prompts")
        if not isinstance(prompts, list) or not 0 < len(prompts) <= PROMPTS or not all(map(is_prompt, prompts)):
            raise SlackError("invalid_arguments", f"[ERROR] 1 to {PROMPTS} prompts with a title and a message")
        self.workspace.set_prompts(channel, str(arguments.get("title") or ""), prompts)
        return {}

    def publish(self, arguments: Arguments) -> Payload:
        """Keep a view for App Home; `hash` holds off whoever saw an older one."""
        person = person_called(arguments.get("user_id"))
        if person.is_bot:
            raise SlackError("user_not_found")
        expected = str(arguments.get("hash") or "")
        return {"view": self.workspace.publish(person.id, arguments.get("view"), expected=expected)}

    def open_view(self, arguments: Arguments) -> Payload:
        return {"view": self.workspace.open_view(str(arguments.get("trigger_id")), arguments.get("view"))}

    def update_view(self, arguments: Arguments) -> Payload:
        return {"view": self.workspace.update_view(str(arguments.get("view_id")), arguments.get("view"))}

    def _page(self, arguments: Arguments, messages: Sequence[Message]) -> Payload:
        start, size = number(arguments.get("cursor"), 0), min(number(arguments.get("limit"), PAGE), PAGE_LIMIT)
        page, more = messages[start : start + size], len(messages) > start + size
        with_metadata = flag(arguments, "include_all_metadata")
        return {
            "messages": [self._written(each, with_metadata=with_metadata) for each in page],
            "has_more": more,
            "response_metadata": {"next_cursor": str(start + size) if more else ""},
        }

    def _written(self, message: Message, *, with_metadata: bool = False) -> Payload:
        metadata = {"metadata": message.metadata} if with_metadata and message.metadata else {}
        return self.workspace.as_slack(message) | metadata


METHODS: Mapping[str, Callable[[WebApi, Arguments], Payload]] = {
    "apps.connections.open": WebApi.open_connection,
    "assistant.threads.setStatus": WebApi.set_status,
    "assistant.threads.setSuggestedPrompts": WebApi.set_prompts,
    "auth.test": WebApi.auth_test,
    "chat.delete": WebApi.delete,
    "chat.postEphemeral": WebApi.post_ephemeral,
    "chat.postMessage": WebApi.post,
    "chat.update": WebApi.update,
    "conversations.history": WebApi.history,
    "conversations.info": WebApi.conversation,
    "conversations.list": WebApi.conversations,
    "conversations.open": WebApi.open_conversation,
    "conversations.replies": WebApi.replies,
    "files.completeUploadExternal": WebApi.complete_upload,
    "files.getUploadURLExternal": WebApi.upload_url,
    "files.info": WebApi.file_info,
    "usergroups.users.list": WebApi.group,
    "users.info": WebApi.user,
    "users.list": WebApi.users,
    "users.lookupByEmail": WebApi.user_by_email,
    "views.open": WebApi.open_view,
    "views.publish": WebApi.publish,
    "views.update": WebApi.update_view,
}


def refusal(error: SlackError) -> Payload:
    """Return an error as Slack answers it."""
    reasons = list(error.reasons)
    return {"ok": False, "error": error.code, **({"response_metadata": {"messages": reasons}} if reasons else {})}


def opened(arguments: Arguments) -> Arguments:
    """Return the arguments with their objects read, whether they came as JSON or in a form.

    Raises:
        SlackError: one is no JSON.
    """
    return {key: _object(key, value) if key in OBJECTS else value for key, value in arguments.items()}


def readable(arguments: Arguments) -> Arguments:
    """Return the arguments as far as they can be read, for who looks on."""
    try:
        return opened(arguments)
    except SlackError:
        return {key: str(value) for key, value in arguments.items()}


def _object(name: str, value: object) -> object:
    try:
        return orjson.loads(value) if isinstance(value, str) else value
    except orjson.JSONDecodeError:
        raise SlackError("invalid_blocks_format" if name == "blocks" else "invalid_arguments") from None


def content(arguments: Arguments) -> tuple[str, tuple[Payload, ...]]:
    """Return the text and the blocks of a message.

    Raises:
        SlackError: there is neither, or one breaks a limit.
    """
    text, blocks = checked_text(arguments.get("text")), checked_blocks(arguments.get("blocks"))
    if not text and not blocks:
        raise SlackError("no_text")
    return text, blocks


def checked_metadata(metadata: object) -> Payload | None:
    """Return what a message carries beside its words.

    Raises:
        SlackError: it has no ``event_type`` or no ``event_payload``.
    """
    if metadata is None:
        return None
    if not isinstance(metadata, dict) or not {"event_type", "event_payload"} <= metadata.keys():
        raise SlackError("invalid_metadata_format")
    return metadata


def thread(arguments: Arguments) -> str | None:
    return str(arguments["thread_ts"]) if arguments.get("thread_ts") else None


def exact_channel(channel_id: object) -> Channel:
    """Return a channel by its own id; most methods do not take a person's for it.

    Raises:
        SlackError: there is none.
    """
    if isinstance(channel_id, str) and channel_id in CHANNELS:
        return CHANNELS[channel_id]
    raise SlackError("channel_not_found")


def described(channel: Channel) -> Payload:
    what = {
        "id": channel.id,
        "is_channel": channel.kind == "channel",
        "is_group": channel.kind == "group",
        "is_im": channel.is_direct,
        "is_archived": False,
    }
    if channel.is_direct:
        return {**what, "user": next(each for each in channel.members if each != BOT_USER_ID)}
    there = {"is_member": True, "is_private": channel.is_private, "num_members": len(channel.members)}
    return {**what, "name": channel.name, **there}


def member(person: Person, *, with_locale: bool) -> Payload:
    """Return somebody as Slack describes them; the offset is today's, so only the zone is to be relied on."""
    offset = datetime.now(UTC).astimezone(ZoneInfo(TIME_ZONE)).utcoffset()
    profile = {
        "real_name": person.name,
        "display_name": person.name,
        **({"email": person.email} if person.email else {}),
    }
    return {
        "id": person.id,
        "team_id": TEAM_ID,
        "name": person.name.lower(),
        "real_name": person.name,
        "deleted": False,
        "is_bot": person.is_bot,
        "is_admin": person.is_organiser,
        "tz": TIME_ZONE,
        "tz_offset": int(offset.total_seconds()) if offset else 0,
        "profile": profile,
        **({"locale": person.locale} if with_locale else {}),
    }


def within(message: Message, arguments: Arguments) -> bool:
    """Tell whether a message is between ``oldest`` and ``latest``, the two themselves only where ``inclusive``."""
    ts, inclusive = float(message.ts), flag(arguments, "inclusive")
    oldest, latest = number_or_none(arguments.get("oldest")), number_or_none(arguments.get("latest"))
    after = oldest is None or ts > oldest or (inclusive and ts == oldest)
    before = latest is None or ts < latest or (inclusive and ts == latest)
    return after and before


def is_prompt(prompt: object) -> bool:
    return isinstance(prompt, dict) and all(isinstance(prompt.get(key), str) for key in ("title", "message"))


def flag(arguments: Arguments, name: str) -> bool:
    """Return a truth value, as JSON or a form has it."""
    return str(arguments.get(name)).lower() in {"true", "1"}


def number(value: object, default: int) -> int:
    return int(value) if str(value).isdigit() and isinstance(value, str | int) else default


def number_or_none(value: object) -> float | None:
    """Return an instant of Slack's.

    Raises:
        SlackError: it is none.
    """
    if value is None or value == "":
        return None
    try:
        return float(str(value))
    except ValueError:
        raise SlackError("invalid_ts_oldest") from None
