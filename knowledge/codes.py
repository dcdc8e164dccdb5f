"""Codes of countries and languages: which there are, and which is meant where people write a name."""

from collections.abc import Iterator, Mapping
from functools import cache

from babel import Locale
from babel.core import get_global

from knowledge.search.text import words

#: In whose words people write the names.
_WRITTEN_IN = ("en", "fr")
_ISO_LETTERS = 2
_LANGUAGE_LETTERS = 3
#: Names that Babel has otherwise.
_ALSO = {"UK": "GB", "EL": "GR", "Macedonia": "MK", "Macédoine": "MK", "Bosnia": "BA", "Bosnie": "BA", "Moldavia": "MD"}


def is_country(code: str) -> bool:
    """Tell whether there is such a country or territory: ISO 3166-1 alpha-2, or XK."""
    return code in _countries()


def is_language(code: str) -> bool:
    """Tell whether there is such a language: ISO 639."""
    return code in _languages()


def country_meant(text: str) -> str:
    """Return the code of a country that is written as a name, in English or French; "" where nobody can tell."""
    return _named("countries").get(_spelt(text), "")


def language_meant(text: str) -> str:
    """Return the code of a language that is written as a name, or with its country ("fr-BE"); "" as above."""
    start = text.replace("_", "-").partition("-")[0].lower()
    return _named("languages").get(_spelt(text), "") or (start if start != text and is_language(start) else "")


def country_of_city(name: str) -> str:
    """Return the code of the country of a city that a time zone is named after, in English or French; else ""."""
    return _cities().get(_spelt(name), "")


@cache
def _cities() -> Mapping[str, str]:
    territories = get_global("zone_territories")
    found: dict[str, str] = {}
    for zone, country in territories.items():
        if "/" in zone and is_country(country):
            found[_spelt(zone.rpartition("/")[2].replace("_", " "))] = country
    for written_in in _WRITTEN_IN:
        for zone, names in Locale(written_in).time_zones.items():
            if "city" in names and is_country(territories.get(zone, "")):
                found[_spelt(names["city"])] = territories[zone]
    return found


@cache
def _countries() -> Mapping[str, str]:
    found = Locale("en").territories
    return {code: name for code, name in found.items() if len(code) == _ISO_LETTERS and code not in _NO_COUNTRIES}


#: What is in the list of territories and no place that somebody represents.
_NO_COUNTRIES = frozenset({"ZZ", "XA", "XB", "EZ", "UN", "QO"})


@cache
def _languages() -> Mapping[str, str]:
    found = Locale("en").languages
    return {code: name for code, name in found.items() if code.isalpha() and len(code) <= _LANGUAGE_LETTERS}


@cache
def _named(what: str) -> Mapping[str, str]:
    return {_spelt(name): code for code, name in _names(what)}


def _names(what: str) -> Iterator[tuple[str, str]]:
    known = _countries() if what == "countries" else _languages()
    for written_in in _WRITTEN_IN:
        locale = Locale(written_in)
        found = locale.territories if what == "countries" else locale.languages
        yield from ((code, found[code]) for code in known if code in found)
    # A language's name in itself: "română".
    if what == "languages":
        own = (
            (code, Locale(code)) for code in ("bg", "el", "hr", "hu", "mk", "ro", "ru", "sl", "sq", "sr", "tr", "uk")
        )
        yield from ((code, locale.languages.get(code, code)) for code, locale in own)
    else:
        yield from ((code, name) for name, code in _ALSO.items())


def _spelt(text: str) -> str:
    return " ".join(words(text))
