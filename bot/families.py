"""A notation for families of wordings, and its way to regular expressions. Pure.

A family is one line of items with spaces between them; it is looked for in a text of plain words:

    pris mon/ma/mes <papers>    words one after the other; alternatives; a group of words by its name
    exploite(e)(s) scarifi*     letters that may be there; an ending of up to six letters
    <my>_~_mari                 words that belong together; ~ is any one word
    [encore]                    a word that may be there
    ..3                         up to three words of any kind
    !avec !4:<desk>             not the next word; none among the next four
    ^ $                         the text begins; the text ends
    one family || another       either
    # a remark

A group is a line `name: word word ...`; it may name the groups above it, and itself to go on. Nothing in the notation
repeats without bound, so no text takes long, whatever is written in it.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from knowledge.model import Danger

#: Longer than nearly every word; a text without spaces costs no more than one with them.
_WORD = r"\w{1,30}"
_GROUP = re.compile(r"<([a-z]+)>")
_SPELT = re.compile(r"[a-z]+(?:\([a-z]+\)|[a-z]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """What people say in one language, in the notation."""

    #: The groups that the families name.
    words: str
    #: Each alarms alone.
    families: Mapping[Danger, str]
    #: How people speak of themselves and of what is done to them.
    oneself: str
    #: None alarms alone; some together do. One line a sign.
    signs: Mapping[Danger, str]


def groups(lines: str) -> dict[str, str]:
    """Return the groups by name, each as an expression for one of its words."""
    found: dict[str, str] = {}
    for line in _lines(lines):
        name, _, words = line.partition(":")
        found[name] = "|".join(_one(each, found) for each in words.split())
    return found


def families(lines: str, known: Mapping[str, str]) -> tuple[str, ...]:
    """Return an expression for each family; a text is searched with a space before its first word.

    Raises:
        KeyError: a family names a group that nobody wrote.
    """
    return tuple("|".join(_family(each, known) for each in line.split("||")) for line in _lines(lines))


def words_in(lines: str) -> set[str]:
    """Return the whole words that groups or families are written with, each with and without its optional letters."""
    parts = {part for line in _lines(lines) for part in re.split(r"[ /_\[\]!:|]+", line)}  # said again and again
    return {word for part in parts if _SPELT.fullmatch(part) for word in _spelt(part)}


def _spelt(word: str) -> Iterator[str]:
    """Yield a word with and without each of its optional endings."""
    choices = [(each, "") if each.startswith("(") else (each,) for each in re.findall(r"\(\w+\)|\w+", word)]
    return ("".join(each).replace("(", "").replace(")", "") for each in product(*choices))


def _lines(text: str) -> Iterator[str]:
    return (line for each in text.splitlines() if (line := each.partition("#")[0].strip()))


def _family(family: str, known: Mapping[str, str]) -> str:
    return "".join(_item(each, known) for each in family.split()) + "(?= |$)"


def _item(item: str, known: Mapping[str, str]) -> str:
    match item[0], item[1:]:
        case "^", _:
            return "^"
        case "$", _:
            return "$"
        case ".", rest:
            return f"(?: {_WORD}){{0,{int(rest[1:])}}}?"
        case "!", rest:
            within, colon, barred = rest.rpartition(":")
            before = int(within) - 1 if colon else 0
            return rf"(?!(?: {_WORD}){{0,{before}}}? (?:{_any(barred, known)})(?= |$))"
        case "[", rest:
            return f"(?: (?:{_any(rest[:-1], known)}))?"
        case _:
            return f" (?:{_any(item, known)})"


def _any(item: str, known: Mapping[str, str]) -> str:
    return "|".join(_one(each, known) for each in item.split("/"))


def _one(word: str, known: Mapping[str, str]) -> str:
    optional = word.replace("(", "(?:").replace(")", ")?")
    whole = optional.replace("*", r"\w{0,6}").replace("_", " ").replace("~", _WORD)
    return _GROUP.sub(lambda name: f"(?:{known[name[1]]})", whole)
