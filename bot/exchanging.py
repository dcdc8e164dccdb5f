"""Recommendations as tables that others read: in the columns of UHRI's export, of Uwazi's collections, of IMPACT OSS.

What a form has no column for is left out: see docs/importing.md, whose tables these are, and by which `import` reads
them again. Pure.
"""

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum

from bot.cells import cell
from bot.markdown import PLAIN, rendered
from knowledge.model import Acceptance, Audience, Recommendation, in_language

Cells = Callable[[Recommendation, str], str]


class Form(StrEnum):
    """Whose columns a table has."""

    UHRI = "uhri"
    UWAZI = "uwazi"
    IMPACT_OSS = "impact-oss"


#: Several values in one cell.
_LINES, _BAR, _SEMICOLON = "\n", "|", "; "
#: As the position of a state is called there.
_POSITIONS = {
    Acceptance.ACCEPTED: "Supported",
    Acceptance.PARTLY_ACCEPTED: "Partially supported",
    Acceptance.NOTED: "Noted",
    Acceptance.REJECTED: "Not supported",
    Acceptance.PENDING: "Pending",
}


def as_table(recommendations: Iterable[Recommendation], form: Form, languages: Sequence[str]) -> bytes:
    """Return the recommendations that everyone may read as a table (CSV) in UTF-8.

    Args:
        recommendations: in the order of the table.
        form: whose columns it has.
        languages: of the texts; the first one alone, but for Uwazi, whose collections have a column for each.
    """
    columns = _COLUMNS[form](languages)
    public = [each for each in recommendations if each.audience is Audience.EVERYONE]
    written = io.StringIO(newline="")
    table = csv.writer(written)
    table.writerow(columns)
    table.writerows([cell(of(each, languages[0])) for of in columns.values()] for each in public)
    return b"\xef\xbb\xbf" + written.getvalue().encode(errors="replace")


def _uhri(_languages: Sequence[str]) -> Mapping[str, Cells]:
    return {
        "Document Symbol": _reference,
        "Reccomending Body": _said("issued_by"),  # as it is spelt there
        "Countries Concerned": _said("addressees"),
        "Themes": _listed("themes", _LINES),
        "Affected Persons": _listed("affected_groups", _LINES),
        "Text": _text,
        "UPR Position": _position,
    }


def _uwazi(languages: Sequence[str]) -> Mapping[str, Cells]:
    titles = {f"Title__{each}": _title_in(each) for each in languages}
    texts = {f"Full text__{each}": _text_in(each) for each in languages}
    return {
        "Code": _reference,
        **titles,
        **texts,
        "Reviewed country": _said("addressees"),
        "Topics": _listed("themes", _BAR),
        "Population": _listed("affected_groups", _BAR),
        "Response": _position,
        "Mechanism": _said("issued_by"),
    }


def _impact_oss(_languages: Sequence[str]) -> Mapping[str, Cells]:
    return {
        "Reference": _reference,
        "Title": lambda each, language: in_language(each.title, language),
        "Description": _text,
        "Responsible": _said("addressees"),
        "Target date": lambda each, _: each.follow_up.anchor.isoformat() if each.follow_up else "",
        "Accepted": _position,
        "Category": _listed("themes", _SEMICOLON),
        "Affected groups": _listed("affected_groups", _SEMICOLON),
        "Body": _said("issued_by"),
        "Level": lambda each, _: _SEMICOLON.join(each.levels),
    }


_COLUMNS: Mapping[Form, Callable[[Sequence[str]], Mapping[str, Cells]]] = {
    Form.UHRI: _uhri,
    Form.UWAZI: _uwazi,
    Form.IMPACT_OSS: _impact_oss,
}


def _reference(each: Recommendation, _language: str) -> str:
    return each.reference


def _text(each: Recommendation, language: str) -> str:
    return rendered(in_language(each.text, language), PLAIN)


def _text_in(language: str) -> Cells:
    return lambda each, _: rendered(each.text[language], PLAIN) if language in each.text else ""


def _title_in(language: str) -> Cells:
    return lambda each, _: each.title.get(language, "")


def _position(each: Recommendation, _language: str) -> str:
    return _POSITIONS[each.acceptance] if each.acceptance is not None else ""


def _said(field: str) -> Cells:
    def words(each: Recommendation, language: str) -> str:
        texts: Mapping[str, str] = getattr(each, field)
        return in_language(texts, language) if texts else ""

    return words


def _listed(field: str, between: str) -> Cells:
    def values(each: Recommendation, _language: str) -> str:
        found: Sequence[str] = getattr(each, field)
        return between.join(found)

    return values
