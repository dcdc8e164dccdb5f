"""`new`: what is said on the command line, and what has to be asked -> a plan of a seminar."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import TypeVar
from zoneinfo import ZoneInfo

from bot.founding import Plan, timezones
from bot.wording import Wording
from knowledge.codes import country_meant, is_country

T = TypeVar("T")

#: Asks for something, with what is taken where nothing is typed; returns what was typed.
Ask = Callable[[str, str], str]

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LONGEST_ID, _LONGEST = 80, 500
_IN_A_LANGUAGE = re.compile(r"\s*([a-z]{2,3})\s*:\s(.*)", re.DOTALL)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_SHOWN = 12


class AnswerError(Exception):
    """What was said cannot be taken; the text says why and what to write."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What the command says already; "" and nothing for what it does not."""

    id: str
    #: "fr: Séminaire", or without a language for all of them.
    title: Sequence[str] = ()
    place: Sequence[str] = ()
    contact: Sequence[str] = ()
    start: str = ""
    end: str = ""
    country: str = ""
    timezone: str = ""
    languages: Sequence[str] = ("fr", "en")


def planned(said: Said, ask: Ask | None, wording: Wording, language: str) -> Plan:
    """Return the plan; what is missing is asked for, again and again until it can be taken.

    Args:
        said: what the command says.
        ask: how a person is asked; None: nobody is there.
        wording: the sentences.
        language: of the questions.

    Raises:
        AnswerError: what the command says cannot be taken, or something is missing and nobody is there.
    """
    return _Planning(said, ask, wording, language).plan()


@dataclass
class _Planning:
    said: Said
    ask: Ask | None
    wording: Wording
    language: str
    #: What is to be said on the command line instead.
    missing: list[str] = field(default_factory=list)

    def plan(self) -> Plan:
        said = self.said
        self._check_names()
        title, place = self._texts("title", said.title), self._texts("place", said.place)
        start = self._one("start", said.start, "", partial(self._day, "start"), date.min)
        end = self._one("end", said.end, start.isoformat(), partial(self._last, start), start)
        country = self._one("country", said.country, _country_in(place.values()), self._country, "")
        zones = timezones(country)
        timezone = self._one(
            "timezone", said.timezone, zones[0] if len(zones) == 1 else "", partial(self._zone, zones), ""
        )
        contact = self._texts("contact", said.contact)
        if self.missing:
            raise self._refusal("new-missing", flags=" ".join(dict.fromkeys(self.missing)))
        return Plan(
            id=said.id,
            title=title,
            place=place,
            contact=contact,
            start=start,
            end=end,
            country=country,
            timezone=timezone,
            languages=said.languages,
        )

    def _check_names(self) -> None:
        if not _ID.fullmatch(self.said.id) or len(self.said.id) > _LONGEST_ID:
            raise self._refusal("new-bad-id", found=self.said.id)
        for each in self.said.languages:
            if each not in self.wording.languages:
                raise self._refusal("new-bad-language", found=each, accepted=", ".join(self.wording.languages))

    def _texts(self, name: str, given: Sequence[str]) -> Mapping[str, str]:
        found = dict.fromkeys(self.said.languages, "")
        for each in given:
            parts = _IN_A_LANGUAGE.fullmatch(each)
            if parts and parts[1] in found:
                found[parts[1]] = parts[2].strip()
            else:
                found |= {language: text or each.strip() for language, text in found.items()}
        return {
            language: self._one(name, text, "", partial(self._text, name), "", language=language)
            for language, text in found.items()
        }

    def _one(self, name: str, given: str, default: str, taken: Callable[[str], T], nothing: T, **values: str) -> T:
        """Return what is said, else the answer to a question; ``nothing`` where nobody can be asked."""
        if given:
            return taken(given)
        if self.ask is None:
            if default:
                return taken(default)
            self.missing.append(f"--{name}")
            return nothing
        question = self.wording.say(self.language, f"new-ask-{name}", **values)
        while True:
            try:
                return taken(self.ask(question, default).strip())
            except AnswerError as error:
                question = f"{error}\n{self.wording.say(self.language, f'new-ask-{name}', **values)}"

    # What can be taken

    def _text(self, name: str, text: str) -> str:
        if not 0 < len(text) <= _LONGEST:
            raise self._refusal("new-bad-text", field=name)
        return text

    def _day(self, name: str, text: str) -> date:
        try:
            return date.fromisoformat(text if _DAY.fullmatch(text) else "")
        except ValueError:
            raise self._refusal("new-bad-day", field=name, found=text) from None

    def _last(self, start: date, text: str) -> date:
        end = self._day("end", text)
        if end < start:
            raise self._refusal("new-bad-days", found=text, accepted=start.isoformat())
        return end

    def _country(self, text: str) -> str:
        code = text.upper() if is_country(text.upper()) else country_meant(text)
        if not code:
            raise self._refusal("new-bad-country", found=text)
        return code

    def _zone(self, likely: Sequence[str], text: str) -> str:
        try:
            return ZoneInfo(text).key
        except (KeyError, ValueError, OSError):
            shown = [*likely[:_SHOWN], "UTC"] if not likely else likely[:_SHOWN]
            raise self._refusal("new-bad-timezone", found=text, accepted=", ".join(shown)) from None

    def _refusal(self, name: str, **values: str) -> AnswerError:
        return AnswerError(self.wording.say(self.language, name, **values))


def _country_in(places: Iterable[str]) -> str:
    """Return the code of the country that stands in parentheses, or behind a comma, in one of the texts."""
    for place in places:
        behind = re.split(r"[(),]", place)
        for each in reversed(behind[1:]):
            if code := country_meant(each.strip()):
                return code
    return ""
