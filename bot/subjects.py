"""What a question about how things stand is about -> the recommendations that are meant, and whose. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.answering import MAX_CHOICES, Answer, Offer, Thresholds, decide
from bot.filtering import Vocabulary, fits
from bot.wishes import Wished
from knowledge.base import Snapshot
from knowledge.model import Recommendation
from knowledge.search.text import words


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What is meant: all the recommendations there are, some of them, or perhaps one of a few."""

    recommendations: tuple[Recommendation, ...]
    #: Whether they are meant; else the asker chooses one of them.
    is_sure: bool = True
    #: Whether the question named none, so that all are meant.
    is_all: bool = False
    #: ISO codes of those whose status is asked for; empty: everybody's.
    countries: frozenset[str] = frozenset()
    confidence: float = 1.0


def subject_of(
    wished: Wished,
    readable: Sequence[Recommendation],
    vocabulary: Vocabulary,
    snapshot: Snapshot,
    thresholds: Thresholds,
    *,
    generic: frozenset[str],
    language: str,
) -> Subject | None:
    """Return what a question is about; None: nothing that is known.

    A reference is meant by itself; then words that mean all of them, a country, a level or a theme; then whatever
    search finds among the recommendations, as surely as answers are given.

    Args:
        wished: the question.
        readable: the recommendations that its asker may read.
        vocabulary: of these, and of the countries there are.
        snapshot: the knowledge.
        thresholds: how sure to be.
        generic: the words by which all are meant.
        language: of the question.
    """
    about = wished.about
    if named := tuple(each for each in readable if f" {_spelt(each.reference)} " in f" {about} "):
        return Subject(recommendations=named)
    places, rest = vocabulary.placed(about)
    left = " ".join(each for each in rest.split() if each not in generic)
    if not left:
        names_all = not about or left != rest or bool(places.countries or places.levels)
        found = tuple(each for each in readable if fits(each, places))
        all_ = Subject(recommendations=found, is_all=not places.levels, countries=places.countries)
        return all_ if names_all and found else None
    if themed := tuple(each for each in readable if left in map(_spelt, each.themes) and fits(each, places)):
        return Subject(recommendations=themed, countries=places.countries)
    searched = _searched(left, readable, snapshot, thresholds, language)
    if searched is None and left != rest:
        searched = _searched(rest, readable, snapshot, thresholds, language)
    if searched is None:
        return None
    ids, confidence, is_sure = searched
    meant = tuple(each for id_ in ids for each in readable if each.id == id_)
    return Subject(recommendations=meant, is_sure=is_sure, countries=places.countries, confidence=confidence)


def _searched(
    text: str, readable: Sequence[Recommendation], snapshot: Snapshot, thresholds: Thresholds, language: str
) -> tuple[list[str], float, bool] | None:
    known = {each.id for each in readable}
    matches = snapshot.recommended.search(text, lang=language, limit=MAX_CHOICES)
    match decide([each for each in matches if each.entry and each.entry.id in known], thresholds):
        case Answer(found) if found.entry is not None:
            return [found.entry.id], found.confidence, True
        case Offer(some):
            return [each.entry.id for each in some if each.entry], some[0].confidence, False
        case _:
            return None


def _spelt(text: str) -> str:
    return " ".join(words(text))
