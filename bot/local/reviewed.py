"""A review of the knowledge for the terminal: a score, and what to mend in the order of what helps most."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby

import orjson

from bot.wording import Wording
from knowledge.reviewing import Finding, Review

#: Of each kind; the count says how many there are.
_MOST = 10


def as_text(review: Review, wording: Wording, language: str, *, untried: int = 0, whole: bool = False) -> str:
    """Return a review in words.

    Args:
        review: what was found.
        wording: the sentences.
        language: of the reader.
        untried: links of which it is not known where they lead.
        whole: whether everything is listed, and not only some of each kind.
    """
    lines = [wording.say(language, "deep-score", score=review.score, count=review.looked_at)]
    for flaw, some in groupby(review.findings, key=lambda each: each.flaw):
        found = list(some)
        lines += ["", wording.say(language, f"deep-kind-{flaw}", count=len(found))]
        shown = found if whole else found[:_MOST]
        lines += [f"- {each.where}{_more(each, wording, language)}" for each in shown]
        if len(found) > len(shown):
            lines.append(f"- {wording.say(language, 'deep-more', count=len(found) - len(shown))}")
    if untried:
        lines += ["", wording.say(language, "deep-untried", count=untried)]
    return "\n".join(lines)


def _more(finding: Finding, wording: Wording, language: str) -> str:
    name = f"deep-more-{finding.flaw}"
    return f": {wording.say(language, name, **finding.values)}" if finding.values else ""


def as_json(review: Review, unknown: Sequence[str]) -> str:
    """Return a review as one JSON object, indented for people; ``unknown`` are links that were not found out."""
    fields = {
        "score": review.score,
        "looked_at": review.looked_at,
        "counts": {str(flaw): count for flaw, count in review.counts().items()},
        "findings": [
            {"flaw": str(each.flaw), "where": each.where, "weight": each.flaw.weight} | _plain(each)
            for each in review.findings
        ],
        "links_unknown": [*unknown],
    }
    return orjson.dumps(fields, option=orjson.OPT_INDENT_2).decode()


def _plain(finding: Finding) -> dict[str, str | int]:
    return {name: each.isoformat() if isinstance(each, date) else each for name, each in finding.values.items()}
