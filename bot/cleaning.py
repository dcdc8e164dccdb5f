"""What people type -> text to understand: no mark-up, no control or direction characters. Pure."""

import html
import re
import unicodedata

#: Longer than any question; what is beyond it is a document, and gets a civil word instead of a guess.
MAX_QUESTION = 1500

#: Slack's own mark-up, as it arrives: <@U1>, <#C1|general>, <!channel>, <https://...|label>, <mailto:...|label>.
_MENTION = re.compile(r"<[@!][^<>]*>")
_LABELLED = re.compile(r"<[^<>|]+\|([^<>]*)>")
_BARE = re.compile(r"<(#\w+|https?://[^<>]*|mailto:[^<>]*|tel:[^<>]*)>")
_SPACE = re.compile(r"\s+")


def clean(text: str) -> str:
    """Return the text as a person would read it aloud, on one line.

    Mentions go, links and channels leave their label, Slack's three entities are unescaped once. Control characters,
    zero-width characters, direction overrides and lone surrogates go. Never longer than the text that came in.
    """
    text = _BARE.sub(" ", _LABELLED.sub(r" \1 ", _MENTION.sub(" ", text)))
    text = "".join(each if _is_readable(each) else " " for each in html.unescape(text) if not _is_invisible(each))
    return _SPACE.sub(" ", text).strip()


def _is_invisible(character: str) -> bool:
    # Cf: soft hyphens, zero-width spaces and joiners, direction marks and overrides, byte order marks, tags.
    return unicodedata.category(character) == "Cf"


def _is_readable(character: str) -> bool:
    # Cc: controls (line breaks become spaces); Cs: lone surrogates, which no encoder takes; Co, Cn: nobody's.
    return unicodedata.category(character) not in {"Cc", "Cs", "Co", "Cn"}


_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
#: Seven digits and more, however grouped: phones, identity and case numbers; not years, not "16 countries".
_NUMBER = re.compile(r"\+?\d(?:[\s./()-]{0,2}\d){6,}")


def masked(text: str) -> str:
    """Return the text with e-mail addresses and long numbers hidden, for a question that is kept for the organisers."""
    return _NUMBER.sub("[…]", _EMAIL.sub("[…@…]", text))
