"""The words that people type behind a command, as its help names them: said there, they are known everywhere. Pure."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.markdown import PLAIN, rendered
from bot.wording import Wording

#: The commands, and which message has their help.
HELP = {"/seminar": "help", "/seminar-admin": "admin-help"}
#: In a help text: a word behind a command, what may follow it, and what is said of it up to the next command or stop.
_NAMED = r"`{command} (?P<word>[a-z]+)(?: (?P<more>[^`]*))?`(?P<said>(?:(?!`/|[;:.]\s|[;:.]$).)*)"


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandWord:
    """A word that may follow a command: "mine"."""

    word: str
    #: What may follow it in turn: "FROM TO"; "" where nothing need.
    more: str
    #: What it does, in words, by language; a word of one language is in that one alone.
    description: Mapping[str, str]


def command_words(command: str, wording: Wording) -> tuple[CommandWord, ...]:
    """Return the words that a command has, in the order of its help.

    Raises:
        KeyError: no such command.
    """
    found: dict[str, CommandWord] = {}
    for language in wording.languages:
        for each in _named(command, wording.say(language, HELP[command], contact="")):
            known = found.get(each["word"])
            described = {**(known.description if known else {}), language: _told(each["said"])}
            more = known.more if known else each["more"] or ""
            found[each["word"]] = CommandWord(word=each["word"], more=more, description=described)
    return tuple(found.values())


def _named(command: str, help_: str) -> Iterator[re.Match[str]]:
    pattern = re.compile(_NAMED.format(command=re.escape(command)), re.MULTILINE)
    # What ends in a question mark is an example of a question.
    return (each for each in pattern.finditer(help_) if not (each["more"] or "").endswith("?"))


def _told(said: str) -> str:
    return " ".join(rendered(said.strip(" ,"), PLAIN).split())
