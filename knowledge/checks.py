"""Questions that must, or must not, find an entry: the knowledge's own tests. Pure."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from knowledge.model import Check, Expected

#: The kinds of reply that assert nothing.
_NOTHING = frozenset({"unknown", "choices"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of a question, as far as checks care."""

    #: A reply's kind: "answer", "unknown", "small_talk", ...
    kind: str
    entry: str | None
    #: Ids of the entries offered instead of an answer.
    offered: tuple[str, ...]
    language: str
    confidence: float
    #: Ids of the entries that are answered besides.
    others: tuple[str, ...] = ()

    @property
    def answered(self) -> frozenset[str | None]:
        """The entries that are answered; None where there is none."""
        return frozenset((self.entry, *self.others))


@dataclass(frozen=True, slots=True)
class Failure:
    """A check that did not hold."""

    check: Check
    expected: str
    got: str
    outcome: Outcome


def failures(checks: Iterable[Check], ask: Callable[[Sequence[str]], Outcome]) -> Iterator[Failure]:
    """Ask every check's question, in order; yield those whose outcome is not what they expect.

    Args:
        checks: what is expected.
        ask: returns what becomes of the last of some questions of one conversation, which nothing precedes.
    """
    for check in checks:
        outcome = ask((*check.turns, check.question))
        expected = _missed(check, outcome)
        if expected is not None:
            yield Failure(check, expected, _got(outcome), outcome)


def _missed(check: Check, outcome: Outcome) -> str | None:
    """Return what was expected and did not happen; None where all did."""
    if check.entry is not None and check.entry not in outcome.answered:
        return check.entry
    if check.offered is not None and check.offered not in outcome.answered.union(outcome.offered):
        return f"{check.offered}, or choices with it"
    if check.expect is not None and not _is(check.expect, outcome):
        return str(check.expect)
    if check.never is not None and check.never in outcome.answered:
        return f"not {check.never}"
    if check.language is not None and outcome.language != check.language:
        return f"an answer in {check.language}"
    return None


def _is(expected: Expected, outcome: Outcome) -> bool:
    return outcome.kind in _NOTHING if expected is Expected.NOTHING else outcome.kind == expected


def _got(outcome: Outcome) -> str:
    if outcome.entry is not None:
        return f"{', '.join((outcome.entry, *outcome.others))} ({outcome.language})"
    return f"choices: {', '.join(outcome.offered)}" if outcome.offered else outcome.kind
