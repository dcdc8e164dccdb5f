"""Where recommendations stand, for whoever asks: lists, one's own, one in detail, and a line below an answer.

What somebody is shown is decided by `parts.sight`, for each assignment; totals are for everybody, except where so few
carry a recommendation that a total would tell who stands where.
"""

import re
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TypeVar

import structlog

from bot.answering import Thresholds, without_courtesies
from bot.cleaning import clean
from bot.errors import LedgerError
from bot.filtering import Filters, Vocabulary, fits
from bot.outbox import Item, Stage
from bot.parts import Act, Part, Sight, Somebody, may
from bot.picture import Picture
from bot.ports import Clock, FollowUpLedger
from bot.progress import Assignment, Closing, Event, EventKind, Reported
from bot.reply import Asker, Choice, Conversation, Reply, ReplyKind
from bot.subjects import Subject, subject_of
from bot.telling import Sentences, Told, shortened
from bot.waiting import LEDGER_S, within
from bot.wishes import Wish, Wished, Wishes
from bot.wording import Wording
from knowledge.base import Snapshot
from knowledge.model import Audience, Recommendation, in_language
from knowledge.search.text import words

T = TypeVar("T")

log = structlog.get_logger()

#: A screenful.
PAGE = 8
#: Assignments shown one by one, below an answer and in a detail.
_FEW, _MANY = 5, 30
#: So many of them can be acted upon there: two blocks each stay below Slack's fifty.
_WITH_ACTS = 16
#: Of a history, the latest.
_MOST_EVENTS = 12
#: Of fewer assignments a total would be somebody's status.
FEWEST = 3
#: How the two lists are asked for, by their first word.
_LISTS = frozenset({"recommendations", "recommendation", "recommandations", "recommandation", "recos"})
_MINE = re.compile(
    r"(?:mine|miennes|my recommendations|mes recommandations)(?:\s+(?:page\s+)?(\d{1,4}))?", re.IGNORECASE
)
_REFERENCE = re.compile(r"[A-Za-z0-9]+(?:-[A-Za-z0-9]+)+")
#: Ends that leave nobody carrying it.
_NOT_COUNTED = frozenset({Closing.SUPERSEDED, Closing.REMOVED, Closing.HANDED_OVER})
_DONE = frozenset({Closing.IMPLEMENTED, Closing.NOT_APPLICABLE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """How many carry a recommendation, and how far they are; those overdue are counted among the others too."""

    all: int = 0
    done: int = 0
    working: int = 0
    blocked: int = 0
    silent: int = 0
    late: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a list, with what its reader can do about it."""

    #: Markdown.
    text: str
    told: Told | None = None
    acts: tuple[Act, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What is said to somebody who asked for a list: a reply, and the same in lines for a door that has buttons."""

    reply: Reply
    lines: tuple[Line, ...]


def totals(assignments: Iterable[Assignment], today: Callable[[Assignment], date]) -> Totals:
    """Count assignments; those that ended without being carried out are nobody's any more."""
    counted = [each for each in assignments if each.closed not in _NOT_COUNTED]
    open_ = [each for each in counted if each.is_open]
    silent = sum(each.reported is Reported.NOT_STARTED for each in open_)
    blocked = sum(each.reported is Reported.BLOCKED for each in open_)
    return Totals(
        all=len(counted),
        done=sum(each.closed in _DONE for each in counted),
        working=len(open_) - silent - blocked,
        blocked=blocked,
        silent=silent,
        late=sum(is_late(each, today(each)) for each in open_),
    )


def is_late(assignment: Assignment, today: date) -> bool:
    """Tell whether an assignment is overdue: its owner's turn, and the date is past."""
    due = assignment.due
    return assignment.is_open and not assignment.reported.is_final and due is not None and due < today


@dataclass(frozen=True, slots=True, kw_only=True)
class Recommendations:
    """Everything that is shown of recommendations and how they stand."""

    ledger: FollowUpLedger
    clock: Clock
    snapshot: Callable[[], Snapshot]
    #: Of this moment.
    picture: Callable[[], Awaitable[Picture]]
    wording: Wording
    wishes: Wishes
    #: How sure to be of what a question is about.
    thresholds: Thresholds
    is_organiser: Callable[[str], Awaitable[bool]]

    async def asked(self, text: str, asker: Asker) -> Listing | None:
        """Return the list, or the one recommendation, that a command asks for; None: it is another question.

        What it says is for its asker alone.

        Raises:
            LedgerError: nobody knows how they stand.
        """
        first, *rest = text.split(maxsplit=1) or [""]
        name = first.casefold().strip(".,:?!")
        if name in _LISTS:
            return await (await self._look(asker)).list(rest[0] if rest else "")
        if mine := _MINE.fullmatch(text.strip(" .?!")):
            return await (await self._look(asker)).mine(int(mine[1] or 1))
        if _REFERENCE.fullmatch(text.strip()):
            return await (await self._look(asker)).referenced(text.strip())
        return None

    async def with_status(
        self,
        reply: Reply,
        asker: Asker,
        conversation: Conversation,
        *,
        wished: Wished | None = None,
        chosen: bool = False,
    ) -> Reply:
        """Return an answer about a recommendation with how it stands now, as far as those who read it may know.

        Where the question is how recommendations stand, that is the answer, in the place of another. Any other reply is
        returned as it is, and so is an answer where the ledger is slow or away.

        Args:
            reply: what the desk says.
            asker: who asked.
            conversation: where; in a channel there are totals alone.
            wished: what the question asks of the bot itself, if anything; see ``wished``.
            chosen: whether somebody chose it, who is told too that it is not followed up.
        """
        if reply.kind is ReplyKind.SAFETY:
            return reply
        if wished is not None and wished.wish is Wish.PROGRESS:
            return await self._progress(wished, reply, asker, conversation)
        entry = reply.entry or ""
        if entry not in self.snapshot().recommendations or reply.kind is not ReplyKind.ANSWER:
            return reply
        try:
            text = await within(LEDGER_S, self._status(entry, asker, conversation, reply.language, always=chosen))
        except (LedgerError, TimeoutError) as error:
            log.warning("status not looked up", reason=str(error) or type(error).__name__)
            return reply
        return replace(reply, text=f"{reply.text}\n\n{text}") if text else reply

    def wished(self, question: str) -> Wished | None:
        """Return what a question asks of the bot itself; None: it is for the desk."""
        return self.wishes.told(without_courtesies(clean(question), self.snapshot().courtesies))

    async def _progress(self, wished: Wished, reply: Reply, asker: Asker, conversation: Conversation) -> Reply:
        """Return how what is asked about stands; the desk's own reply where something else was meant."""
        try:
            return await within(LEDGER_S, self._standing(wished, reply, asker, conversation))
        except (LedgerError, TimeoutError) as error:
            log.warning("status not looked up", reason=str(error) or type(error).__name__)
        if not wished.is_sure:
            return reply
        text = self.wording.say(reply.language, "progress-away")
        return Reply(kind=ReplyKind.UNKNOWN, text=text, language=reply.language)

    async def _standing(self, wished: Wished, reply: Reply, asker: Asker, conversation: Conversation) -> Reply:
        in_channel = not conversation.channel.startswith("D")
        look = await self._look(asker, language=reply.language, in_channel=in_channel)
        subject = look.subject(wished, self.wishes.generic, self.thresholds)
        if is_other_question(wished, subject, reply):
            return reply
        if subject is not None and not subject.is_sure:
            return offered(subject, self.wording, reply.language)
        return await look.progress(wished, subject)

    async def _status(
        self, entry: str, asker: Asker, conversation: Conversation, language: str, *, always: bool
    ) -> str:
        look = await self._look(asker, language=language, in_channel=not conversation.channel.startswith("D"))
        recommendation = look.picture.snapshot.recommendations.get(entry)
        return await look.below_an_answer(recommendation, always=always) if recommendation else ""

    async def _look(self, asker: Asker, *, language: str = "", in_channel: bool = False) -> "_Look":
        picture = await self.picture()
        spoken = (language, asker.language, *picture.snapshot.seminar.languages)
        return _Look(
            picture=picture,
            ledger=self.ledger,
            now=self.clock.now(),
            somebody=picture.somebody(asker.id, is_organiser=await self.is_organiser(asker.id)),
            sentences=Sentences(self.wording, next(each for each in spoken if each in self.wording.languages)),
            in_channel=in_channel,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Look:
    """One look by one person at one moment."""

    picture: Picture
    ledger: FollowUpLedger
    now: datetime
    somebody: Somebody
    sentences: Sentences
    in_channel: bool

    # All of them

    async def list(self, text: str) -> Listing:
        """Return the recommendations that fit some words, a page of them."""
        readable = [each for each in self.picture.snapshot.knowledge.recommendations if self._may_read(each)]
        vocabulary = Vocabulary(readable, self.picture.countries, self.sentences.wording)
        filters = vocabulary.understood(text)
        by_recommendation = self._grouped(await self.ledger.assignments())
        found = [
            each
            for each in readable
            if fits(each, filters) and self._assigned_as_wanted(by_recommendation.get(each.id, ()), filters)
        ]
        shown, pages = _paged(found, filters.page)
        lines = [Line(text=self._say("recommendations-title", count=len(found)))]
        for each in shown:
            status = self._totals_in_words(by_recommendation.get(each.id, ()))
            lines.append(Line(text=f"- {self.sentences.heading(each)}" + (f": {status}" if status else "")))
        lines += self._foot(filters, vocabulary, pages, text)
        return self._listing(lines)

    def _foot(self, filters: Filters, vocabulary: Vocabulary, pages: int, text: str) -> Iterator[Line]:
        page = min(filters.page, pages)
        if pages > 1:
            yield Line(text=self._say("list-page", page=str(page), pages=str(pages)))
        if page < pages:
            kept = " ".join(["recommendations", *_without_page(text), "page", str(page + 1)])
            yield Line(text=self.sentences.wording.say(self.sentences.language, "list-next", command=kept))
        if filters.by_status and not self.somebody.is_organiser:
            yield Line(text=self._say("recommendations-own-status"))
        for typed, meant in filters.guesses:
            yield Line(text=self._say("recommendations-guess", word=typed, guess=meant))
        if filters.unknown:
            yield Line(
                text=self._say(
                    "recommendations-unknown",
                    words=", ".join(f"“{each}”" for each in filters.unknown[:5]),
                    themes=", ".join(vocabulary.themes[:8]),
                    countries=", ".join(sorted(self.picture.countries)),
                )
            )

    def _assigned_as_wanted(self, assignments: Sequence[Assignment], filters: Filters) -> bool:
        """Tell whether somebody of a wanted country carries it, in a wanted status that the asker may know."""
        if not (filters.countries or filters.by_status):
            return True
        return any(self._is_wanted(each, filters) for each in assignments if each.closed not in _NOT_COUNTED)

    def _is_wanted(self, assignment: Assignment, filters: Filters) -> bool:
        if filters.countries and self.picture.country(assignment.owner) not in filters.countries:
            return False
        if not filters.by_status:
            return True
        if self._sight(assignment) is Sight.TOTAL:
            return False
        if filters.overdue and not is_late(assignment, self._today(assignment)):
            return False
        return not filters.statuses or assignment.reported in filters.statuses

    # One's own

    async def mine(self, page: int) -> Listing:
        """Return what somebody carries, stands in for, confirms, or is the contact of; a page of it."""
        if self.somebody.person is None and not self.somebody.is_organiser:
            contact = in_language(self.picture.snapshot.seminar.contact, self.sentences.language)
            return self._listing([Line(text=self._say("mine-stranger", contact=contact))])
        carried = await self.ledger.assignments(open_only=True)
        theirs = [(part, each) for each in carried if (part := listed_as(self.picture, self.somebody, each))]
        theirs.sort(key=lambda found: (_ORDER.index(found[0]), found[1].due or date.max, found[1].id))
        shown, pages = _paged(theirs, page)
        lines = [Line(text=self._say("mine-title", count=len(theirs)))]
        before = None
        for part, each in shown:
            if part is not before:
                lines.append(Line(text=self._say(f"mine-{part}")))
                before = part
            lines.append(self._own_line(part, each))
        page = max(1, min(page, pages))
        if pages > 1:
            lines.append(Line(text=self._say("list-page", page=str(page), pages=str(pages))))
        if page < pages:
            command = f"mine page {page + 1}"
            lines.append(Line(text=self.sentences.wording.say(self.sentences.language, "list-next", command=command)))
        return self._listing(lines)

    def _own_line(self, part: Part, assignment: Assignment) -> Line:
        heading = self.sentences.heading(self.picture.recommendation(assignment))
        about = self._assigned_line(assignment).removeprefix("- ")
        return Line(
            text=f"- {heading} · {about}",
            told=told_of(self.picture, self.somebody, assignment, self.now),
            acts=acts_of(self.picture, part, assignment, self.now),
        )

    # One of them

    async def referenced(self, reference: str) -> Listing | None:
        """Return the recommendation with a reference, in capitals or not; None: there is none."""
        found = self.picture.snapshot.knowledge.recommendations
        named = (each for each in found if each.reference.casefold() == reference.casefold())
        recommendation = next(named, None)
        return await self.detail(recommendation) if recommendation else None

    async def detail(self, recommendation: Recommendation) -> Listing:
        """Return a recommendation with all that its reader may know of how it stands."""
        if not self._may_read(recommendation):
            return self._listing([Line(text=self._say("choice-gone"))])
        language = self.sentences.language
        assignments = self._grouped(await self.ledger.assignments(recommendation=recommendation.id)).get(
            recommendation.id, ()
        )
        text = in_language(recommendation.text, language)
        about = [self.sentences.heading(recommendation), text, "\n".join(self._facts(recommendation))]
        about += [self._superseded(recommendation), self._totals_line(assignments)]
        lines = [Line(text="\n\n".join(filter(None, about)))]
        visible = [each for each in assignments if self._sight(each) is not Sight.TOTAL]
        lines += [self._detail_line(each, with_acts=number < _WITH_ACTS) for number, each in enumerate(visible[:_MANY])]
        if len(visible) > _MANY:
            lines.append(self._more(recommendation, len(visible) - _MANY))
        full = [each for each in visible if self._sight(each) is Sight.FULL]
        if full and len(full) <= FEWEST:
            lines += [Line(text=self._say("history-title"))]
            for each in full:
                lines += await self._history(each)
        return self._listing(lines, entry=recommendation)

    def _facts(self, recommendation: Recommendation) -> Iterator[str]:
        """Yield what its source says of it besides, a line each."""
        if recommendation.addressees:
            whom = in_language(recommendation.addressees, self.sentences.language)
            yield f"- {self._say('recommendation-addressees', whom=whom)}"
        if recommendation.affected_groups:
            groups = ", ".join(recommendation.affected_groups)
            yield f"- {self._say('recommendation-groups', groups=groups)}"
        if recommendation.acceptance is not None:
            yield f"- {self._say(f'acceptance-{recommendation.acceptance}')}"
        if recommendation.duplicates:
            yield f"- {self._say('recommendation-duplicates', references=self._references(recommendation.duplicates))}"

    def _superseded(self, recommendation: Recommendation) -> str:
        """Return which recommendations have taken a recommendation's place; "" where none has."""
        all_of_them = self.picture.snapshot.knowledge.recommendations
        later = [each.id for each in all_of_them if recommendation.id in each.supersedes and self._may_read(each)]
        return self._say("recommendation-superseded", references=self._references(later)) if later else ""

    def _references(self, ids: Iterable[str]) -> str:
        found = self.picture.snapshot.recommendations
        return ", ".join(found[each].reference for each in ids if each in found)

    def _detail_line(self, assignment: Assignment, *, with_acts: bool) -> Line:
        part = listed_as(self.picture, self.somebody, assignment)
        part = part or (Part.ORGANISER if self.somebody.is_organiser else None)
        if not (part and with_acts and assignment.is_open):
            return Line(text=self._assigned_line(assignment))
        return Line(
            text=self._assigned_line(assignment),
            told=told_of(self.picture, self.somebody, assignment, self.now),
            acts=acts_of(self.picture, part, assignment, self.now),
        )

    async def _history(self, assignment: Assignment) -> Iterable[Line]:
        events = await self.ledger.history(assignment.id)
        return [Line(text=self._event_line(each)) for each in events[-_MOST_EVENTS:]]

    def _event_line(self, event: Event) -> str:
        done = self.sentences.done(event, self.picture.name(event.who))
        # What somebody wrote stands beside what they did; reminders are the bot's own.
        written = self.sentences.written(event) if event.kind is not EventKind.REMINDED else []
        return " ".join([f"- {done}", *written])

    # Below an answer

    async def below_an_answer(self, recommendation: Recommendation, *, always: bool = False) -> str:
        """Return how a recommendation stands, in a few lines; where it is not followed up that is ``always`` said."""
        assignments = self._grouped(await self.ledger.assignments(recommendation=recommendation.id)).get(
            recommendation.id, ()
        )
        if not (always or _counted(assignments)):
            return ""
        visible = [each for each in assignments if self._sight(each) is not Sight.TOTAL]
        lines = [self._assigned_line(each) for each in visible[:_FEW]]
        if len(visible) > _FEW:
            lines.append(self._more(recommendation, len(visible) - _FEW).text)
        return "\n".join([self._totals_line(assignments), "", *lines]).strip()

    # Questions about how they stand

    def subject(self, wished: Wished, generic: frozenset[str], thresholds: Thresholds) -> Subject | None:
        """Return what a question is about, among what its reader may read; None: nothing that is known."""
        readable = [each for each in self.picture.snapshot.knowledge.recommendations if self._may_read(each)]
        return subject_of(
            wished,
            readable,
            Vocabulary(readable, self.picture.countries, self.sentences.wording),
            self.picture.snapshot,
            thresholds,
            generic=generic,
            language=self.sentences.language,
        )

    async def progress(self, wished: Wished, subject: Subject | None) -> Reply:
        """Return how what was asked about stands: one recommendation, several, or where nothing is known of it all."""
        by_recommendation = self._grouped(await self.ledger.assignments())
        filters = Filters(
            countries=subject.countries if subject else frozenset(), statuses=wished.statuses, overdue=wished.overdue
        )
        if subject is not None and not subject.is_all and len(subject.recommendations) == 1:
            [one] = subject.recommendations
            assignments = by_recommendation.get(one.id, ())
            lines = [self.sentences.heading(one), "", self._superseded(one), self._totals_line(assignments), ""]
            lines += self._who([(one, each) for each in assignments], filters, with_reference=False)
            return self._progress_reply(lines, one, subject.confidence)
        readable = [each for each in self.picture.snapshot.knowledge.recommendations if self._may_read(each)]
        several = subject.recommendations if subject else readable
        lines = [self._say("progress-unfound"), ""] if subject is None else []
        lines += self._overall(several, by_recommendation)
        if subject is not None:
            of_them = [(one, each) for one in several for each in by_recommendation.get(one.id, ())]
            lines += ["", *self._who(of_them, filters, with_reference=True)]
        lines += ["", self.sentences.wording.say(self.sentences.language, "progress-hint")]
        return self._progress_reply(lines, None, subject.confidence if subject else 0.0)

    def _overall(
        self, several: Sequence[Recommendation], by_recommendation: Mapping[str, Sequence[Assignment]]
    ) -> Sequence[str]:
        """Return what some recommendations come to together, and then each."""
        followed = [each for each in several if _counted(by_recommendation.get(each.id, ()))]
        if not followed:
            return [self._say("progress-none")]
        # Those of which no total is said stay out of the sum, or the difference would tell it.
        told = [each for each in followed if self._totals_in_words(by_recommendation[each.id])]
        total = self._totals_in_words([each for one in told for each in by_recommendation[one.id]])
        say = self.sentences.wording.say
        language = self.sentences.language
        lines = [say(language, "progress-all", totals=total) if total else self._say("progress-followed"), ""]
        for each in followed[:PAGE]:
            status = self._totals_in_words(by_recommendation[each.id])
            lines.append(f"- {self.sentences.heading(each)}" + (f": {status}" if status else ""))
        if len(followed) > PAGE:
            lines.append(f"- {self._say('and-more', count=len(followed) - PAGE)}")
        return lines

    def _who(
        self, assigned: Sequence[tuple[Recommendation, Assignment]], filters: Filters, *, with_reference: bool
    ) -> Sequence[str]:
        """Return the assignments that are asked for and that the reader may see, a line each; and what they may not."""
        counted = [(one, each) for one, each in assigned if each.closed not in _NOT_COUNTED]
        if not counted:
            return []
        visible = [(one, each) for one, each in counted if self._sight(each) is not Sight.TOTAL]
        wanted = [(one, each) for one, each in visible if self._is_wanted(each, filters)]
        is_filtered = bool(filters.countries or filters.by_status)
        # Of all recommendations together an organiser sees too many: the totals are the answer then.
        few = wanted[:_MANY] if is_filtered else wanted[:_FEW]
        lines = [
            f"- **{one.reference}** · {line.removeprefix('- ')}" if with_reference else line
            for one, each in few
            for line in (self._assigned_line(each),)
        ]
        if len(wanted) > len(few):
            left = len(wanted) - len(few)
            several = len({one.id for one, _ in wanted}) > 1
            lines.append(f"- {self._say('and-more', count=left)}" if several else self._more(wanted[0][0], left).text)
        if self.in_channel:
            return [*lines, "", self._say("progress-channel")] if is_filtered or self._is_somebody else lines
        if is_filtered and visible and not wanted:
            lines.append(self._say("progress-nobody"))
        if is_filtered and len(visible) < len(counted):
            lines += ["", self._say("progress-hidden")]
        return lines

    @property
    def _is_somebody(self) -> bool:
        return self.somebody.is_organiser or self.somebody.person is not None

    def _progress_reply(self, lines: Sequence[str], one: Recommendation | None, confidence: float) -> Reply:
        text = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
        return Reply(
            kind=ReplyKind.ANSWER if one else ReplyKind.COMMAND,
            text=text,
            language=self.sentences.language,
            entry=one.id if one else None,
            seminar=one.seminar if one else None,
            confidence=confidence,
            sources=[one.source] if one and one.source else (),
        )

    def _more(self, recommendation: Recommendation, count: int) -> Line:
        return Line(text=self._say("more-lines", count=count, reference=recommendation.reference))

    # What is shown of an assignment

    def _sight(self, assignment: Assignment) -> Sight:
        return self.picture.sight(self.somebody, assignment, in_channel=self.in_channel)

    def _assigned_line(self, assignment: Assignment) -> str:
        name = shortened(self.picture.name(assignment.owner), 80) or self._say("somebody-gone")
        if assignment.closed is not None:
            return self._say(
                "assigned-closed",
                owner=name,
                status=self.sentences.status(assignment),
                closing=self._say(f"closing-{assignment.closed}"),
            )
        return self._say(
            "assigned-line",
            owner=name,
            status=self.sentences.status(assignment),
            dated="yes" if assignment.due else "no",
            due=assignment.due or self.now.date(),
            late="yes" if is_late(assignment, self._today(assignment)) else "no",
        )

    def _totals_line(self, assignments: Sequence[Assignment]) -> str:
        if not _counted(assignments):
            return self._say("not-followed-up")
        said = self._totals_in_words(assignments)
        if not said:
            return self._say("totals-few")
        return self.sentences.wording.say(self.sentences.language, "totals-line", totals=said)

    def _totals_in_words(self, assignments: Sequence[Assignment]) -> str:
        """Return the totals; "" where there are none, or where they would tell who stands where."""
        found = totals(assignments, self._today)
        may_know_all = not self.in_channel and all(self._sight(each) is not Sight.TOTAL for each in assignments)
        if found.all == 0 or (found.all < FEWEST and not may_know_all):
            return ""
        return self._say(
            "totals",
            done=found.done,
            all=found.all,
            working=found.working,
            blocked=found.blocked,
            silent=found.silent,
            late=found.late,
        )

    def _may_read(self, recommendation: Recommendation) -> bool:
        if recommendation.audience is Audience.EVERYONE:
            return True
        if self.in_channel or recommendation.audience is Audience.ORGANISERS:
            return self.somebody.is_organiser and not self.in_channel
        return self.somebody.is_organiser or self.somebody.person is not None

    def _today(self, assignment: Assignment) -> date:
        return self.picture.today(assignment.owner, self.now)

    def _grouped(self, assignments: Iterable[Assignment]) -> Mapping[str, Sequence[Assignment]]:
        """Return assignments by recommendation, in the order of their owners' names, which is by country."""
        grouped: dict[str, list[Assignment]] = {}
        for each in sorted(assignments, key=lambda each: (self.picture.name(each.owner), each.id)):
            grouped.setdefault(each.recommendation, []).append(each)
        return grouped

    def _say(self, name: str, /, **values: str | float | date) -> str:
        return self.sentences.say(name, **values)

    def _listing(self, lines: Sequence[Line], *, entry: Recommendation | None = None) -> Listing:
        reply = Reply(
            kind=ReplyKind.COMMAND,
            text="\n".join(each.text for each in lines),
            language=self.sentences.language,
            seminar=entry.seminar if entry else None,
            sources=[entry.source] if entry and entry.source else (),
        )
        return Listing(reply=reply, lines=tuple(lines))


def listed_as(picture: Picture, somebody: Somebody, assignment: Assignment) -> Part | None:
    """Return the one part under which an assignment is listed for its reader; None: it is not."""
    found = picture.parts(somebody, assignment)
    if Part.OWNER in found:
        return Part.OWNER
    if Part.VALIDATOR in found and assignment.waits_for_validator:
        return Part.VALIDATOR
    return next((each for each in (Part.DEPUTY, Part.CONTACT) if each in found), None)


def acts_of(picture: Picture, part: Part, assignment: Assignment, now: datetime) -> tuple[Act, ...]:
    """Return what somebody with a part in an assignment can do where it is listed."""
    wanted: tuple[Act, ...]
    if part is Part.VALIDATOR or (part is Part.ORGANISER and assignment.waits_for_validator):
        wanted = (Act.CONFIRM, Act.RETURN)
    elif part is Part.ORGANISER:
        wanted = (Act.REPORT, Act.REVISE, Act.RESUME if assignment.paused else Act.PAUSE)
    elif assignment.waits_for_validator or assignment.paused:
        wanted = (Act.REPORT, Act.NOTE)
    else:
        wanted = (Act.REPORT, Act.NOTE, Act.SNOOZE, Act.REVISE, Act.NOT_MINE)
    away = picture.is_away(assignment.owner, now)
    return tuple(each for each in wanted if may(each, {part}, owner_is_away=away))


def told_of(picture: Picture, somebody: Somebody, assignment: Assignment, now: datetime) -> Told:
    """Return an assignment as it is shown in a list, without its history."""
    owner = picture.people.get(assignment.owner)
    item = Item(
        assignment=assignment.id,
        due=assignment.due or picture.today(assignment.owner, now),
        stage=Stage.REMINDER,
        offset=0,
        recipient=somebody.who,
    )
    return Told(
        item=item,
        assignment=assignment,
        recommendation=picture.recommendation(assignment),
        owner=owner.participant.name if owner else "",
    )


def is_other_question(wished: Wished, subject: Subject | None, reply: Reply) -> bool:
    """Tell whether what sounds like a question about how things stand is another one, which the desk answers.

    Args:
        wished: the question.
        subject: the recommendations it means; None: none.
        reply: what the desk says to it.
    """
    is_answered = reply.kind in {ReplyKind.ANSWER, ReplyKind.NOT_STATED, ReplyKind.SMALL_TALK}
    if subject is None:
        return is_answered or not wished.is_sure
    if not subject.is_sure:
        return is_answered and not wished.is_sure
    # "Who is it?" names nothing: only a status makes it one of ours.
    return subject.is_all and not (wished.is_sure or wished.by_status or wished.about)


def offered(subject: Subject, wording: Wording, language: str) -> Reply:
    """Return the recommendations that may be meant, to choose from."""
    choices = [Choice(each.id, in_language(each.title, language)) for each in subject.recommendations]
    text = wording.say(language, "choices", count=len(choices))
    return Reply(kind=ReplyKind.CHOICES, text=text, language=language, confidence=subject.confidence, choices=choices)


def _counted(assignments: Iterable[Assignment]) -> bool:
    return any(each.closed not in _NOT_COUNTED for each in assignments)


_ORDER = (Part.OWNER, Part.VALIDATOR, Part.DEPUTY, Part.CONTACT)


def _paged(found: Sequence[T], page: int) -> tuple[Sequence[T], int]:
    """Return one page, the last where there are fewer, and how many there are."""
    pages = max(1, -(-len(found) // PAGE))
    start = (max(1, min(page, pages)) - 1) * PAGE
    return found[start : start + PAGE], pages


def _without_page(text: str) -> Sequence[str]:
    """Return what was typed, as words, without the page; nothing in it is mark-up."""
    left = words(text)
    if "page" in left:
        at = left.index("page")
        del left[at : at + 2]
    return left
