"""Values -> YAML as organisers write it, which the reader takes back as the same values. Pure.

Only texts, truths, whole numbers, and lists and mappings of them. Texts stand plain where no reader could take them for
anything else, and else in double quotation marks.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

import orjson

Written: TypeAlias = "str | bool | int | Sequence[Written] | Mapping[str, Written]"

_WIDTH = 2
#: Begins with a letter or digit, and has nothing in it that means something in YAML, whatever stands around it.
_PLAIN = re.compile(r"[^\W_](?:[\w '’.()/+€%°«»–—?!;-]|,(?= ))*(?<![ -])")
#: What other readers would take for a truth, nothing, a number or a date.
_ANOTHER = re.compile(r"(?:y|n|yes|no|on|off|true|false|null|nan|inf)|[\d+.][\d_.:eExXoO+ -]*", re.IGNORECASE)
#: Ends of a line to YAML, and what it cannot hold as it is.
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
#: Longer texts are no easier to read for having no quotation marks.
_LONGEST_PLAIN = 100


def as_yaml(value: Mapping[str, Written]) -> str:
    """Return a document, with a line end; empty lists and mappings stand as such."""
    return "".join(f"{line}\n" for line in _lines(value, 0))


def scalar(value: str | int) -> str:
    """Return a single value, a truth too, as it stands behind a colon."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if len(value) <= _LONGEST_PLAIN and _PLAIN.fullmatch(value) and not _ANOTHER.fullmatch(value):
        return value
    quoted = orjson.dumps(value.encode("utf-8", "replace").decode()).decode()
    return _ESCAPED.sub(lambda each: f"\\u{ord(each[0]):04x}", quoted)


def _lines(value: Written, depth: int) -> Iterator[str]:
    margin = " " * depth
    if isinstance(value, Mapping):
        for key, each in value.items():
            yield from _field(f"{margin}{scalar(key)}:", each, depth)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for each in value:
            first, *rest = _lines(each, depth + _WIDTH) if _has_lines(each) else [margin + "  " + _inline(each)]
            yield f"{margin}- {first[depth + _WIDTH :]}"
            yield from rest


def _field(start: str, value: Written, depth: int) -> Iterator[str]:
    if not _has_lines(value):
        yield f"{start} {_inline(value)}"
        return
    yield start
    yield from _lines(value, depth + _WIDTH)


def _has_lines(value: Written) -> bool:
    return bool(value) and isinstance(value, Mapping | Sequence) and not isinstance(value, str)


def _inline(value: Written) -> str:
    if isinstance(value, str | bool | int):
        return scalar(value)
    return "{}" if isinstance(value, Mapping) else "[]"
