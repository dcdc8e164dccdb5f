"""Why a question gets its reply, as a table for the terminal. Writes nothing."""

import shutil
from collections.abc import Iterator
from io import StringIO

from rich.console import Console
from rich.table import Table

from bot.answering import Answer, Offer, Quote
from bot.judging import Judged, features, flags
from bot.wording import Wording
from knowledge.library import Found
from knowledge.search import Match

#: In characters; what is not a terminal is taken to be as wide.
_WIDTH = 120
#: Of a passage, enough to know it again.
_SHOWN = 80


def as_table(judged: Judged, wording: Wording, language: str, *, width: int | None = None) -> str:
    """Return what was found, what the confidence is made of and what was decided, as text.

    Args:
        judged: a question and what became of it.
        wording: the bot's sentences.
        language: of whoever reads the terminal.
        width: in characters; left out: the terminal's.
    """
    written = StringIO()
    columns = width or shutil.get_terminal_size((_WIDTH, 24)).columns
    console = Console(file=written, width=columns, highlight=False, markup=False, emoji=False)
    told = _Told(judged, wording, language)
    for line in told.question():
        console.print(line)
    if judged.matches or judged.passages:
        console.print(told.table())
    for line in told.decision():
        console.print(line)
    return "\n".join(each.rstrip() for each in written.getvalue().splitlines())


class _Told:
    """A judgement in words."""

    def __init__(self, judged: Judged, wording: Wording, language: str) -> None:
        self.judged, self._wording, self._language = judged, wording, language

    def say(self, name: str, /, **values: str | float) -> str:
        return self._wording.say(self._language, name, **values)

    def question(self) -> Iterator[str]:
        """Yield how the question was read."""
        judged = self.judged
        yield self.say("judged-question", question=judged.asked, name=judged.language)
        if judged.decision is None:
            return
        readings = judged.readings()
        misspelt = [f"{each.typed} → {', '.join(each.known)}" for each in readings if each.known and not each.is_known]
        unknown = [each.typed for each in readings if not each.known]
        for name, found in (("judged-misspelt", misspelt), ("judged-unknown", unknown)):
            if found:
                yield self.say(name, words="; ".join(dict.fromkeys(found)))
        for term, same in judged.aliases():
            yield self.say("judged-alias", term=term, same=", ".join(same))

    def table(self) -> Table:
        table = Table(title=self.say("judged-title"), title_justify="left", show_lines=True)
        for column in ("candidate", "closest"):
            table.add_column(self.say(f"judged-{column}"), overflow="fold")
        for column in ("score", "confidence"):
            table.add_column(self.say(f"judged-{column}"), justify="right", no_wrap=True)
        for column in ("features", "guards"):
            table.add_column(self.say(f"judged-{column}"))
        for match in self.judged.matches:
            table.add_row(*self._entry(match))
        for found in self.judged.passages:
            table.add_row(*self._passage(found))
        return table

    def decision(self) -> Iterator[str]:
        """Yield the thresholds, what was decided and why."""
        judged = self.judged
        limits = judged.thresholds
        if judged.decision is None:
            yield self.say("judged-not-searched", kind=judged.reply.kind)
            return
        yield self.say(
            "judged-thresholds", answer=_share(limits.answer), offer=_share(limits.offer), quote=_share(limits.quote)
        )
        yield self.say("judged-decision", what=self._decided())

    def _decided(self) -> str:
        limits = self.judged.thresholds
        match self.judged.decision:
            case Answer(match):
                entry = match.entry.id if match.entry else ""
                values = {"confidence": _share(match.confidence), "least": _share(limits.answer)}
                return self.say("judged-answer", entry=entry, **values)
            case Quote(found, _):
                values = {"confidence": _share(found.confidence), "least": _share(limits.quote)}
                return self.say("judged-quote", passage=found.excerpt.id, **values)
            case Offer(matches):
                entries = ", ".join(each.entry.id for each in matches if each.entry)
                together = _share(sum(each.confidence for each in matches))
                return self.say("judged-offer", entries=entries, confidence=together, least=_share(limits.offer))
            case _:
                return self.say("judged-nothing", least=_share(limits.offer))

    def _entry(self, match: Match) -> tuple[str, ...]:
        name = match.entry.id if match.entry else ""
        return (name, match.phrasing, *_numbers(match), _listed(match), "\n".join(self._guards(match)))

    def _guards(self, match: Match) -> Iterator[str]:
        for name in flags(match.evidence):
            yield name.replace("_", " ")
        if match.entry is not None and flags(match.evidence):
            others = self.judged.other_numbers(match.entry)
            yield self.say("judged-number", numbers=", ".join(others)) if others else self.say("judged-contrast")

    def _passage(self, found: Found) -> tuple[str, ...]:
        text = found.excerpt.text.replace("\n", " ")
        shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
        name = f"{found.excerpt.document.id}:{found.excerpt.line}"
        guards = "\n".join(each.replace("_", " ") for each in flags(found.evidence))
        return (name, f"“{shown}”", *_numbers(found), _listed(found), guards)


def _numbers(found: Match | Found) -> tuple[str, str]:
    return f"{found.score:.1f}", _share(found.confidence)


def _listed(found: Match | Found) -> str:
    return "\n".join(f"{name.replace('_', ' ')} {_plain(value)}" for name, value in features(found.evidence))


def _plain(value: float) -> str:
    return str(value) if isinstance(value, int) else f"{value:.3f}"


def _share(value: float) -> str:
    return f"{value:.2f}"
