"""What people type -> text to understand: no mark-up, no control or direction characters. Pure."""

import re
import unicodedata

#: Longer than any question; what is beyond it is a document, and gets a civil word instead of a guess.
MAX_QUESTION = 1500

#: What stands between angle brackets when Slack wrote them: @U1, !channel, #C1|general, https://...|label.
_MENTION = re.compile(r"[@!]")
_LABELLED = re.compile(r"[^|]+\|(.*)", re.DOTALL)
_BARE = re.compile(r"#\w+|(?:https?://|mailto:|tel:).*", re.DOTALL)
_BRACKET = re.compile(r"([<>])")
_SPACE = re.compile(r"\s+")
#: The three characters that Slack escapes, and no other: "&eacute" in somebody's address stays what it is.
_ENTITY = re.compile(r"&(amp|lt|gt);")
_ESCAPED = {"amp": "&", "lt": "<", "gt": ">"}


def clean(text: str) -> str:
    """Return the text as a person would read it aloud, on one line.

    Mentions go, links and channels leave their label, Slack's three entities are unescaped once. Control characters,
    zero-width characters, direction overrides and lone surrogates go. Never longer than the text that came in.
    """
    # What nobody sees goes first, or a mention with a zero-width space in it would be read as text. What is printable
    # has none of it, and need not be looked at letter by letter.
    if not text.isprintable():
        text = "".join(each if _is_readable(each) else " " for each in text if not _is_invisible(each))
    text = _ENTITY.sub(lambda entity: _ESCAPED[entity[1]], _without_mark_up(text))
    return _SPACE.sub(" ", text).strip()


def _without_mark_up(text: str) -> str:
    """Return the text with what Slack put in angle brackets read from the inside out; other brackets stay."""
    read: list[str] = []
    opened: list[int] = []  # where in `read` each bracket that is still open stands
    kept = -1  # the last bracket that stays: what encloses it is no mark-up either
    for piece in _BRACKET.split(text):
        if piece == "<":
            opened.append(len(read))
        elif piece == ">" and opened:
            start = opened.pop()
            label = None if kept > start else _label("".join(read[start + 1 :]))
            if label is not None:
                read[start:] = [" ", label, " "] if label else [" "]
                continue
            kept = len(read)
        read.append(piece)
    return "".join(read)


def _label(inside: str) -> str | None:
    """Return what is read aloud of a mark: its label, or nothing; None for what is no mark-up of Slack's."""
    if _MENTION.match(inside):
        return ""
    if labelled := _LABELLED.fullmatch(inside):
        return labelled[1]
    return "" if _BARE.fullmatch(inside) else None


def _is_invisible(character: str) -> bool:
    # Cf: soft hyphens, zero-width spaces and joiners, direction marks and overrides, byte order marks, tags.
    return unicodedata.category(character) == "Cf"


def _is_readable(character: str) -> bool:
    # Cc: controls (line breaks become spaces); Cs: lone surrogates, which no encoder takes; Co, Cn: nobody's.
    return unicodedata.category(character) not in {"Cc", "Cs", "Co", "Cn"}
