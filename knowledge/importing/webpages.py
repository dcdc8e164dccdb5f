"""A saved page -> a paper: its headings, paragraphs, lists, tables, and the data it holds for machines. Pure."""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from lxml import etree, html

from knowledge.importing.blocks import Block, ImportingError, Paper, Place, Refusal, Shape
from knowledge.importing.texts import decoded, squeezed

_MAX_BYTES = 16 * 2**20
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
#: What stands around the text of a page, or is none.
_LEFT_OUT = ("script", "style", "noscript", "template", "svg", "nav", "footer", "aside", "form", "button", "iframe")
_ROLES = {"navigation", "banner", "contentinfo", "search", "complementary"}
_BLOCKS = frozenset(
    {*_HEADINGS, "p", "li", "td", "th", "dt", "dd", "blockquote", "pre", "figcaption", "caption", "address"}
)
_AROUND = frozenset(
    {"div", "section", "article", "main", "body", "header", "ul", "ol", "dl", "table", "tbody", "thead"}
)
_MOST_DATA, _LONGEST_NUMBER = 200, 4


def read(data: bytes, name: str, seen: Callable[[int, int], object]) -> Paper:
    """Read a page.

    Raises:
        ImportingError: it is too large, or no page.
    """
    if len(data) > _MAX_BYTES:
        raise ImportingError(Refusal.TOO_LARGE, name, found=f"{len(data):,}", accepted=f"{_MAX_BYTES:,}")
    root = _parsed(data, name)
    found = _data(root)
    for each in list(root.iter(*_LEFT_OUT)):
        each.drop_tree()
    for each in [each for each in root.iter() if isinstance(each.tag, str) and each.get("role") in _ROLES]:
        if each.getparent() is not None:
            each.drop_tree()
    seen(len(data), len(data))
    title = next((squeezed(each.text_content()) for each in root.iter("title")), "")
    return Paper(
        name=name,
        blocks=[*_blocks(_main(root))],
        title=title,
        language=(root.get("lang") or "")[:2].lower(),
        url=_address(root),
        data=found,
    )


def _parsed(data: bytes, name: str) -> Any:
    # Without a network and without entities of its own: libxml2's parser of HTML knows neither.
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    text = _as_utf8(data, name)
    try:
        root = html.document_fromstring(text, parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise ImportingError(Refusal.BROKEN, name, found=type(error).__name__) from error
    return root


def _as_utf8(data: bytes, name: str) -> bytes:
    return decoded(data, name).encode("utf-8", "replace")


def _main(root: Any) -> Any:
    """Return what the page says is its text, where it says so and that is where most of it is."""
    whole = len(root.text_content())
    for each in (*root.iter("main"), *root.iter("article")):
        if len(each.text_content()) * 2 > whole:
            return each
    return root


def _address(root: Any) -> str:
    for each in root.iter("link"):
        if each.get("rel") == "canonical" and (each.get("href") or "").startswith(("https://", "http://")):
            return str(each.get("href"))
    return ""


def _blocks(root: Any) -> Iterator[Block]:
    numbers: dict[Any, int] = {}
    rows: set[Any] = set()
    for each in root.iter():
        if not isinstance(each.tag, str):
            continue
        if each.tag == "tr":
            rows.add(each)
            yield from _row(each)
        elif each.tag in _BLOCKS and not _is_inside(each, rows):
            yield from _block(each, numbers)
        elif each.tag in _AROUND:  # text that stands in no paragraph
            yield from _loose(each)


def _is_inside(element: Any, rows: set[Any]) -> bool:
    return any(each in rows for each in element.iterancestors("tr")) if rows else False


def _block(element: Any, numbers: dict[Any, int]) -> Iterator[Block]:
    text = squeezed(_own_text(element))
    if not text:
        return
    place = Place(line=element.sourceline or 0)
    if element.tag in _HEADINGS:
        yield Block(Shape.HEADING, text, level=_HEADINGS[element.tag], place=place)
    elif element.tag == "li":
        above = element.getparent()
        numbers[above] = numbers.get(above, _first(above) - 1) + 1
        number = str(numbers[above]) if above is not None and above.tag == "ol" else ""
        yield Block(Shape.ITEM, text, number=number, place=place)
    elif element.tag == "dd" and (label := element.getprevious()) is not None and label.tag == "dt":
        yield Block(Shape.PARAGRAPH, f"{squeezed(label.text_content()).rstrip(' :')}: {text}", place=place)
    elif element.tag != "dt":
        yield Block(Shape.PARAGRAPH, text, place=place)


def _first(parent: Any) -> int:
    start = parent.get("start", "") if parent is not None else ""
    return int(start) if start.isdecimal() and len(start) <= _LONGEST_NUMBER else 1


def _own_text(element: Any) -> str:
    """Return the text of a block without that of the blocks in it, which come by themselves."""
    parts = [element.text or ""]
    for each in element:
        inner = each.tag not in _BLOCKS | _AROUND if isinstance(each.tag, str) else False
        parts += [each.text_content() if inner else " ", each.tail or ""]
        if each.tag == "br":
            parts.insert(-1, " ")
    return "".join(parts)


def _loose(element: Any) -> Iterator[Block]:
    texts = [element.text, *(each.tail for each in element)]
    for each in texts:
        if each and len(text := squeezed(each)) > 1:
            yield Block(Shape.PARAGRAPH, text, place=Place(line=element.sourceline or 0))


def _row(element: Any) -> Iterator[Block]:
    cells = tuple(squeezed(each.text_content()) for each in element if each.tag in {"td", "th"})
    if any(cells):
        yield Block(Shape.ROW, " | ".join(cells), cells=cells, place=Place(line=element.sourceline or 0))


def _data(root: Any) -> list[Mapping[str, Any]]:
    found: list[Mapping[str, Any]] = []
    for each in root.iter("script"):
        if (each.get("type") or "").strip().lower() == "application/ld+json":
            try:
                found += _objects(json.loads(each.text_content()))
            except (ValueError, RecursionError):
                continue  # what machines cannot read, people can: the text of the page is there
    return found[:_MOST_DATA]


def _objects(value: Any) -> Iterator[Mapping[str, Any]]:
    for each in value if isinstance(value, list) else [value]:
        if isinstance(each, dict):
            yield from _objects(each["@graph"]) if isinstance(each.get("@graph"), list) else [each]
