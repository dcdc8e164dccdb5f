"""What happens in the workspace, as Slack writes it for the bot: events, commands, presses. Pure, but for ids."""

import html
import re
import secrets
from collections.abc import Iterable, Mapping
from typing import Any

from bot.local.limits import LONGEST_INPUT, Payload, SlackError, is_day
from bot.local.model import (
    APP_ID,
    BOT_ID,
    BOT_USER_ID,
    CHANNELS,
    EVERYBODY,
    TEAM_ID,
    Channel,
    File,
    Message,
    View,
)

#: In escaped text: a link up to its last letter, somebody's name after @, a channel's after #.
MARKED = re.compile(
    r"(?P<link>https?://(?:(?!&[lg]t;)\S)+(?<![.,;:!?)\]'\"]))|(?<!\w)@(?P<person>\w+)|(?<!\w)#(?P<channel>[\w-]+)"
)


def escaped(typed: str) -> str:
    """Return typed text as Slack carries it: nothing in it is mark-up."""
    return html.escape(typed, quote=False)


def marked_up(typed: str) -> str:
    """Return a typed message as Slack carries it: escaped, then known people, channels and links marked up.

    A name that nobody has stays as it was typed; so does ``<!channel>``, which must call nobody.
    """
    return MARKED.sub(_mark, escaped(typed))


def _mark(found: re.Match[str]) -> str:
    if found["link"]:
        return f"<{found['link']}>"
    if found["person"]:
        people = (each.id for each in EVERYBODY.values() if each.name.casefold() == found["person"].casefold())
        return next((f"<@{each}>" for each in people), found[0])
    channels = (each.id for each in CHANNELS.values() if each.name == found["channel"])
    return next((f"<#{each}>" for each in channels), found[0])


def as_slack(message: Message, thread: Payload) -> Payload:
    """Return a message as methods and events carry it, with what Slack says of its thread; metadata is left out."""
    written: Payload = {
        "type": "message",
        "user": message.user,
        "text": message.text,
        "ts": message.ts,
        "team": TEAM_ID,
    }
    if message.user == BOT_USER_ID:
        written |= {"bot_id": BOT_ID, "app_id": APP_ID}
    if message.blocks:
        written["blocks"] = list(message.blocks)
    if message.files:
        written["files"] = [file_as_slack(each) for each in message.files]
    if message.edited:
        written["edited"] = {"user": message.user, "ts": message.edited}
    return written | thread


def file_as_slack(file: File) -> Payload:
    """Return a file as methods and events carry it."""
    about = {"id": file.id, "name": file.name, "title": file.title, "size": len(file.data), "alt_txt": file.alt}
    kind = (
        {"mimetype": "image/png", "original_w": 1, "original_h": 1} if file.is_picture else {"mimetype": "text/plain"}
    )
    return {**about, **kind}


def placed(written: Payload, channel: Channel, event_ts: str) -> Payload:
    """Return a message as an event: with the channel it is in."""
    return {**written, "channel": channel.id, "channel_type": channel.kind, "event_ts": event_ts}


def hidden(subtype: str, channel: Channel, ts: str, **what: object) -> Payload:
    """Return an event about a message: changed, deleted."""
    return placed({"type": "message", "subtype": subtype, "hidden": True, "ts": ts, **what}, channel, ts)


def mention(event: Payload) -> Payload:
    """Return the second event of a message that mentions the bot: another type, the same ``ts``."""
    return {**{key: value for key, value in event.items() if key != "channel_type"}, "type": "app_mention"}


def envelope(event: Payload, *, event_time: int) -> Payload:
    """Return the body that carries an event; each has an ``event_id`` of its own."""
    bot = {"team_id": TEAM_ID, "user_id": BOT_USER_ID, "is_bot": True, "is_enterprise_install": False}
    return {
        "token": "local",
        "team_id": TEAM_ID,
        "context_team_id": TEAM_ID,
        "context_enterprise_id": None,
        "api_app_id": APP_ID,
        "event": event,
        "type": "event_callback",
        "event_id": f"Ev{secrets.token_hex(6).upper()}",
        "event_time": event_time,
        "authorizations": [{"enterprise_id": None, **bot}],
        "is_ext_shared_channel": False,
    }


def command_form(
    name: str, text: str, user_id: str, channel: Channel, response_url: str, *, trigger: str
) -> Mapping[str, str]:
    return {
        "token": "local",
        "team_id": TEAM_ID,
        "team_domain": "local",
        "channel_id": channel.id,
        "channel_name": channel_name(channel),
        "user_id": user_id,
        "user_name": user_name(user_id),
        "command": name,
        "text": escaped(text),
        "api_app_id": APP_ID,
        "is_enterprise_install": "false",
        "response_url": response_url,
        "trigger_id": trigger,
    }


def block_actions(
    action: Payload, user_id: str, message: Message, written: Payload, response_url: str, *, trigger: str
) -> Payload:
    """Return the press of a button; an ephemeral message is not in it."""
    channel = CHANNELS[message.channel]
    return {
        "type": "block_actions",
        **_who(user_id),
        "container": container(message),
        "trigger_id": trigger,
        "channel": {"id": channel.id, "name": channel_name(channel)},
        "state": {"values": {}},
        "response_url": response_url,
        "actions": [action],
        **({"message": written} if message.is_posted else {}),
    }


def view_actions(action: Payload, user_id: str, view: Payload, *, trigger: str) -> Payload:
    """Return the press of a button in a view: it has no channel, and no address to answer at."""
    typed = {action["block_id"]: {action["action_id"]: {"type": action["type"], "value": action.get("value")}}}
    is_typed = action["type"] == "plain_text_input"
    return {
        "type": "block_actions",
        **_who(user_id),
        "container": {"type": "view", "view_id": view["id"]},
        "trigger_id": trigger,
        "view": {**view, "state": {"values": typed if is_typed else {}}},
        "actions": [action],
    }


def view_submission(view: View, values: Payload, trigger: str) -> Payload:
    """Return a form that was filled in; ``values`` as Slack has them: by block and action."""
    return {
        "type": "view_submission",
        **_who(view.user),
        "trigger_id": trigger,
        "view": {**view.payload, "state": {"values": values}},
        "response_urls": [],
    }


def _who(user_id: str) -> Payload:
    return {
        "user": {"id": user_id, "username": user_name(user_id), "name": user_name(user_id), "team_id": TEAM_ID},
        "api_app_id": APP_ID,
        "token": "local",
        "team": {"id": TEAM_ID, "domain": "local"},
        "enterprise": None,
        "is_enterprise_install": False,
    }


def values_in(view: View, given: Payload) -> Payload:
    """Return what was filled in as Slack carries it.

    Args:
        view: the form.
        given: texts, days and the values of options, by block.

    Raises:
        SlackError: a field holds what could not be typed or chosen there.
    """
    inputs = [each for each in view.payload["blocks"] if each["type"] == "input"]
    return {
        each["block_id"]: {each["element"]["action_id"]: _filled(each["element"], given.get(each["block_id"]))}
        for each in inputs
    }


def _filled(element: Payload, given: object) -> Payload:
    text = given if isinstance(given, str) else ""
    kind = element["type"]
    if kind == "datepicker":
        if text and not is_day(text):
            raise SlackError("invalid_arguments")
        return {"type": kind, "selected_date": text or None}
    if kind == "static_select":
        return {"type": kind, "selected_option": _option(element, text) if text else None}
    if len(text) > element.get("max_length", LONGEST_INPUT):
        raise SlackError("invalid_arguments")
    return {"type": kind, "value": text or None}


def _option(element: Payload, value: str) -> Payload:
    for each in element["options"]:
        if each["value"] == value:
            return dict(each)
    raise SlackError("no_such_button")


def container(message: Message) -> Payload:
    thread = {"thread_ts": message.thread_ts} if message.thread_ts else {}
    place = {"message_ts": message.ts, "channel_id": message.channel, "is_ephemeral": not message.is_posted}
    return {"type": "message", **place, **thread}


def pressed(blocks: Iterable[Payload], block_id: str, action_id: str, choice: str) -> Payload:
    """Return the action of pressing a button of a message or a view, or of sending a field that sends at once.

    ``choice`` tells the two of a feedback apart; of a choice it is the option's value, or the day, of a field its text.

    Raises:
        SlackError: there is no such button.
    """
    for block in blocks:
        for element in _pressable(block):
            named = element.get("action_id") if isinstance(element, dict) else None
            if (block["block_id"], named) == (block_id, action_id):
                return {**_described(element, choice), "block_id": block_id}
    raise SlackError("no_such_button")


def _pressable(block: Payload) -> Iterable[Any]:
    if block["type"] == "input":
        return [block["element"]] if block.get("dispatch_action") else []
    return [*block.get("elements", ()), *([block["accessory"]] if "accessory" in block else [])]


def _described(element: Payload, choice: str) -> Payload:
    kept: Payload = {key: element[key] for key in ("type", "action_id", "text", "value", "style") if key in element}
    if element["type"] in {"static_select", "overflow"}:
        return {**kept, "selected_option": _option(element, choice)}
    if element["type"] == "plain_text_input":
        if len(choice) > element.get("max_length", LONGEST_INPUT):
            raise SlackError("invalid_arguments")
        return {**kept, "value": choice or None}
    if element["type"] == "datepicker":
        if not is_day(choice):
            raise SlackError("no_such_button")
        return {**kept, "selected_date": choice}
    if element["type"] != "feedback_buttons":
        return kept
    if choice not in {"positive", "negative"}:
        raise SlackError("no_such_button")
    chosen = element[f"{choice}_button"]
    return {**kept, "text": chosen["text"], "value": chosen["value"]}


def channel_name(channel: Channel) -> str:
    return "directmessage" if channel.is_direct else channel.name


def user_name(user_id: str) -> str:
    return EVERYBODY[user_id].name.lower()


def trigger_id() -> str:
    return f"{secrets.randbelow(10**12)}.{secrets.randbelow(10**12)}.{secrets.token_hex(16)}"
