"""What organisers added from the chat: new entries, and more ways to ask for those that are there. Pure.

It is kept beside what the files say and laid over it, so that a reload of the files leaves it as it is. What the files
say by now wins: once an organiser has copied an addition into them, it has nothing left to add.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from pydantic import AwareDatetime

from knowledge.model import Audience, Entry, Id, Language, Markdown, Source, Title, Value, Words


class Contribution(Value):
    """One thing that an organiser added, and who did."""

    #: Of a new entry, its id too.
    id: Id
    #: The entry or recommendation that it adds to; None: it is an entry of its own.
    to: Id | None = None
    title: Mapping[Language, Title] = {}
    phrasings: Mapping[Language, tuple[Words, ...]] = {}
    #: Takes the place of the entry's own in these languages, where it adds to one.
    answer: Mapping[Language, Markdown] = {}
    source: Source | None = None
    audience: Audience = Audience.EVERYONE
    seminar: Id | None = None
    #: The Slack id of the organiser; "" once they were erased.
    by: str
    at: AwareDatetime

    def as_entry(self) -> Entry:
        """Return the entry that it is by itself."""
        return Entry(
            id=self.id,
            title=self.title,
            phrasings=self.phrasings,
            answer=self.answer,
            source=self.source,
            audience=self.audience,
            seminar=self.seminar,
        )

    def over(self, entry: Entry) -> Entry:
        """Return an entry with what this adds to it."""
        phrasings = {
            each: (*dict.fromkeys((*entry.phrasings.get(each, ()), *self.phrasings.get(each, ()))),)
            for each in (*entry.phrasings, *(each for each in self.phrasings if each not in entry.phrasings))
        }
        source = self.source if self.answer and self.source is not None else entry.source
        changes = {"phrasings": phrasings, "answer": {**entry.answer, **self.answer}, "source": source}
        return entry.model_copy(update=changes)


class Effect(StrEnum):
    """What an addition does to what the files say."""

    IN_SERVICE = "in-service"
    #: The files say the same by now.
    IN_FILES = "in-files"
    #: The entry that it adds to is gone.
    ORPHANED = "orphaned"


def laid_over(entries: Mapping[str, Entry], contributed: Iterable[Contribution]) -> dict[str, Entry]:
    """Return entries by id with what was added, in the order in which it was."""
    found = dict(entries)
    for each in contributed:
        if each.to is None:
            found.setdefault(each.id, each.as_entry())
        elif each.to in found:
            found[each.to] = each.over(found[each.to])
    return found


def effect(contribution: Contribution, entries: Mapping[str, Entry]) -> Effect:
    """Return what an addition does to entries that are as the files have them."""
    if contribution.to is None:
        return Effect.IN_FILES if contribution.id in entries else Effect.IN_SERVICE
    if contribution.to not in entries:
        return Effect.ORPHANED
    entry = entries[contribution.to]
    return Effect.IN_FILES if contribution.over(entry) == entry else Effect.IN_SERVICE


def unwritten(contributed: Iterable[Contribution], entries: Mapping[str, Entry]) -> list[Contribution]:
    """Return what the files, whose entries these are, do not say yet."""
    return [each for each in contributed if effect(each, entries) is not Effect.IN_FILES]


def as_yaml(contributed: Iterable[Contribution], entries: Mapping[str, Entry]) -> str:
    """Return what was added as it is written in `entries/*.yaml`, with the entries that it adds to named in comments.

    Args:
        contributed: to be written; an addition that the files have already is left out.
        entries: as the files have them.
    """
    left = unwritten(contributed, entries)
    new = [_written(each.as_entry()) for each in left if each.to is None]
    added = [each for each in left if each.to is not None]
    parts = [_dumped({"entries": new})] if new else ["entries: []\n"]
    for each in added:
        more = {"phrasings": _plain(each.phrasings)} | ({"answer": dict(each.answer)} if each.answer else {})
        lines = _dumped(more).splitlines()
        parts.append("\n".join([f"# to add to the entry `{each.to}`:", *(f"#   {line}" for line in lines)]) + "\n")
    return "\n".join(parts)


def _written(entry: Entry) -> dict[str, object]:
    written = entry.model_dump(mode="json", exclude_defaults=True)
    written.pop("seminar", None)  # the folder says it
    return {**written, "phrasings": _plain(entry.phrasings)}


def _plain(phrasings: Mapping[str, tuple[str, ...]]) -> dict[str, list[str]]:
    return {language: list(each) for language, each in phrasings.items()}


def _dumped(value: object) -> str:
    import yaml  # noqa: PLC0415 - a start loads this file, and exports are rare

    return yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=1000)
