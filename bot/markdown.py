"""Markdown, as organisers write it, rendered for a door that shows something else. Pure."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

#: What Markdown would make something of, inside a line.
_MARKS = re.compile(r"[\\`*_\[\]<>&#!|~]")
#: One line in which Markdown can make nothing of anything: it begins with a letter, and has no mark and no control.
_BARE = re.compile(r"[^\W\d_][^\\`*_\[\]<>&!\x00-\x1f\x7f-\x9f\u2028\u2029]*")
_PARSER = MarkdownIt("commonmark", {"html": False}).disable(["html_block", "html_inline", "image"])


@dataclass(frozen=True, slots=True)
class Style:
    """How one door marks what Markdown marks."""

    #: Makes a text harmless where it is shown.
    escape: Callable[[str], str]
    bold: str
    italic: str
    code: str
    bullet: str
    quote: str
    #: Takes the label, rendered, and the address.
    link: Callable[[str, str], str]


def _plain_link(label: str, url: str) -> str:
    return label if url in label else f"{label} ({url})"


#: For a terminal, a notification, a screen reader.
PLAIN = Style(escape=str, bold="", italic="", code="", bullet="- ", quote="", link=_plain_link)


def as_html(markdown: str) -> str:
    """Return a Markdown text as HTML of which nothing can be harmful: no tags of its own, links to the web alone."""
    return str(_HTML.render(markdown)).strip()


class _ToTheWeb(MarkdownIt):
    """Takes for a link what leads to the web, and nothing else."""

    def validateLink(self, url: str) -> bool:  # noqa: N802 - the library's name
        return bool(re.match(r"https?://", url, re.IGNORECASE))


_HTML = _ToTheWeb("commonmark", {"html": False}).disable(["html_block", "html_inline", "image"])


def literal(text: str) -> str:
    """Return what people or files say as one line of Markdown that shows it as it stands: no link comes out of it."""
    return _MARKS.sub(r"\\\g<0>", " ".join(text.split()))


def rendered_once(markdown: str, style: Style) -> str:
    """Return what ``rendered`` returns, and remember nothing of it: for texts with people's words in them."""
    return rendered.__wrapped__(markdown, style)


# The texts are those of the knowledge, and the same few are asked for again and again.
@lru_cache(maxsize=1024)
def rendered(markdown: str, style: Style) -> str:
    """Return a Markdown text in a style; blocks stand apart by an empty line, list items by a line break."""
    if _BARE.fullmatch(markdown):  # most of what a message is put together from; taking it apart takes the longest
        return style.escape(markdown.rstrip())
    return _block(SyntaxTreeNode(_PARSER.parse(markdown)), style)


def _block(node: SyntaxTreeNode, style: Style) -> str:
    match node.type:
        case "inline":
            return "".join(_inline(node.children, style))
        case "heading":
            return f"{style.bold}{_joined(node, style, '')}{style.bold}"
        case "bullet_list" | "ordered_list":
            return "\n".join(_items(node, style))
        case "blockquote":
            return "\n".join(f"{style.quote}{line}" for line in _joined(node, style, "\n\n").splitlines())
        case "fence" | "code_block":
            return f"{style.code}{style.escape(node.content.rstrip())}{style.code}"
        case _:
            return _joined(node, style, "\n\n")


def _joined(node: SyntaxTreeNode, style: Style, between: str) -> str:
    return between.join(filter(None, (_block(each, style) for each in node.children)))


def _items(node: SyntaxTreeNode, style: Style) -> Iterator[str]:
    start = int(node.attrs.get("start", 1))
    for number, item in enumerate(node.children, start):
        mark = style.bullet if node.type == "bullet_list" else f"{number}. "
        # What belongs to an item is indented below it, a list in a list too.
        yield mark + _joined(item, style, "\n").replace("\n", "\n    ")


def _inline(nodes: list[SyntaxTreeNode], style: Style) -> Iterator[str]:
    for node in nodes:
        match node.type:
            case "text":
                yield style.escape(node.content)
            case "strong":
                yield f"{style.bold}{''.join(_inline(node.children, style))}{style.bold}"
            case "em":
                yield f"{style.italic}{''.join(_inline(node.children, style))}{style.italic}"
            case "code_inline":
                yield f"{style.code}{style.escape(node.content)}{style.code}"
            case "link":
                yield style.link("".join(_inline(node.children, style)), str(node.attrs["href"]))
            case "softbreak" | "hardbreak":
                yield "\n"
            case _:
                yield style.escape(node.content) if isinstance(node.token, Token) else ""
