"""Knowledge -> the tables of one generation, and back; and what one is in the words of another.

A table's documents are numbered from 1, as TinyDB does.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, replace
from typing import Any

from pydantic import BaseModel, ValidationError

from knowledge.contributing import Contribution
from knowledge.model import (
    Check,
    ContactCard,
    Document,
    Entry,
    Participant,
    Recommendation,
    SafetyText,
    Seminar,
)
from knowledge.reading import Drafts, Knowledge
from knowledge.storage import Tables

_HEADER = "header"
_TABLES: dict[str, type[BaseModel]] = {
    "seminars": Seminar,
    "entries": Entry,
    "recommendations": Recommendation,
    "cards": ContactCard,
    "safety_texts": SafetyText,
    "checks": Check,
    "documents": Document,
    "roster": Participant,
    "contributed": Contribution,
}
#: Generations that were kept before there was such a table are whole without it.
_ADDED_LATER = frozenset({"roster", "documents", "contributed"})


def tables_of(knowledge: Knowledge, parent: int | None, undone: int | None = None) -> Tables:
    tables = {
        name: _numbered(each.model_dump(mode="json", exclude_defaults=True) for each in getattr(knowledge, name))
        for name in _TABLES
    }
    aliases = _numbered({"words": list(group)} for group in knowledge.aliases)
    header = {"parent": parent, "sources_hash": knowledge.sources_hash} | ({"undone": undone} if undone else {})
    return {**tables, "aliases": aliases, _HEADER: {"1": header}}


def _numbered(documents: Iterable[dict[str, Any]]) -> dict[str, Any]:
    return {str(number): each for number, each in enumerate(documents, 1)}


def knowledge_in(tables: Tables | None) -> Knowledge | None:
    """Return the knowledge in the tables; None where another version of the bot wrote what this one does not take."""
    if tables is None:
        return None
    try:
        values: dict[str, Any] = {
            name: tuple(model.model_validate(each) for each in _table(tables, name).values())
            for name, model in _TABLES.items()
        }
        aliases = tuple(tuple(each["words"]) for each in tables["aliases"].values())
        return Knowledge(**values, aliases=aliases, sources_hash=tables[_HEADER]["1"]["sources_hash"])
    except (ValidationError, LookupError):
        return None


def _table(tables: Tables, name: str) -> Any:
    return tables.get(name, {}) if name in _ADDED_LATER else tables[name]


def parent_of(tables: Tables | None) -> int | None:
    """Return the generation that undoing this one leads to."""
    return tables[_HEADER]["1"]["parent"] if tables else None


def undone_by(tables: Tables | None) -> int | None:
    """Return the generation that this one has taken the place of by undoing it."""
    return tables[_HEADER]["1"].get("undone") if tables else None


# What one knowledge is in the words of another: most of it stays as it is, and need not be told, or held twice.

#: Tables whose values have no id: told as they are, or whole.
_NAMELESS = frozenset({"safety_texts", "checks"})


def sharing(knowledge: Knowledge, before: Knowledge) -> Knowledge:
    """Return the same knowledge, made of the other's values where these are equal."""
    shared: dict[str, Any] = {name: _shared(name, getattr(knowledge, name), getattr(before, name)) for name in _TABLES}
    return replace(knowledge, **shared)


def _shared(name: str, values: tuple[Any, ...], before: tuple[Any, ...]) -> tuple[Any, ...]:
    if name in _NAMELESS:
        return before if values == before else values
    known = {each.id: each for each in before}
    return tuple(known[each.id] if known.get(each.id) == each else each for each in values)


def changes(knowledge: Knowledge, before: Knowledge) -> dict[str, Any]:
    """Return what JSON tells of knowledge to somebody who has the other: see ``changed``."""
    told = {name: _runs(getattr(knowledge, name), getattr(before, name)) for name in _TABLES}
    rest = {"sources_hash": knowledge.sources_hash, "drafts": asdict(knowledge.drafts)}
    return {**told, "aliases": knowledge.aliases, **rest}


def _runs(values: tuple[Any, ...], before: tuple[Any, ...]) -> list[Any]:
    """Return values as JSON tells them; those of before, which are the same objects, as first and last place."""
    places = {id(each): at for at, each in enumerate(before)}
    told: list[Any] = []
    for each in values:
        at = places.get(id(each))
        if at is None:
            told.append(each.model_dump(mode="json", exclude_defaults=True))
        elif told and isinstance(told[-1], list) and told[-1][1] == at - 1:
            told[-1][1] = at
        else:
            told.append([at, at])
    return told


def changed(before: Knowledge, told: Mapping[str, Any]) -> Knowledge:
    """Return the knowledge that was told of as changes of the other.

    Raises:
        ValueError: what was told is none.
    """
    values: dict[str, Any] = {
        name: tuple(_heard(told[name], getattr(before, name), model)) for name, model in _TABLES.items()
    }
    aliases, drafts = tuple(map(tuple, told["aliases"])), Drafts(**told["drafts"])
    return Knowledge(**values, aliases=aliases, sources_hash=told["sources_hash"], drafts=drafts)


def _heard(told: Iterable[Any], before: tuple[Any, ...], model: type[BaseModel]) -> Iterator[Any]:
    for each in told:
        if isinstance(each, list):
            yield from before[each[0] : each[1] + 1]
        else:
            yield model.model_validate(each)
