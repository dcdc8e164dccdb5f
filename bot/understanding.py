"""Finding answers by meaning, where a sentence encoder is installed: prepared beside what people ask, never before it.

Whatever fails here, answers are found by their words alone, and the log has one line that says why.
"""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import structlog

from bot.waiting import aside
from knowledge.base import KnowledgeBase
from knowledge.encoder import NotInstalledError
from knowledge.search.encoding import Encoder, EncodingError, Vectors
from knowledge.vectors import KeptVectors

log = structlog.get_logger()


class _Outspoken:
    """An encoder that logs its first failure: who asks it goes on without."""

    def __init__(self, encoder: Encoder) -> None:
        self.name = encoder.name
        self._encoder = encoder
        self._has_failed = False

    def encode(self, texts: Sequence[str]) -> Vectors:
        try:
            return self._encoder.encode(texts)
        except EncodingError as error:
            if not self._has_failed:
                log.warning("semantic search failing, words alone answer then", reason=str(error))
            self._has_failed = True
            raise


@dataclass(frozen=True, slots=True, kw_only=True)
class Understanding:
    """Gives the knowledge in service its vectors, when the bot has started and after each change."""

    base: KnowledgeBase
    #: Where vectors are kept.
    folder: Path
    #: Loads the encoder, or raises ``EncodingError``; it may take seconds.
    opened: Callable[[], Encoder]
    _changed: asyncio.Event = field(default_factory=asyncio.Event)

    def wake(self) -> None:
        """Say that other knowledge is in service."""
        self._changed.set()

    async def run(self) -> None:
        """Give vectors whenever there are new texts; end where there is no encoder, or when it fails."""
        encoder = await self._encoder()
        if encoder is None:
            return
        vectors = await aside(lambda: KeptVectors(encoder, self.folder))
        with suppress(EncodingError):  # the encoder said so itself
            while True:
                self._changed.clear()
                await self._understand(vectors)
                await self._changed.wait()

    async def _encoder(self) -> Encoder | None:
        try:
            return _Outspoken(await aside(self.opened))
        except NotInstalledError as missing:
            log.info("semantic search not installed", reason=str(missing))
        except EncodingError as error:
            log.warning("semantic search off, words alone answer", reason=str(error))
        return None

    async def _understand(self, vectors: KeptVectors) -> None:
        texts = self.base.snapshot.index.meant
        new = vectors.missing(texts)
        if new:
            log.info("semantic search being prepared, words alone answer meanwhile", new_texts=new)
        await aside(lambda: self.base.understand(vectors))
        log.info("semantic search in use", encoder=vectors.encoder.name, texts=len(texts), new_texts=new)
        if vectors.problem is not None:
            log.warning("vectors not kept, the next start encodes them again", reason=str(vectors.problem))
