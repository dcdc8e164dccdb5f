"""What is held of somebody, in the form in which they are given a copy. Needs no database."""

from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any


def held(value: Any) -> Any:
    """Return a value, of a row or a whole one, as JSON knows it."""
    if is_dataclass(value) and not isinstance(value, type):
        return {each.name: held(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value.value if isinstance(value, Enum) else value
