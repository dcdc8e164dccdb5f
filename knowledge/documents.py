"""A document's bytes, and what is said of it -> a document to quote from, or what is wrong with it. Pure."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from difflib import get_close_matches
from pathlib import PurePosixPath

from knowledge.consistency import Item
from knowledge.fields import problem_at, valid
from knowledge.files import DOCUMENTS, MARKDOWN
from knowledge.model import Document, DocumentFacts, ListedDocument, Source
from knowledge.nodes import Node, place
from knowledge.parsing import decoded, parse
from knowledge.passages import first_heading
from knowledge.problems import Problem, ProblemKind

#: Three hyphens, fields, three hyphens: a rule across the page has no field below it.
_FRONT_MATTER = re.compile(
    r"\A---[ \t]*\r?\n(?=[\w-]+:)(.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE
)
_LONGEST_TITLE = 200


class Shelf:
    """The documents of one folder, as they are taken up.

    Args:
        prefix: how the folder's files are named in problems: "bucharest-2012/".
        files: the bytes of each document, by its name in the folder.
        listed: what `documents.yaml` says, valid or not.
        seminar: whose folder it is; None for the shared one.
        unread: names of files that are there and could not be had, which is reported already.
    """

    def __init__(
        self,
        prefix: str,
        files: Mapping[str, bytes],
        listed: Collection[Item],
        *,
        seminar: str | None,
        unread: Collection[str] = (),
    ) -> None:
        self.problems: list[Problem] = []
        self._prefix, self._seminar = prefix, seminar
        self._listed = {name: item for item in listed if (name := item.text("file")) is not None}
        self.problems += _misplaced(listed, [name.removeprefix(f"{DOCUMENTS}/") for name in (*files, *unread)])
        self.documents = [each for name, data in files.items() if (each := self._taken(name, data)) is not None]

    def _taken(self, name: str, data: bytes) -> Document | None:
        file = self._prefix + name
        text, problem = decoded(data, file)
        if problem is None and "\0" in text:  # UTF-16, or no text at all
            line = text.count("\n", 0, text.index("\0")) + 1
            problem = Problem(kind=ProblemKind.NOT_UTF8, file=file, line=line, found="0x00")
        if problem is not None:
            self.problems.append(problem)
            return None
        facts, text = self._facts(name, file, text)
        if not text.strip():
            self.problems.append(Problem(kind=ProblemKind.EMPTY, file=file))
        return None if facts is None or not text.strip() else self._document(name, facts, text)

    def _facts(self, name: str, file: str, text: str) -> tuple[DocumentFacts | None, str]:
        """Return what is said of a document, None where that is not valid, and the text below."""
        item = self._listed.get(name.removeprefix(f"{DOCUMENTS}/"))
        front = _FRONT_MATTER.match(text)
        if front is None:
            return (DocumentFacts() if item is None else item.value), text
        # With its first line, so that the parser counts lines as an editor does.
        root, problems = parse(text[: front.end(1)].encode(), file)
        self.problems += problems
        if item is not None:
            top = Node(1, 1) if root is None else root
            self.problems.append(_described_twice(item, place(file, top)))
        facts = None if root is None else valid(DocumentFacts, root, file, self.problems)
        return facts, "\n" * front[0].count("\n") + text[front.end() :]

    def _document(self, name: str, facts: DocumentFacts, text: str) -> Document:
        path = PurePosixPath(name)
        is_markdown = path.suffix.lower() in MARKDOWN
        title = facts.title or (first_heading(text) if is_markdown else "") or path.stem.strip() or path.name
        source = Source(title=title[:_LONGEST_TITLE], publisher=facts.publisher, url=facts.url, date=facts.date)
        return Document(
            id=self._prefix + name,
            source=source,
            language=facts.language,
            audience=facts.audience,
            draft=facts.draft,
            seminar=self._seminar,
            is_markdown=is_markdown,
            text=text,
        )


def _misplaced(listed: Iterable[Item], names: Collection[str]) -> Iterator[Problem]:
    """Yield what is listed and is not there, or is listed twice."""
    first: dict[str, Item] = {}
    for item in listed:
        name = item.text("file")
        if name is None:
            continue
        before = first.setdefault(name, item)
        if before is not item:
            yield _described_twice(item, place(before.file, before.around("file")))
        elif name not in names:
            accepted = ", ".join(get_close_matches(name, names, n=3))
            details = {"field": "file", "found": name, "accepted": accepted}
            yield problem_at(ProblemKind.UNKNOWN_DOCUMENT, item.file, item.around("file"), **details)


def _described_twice(item: Item, other: str) -> Problem:
    node = item.around("file")
    return problem_at(ProblemKind.DESCRIBED_TWICE, item.file, node, found=item.text("file") or "", other=other)


def listed_documents(items: Iterable[Item]) -> list[Item]:
    return [each for each in items if each.model is ListedDocument]
