"""The forms (modals) in which a person adds words or a day to what they pressed, and what was filled in. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.parts import Act
from bot.reply import Reply
from bot.slack.blocks import fields_of, message_for, value_of
from bot.slack.kit import MAX_SECTION, MAX_TITLE, Block, plain, section
from bot.slack.reminders import FOLLOW_UP
from bot.wording import Wording

View = dict[str, Any]

#: As much as is read with a status; evidence is where the rest belongs.
MAX_NOTE = 2000
MAX_ADDRESS = 1500
NOTE, EVIDENCE, DAY = "note", "evidence", "day"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a form was opened from: what it is about, and the message to bring up to date."""

    assignment: str
    mark: str
    channel: str
    #: "" where the message cannot be changed: only its reader sees it.
    ts: str
    language: str

    @property
    def kept(self) -> str:
        """As the form carries it."""
        return value_of(a=self.assignment, m=self.mark, c=self.channel, t=self.ts, l=self.language)

    @classmethod
    def of(cls, kept: str) -> "Place":
        """Return what a form carried; empty fields where it is not one of ours."""
        fields = fields_of(kept)
        return cls(
            assignment=fields.get("a", ""),
            mark=fields.get("m", ""),
            channel=fields.get("c", ""),
            ts=fields.get("t", ""),
            language=fields.get("l", ""),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """What somebody filled in; "" and None for what the form has not, or they left out."""

    note: str = ""
    evidence: str = ""
    day: date | None = None

    @classmethod
    def of(cls, view: View) -> "Filled":
        values = view.get("state", {}).get("values", {})
        day = _value(values, DAY, "selected_date")
        return cls(
            note=_value(values, NOTE, "value").strip(),
            evidence=_value(values, EVIDENCE, "value").strip(),
            day=_day(day),
        )


def form(act: Act, place: Place, reference: str, wording: Wording, *, tomorrow: date) -> View:
    """Return the form that asks for what an act needs: a note and evidence, a day, a day and a reason, a reason."""
    language = place.language
    return {
        "type": "modal",
        "callback_id": f"{FOLLOW_UP}:{act}",
        "private_metadata": place.kept,
        "title": plain(wording.say(language, f"modal-title-{act}"), MAX_TITLE),
        "submit": plain(wording.say(language, "modal-send"), MAX_TITLE),
        "close": plain(wording.say(language, "modal-cancel"), MAX_TITLE),
        "blocks": [
            {"type": "section", "text": plain(reference or "…", MAX_SECTION)},
            *_inputs(act, language, wording, tomorrow),
        ],
    }


def _inputs(act: Act, language: str, wording: Wording, tomorrow: date) -> Iterator[Block]:
    if act in {Act.SNOOZE, Act.REVISE}:
        label = wording.say(language, "modal-until" if act is Act.SNOOZE else "modal-due")
        picker = {"type": "datepicker", "action_id": DAY, "initial_date": tomorrow.isoformat()}
        yield {"type": "input", "block_id": DAY, "label": plain(label, MAX_NOTE), "element": picker}
    if act is Act.NOTE:
        yield _written(NOTE, "modal-note", language, wording, limit=MAX_NOTE, optional=True)
        yield _written(EVIDENCE, "modal-evidence", language, wording, limit=MAX_ADDRESS, optional=True, one_line=True)
    elif act is not Act.SNOOZE:
        yield _written(NOTE, "modal-reason", language, wording, limit=MAX_NOTE)


def _written(
    name: str,
    label: str,
    language: str,
    wording: Wording,
    *,
    limit: int,
    optional: bool = False,
    one_line: bool = False,
) -> Block:
    element = {"type": "plain_text_input", "action_id": name, "multiline": not one_line, "max_length": limit}
    return {
        "type": "input",
        "block_id": name,
        "optional": optional,
        "label": plain(wording.say(language, label), MAX_NOTE),
        "hint": plain(wording.say(language, f"{label}-hint"), MAX_NOTE),
        "element": element,
    }


def notice(text: str, title: str, place: Place, wording: Wording) -> View:
    """Return a form that only says something."""
    return {
        "type": "modal",
        "title": plain(wording.say(place.language, title), MAX_TITLE),
        "close": plain(wording.say(place.language, "modal-close"), MAX_TITLE),
        "blocks": [section(text)],
    }


def warning(reply: Reply, place: Place, wording: Wording) -> View:
    """Return the contact cards in the place of a form."""
    said = message_for(reply, wording)
    return {**notice("…", "modal-title-danger", place, wording), "blocks": said["blocks"]}


def _value(values: Mapping[str, Any], name: str, kind: str) -> str:
    return str(values.get(name, {}).get(name, {}).get(kind) or "")


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
