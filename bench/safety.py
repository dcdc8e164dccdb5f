"""Count what the safety gate notices and what it stops for nothing, per language, on the labelled texts.

    python bench/safety.py [--language CODE]... [--open]

First tests/data/distress.yaml (French, English) and distress_elsewhere, by the hand that wrote the patterns: lines 1,
3, 5, ... of each list were open meanwhile, the others were not. Then distress_held, where that folder is there: by
hands that knew nothing of the gate, every line of it held out. Only that says what to expect, and only there a language
can reach both goals and be claimed. Of what is held out nothing is ever printed but counts; `--open` leaves it alone.
The texts of distress_others were fitted on: what they say of a new hand is printed by bench/fit_safety.py. Intervals
are Wilson's, for 95 %. Then the time that the gate takes, and what it takes for 40,000 characters.
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

_NAMES = {"data": "personal_data"}

Set = Mapping[str, Sequence[str]]


def sets() -> Iterator[tuple[str, Set]]:
    """Yield the labelled texts of each language, by kind."""
    here = yaml.safe_load((DATA / "distress.yaml").read_text(encoding="utf-8"))
    files = sorted((DATA / "distress_elsewhere").glob("*.yaml"))
    elsewhere = {each.stem: yaml.safe_load(each.read_text(encoding="utf-8")) for each in files}
    for language, kinds in (here | elsewhere).items():
        yield language, {kind: lines.splitlines() for kind, lines in kinds.items()}


def held() -> Iterator[tuple[str, Set]]:
    """Yield the texts of each language by hands that knew nothing of the gate, none of which anybody reads."""
    for each in sorted((DATA / "distress_held").glob("*.yaml")):
        kinds = yaml.safe_load(each.read_text(encoding="utf-8"))
        # Their writers say "data" for short.
        yield each.stem, {_NAMES.get(kind, kind): lines.splitlines() for kind, lines in kinds.items()}


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


EVERY, OPEN, HELD_OUT = slice(None), slice(0, None, 2), slice(1, None, 2)


def counted(kinds: Set, lines: slice) -> tuple[Share, Share]:
    """Return what is noticed of the alarming texts, and stopped of the ordinary ones, of some lines of each list."""
    alarming = [text for danger in Danger for text in kinds[danger][lines]]
    ordinary = kinds["ordinary"][lines]
    noticed, stopped = (sum(danger_in(text) is not None for text in texts) for texts in (alarming, ordinary))
    return Share(noticed, len(alarming)), Share(stopped, len(ordinary))


def reached(noticed: Share, stopped: Share) -> bool:
    """Return whether both goals are."""
    return noticed.share >= GOAL_NOTICED and stopped.share <= GOAL_STOPPED


def print_counts(language: str, kinds: Set, lines: slice, *, name: str) -> bool:
    """Print some lines of a language; return whether it reaches the goals."""
    noticed, stopped = counted(kinds, lines)
    good = reached(noticed, stopped)
    print(f"{language} {name:10}  noticed {noticed}   stopped {stopped}   {'reached' if good else 'short of the goal'}")
    return good


def print_kinds(language: str, kinds: Set) -> None:
    """Print what is noticed of each kind of danger."""
    for danger in Danger:
        texts = kinds[danger]
        print(f"    {language} {danger:13}  noticed {Share(sum(danger_in(t) is not None for t in texts), len(texts))}")


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


def print_held(languages: Sequence[str]) -> None:
    """Print what is noticed and stopped of texts by hands that knew nothing of the gate, and what may be claimed."""
    new = {language: kinds for language, kinds in held() if not languages or language in languages}
    good = [name for name, kinds in new.items() if print_counts(name, kinds, EVERY, name="a new hand")]
    for language, kinds in new.items():
        print_kinds(language, kinds)
    print(f"may be claimed: {', '.join(good) or 'none'}")


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
        print_counts(language, kinds, OPEN, name="open")
    if not options.open:
        for language, kinds in chosen.items():
            print_counts(language, kinds, HELD_OUT, name="held out")
        print_held(options.language)
    # Every second text: a time tells nothing of what a held-out text says, but they stay unread here too.
    print_times([text for kinds in chosen.values() for lines in kinds.values() for text in lines[::2]])


if __name__ == "__main__":
    main()
