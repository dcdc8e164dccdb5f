"""A question that asks the same of several meetings -> one question for each. Pure.

"How many countries in Zagreb and in Bucharest?" asks "how many countries in Zagreb" and "how many countries in
Bucharest". Where more stands between the names than what joins them, something else is asked.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from bot.cues import Cues, Form
from knowledge.search.text import words
from knowledge.subjects import Subjects

#: More is a table, and no answer.
MOST = 3


@dataclass(frozen=True, slots=True)
class Part:
    """What is asked of one of several meetings."""

    #: Ways to put it: as it stands, and without what any meeting is called, which is in the plural here.
    questions: tuple[str, ...]
    #: The meetings that its name may mean.
    meetings: frozenset[str]
    #: The words of the name.
    name: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Mention:
    """A name of a meeting, and where it stands among the words."""

    start: int
    end: int
    meetings: frozenset[str]


def of_each(question: str, subjects: Subjects, cues: Cues) -> Sequence[Part]:
    """Return what a question asks of each of the meetings that it names; nothing where it does not ask so."""
    asked = words(question)
    if (cues.joining | cues.comparing).isdisjoint(asked):  # most questions: names need not be looked for
        return ()
    mentions = _apart(_mentions(asked, subjects))
    if not 1 < len(mentions) <= MOST or not _are_joined(asked, mentions, cues):
        return ()
    before = [each for each in asked[: mentions[0].start] if each not in cues.comparing]
    after = [each for each in asked[mentions[-1].end :] if each not in cues.comparing]
    if not Form(" ".join((*before, *after)), cues).rest():
        return ()
    return [_part(before, asked[each.start : each.end], after, each.meetings, cues) for each in mentions]


def _part(
    before: Sequence[str], name: Sequence[str], after: Sequence[str], meetings: frozenset[str], cues: Cues
) -> Part:
    whole = (*before, *name, *after)
    fewer = (each for each in whole if each not in cues.meetings or each in name)
    ways = dict.fromkeys((" ".join(whole), " ".join(fewer)))
    return Part(tuple(ways), meetings, frozenset(name))


def _mentions(asked: Sequence[str], subjects: Subjects) -> list[_Mention]:
    """Return the names; what stands side by side and can mean one meeting is one: "zagreb 2011"."""
    found: list[_Mention] = []
    for at, named in enumerate(subjects.naming(asked)):
        meetings = frozenset(filter(subjects.is_meeting, named))
        if not meetings:
            continue
        last = found[-1] if found else None
        if last is not None and last.end == at and last.meetings & meetings:
            found[-1] = _Mention(last.start, at + 1, last.meetings & meetings)
        else:
            found.append(_Mention(at, at + 1, meetings))
    return found


def _apart(mentions: Sequence[_Mention]) -> Sequence[_Mention]:
    """Return names of different meetings, without those that several may mean; nothing where one is named twice."""
    times = Counter(each for mention in mentions for each in mention.meetings)
    own = [replace(each, meetings=frozenset(one for one in each.meetings if times[one] == 1)) for each in mentions]
    return own if all(each.meetings for each in own) else ()


def _are_joined(asked: Sequence[str], mentions: Sequence[_Mention], cues: Cues) -> bool:
    joining = cues.joining | cues.comparing
    nothing = cues.small | cues.meetings | joining
    between = (asked[one.end : other.start] for one, other in pairwise(mentions))
    # A comma is no word: "Zagreb, Sofia and Bucharest".
    return all(nothing.issuperset(each) and (not each or not joining.isdisjoint(each)) for each in between)
