"""Columns of numbers, and many short lists in one column: what texts are kept in, a million of them as well as ten.

Values are held in four bytes, and summed in eight.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
#: As they are held.
Weights = NDArray[np.float32]
Ints = NDArray[np.int64]
#: As they are held: the number of a word, of a text, of an owner.
Numbers32 = NDArray[np.int32]
Flags = NDArray[np.bool_]

#: Pairs that are unfolded at a time while building: more take memory, fewer take time.
CHUNK = 200_000


@dataclass(frozen=True, slots=True)
class Lists:
    """Many short lists in one array: list ``i`` is ``values[start[i]:start[i + 1]]``, each value with its weight."""

    start: Ints
    values: Numbers32
    weights: Weights

    @classmethod
    def of(cls, owner: Ints, values: Ints, weights: Floats, *, count: int) -> Self:
        """Take values sorted by the list that owns them."""
        start = np.searchsorted(owner, np.arange(count + 1))
        return cls(start, values.astype(np.int32), weights.astype(np.float32))

    @property
    def count(self) -> int:
        return len(self.start) - 1

    def lengths(self, which: Ints | Numbers32) -> Ints:
        """Return how long the lists asked for are."""
        return self.start.take(which + 1) - self.start.take(which)

    def owners(self) -> Ints:
        """Return of each value the list that owns it."""
        return np.repeat(np.arange(self.count), np.diff(self.start))

    def take(self, which: Ints | Numbers32) -> tuple[Ints, Numbers32, Weights]:
        """Return the lists asked for, one after another: position in ``which``, value, weight."""
        first = self.start.take(which)
        lengths = self.start.take(which + 1) - first
        at = spans(first, lengths)
        return np.arange(len(which)).repeat(lengths), self.values.take(at), self.weights.take(at)

    def turned(self, *, count: int) -> "Lists":
        """Return the same pairs, listed by value; owners keep their order."""
        owner = self.owners()
        order = np.argsort(self.values.astype(np.int64) * self.count + owner)
        values = self.values[order]
        start = np.searchsorted(values, np.arange(count + 1))
        return Lists(start, owner[order].astype(np.int32), self.weights[order])


def spans(start: Ints, lengths: Ints) -> Ints:
    """Return the places of each span, one span after another: ``start``, ``start + 1``, ..."""
    ends = lengths.cumsum()
    found: Ints = (start - ends + lengths).repeat(lengths)
    found += np.arange(len(found))
    return found


def sums(at: Ints | Numbers32, values: Floats | Weights, count: int) -> Floats:
    """Return the sum of the values at each place."""
    return np.asarray(np.bincount(at, values, minlength=count), np.float64)


def gathered(keys: Ints, values: Floats | Weights) -> tuple[Ints, Floats]:
    """Return each key once, in order, with the sum of its values."""
    if not len(keys):
        return keys, values.astype(np.float64)
    order = np.argsort(keys)
    keys = keys[order]
    first = starts(keys)[:-1]
    return keys[first], np.add.reduceat(values[order].astype(np.float64), first)


def each_once(keys: Ints) -> Ints:
    """Return each key once, in order. Sorting them beats hashing them, as NumPy's own ``unique`` does."""
    keys = np.sort(keys)
    return keys[starts(keys)[:-1]]


def starts(keys: Ints) -> Ints:
    """Return where each run of equal keys begins; at the end, how many keys there are."""
    if not len(keys):
        return np.zeros(1, np.int64)
    return np.concatenate([[0], np.flatnonzero(keys[1:] != keys[:-1]) + 1, [len(keys)]])


def chunks(start: Ints) -> Iterator[tuple[slice, slice]]:
    """Cut lists into parts of about ``CHUNK`` values, never within a list: the lists and the values of each part.

    Args:
        start: where each list begins; at the end, how many values there are.
    """
    first, count = 0, len(start) - 1
    while first < count:
        last = max(first + 1, int(np.searchsorted(start, start[first] + CHUNK, side="right")) - 1)
        yield slice(first, last), slice(int(start[first]), int(start[last]))
        first = last
