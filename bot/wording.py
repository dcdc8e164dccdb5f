"""Every sentence the bot says, by its name and language, from `locales/*.ftl`."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax.ast import Junk

LOCALES = Path(__file__).parent / "locales"
#: Where a message is wanted in a language nobody has written yet.
FALLBACK = "en"
#: Fluent fills in no value of more than 2,500 characters.
_MAX_VALUE = 2400
#: Whose way of writing dates and numbers a language takes, where its own is not meant: 8 November, not November 8.
_REGIONS = {"en": "en-GB"}


class Wording:
    """The bot's sentences in the languages there are files for."""

    def __init__(self, folder: Path = LOCALES) -> None:
        """Read every `.ftl` file of a folder; its name is its language."""
        self._bundles = {
            path.stem: _bundle(path.stem, path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.ftl"))
        }

    @property
    def languages(self) -> tuple[str, ...]:
        return tuple(self._bundles)

    def say(self, language: str, name: str, /, **values: str | float | date) -> str:
        """Return a message with its values filled in; in English where the language has no file.

        Numbers and dates are written as the language writes them; of a text much longer than people read, the end is
        left out.

        Raises:
            KeyError: no such message: a mistake of ours, which the tests look for.
        """
        bundle = self._bundles.get(language) or self._bundles[FALLBACK]
        message = bundle.get_message(name)
        if message.value is None:
            raise KeyError(name)
        text, errors = bundle.format_pattern(message.value, {each: _within(value) for each, value in values.items()})
        if errors:
            raise KeyError(f"{name}: {errors[0]}")
        return str(text)

    def knows(self, name: str) -> bool:
        return self._bundles[FALLBACK].has_message(name)

    def names(self) -> Mapping[str, frozenset[str]]:
        """Return the names of the messages there are, by language."""
        return {language: _names(LOCALES / f"{language}.ftl") for language in self._bundles}


def _within(value: str | float | date) -> str | float | date:
    return f"{value[:_MAX_VALUE]}…" if isinstance(value, str) and len(value) > _MAX_VALUE else value


@cache  # by what is written: taking it apart is most of what a start, and a test, would wait for
def _bundle(language: str, text: str) -> FluentBundle:
    """Take one file apart.

    Raises:
        ValueError: something in it is not Fluent; the library would leave it out in silence.
    """
    # No isolation marks: Slack shows them as boxes, and nothing here is written from right to left.
    bundle = FluentBundle([_REGIONS.get(language, language)], use_isolating=False)
    resource = FluentResource(text)
    if junk := [each for each in resource.body if isinstance(each, Junk)]:
        raise ValueError(f"{language}.ftl has lines that are not Fluent: {junk[0].content}")
    bundle.add_resource(resource)
    return bundle


@cache
def _names(path: Path) -> frozenset[str]:
    resource = FluentResource(path.read_text(encoding="utf-8"))
    return frozenset(each.id.name for each in resource.body if hasattr(each, "id"))
