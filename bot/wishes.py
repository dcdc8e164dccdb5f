"""What people ask of the bot itself, in their own words: how things stand, no more reminders. Pure.

The wordings are in `locales/`, one a line: words, `one|another`, `two_words`, `(perhaps)`, `…` for what it is about,
STATUS for a status as people call it, NOT for "not yet". They are compared as search compares words: case, accents and
punctuation do not matter.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from bot.filtering import status_names
from bot.progress import Reported
from bot.wording import Wording
from knowledge.search.text import MOST_WORDS, words


class Wish(StrEnum):
    """What can be asked for."""

    #: How far recommendations are.
    PROGRESS = "progress"
    #: No more reminders.
    QUIET = "quiet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wished:
    """One wish, and what it is about."""

    wish: Wish
    #: Of the wording.
    language: str = ""
    #: As words; "" for everything there is.
    about: str = ""
    statuses: frozenset[Reported] = frozenset()
    overdue: bool = False
    #: Whether nothing else can be meant. Otherwise it is a wish only where what it is about is a recommendation.
    is_sure: bool = True

    @property
    def by_status(self) -> bool:
        return bool(self.statuses) or self.overdue


#: The messages that hold the wordings, in the order in which they are tried.
_MESSAGES = (
    (Wish.QUIET, "asks-quiet", True),
    (Wish.PROGRESS, "asks-progress", True),
    (Wish.PROGRESS, "asks-progress-of", False),
)
_PIECE = re.compile(r"\(|\)|…|[^\s()…]+")


@dataclass(frozen=True)
class Wishes:
    """Knows a wish when it is told one, in every language there are wordings for."""

    wording: Wording

    def told(self, text: str) -> Wished | None:
        """Return what a text wishes; None: it is a question like any other."""
        typed = words(text)
        if not typed or len(typed) > MOST_WORDS:
            return None
        plain = self._lead.sub("", f"{' '.join(typed)} ")
        for wish, is_sure, language, pattern in self._patterns:
            if found := pattern.fullmatch(plain):
                return self._wished(wish, language, found, is_sure=is_sure)
        return None

    def _wished(self, wish: Wish, language: str, found: re.Match[str], *, is_sure: bool) -> Wished:
        parts = found.groupdict()
        about = " ".join(each.strip() for name, each in parts.items() if each and name.startswith("about"))
        meant = self._statuses.get((parts.get("status") or "").strip())
        statuses = frozenset({meant} if isinstance(meant, Reported) else ())
        if statuses and parts.get("not"):
            statuses = frozenset(Reported) - statuses
        return Wished(
            wish=wish, language=language, about=about, statuses=statuses, overdue=meant is True, is_sure=is_sure
        )

    @cached_property
    def generic(self) -> frozenset[str]:
        """The words by which the recommendations are named all together."""
        return frozenset(
            word for _, line in self._lines("asks-all") for each in line.split("|") for word in words(each)
        )

    @cached_property
    def _statuses(self) -> Mapping[str, Reported | bool]:
        return {" ".join(words(name)): meant for name, meant in status_names(self.wording)}

    @cached_property
    def _lead(self) -> re.Pattern[str]:
        """Matches what people say before they come to the point, again and again."""
        return re.compile(f"^(?:{'|'.join(self._pattern(each) for _, each in self._lines('asks-before'))})+")

    @cached_property
    def _patterns(self) -> tuple[tuple[Wish, bool, str, re.Pattern[str]], ...]:
        return tuple(
            (wish, is_sure, language, re.compile(self._pattern(line)))
            for wish, name, is_sure in _MESSAGES
            for language, line in self._lines(name)
        )

    def _lines(self, name: str) -> Iterator[tuple[str, str]]:
        """Yield the lines of a message with their language."""
        for language in self.wording.languages:
            for line in self.wording.say(language, name).splitlines():
                if line.strip():
                    yield language, line.strip()

    def _pattern(self, line: str) -> str:
        """Return a wording as a pattern over words that each end in a space."""
        written, abouts = "", 0
        for piece in _PIECE.findall(line):
            match piece:
                case "(":
                    written += "(?:"
                case ")":
                    written += ")?"
                case "…":
                    written += f"(?P<about{abouts}>(?:[^ ]+ )+?)"
                    abouts += 1
                case "STATUS":
                    written += f"(?P<status>{_any(self._statuses)})"
                case "NOT":
                    nots = (each for _, line in self._lines("asks-not") for each in line.split("|"))
                    written += f"(?P<not>{_any(nots)})?"
                case _:
                    written += f"(?:{_any(piece.split('|'))})"
        return written


def _any(texts: Iterable[str]) -> str:
    """Return a pattern for one of several texts as words, the longest first."""
    spelt = sorted({" ".join(words(each)) for each in texts} - {""}, key=len, reverse=True)
    return "|".join(f"{re.escape(each)} " for each in spelt)
