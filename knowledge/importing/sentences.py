"""Blocks -> sentences that know under which headings they stand. Pure."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from textwrap import wrap

from knowledge.importing.blocks import Block, Place, Shape

_END = re.compile(r"(?<=[.!?…])[\"»”)]?\s+(?=[\"«“(]?[A-ZÀ-Þ0-9])")
#: After these a full stop ends no sentence.
_SHORT = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|No|no|Art|art|vol|pp?|cf|approx|Ltd|Inc|Jr|Sr|vs|M|MM|Mme|Mlle|Me|Pr|Gen|Col)|\b[A-Z])\.$"
)
_LONGEST, _LONGEST_BLOCK = 800, 4000
_WORDS = {
    "en": frozenset(
        "the of and to in for was were is are by with on at from that which will should has have be as".split()  # noqa: SIM905
    ),
    "fr": frozenset(
        "le la les des du de et à au aux en dans par pour sur est sont une un que qui a ont été avec".split()  # noqa: SIM905
    ),
}


@dataclass(frozen=True, slots=True)
class Passage:
    """A block that is no heading, with the headings above it, the outermost first."""

    block: Block
    headings: tuple[str, ...]
    #: In the order of the paper, from 0.
    index: int

    @property
    def heading(self) -> str:
        return self.headings[-1] if self.headings else ""

    @property
    def place(self) -> Place:
        return self.block.place

    @property
    def text(self) -> str:
        return self.block.text


def passages(blocks: Sequence[Block]) -> Iterator[Passage]:
    """Yield every block that is no heading."""
    above: list[tuple[int, str]] = []
    for index, block in enumerate(blocks):
        if block.shape is Shape.HEADING:
            above = [each for each in above if each[0] < block.level]
            above.append((block.level, block.text))
        else:
            yield Passage(block, tuple(text for _, text in above), index)


def bounded(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield blocks of a length that people write; longer ones are parted between words.

    What looks for names and numbers takes more than twice as long for twice as much.
    """
    for block in blocks:
        if len(block.text) <= _LONGEST_BLOCK or block.shape is Shape.ROW:
            yield block
        else:
            yield from (replace(block, text=each) for each in _parted(block.text, _LONGEST_BLOCK))


def sentences(text: str) -> list[str]:
    """Return the sentences of a text; abbreviations end none, and what is too long for one is parted."""
    return [part for each in _whole_sentences(text) for part in _parted(each, _LONGEST)]


def _parted(text: str, most: int) -> list[str]:
    return wrap(text, most, break_on_hyphens=False) if len(text) > most else [text]


def _whole_sentences(text: str) -> list[str]:
    found: list[str] = []
    for part in _END.split(text):
        if found and _SHORT.search(found[-1]):
            found[-1] = f"{found[-1]} {part}"
        elif part.strip():
            found.append(part.strip())
    return found


def language_of(text: str) -> str:
    """Return "en" or "fr", whichever a text's small words are; English where there are none."""
    written = re.findall(r"[^\W\d_]+", text[:20_000].lower())
    return max(_WORDS, key=lambda language: sum(word in _WORDS[language] for word in written))
