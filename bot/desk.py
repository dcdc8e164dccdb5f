"""What anyone can ask of the bot, through any door: Slack, the browser, the terminal."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from hashlib import sha256

import structlog
from babel import Locale
from babel.lists import format_list

from bot.answering import Answer, Decision, Offer, Quote, Thresholds, sureness, without_courtesies
from bot.cleaning import MAX_QUESTION, clean
from bot.comparing import Part, of_each
from bot.conversation import Turn, Understood, focus_on
from bot.cues import Cues
from bot.errors import LedgerError
from bot.helping import help_text
from bot.judging import Judged
from bot.markdown import literal
from bot.masking import known_words, masked
from bot.metering import Meter
from bot.ports import Clock, Focus, Ledger, PassedOn
from bot.quoting import quoted
from bot.reply import Asker, Choice, Conversation, Reply, ReplyKind
from bot.safety import cards_to_show, countries_meant, danger_in
from bot.speaking import cited
from bot.thinking import at_once
from bot.waiting import LEDGER_S, aside, within
from bot.weighing import tongues
from bot.wording import Wording
from knowledge.base import Snapshot
from knowledge.model import Audience, Danger, Entry, EntryKind, Listing, Recommendation, Seminar, Source, in_language
from knowledge.search import Match
from knowledge.search.text import words
from knowledge.search.tongues import foreign

log = structlog.get_logger()

#: Typed alone, these ask how to use the bot; the same words as `/seminar help`.
HELP_WORDS = frozenset({"help", "aide", "?", "/help", "/aide"})
#: A question's language is believed from this probability on; below it the person's own language decides.
_SURE_OF_LANGUAGE = 0.75
#: So many entries are shown to an author who asks why.
_JUDGED = 10
_KINDS = {
    EntryKind.ANSWER: ReplyKind.ANSWER,
    EntryKind.NOT_STATED: ReplyKind.NOT_STATED,
    EntryKind.SMALL_TALK: ReplyKind.SMALL_TALK,
}

#: Offered to whoever says that an answer was wrong.
_EXPECTED = 3


def sure_as(best: float, together: float) -> str:
    """Return how sure a decision was, in steps of five hundredths, as it is counted: "85 90"."""
    return " ".join(f"{min(100, int(each * 20 + 1e-9) * 5)}" for each in (best, together))


def id_of(key: str) -> str:
    """Return the id of a question that is sent to the organisers, by what keeps it from being kept twice."""
    return sha256(key.encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Everything a question needs, handed over at start-up."""

    #: The snapshot in service at this moment; one question uses one snapshot.
    snapshot: Callable[[], Snapshot]
    ledger: Ledger
    clock: Clock
    wording: Wording
    thresholds: Thresholds
    #: By which a question is known that goes on about what was said before.
    cues: Cues
    #: For how long, by the planning clock, a conversation stays with what it was about.
    focus_kept: timedelta
    #: Whether people in Slack are served: then only verified contact cards are shown.
    live: bool
    #: As what somebody may read, by their id; denies unless it knows better. None: everyone reads the same.
    level: Callable[[str], Awaitable[Audience]] | None = None
    #: How turns are worked out: at once, or beside others'.
    understood: Callable[[Turn], Awaitable[Understood]] = at_once
    meter: Meter = field(default_factory=Meter)

    async def ask(self, question: str, asker: Asker, conversation: Conversation) -> Reply:
        """Return what to say to a question. Nothing of it is kept but a count.

        Any text will do: mark-up, control characters, nothing at all, or far too much.
        """
        reply = self.warning(question, asker)
        if reply is None:
            whole = self.snapshot()
            snapshot = whole.at(await self._level(asker, whole))
            reply = await self._reply(clean(question), asker, conversation, snapshot)
            reply = replace(reply, audience=_audience_of(reply, whole))
        await self.count(reply)
        return reply

    async def count(self, reply: Reply) -> None:
        """Add a reply to the day's counts: by entry, or by what the safety gate saw. Never raises."""
        self.meter.asked(reply.kind, reply.language)
        await self._count(f"asked.{reply.kind}", reply.entry or reply.danger or "")

    def warning(self, text: str, asker: Asker) -> Reply | None:
        """Return the contact cards where a text shows danger, else None; whoever shows them calls `count`."""
        plain = clean(text)
        danger = danger_in(plain)
        if danger is None:
            return None
        snapshot = self.snapshot()
        language = self._spoken(asker, self._language(plain[:MAX_QUESTION], asker, snapshot), snapshot)
        log.info("safety gate opened", danger=danger)
        return Reply(
            kind=ReplyKind.SAFETY,
            text=self._safety_text(danger, plain, asker, self._to_be_safe(plain, language, snapshot), snapshot),
            language=language,
            danger=danger,
        )

    def judge(self, question: str, asker: Asker) -> Judged:
        """Return what a question by itself finds, what is decided and what would be said; nothing is counted."""
        snapshot, plain = self.snapshot(), clean(question)
        warning = self.warning(question, asker)
        language = self._language(plain[:MAX_QUESTION], asker, snapshot)
        asked = without_courtesies(plain, snapshot.courtesies)
        known = warning or self._without_search(plain, asker, language)
        turn = self._turn(plain, language, None, snapshot)
        understood = turn.understood() if known is None else None
        return Judged(
            snapshot=snapshot,
            asked=plain if known else asked,
            language=language,
            matches=() if known else turn.search(snapshot.index, plain, _JUDGED),
            passages=() if known else snapshot.library.search(asked, lang=language),
            thresholds=self.thresholds,
            decision=understood.decision if understood else None,
            reply=known or self._said(turn, understood or turn.understood(), Conversation(channel=""), language),
        )

    async def show(self, entry_id: str, language: str, conversation: Conversation, asker: Asker | None = None) -> Reply:
        """Return the entry that somebody chose, or say that it is gone since. The conversation goes on about it.

        Without an asker it is shown as to anybody.
        """
        whole = self.snapshot()
        snapshot = whole.at(await self._level(asker, whole)) if asker else whole
        entry = snapshot.public(entry_id)
        if entry is None:
            text = self.wording.say(language, "choice-gone")
            return Reply(kind=ReplyKind.UNKNOWN, text=text, language=language)
        before = await self._focus(conversation)
        await self._focus_on(focus_on(entry, snapshot, before.meetings if before else ()), conversation, whole)
        reply = self._answer(entry, 1.0, language, snapshot)
        return replace(reply, audience=_audience_of(reply, whole))

    def greeting(self, asker: Asker) -> tuple[Reply, Sequence[str]]:
        """Return a welcome, and questions to begin with."""
        snapshot = self.snapshot()
        language = self._spoken(asker, self._language("", asker, snapshot), snapshot)
        text = self.wording.say(language, "welcome", seminar=in_language(snapshot.seminar.title, language))
        reply = Reply(kind=ReplyKind.COMMAND, text=text, language=language, seminar=snapshot.seminar.id)
        return reply, in_language(snapshot.seminar.prompts, language) if snapshot.seminar.prompts else ()

    def introduction(self) -> Reply:
        """Return what the bot says of itself in a channel that it has come into, in the seminar's language."""
        snapshot = self.snapshot()
        language = snapshot.languages[0]
        prompts = in_language(snapshot.seminar.prompts, language) if snapshot.seminar.prompts else ()
        text = self.wording.say(
            language,
            "introduction",
            seminar=in_language(snapshot.seminar.title, language),
            asked="yes" if prompts else "no",
            example=prompts[0] if prompts else "",
        )
        return Reply(kind=ReplyKind.COMMAND, text=text, language=language, seminar=snapshot.seminar.id)

    def help(self, asker: Asker, text: str = "") -> Reply:
        """Return how to use the bot."""
        snapshot = self.snapshot()
        language = self._spoken(asker, self._language(text, asker, snapshot), snapshot)
        contact = in_language(snapshot.seminar.contact, language)
        text = self.wording.say(language, "help", contact=contact)
        return Reply(kind=ReplyKind.COMMAND, text=text, language=language)

    async def pass_on(self, question: str, asker: Asker, conversation: Conversation, language: str, *, key: str) -> str:
        """Keep a question for the organisers, masked; return the words that say so.

        Args:
            question: what was asked.
            asker: who asked.
            conversation: where, so that the answer can go back.
            language: of the question.
            key: the same key twice keeps one question.

        Raises:
            LedgerError: it could not be kept.
        """
        snapshot = self.snapshot()
        # Which words are nobody's name takes a tenth of a second to gather.
        hidden = await aside(lambda: masked(clean(question), known_words(snapshot)))
        kept = PassedOn(
            id=id_of(key),
            question=hidden[:MAX_QUESTION],
            language=language,
            seminar=conversation.seminar or snapshot.seminar.id,
            asker=asker.id,
            channel=conversation.channel,
            thread=conversation.thread,
            asked_at=self.clock.now(),
        )
        await self.ledger.pass_on(kept)
        log.info("question passed on", id=kept.id)
        # Only after it is kept: where keeping fails, the next try must not be told that it is there already.
        first = await self.ledger.first_time(f"passed-on:{key}", self.clock.now())
        return self.wording.say(language, "passed-on" if first else "already-passed-on")

    async def rate(self, entry_id: str, language: str, *, right: bool, key: str) -> str:
        """Count whether an answer was right; return a word of thanks. The same key twice counts once.

        Raises:
            LedgerError: it could not be counted.
        """
        if not await self.ledger.first_time(f"rated:{key}", self.clock.now()):
            return self.wording.say(language, "already-rated")
        await self.ledger.count("feedback.right" if right else "feedback.wrong", entry_id, self._today())
        return self.wording.say(language, "feedback-right" if right else "feedback-wrong")

    async def expected(self, question: str, entry_id: str, language: str, asker: Asker) -> Sequence[Choice]:
        """Return what may have been meant where an answer was wrong: three other entries, the nearest first.

        Without the question these are the ones that are related to it.
        """
        whole = self.snapshot()
        snapshot = whole.at(await self._level(asker, whole))
        found: dict[str, Entry] = {}
        if question:
            matches = snapshot.index.search(clean(question), lang=language, limit=_EXPECTED + 1)
            found = {each.entry.id: each.entry for each in matches if each.entry is not None}
        wrong = snapshot.public(entry_id)
        for each in wrong.related if wrong is not None else ():
            if related := snapshot.public(each):
                found.setdefault(each, related)
        left = [each for id_, each in found.items() if id_ != entry_id and each.kind is not EntryKind.SMALL_TALK]
        return [Choice(each.id, self._title(each, language, None, snapshot)) for each in left[:_EXPECTED]]

    async def count_expected(self, wrong: str, expected: str) -> None:
        """Count which entry was expected where another was answered; "" for none of those there are."""
        await self._count("feedback.expected", f"{wrong} {expected}".strip())

    async def _reply(self, question: str, asker: Asker, conversation: Conversation, snapshot: Snapshot) -> Reply:
        language = self._language(question[:MAX_QUESTION], asker, snapshot)
        spoken = self._spoken(asker, language, snapshot)
        known = self._without_search(question, asker, spoken)
        if known is not None:
            return known
        turn = self._turn(question, language, await self._focus(conversation), snapshot)
        understood = await self.understood(turn)
        compared = await self._compared(turn, understood, spoken)
        if compared is not None:
            reply, focus = compared
            await self._focus_on(focus, conversation, self.snapshot())
            return reply
        # Side by side: a slow ledger holds an answer up once.
        await asyncio.gather(
            self._count("sure", sure_as(*sureness(understood.decision))),
            self._focus_on(understood.focus, conversation, self.snapshot()),
        )
        return self._said(turn, understood, conversation, spoken)

    async def _compared(self, turn: Turn, whole: Understood, language: str) -> tuple[Reply, Focus | None] | None:
        """Return what is known of each of the meetings that a question names, and the focus then.

        None where it asks nothing of several, where one entry answers it for them, or nothing is sure of any.
        """
        snapshot = turn.snapshot
        parts = of_each(turn.question, snapshot.subjects, self.cues)
        if not parts or _answers_all(whole.decision, parts):
            return None
        found = await self._found_of_each(parts, turn)
        matches = {each.entry.id: each for each in found if each is not None and each.entry is not None}
        # One entry for two names answers what they have in common, and is found without regard to them.
        if not matches or len(matches) < len([each for each in found if each is not None]):
            return None
        sections = [self._section(match, part, language, snapshot) for match, part in zip(found, parts, strict=True)]
        first, *others = [each.entry for each in matches.values() if each.entry is not None]
        reply = Reply(
            kind=ReplyKind.ANSWER,
            text="\n\n".join(sections),
            language=language,
            entry=first.id,
            others=[each.id for each in others],
            confidence=min(each.confidence for each in matches.values()),
        )
        return reply, focus_on(first, snapshot, turn.meetings)

    async def _found_of_each(self, parts: Sequence[Part], turn: Turn) -> Sequence[Match | None]:
        found = [await self._found_of(part, turn) for part in parts]
        known = [each for each in found if each is not None and each.entry is not None]
        if not known:
            return found
        surest = max(known, key=lambda each: each.confidence)
        # What is answered of one of them is asked of another as "and in Zagreb?" would ask it.
        return [match or await self._carried(part, surest, turn) for match, part in zip(found, parts, strict=True)]

    async def _carried(self, part: Part, known: Match, turn: Turn) -> Match | None:
        assert known.entry is not None  # noqa: S101 - by it the match was known
        focus = Focus(known.entry.id, (known.entry.subject,))
        return _own(await self.understood(replace(turn, question=" ".join(sorted(part.name)), focus=focus)), part)

    async def _found_of(self, part: Part, turn: Turn) -> Match | None:
        """Return what answers a part of a question surest; None where nothing does."""
        # As if that meeting were spoken of: the same is asked of each, whichever is named first.
        focus = Focus(None, tuple(sorted(part.meetings)))
        ways = [await self.understood(replace(turn, question=each, focus=focus)) for each in part.questions]
        own = (_own(each, part) for each in ways)
        return max(filter(None, own), key=lambda each: each.confidence, default=None)

    def _section(self, match: Match | None, part: Part, language: str, snapshot: Snapshot) -> str:
        """Return what is said of one of several meetings, with its own sources."""
        entry = match.entry if match is not None else None
        about = entry.subject if entry is not None else min(part.meetings)
        title = self.wording.say(language, "compare-one", title=literal(snapshot.subjects[about].title(language)))
        if match is None or entry is None:
            return f"{title}\n\n{self.wording.say(language, 'compare-unknown')}"
        answer = self._answer(entry, match.confidence, language, snapshot)
        label = self.wording.say(language, "source")
        sources = [f"{label} {_linked(each)}" for each in answer.sources]
        return "\n\n".join([title, answer.text, *sources, *answer.notes])

    def _without_search(self, question: str, asker: Asker, language: str) -> Reply | None:
        """Return the reply to what needs no looking up; None for a question."""
        if not question:
            return self.greeting(asker)[0]
        if question.casefold().rstrip(" !.…") in HELP_WORDS:
            return self.help(asker, question)
        if len(question) > MAX_QUESTION:
            text = self.wording.say(language, "too-long", limit=MAX_QUESTION)
            return Reply(kind=ReplyKind.UNKNOWN, text=text, language=language)
        return None

    def _turn(self, question: str, language: str, focus: Focus | None, snapshot: Snapshot) -> Turn:
        return Turn(
            question=question,
            language=language,
            focus=focus,
            snapshot=snapshot,
            thresholds=self.thresholds,
            cues=self.cues,
        )

    def _said(self, turn: Turn, understood: Understood, conversation: Conversation, language: str) -> Reply:
        snapshot = turn.snapshot
        reply = self._decided(understood, language, conversation, snapshot)
        meant = self._meant(understood, reply.language, snapshot)
        notes = (*meant, *self._foreign(turn.question, reply.language, snapshot))
        return replace(reply, notes=[*reply.notes, *notes])

    def _decided(self, understood: Understood, language: str, conversation: Conversation, snapshot: Snapshot) -> Reply:
        match understood.decision:
            case Answer(match) if match.entry is not None:
                return self._answer(match.entry, match.confidence, language, snapshot)
            case Offer(matches):
                return self._offer(matches, language, understood.meeting, snapshot)
            case Quote(found, beside):
                choices = self._choices(beside, language, understood.meeting, snapshot)
                return replace(quoted(found, self.wording, language), choices=choices)
            case _:
                meant = conversation.seminar or understood.meeting
                return self._unknown(language, replace(conversation, seminar=meant), snapshot)

    def _meant(self, understood: Understood, language: str, snapshot: Snapshot) -> Sequence[str]:
        """Say which meeting a question was taken to be about, where that is neither said nor plain."""
        if understood.told is None:
            return ()
        return (self.wording.say(language, "note-meant", title=snapshot.subjects[understood.told].title(language)),)

    def _foreign(self, question: str, language: str, snapshot: Snapshot) -> Sequence[str]:
        """Say that the question was in another language than any that is answered in."""
        asked_in = foreign(question, snapshot.languages)
        if asked_in is None:
            return ()
        names = Locale.parse(language).languages
        languages = format_list([names.get(each, each) for each in snapshot.languages], locale=language)
        if not asked_in:
            return (self.wording.say(language, "note-question-elsewhere", languages=languages),)
        name = names.get(asked_in, asked_in)
        return (self.wording.say(language, "note-question-in", name=name, languages=languages),)

    async def _level(self, asker: Asker, snapshot: Snapshot) -> Audience:
        """Return as what somebody may read; while nobody can tell, as everyone."""
        if self.level is None or not snapshot.audiences:
            return Audience.EVERYONE
        try:
            return await within(LEDGER_S, self.level(asker.id))
        except (LedgerError, TimeoutError) as error:
            log.warning("level not known", reason=str(error) or type(error).__name__)
            return Audience.EVERYONE

    async def _focus(self, conversation: Conversation) -> Focus | None:
        """Return what a conversation is about; while the ledger is away, nobody knows."""
        since = self.clock.now() - self.focus_kept
        try:
            return await within(LEDGER_S, self.ledger.focus(conversation.key, since=since))
        except (LedgerError, TimeoutError) as error:
            log.warning("conversation not known", reason=str(error) or type(error).__name__)
            return None

    async def _focus_on(self, focus: Focus | None, conversation: Conversation, snapshot: Snapshot) -> None:
        if focus is None or not self.focus_kept:
            return
        if conversation.person is None and focus.entry is not None and snapshot.public(focus.entry) is None:
            return  # others are in this conversation, to whom it is not about that
        try:
            await within(LEDGER_S, self.ledger.focus_on(conversation.key, focus, self.clock.now()))
        except (LedgerError, TimeoutError) as error:
            log.warning("conversation not remembered", reason=str(error) or type(error).__name__)

    def _answer(self, entry: Entry, confidence: float, language: str, snapshot: Snapshot) -> Reply:
        spoken = language if language in entry.answer else next(iter(entry.answer))
        return Reply(
            kind=_KINDS[entry.kind],
            text="\n\n".join(self._paragraphs(entry, language, snapshot)),
            language=spoken,
            entry=entry.id,
            seminar=entry.seminar,
            confidence=confidence,
            sources=[each for each in (entry.source, *entry.further_sources) if each is not None],
            notes=self._notes(entry, language, spoken),
        )

    def _paragraphs(self, entry: Entry, language: str, snapshot: Snapshot) -> list[str]:
        paragraphs = [in_language(entry.answer, language)]
        recommendation = snapshot.recommendations.get(entry.id)
        if recommendation is not None:
            paragraphs.append(self._standing(recommendation, language))
        if entry.lists is Listing.RECOMMENDATIONS:
            all_of_it = (each for each in snapshot.knowledge.recommendations if each.seminar == entry.seminar)
            public = (each for each in all_of_it if snapshot.public(each.id) is not None)
            paragraphs.append("\n".join(self._listed(each, language) for each in public))
        return paragraphs

    def _standing(self, recommendation: Recommendation, language: str) -> str:
        levels = ", ".join(self.wording.say(language, f"level-{each}") for each in recommendation.levels)
        standing = self.wording.say(language, f"standing-{recommendation.standing}")
        name = "recommendation-with-levels" if levels else "recommendation"
        return self.wording.say(language, name, reference=recommendation.reference, standing=standing, levels=levels)

    def _listed(self, recommendation: Recommendation, language: str) -> str:
        return self.wording.say(
            language,
            "recommendation-listed",
            reference=recommendation.reference,
            title=in_language(recommendation.title, language),
            standing=self.wording.say(language, f"standing-{recommendation.standing}"),
        )

    def _notes(self, entry: Entry, language: str, spoken: str) -> list[str]:
        notes = []
        if spoken != language:
            name = Locale.parse(language).languages.get(spoken, spoken)
            notes.append(self.wording.say(language, "note-other-language", name=name))
        if entry.valid_until is not None and entry.valid_until < self._today():
            notes.append(self.wording.say(language, "note-expired", day=entry.valid_until))
        return notes

    def _offer(self, matches: Sequence[Match], language: str, meeting: str | None, snapshot: Snapshot) -> Reply:
        choices = self._choices(matches, language, meeting, snapshot)
        return Reply(
            kind=ReplyKind.CHOICES,
            text=self.wording.say(language, "choices", count=len(choices)),
            language=language,
            confidence=matches[0].confidence,
            choices=choices,
        )

    def _choices(
        self, matches: Sequence[Match], language: str, meeting: str | None, snapshot: Snapshot
    ) -> list[Choice]:
        entries = [each.entry for each in matches if each.entry is not None]
        return [Choice(each.id, self._title(each, language, meeting, snapshot)) for each in entries]

    def _title(self, entry: Entry, language: str, meeting: str | None, snapshot: Snapshot) -> str:
        """Return how an entry is offered: with its seminar's place and year where another one could be meant."""
        subject = snapshot.subjects.get(entry.subject)
        place = subject.where_and_when(language) if subject is not None else ""
        is_plain = entry.subject == (meeting or snapshot.seminar.id) and not snapshot.is_several
        if not place or is_plain:
            return entry.named(language)
        return self.wording.say(language, "choice-of", title=entry.named(language), place=place)

    def _unknown(self, language: str, conversation: Conversation, snapshot: Snapshot) -> Reply:
        seminar = self._seminar(conversation, snapshot)
        text = self.wording.say(language, "unknown", contact=in_language(seminar.contact, language))
        return Reply(kind=ReplyKind.UNKNOWN, text=text, language=language)

    def _seminar(self, conversation: Conversation, snapshot: Snapshot) -> Seminar:
        named = (each for each in snapshot.knowledge.seminars if each.id == conversation.seminar)
        return next(named, snapshot.seminar)

    def _language(self, text: str, asker: Asker, snapshot: Snapshot) -> str:
        """Return the question's language if it can be told, else the asker's, else the seminar's."""
        guess = snapshot.guesser.guess(text)
        is_foreign = foreign(text, snapshot.languages) is not None
        if guess is not None and guess[1] >= _SURE_OF_LANGUAGE and not is_foreign:
            return guess[0]
        if asker.language in snapshot.languages:
            return asker.language
        return guess[0] if guess is not None and not is_foreign else snapshot.languages[0]

    def _spoken(self, asker: Asker, language: str, snapshot: Snapshot) -> str:
        """Return the language to answer in: the one that somebody chose for good goes before that of a question."""
        chosen = asker.language if asker.has_chosen else None
        return chosen if chosen in snapshot.languages else language

    def _to_be_safe(self, text: str, language: str, snapshot: Snapshot) -> Sequence[str]:
        """Return the languages to answer a call for help in: all there are where the text is in none of them."""
        text = text[:MAX_QUESTION]
        if not tongues(text) and foreign(text, snapshot.languages) is None:
            return [language]
        return [language, *(each for each in snapshot.languages if each != language)]

    def _safety_text(
        self, danger: Danger, text: str, asker: Asker, languages: Sequence[str], snapshot: Snapshot
    ) -> str:
        countries = countries_meant(text, snapshot.cards, country=asker.country)
        return help_text(
            danger,
            snapshot.safety_text(danger),
            cards_to_show(snapshot.cards, countries=countries, today=self._today(), live=self.live),
            near=bool(countries),
            contact=in_language(snapshot.seminar.contact, languages[0]),
            wording=self.wording,
            languages=languages,
        )

    def _today(self) -> date:
        return self.clock.now().date()

    async def _count(self, what: str, subject: str) -> None:
        try:
            await within(LEDGER_S, self.ledger.count(what, subject, self._today()))
        except (LedgerError, TimeoutError) as error:
            # A number in a report is not worth an answer, least of all a contact card.
            log.warning("question not counted", what=what, reason=str(error) or type(error).__name__)


def _audience_of(reply: Reply, snapshot: Snapshot) -> Audience:
    """Return who may read all that a reply shows."""
    ids = [reply.entry or "", *reply.others, *(each.entry for each in reply.choices)]
    shown = [snapshot.entries[each].audience for each in ids if each in snapshot.entries]
    if reply.quotation is not None:
        quoted_from = reply.quotation.document
        shown += [each.audience for each in snapshot.knowledge.documents if each.id == quoted_from]
    return max(shown, key=lambda each: len(each.includes), default=Audience.EVERYONE)


def _own(understood: Understood, part: Part) -> Match | None:
    """Return the answer to a part of a question where it is about what that part names."""
    match understood.decision:
        case Answer(found) if found.entry is not None and found.entry.subject in part.meetings:
            return found
    return None


def _answers_all(decision: Decision, parts: Sequence[Part]) -> bool:
    """Tell whether an entry answers the whole question in words that name each of the meetings."""
    if not isinstance(decision, Answer):
        return False
    said = set(words(decision.match.phrasing))
    return all(not each.name.isdisjoint(said) for each in parts)


def _linked(source: Source) -> str:
    """Return a source as Markdown."""
    shown = literal(cited(source))
    return f"[{shown}]({source.url})" if source.url else shown
