"""Count what the safety gate notices and what it stops for nothing, per language and half of the labelled texts.

    python bench/safety.py [--language CODE]... [--open]

The sets are tests/data/distress.yaml (French, English) and tests/data/distress_elsewhere. Lines 1, 3, 5, ... of each
list were open while patterns were written; the others were not, and only they say what to expect: of those nothing is
ever printed but counts. `--open` leaves them alone. A language may be claimed where its held-out half reaches both.
Intervals are Wilson's, for 95 %. Then the time that the gate takes, and what it takes for 40,000 characters.
"""

import argparse
import math
import statistics
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import yaml

sys.path.insert(0, str(Path(__file__).parents[1]))

from bot.safety import danger_in, prepare
from knowledge.model import Danger

DATA = Path(__file__).parents[1] / "tests" / "data"
GOAL_NOTICED, GOAL_STOPPED = 0.99, 0.02
#: Of a normal distribution, for an interval of 95 %.
_Z = 1.96
_LONG = 40_000

Set = Mapping[str, Sequence[str]]


def sets() -> Iterator[tuple[str, Set]]:
    """Yield the labelled texts of each language, by kind."""
    here = yaml.safe_load((DATA / "distress.yaml").read_text(encoding="utf-8"))
    files = sorted((DATA / "distress_elsewhere").glob("*.yaml"))
    elsewhere = {each.stem: yaml.safe_load(each.read_text(encoding="utf-8")) for each in files}
    for language, kinds in (here | elsewhere).items():
        yield language, {kind: lines.splitlines() for kind, lines in kinds.items()}


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    count: int
    of: int

    @property
    def share(self) -> float:
        """Return the share, from 0 to 1."""
        return self.count / self.of

    @property
    def interval(self) -> tuple[float, float]:
        """Return Wilson's interval, which holds where a share is near 0 or 1."""
        middle = self.share + _Z**2 / (2 * self.of)
        wide = _Z * math.sqrt(self.share * (1 - self.share) / self.of + _Z**2 / (4 * self.of**2))
        whole = 1 + _Z**2 / self.of
        return max(0.0, (middle - wide) / whole), min(1.0, (middle + wide) / whole)

    def __str__(self) -> str:
        low, high = self.interval
        return f"{self.count:3} of {self.of:3} = {self.share:6.1%} ({low:.1%} to {high:.1%})"


def counted(kinds: Set, *, held_out: bool) -> tuple[Share, Share]:
    """Return what is noticed of the alarming texts, and stopped of the ordinary ones, of one half."""
    alarming = [text for danger in Danger for text in kinds[danger][held_out::2]]
    ordinary = kinds["ordinary"][held_out::2]
    noticed, stopped = (sum(danger_in(text) is not None for text in texts) for texts in (alarming, ordinary))
    return Share(noticed, len(alarming)), Share(stopped, len(ordinary))


def reached(noticed: Share, stopped: Share) -> bool:
    """Return whether both goals are."""
    return noticed.share >= GOAL_NOTICED and stopped.share <= GOAL_STOPPED


def print_counts(language: str, kinds: Set, *, held_out: bool) -> bool:
    """Print one half of a language; return whether it reaches the goals."""
    noticed, stopped = counted(kinds, held_out=held_out)
    good = reached(noticed, stopped)
    half = "held out" if held_out else "open"
    print(f"{language} {half:8}  noticed {noticed}   stopped {stopped}   {'reached' if good else 'short of the goal'}")
    return good


def took(text: str) -> float:
    """Return how long the gate takes for a text, in milliseconds."""
    start = time.perf_counter()
    danger_in(text)
    return (time.perf_counter() - start) * 1000


def print_times(texts: Sequence[str]) -> None:
    """Print the time of the gate for usual texts, and for as long a text as Slack sends."""
    times = sorted(map(took, texts))
    p99 = statistics.quantiles(times, n=100)[98] if len(times) > 1 else times[0]
    print(f"time for a text: p50 {statistics.median(times):.2f} ms, p99 {p99:.2f} ms, {len(times)} texts")
    longest = (" ".join(chain(texts * (1 + _LONG // 1000))) * 9)[:_LONG]
    print(f"time for {_LONG:,} characters: {took(longest):.0f} ms")


def main() -> None:
    """Print it all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--language", action="append", default=[])
    parser.add_argument("--open", action="store_true")
    options = parser.parse_args()
    prepare()
    chosen = {language: kinds for language, kinds in sets() if not options.language or language in options.language}
    print(f"goal: noticed at least {GOAL_NOTICED:.0%}, stopped for nothing at most {GOAL_STOPPED:.0%}")
    for language, kinds in chosen.items():
        print_counts(language, kinds, held_out=False)
    if not options.open:
        good = [language for language, kinds in chosen.items() if print_counts(language, kinds, held_out=True)]
        print(f"may be claimed: {', '.join(good) or 'none'}")
    # Every second text: a time tells nothing of what a held-out text says, but they stay unread here too.
    print_times([text for kinds in chosen.values() for lines in kinds.values() for text in lines[::2]])


if __name__ == "__main__":
    main()
