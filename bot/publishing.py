"""The knowledge as a page of questions and answers that can be published: one HTML file, no script, nothing fetched.

Only what everyone may read is there. Pure.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from bot.linked import as_script, published
from bot.markdown import as_html
from bot.speaking import cited
from bot.wording import Wording
from knowledge.base import Snapshot
from knowledge.model import Entry, Recommendation, Seminar, Source, in_language

_STYLE = """
:root { color-scheme: light dark; --soft: #5a6972; --line: #c9c9c9; --accent: #1d6d67; }
@media (prefers-color-scheme: dark) { :root { --soft: #9fb0b9; --line: #46535b; --accent: #6fc7bf; } }
body { font: 1rem/1.55 system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif; max-width: 44rem; margin: 0 auto;
  padding: 1.5rem 1rem 4rem; }
h1 { font-size: 1.6rem; line-height: 1.2; }
h2 { font-size: 1.2rem; margin: 2.2rem 0 .6rem; border-bottom: 2px solid var(--accent); }
details { border-bottom: 1px solid var(--line); padding: .5rem 0; }
summary { cursor: pointer; font-weight: 600; }
a { color: var(--accent); }
.soft { color: var(--soft); font-size: .9rem; }
nav ul { padding-left: 1.2rem; }
@media print { details > * { display: block; } }
"""


def page(snapshot: Snapshot, today: date, *, wording: Wording, language: str) -> str:
    """Return what everyone may read, as a page in a language; what is not in it is shown in the language it has.

    Args:
        snapshot: the knowledge.
        today: the day on which it is made: what has a last day is shown with it, and as past where it is.
        wording: has the words.
        language: to write it in.
    """
    return _Page(snapshot, today, wording, language).whole()


@dataclass(frozen=True, slots=True)
class _Part:
    """What stands under one heading."""

    id: str
    title: str
    #: In HTML.
    lead: str
    entries: Sequence[Entry]


@dataclass(frozen=True, slots=True)
class _Page:
    snapshot: Snapshot
    today: date
    wording: Wording
    language: str

    def whole(self) -> str:
        parts = [each for each in self._parts() if each.entries]
        title = self._say("publish-title", seminar=in_language(self.snapshot.seminar.title, self.language))
        head = f'<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{title}</title>'
        made = self._say("publish-made", day=self.today)
        contact = self._say("publish-contact", contact=in_language(self.snapshot.seminar.contact, self.language))
        body = "\n".join(
            [
                f"<h1>{title}</h1>",
                f'<p class="soft">{made} {contact}</p>',
                self._contents(parts),
                *(self._part(each) for each in parts),
            ]
        )
        head += f"<style>{_STYLE}</style>{as_script(self.snapshot, self.language)}"
        return (
            f'<!doctype html>\n<html lang="{escape(self.language)}">\n<head>{head}</head>\n'
            f"<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
        )

    def _parts(self) -> Iterator[_Part]:
        public = list(published(self.snapshot))
        points = {each.id for each in self.snapshot.knowledge.recommendations}
        for seminar in self.snapshot.knowledge.seminars:
            own = [each for each in public if each.seminar == seminar.id]
            title = in_language(seminar.title, self.language)
            yield _Part(seminar.id, title, self._when(seminar), [each for each in own if each.id not in points])
            yield _Part(
                f"{seminar.id}-recommendations",
                self._say("publish-recommendations", seminar=title),
                "",
                [each for each in own if each.id in points],
            )
        shared = [each for each in public if each.seminar is None]
        yield _Part("shared", self._say("publish-shared"), "", shared)

    def _when(self, seminar: Seminar) -> str:
        place = in_language(seminar.place, self.language)
        words = self._say("publish-when", start=seminar.start, end=seminar.end, place=place)
        return f'<p class="soft">{words}</p>'

    def _contents(self, parts: Iterable[_Part]) -> str:
        lines = (f'<li>{self._link(each)} <span class="soft">{len(each.entries)}</span></li>' for each in parts)
        return f"<nav><ul>{''.join(lines)}</ul></nav>"

    def _link(self, part: _Part) -> str:
        return f'<a href="#{escape(part.id)}">{escape(part.title)}</a>'

    def _part(self, part: _Part) -> str:
        entries = "\n".join(map(self._entry, part.entries))
        return f'<section id="{escape(part.id)}">\n<h2>{escape(part.title)}</h2>\n{part.lead}\n{entries}\n</section>'

    def _entry(self, entry: Entry) -> str:
        point = self.snapshot.recommendations.get(entry.id)
        language = self.language if self.language in entry.answer else next(iter(entry.answer))
        title = entry.named(self.language) + (f" ({point.reference})" if point else "")
        spoken = "" if language == self.language else f' lang="{escape(language)}"'
        lines = [f"<div{spoken}>{as_html(in_language(entry.answer, self.language))}</div>"]
        lines += [f'<p class="soft">{each}</p>' for each in (*self._standing(point), *self._until(entry))]
        lines += [f'<p class="soft">{self._say("source")} {_source(each)}</p>' for each in _sources(entry)]
        return f'<details id="{escape(entry.id)}"><summary>{escape(title)}</summary>{"".join(lines)}</details>'

    def _standing(self, point: Recommendation | None) -> Iterator[str]:
        if point is not None:
            yield self._say(f"standing-{point.standing}")

    def _until(self, entry: Entry) -> Iterator[str]:
        if entry.valid_until is not None:
            name = "publish-past" if entry.valid_until < self.today else "publish-until"
            yield self._say(name, day=entry.valid_until)

    def _say(self, name: str, /, **values: str | float | date) -> str:
        return escape(self.wording.say(self.language, name, **values))


def _sources(entry: Entry) -> Sequence[Source]:
    return [each for each in (entry.source, *entry.further_sources) if each is not None]


def _source(source: Source) -> str:
    shown = escape(cited(source))
    return f'<a href="{escape(source.url)}">{shown}</a>' if source.url else shown
