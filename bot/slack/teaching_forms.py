"""The forms in which organisers answer, attach and dismiss questions, and what was filled in. Pure."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.slack.blocks import MAX_BLOCKS, sections
from bot.slack.kit import MAX_BUTTON, MAX_TITLE, Block, cut, plain, section
from bot.teaching import Dismissal
from bot.wording import Wording
from knowledge.model import Audience, Entry

View = dict[str, Any]

_MAX_LABEL, _MAX_OPTION = 2000, MAX_BUTTON
_MAX_ANSWER, _MAX_PHRASING, _MAX_ADDRESS = 3000, 500, 1500
#: Stands for an entry of its own.
NEW = "-"
ENTRY, TITLE, ADDRESS, AUDIENCE, REASON, WORDS = "entry", "source", "url", "audience", "reason", "words"
_ANSWER, _PHRASING = "answer-", "phrasing-"
_MASK = re.compile(r"\s*\[…(?:@…)?\]")
_WEB = re.compile(r"https?://[^\s<>|]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What a form shows at first."""

    #: By language.
    answers: Mapping[str, str]
    phrasings: Mapping[str, str]
    entries: Sequence[Entry] = ()
    #: The id of the one that is chosen at first; None: a new one.
    to: str | None = None
    source: str = ""
    url: str = ""
    audience: Audience = Audience.EVERYONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """What somebody filled in; "" for what they left out."""

    #: By language; those left out are not in it.
    answers: Mapping[str, str]
    phrasings: Mapping[str, tuple[str, ...]]
    to: str | None
    source: str
    url: str
    audience: Audience
    reason: Dismissal
    words: str

    @classmethod
    def of(cls, view: View) -> "Filled":
        values = view.get("state", {}).get("values", {})
        answers = {name.removeprefix(_ANSWER): _text(values, name) for name in values if name.startswith(_ANSWER)}
        asked = {name.removeprefix(_PHRASING): _text(values, name) for name in values if name.startswith(_PHRASING)}
        entry, audience, reason = (_chosen(values, name) for name in (ENTRY, AUDIENCE, REASON))
        return cls(
            answers={each: text for each, text in answers.items() if text},
            phrasings={
                each: tuple(line.strip()[:_MAX_PHRASING] for line in text.splitlines() if line.strip())
                for each, text in asked.items()
                if text
            },
            to=None if entry in {"", NEW} else entry,
            source=_text(values, TITLE),
            url=_text(values, ADDRESS),
            audience=Audience(audience) if audience in {*map(str, Audience)} else Audience.EVERYONE,
            reason=Dismissal(reason) if reason in {*map(str, Dismissal)} else Dismissal.NOT_OURS,
            words=_text(values, WORDS),
        )

    def wrong(self, language: str, wording: Wording, languages: Sequence[str]) -> dict[str, str]:
        """Return what is to be mended, by its field."""
        wrong = {}
        if self.to is None and not self.answers:
            wrong[f"{_ANSWER}{languages[0]}"] = wording.say(language, "teach-no-answer")
        if not self.phrasings:
            wrong[f"{_PHRASING}{languages[0]}"] = wording.say(language, "teach-no-phrasing")
        if self.url and not _WEB.fullmatch(self.url):
            wrong[ADDRESS] = wording.say(language, "modal-bad-address")
        if self.url and not self.source:
            wrong[TITLE] = wording.say(language, "teach-no-source")
        return wrong


def without_masks(question: str) -> str:
    """Return a question without the places where something was hidden: nobody asks in these words."""
    return " ".join(_MASK.sub(" ", question).split())


def answer_form(
    given: Given, shown: str, languages: Sequence[str], wording: Wording, language: str, *, kept: str, attach: bool
) -> View:
    """Return the form for an answer, or with ``attach`` for a phrasing of an entry that is there."""
    say = wording.say
    blocks: list[Block] = [section(shown)] if shown else []
    new = [(NEW, say(language, "teach-new-entry"))]
    options = [*([] if attach else new), *((each.id, each.named(language)) for each in given.entries)]
    if options:
        blocks.append(_select(ENTRY, say(language, "teach-entry"), options, given.to))
    phrased = (_PHRASING, given.phrasings, "teach-phrasing-in", "teach-phrasing-hint")
    answered = (_ANSWER, given.answers, "teach-answer-in", "teach-answer-hint")
    blocks += [
        _input(
            f"{name}{each}",
            say(language, label, language=say(each, "language-name")),
            written.get(each, ""),
            limit=_MAX_ANSWER,
            hint=say(language, hint),
        )
        for name, written, label, hint in ([] if attach else [answered]) + [phrased]
        for each in languages
    ]
    if not attach:
        source = say(language, "teach-source")
        blocks.append(_input(TITLE, source, given.source, limit=_MAX_PHRASING, one_line=True))
        address = say(language, "teach-url")
        blocks.append(_input(ADDRESS, address, given.url, limit=_MAX_ADDRESS, one_line=True))
        audiences = [(each.value, say(language, f"audience-{each}")) for each in Audience]
        blocks.append(_select(AUDIENCE, say(language, "teach-audience"), audiences, given.audience))
    title = say(language, "teach-title-attach" if attach else "teach-title-answer")
    return _view(
        "teach:look", title, blocks, kept=kept, wording=wording, language=language, submit=say(language, "teach-look")
    )


def dismiss_form(shown: str, wording: Wording, language: str, *, kept: str) -> View:
    """Return the form that asks why a question is not answered."""
    reasons = [(each.value, wording.say(language, f"dismissal-{each}")) for each in Dismissal]
    blocks = [
        section(shown),
        _select(REASON, wording.say(language, "teach-reason"), reasons, None),
        _input(WORDS, wording.say(language, "teach-words"), "", limit=_MAX_PHRASING),
    ]
    title, submit = wording.say(language, "teach-title-dismiss"), wording.say(language, "teach-dismiss")
    return _view("teach:dismiss", title, blocks, kept=kept, wording=wording, language=language, submit=submit)


def look_view(rendered: str, wording: Wording, language: str, *, kept: str) -> View:
    """Return the form that shows what a draft would do, and asks whether it may."""
    title, submit = wording.say(language, "teach-title-look"), wording.say(language, "reload-apply")
    blocks = [*_paragraphs(rendered)]
    return _view("teach:apply", title, blocks, kept=kept, wording=wording, language=language, submit=submit)


def said_view(rendered: str, wording: Wording, language: str) -> View:
    """Return a form that only says something."""
    title = wording.say(language, "teach-title-look")
    return _view("teach:said", title, [*_paragraphs(rendered)], kept="", wording=wording, language=language)


def _paragraphs(rendered: str) -> Iterator[Block]:
    for each in list(sections(rendered))[: MAX_BLOCKS - 1]:
        yield section(each)


def _view(
    callback: str, title: str, blocks: Sequence[Block], *, kept: str, wording: Wording, language: str, submit: str = ""
) -> View:
    close = wording.say(language, "modal-cancel" if submit else "modal-close")
    view: View = {
        "type": "modal",
        "callback_id": callback,
        "private_metadata": kept,
        "title": plain(title, MAX_TITLE),
        "close": plain(close, MAX_TITLE),
        "blocks": list(blocks),
    }
    return {**view, "submit": plain(submit, MAX_TITLE)} if submit else view


def _select(name: str, label: str, options: Iterable[tuple[str, str]], chosen: str | None) -> Block:
    choices = [{"text": plain(text, _MAX_OPTION), "value": value} for value, text in options]
    first = next((each for each in choices if each["value"] == chosen), choices[0])
    element = {"type": "static_select", "action_id": name, "options": choices, "initial_option": first}
    return {"type": "input", "block_id": name, "label": plain(label, _MAX_LABEL), "element": element}


def _input(name: str, label: str, value: str, *, limit: int, hint: str = "", one_line: bool = False) -> Block:
    element: Block = {"type": "plain_text_input", "action_id": name, "multiline": not one_line, "max_length": limit}
    if value:
        element["initial_value"] = cut(value, limit)
    block: Block = {
        "type": "input",
        "block_id": name,
        "optional": True,
        "label": plain(label, _MAX_LABEL),
        "element": element,
    }
    return {**block, "hint": plain(hint, _MAX_LABEL)} if hint else block


def _text(values: Mapping[str, Any], name: str) -> str:
    return str(values.get(name, {}).get(name, {}).get("value") or "").strip()


def _chosen(values: Mapping[str, Any], name: str) -> str:
    return str((values.get(name, {}).get(name, {}).get("selected_option") or {}).get("value") or "")
