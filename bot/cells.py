"""A text as a cell of a table that people open in a spreadsheet. Whatever writes a table puts its texts through it."""

#: A cell that begins so is a formula, which may read other cells and call on a page.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", *"＝＋－＠")
#: An Excel cell takes no more.
MAX_CELL = 32_767


def cell(text: str) -> str:
    """Return a text that a spreadsheet shows as it is, but for an apostrophe in front where it would be a formula."""
    begun = text.lstrip(" \N{NO-BREAK SPACE}\N{ZERO WIDTH NO-BREAK SPACE}")
    # Some programs pass over other spaces too.
    shown = f"'{text}" if begun.startswith(_FORMULA) or begun.lstrip().startswith(_FORMULA) else text
    return shown[:MAX_CELL]
