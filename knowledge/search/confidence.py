"""How likely it is that a match answers the question."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the confidence in a match is made of; all from 0 to 1 but for the margin, which may be negative."""

    strength: float
    margin: float
    best: float
    support: float
    answer: float
    covered: float
    covered_any: float
    unknown: float
    misspelt: float
    words: int
    held: bool


def confidence(e: Evidence) -> float:
    return e.strength
