"""Slack's limits on what a message may hold. Pure: what breaks one is refused with Slack's word and its reasons.

The blocks that the bot builds are checked in full. Of the other kinds that Slack knows only the envelope is: their
type, their id, their place among the fifty.
"""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import orjson

from bot.errors import BotError

Payload = dict[str, Any]

TEXT_LIMIT = 40_000
MESSAGE_BLOCKS = 50
VIEW_BLOCKS = 100
#: In all the markdown blocks of a message together.
MARKDOWN_LIMIT = 12_000
ID_LIMIT = 255
#: Of a view: its title and the words on its buttons, and what it carries along.
TITLE_LIMIT = 24
METADATA_LIMIT = 3000
#: In bytes, as JSON: larger views are refused whole.
VIEW_SIZE = 250_000
#: What may be typed into one field.
LONGEST_INPUT = 3000

UNCHECKED_BLOCKS = frozenset(
    [
        "alert",
        "card",
        "carousel",
        "container",
        "data_table",
        "file",
        "plan",
        "rich_text",
        "table",
        "task_card",
        "video",
    ]
)
UNCHECKED_ELEMENTS = frozenset(
    [
        "channels_select",
        "checkboxes",
        "conversations_select",
        "datetimepicker",
        "external_select",
        "multi_channels_select",
        "multi_conversations_select",
        "multi_external_select",
        "multi_static_select",
        "multi_users_select",
        "radio_buttons",
        "timepicker",
        "users_select",
        "workflow_button",
    ]
)
MRKDWN = ("mrkdwn", "plain_text")
PLAIN = ("plain_text",)
#: The texts of the question that a button asks before it is pressed.
CONFIRM = (("title", 100, PLAIN), ("text", 300, MRKDWN), ("confirm", 30, PLAIN), ("deny", 30, PLAIN))
#: By what a text field sends at once, where its block is told to.
TRIGGERS = frozenset({"on_enter_pressed", "on_character_entered"})


class SlackError(BotError):
    """What Slack answers in place of ``ok``."""

    def __init__(self, code: str, *reasons: str) -> None:
        super().__init__(code, *reasons)
        #: Slack's own word: "channel_not_found".
        self.code = code
        #: For a developer, where Slack gives any: what is wrong, and where.
        self.reasons = reasons


def checked_text(text: object) -> str:
    """Return a message's text; the empty text where there is none.

    Raises:
        SlackError: it is longer than a message may be, or no text at all.
    """
    if text is None:
        return ""
    if not isinstance(text, str):
        raise SlackError("invalid_arguments", "[ERROR] must be a string [json-pointer:/text]")
    if len(text) > TEXT_LIMIT:
        raise SlackError("msg_too_long")
    return text


def checked_view(view: object, *, kind: str = "modal") -> Payload:
    """Return a modal, or a view of another kind ("home"), as Slack keeps it.

    Raises:
        SlackError: it is none, or breaks a limit; every reason is given at once.
    """
    if not isinstance(view, dict) or view.get("type") != kind:
        raise SlackError("invalid_arguments", "[ERROR] missing or unsupported type [json-pointer:/view/type]")
    blocks = view.get("blocks")
    if not isinstance(blocks, list) or not all(isinstance(block, dict) for block in blocks):
        raise SlackError("invalid_blocks_format")
    if len(orjson.dumps(view)) > VIEW_SIZE:
        raise SlackError("view_too_large")
    checking = Checking()
    checking.frame(view)
    checking.blocks(blocks, limit=VIEW_BLOCKS)
    if checking.problems:
        raise SlackError("invalid_arguments", *checking.problems)
    return {**view, "blocks": [with_ids(block) for block in blocks]}


def checked_blocks(blocks: object, *, limit: int = MESSAGE_BLOCKS) -> tuple[Payload, ...]:
    """Return blocks as Slack keeps them, each with a ``block_id`` and its elements with an ``action_id``.

    Raises:
        SlackError: they are no list of objects, or break a limit; every reason is given at once.
    """
    if blocks is None:
        return ()
    if not isinstance(blocks, list) or not all(isinstance(block, dict) for block in blocks):
        raise SlackError("invalid_blocks_format")
    checking = Checking()
    checking.blocks(blocks, limit=limit)
    if checking.problems:
        raise SlackError("invalid_blocks", *checking.problems)
    return tuple(with_ids(block) for block in blocks)


def with_ids(block: Payload) -> Payload:
    """Return a copy of a block in which nothing that can be pressed is without an id."""
    named = {"block_id": short_id(), **block}
    if isinstance(block.get("elements"), list):
        named["elements"] = [_with_action_id(each) for each in block["elements"]]
    if isinstance(block.get("accessory"), dict):
        named["accessory"] = _with_action_id(block["accessory"])
    if isinstance(block.get("element"), dict):
        named["element"] = _with_action_id(block["element"])
    return named


def _with_action_id(element: Any) -> Any:
    kind = element.get("type") if isinstance(element, dict) else None
    pressable = isinstance(kind, str) and kind in ELEMENTS.keys() | FIELDS.keys() | UNCHECKED_ELEMENTS
    return {"action_id": short_id(), **element} if pressable else element


def short_id() -> str:
    return secrets.token_urlsafe(4)


@dataclass(slots=True)
class Checking:
    """One pass over one message; what it finds is in ``problems``, in Slack's words, in the order of the blocks."""

    problems: list[str] = field(default_factory=list)

    def refuse(self, reason: str, where: str) -> None:
        self.problems.append(f"[ERROR] {reason} [json-pointer:{where}]")

    def blocks(self, blocks: Sequence[Payload], *, limit: int) -> None:
        self.at_most(blocks, limit, "/blocks")
        self.unique([block.get("block_id") for block in blocks], "block_id", "/blocks")
        markdown = (block.get("text") for block in blocks if block.get("type") == "markdown")
        if sum(len(text) for text in markdown if isinstance(text, str)) > MARKDOWN_LIMIT:
            self.refuse(f"markdown text must be less than {MARKDOWN_LIMIT + 1} characters in all", "/blocks")
        for number, block in enumerate(blocks):
            self.typed(block, f"/blocks/{number}", BLOCKS, UNCHECKED_BLOCKS)

    def frame(self, view: Payload) -> None:
        """Check what stands around the blocks of a view."""
        if view["type"] == "modal":
            self.frame_of_modal(view)
        for name, limit in (("private_metadata", METADATA_LIMIT), ("callback_id", ID_LIMIT)):
            if view.get(name):
                self.words(view[name], f"/view/{name}", limit=limit)

    def frame_of_modal(self, view: Payload) -> None:
        self.text(view.get("title"), "/view/title", limit=TITLE_LIMIT, kinds=PLAIN)
        for name in ("submit", "close"):
            if name in view:
                self.text(view[name], f"/view/{name}", limit=TITLE_LIMIT, kinds=PLAIN)
        if "submit" not in view and any(block.get("type") == "input" for block in view["blocks"]):
            self.refuse("missing required field: submit", "/view")

    def typed(self, part: Any, where: str, checks: "Checks", unchecked: frozenset[str]) -> None:
        """Check an object by its ``type``; those in ``unchecked`` pass."""
        kind = part.get("type") if isinstance(part, dict) else None
        if not isinstance(kind, str) or not kind:
            self.refuse("missing required field: type", where)
        elif kind in checks:
            checks[kind](self, part, where)
        elif kind not in unchecked:
            self.refuse(f"unsupported type: {kind}", f"{where}/type")

    def text(self, text: Any, where: str, *, limit: int, kinds: Sequence[str] = MRKDWN) -> None:
        """Check a text object."""
        if not isinstance(text, dict) or not text.get("type"):
            self.refuse("missing required field: type", where)
        elif text["type"] not in kinds:
            self.refuse(f"unsupported type: {text['type']}", f"{where}/type")
        else:
            self.words(text.get("text"), f"{where}/text", limit=limit)

    def words(self, words: Any, where: str, *, limit: int, required: bool = True) -> None:
        if words is None and not required:
            return
        if not isinstance(words, str):
            self.refuse("missing required field: " + where.rpartition("/")[2], where.rpartition("/")[0])
        elif not words:
            self.refuse("must be more than 0 characters", where)
        elif len(words) > limit:
            self.refuse(f"must be less than {limit + 1} characters", where)

    def items(self, items: Any, limit: int, where: str) -> Sequence[Any]:
        """Return the items that are to be looked at one by one; none where they are no list."""
        if not isinstance(items, list) or not items:
            self.refuse("no fewer than 1 items allowed", where)
            return ()
        self.at_most(items, limit, where)
        return items

    def at_most(self, items: Sequence[Any], limit: int, where: str) -> None:
        if len(items) > limit:
            self.refuse(f"no more than {limit} items allowed", where)

    def unique(self, ids: Sequence[Any], name: str, where: str) -> None:
        given = [each for each in ids if each is not None]
        if len(given) != len(set(map(str, given))):
            self.refuse(f"`{name}` must be unique", where)
        for each in given:
            self.words(each, f"{where}/{name}", limit=ID_LIMIT)


Checks = dict[str, Callable[[Checking, Payload, str], None]]


def _section(checking: Checking, block: Payload, where: str) -> None:
    if "text" not in block and "fields" not in block:
        checking.refuse("missing required field: text", where)
    if "text" in block:
        checking.text(block["text"], f"{where}/text", limit=3000)
    if "fields" in block:
        for number, each in enumerate(checking.items(block["fields"], 10, f"{where}/fields")):
            checking.text(each, f"{where}/fields/{number}", limit=2000)
    if "accessory" in block:
        checking.typed(block["accessory"], f"{where}/accessory", ELEMENTS, UNCHECKED_ELEMENTS | {"image"})


def _header(checking: Checking, block: Payload, where: str) -> None:
    checking.text(block.get("text"), f"{where}/text", limit=150, kinds=PLAIN)


def _context(checking: Checking, block: Payload, where: str) -> None:
    for number, each in enumerate(checking.items(block.get("elements"), 10, f"{where}/elements")):
        if not isinstance(each, dict) or each.get("type") != "image":
            # Slack states no limit of its own here; a section's holds.
            checking.text(each, f"{where}/elements/{number}", limit=3000)


def _actions(checking: Checking, block: Payload, where: str) -> None:
    _elements(checking, block, where, limit=25)


def _context_actions(checking: Checking, block: Payload, where: str) -> None:
    _elements(checking, block, where, limit=5)


def _elements(checking: Checking, block: Payload, where: str, *, limit: int) -> None:
    elements = checking.items(block.get("elements"), limit, f"{where}/elements")
    ids = [each.get("action_id") for each in elements if isinstance(each, dict)]
    checking.unique(ids, "action_id", f"{where}/elements")
    for number, each in enumerate(elements):
        checking.typed(each, f"{where}/elements/{number}", ELEMENTS, UNCHECKED_ELEMENTS)


def _markdown(checking: Checking, block: Payload, where: str) -> None:
    checking.words(block.get("text"), f"{where}/text", limit=MARKDOWN_LIMIT)


def _image(checking: Checking, block: Payload, where: str) -> None:
    checking.words(block.get("alt_text"), f"{where}/alt_text", limit=2000)
    checking.words(block.get("image_url"), f"{where}/image_url", limit=3000, required=False)
    if "title" in block:
        checking.text(block["title"], f"{where}/title", limit=2000, kinds=PLAIN)
    file = block.get("slack_file")
    if ("image_url" in block) == (file is not None):
        checking.refuse("exactly one of image_url and slack_file is required", where)
    elif file is not None and not (isinstance(file, dict) and (file.get("id") or file.get("url"))):
        checking.refuse("missing required field: id", f"{where}/slack_file")


def _divider(_checking: Checking, _block: Payload, _where: str) -> None:
    """Hold nothing that could be wrong."""


def _button(checking: Checking, button: Payload, where: str) -> None:
    checking.text(button.get("text"), f"{where}/text", limit=75, kinds=PLAIN)
    for name, limit in (("value", 2000), ("url", 3000), ("accessibility_label", 75)):
        checking.words(button.get(name), f"{where}/{name}", limit=limit, required=False)
    if button.get("style") not in (None, "primary", "danger"):
        checking.refuse(f"unsupported style: {button['style']}", f"{where}/style")
    if "confirm" in button:
        _confirm(checking, button["confirm"], f"{where}/confirm")


def _confirm(checking: Checking, confirm: Any, where: str) -> None:
    if not isinstance(confirm, dict):
        checking.refuse("must be an object", where)
        return
    for name, limit, kinds in CONFIRM:
        checking.text(confirm.get(name), f"{where}/{name}", limit=limit, kinds=kinds)


def _feedback(checking: Checking, feedback: Payload, where: str) -> None:
    for name in ("positive_button", "negative_button"):
        button = feedback.get(name)
        if not isinstance(button, dict):
            checking.refuse(f"missing required field: {name}", where)
            continue
        checking.text(button.get("text"), f"{where}/{name}/text", limit=75, kinds=PLAIN)
        checking.words(button.get("value"), f"{where}/{name}/value", limit=2000)


def _icon_button(checking: Checking, button: Payload, where: str) -> None:
    checking.words(button.get("icon"), f"{where}/icon", limit=75)
    checking.text(button.get("text"), f"{where}/text", limit=75, kinds=PLAIN)


def _input(checking: Checking, block: Payload, where: str) -> None:
    checking.text(block.get("label"), f"{where}/label", limit=2000, kinds=PLAIN)
    if "hint" in block:
        checking.text(block["hint"], f"{where}/hint", limit=2000, kinds=PLAIN)
    checking.typed(block.get("element"), f"{where}/element", FIELDS, UNCHECKED_ELEMENTS)


def _static_select(checking: Checking, element: Payload, where: str) -> None:
    if "placeholder" in element:
        checking.text(element["placeholder"], f"{where}/placeholder", limit=150, kinds=PLAIN)
    _options(checking, element, where, limit=100)


def _overflow(checking: Checking, element: Payload, where: str) -> None:
    _options(checking, element, where, limit=5)


def _options(checking: Checking, element: Payload, where: str, *, limit: int) -> None:
    for number, each in enumerate(checking.items(element.get("options"), limit, f"{where}/options")):
        option = each if isinstance(each, dict) else {}
        checking.text(option.get("text"), f"{where}/options/{number}/text", limit=75)
        checking.words(option.get("value"), f"{where}/options/{number}/value", limit=150)


def _datepicker(checking: Checking, element: Payload, where: str) -> None:
    if "placeholder" in element:
        checking.text(element["placeholder"], f"{where}/placeholder", limit=150, kinds=PLAIN)
    if "initial_date" in element and not is_day(element["initial_date"]):
        checking.refuse("invalid date format", f"{where}/initial_date")


def _plain_text_input(checking: Checking, element: Payload, where: str) -> None:
    if "placeholder" in element:
        checking.text(element["placeholder"], f"{where}/placeholder", limit=150, kinds=PLAIN)
    longest = element.get("max_length", 3000)
    if not isinstance(longest, int) or not 1 <= longest <= LONGEST_INPUT:
        checking.refuse(f"must be between 1 and {LONGEST_INPUT}", f"{where}/max_length")
    if "dispatch_action_config" in element:
        config = element["dispatch_action_config"]
        triggers = config.get("trigger_actions_on") if isinstance(config, dict) else None
        for number, each in enumerate(checking.items(triggers, 2, f"{where}/dispatch_action_config")):
            if each not in TRIGGERS:
                checking.refuse(f"unsupported trigger: {each}", f"{where}/dispatch_action_config/{number}")


def is_day(day: object) -> bool:
    """Tell whether something is a date as Slack writes one: "2026-03-31"."""
    try:
        return isinstance(day, str) and date.fromisoformat(day).isoformat() == day
    except ValueError:
        return False


BLOCKS: Checks = {
    "section": _section,
    "header": _header,
    "context": _context,
    "actions": _actions,
    "context_actions": _context_actions,
    "markdown": _markdown,
    "divider": _divider,
    "image": _image,
    "input": _input,
}
ELEMENTS: Checks = {
    "button": _button,
    "datepicker": _datepicker,
    "feedback_buttons": _feedback,
    "icon_button": _icon_button,
    "overflow": _overflow,
    "static_select": _static_select,
}
#: What stands in an input block, in a view alone.
FIELDS: Checks = {
    "datepicker": _datepicker,
    "plain_text_input": _plain_text_input,
    "static_select": _static_select,
}
