"""Vectors of texts, kept on disk by content: what was encoded once is not encoded again, wherever it stands."""

from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from threading import Lock
from zipfile import BadZipFile

import numpy as np

from knowledge.search.encoding import Encoder, Vectors
from knowledge.storage import UNFINISHED, StorageError, put_whole

#: Of a text's digest, in bytes: enough that no two texts ever share one.
_KEY = 16
#: Texts between two looks at what is not on the disk yet.
_ROUND = 32
#: So many at least are written at once, and one in eight of what there is: all in all, nothing is written often.
_FEWEST_WRITTEN, _SHARE_WRITTEN = 256, 8
#: Kept beside those wanted last, for an undo: so many times as many, and some for small folders.
_SPARE, _FEWEST_SPARE = 1, 1000


class KeptVectors:
    """The vectors of one encoder, in one file of a folder. Threads may share it.

    What cannot be read is encoded anew; what cannot be written stays in memory, and ``problem`` says why.
    """

    def __init__(self, encoder: Encoder, folder: Path, *, read_only: bool = False) -> None:
        self.encoder = encoder
        #: What kept the last write from the disk; None where it went well.
        self.problem: StorageError | None = None
        self._folder, self._read_only = folder, read_only
        self._file = folder / f"{encoder.name}.npz"
        #: Those wanted last at the end.
        self._known = _read(self._file)
        self._unwritten = 0
        self._one_at_a_time = Lock()

    def missing(self, texts: Sequence[str]) -> int:
        """Return how many of the texts would have to be encoded."""
        return len(self._unknown(texts))

    def of(self, texts: Sequence[str], *, encoded: Callable[[int], object] = lambda _: None) -> Vectors:
        """Return a vector for each text, one at least; those that are new are encoded and kept.

        A process that ends meanwhile loses a part of what it encoded, and no more.

        Args:
            texts: as they stand in the knowledge.
            encoded: told now and then how many more there are.

        Raises:
            EncodingError: the encoder failed.
        """
        for some in _rounds(self._unknown(texts)):
            self._add(dict(zip(some, self.encoder.encode(list(some.values())), strict=True)))
            encoded(len(some))
        keys = [_key(text) for text in texts]
        with self._one_at_a_time:
            self._known |= {key: self._known.pop(key) for key in dict.fromkeys(keys)}
            if self._unwritten:
                self._write(most=len(keys) * (1 + _SPARE) + _FEWEST_SPARE)
            return np.stack([self._known[key] for key in keys])

    def _unknown(self, texts: Sequence[str]) -> dict[bytes, str]:
        return {key: text for text in texts if (key := _key(text)) not in self._known}

    def _add(self, vectors: dict[bytes, Vectors]) -> None:
        with self._one_at_a_time:
            self._known |= vectors
            self._unwritten += len(vectors)
            if self._unwritten >= max(_FEWEST_WRITTEN, len(self._known) // _SHARE_WRITTEN):
                self._write(most=len(self._known))

    def _write(self, *, most: int) -> None:
        """Write those wanted last."""
        if self._read_only:
            return
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            put_whole(self._file, _as_bytes(list(self._known.items())[-most:]))
            self._sweep()
        except OSError as error:
            self.problem = StorageError(f"cannot write {self._file}: {error.strerror}")
        except StorageError as error:
            self.problem = error
        else:
            self.problem, self._unwritten = None, 0

    def _sweep(self) -> None:
        """Remove what another encoder left, and what a crash left unfinished."""
        for each in (*self._folder.glob("*.npz"), *self._folder.glob(f"{UNFINISHED}*")):
            if each != self._file:
                each.unlink(missing_ok=True)


def _key(text: str) -> bytes:
    return sha256(text.encode("utf-8", "surrogatepass")).digest()[:_KEY]


def _rounds(texts: dict[bytes, str]) -> Iterator[dict[bytes, str]]:
    keys = list(texts)
    for start in range(0, len(keys), _ROUND):
        yield {key: texts[key] for key in keys[start : start + _ROUND]}


def _as_bytes(vectors: Sequence[tuple[bytes, Vectors]]) -> bytes:
    content = BytesIO()
    keys = np.frombuffer(b"".join(key for key, _ in vectors), np.uint8).reshape(-1, _KEY)
    np.savez(content, keys=keys, vectors=np.stack([vector for _, vector in vectors]))
    return content.getvalue()


def _read(file: Path) -> dict[bytes, Vectors]:
    """Return the vectors in a file by key; none where it is missing or not whole."""
    try:
        with np.load(BytesIO(file.read_bytes()), allow_pickle=False) as content:
            keys, vectors = content["keys"], content["vectors"]
    except (OSError, ValueError, KeyError, EOFError, BadZipFile):
        return {}
    if keys.shape != (len(vectors), _KEY) or vectors.dtype != np.float32 or vectors.ndim != 2:  # noqa: PLR2004
        return {}
    return {key.tobytes(): vector for key, vector in zip(keys, vectors, strict=True)}
