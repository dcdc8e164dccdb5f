"""The terminal's side: ask one question, ask a file of them, run the checks. Writes nothing but its output."""

import asyncio
import json
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from functools import partial
from itertools import count
from typing import IO, Any

import orjson

from bot.desk import Desk
from bot.elsewhere import replied
from bot.reply import Asker, Conversation, Reply, ReplyKind
from bot.speaking import spoken
from bot.trying import run_checks
from bot.wording import Wording
from knowledge.base import Snapshot
from knowledge.checks import Failure
from knowledge.proposing import MOST_PROPOSALS, Proposal, proposals
from knowledge.reading import Drafts

_ASKER = Asker(id="terminal")
#: Of conversations: nothing leads from one to another.
_NUMBERS = count(1)
#: Each takes a new index and all checks.
_MOST_TRIED = 8


@dataclass(frozen=True, slots=True)
class Proved:
    """Two terms for one thing, as it seems."""

    proposal: Proposal
    #: How many checks would pass that fail.
    mended: int


def ask(desk: Desk, question: str, *, conversation: str = "terminal") -> Reply:
    """Return the desk's reply to one question; as in Slack, it may stand after `/seminar`.

    What happened is not known here, so it says where it is.
    """
    return asyncio.run(replied(desk, question, _ASKER, Conversation(channel=conversation)))


def judge(desk: Desk, question: str, language: str) -> str:
    """Return why a question gets its reply, as a table in a language."""
    from bot.local.judgement import as_table  # noqa: PLC0415 - only `--explain` draws it

    return as_table(desk.judge(question, _ASKER), desk.wording, language)


def as_text(desk: Desk, reply: Reply) -> str:
    return spoken(reply, desk.wording)


def as_json(desk: Desk, reply: Reply) -> str:
    """Return a reply as one JSON object, indented for people."""
    fields = {**_fields(desk, reply), "sources": [each.model_dump(exclude_none=True) for each in reply.sources]}
    if reply.quotation is not None:
        fields["quotation"] = asdict(reply.quotation)
    return orjson.dumps(fields, option=orjson.OPT_INDENT_2).decode()


def ask_lines(desk: Desk, lines: Iterable[str], out: IO[str], *, language: str = "en") -> None:
    """Answer each line with one JSON line, in their order; each is written before the next is read.

    A line has `id` and either `question` or `turns` (one conversation, whose last turn is answered). A line that is
    something else is answered with `kind: error`, in the language given, and reading goes on.
    """
    for number, line in enumerate(lines, 1):
        out.write(_answered(desk, line, number, language) + "\n")
        out.flush()


class _BadLineError(Exception):
    """A line that asks nothing; what is wrong with it is a message of the wording, perhaps with a detail."""

    def __init__(self, message: str, detail: str = "") -> None:
        super().__init__(message)
        self.message, self.detail = message, detail


def _answered(desk: Desk, line: str, number: int, language: str) -> str:
    asked_by = None
    try:
        fields = _parsed(line)
        asked_by = fields.get("id")
        turns = _turns(fields)
    except _BadLineError as error:
        what = desk.wording.say(language, error.message, detail=error.detail)
        text = desk.wording.say(language, "line-said", line=str(number), what=what)
        return _dumped({"id": asked_by, **_error(text, language)})
    started = time.perf_counter()
    reply = _last(desk, turns)
    elapsed_ms = (time.perf_counter() - started) * 1000
    return _dumped({"id": asked_by, **_fields(desk, reply), "latency_ms": round(elapsed_ms, 3)})


def _turns(fields: dict[str, Any]) -> list[str]:
    if "turns" not in fields:
        question = fields.get("question")
        if not isinstance(question, str):
            raise _BadLineError("line-no-question")
        return [question]
    turns = fields["turns"]
    if not isinstance(turns, list) or not all(isinstance(each, str) for each in turns):
        raise _BadLineError("line-turns-not-texts", '{"id": 1, "turns": ["...", "..."]}')
    if not turns:
        raise _BadLineError("line-no-turns")
    return turns


def _parsed(line: str) -> dict[str, Any]:
    """Return a line's fields.

    The standard library's reader takes what people's files have and stricter ones refuse: halves of an emoji, numbers
    of any size.
    """
    try:
        fields = json.loads(line.encode("utf-8", "surrogateescape"), parse_constant=_refused)
    except (ValueError, RecursionError) as error:
        raise _BadLineError("line-not-json", str(error) or type(error).__name__) from error
    if not isinstance(fields, dict):
        raise _BadLineError("line-not-object", '{"id": 1, "question": "..."}')
    return fields


def _refused(constant: str) -> None:
    raise ValueError(f"{constant} is no JSON")


def _fields(desk: Desk, reply: Reply) -> dict[str, Any]:
    return {
        "answer": spoken(reply, desk.wording),
        "kind": reply.kind,
        "entry": reply.entry,
        "seminar": reply.seminar,
        "confidence": round(reply.confidence, 4),
        "lang": reply.language,
        "choices": [each.entry for each in reply.choices],
        "abstained": reply.abstained,
        "help": reply.help,
    }


def _error(text: str, language: str) -> dict[str, Any]:
    reply = Reply(kind=ReplyKind.ERROR, text=text, language=language)
    return {
        "answer": text,
        "kind": reply.kind,
        "entry": None,
        "seminar": None,
        "confidence": 0.0,
        "lang": reply.language,
        "choices": [],
        "abstained": reply.abstained,
        "help": reply.help,
        "latency_ms": 0.0,
    }


#: Ends of a line to some readers, though not to JSON's own.
_LINE_ENDS = {ord(each): f"\\u{ord(each):04x}" for each in "\x85\u2028\u2029"}


def _dumped(fields: dict[str, Any]) -> str:
    # A lone surrogate in an id goes out as it came in, escaped: no encoding could write it.
    text = json.dumps(fields, ensure_ascii=False).translate(_LINE_ENDS)
    return text.encode("utf-8", "backslashreplace").decode()


def _last(desk: Desk, turns: Iterable[str]) -> Reply:
    """Return the reply to the last question of a conversation of its own."""
    conversation = f"terminal-{next(_NUMBERS)}"
    return [ask(desk, turn, conversation=conversation) for turn in turns][-1]


def proposed(desk: Desk, snapshot: Snapshot, failed: Sequence[Failure]) -> list[Proved]:
    """Return names that may be missing in `aliases.yaml`: each was tried, mends a check and breaks none."""
    knowledge = snapshot.knowledge
    # What fails for what it refers to lacks no name.
    alone = [each for each in failed if not each.check.turns]
    worth_trying = proposals(alone, snapshot.entries, knowledge.checks, knowledge.aliases)
    before = {each.check for each in failed}
    proved = []
    for proposal in worth_trying[:_MOST_TRIED]:
        tried = snapshot.with_aliases((proposal.same, proposal.term))
        after = {each.check for each in run_checks(replace(desk, snapshot=partial(_same, tried)), tried)}
        if after < before:
            proved.append(Proved(proposal, len(before - after)))
    return sorted(proved, key=lambda each: -each.mended)[:MOST_PROPOSALS]


def _same(snapshot: Snapshot) -> Snapshot:
    return snapshot


def show_failures(found: list[Failure], total: int) -> None:
    """Print a table of failures, and the count."""
    from rich.console import Console  # noqa: PLC0415 - only `check` draws a table
    from rich.table import Table  # noqa: PLC0415

    console = Console()
    if found:
        table = Table("question", "expected", "got", "confidence", title="Checks that failed")
        for each in found:
            table.add_row(each.check.question, each.expected, each.got, f"{each.outcome.confidence:.2f}")
        console.print(table)
    console.print(f"{total - len(found)} of {total} checks passed")


def show_drafts(drafts: Drafts, wording: Wording, language: str) -> None:
    """Print how many drafts wait; nothing where none does."""
    if drafts:
        counts = asdict(drafts)
        sys.stdout.write(f"{wording.say(language, 'drafts-held', count=sum(counts.values()), **counts)}\n")


def show_proposals(proved: Sequence[Proved], wording: Wording, language: str) -> None:
    """Print which names may be missing; nothing where none is."""
    from rich.console import Console  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    console = Console(highlight=False, markup=False, emoji=False)
    if proved:
        console.print(Text(wording.say(language, "proposals", count=len(proved))))
    for each in proved:
        proposal = each.proposal
        values = {"term": proposal.term, "same": proposal.same, "entries": ", ".join(proposal.entries)}
        console.print(Text(f"- {wording.say(language, 'proposal', count=each.mended, **values)}"), soft_wrap=True)
