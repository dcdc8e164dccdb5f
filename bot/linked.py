"""The knowledge as JSON-LD, in the words of schema.org: meetings, questions with their answers, terms. Pure.

Only what everyone may read is there. `Event`, `FAQPage` and `DefinedTermSet` are as https://schema.org describes them.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import orjson

from bot.markdown import PLAIN, as_html, rendered
from knowledge.base import Snapshot
from knowledge.model import Audience, Entry, EntryKind, Recommendation, Seminar, Source, in_language

Node = dict[str, Any]

#: What would end a script's element, or begin a comment in it, in a text.
_IN_SCRIPTS = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})


def published(snapshot: Snapshot) -> Iterator[Entry]:
    """Yield what may be published: what everyone may read, and not what is said to pass the time."""
    for each in snapshot.entries.values():
        if each.audience is Audience.EVERYONE and each.kind is not EntryKind.SMALL_TALK and each.answer:
            yield each


def as_jsonld(snapshot: Snapshot) -> bytes:
    """Return everything in all its languages, indented for people."""
    return orjson.dumps(_document(snapshot, None), option=orjson.OPT_INDENT_2)


def as_script(snapshot: Snapshot, language: str) -> str:
    """Return what stands in the head of a page in a language, for search engines."""
    text = orjson.dumps(_document(snapshot, language)).decode().translate(_IN_SCRIPTS)
    return f'<script type="application/ld+json">{text}</script>'


def _document(snapshot: Snapshot, language: str | None) -> Node:
    graph = [
        *(_event(each, language) for each in snapshot.knowledge.seminars),
        *_pages(snapshot, language),
        *_terms(snapshot, language),
    ]
    return {"@context": "https://schema.org", "@graph": graph}


def _event(seminar: Seminar, language: str | None) -> Node:
    place = {"@type": "PostalAddress", "addressLocality": _said(seminar.place, language)}
    node: Node = {
        "@type": "Event",
        "@id": f"#{seminar.id}",
        "identifier": seminar.id,
        "name": _said(seminar.title, language),
        "startDate": seminar.start.isoformat(),
        "endDate": seminar.end.isoformat(),
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "location": {
            "@type": "Place",
            "name": _said(seminar.place, language),
            "address": {**place, "addressCountry": seminar.country},
        },
        "inLanguage": [*seminar.languages],
    }
    if seminar.series:
        node["superEvent"] = {"@type": "EventSeries", "name": _said(seminar.series, language)}
    return node


def _pages(snapshot: Snapshot, language: str | None) -> Iterator[Node]:
    """Yield a page of questions for each language, or for one."""
    for each in snapshot.languages if language is None else (language,):
        asked = [_question(entry, each, snapshot) for entry in published(snapshot) if each in entry.answer]
        if asked:
            yield {"@type": "FAQPage", "@id": f"#faq-{each}", "inLanguage": each, "mainEntity": asked}


def _question(entry: Entry, language: str, snapshot: Snapshot) -> Node:
    phrasings = [*entry.phrasings.get(language, ())]
    point = snapshot.recommendations.get(entry.id)
    name = entry.named(language) if point else (phrasings[0] if phrasings else entry.named(language))
    answer: Node = {"@type": "Answer", "text": as_html(entry.answer[language])}
    if sources := [_source(each) for each in (entry.source, *entry.further_sources) if each is not None]:
        answer["citation"] = sources
    if entry.valid_until is not None:
        answer["expires"] = entry.valid_until.isoformat()
    node: Node = {"@type": "Question", "@id": f"#{entry.id}-{language}", "identifier": entry.id, "name": name}
    node["acceptedAnswer"] = answer
    others = [each for each in phrasings if each != name]
    if others:
        node["alternateName"] = others
    about = _about(entry, point, snapshot)
    return node | ({"about": about} if about else {})


def _about(entry: Entry, point: Recommendation | None, snapshot: Snapshot) -> list[Node]:
    seminars = {each.id for each in snapshot.knowledge.seminars}
    found: list[Node] = [{"@id": f"#{entry.subject}"}] if entry.subject in seminars else []
    if point is not None:
        found.append({"@type": "CreativeWork", "identifier": point.reference, "keywords": [*point.themes]})
    return found


def _source(source: Source) -> Node:
    node: Node = {"@type": "CreativeWork", "name": source.title}
    if source.publisher:
        node["publisher"] = {"@type": "Organization", "name": source.publisher}
    if source.url:
        node["url"] = source.url
    if source.date:
        node["temporal"] = source.date  # as precise as it is known, which `datePublished` would not take
    return node


def _terms(snapshot: Snapshot, language: str | None) -> Iterator[Node]:
    """Yield the names that mean the same, with what the entry that is called so says of it."""
    called = {
        title.casefold(): each for each in published(snapshot) for title in each.title.values() if not each.seminar
    }
    terms = [_term(names, called, language) for names in snapshot.knowledge.aliases]
    if terms:
        yield {"@type": "DefinedTermSet", "@id": "#terms", "hasDefinedTerm": terms}


def _term(names: Iterable[str], called: Mapping[str, Entry], language: str | None) -> Node:
    first, *others = names
    node: Node = {"@type": "DefinedTerm", "name": first, "alternateName": others}
    entry = next((called[each.casefold()] for each in (first, *others) if each.casefold() in called), None)
    if entry is not None:
        node["identifier"] = entry.id
        node["description"] = _said({each: rendered(text, PLAIN) for each, text in entry.answer.items()}, language)
    return node


def _said(texts: Mapping[str, str], language: str | None) -> Any:
    """Return a text in one language, or in all of them with their names."""
    if language is not None:
        return in_language(texts, language)
    return [{"@value": text, "@language": each} for each, text in texts.items()]
