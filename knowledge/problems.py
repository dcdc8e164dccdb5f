"""What can be wrong with what organisers wrote, and where: data for whoever puts it into words."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class ProblemKind(StrEnum):
    """Every way in which a file can need mending; `bot/locales` has the words for each."""

    # The file as a whole
    MISSING_FILE = "missing-file"
    UNKNOWN_FILE = "unknown-file"
    UNREADABLE = "unreadable"
    OUTSIDE = "outside"
    TOO_LARGE = "too-large"
    NOT_UTF8 = "not-utf8"
    NOT_TEXT = "not-text"
    TOO_LARGE_TOGETHER = "too-large-together"
    SYNTAX = "syntax"
    # YAML that we do not take
    ALIAS = "alias"
    TAG = "tag"
    TOO_DEEP = "too-deep"
    DUPLICATE_KEY = "duplicate-key"
    SECOND_DOCUMENT = "second-document"
    # A field
    MISSING = "missing"
    UNKNOWN_FIELD = "unknown-field"
    WRONG_SHAPE = "wrong-shape"
    WRONG_VALUE = "wrong-value"
    BAD_FORM = "bad-form"
    TOO_LONG = "too-long"
    TOO_MANY = "too-many"
    EMPTY = "empty"
    OUT_OF_RANGE = "out-of-range"
    OUT_OF_ORDER = "out-of-order"
    NOBODY_MEANT = "nobody-meant"
    ONE_UNIT = "one-unit"
    HOURS_ORDER = "hours-order"
    INVALID = "invalid"
    # What holds between fields and files
    DUPLICATE_ID = "duplicate-id"
    DUPLICATE_PHRASING = "duplicate-phrasing"
    UNKNOWN_REFERENCE = "unknown-reference"
    UNKNOWN_SOURCE = "unknown-source"
    END_BEFORE_START = "end-before-start"
    NEVER_VERIFIED = "never-verified"
    VERIFIED_LATER = "verified-later"
    SECOND_DEFAULT = "second-default"
    #: It is over, and would be meant where a question names none.
    ARCHIVED_DEFAULT = "archived-default"
    NOTHING_EXPECTED = "nothing-expected"
    NO_SEMINAR = "no-seminar"
    ONLY_DRAFTS = "only-drafts"
    # Documents
    UNKNOWN_DOCUMENT = "unknown-document"
    DESCRIBED_TWICE = "described-twice"
    # The roster, and policies
    REAL_PARTICIPANT = "real-participant"
    UNKNOWN_PARTICIPANT = "unknown-participant"
    OWN_DEPUTY = "own-deputy"
    DUPLICATE_EMAIL = "duplicate-email"
    UNTIL_BEFORE_ANCHOR = "until-before-anchor"
    UNKNOWN_CODE = "unknown-code"
    # A roster written as a table
    CSV = "csv"
    EXTRA_CELL = "extra-cell"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing to mend in a file, and where."""

    kind: ProblemKind
    #: Relative to the content folder, with forward slashes.
    file: str
    #: From 1; None where the file as a whole is meant.
    line: int | None = None
    column: int | None = None
    #: The field meant: "title.fr", "related[2]"; "" for the item itself.
    field: str = ""
    #: What stands there, shortened; "" where nothing does.
    found: str = ""
    #: What is accepted: values, a limit, or the name of a form ("id", "date"); "" where the kind says it all.
    accepted: str = ""
    #: The other place, for what stands twice: "entries/slides.yaml:4:3".
    other: str = ""

    @property
    def place(self) -> str:
        """Where to put the cursor: "entries/venue.yaml:12:5"."""
        return ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)

    def __str__(self) -> str:
        details = [
            f"{name}={value!r}" for name in ("field", "found", "accepted", "other") if (value := getattr(self, name))
        ]
        return " ".join([f"{self.place}: {self.kind}", *details])


class KnowledgeError(Exception):
    """The knowledge could not be read; nothing was changed."""

    def __init__(self, problems: Sequence[Problem], waiting: Sequence[str] = ()) -> None:
        super().__init__("\n".join(map(str, problems)))
        #: All of them, in the order of files and lines, those of files that could not be read first. Never empty.
        self.problems = tuple(problems)
        #: What was referred to and not found, once a reference; it may be in what could not be read.
        self.waiting = tuple(waiting)
