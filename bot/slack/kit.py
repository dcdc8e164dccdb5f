"""The parts of Block Kit that messages and views are built of, each within Slack's limits. Pure.

The limits: https://docs.slack.dev/reference/block-kit/blocks. What does not fit is cut where a reader sees it.
"""

import re
from typing import Any

from bot.markdown import PLAIN, rendered_once
from bot.slack.mrkdwn import MRKDWN

Block = dict[str, Any]

MAX_SECTION = 3000
MAX_BUTTON = 75
MAX_HEADER = 150
#: Of a view and of its buttons.
MAX_TITLE = 24
_MAX_ASKED = {"title": 100, "text": 300, "confirm": 30, "deny": 30}
#: The start of a link or of an entity, at the end of a text.
_BROKEN_OFF = re.compile(r"(?:<[^<>]*|&[a-z]{0,3})\Z")


def cut(text: str, limit: int) -> str:
    """Return a text within a limit; the mark at the end says that there was more."""
    return text if len(text) <= limit else f"{text[: limit - 1].rstrip()}…"


def cut_marked_up(text: str, limit: int) -> str:
    """Return an escaped text within a limit, cut as ``cut`` does, but never inside a link or an entity."""
    return text if len(text) <= limit else f"{whole(text[: limit - 1]).rstrip()}…"


def whole(text: str) -> str:
    """Return an escaped text without the link or the entity that it breaks off in."""
    return _BROKEN_OFF.sub("", text)


def marked(markdown: str) -> str:
    """Return Markdown, which may have people's words in it, as Slack's mrkdwn."""
    return rendered_once(markdown, MRKDWN)


def bare(markdown: str) -> str:
    """Return Markdown, which may have people's words in it, without mark-up."""
    return rendered_once(markdown, PLAIN)


def plain(text: str, limit: int) -> Block:
    """Return a text as it stands."""
    return {"type": "plain_text", "text": cut(text, limit), "emoji": False}


def mrkdwn(text: str, limit: int = MAX_SECTION) -> Block:
    return {"type": "mrkdwn", "text": cut_marked_up(text, limit)}


def section(text: str) -> Block:
    """Return mrkdwn as a section."""
    return {"type": "section", "text": mrkdwn(text)}


def context(text: str) -> Block:
    """Return mrkdwn as small print."""
    return {"type": "context", "elements": [mrkdwn(text)]}


def header(text: str) -> Block:
    return {"type": "header", "text": plain(text, MAX_HEADER)}


def button(action: str, label: str, value: str) -> Block:
    return {"type": "button", "action_id": action, "text": plain(label, MAX_BUTTON), "value": value}


def confirm(title: str, text: str, *, go: str, leave: str) -> Block:
    """Return the question that is asked before a press counts; ``go`` and ``leave`` are the labels of its buttons."""
    asked = {"title": title, "text": text, "confirm": go, "deny": leave}
    return {name: plain(each, _MAX_ASKED[name]) for name, each in asked.items()}
