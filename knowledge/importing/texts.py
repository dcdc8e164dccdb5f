"""Markdown and plain text -> a paper. Pure."""

import re
from collections.abc import Callable, Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

from knowledge.importing.blocks import Block, ImportingError, Paper, Place, Refusal, Shape

#: Larger texts are taken apart in no reasonable time by hand or machine.
_MAX_BYTES = 4 * 2**20
_BULLET = re.compile(r"^\s*(?:[-*•–—]|\(?(?P<number>\d{1,3}|[a-z]|[ivx]{1,4})[.)]\)?)\s+(?=\S)")
_UNDERLINE = re.compile(r"^\s*(=+|-{3,})\s*$")
_MARKUP = re.compile(r"(\*\*|__|`)")
_LINK = re.compile(r"!?\[([^\]]*)\]\(([^)\s]*)[^)]*\)")
_FRONT_MATTER = re.compile(r"\A---\r?\n.*?\r?\n---\r?\n", re.DOTALL)
_SHORT = 90


def read(data: bytes, name: str, seen: Callable[[int, int], object]) -> Paper:
    """Read a text.

    Raises:
        ImportingError: it is too large, or no text.
    """
    if len(data) > _MAX_BYTES:
        raise ImportingError(Refusal.TOO_LARGE, name, found=f"{len(data):,}", accepted=f"{_MAX_BYTES:,}")
    text = decoded(data, name)
    seen(len(data), len(data))
    is_markdown = name.lower().endswith((".md", ".markdown"))
    return Paper(name=name, blocks=[*(_of_markdown(text) if is_markdown else of_lines(text))])


def decoded(data: bytes, name: str) -> str:
    """Return bytes as text: UTF-8, UTF-16 with its mark, else what Western Europe's machines wrote.

    Raises:
        ImportingError: it is no text.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = data.decode("utf-16", "replace")
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("cp1252", "replace")
    if "\0" in text:
        raise ImportingError(Refusal.BROKEN, name, found="0x00")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def of_lines(text: str) -> Iterator[Block]:
    """Yield the blocks of a plain text: paragraphs stand between empty lines, items and labels on their own."""
    lines = text.split("\n")
    gathered: list[str] = []
    begun = 0
    for number, line in enumerate([*lines, ""], 1):
        bullet = _BULLET.match(line)
        following = lines[number] if number < len(lines) else ""
        if gathered and (not line.strip() or bullet or _is_label(line) or _is_label(gathered[-1])):
            yield from _paragraph(gathered, begun)
            gathered = []
        if bullet:
            rest = line[bullet.end() :].strip()
            yield Block(Shape.ITEM, squeezed(rest), number=bullet["number"] or "", place=Place(line=number))
        elif _UNDERLINE.match(line):
            continue
        elif line.strip() and _UNDERLINE.match(following):
            yield from _paragraph(gathered, begun)
            gathered = []
            yield Block(Shape.HEADING, squeezed(line), level=1, place=Place(line=number))
        elif line.strip():
            begun = begun if gathered else number
            gathered.append(line)


def _paragraph(lines: list[str], begun: int) -> Iterator[Block]:
    text = squeezed(" ".join(lines))
    if not text:
        return
    # A short line alone that ends as no sentence does, and names nothing behind a colon.
    alone = len(lines) == 1 and len(text) <= _SHORT and text[-1] not in ".:;,!" and ":" not in text
    is_heading = alone and (text[0].isupper() or text[0].isdigit() or text[0] == "#")
    if is_heading:
        yield Block(Shape.HEADING, text.lstrip("# "), level=1 if begun == 1 else 2, place=Place(line=begun))
    else:
        yield Block(Shape.PARAGRAPH, text, place=Place(line=begun))


def _is_label(line: str) -> bool:
    return bool(re.match(r"^[^\W\d_][^:.]{1,30}\s?:\s+\S", line.strip()))


def squeezed(text: str) -> str:
    """Return a text on one line."""
    return " ".join(text.split())


def _of_markdown(text: str) -> Iterator[Block]:
    front = _FRONT_MATTER.match(text)
    if front:
        text = "\n" * front[0].count("\n") + text[front.end() :]
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    yield from _Walk(tokens).blocks()


class _Walk:
    """One pass over the tokens of a Markdown text."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        #: The number of the next item of each list that is open; None in one without numbers.
        self.lists: list[int | None] = []
        self.level = 0
        self.item = ""
        self.in_item = False
        self.cells: list[str] | None = None

    def blocks(self) -> Iterator[Block]:
        for token in self.tokens:
            self._enter(token)
            place = Place(line=token.map[0] + 1 if token.map else 0)
            if token.type == "tr_close" and self.cells is not None:
                cells = tuple(self.cells)
                self.cells = None
                if any(cells):
                    yield Block(Shape.ROW, " | ".join(cells), cells=cells, place=place)
            elif token.type in {"inline", "fence", "code_block"}:
                yield from self._text(token, place)

    def _enter(self, token: Token) -> None:
        match token.type:
            case "heading_open":
                self.level = int(token.tag[1:])
            case "heading_close":
                self.level = 0
            case "ordered_list_open":
                self.lists.append(int(token.attrGet("start") or 1))
            case "bullet_list_open":
                self.lists.append(None)
            case "ordered_list_close" | "bullet_list_close":
                self.lists.pop()
            case "list_item_open":
                number = self.lists[-1]
                self.item, self.in_item = ("" if number is None else str(number)), True
                self.lists[-1] = None if number is None else number + 1
            case "list_item_close" | "tr_open":
                self.in_item = False
                self.cells = [] if token.type == "tr_open" else None

    def _text(self, token: Token, place: Place) -> Iterator[Block]:
        if self.cells is not None:
            self.cells.append(squeezed(_plain(token.content)))
            return
        if self.level:
            if text := squeezed(_plain(token.content)):
                yield Block(Shape.HEADING, text, level=self.level, place=place)
            return
        if self.in_item:
            if text := squeezed(_plain(token.content)):
                yield Block(Shape.ITEM, text, number=self.item, place=place)
            return
        # Lines of a paragraph that are labels stand for themselves.
        for each in of_lines(_plain(token.content)):
            shape = Shape.PARAGRAPH if each.shape is Shape.HEADING else each.shape
            line = place.line + max(each.place.line - 1, 0) if place.line else 0
            yield Block(shape, each.text, number=each.number, place=Place(line=line))


def _plain(markdown: str) -> str:
    return _MARKUP.sub("", _LINK.sub(lambda each: f"{each[1]} ({each[2]})" if each[2] else each[1], markdown))
