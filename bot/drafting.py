"""What was understood of papers -> the files of a draft: everything marked, nothing served before it is read. Pure."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from bot.founding import commented, days, questions, timezones
from bot.wording import Wording
from knowledge.importing.blocks import Place
from knowledge.importing.findings import Fact, Findings, Point
from knowledge.search.text import words
from knowledge.writing import Written, as_yaml

#: What a reader asks of any meeting, in the order in which it is told.
CORE = (
    *("summary", "dates", "place", "venue", "organiser", "partners", "participants", "theme", "speakers", "chair"),
    *("opening", "closing", "adoption", "programme", "languages", "registration", "fee", "hotel", "travel", "next"),
    *("earlier", "review", "publication", "contact", "website"),
)
#: Of these nothing is missed where a paper is silent.
_NOT_MISSED = frozenset({"summary", "opening", "closing", "adoption", "travel", "earlier", "publication"})
#: Which file holds what; whatever is not named here is about the meeting.
_FILES = {
    "person": "people", "organisation": "organisations", "number": "numbers", "session": "programme", "section": "text",
    "faq": "text",
}  # fmt: skip
#: Known to nobody yet; the comment beside it says so.
NO_DAY, NO_COUNTRY, NO_ZONE = date(1900, 1, 1), "ZZ", "UTC"
_LONGEST_ID, _LONGEST_REFERENCE, _LONGEST_TITLE, _LONGEST_PHRASING, _LONGEST_WORDS = 80, 40, 75, 200, 480
_LONGEST_PASSAGE, _LONGEST_COMMENT, _LONGEST_ACTION = 1500, 160, 110
#: A document may have 1 MiB: see knowledge/files.py.
_LARGEST_DOCUMENT, _MOST_DOCUMENTS = 900_000, 4
_MOST_VALUES = 12
#: What ends a line somewhere, or has no place in a text.
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
_NUMBERED = {"recommendation": "R", "commitment": "C", "decision": "D"}
_SHOWN_UNREAD = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A folder that nobody has read yet."""

    files: Mapping[str, str]
    #: In Markdown.
    report: str
    entries: int
    recommendations: int


def drafted(
    found: Sequence[Findings], seminar: str, wording: Wording, language: str, schema: Callable[[str], str]
) -> Draft:
    """Return the files of a seminar's folder, and the report.

    Args:
        found: of each paper; the first that tells when or where the meeting was is taken at its word.
        seminar: the id of the seminar.
        wording: the sentences.
        language: of comments and report.
        schema: returns where the schema of a file lies, as seen from that file.
    """
    return _Drafting(found, seminar, wording, language, schema).draft()


def slug(text: str, most: int = 40) -> str:
    """Return a text as a part of an id, of at most so many signs; "x" where no letter or digit is left."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    short = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    return (short if len(short) <= most else short[:most].rpartition("-")[0] or short[:most]).strip("-") or "x"


@dataclass
class _Drafting:
    found: Sequence[Findings]
    seminar: str
    wording: Wording
    language: str
    schema: Callable[[str], str]
    ids: set[str] = field(default_factory=set)
    references: set[str] = field(default_factory=set)
    #: What another entry is asked by already, as words to compare.
    asked: set[tuple[str, ...]] = field(default_factory=set)

    def draft(self) -> Draft:
        entries = self._entries()
        recommendations = [*self._recommendations()]
        missing = self._missing()
        blocks = {**entries}
        if not_stated := [self._not_stated(topic) for topic in missing]:
            blocks["not-stated"] = not_stated
        files = {"seminar.yaml": self._seminar()}
        for name, texts in blocks.items():
            files[f"entries/{name}.yaml"] = self._listed("entries", texts)
        if recommendations:
            files["recommendations.yaml"] = self._listed("recommendations", recommendations)
        files |= self._documents()
        headed = {name: self._headed(name, text) for name, text in files.items()}
        report = self._report(missing)
        return Draft(
            files={**headed, "import-report.md": report},
            report=report,
            entries=sum(map(len, blocks.values())),
            recommendations=len(recommendations),
        )

    # The seminar

    @property
    def _languages(self) -> tuple[str, ...]:
        first = self.found[0].language
        return (first, *(each for each in self.wording.languages if each != first))

    @property
    def _first_day(self) -> Findings | None:
        return next((each for each in self.found if each.start is not None), None)

    @property
    def _where(self) -> Findings | None:
        return next((each for each in self.found if each.city), None)

    def _meeting(self, language: str) -> str:
        """Return by what the meeting is called in short: "Koper, 2026"; its title where neither is known."""
        day, where = self._first_day, self._where
        parts = [where.city if where else "", str(day.start.year) if day and day.start else ""]
        known = ", ".join(each for each in parts if each)
        return known or _cut(self.found[0].title, 60) if language else known

    def _seminar(self) -> str:
        first, day, where = self.found[0], self._first_day, self._where
        start, end = (day.start, day.end) if day else (None, None)
        country = next((each.country for each in self.found if each.country), "")
        zones = timezones(country) if country else []
        place = where.city if where else self.wording.say(self.language, "draft-unknown")
        fields: list[tuple[str, bool, dict[str, Written]]] = [
            ("draft-about-seminar", True, {"id": self.seminar, "draft": True}),
            ("draft-about-title", True, {"title": {first.language: _cut(first.title, _LONGEST_WORDS)}}),
            (
                "draft-about-days",
                start is not None,
                {"start": (start or NO_DAY).isoformat(), "end": (end or start or NO_DAY).isoformat()},
            ),
            ("draft-about-place", where is not None, {"place": {first.language: place}}),
            ("draft-about-country", bool(country), {"country": country or NO_COUNTRY}),
            ("draft-about-zone", len(zones) == 1, {"timezone": zones[0] if zones else NO_ZONE}),
            ("new-about-languages", True, {"languages": list(self._languages)}),
            ("draft-about-contact", False, {"contact": self._contact()}),
            ("new-about-sources", True, {"sources": {self._source(each): _source(each) for each in self.found}}),
        ]
        return "".join(
            commented(self.wording, self.language, name)
            + ("" if is_known else commented(self.wording, self.language, "draft-fill-in"))
            + as_yaml(values)
            for name, is_known, values in fields
        )

    def _contact(self) -> dict[str, Written]:
        facts = [fact for each in self.found for fact in each.facts if fact.topic == "contact" and fact.values]
        shown = ", ".join(facts[0].values[:2]) if facts else ""
        return {
            each: f"{self.wording.say(each, 'draft-contact')}{f' ({shown})' if shown else ''}"
            for each in self._languages
        }

    def _source(self, found: Findings) -> str:
        """Return the name of a paper among the sources."""
        return slug(found.file.rpartition(".")[0] or found.file)

    # Entries

    def _entries(self) -> dict[str, list[str]]:
        written: dict[str, list[str]] = {}
        ordered = sorted(
            ((fact, each) for each in self.found for fact in each.facts),
            key=lambda pair: CORE.index(pair[0].topic) if pair[0].topic in CORE else len(CORE),
        )
        for fact, found in ordered:
            text = self._entry(fact, found)
            if text:
                written.setdefault(_FILES.get(fact.topic, "meeting"), []).append(text)
        if any(each.points for each in self.found):
            written.setdefault("meeting", []).append(self._overview())
        return written

    def _entry(self, fact: Fact, found: Findings) -> str:
        phrasings = self._phrasings(fact, found)
        if not phrasings:
            return ""
        entry: dict[str, Written] = {
            "id": self._id(fact.topic, fact.name if fact.topic not in CORE else ""),
            "draft": True,
            "title": {each: self._title(fact, each) for each in self._languages},
            "phrasings": phrasings,
            "answer": {each: self._answer(fact, found, each) for each in self._languages},
            "source": self._source(found),
        }
        return self._with_passage(entry, found.file, fact.place, fact.passage)

    def _title(self, fact: Fact, language: str) -> str:
        if fact.topic in CORE:
            return self.wording.say(language, f"draft-title-{fact.topic}")
        return _cut(fact.name or (fact.values[0] if fact.values else fact.passage), _LONGEST_TITLE)

    def _phrasings(self, fact: Fact, found: Findings) -> dict[str, Written]:
        values = _asked_with(fact)
        result: dict[str, Written] = {}
        for language in self._languages:
            if fact.topic == "faq":
                asked = [fact.name] if language == found.language else []
            else:
                asked = [
                    *self._own_words(fact, language, found),
                    *questions(self.wording, language, f"draft-ask-{fact.topic}", **values),
                    *self._of_its_kind(fact.topic, language),
                ]
            if kept := self._not_asked_yet(asked):
                result[language] = kept
        return result

    def _of_its_kind(self, topic: str, language: str) -> list[str]:
        """Return how something is asked of a meeting that is called what this one is: a forum, a workshop."""
        if not self.wording.knows(f"draft-of-{topic}"):
            return []
        kind = self.wording.say(language, f"draft-kind-{self.found[0].kind}")
        return questions(self.wording, language, f"draft-of-{topic}", kind=kind)

    def _own_words(self, fact: Fact, language: str, found: Findings) -> list[str]:
        """Return how else the thing is called: a count as it stands, the meeting's short name with its topic."""
        if language != found.language or fact.topic not in {"number", "participants"}:
            return []
        nouns = (
            [re.sub(r"^[\d.,\s\u00a0\u202f]+", "", each) for each in fact.values]
            if fact.topic == "participants"
            else []
        )
        asked = [
            way for each in nouns if each for way in questions(self.wording, language, "draft-ask-number", noun=each)
        ]
        return asked + [each for each in fact.values[:_MOST_VALUES] if not fact.name]

    def _not_asked_yet(self, asked: Sequence[str]) -> list[str]:
        kept = []
        for each in asked:
            compared = tuple(words(each))
            if compared and compared not in self.asked and len(each) <= _LONGEST_PHRASING:
                self.asked.add(compared)
                kept.append(each)
        return kept

    def _answer(self, fact: Fact, found: Findings, language: str) -> str:
        quoted = self._quoted(fact.passage, found, language)
        if fact.topic == "person":
            told = f"**{fact.name}**{f', {fact.detail}' if fact.detail else ''}."
        elif fact.topic in CORE and fact.values:
            what = self.wording.say(language, f"draft-title-{fact.topic}")
            told = self.wording.say(
                language,
                "draft-told",
                what=what,
                meeting=self._meeting(language),
                value=self._bold(fact, found, language),
            )
        elif fact.topic in {"number", "session"}:
            told = f"{self._bold(fact, found, language)}."
        else:
            told = f"**{_cut(fact.name, 200)}**" if fact.topic == "organisation" else ""
        return f"{told}\n\n{quoted}".strip()

    def _bold(self, fact: Fact, found: Findings, language: str) -> str:
        values = fact.values
        if fact.topic == "dates" and found.start is not None:
            values = (days(found.start, found.end or found.start, language),)
        told = [f"**{_cut(each, 300)}**" for each in values[:_MOST_VALUES]]
        return ", ".join([*told, *(["…"] if len(values) > _MOST_VALUES else [])])

    def _quoted(self, passage: str, found: Findings, language: str) -> str:
        text = _cut(_escaped(passage), _LONGEST_PASSAGE)
        name = "draft-quoted" if language == found.language else "draft-quoted-elsewhere"
        return self.wording.say(language, name, text=text)

    def _overview(self) -> str:
        points = [point for each in self.found for point in each.points]
        found = next(each for each in self.found if each.points)
        noun = points[0].noun
        phrasings: dict[str, Written] = {
            each: self._not_asked_yet(questions(self.wording, each, "draft-ask-recommendations"))
            for each in self._languages
        }
        answer: dict[str, Written] = {
            each: self.wording.say(each, f"draft-overview-{noun}", count=len(points), meeting=self._meeting(each))
            for each in self._languages
        }
        entry: dict[str, Written] = {
            "id": self._id("recommendations", ""),
            "draft": True,
            "title": {each: self.wording.say(each, "draft-title-recommendations") for each in self._languages},
            "phrasings": phrasings,
            "answer": answer,
            "source": self._source(found),
            "lists": "recommendations",
        }
        return self._with_passage(entry, found.file, points[0].place, points[0].text)

    def _missing(self) -> list[str]:
        told = {fact.topic for each in self.found for fact in each.facts}
        has_points = any(each.points for each in self.found)
        missing = [topic for topic in CORE if topic not in told and topic not in _NOT_MISSED]
        return [*missing, *([] if has_points else ["recommendations"])]

    def _not_stated(self, topic: str) -> str:
        what = {each: self.wording.say(each, f"draft-title-{topic}") for each in self._languages}
        asked = {
            each: self._not_asked_yet(
                [*questions(self.wording, each, f"draft-ask-{topic}"), *self._of_its_kind(topic, each)]
            )
            for each in self._languages
        }
        entry: dict[str, Written] = {
            "id": self._id(f"ns-{topic}", ""),
            "draft": True,
            "kind": "not_stated",
            "title": what,
            "phrasings": asked,
            "answer": {
                each: self.wording.say(each, "draft-not-stated", what=what[each], meeting=self._meeting(each))
                for each in self._languages
            },
            "source": self._source(self.found[0]),
        }
        return _item(entry)

    # Recommendations

    def _recommendations(self) -> Iterator[str]:
        numbers: dict[str, int] = {}
        for found in self.found:
            for point in found.points:
                numbers[point.noun] = numbers.get(point.noun, 0) + 1
                yield self._recommendation(point, found, numbers[point.noun])

    def _recommendation(self, point: Point, found: Findings, number: int) -> str:
        letter = _NUMBERED.get(point.noun, "R")
        reference = (
            point.reference or f"{self.seminar.upper()[: _LONGEST_REFERENCE - 6].strip('-')}-{letter}{number:02}"
        )
        title = _cut(point.title or _action(point), _LONGEST_TITLE)
        entry: dict[str, Written] = {
            "id": self._id(f"{point.noun}-{number}", ""),
            "draft": True,
            "reference": self._reference(reference),
            "title": {found.language: title},
            "text": {each: self._text(point, found, each) for each in self._languages},
            "standing": point.standing,
        }
        if point.levels:
            entry["levels"] = [*point.levels]
        if point.themes:
            entry["themes"] = [slug(each) for each in point.themes]
        if point.issued_by:
            entry["issued_by"] = {found.language: _cut(point.issued_by, _LONGEST_WORDS)}
        if point.addressee:
            entry["addressees"] = {found.language: _cut(point.addressee, _LONGEST_WORDS)}
        if point.groups:
            entry["affected_groups"] = [slug(each) for each in point.groups]
        if point.acceptance:
            entry["acceptance"] = point.acceptance
        entry["phrasings"] = {
            each: kept
            for each in self._languages
            if (kept := self._not_asked_yet(self._ways(point, number, each, is_own=each == found.language)))
        }
        entry["source"] = self._source(found)
        if point.addressee and point.deadline:
            entry["follow_up"] = {"owners": {"roles": [slug(point.addressee)]}, "anchor": point.deadline.isoformat()}
        return self._with_passage(entry, found.file, point.place, point.text)

    def _reference(self, wanted: str) -> str:
        """Return a reference in the form that is taken, and that nobody else has."""
        plain = unicodedata.normalize("NFKD", wanted).encode("ascii", "ignore").decode().upper()
        form = re.sub(r"[^A-Z0-9]+", "-", plain).strip("-")[: _LONGEST_REFERENCE - 5].strip("-") or "R"
        found, number = form, 1
        while found in self.references:
            number += 1
            found = f"{form}-{number}"
        self.references.add(found)
        return found

    def _ways(self, point: Point, number: int, language: str, *, is_own: bool) -> list[str]:
        noun = self.wording.say(language, f"draft-noun-{point.noun}")
        ways = questions(self.wording, language, "draft-ask-point", noun=noun, number=str(number))
        if point.addressee:
            ways += questions(self.wording, language, "draft-ask-addressee", name=_cut(point.addressee, 100))
        if is_own:
            action = _cut(_lowered(_action(point)), _LONGEST_ACTION)
            ways += questions(self.wording, language, "draft-ask-action", action=action)
        return ways

    def _text(self, point: Point, found: Findings, language: str) -> str:
        lines = [self._quoted(point.text, found, language)]
        if point.addressee:
            lines.append(self.wording.say(language, "draft-addressee", name=f"**{point.addressee}**"))
        if point.deadline:
            lines.append(
                self.wording.say(language, "draft-deadline", day=days(point.deadline, point.deadline, language))
            )
        elif point.deadline_text:
            lines.append(self.wording.say(language, "draft-deadline-words", text=point.deadline_text))
        return "\n\n".join(lines)

    # Files

    def _id(self, topic: str, name: str) -> str:
        start = "-".join(each for each in (self.seminar, topic, slug(name) if name else "") if each)[
            :_LONGEST_ID
        ].strip("-")
        found, number = start, 1
        while found in self.ids:
            number += 1
            found = f"{start[: _LONGEST_ID - 4].strip('-')}-{number}"
        self.ids.add(found)
        return found

    def _with_passage(self, entry: Mapping[str, Written], file: str, place: Place, passage: str) -> str:
        where = self.place(file, place)
        return f"  # {where}: {_cut(_one_line(passage), _LONGEST_COMMENT)}\n{_item(entry)}"

    def place(self, file: str, place: Place) -> str:
        """Return where something stands, in words."""
        name = next((each for each in ("page", "row", "line") if getattr(place, each)), "")
        if not name:
            return _one_line(file)
        return self.wording.say(
            self.language, f"draft-place-{name}", file=_one_line(file), number=str(getattr(place, name))
        )

    def _listed(self, heading: str, items: Sequence[str]) -> str:
        return f"{commented(self.wording, self.language, f'draft-about-{heading}')}{heading}:\n" + "\n".join(items)

    def _headed(self, name: str, text: str) -> str:
        if not name.endswith(".yaml"):
            return text
        return f"# yaml-language-server: $schema={self.schema(name)}\n{text}"

    def _documents(self) -> dict[str, str]:
        files: dict[str, str] = {}
        for found in self.found:
            for number, text in enumerate(_parts(_CONTROL.sub(" ", found.text)), 1):
                if len(files) == _MOST_DOCUMENTS:
                    break
                name = self._source(found) + (f"-{number}" if number > 1 else "")
                facts: dict[str, Written] = {"title": _cut(found.title, 190), "language": found.language, "draft": True}
                if found.url:
                    facts["url"] = found.url
                files[f"documents/{name}.md"] = f"---\n{as_yaml(facts)}---\n{text}"
        return files

    # The report

    def _report(self, missing: Sequence[str]) -> str:
        say = self._say
        lines = [f"# {say('draft-report-title', files=', '.join(_one_line(each.file) for each in self.found))}", ""]
        for found in self.found:
            lines += self._understood(found)
        lines += ["", f"## {say('draft-report-missing')}", ""]
        lines += [f"- {questions(self.wording, self.language, f'draft-ask-{topic}')[0]}" for topic in missing] or ["-"]
        lines += ["", f"## {say('draft-report-next')}", "", say("draft-report-steps")]
        return "\n".join(lines) + "\n"

    def _understood(self, found: Findings) -> Iterator[str]:
        say = self._say
        count = {
            "facts": len(found.facts),
            "points": len(found.points),
            "unread": len(found.unread),
            "blocks": found.blocks,
        }
        yield f"## {_one_line(found.file)}"
        yield ""
        yield say("draft-report-counts", **{name: str(value) for name, value in count.items()})
        yield ""
        yield f"### {say('draft-report-understood')}"
        yield ""
        for fact in sorted(found.facts, key=lambda each: CORE.index(each.topic) if each.topic in CORE else len(CORE)):
            what = say(f"draft-title-{fact.topic}")
            value = ", ".join(fact.values[:_MOST_VALUES]) or fact.name or fact.passage
            yield f"- {what}: {_cut(_one_line(value), 120)} ({self.place(found.file, fact.place)})"
        for point in found.points:
            yield f"- {self._point_line(point, found)}"
        yield ""
        yield f"### {say('draft-report-unread')}"
        yield ""
        for place, text in found.unread[:_SHOWN_UNREAD]:
            yield f"- {self.place(found.file, place)}: {_cut(_one_line(text), 120)}"
        if not found.unread:
            yield "-"
        if (more := len(found.unread) - _SHOWN_UNREAD) > 0:
            yield f"- {say('draft-report-more', count=more)}"
        yield ""

    def _point_line(self, point: Point, found: Findings) -> str:
        noun = self._say(f"draft-noun-{point.noun}")
        due = point.deadline.isoformat() if point.deadline else point.deadline_text
        asides = [each for each in (point.addressee, due, self.place(found.file, point.place)) if each]
        return f"{noun} {point.number}: {_cut(_one_line(point.text), 120)} ({'; '.join(map(_one_line, asides))})"

    def _say(self, name: str, **values: str | int) -> str:
        return self.wording.say(self.language, name, **values)


def _asked_with(fact: Fact) -> dict[str, str]:
    """Return what a question about a fact names."""
    name = _cut(_one_line(fact.name), 120)
    match fact.topic:
        case "number":
            return {"noun": name or (fact.values[0] if fact.values else "")}
        case "organisation" | "person":
            return {"name": name}
        case "section" | "session":
            return {"heading": name}
    return {}


def _action(point: Point) -> str:
    """Return what is to be done, without who is to do it."""
    text = point.text
    at = text.find(point.addressee) if point.addressee else -1
    # Behind its name and an article at most.
    rest = text[at + len(point.addressee) :] if 0 <= at < len(point.title) + 12 else text
    rest = re.sub(
        r"^\s*(?:should|shall|will|must|undertakes? to|commits? to|(?:is|are) \w+ to|devraient|devrait|doivent|doit"
        r"|s['’]engagent à|s['’]engage à|(?:sont|est) \w+ à|de|d['’])\s*",
        "",
        rest,
    )
    return (rest[:1].upper() + rest[1:]).strip(" .;") or text


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:]


def _source(found: Findings) -> dict[str, Written]:
    source: dict[str, Written] = {"title": _cut(found.title, _LONGEST_WORDS)}
    if found.url:
        source["url"] = found.url
    if found.start:
        source["date"] = str(found.start.year)
    return source


def _item(entry: Mapping[str, Written]) -> str:
    return as_yaml({"items": [entry]}).partition("\n")[2]


def _parts(text: str) -> Iterator[str]:
    """Yield a text in parts that a document may hold, whole paragraphs each."""
    part = ""
    for paragraph in text.split("\n\n"):
        if part and len(part.encode()) + len(paragraph.encode()) > _LARGEST_DOCUMENT:
            yield part
            part = ""
        part = f"{part}\n\n{paragraph}" if part else paragraph
    if part.strip():
        yield part


def _escaped(text: str) -> str:
    return re.sub(r"([*_`<>\[\]])", r"\\\1", text)


def _one_line(text: str) -> str:
    """Return a text that ends no line and no comment."""
    return " ".join(_CONTROL.sub(" ", text).split())


def _cut(text: str, most: int) -> str:
    if len(text) <= most:
        return text
    return f"{text[: most - 2].rsplit(' ', 1)[0]} …"
