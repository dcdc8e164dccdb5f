"""Matches -> a decision: answer, quote a document, offer choices, or say that we don't know. Pure."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from knowledge.library import Found
from knowledge.model import EntryKind
from knowledge.search import Index, Match
from knowledge.search.text import words

#: Three fit on one line of a phone; more is a search page.
MAX_CHOICES = 3
#: A choice this much further from the question than the best one would only distract.
_CLOSE_ENOUGH = 0.6
#: Words that may be left of a courtesy when its known part is taken off: "so much", "pour tout".
LEFT_OVER = 2


@dataclass(frozen=True, slots=True)
class Answer:
    """Sure enough to give one answer."""

    match: Match


@dataclass(frozen=True, slots=True)
class Offer:
    """Not sure: the asker chooses. Best first, at least one, at most three."""

    matches: tuple[Match, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """No entry answers, and a document says something about it."""

    found: Found
    #: Choices that are offered beside it, best first; perhaps none.
    beside: tuple[Match, ...]


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nothing fits."""

    #: How sure the best match was, and all close ones together: 0 where there was none.
    best: float = field(default=0.0, compare=False)
    together: float = field(default=0.0, compare=False)


Decision = Answer | Offer | Quote | Unknown


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """How sure to be, as probabilities; organisers set them (SUIVI_ANSWER_AT, SUIVI_OFFER_AT, SUIVI_QUOTE_AT)."""

    answer: float
    offer: float
    #: 1: documents are never quoted.
    quote: float = 1.0


def without_courtesies(question: str, courtesies: Collection[tuple[str, ...]]) -> str:
    """Return the question without what people put before and after it: "hello", "please, thank you".

    A courtesy is one of the given phrasings, as words; a single one stays as it is, and of several that nothing else is
    said with the longest stays: "hello, who are you" asks who we are.
    """
    left = words(question)
    longest = max(map(len, courtesies), default=0)
    taken: list[list[str]] = []
    while tuple(left) not in courtesies and (stripped := _stripped(left, courtesies, longest)):
        left, courtesy = stripped
        taken.append(courtesy)
    if not taken:
        return question
    if tuple(left) in courtesies:
        left = max([left, *taken], key=len)
    return " ".join(left)


def found(
    question: str,
    index: Index,
    language: str,
    *,
    courtesies: Collection[tuple[str, ...]],
    thresholds: Thresholds,
    limit: int = MAX_CHOICES,
) -> Sequence[Match]:
    """Return what is closest to a question, best first; courtesies around it do not count."""
    asked = without_courtesies(question, courtesies)
    matches = index.search(asked, lang=language, limit=limit)
    is_sure = bool(matches) and matches[0].confidence >= thresholds.answer
    if asked == question or (is_sure and not _is_by_meaning(matches[0])):
        return matches
    # Perhaps nothing was asked besides: "thank you so much" is a courtesy as a whole.
    whole = index.search(question, lang=language, limit=limit)
    if is_sure:
        # A word or two that are left over mean anything ("à vous"): the whole question may be surer.
        return max(matches, whole, key=lambda found: found[0].confidence if found else 0.0)
    left_over = len(words(asked)) <= LEFT_OVER or not matches or matches[0].confidence < thresholds.offer
    return whole if left_over else matches


def _is_by_meaning(match: Match) -> bool:
    return match.evidence is not None and match.evidence.similarity is not None


def _stripped(
    left: list[str], courtesies: Collection[tuple[str, ...]], longest: int
) -> tuple[list[str], list[str]] | None:
    """Return the words without one courtesy at either end, the longest there is, and that; None where there is none."""
    for size in range(min(longest, len(left) - 1), 0, -1):
        if tuple(left[:size]) in courtesies:
            return left[size:], left[:size]
        if tuple(left[-size:]) in courtesies:
            return left[:-size], left[-size:]
    return None


def decide(matches: Sequence[Match], thresholds: Thresholds) -> Decision:
    """Turn matches, best first, into a decision. The same matches always give the same one."""
    if matches and matches[0].confidence >= thresholds.answer:
        return Answer(matches[0])
    # "Did you mean: You're welcome?" helps nobody: what is not clearly small talk is none.
    meant = [each for each in matches if each.entry and each.entry.kind is not EntryKind.SMALL_TALK]
    close = tuple(each for each in meant if each.score >= _CLOSE_ENOUGH * meant[0].score)[:MAX_CHOICES]
    # The asker needs one right choice: any of them will do, and one is right at most.
    together = sum(each.confidence for each in close)
    if close and together >= thresholds.offer:
        return Offer(close)
    return Unknown(best=matches[0].confidence if matches else 0.0, together=together)


def sureness(decision: Decision) -> tuple[float, float]:
    """Return how sure the best entry was, and all that were close together: what thresholds are held against."""
    match decision:
        case Answer(match):
            return match.confidence, match.confidence
        case Offer(matches):
            return matches[0].confidence, sum(each.confidence for each in matches)
        case Quote(_, beside):
            return max((each.confidence for each in beside), default=0.0), sum(each.confidence for each in beside)
        case _:
            return decision.best, decision.together


def quoting(decision: Decision, found: Sequence[Found], thresholds: Thresholds) -> Decision:
    """Return what becomes of a decision where documents were looked through: entries win.

    A passage is quoted where no entry answers, it is sure enough, and it is surer than the best choice; choices that
    are likely enough on their own stay beside it.
    """
    if isinstance(decision, Answer) or not found or thresholds.quote >= 1 or found[0].confidence < thresholds.quote:
        return decision
    choices = decision.matches if isinstance(decision, Offer) else ()
    if found[0].confidence <= max((each.confidence for each in choices), default=0.0):
        return decision
    return Quote(found[0], tuple(each for each in choices if each.confidence >= thresholds.offer))
