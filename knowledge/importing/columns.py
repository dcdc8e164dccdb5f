"""A sheet of recommendations -> points: which columns of which exports mean what. Pure.

The tables in docs/importing.md are these.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence

from knowledge.importing.blocks import ImportingError, Place, Refusal, Sheet
from knowledge.importing.dates import dates_in, deadline_in
from knowledge.importing.findings import Point
from knowledge.importing.points import addressee_of
from knowledge.importing.sentences import language_of

#: What a point has, and how the columns are called that hold it: in UHRI's export (whose spelling is that), in Uwazi's
#: collections, in IMPACT OSS's tables, and by people. Compared without case, accents, and signs between words.
COLUMNS: Mapping[str, Sequence[str]] = {
    "text": (
        *("text", "recommendation", "full text", "description", "annotation", "paragraph"),
        *("texte", "recommandation", "commitment", "engagement", "action", "measure"),
    ),
    "reference": (
        *("reference", "ref", "code", "number", "no", "numero", "document symbol", "symbol", "ohchr annotation id"),
    ),
    "title": ("title", "titre", "short title", "name", "nom", "intitule"),
    "addressee": (
        *("addressee", "addressees", "responsible", "responsible entity", "lead", "destinataire", "destinataires"),
        *("responsable", "countries concerned", "reviewed country", "state under review", "countries", "country"),
        *("pays", "etat"),
    ),
    "deadline": ("deadline", "due date", "due", "target date", "by when", "echeance", "delai", "date limite"),
    "acceptance": ("upr position", "position", "accepted", "response", "status", "acceptance", "reponse", "statut"),
    "themes": ("themes", "theme", "topics", "topic", "category", "categories", "rights", "thematique", "thematiques"),
    "groups": ("affected persons", "affected groups", "population", "personnes concernees", "groupes"),
    "issued_by": (
        *("reccomending body", "recommending body", "upr reccomending states", "upr recommending states"),
        *("recommending state", "mechanism", "body", "issued by", "source", "author", "organe", "mecanisme", "auteur"),
    ),
    "level": ("level", "niveau"),
}
_ACCEPTANCE = (
    ("partly_accepted", re.compile(r"partial|partly|partiel", re.IGNORECASE)),
    (
        "rejected",
        re.compile(r"reject|refus|rejet|not (?:accepted|supported)|non (?:acceptée?|soutenue?)", re.IGNORECASE),
    ),
    ("noted", re.compile(r"noted|notée?|prend note|pris note", re.IGNORECASE)),
    ("pending", re.compile(r"pending|examin|attente|no response|sans réponse", re.IGNORECASE)),
    ("accepted", re.compile(r"accept|support|soutenu", re.IGNORECASE)),
)
_LEVELS = ("national", "regional", "international")
#: A yes or a no, as tables of programs have it.
_TRUTHS = {"true": "accepted", "yes": "accepted", "oui": "accepted", "1": "accepted"} | {
    "false": "rejected",
    "no": "rejected",
    "non": "rejected",
    "0": "rejected",
}
_SEVERAL = re.compile(r"\s*[;|\n]\s*")
#: Of a column of a collection in several languages: "title__fr".
_IN_A_LANGUAGE = re.compile(r"__([a-z]{2})$", re.IGNORECASE)
_LISTS = frozenset({"themes", "groups", "addressee", "issued_by"})
_MOST_THEMES = 20


def points_of(sheet: Sheet) -> tuple[list[Point], str]:
    """Return the points of a sheet, in its order, and the language that they are written in.

    Raises:
        ImportingError: no column holds the text of a point, or a date cannot be read.
    """
    held = meanings(sheet.columns)
    if "text" not in held and "title" in held:  # a collection whose titles say it all
        held["text"] = held.pop("title")
    if "text" not in held:
        found_columns, accepted = ", ".join(sheet.columns)[:300], ", ".join(COLUMNS["text"][:4])
        raise ImportingError(Refusal.UNKNOWN_COLUMNS, sheet.name, found=found_columns, accepted=accepted)
    points: list[Point] = []
    for number, cells in sheet.rows:
        found = {name: cells.get(column, "").strip() for name, column in held.items()}
        found = {name: text if name in _LISTS else " ".join(text.split()) for name, text in found.items()}
        if found["text"]:
            points.append(_point(len(points) + 1, found, sheet.name, number))
    if not points:
        raise ImportingError(Refusal.NO_TEXT, sheet.name)
    language = language_of(" ".join(each.text for each in points))
    return points, language


def meanings(columns: Sequence[str]) -> dict[str, str]:
    """Return which column holds what; of several that could, the one that is named first in the table.

    Of columns in several languages, those of the language that comes first count.
    """
    languages = [found[1].lower() for each in columns if (found := _IN_A_LANGUAGE.search(each))]
    ours = [each for each in columns if not (found := _IN_A_LANGUAGE.search(each)) or found[1].lower() == languages[0]]
    spelt = {_spelt(_IN_A_LANGUAGE.sub("", each)): each for each in reversed(ours)}
    return {
        name: spelt[called[0]]
        for name, names in COLUMNS.items()
        if (called := [each for each in names if each in spelt])
    }


def _spelt(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return " ".join(re.findall(r"[a-z0-9]+", plain))


def _point(number: int, found: Mapping[str, str], file: str, row: int) -> Point:
    text = found["text"]
    due = found.get("deadline", "")
    deadline = deadline_in(f"by {due}") if due else deadline_in(text)
    if due and deadline is None and re.search(r"\d", due) and not dates_in(due, years=True):
        raise ImportingError(
            Refusal.BAD_CELL, file, place=Place(row=row), found=due[:80], accepted="2027-06-30, 30/06/2027"
        )
    return Point(
        number=number,
        text=text,
        title=found.get("title", ""),
        addressee=_joined(found.get("addressee", "")) or addressee_of(text),
        deadline=deadline.day if deadline else None,
        deadline_text=due or (deadline.text if deadline else ""),
        levels=_levels(found.get("level", "")),
        acceptance=_acceptance(found.get("acceptance", "")),
        themes=tuple(_listed(found.get("themes", ""))),
        groups=tuple(_listed(found.get("groups", ""))),
        reference=found.get("reference", ""),
        issued_by=_joined(found.get("issued_by", "")),
        place=Place(row=row),
    )


def _levels(text: str) -> tuple[str, ...]:
    """Return the levels that a cell names, in either language and in any form."""
    named = _spelt(text).split()
    return tuple(level for level in _LEVELS if any(word.startswith(level) for word in named))


def _acceptance(text: str) -> str:
    said = text.strip().lower()
    return _TRUTHS.get(said) or next((name for name, form in _ACCEPTANCE if form.search(said)), "")


def _listed(text: str) -> list[str]:
    """Return what stands in a cell, on lines with or without a hyphen, or between semicolons or bars."""
    found = [re.sub(r"^[-•]+\s*", "", each).strip() for each in _SEVERAL.split(text)]
    return list(dict.fromkeys(each for each in found if each))[:_MOST_THEMES]


def _joined(text: str) -> str:
    return ", ".join(_listed(text))
