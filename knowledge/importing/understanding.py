"""A paper -> what can be understood of it: facts with the sentences they rest on, and points. Pure.

Everything goes by how papers are built (headings, labels, lists, tables) and by words that meetings are told in, in
English and in French; nothing here knows a paper.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, islice

from knowledge.importing import cues
from knowledge.importing.blocks import Block, Paper, Place, Shape
from knowledge.importing.dates import dates_in
from knowledge.importing.findings import Fact, Findings, Point
from knowledge.importing.meeting import HOST_CITY, Meeting, meeting_in
from knowledge.importing.naming import organisations_in
from knowledge.importing.numbers import counts_in
from knowledge.importing.people import SPEAKERS, names_in, people_in
from knowledge.importing.points import points_in
from knowledge.importing.programme import Session, sessions_in
from knowledge.importing.sentences import Passage, bounded, language_of, passages, sentences
from knowledge.importing.structured import days_in, facts_in

_LANGUAGES = ("en", "fr")
_LONGEST_SECTION = 900
_MOST_SECTIONS = 300
_CONTACT_HEADING = re.compile(r"contact|enquir|renseignement|secretariat|secrétariat|information", re.IGNORECASE)
#: Topics of which one sentence says enough; of others each adds something.
_TOPICS_ONCE = frozenset({"organiser", "theme", "languages", "fee", "registration", "hotel"})


def understood(paper: Paper, known: Iterable[str] = ()) -> Findings:
    """Return what is understood of a paper.

    Args:
        paper: as it was read.
        known: names of organisations that the installation has already.
    """
    return _Understanding(paper, tuple(known)).findings()


class _Understanding:
    """One pass over one paper."""

    def __init__(self, paper: Paper, known: Sequence[str]) -> None:
        self.paper, self.known = paper, known
        self.passages = [*passages([*bounded(paper.blocks)])]
        whole = " ".join(each.text for each in paper.blocks)
        self.language = paper.language if paper.language in _LANGUAGES else language_of(whole)
        self.title = self._title()
        self.people = people_in(self.passages)
        self.sessions = sessions_in(self.passages)
        self.points, self.point_blocks = points_in(self.passages, paper.blocks)
        self.point_texts = {each.text for each in self.points}
        self.meeting = meeting_in(self.title, self.passages)
        #: The indexes of blocks in which something was recognised.
        self.read: set[int] = set(self.point_blocks) | {each.index for each in self.sessions}

    def findings(self) -> Findings:
        days = days_in(self.paper.data)
        span = self.meeting.days
        facts = _merged(self._facts())
        return Findings(
            file=self.paper.name,
            title=self.title,
            language=self.language,
            kind=next((kind for kind, form in cues.KINDS if form.search(self.title)), "meeting"),
            start=days[0] if days else span.first if span and span.exact else None,
            end=days[1] if days else span.last if span and span.exact else None,
            city=self.meeting.city.value if self.meeting.city else "",
            country=self.meeting.country,
            facts=facts,
            points=self.points,
            unread=[
                (each.place, each.text)
                for each in self.passages
                if each.index not in self.read and each.block.shape is not Shape.ROW
            ],
            url=self.paper.url,
            text=as_markdown(self.paper.blocks),
            blocks=len(self.passages),
        )

    def _title(self) -> str:
        headings = [each for each in self.paper.blocks if each.shape is Shape.HEADING]
        first = min(headings, key=lambda each: each.level, default=None)
        if first is not None:
            return first.text
        return self.paper.title or (self.paper.blocks[0].text[:200] if self.paper.blocks else self.paper.name)

    def _facts(self) -> Iterator[Fact]:
        yield from facts_in(self.paper.data)
        yield from self._of_the_meeting(self.meeting)
        for each in self.passages:
            found = [*self._in(each)]
            if found:
                self.read.add(each.index)
            yield from found
        yield from self._people()
        yield from self._programme()
        yield from self._sections()

    # The meeting as a whole

    def _of_the_meeting(self, meeting: Meeting) -> Iterator[Fact]:
        if meeting.days is not None and meeting.days_at is not None:
            yield Fact(
                topic="dates", values=(meeting.days.text,), passage=meeting.days_at.passage, place=meeting.days_at.place
            )
        if meeting.city is not None:
            yield Fact(
                topic="place", values=(meeting.city.value,), passage=meeting.city.passage, place=meeting.city.place
            )
        if meeting.venue is not None:
            yield Fact(
                topic="venue", values=(meeting.venue.value,), passage=meeting.venue.passage, place=meeting.venue.place
            )

    # One passage

    def _in(self, passage: Passage) -> Iterator[Fact]:
        if passage.block.shape is Shape.ROW:
            yield from self._in_row(passage)
            return
        label = cues.LABEL.match(passage.text)
        if label and passage.index not in self.point_blocks:
            yield from self._labelled(passage, label)
        yield from self._contacts(passage)
        for sentence in sentences(passage.text):
            yield from self._in_sentence(sentence, passage, is_label=bool(label))

    def _in_row(self, passage: Passage) -> Iterator[Fact]:
        cells = [each for each in passage.block.cells if each]
        if len(cells) == 2:  # noqa: PLR2004 - a name, and what it is
            label = cues.LABEL.match(f"{cells[0]}: {cells[1]}")
            if label:
                yield from self._labelled(
                    replace(passage, block=replace(passage.block, text=f"{cells[0]}: {cells[1]}")), label
                )

    def _labelled(self, passage: Passage, label: re.Match[str]) -> Iterator[Fact]:
        topic = next(name for name in cues.LABELS if label[name])
        value = label["value"].strip(" *.")
        if topic in {"dates", "venue"}:  # the meeting's are found among all of them
            return
        if topic == "chair":
            named = names_in(value, self.people)
            value = named[0] if named else re.split(r",", value)[0]
        elif topic == "website" and not cues.WEB.search(value):
            return
        elif topic == "contact" and (cues.EMAIL.search(value) or cues.PHONE.search(value)):
            return  # each of them comes by itself
        yield Fact(topic=topic, values=(value,), passage=passage.text, place=passage.place, detail=label["label"])

    def _contacts(self, passage: Passage) -> Iterator[Fact]:
        about_contact = bool(_CONTACT_HEADING.search(f"{passage.heading} {passage.text[:60]}"))
        emails = cues.EMAIL.findall(passage.text)
        for each in emails:
            yield Fact(topic="contact", values=(each.rstrip("."),), passage=passage.text, place=passage.place)
        for phone in cues.PHONE.findall(passage.text):
            if emails or about_contact or re.search(r"t[eé]l|phone", passage.text, re.IGNORECASE):
                yield Fact(topic="contact", values=(phone.strip(),), passage=passage.text, place=passage.place)
        without = cues.EMAIL.sub(" ", passage.text)
        for each in cues.WEB.findall(without):
            yield Fact(topic="website", values=(each,), passage=passage.text, place=passage.place)

    def _in_sentence(self, sentence: str, passage: Passage, *, is_label: bool) -> Iterator[Fact]:
        place = passage.place
        is_point = passage.index in self.point_blocks or sentence in self.point_texts
        if not is_label and not is_point:
            yield from self._by_cues(sentence, place)
            yield from self._roles(sentence, place)
            yield from self._time_ahead(sentence, place)
        if not is_point:
            for count in counts_in(sentence):
                topic = (
                    "participants"
                    if cues.ATTENDING.search(sentence) and cues.ATTENDANTS.search(count.noun)
                    else "number"
                )
                yield Fact(topic=topic, values=(count.text,), name=count.noun, passage=sentence, place=place)
        for name in organisations_in(sentence, self.language, self.known):
            yield Fact(topic="organisation", values=(name,), name=name, passage=sentence, place=place)

    def _by_cues(self, sentence: str, place: Place) -> Iterator[Fact]:
        found: set[str] = set()
        for topic, form in cues.SENTENCES:
            match = form.search(sentence)
            if match is None or topic in found:
                continue
            found.add(topic)
            value = _without_article(match["value"] or "").strip(" ,")
            if topic == "organiser" and HOST_CITY.search(sentence) and match.start() == 0:
                continue  # a city is where it was
            if topic == "registration":
                value = next((each.text for each in dates_in(sentence)), "")
            yield Fact(topic=topic, values=(value,) if value else (), passage=sentence, place=place)

    def _roles(self, sentence: str, place: Place) -> Iterator[Fact]:
        for topic, form in (("opening", cues.OPENED), ("closing", cues.CLOSED), ("chair", cues.CHAIRED)):
            match = form.search(sentence)
            named = names_in(sentence, self.people) if match else []
            if match and named:
                yield Fact(topic=topic, values=(_nearest(named, sentence, match),), passage=sentence, place=place)
        if cues.ADOPTED.search(sentence) and (dates_in(sentence) or cues.AGREEMENT.search(sentence)):
            after = sentence[cues.ADOPTED.search(sentence).end() :]  # type: ignore[union-attr]
            days = dates_in(after) or dates_in(sentence)
            yield Fact(topic="adoption", values=tuple(each.text for each in days[:1]), passage=sentence, place=place)

    def _time_ahead(self, sentence: str, place: Place) -> Iterator[Fact]:
        days = dates_in(sentence)
        ahead = cues.NEXT.search(sentence)
        if (
            ahead
            and (days or re.search(r"\b(?:in|à|at)\s+[A-ZÀ-Þ]", sentence[ahead.start() :]))
            and self._is_ahead(sentence)
        ):
            yield Fact(topic="next", values=tuple(each.text for each in days[:1]), passage=sentence, place=place)
        for topic, form in (("earlier", cues.EARLIER), ("publication", cues.PUBLISHED)):
            if form.search(sentence):
                yield Fact(topic=topic, values=tuple(each.text for each in days[:1]), passage=sentence, place=place)
        every = cues.EVERY.search(sentence)
        if cues.REVIEW.search(sentence):
            value = every[0] if every else next((each.text for each in days), "")
            yield Fact(topic="review", values=(value,) if value else (), passage=sentence, place=place)

    def _is_ahead(self, sentence: str) -> bool:
        """Tell whether a sentence names no day of the meeting itself or before it."""
        begun = self.meeting.days.last if self.meeting.days else None
        return begun is None or all(each.first > begun for each in dates_in(sentence))

    # What is put together from all of them

    def _people(self) -> Iterator[Fact]:
        for each in self.people:
            self.read.add(each.at.index)
            yield Fact(
                topic="person",
                name=each.name,
                values=(each.name,),
                detail=each.role,
                passage=each.passage,
                place=each.at.place,
            )
        listed = [each for each in self.people if SPEAKERS.search(" ".join(each.at.headings))]
        speaking = listed or [each for each in self.people if each.spoke]
        if len(speaking) > 1:
            told = "; ".join(f"{each.name} ({each.role})" if each.role else each.name for each in speaking)
            yield Fact(
                topic="speakers",
                values=tuple(each.name for each in speaking),
                passage=f"{told}.",
                place=speaking[0].at.place,
            )

    def _programme(self) -> Iterator[Fact]:
        for each in self.sessions:
            yield Fact(
                topic="session",
                name=each.short,
                values=(each.title,),
                detail=each.day,
                passage=_told(each),
                place=each.place,
            )
        if len(self.sessions) > 1:
            days = [(day, [*group]) for day, group in groupby(self.sessions, key=lambda each: each.day)]
            told = "\n".join(f"{day}\n{_lines(group)}" if day else _lines(group) for day, group in days)
            yield Fact(topic="programme", values=(), passage=told.strip(), place=self.sessions[0].place)

    def _sections(self) -> Iterator[Fact]:
        grouped = groupby(self.passages, key=lambda each: each.headings)
        for headings, group in islice(grouped, _MOST_SECTIONS):
            texts = [each for each in group if not self._is_told_elsewhere(each)]
            told = _shortened(" ".join(_as_sentence(each.text) for each in texts if each.block.shape is not Shape.ROW))
            if headings and told:
                yield self._section(headings[-1], told, texts)

    def _section(self, heading: str, told: str, texts: Sequence[Passage]) -> Fact:
        if heading == self.title:
            return Fact(topic="summary", name=heading, passage=told, place=texts[0].place)
        self.read |= {each.index for each in texts}
        # "Participants" adds to what is known of them; there are no two answers to one question.
        if label := cues.LABEL.match(f"{heading.rstrip(' :')}: x"):
            topic = next(name for name in cues.LABELS if label[name])
            if topic not in {"dates", "venue"}:
                return Fact(topic=topic, passage=told, place=texts[0].place)
        topic = "faq" if heading.rstrip().endswith("?") else "section"
        return Fact(topic=topic, name=heading.rstrip(" :"), passage=told, place=texts[0].place)

    def _is_told_elsewhere(self, passage: Passage) -> bool:
        """Tell a point, a line that leads over to points, and where to write to."""
        is_lead = passage.text.endswith(":") and passage.block.shape is Shape.PARAGRAPH
        is_contact = bool(cues.EMAIL.search(passage.text) or cues.WEB.search(passage.text))
        return passage.index in self.point_blocks or is_lead or is_contact


def as_markdown(blocks: Sequence[Block]) -> str:
    """Return blocks as Markdown, to be quoted from."""
    lines: list[str] = []
    before: Block | None = None
    for each in blocks:
        if before is not None and not (before.shape is each.shape and each.shape in {Shape.ITEM, Shape.ROW}):
            lines.append("")
        lines += _markdown_of(each, is_first=before is None or before.shape is not Shape.ROW)
        before = each
    return "\n".join(lines).strip() + "\n"


def _markdown_of(block: Block, *, is_first: bool) -> Iterator[str]:
    text = re.sub(r"([\\`*_<>\[\]|])", r"\\\1", block.text)
    match block.shape:
        case Shape.HEADING:
            yield f"{'#' * min(block.level, 6)} {text}"
        case Shape.ITEM:
            yield f"{block.number if block.number.isdigit() else 1}. {text}" if block.number else f"- {text}"
        case Shape.ROW:
            cells = [re.sub(r"([\\`*_<>\[\]|])", r"\\\1", each) for each in block.cells]
            yield f"| {' | '.join(cells)} |"
            if is_first:
                yield f"|{'---|' * len(cells)}"
        case _:
            # A sign at the beginning would make a heading or a list of it.
            yield (
                re.sub(r"^([#+-]|\d+(?=[.)]))", r"\\\1", text)
                if not text[0].isdigit()
                else re.sub(r"^(\d+)([.)])", r"\1\\\2", text)
            )


def _nearest(names: Sequence[str], sentence: str, match: re.Match[str]) -> str:
    """Return who stands closest to a word, behind it where "by" follows."""
    after = re.match(r"\s*(?:by|par)\b", sentence[match.end() :]) or match[0].lower().endswith(("by", "par"))

    def distance(name: str) -> int:
        at = sentence.find(name.rsplit(maxsplit=1)[-1])
        return abs(at - match.start()) + (1000 if after and at < match.start() else 0)

    return min(names, key=distance)


def _without_article(text: str) -> str:
    return re.sub(r"^(?:the|la|le|les)\s+|^l['’]", "", text, flags=re.IGNORECASE)


def _told(session: Session) -> str:
    when = ", ".join(each for each in (session.day, session.time) if each)
    told = f"{when}: {session.title}" if when else session.title
    return f"{told} ({session.more})" if session.more else told


def _lines(sessions: Iterable[Session]) -> str:
    return "\n".join(f"- {_told(replace(each, day=''))}" for each in sessions)


def _as_sentence(text: str) -> str:
    return text if text[-1:] in ".!?:;…" else f"{text}."


def _shortened(text: str) -> str:
    """Return whole sentences of the beginning of a text."""
    if len(text) <= _LONGEST_SECTION:
        return text
    kept = ""
    for each in sentences(text):
        if len(kept) + len(each) > _LONGEST_SECTION:
            break
        kept = f"{kept} {each}".strip()
    return kept or f"{text[:_LONGEST_SECTION].rsplit(' ', 1)[0]} …"


@dataclass
class _Merging:
    """Facts of one topic and name, as they come together."""

    first: Fact
    values: list[str]
    passages: list[str]


def _merged(facts: Iterable[Fact]) -> list[Fact]:
    """Put together what is told of one thing in several places: once each value and each sentence."""
    merging: dict[tuple[str, str], _Merging] = {}
    for each in facts:
        key = (each.topic, each.name.casefold() if each.topic != "participants" else "")
        if each.topic == "section":
            key = (each.topic, f"{each.name.casefold()} {each.place}")
        if key not in merging:
            merging[key] = _Merging(each, [*each.values], [each.passage])
            continue
        found = merging[key]
        if each.topic in _TOPICS_ONCE and found.values and each.values:
            continue  # the first that says so; what is told again elsewhere may be of another meeting
        found.values += [value for value in each.values if value not in found.values]
        if not any(each.passage in other for other in found.passages):
            # What holds others takes their place.
            found.passages = [other for other in found.passages if other not in each.passage] + [each.passage]
    return [
        replace(each.first, values=tuple(each.values), passage=_together(each.first.topic, each.passages))
        for each in merging.values()
    ]


def _together(topic: str, passages: Sequence[str]) -> str:
    most = 3 if topic in {"organisation", "person"} else 6
    return " ".join(_as_sentence(each) for each in passages[:most]) if len(passages) > 1 else passages[0]


def of_points(file: str, title: str, language: str, points: Sequence[Point]) -> Findings:
    """Return the findings of a table that holds points alone."""
    return Findings(file=file, title=title, language=language, points=points, blocks=len(points))
