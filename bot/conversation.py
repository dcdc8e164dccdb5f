"""A question, and what its conversation is about -> what is meant. Pure.

"Who organised it?" means the meeting that was spoken of, "and in Zagreb?" asks of another meeting what was asked
before. Of what was said only ids are known: the entry that was answered last, whose own phrasings carry on what it
answers, and the meeting in focus. What names nothing is looked for among the entries about that meeting; an entry about
another one may then be offered, never given as the answer.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from bot.answering import (
    LEFT_OVER,
    MAX_CHOICES,
    Answer,
    Decision,
    Offer,
    Quote,
    Thresholds,
    Unknown,
    decide,
    found,
    quoting,
    without_courtesies,
)
from bot.cues import Cues, Form
from bot.ports import Focus
from knowledge.base import Snapshot
from knowledge.model import Document, Entry, EntryKind
from knowledge.search import Index, Match
from knowledge.search.text import words
from knowledge.subjects import Named, Subjects

#: Looked at among all matches, to find those about one subject.
_MOST = 6
#: What is left of the confidence of a match about something else than is spoken of.
_OF_ANOTHER = 0.5
#: How surely an entry that introduces a meeting is what is asked for after another one's.
_INTRODUCED = 0.9
#: Phrasings of an entry that carry on what it answers, in one language.
_CARRYING = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """What is meant by a question."""

    decision: Decision
    #: The meeting that it was taken to be about; None where none was looked for.
    meeting: str | None = None
    #: Whether the question says so itself.
    is_named: bool = False
    #: The meeting that the reply is about, where the asker may think of another one: then the reply says which.
    told: str | None = None
    #: What the conversation is about from here on; None: what it was about before.
    focus: Focus | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One question of a conversation."""

    question: str
    language: str
    #: What the conversation is about; None where nothing was said yet, or nobody knows.
    focus: Focus | None
    snapshot: Snapshot
    thresholds: Thresholds
    cues: Cues

    def understood(self) -> Understood:
        """Return what is meant. The same turn always gives the same."""
        reading = _Reading(self)
        understood = reading.understood()
        understood = replace(understood, decision=self._with_documents(understood.decision, reading))
        return replace(understood, told=self._told(understood), focus=self._focus_after(understood.decision, reading))

    def search(self, index: Index, text: str, limit: int = _MOST) -> Sequence[Match]:
        courtesies = self.snapshot.courtesies
        return found(text, index, self.language, courtesies=courtesies, thresholds=self.thresholds, limit=limit)

    @property
    def meetings(self) -> tuple[str, ...]:
        """The meetings in focus; none where there is no focus."""
        return self.focus.meetings if self.focus is not None else ()

    def _with_documents(self, decision: Decision, reading: "_Reading") -> Decision:
        """Return the decision, or a passage to be quoted where no entry answers."""
        asked = without_courtesies(self.question, self.snapshot.courtesies)
        # "Good morning, where ...": what was asked besides a courtesy may stand in a document.
        is_beside = asked != self.question and len(words(asked)) > LEFT_OVER and _is_courtesy(decision)
        if isinstance(decision, Answer) and not is_beside:
            return decision
        found_in = self.snapshot.library.search(asked, lang=self.language)
        passages = [each for each in found_in if reading.may_be_quoted(each.excerpt.document)]
        quote = quoting(Unknown() if is_beside else decision, passages, self.thresholds)
        return quote if isinstance(quote, Quote) else decision

    def _told(self, understood: Understood) -> str | None:
        decision, default = understood.decision, self.snapshot.seminar.id
        entry = decision.match.entry if isinstance(decision, Answer) else None
        about = entry.subject if entry is not None else understood.meeting
        if understood.is_named or understood.meeting is None or not self.snapshot.subjects.is_meeting(about or ""):
            return None
        nothing_else = about == default and not self.snapshot.is_several and set(self.meetings) <= {default}
        return None if nothing_else else about

    def _focus_after(self, decision: Decision, reading: "_Reading") -> Focus | None:
        if isinstance(decision, Answer):
            entry = decision.match.entry
            return focus_on(entry, self.snapshot, self.meetings) if entry is not None else None
        if isinstance(decision, Offer) and (best := decision.matches[0].entry) and reading.is_thing_named(best):
            return Focus(best.id, self.meetings)
        # What was asked about another meeting is not answered, and still nobody speaks of the one before.
        known = self.meetings or (self.snapshot.seminar.id,)
        return Focus(None, reading.meetings) if reading.meetings and not set(reading.meetings) & set(known) else None


def focus_on(entry: Entry, snapshot: Snapshot, before: tuple[str, ...]) -> Focus | None:
    """Return the focus once an entry was shown; None where it stays: small talk is about nothing.

    Args:
        entry: what was shown.
        snapshot: knows what it is about.
        before: the meetings that were in focus; what is about no meeting leaves them there.
    """
    if entry.kind is EntryKind.SMALL_TALK:
        return None
    return Focus(entry.id, (entry.subject,) if snapshot.subjects.is_meeting(entry.subject) else before)


@dataclass(frozen=True)
class _Reading:
    """A turn, and the ways in which it can be read."""

    turn: Turn
    #: What is found for a text where a meeting is meant, or none, once it was looked for: several ways to read a
    #: question put it in the same words. Until Python 3.12 a ``cached_property`` would hold up every other turn as long
    #: as one compares meanings.
    _found: dict[tuple[str | None, str, int], Sequence[Match]] = field(default_factory=dict)

    def understood(self) -> Understood:
        if not self._is_open or not self._form.asked or self._is_small_talk:
            return Understood(decision=decide(self._plain[:MAX_CHOICES], self.turn.thresholds))
        ways = (self._carried_on, self._neighbour, self._thing, self._meeting)
        return next(filter(None, (read() for read in ways)), None) or self._offered()

    @cached_property
    def meetings(self) -> tuple[str, ...]:
        """The meetings that may be meant: those named, else those in focus, else the default."""
        if self._named.other_year:
            return ()
        default = (self.turn.snapshot.seminar.id,)
        focused, named = self.turn.meetings or default, self._named_meetings
        if not named:
            return focused
        # A name that several share ("Bucharest") means the one that is spoken of.
        shared = (tuple(each for each in named if each in preferred) for preferred in (focused, default))
        return next(filter(None, shared), named)

    def is_thing_named(self, entry: Entry) -> bool:
        """Tell whether the question names what an entry is about, and that is no meeting."""
        return entry.subject in self._named.subjects and not self._is_met(entry)

    def may_be_quoted(self, document: Document) -> bool:
        """Tell whether a document may speak of what is meant: of that meeting, or where nothing else is spoken of."""
        if not self._is_open:
            return True
        if self._form.is_elliptic and self._last is not None and not self._is_met(self._last):
            return False
        return document.seminar in self.meetings or (document.seminar is None and not self._form.is_elliptic)

    # What the question says

    @cached_property
    def _form(self) -> Form:
        return Form(self.turn.question, self.turn.cues)

    @cached_property
    def _named(self) -> Named:
        return self._subjects.named(self.turn.question)

    @property
    def _plain(self) -> Sequence[Match]:
        """What is found without regard to the conversation."""
        return self._search(None, self.turn.question, MAX_CHOICES)

    def _search(self, meeting: str | None, text: str, limit: int = _MOST) -> Sequence[Match]:
        """Return what is found for a text where a meeting is meant; None: without regard to meetings."""
        key = (meeting, text, limit)
        if key not in self._found:
            snapshot = self.turn.snapshot
            index = snapshot.index if meeting is None else snapshot.index_about(meeting)
            self._found[key] = self.turn.search(index, text, limit)
        return self._found[key]

    @property
    def _subjects(self) -> Subjects:
        return self.turn.snapshot.subjects

    @property
    def _is_open(self) -> bool:
        """Whether something else could be meant than what is found."""
        return self.turn.focus is not None or self.turn.snapshot.is_several

    @property
    def _is_small_talk(self) -> bool:
        best = self._sure(self._plain)
        return best is not None and best.kind is EntryKind.SMALL_TALK

    @property
    def _rest(self) -> list[str]:
        """What is asked, beside names and what asks nothing by itself."""
        return self._form.rest(self._naming)

    @property
    def _asking(self) -> Collection[str]:
        """The entries whose editors ask each word of the rest too, in some form."""
        return self._subjects.asking(self._rest)

    @property
    def _naming(self) -> frozenset[str]:
        """The words that name meetings; what names something else is asked about."""
        return self._named.words if self._named_meetings else frozenset()

    @property
    def _named_meetings(self) -> tuple[str, ...]:
        return tuple(sorted(filter(self._subjects.is_meeting, self._named.subjects)))

    @property
    def _meant(self) -> str | None:
        """The one meeting that is meant; None where it could be one of several, or none that is known."""
        return self.meetings[0] if len(self.meetings) == 1 else None

    @property
    def _last(self) -> Entry | None:
        """The entry that was answered last, if it is still there."""
        focus = self.turn.focus
        return self.turn.snapshot.public(focus.entry) if focus is not None and focus.entry else None

    # The ways to read it, the most particular first; each returns None where it does not apply

    def _carried_on(self) -> Understood | None:
        """Read "and in Zagreb?": what was asked before, of another meeting."""
        last, meeting = self._last, self._meant
        if last is None or meeting is None or not self._named_meetings or self._rest or not self._form.is_elliptic:
            return None
        if not self._is_met(last) or last.subject == meeting:
            return None
        return self._asked_of(meeting, last)

    def _neighbour(self) -> Understood | None:
        """Read "and the previous one?" and "who organised the next one?"."""
        meeting, cues = self._meant, self.turn.cues
        if self.turn.focus is None or self._named.subjects or meeting is None:
            return None
        for said, neighbour in ((cues.before, self._subjects.before), (cues.after, self._subjects.after)):
            if not said.isdisjoint(self._form.asked):
                target = neighbour(meeting)
                is_known = target is not None and self._subjects.get(target) is not None
                return self._of_neighbour(target, said) if target and is_known else self._of_no_neighbour(meeting, said)
        return None

    def _of_neighbour(self, meeting: str, said: frozenset[str]) -> Understood | None:
        last = self._last
        if last is not None and self._is_met(last) and self._form.is_elliptic and not self._form.rest(said):
            return self._asked_of(meeting, last)
        rest = " ".join(each for each in self._form.asked if each not in said)
        matches = self._about(meeting, self.turn.question, rest, expanded=self._expanded(rest, meeting))
        return self._answer_near(matches, meeting)

    def _of_no_neighbour(self, meeting: str, said: frozenset[str]) -> Understood | None:
        """Look for what is written of a neighbour that is not known, by whichever word its editors use for it."""
        if not self._form.is_elliptic or self._form.rest(said):
            return None
        return self._answer_near(self._about(meeting, *sorted(said)), meeting)

    def _thing(self) -> Understood | None:
        """Read "who founded it?" where an organisation or a term was spoken of."""
        last, form = self._last, self._form
        if last is None or self._is_met(last) or self._named.subjects or not form.is_elliptic:
            return None
        if form.speaks_of_a_meeting:
            return self._thing_there(last) if form.has_pronoun else None
        found_of_it = self._search(None, self._with_title(last))
        matches = [each for each in found_of_it if _is_about(each, last.subject)]
        if self._sure(matches) is not None and last.id in self._asking:
            return Understood(decision=Answer(matches[0]))
        return self._offered(spoken_of=last.subject)

    def _thing_there(self, thing: Entry) -> Understood | None:
        """Read "was it at the seminar?" where an organisation was spoken of."""
        if self._meant is None:
            return None
        asked = [*self._rest, *words(self._subjects.called(thing.subject, self.turn.language)[0])]
        matches = self._search(self._meant, self._with_title(thing))
        asking = self._subjects.asking(asked)
        both = [each for each in matches if each.entry is not None and each.entry.id in asking]
        return self._answer_near(both, self._meant) or self._offered()

    def _meeting(self) -> Understood | None:
        """Read "who organised the seminar?": of the meeting that is meant."""
        meeting, best, is_named = self._meant, self._sure(self._plain), bool(self._named_meetings)
        says_which = self._named.other_year or is_named
        if best is not None and says_which and (self._named.other_year or best.subject in self.meetings):
            return Understood(decision=Answer(self._plain[0]), meeting=best.subject, is_named=True)
        if meeting is None:
            return None
        surest = 0.0
        for matches in self._put(meeting):
            best = self._sure(matches)
            if best is None or matches[0].confidence <= surest:
                continue
            if self._may_be_meant(best, meeting):
                return Understood(decision=Answer(matches[0]), meeting=meeting, is_named=is_named)
            surest = matches[0].confidence  # of something else: only what is surer still is meant
        if self.turn.focus is None and not is_named:
            return Understood(decision=decide(self._plain, self.turn.thresholds))
        other = self._sure(self._plain)
        if other is not None and other.subject in self._named.subjects and not self._form.is_elliptic:
            return Understood(decision=Answer(self._plain[0]), meeting=meeting)
        return None

    def _put(self, meeting: str) -> Iterator[Sequence[Match]]:
        """Yield what is found where a meeting is meant, by each way to put the question.

        What it opens with, and a name that the meeting's own entries need not have, would only count against them.
        """
        yield self._about(meeting, self._unnamed)
        if self._unnamed != " ".join(words(self.turn.question)):
            yield self._about(meeting, self.turn.question)
        yield self._about(meeting, expanded=self._expanded(self._unnamed, meeting))

    def _offered(self, spoken_of: str | None = None) -> Understood:
        """Offer what is closest, of what is spoken of and of others: nothing is sure enough to be answered.

        Args:
            spoken_of: the organisation or term that is meant, where that is no meeting.
        """
        meeting = self._meant
        own = self._about(meeting, self.turn.question) if meeting else []
        spoken = (spoken_of,) if spoken_of is not None else self.meetings
        near = [each if self._is_near(each, *spoken) else _of_another(each) for each in (*own, *self._plain)]
        if meeting and spoken_of is None:
            near += self._by_name(meeting)
        return self._only_offered(_once(near), spoken_of or meeting)

    def _by_name(self, meeting: str) -> list[Match]:
        """Return what the whole name of a meeting fits, with half its confidence, where anything else fits too.

        Else whoever asks for the winner of the World Cup is offered the city of the seminar.
        """
        rest = self._subjects.likely(self._rest)
        asking = frozenset[str]().union(*(self._subjects.asking([each]) for each in rest))
        if rest and not asking:
            return []
        matches = self._about(meeting, *self._expanded(self._unnamed, meeting)[-1:])
        fitting = (each for each in matches if not rest or (each.entry is not None and each.entry.id in asking))
        return [replace(each, confidence=each.confidence * _OF_ANOTHER) for each in fitting]

    # What is found

    def _asked_of(self, meeting: str, last: Entry) -> Understood:
        """Ask of a meeting what the last entry answers of its own: in that entry's phrasings, without its names."""
        head, is_named = self._subjects[meeting].head, bool(self._named_meetings)
        introduced = [Match(head, "", 100.0, _INTRODUCED)] if head is not None else []
        if last.id == last.subject:  # it introduces its meeting, and what introduces the other one answers that
            if introduced and self.turn.thresholds.answer <= _INTRODUCED:
                return Understood(decision=Answer(introduced[0]), meeting=meeting, is_named=is_named)
            return self._only_offered(_once([*introduced, *self._carried_to(meeting, last)]), meeting)
        matches = self._carried_to(meeting, last)
        if self._sure(matches) is not None:
            return Understood(decision=Answer(matches[0]), meeting=meeting, is_named=is_named)
        return self._only_offered(_once([*map(_of_another, introduced), *matches]), meeting)

    def _carried_to(self, meeting: str, last: Entry) -> list[Match]:
        return [each for each in self._about(meeting, *self._carrying(last)) if self._is_near(each, meeting)]

    def _answer_near(self, matches: Sequence[Match], meeting: str) -> Understood | None:
        near = [each for each in matches if self._is_near(each, meeting)]
        return Understood(decision=Answer(near[0]), meeting=meeting) if self._sure(near) is not None else None

    def _only_offered(self, matches: Sequence[Match], meeting: str | None) -> Understood:
        never = replace(self.turn.thresholds, answer=float("inf"))
        return Understood(decision=decide(matches, never), meeting=meeting, is_named=bool(self._named_meetings))

    def _carrying(self, last: Entry) -> Sequence[str]:
        """Return texts that ask of any meeting what an entry answers of its own."""
        phrasings = last.phrasings.get(self.turn.language) or next(iter(last.phrasings.values()), ())
        return [self._without_names(each) for each in (last.named(self.turn.language), *phrasings[:_CARRYING])]

    def _about(self, meeting: str, *texts: str, expanded: Sequence[str] = ()) -> list[Match]:
        """Return the matches of some texts where a meeting is meant, each entry's best, best first.

        Args:
            meeting: its entries are looked at, and those about no meeting.
            texts: ways to put the question.
            expanded: the question with names that it does not say. A name alone fits much, so of these matches only
                those count whose editors ask all of the question too.
        """
        many = [each for text in dict.fromkeys(texts) for each in self._search(meeting, text)]
        asking = self._asking if self._rest and expanded else ()
        for text in expanded if asking else ():
            many += (each for each in self._search(meeting, text) if each.entry is not None and each.entry.id in asking)
        return _once(many)

    @property
    def _unnamed(self) -> str:
        """The question without what it opens with, and without the meetings' names in it."""
        return " ".join(each for each in self._form.asked if each not in self._naming)

    def _expanded(self, text: str, meeting: str) -> list[str]:
        """Return a question with the names of the meeting that it is about, where one is spoken of."""
        if self.turn.focus is None:
            return []
        return [f"{text} {name}" for name in dict.fromkeys(self._subjects.called(meeting, self.turn.language))]

    def _with_title(self, thing: Entry) -> str:
        """Return the question with what it is about."""
        return f"{' '.join(self._form.asked)} {self._subjects[thing.subject].title(self.turn.language)}"

    def _without_names(self, text: str) -> str:
        naming = self._subjects.named(text).words
        return " ".join(each for each in words(text) if each not in naming)

    def _sure(self, matches: Sequence[Match]) -> Entry | None:
        """Return the entry of the best match where it is sure enough to be an answer."""
        return matches[0].entry if matches and matches[0].confidence >= self.turn.thresholds.answer else None

    def _is_met(self, entry: Entry) -> bool:
        return self._subjects.is_meeting(entry.subject)

    def _may_be_meant(self, entry: Entry, meeting: str) -> bool:
        """Tell whether a sure match is the answer where a meeting is meant."""
        if meeting in (entry.subject, entry.seminar) or entry.subject in self._named.subjects:
            return True
        return not self._is_met(entry) and not (self.turn.focus is not None and self._form.is_elliptic)

    def _is_near(self, match: Match, *meetings: str) -> bool:
        entry = match.entry
        return entry is not None and (entry.subject in meetings or entry.seminar in meetings)


def _is_courtesy(decision: Decision) -> bool:
    entry = decision.match.entry if isinstance(decision, Answer) else None
    return entry is not None and entry.kind is EntryKind.SMALL_TALK


def _once(matches: Collection[Match]) -> list[Match]:
    """Return each entry's best match, best first."""
    best = {each.entry.id: each for each in sorted(matches, key=lambda each: each.confidence) if each.entry is not None}
    return sorted(best.values(), key=lambda each: -each.confidence)


def _is_about(match: Match, subject: str) -> bool:
    return match.entry is not None and match.entry.subject == subject


def _of_another(match: Match) -> Match:
    return replace(match, confidence=match.confidence * _OF_ANOTHER, score=match.score * _OF_ANOTHER)
