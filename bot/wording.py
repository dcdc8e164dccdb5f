"""Every sentence the bot says, by its name and language, from `locales/*.ftl`."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from threading import Lock

from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax.ast import Junk

LOCALES = Path(__file__).parent / "locales"
#: Where a message is wanted in a language nobody has written yet.
FALLBACK = "en"
#: Fluent fills in no value of more than 2,500 characters.
_MAX_VALUE = 2400
#: Whose way of writing dates and numbers a language takes, where its own is not meant: 8 November, not November 8.
_REGIONS = {"en": "en-GB"}
#: A message begins; a line that begins at its first column, and is no comment; what a message may refer to.
_START = re.compile(r"^(-?[A-Za-z][\w-]*) *=", re.MULTILINE)
_TOP = re.compile(r"^[^\s#}].*", re.MULTILINE)
_REFERENCE = re.compile(r"\{\s*(-?[a-z][\w-]*)")


class Wording:
    """The bot's sentences in the languages there are files for."""

    def __init__(self, folder: Path = LOCALES) -> None:
        """Read every `.ftl` file of a folder; its name is its language.

        Raises:
            ValueError: something in one is not Fluent.
        """
        self._messages = {
            path.stem: _messages(path.stem, path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.ftl"))
        }
        #: Sentences without values, by language and name: there are some hundred, and a message has a dozen.
        self._said: dict[tuple[str, str], str] = {}

    @property
    def languages(self) -> tuple[str, ...]:
        return tuple(self._messages)

    def say(self, language: str, name: str, /, **values: str | float | date) -> str:
        """Return a message with its values filled in; in English where the language has no file.

        Numbers and dates are written as the language writes them; of a text much longer than people read, the end is
        left out.

        Raises:
            KeyError: no such message: a mistake of ours, which the tests look for.
        """
        if values:
            return self._formatted(language, name, values)
        if (language, name) not in self._said:
            self._said[language, name] = self._formatted(language, name, values)
        return self._said[language, name]

    def _formatted(self, language: str, name: str, values: Mapping[str, str | float | date]) -> str:
        bundle = (self._messages.get(language) or self._messages[FALLBACK]).with_message(name)
        value = bundle.get_message(name).value
        if value is None:
            raise KeyError(name)
        filled = {each: _within(given) for each, given in values.items()}
        text, errors = bundle.format_pattern(value, filled)
        if errors:
            raise KeyError(f"{name}: {errors[0]}")
        return str(text)

    def knows(self, name: str) -> bool:
        return name in self._messages[FALLBACK]

    def names(self) -> Mapping[str, frozenset[str]]:
        """Return the names of the messages there are, by language."""
        return {language: _names(LOCALES / f"{language}.ftl") for language in self._messages}


def _within(value: str | float | date) -> str | float | date:
    return f"{value[:_MAX_VALUE]}…" if isinstance(value, str) and len(value) > _MAX_VALUE else value


class _Messages:
    """The messages of a file, each taken apart when it is first said: all of them would be a third of a start."""

    def __init__(self, language: str, text: str) -> None:
        # No isolation marks: Slack shows them as boxes, and nothing here is written from right to left.
        self._bundle = FluentBundle([_REGIONS.get(language, language)], use_isolating=False)
        self._language = language
        self._sources = dict(self._cut(text))
        self._added: set[str] = set()
        self._adding = Lock()

    def __contains__(self, name: str) -> bool:
        return name in self._sources

    def with_message(self, name: str) -> FluentBundle:
        """Return a bundle that has a message.

        Raises:
            KeyError: there is none of that name.
            ValueError: it is not Fluent; the library would leave it out in silence.
        """
        if name not in self._added:
            with self._adding:
                self._add(name)
        return self._bundle

    def _add(self, name: str) -> None:
        if name in self._added:
            return
        resource = FluentResource(self._sources[name])
        if junk := [each for each in resource.body if isinstance(each, Junk)]:
            raise self._refusal(str(junk[0].content))
        for other in _REFERENCE.findall(self._sources[name]):
            if other in self._sources and other != name:
                self._add(other)
        self._bundle.add_resource(resource)
        self._added.add(name)

    def _cut(self, text: str) -> Iterator[tuple[str, str]]:
        """Yield each message's name and source."""
        starts = list(_START.finditer(text))
        ends = [each.start() for each in starts[1:]] + [len(text)]
        for line in _TOP.findall(text):
            if not _START.match(line):
                raise self._refusal(line)
        for start, end in zip(starts, ends, strict=True):
            yield start[1], text[start.start() : end]

    def _refusal(self, line: str) -> ValueError:
        return ValueError(f"{self._language}.ftl has lines that are not Fluent: {line}")


_messages = cache(_Messages)  # by what is written: tests make many of one file


@cache
def _names(path: Path) -> frozenset[str]:
    resource = FluentResource(path.read_text(encoding="utf-8"))
    return frozenset(each.id.name for each in resource.body if hasattr(each, "id"))
