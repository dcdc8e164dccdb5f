"""Matches -> a decision: answer, offer choices, or say that we don't know. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.search import Match

#: Three fit on one line of a phone; more is a search page.
MAX_CHOICES = 3
#: A choice this much further from the question than the best one would only distract.
_CLOSE_ENOUGH = 0.5


@dataclass(frozen=True, slots=True)
class Answer:
    """Sure enough to give one answer."""

    match: Match


@dataclass(frozen=True, slots=True)
class Offer:
    """Not sure: the asker chooses. Best first, at least one, at most three."""

    matches: tuple[Match, ...]


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nothing fits."""


Decision = Answer | Offer | Unknown


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """How sure to be, as probabilities; organisers set them (SUIVI_ANSWER_AT, SUIVI_OFFER_AT)."""

    answer: float
    offer: float


def decide(matches: Sequence[Match], thresholds: Thresholds) -> Decision:
    """Turn matches, best first, into a decision. The same matches always give the same one."""
    if not matches or matches[0].confidence < thresholds.offer:
        return Unknown()
    best = matches[0]
    if best.confidence >= thresholds.answer:
        return Answer(best)
    close = [each for each in matches if each.entry and each.score >= _CLOSE_ENOUGH * best.score]
    return Offer(tuple(close[:MAX_CHOICES])) if close else Unknown()
