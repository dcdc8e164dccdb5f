"""Requests that are signed and yet not as Slack describes them: told from the rest before anything reads them. Pure."""

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qs

#: Texts of an event and of a message, where they are there.
_TEXTS = ("type", "subtype", "text", "user", "channel", "ts", "thread_ts", "bot_id", "tab", "channel_type")
#: What an event of a type cannot do without.
_NEEDED = {
    "message": ("channel", "ts"),
    "app_mention": ("channel", "ts"),
    "app_home_opened": ("channel", "user"),
}
_FORM = "application/x-www-form-urlencoded"


def parsed(body: bytes, content_type: str) -> dict[str, Any] | None:
    """Return what a request's body holds, as Bolt reads it; None where it is no request of Slack's."""
    try:
        if content_type == _FORM:
            form = {name: each[-1] for name, each in parse_qs(body.decode(), keep_blank_values=True).items()}
            found: Any = json.loads(form["payload"]) if "payload" in form else form
        else:
            found = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) and not is_odd(found) else None


def is_odd(body: Mapping[str, Any]) -> bool:
    """Tell whether something in a request is of another kind than listeners count on."""
    return (
        ("event" in body and _is_odd_event(body["event"]))
        or any(not _is_mapping(body, name) for name in ("container", "message", "view", "team"))
        or _is_odd_press(body)
        or _is_odd_form(body)
    )


def _is_odd_event(event: Any) -> bool:
    if not isinstance(event, dict) or not isinstance(event.get("type"), str):
        return True
    return any(each not in event for each in _NEEDED.get(event["type"], ())) or _is_odd_message(event)


def _is_odd_message(message: Any) -> bool:
    if not isinstance(message, dict) or any(not isinstance(message.get(each, ""), str | None) for each in _TEXTS):
        return True
    files = message.get("files") or []
    if not isinstance(files, list) or not all(isinstance(each, dict) for each in files):
        return True
    return any(_is_odd_message(message[each]) for each in ("message", "previous_message") if each in message)


def _is_odd_press(body: Mapping[str, Any]) -> bool:
    if "actions" not in body:
        return False
    user, channel, actions = body.get("user"), body.get("channel", {}), body["actions"]
    if not isinstance(user, dict) or not isinstance(user.get("id"), str) or not isinstance(channel, dict | None):
        return True
    if not isinstance(actions, list) or not actions or not all(isinstance(each, dict) for each in actions):
        return True
    return any(not isinstance(each.get(name, ""), str | None) for each in actions for name in ("action_id", "value"))


def _is_odd_form(body: Mapping[str, Any]) -> bool:
    if body.get("type") not in {"view_submission", "view_closed"}:
        return False
    user, view = body.get("user"), body.get("view")
    if not isinstance(user, dict) or not isinstance(user.get("id"), str) or not isinstance(view, dict):
        return True
    if any(not isinstance(view.get(each, ""), str | None) for each in ("callback_id", "private_metadata", "id")):
        return True
    state = view.get("state", {})
    values = state.get("values", {}) if isinstance(state, dict) else None
    if not isinstance(values, dict):
        return True
    elements = [each for block in values.values() for each in (block.values() if isinstance(block, dict) else [None])]
    return any(not isinstance(each, dict) or _is_odd_element(each) for each in elements)


def _is_odd_element(element: Mapping[str, Any]) -> bool:
    return any(not isinstance(element.get(each), str | None) for each in ("value", "selected_date"))


def _is_mapping(body: Mapping[str, Any], name: str) -> bool:
    return isinstance(body.get(name, {}), dict | None)
