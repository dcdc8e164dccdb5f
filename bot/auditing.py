"""What was done and by whom, as organisers look it up: filtered, a page at a time, or all as a table."""

import csv
import io
import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time

from bot.cells import cell
from bot.markdown import literal
from bot.organising import Asked
from bot.ports import Audited, Clock, Ledger
from bot.reply import Attachment, Button, Reply, ReplyKind
from bot.wording import Wording

#: Lines of a page.
PAGE = 20
#: Looked through, the latest first; a table holds as many.
MOST = 10_000
_USER = re.compile(r"<?@?([UW][A-Z0-9]{2,30})(?:\|[^>]*)?>?", re.IGNORECASE)
_COLUMNS = ("at", "who", "action", "before", "after")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for."""

    who: str = ""
    #: Words that the action has, each of them.
    action: tuple[str, ...] = ()
    #: The first and the last day, in UTC.
    since: date | None = None
    until: date | None = None
    #: From 1.
    page: int = 1
    as_table: bool = False

    @classmethod
    def of(cls, words: Sequence[str]) -> "Wanted":
        """Return what was typed, in any order: a person, days, a page's number, `csv`, and words of an action."""
        who, days, page, as_table, action = "", list[date](), 1, False, list[str]()
        for word in words:
            if (day := _day(word)) is not None:
                days.append(day)
            elif word.casefold() == "csv":
                as_table = True
            elif word.isdecimal():
                page = max(1, int(word[:6]))
            elif (user := _USER.fullmatch(word)) and any(map(str.isdigit, word)):
                who = user[1].upper()
            elif word.casefold() not in {"page", "since", "until", "by"}:
                action.append(word.casefold())
        days.sort()
        return cls(
            who=who,
            action=tuple(action),
            since=days[0] if days else None,
            until=days[1] if len(days) > 1 else None,
            page=page,
            as_table=as_table,
        )

    def includes(self, record: Audited) -> bool:
        at = record.at.astimezone(UTC)
        return (
            (not self.who or record.who == self.who)
            and all(each in record.action.casefold() for each in self.action)
            and (self.since is None or at >= _start(self.since))
            and (self.until is None or at.date() <= self.until)
        )

    def typed(self, page: int) -> str:
        """Return how a page of the same is asked for."""
        days = [each.isoformat() for each in (self.since, self.until) if each is not None]
        return " ".join([*([self.who] if self.who else []), *self.action, *days, str(page)])


@dataclass(frozen=True, slots=True, kw_only=True)
class Auditing:
    """The organisers' command that shows the trail. Whoever calls has made sure that an organiser asks."""

    ledger: Ledger
    clock: Clock
    wording: Wording
    #: Returns what a Slack user is called.
    named: Callable[[str], Awaitable[str]]
    _names: dict[str, str] = field(init=False, default_factory=dict)

    @property
    def commands(self) -> Mapping[str, Callable[[Asked], Awaitable[str | Reply]]]:
        """Return the command. It may raise ``LedgerError``: nobody knows."""
        return {"audit": self.audit}

    @property
    def presses(self) -> Mapping[str, Callable[[Asked], Awaitable[str | Reply]]]:
        return {"audit_page": self._turned}

    async def audit(self, asked: Asked) -> str | Reply:
        """Show what was done, latest first: by somebody, on some days, a page; or all of it as a table."""
        wanted = Wanted.of(asked.words)
        found = [each for each in await self.ledger.audited(limit=MOST) if wanted.includes(each)]
        if not found:
            return self._say(asked, "audit-none")
        if wanted.as_table:
            name = f"suivi-{self.clock.now():%Y-%m-%d}-audit.csv"
            file = Attachment(name=name, title=name, data=as_table(found))
            text = self._say(asked, "audit-table", count=len(found))
            return Reply(
                kind=ReplyKind.COMMAND, text=text, language=asked.language, attachments=[file], is_personal=True
            )
        pages = -(-len(found) // PAGE)
        page = min(wanted.page, pages)
        shown = found[(page - 1) * PAGE : page * PAGE]
        lines = [self._say(asked, "audit", count=len(found), page=page, pages=pages), ""]
        lines += [f"- {await self._line(each, asked)}" for each in shown]
        return Reply(
            kind=ReplyKind.COMMAND,
            text="\n".join(lines),
            language=asked.language,
            buttons=[
                Button(act="audit_page", label=self._say(asked, name), about=wanted.typed(other))
                for name, other in (("home-page-back", page - 1), ("home-page-on", page + 1))
                if 1 <= other <= pages
            ],
        )

    async def _turned(self, asked: Asked) -> str | Reply:
        [typed] = asked.words or [""]
        return await self.audit(Asked(words=typed.split(), asker=asked.asker, language=asked.language, in_channel=True))

    async def _line(self, record: Audited, asked: Asked) -> str:
        change = " → ".join(literal(each) for each in (record.before, record.after) if each)
        who = literal(await self.named(record.who)) if record.who else self._say(asked, "audit-terminal")
        at = f"{record.at.astimezone(UTC):%Y-%m-%d %H:%M}"
        return f"{at} **{literal(record.action)}** {who}" + (f": {change}" if change else "")

    def _say(self, asked: Asked, name: str, /, **values: float) -> str:
        return self.wording.say(asked.language, name, **values)


def as_table(records: Sequence[Audited]) -> bytes:
    """Return records as CSV, as Excel reads it; nothing in it is a formula."""
    written = io.StringIO(newline="")
    table = csv.writer(written)
    table.writerow(_COLUMNS)
    for each in records:
        fields = (each.at.astimezone(UTC).isoformat(), each.who, each.action, each.before, each.after)
        table.writerow([cell(field) for field in fields])
    return b"\xef\xbb\xbf" + written.getvalue().encode(errors="replace")


def _day(word: str) -> date | None:
    try:
        return date.fromisoformat(word)
    except ValueError:
        return None


def _start(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
