"""Problems and differences, in words. Pure."""

import re
from collections.abc import Sequence

from bot.markdown import literal
from bot.wording import Wording
from knowledge.base import Difference
from knowledge.problems import KnowledgeError, Problem

#: A chat message holds about this many; the count says how many there are.
MOST_PROBLEMS = 30
_MOST_IDS = 20
#: How a problem names another place, whatever the reader's language.
_OTHER = re.compile(r"^(.+), line (\d+)$")


def explained(problem: Problem, wording: Wording, language: str) -> str:
    """Return one problem as a sentence in Markdown that begins with its place and says what is accepted.

    What stood in a file is shown as it stood there: a link in it stays text.
    """
    if problem.line is None:
        place = wording.say(language, "problem-place-file", file=problem.file)
    elif problem.column is None:
        place = wording.say(language, "problem-place-line", file=problem.file, line=str(problem.line))
    else:
        place = wording.say(
            language, "problem-place", file=problem.file, line=str(problem.line), column=str(problem.column)
        )
    name = f"problem-{problem.kind}"
    if not problem.accepted and wording.knows(f"{name}-bare"):
        name = f"{name}-bare"
    values = {each: literal(getattr(problem, each)) for each in ("field", "found", "accepted")}
    other = _OTHER.sub(lambda at: wording.say(language, "problem-place-line", file=at[1], line=at[2]), problem.other)
    # An item that has no name of its own leaves the place of the name empty.
    what = wording.say(language, name, **values, other=other).strip().removeprefix(":").strip()
    return wording.say(language, "problem-said", place=place, what=what)


def listed(
    error: KnowledgeError, message: str, wording: Wording, language: str, *, most: int | None = MOST_PROBLEMS
) -> str:
    """Return what needs mending as a Markdown list under the message of that name.

    Args:
        error: the problems, and what waits for them.
        message: the name of what goes before them.
        wording: the bot's sentences.
        language: of whoever reads it.
        most: how many problems are shown, where somebody cannot read as many as there are; None: all.
    """
    problems = error.problems
    lines = [wording.say(language, message, count=len(problems)), ""]
    lines += [f"- {explained(each, wording, language)}" for each in problems[:most]]
    if most is not None and len(problems) > most:
        lines.append(f"- {wording.say(language, 'problems-more', count=len(problems) - most)}")
    if error.waiting:
        names = _names(tuple(dict.fromkeys(error.waiting)), wording, language)
        lines += ["", wording.say(language, "problems-waiting", count=len(error.waiting), names=names)]
    return "\n".join(lines)


def described(difference: Difference, message: str, wording: Wording, language: str) -> str:
    """Return what a reload or an undo changed, as Markdown, under the message of that name."""
    values: dict[str, str | float] = {
        "generation": difference.generation,
        "entries": difference.entries,
        "added": len(difference.added),
        "changed": len(difference.changed),
        "removed": len(difference.removed),
    }
    lines = [wording.say(language, message, **values), ""]
    named = {name: getattr(difference, name) for name in ("added", "changed", "removed")}
    lines += [
        "- " + wording.say(language, f"difference-{name}", ids=_ids(ids, wording, language))
        for name, ids in named.items()
        if ids
    ]
    return "\n".join(lines).strip()


def _ids(ids: Sequence[str], wording: Wording, language: str) -> str:
    return _first([f"`{each}`" for each in ids], wording, language)


def _names(names: Sequence[str], wording: Wording, language: str) -> str:
    """Return what stands in files and may be no id at all."""
    return _first([literal(each) for each in names], wording, language)


def _first(texts: Sequence[str], wording: Wording, language: str) -> str:
    shown = ", ".join(texts[:_MOST_IDS])
    rest = len(texts) - _MOST_IDS
    return f"{shown}, {wording.say(language, 'and-more', count=rest)}" if rest > 0 else shown
