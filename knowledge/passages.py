"""Documents -> passages to quote, each with its place: the headings above it, its paragraph, its line. Pure.

A passage is as long as one reads in a chat. It holds whole paragraphs of one section where they are short, a part of
one where it is long; it is cut between lines or sentences. What marks up a document is taken out: links leave their
label, pictures their description, and nothing is left that could be a mark-up elsewhere but what the text says.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from knowledge.model import Document

#: In characters. A paragraph shorter than this is read together with the next one of its section.
SHORT = 240
#: No passage is longer; about what fits on the screen of a phone.
LONGEST = 900

#: Ends of sentences; not after a single letter ("M. Dupont", "p. 7").
_SENTENCE_END = re.compile(r"(?<!\b\w\.)(?<=[.!?…;])[»”\"')\]]*\s+")
_SPACES = re.compile(r"[^\S\n]+")
#: Or a new page.
_EMPTY_LINE = re.compile(r"\n[^\S\n]*\n\s*|\f\s*")
#: What HTML a Markdown text may hold: comments and scripts go whole, tags leave what they enclose.
_HTML = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1\s*>|\Z)|</?[a-z!?][^<>]*>", re.DOTALL | re.IGNORECASE
)
#: Lines of a plain text that stay lines: the items of a list.
_ITEM = re.compile(r"\s*(?:[-–—*•·]|\(?\w{1,3}[.)])\s")
_PARSER = MarkdownIt("commonmark").enable("table")


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """A passage of a document, as it stands there but for its mark-up."""

    document: Document
    #: Its place among the document's passages, from 1.
    number: int
    #: Lines are parted by a line feed.
    text: str
    #: The headings that it stands below, outermost first; without the document's own title.
    headings: tuple[str, ...] = ()
    #: Where it begins: the paragraph of its section, and the line of the file, from 1.
    paragraph: int
    line: int
    #: Whether it begins, and ends, within a paragraph.
    begins_within: bool = False
    ends_within: bool = False

    @property
    def id(self) -> str:
        return f"{self.document.id}#{self.number}"


def excerpts(document: Document) -> list[Excerpt]:
    """Cut a document into passages, in their order; what has no letters is none."""
    blocks = _markdown_blocks(document.text) if document.is_markdown else _plain_blocks(document.text)
    pieces = chain.from_iterable(map(_parts, _together(_placed(blocks, document))))
    readable = (each for each in pieces if any(map(str.isalnum, each.text)))
    return [replace(each, number=number) for number, each in enumerate(readable, 1)]


def first_heading(text: str) -> str:
    """Return the first heading of a Markdown text; "" where it has none."""
    return next((block.text for block in _markdown_blocks(text) if block.level), "")


@dataclass(frozen=True, slots=True)
class _Block:
    """A paragraph, a list, a table; or a heading, which has a level."""

    text: str
    line: int
    level: int = 0


def _placed(blocks: Iterable[_Block], document: Document) -> Iterator[Excerpt]:
    """Give each paragraph its place."""
    above: dict[int, str] = {}
    paragraph = 0
    for block in blocks:
        if block.level:
            above = {level: heading for level, heading in above.items() if level < block.level}
            above[block.level] = block.text
            paragraph = 0
            continue
        paragraph += 1
        headings = tuple(each for each in above.values() if each and each != document.source.title)
        yield Excerpt(
            document=document, number=0, text=block.text, headings=headings, paragraph=paragraph, line=block.line
        )


def _together(paragraphs: Iterable[Excerpt]) -> Iterator[Excerpt]:
    """Join what is short, or announces something, with what follows in its section."""
    before: Excerpt | None = None
    for each in paragraphs:
        if before is None:
            before = each
            continue
        if _goes_on(before, each):
            before = replace(before, text=f"{before.text}\n{each.text}")
        else:
            yield before
            before = each
    if before is not None:
        yield before


def _goes_on(before: Excerpt, after: Excerpt) -> bool:
    is_open = len(before.text) < SHORT or before.text.endswith(":")
    is_one_section = before.headings == after.headings and before.paragraph < after.paragraph
    return is_open and is_one_section and len(before.text) + 1 + len(after.text) <= LONGEST


def _parts(passage: Excerpt) -> Iterator[Excerpt]:
    """Cut what is too long."""
    texts = list(_cut(passage.text))
    for number, text in enumerate(texts):
        yield replace(passage, text=text, begins_within=number > 0, ends_within=number < len(texts) - 1)


def _cut(text: str) -> Iterator[str]:
    while len(text) > LONGEST:
        end = end_within(text, LONGEST)
        yield text[:end].rstrip()
        text = text[end:].lstrip()
    yield text


def end_within(text: str, limit: int) -> int:
    """Return where to cut a longer text: after a line, else a sentence, else a word, as late as the limit lets.

    Where an end comes before a third of the limit, the next sort of end is tried: a passage of a few words says little.
    """
    start = text[:limit]
    ends = (
        start.rfind("\n"),
        max((end.end() for end in _SENTENCE_END.finditer(text, 0, limit + 1)), default=-1),
        start.rfind(" "),
    )
    return next((end for end in ends if end > limit // 3), limit)


# Plain text


def _plain_blocks(text: str) -> Iterator[_Block]:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    start = 0
    for end in chain(_EMPTY_LINE.finditer(text), [None]):
        paragraph = text[start : end.start() if end else None]
        lines = _readable(_unwrapped(paragraph))
        if lines:
            before = paragraph[: len(paragraph) - len(paragraph.lstrip())]
            yield _Block(lines, text.count("\n", 0, start) + before.count("\n") + 1)
        start = end.end() if end else len(text)


def _unwrapped(paragraph: str) -> str:
    """Return a paragraph on one line, the items of a list on a line each."""
    first, *others = paragraph.strip().split("\n")
    return first + "".join(f"\n{line}" if _ITEM.match(line) else f" {line.strip()}" for line in others)


# Markdown


def _markdown_blocks(text: str) -> Iterator[_Block]:
    for node in SyntaxTreeNode(_PARSER.parse(text)).children:
        content = _readable(_block(node))
        if content:
            level = int(node.tag[1:]) if node.type == "heading" else 0
            yield _Block(content, (node.map or (0, 0))[0] + 1, level)


def _block(node: SyntaxTreeNode) -> str:
    match node.type:
        case "inline":
            return "".join(map(_inline, node.children))
        case "fence" | "code_block":
            return node.content.rstrip()
        case "html_block":
            return _HTML.sub("", node.content)
        case "bullet_list" | "ordered_list":
            return "\n".join(_items(node))
        case "tr":
            return " | ".join(map(_block, node.children))
        case _:
            return "\n".join(filter(None, map(_block, node.children)))


def _items(node: SyntaxTreeNode) -> Iterator[str]:
    start = int(node.attrs.get("start", 1))
    for number, item in enumerate(node.children, start):
        mark = "-" if node.type == "bullet_list" else f"{number}."
        yield f"{mark} " + _block(item).replace("\n", "\n    ")


def _inline(node: SyntaxTreeNode) -> str:
    match node.type:
        case "text" | "code_inline" | "text_special":
            return node.content
        case "softbreak" | "hardbreak":
            return " "
        case "html_inline":
            return " " if node.content.lower().startswith("<br") else ""
        case "image":
            return node.content
        case _:
            return "".join(map(_inline, node.children))


# Characters


def _readable(text: str) -> str:
    """Return a text without what nobody sees, such as marks that turn its direction, and with single spaces."""
    text = "".join(map(_character, text)) if not text.isprintable() else text
    lines = (_SPACES.sub(" ", line) for line in text.split("\n"))
    return "\n".join(line.rstrip() for line in lines if line.strip()).strip()


def _character(each: str) -> str:
    if each == "\n" or each.isprintable():
        return each
    category = unicodedata.category(each)
    if category == "Cf":
        return ""
    return " "
