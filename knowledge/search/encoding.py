"""How close texts are in meaning, whatever their languages: vectors of an encoder, and their part in a match. Pure.

Sentence encoders put all texts of one subject into a narrow cone. So what the texts of a knowledge base have in common
is taken off first, and an entry is worth its closest phrasing, the middle of all its phrasings, and its answer.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, Self

import numpy as np
from numpy.typing import NDArray

from knowledge.search.arrays import Flags, Floats, Ints
from knowledge.search.scoring import EQUAL_POWER

#: One text a row, each of length one.
Vectors = NDArray[np.float32]

#: Shares of an entry's similarity: its closest phrasing, and the middle of all of them.
CLOSEST, MIDDLE = 0.4, 0.6
#: The answer's share of it, where there is one: right first matches rose by 1 to 3 points in sets with answers (0.1 to
#: 0.4 do as well within half a point).
ANSWER = 0.25
#: From this confidence on words decide alone: there they are right as often as both together (0.930 and 0.934 of 2,842
#: questions), and a third of all questions need no encoding.
SURE = 0.8
#: The words' share of a fused strength; the meaning's is the rest. Chosen with the others on the clinc, covid_fr and
#: hint3 sets; 0.3 to 0.5 do as well within a point (`bench/semantic.py`).
WORDS = 0.4
#: Similarity to this power: half as close in meaning says less than half. It parts the best from the second.
SHARPNESS = 1.5
#: With fewer texts than this, what they have in common is what they say.
FEWEST_TEXTS = 20
#: Of a cosine: single precision holds seven, and the last depend on the order of additions.
_DIGITS = 5
#: Of a difference between vectors of length one: shorter is none.
_ROUNDING = 1e-4


class EncodingError(Exception):
    """There are no vectors to be had; says why."""


class Encoder(Protocol):
    """Turns texts into vectors that point the same way where the texts mean the same. Threads may share it."""

    @property
    def name(self) -> str:
        """The model and its version: vectors under two names cannot be compared."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return a vector of length one for each text.

        Any text will do, also an empty one or half a character. The same text always gives the same vector, whatever
        stands beside it.

        Raises:
            EncodingError: it cannot.
        """


@dataclass(frozen=True, slots=True)
class Similarity:
    """How close a question is in meaning to everything there is, from 0 to 1."""

    texts: Floats
    owners: Floats
    #: Whether an owner has a text that could be compared.
    compared: Flags

    def of(self, owner: int) -> float | None:
        """Return the similarity of an owner; None where it has no text that could be compared."""
        return float(self.owners[owner]) if self.compared[owner] else None

    def at(self, owners: Ints) -> "Similarity":
        """Return the similarity of some owners, in their order."""
        return Similarity(self.texts, self.owners[owners], self.compared[owners])

    def fused(self, words: Floats) -> Floats:
        """Return how strongly owners match by their words and their meaning together, from 0 to 1.

        One that is equal by its words stays equal, whatever it means; one without a meaning keeps its words' strength.
        """
        together = WORDS * words + (1 - WORDS) * np.where(self.compared, self.owners**SHARPNESS, words)
        return np.asarray(1 - (1 - together) * (1 - np.clip(words, 0, 1) ** EQUAL_POWER), np.float64)


@dataclass(frozen=True, slots=True)
class Owned:
    """Vectors of texts without what they have in common, sorted by owner."""

    vectors: Vectors
    #: By owner, where its texts begin; at the end, how many there are.
    start: Ints

    @classmethod
    def of(cls, vectors: Vectors, counts: Sequence[int], centre: Vectors) -> Self:
        """Take the vectors as the encoder gave them, how many each owner has, and what they have in common."""
        return cls(_units(vectors - centre), np.cumsum([0, *counts]))

    @property
    def filled(self) -> Flags:
        """Whether an owner has any."""
        return np.asarray(np.diff(self.start) > 0, np.bool_)

    def of_owner(self, owner: int) -> slice:
        """Return which texts are an owner's."""
        return slice(int(self.start[owner]), int(self.start[owner + 1]))

    def middles(self) -> Vectors:
        """Return the middle of each owner's vectors; nothing where it has none."""
        found = np.zeros((len(self.start) - 1, self.vectors.shape[1]), np.float32)
        np.add.at(found, np.repeat(np.arange(len(found)), np.diff(self.start)), self.vectors)
        return _units(found)

    def greatest(self, values: Floats) -> Floats:
        """Return each owner's greatest of the values that its texts have, by column; 0 where it has none."""
        found = np.zeros((len(self.start) - 1, values.shape[1]))
        if self.filled.any():
            found[self.filled] = np.maximum.reduceat(values, self.start[:-1][self.filled])
        return found


@dataclass(frozen=True, slots=True)
class Meanings:
    """The meanings of an index's texts, ready to be compared with a question's."""

    encoder: Encoder
    #: What all texts that people ask by have in common.
    centre: Vectors
    texts: Owned
    middles: Vectors
    #: Those that people are answered with; None where they are too few to be told apart.
    answers: Owned | None

    @classmethod
    def of(cls, encoder: Encoder, vectors: Vectors, counts: Sequence[int], answered: Sequence[int] = ()) -> Self:
        """Take the vectors of all texts as the encoder gave them: what each owner is asked by, then what it answers.

        Args:
            encoder: gives questions their vectors.
            vectors: of one text at least.
            counts: how many texts each owner is asked by.
            answered: how many texts each owner answers with.
        """
        asked, answers = vectors[: sum(counts)], vectors[sum(counts) :]
        centre = asked.mean(axis=0, keepdims=True)
        texts = Owned.of(asked, counts, centre)
        is_enough = len(answers) >= FEWEST_TEXTS
        said = Owned.of(answers, answered, answers.mean(axis=0, keepdims=True)) if is_enough else None
        return cls(encoder, centre, texts, texts.middles(), said)

    def similarity(self, *readings: str) -> Similarity | None:
        """Compare a question that may be read in several ways, each owner by what suits it best.

        None where it cannot be encoded.
        """
        try:
            vectors = self.encoder.encode(list(dict.fromkeys(readings)))
        except EncodingError:
            return None
        asked = _units(vectors - self.centre).T
        texts, middles = _rounded(self.texts.vectors @ asked), _rounded(self.middles @ asked)
        owners = CLOSEST * self.texts.greatest(texts) + MIDDLE * middles
        if self.answers is not None:
            answers = self.answers.greatest(_rounded(self.answers.vectors @ asked))
            owners = np.where(self.answers.filled[:, None], (1 - ANSWER) * owners + ANSWER * answers, owners)
        return Similarity(texts.max(axis=1), owners.max(axis=1), self.texts.filled)

    def of_owner(self, owner: int) -> slice:
        """Return which texts are those that an owner is asked by."""
        return self.texts.of_owner(owner)


def _rounded(cosines: Vectors) -> Floats:
    """Return cosines as similarities: what points away is as far as what points elsewhere."""
    return np.asarray(np.clip(cosines.astype(np.float64).round(_DIGITS), 0, 1), np.float64)


def _units(vectors: Vectors) -> Vectors:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    # What is left of equal vectors is rounding, and points anywhere.
    return np.asarray(np.where(lengths > _ROUNDING, vectors / np.maximum(lengths, _ROUNDING), 0), np.float32)
