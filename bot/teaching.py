"""What organisers answer that the bot could not: looked at first, then knowledge at once; the askers are told.

What was added is kept beside what the files say. It can be listed, changed, removed, undone, and taken into the files.
"""

import secrets
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

import structlog
from pydantic import ValidationError

from bot.errors import BotError
from bot.gathering import Group, grouped
from bot.markdown import literal
from bot.organising import Asked
from bot.pending import Pending
from bot.ports import Clock, Ledger, PassedOn
from bot.reloading import Reloading, changed_by
from bot.reply import Attachment, Button, Reply, ReplyKind
from bot.trying import Tried
from bot.undecided import undecided_questions
from bot.waiting import aside
from bot.wording import Wording
from knowledge.base import ChangedMeanwhileError, Difference, KnowledgeBase, Snapshot
from knowledge.contributing import Contribution, as_yaml, effect, unwritten
from knowledge.model import Audience, Entry, EntryKind, Value

log = structlog.get_logger()

#: Questions shown at a time, and of those that wait, so many are tried.
_MOST_SHOWN = 15
_MOST_TRIED = 50
#: Entries that an answer may belong to.
_NEAREST = 8
#: A form takes a hundred, and nobody reads as many.
_MOST_OFFERED = 60
_BUTTONS = 5
_MAX_LABEL = 60
_BRACKETS = dict.fromkeys(map(ord, "<>"))


class Dismissal(StrEnum):
    """Why a question is not answered."""

    NOT_OURS = "not_ours"
    UNCLEAR = "unclear"
    PRIVATE = "private"
    DONE = "done"


class _Written(Value):
    """What an organiser wrote, looked at and not in service yet."""

    contribution: Contribution
    #: The questions that it answers; "" for none.
    group: str
    #: The knowledge that it was looked at over.
    generation: int


@dataclass(frozen=True, slots=True)
class Shown:
    """A draft in words, and under which name it is kept until it is decided."""

    text: str
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Teaching:
    """What organisers add to the knowledge. Whoever calls has made sure that an organiser asks."""

    base: KnowledgeBase
    ledger: Ledger
    clock: Clock
    wording: Wording
    reloading: Reloading
    #: Tells an asker something about their question where they asked it; with the id of an entry, what it answers.
    #: Returns whether they were reached.
    tell: Callable[[PassedOn, str, str], Awaitable[bool]]
    #: Returns what a Slack user is called.
    named: Callable[[str], Awaitable[str]]
    _drafts: Pending = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_drafts", Pending(kind="knowledge", ledger=self.ledger, clock=self.clock))

    @property
    def commands(self) -> Mapping[str, Callable[[Asked], Awaitable[str | Reply]]]:
        """Return the commands by name. Any may raise ``LedgerError`` or ``KnowledgeNotKeptError``: nothing changed."""
        return {"unanswered": self.unanswered, "contributed": self.contributed}

    @property
    def presses(self) -> Mapping[str, Callable[[Asked], Awaitable[str | Reply]]]:
        return {"contributed_remove": self._remove}

    # Questions that wait

    async def groups(self) -> list[Group]:
        """Return the questions that wait, those that ask the same together."""
        return grouped(await undecided_questions(self.ledger))

    async def group(self, question: str) -> Group | None:
        """Return the group of a question, by its id or the beginning of it; None: it does not wait, or several do."""
        groups = await self.groups()
        found = [each for each in groups if any(one.id.startswith(question) for one in each.questions)]
        return found[0] if len(found) == 1 and len(question) >= len("0123abcd") else None

    async def unanswered(self, asked: Asked) -> str | Reply:
        """List the questions that wait, those asked last first."""
        match [each.casefold() for each in asked.words]:
            case ["done", which]:
                return await self._dealt_with(which, asked)
        groups = await self.groups()
        if not groups:
            return self._say(asked, "unanswered-none")
        latest = sorted(groups, key=lambda each: each.questions[-1].asked_at, reverse=True)
        count = sum(len(each.questions) for each in groups)
        lines = [self._say(asked, "unanswered", count=count, groups=len(groups)), ""]
        lines += [
            "- "
            + self.wording.say(
                asked.language,
                "unanswered-one",
                id=each.id[:8],
                day=each.questions[-1].asked_at.date(),
                question=literal(each.first.question),
                count=len(each.questions),
            )
            for each in latest[:_MOST_SHOWN]
        ]
        if len(latest) > _MOST_SHOWN:
            lines.append(f"- {self._say(asked, 'and-more', count=len(latest) - _MOST_SHOWN)}")
        buttons = [
            Button(
                act="teach_answer",
                label=self._say(asked, "teach-answer-this", question=_label(each.first.question)),
                about=each.id,
            )
            for each in latest[:_BUTTONS]
        ]
        return Reply(kind=ReplyKind.COMMAND, text="\n".join(lines), language=asked.language, buttons=buttons)

    async def _dealt_with(self, which: str, asked: Asked) -> str:
        """Take a question off the list, with those that ask the same; they are forgotten when their time is over."""
        group = await self.group(which)
        done = [await self.ledger.answered(each.id, self.clock.now()) for each in group.questions] if group else []
        if group is None or not any(done):
            shown = "".join(each for each in which if each.isalnum())[:40]
            return self._say(asked, "unanswered-unknown", id=shown)
        await self._note(asked, "unanswered done", group.id[:8])
        return self._say(asked, "unanswered-done")

    async def dismiss(self, question: str, reason: Dismissal, words: str, asked: Asked) -> str:
        """Take a question off the list and tell its askers why.

        Args:
            question: one of the group.
            reason: which they are told.
            words: of the organiser's, to them; "" for none.
            asked: who dismisses it.
        """
        group = await self.group(question)
        if group is None:
            return self._say(asked, "teach-gone")
        await self._note(asked, f"unanswered dismissed: {reason}", group.id[:8])

        def said(each: PassedOn) -> str:
            why = self.wording.say(each.language, f"dismissed-{reason}")
            return f"{why}\n\n{literal(words)}" if words else why

        reached, count = await self._tell(group, lambda each: (said(each), ""))
        return self._say(asked, "teach-dismissed", reached=reached, count=count)

    # What is added

    def nearest(self, text: str, language: str) -> Sequence[Entry]:
        """Return the entries that a question may belong to, the closest first, then others."""
        snapshot = self.base.snapshot
        found = snapshot.at(Audience.ORGANISERS).index.search(text, lang=language, limit=_NEAREST)
        near = {each.entry.id: snapshot.entries[each.entry.id] for each in found if each.entry is not None}
        rest = (each for each in snapshot.entries.values() if each.kind is not EntryKind.SMALL_TALK)
        return [*(near | {each.id: each for each in rest if each.id not in near}).values()][:_MOST_OFFERED]

    def added(self, id_: str) -> Contribution | None:
        """Return what was added under an id."""
        return next((each for each in self.base.snapshot.knowledge.contributed if each.id == id_), None)

    async def look(self, contribution: Contribution, group: str, asked: Asked) -> Shown:
        """Try what an organiser wrote, and return what it would do; nothing is in service yet.

        Args:
            contribution: takes the place of one with its id.
            group: the questions that it answers; "" for none.
            asked: who wrote it.
        """
        before = self.base.snapshot
        trying = self.reloading.trying
        tried = await aside(lambda: trying.tried(before, self._with(contribution, before)))
        own = await self.group(group) if group else None
        waiting = [each for each in await self.groups() if own is None or each.id != own.id][:_MOST_TRIED]
        asked_for = [*([own] if own else []), *waiting]
        view = tried.candidate.at(contribution.audience)
        replies = await aside(lambda: trying.asked([each.first.question for each in asked_for], view))
        target = contribution.to or contribution.id
        caught = [each for each, reply in zip(asked_for, replies, strict=True) if reply.entry == target]
        written = _Written(contribution=contribution, group=group, generation=before.generation)
        key = await self._drafts.keep(written.model_dump_json(), asked.asker.id)
        return Shown("\n\n".join(self._looked(contribution, tried, own, caught, asked)), key)

    def _with(self, contribution: Contribution, before: Snapshot) -> Snapshot:
        """Return the knowledge in service with one thing more, or another in its place. Blocks."""
        others = [each for each in before.knowledge.contributed if each.id != contribution.id]
        return self.base.contributing([*others, contribution])

    def _looked(
        self, contribution: Contribution, tried: Tried, own: Group | None, caught: Sequence[Group], asked: Asked
    ) -> list[str]:
        name = "teach-look-new" if contribution.to is None else "teach-look-added"
        lines = [self._say(asked, name, entry=contribution.to or contribution.id)]
        if own is not None:
            found = "teach-finds-own" if any(each.id == own.id for each in caught) else "teach-misses-own"
            lines.append(self._say(asked, found))
        others = [each for each in caught if own is None or each.id != own.id]
        if others:
            shown = "\n".join(f"- {literal(each.first.question)}" for each in others[:_MOST_SHOWN])
            lines.append(f"{self._say(asked, 'teach-catches', count=len(others))}\n\n{shown}")
        else:
            lines.append(self._say(asked, "teach-catches", count=0))
        return [*lines, *self.reloading.told(tried, asked)]

    async def apply(self, key: str, asked: Asked) -> str | Shown:
        """Put a draft in service and tell its askers; return what came of it.

        Where something else was changed since, the draft is tried anew, to be looked at again.
        """
        draft = _read(await self._drafts.waiting(key))
        if draft is None:
            return self._say(asked, "teach-forgotten")
        difference, before = await self._changed(draft), draft.generation
        await self._drafts.drop(key)
        if difference is None:
            again = await self.look(draft.contribution, draft.group, asked)
            return replace(again, text=f"{self._say(asked, 'teach-again')}\n\n{again.text}")
        await self.reloading.audited(asked.asker, f"contributed {draft.contribution.id}", before, difference)
        said = self._say(asked, "teach-done", entry=draft.contribution.to or draft.contribution.id)
        group = await self.group(draft.group) if draft.group else None
        if group is None:
            return said
        entry = draft.contribution.to or draft.contribution.id
        reached, count = await self._tell(group, lambda each: (self.wording.say(each.language, "answered-now"), entry))
        return f"{said} {self._say(asked, 'teach-told', reached=reached, count=count)}"

    async def _changed(self, draft: _Written) -> Difference | None:
        """Put a draft in service; None: something else was since it was looked at."""
        before = self.base.snapshot
        if before.generation != draft.generation:
            return None
        try:
            candidate = await aside(lambda: self._with(draft.contribution, before))
            return await changed_by(lambda: self.base.reload(candidate, over=before))
        except ChangedMeanwhileError:
            return None

    async def _tell(self, group: Group, what: Callable[[PassedOn], tuple[str, str]]) -> tuple[int, int]:
        """Tell the askers of a group, once; return how many were reached, and of how many."""
        # Taken off the list first: whoever presses twice, or two organisers, tell nobody twice.
        mine = [each for each in group.questions if await self.ledger.answered(each.id, self.clock.now())]
        reached = [await self.tell(each, *what(each)) for each in mine]
        log.info("askers told", count=len(mine), reached=sum(reached))
        return sum(reached), len(mine)

    async def contributed(self, asked: Asked) -> str | Reply:
        """List what was added, the latest first; `contributed remove ID` takes one out."""
        match [each.casefold() for each in asked.words]:
            case ["remove", id_]:
                return await self._remove(replace(asked, words=(id_,)))
        found = [*self.base.snapshot.knowledge.contributed][::-1]
        if not found:
            return self._say(asked, "contributed-none")
        lines = [self._say(asked, "contributed", count=len(found)), ""]
        lines += [f"- {await self._one(each, asked)}" for each in found[:_MOST_SHOWN]]
        if len(found) > _MOST_SHOWN:
            lines.append(f"- {self._say(asked, 'and-more', count=len(found) - _MOST_SHOWN)}")
        return Reply(
            kind=ReplyKind.COMMAND,
            text="\n".join(lines),
            language=asked.language,
            buttons=[button for each in found[:_BUTTONS] for button in self._buttons(each, asked)],
        )

    async def _one(self, each: Contribution, asked: Asked) -> str:
        return self.wording.say(
            asked.language,
            "contributed-one",
            id=each.id,
            to=each.to or "",
            added="yes" if each.to else "no",
            title=literal(self._title(each, asked)),
            who=literal(await self.named(each.by)) if each.by else "?",
            day=each.at.date(),
            effect=effect(each, self.base.snapshot.written),
        )

    def _buttons(self, each: Contribution, asked: Asked) -> Sequence[Button]:
        title = _label(self._title(each, asked))
        return (
            Button(act="teach_edit", label=self._say(asked, "contributed-edit", title=title), about=each.id),
            Button(
                act="contributed_remove",
                label=self._say(asked, "contributed-remove", title=title),
                about=each.id,
                confirm=self._say(asked, "contributed-sure"),
            ),
        )

    def _title(self, each: Contribution, asked: Asked) -> str:
        return each.as_entry().named(asked.language)

    async def _remove(self, asked: Asked) -> str:
        [id_] = asked.words or [""]
        if self.added(id_) is None:
            shown = "".join(each for each in id_ if each.isalnum() or each == "-")[:40]
            return self._say(asked, "contributed-unknown", id=shown)
        before = self.base.snapshot
        left = [each for each in before.knowledge.contributed if each.id != id_]
        try:
            candidate = await aside(lambda: self.base.contributing(left))
            difference = await changed_by(lambda: self.base.reload(candidate, over=before))
        except ChangedMeanwhileError:
            raise BotError(id_) from None
        await self.reloading.audited(asked.asker, f"contributed removed {id_}", before.generation, difference)
        return self._say(asked, "contributed-removed", id=id_)

    async def export(self, asked: Asked) -> Reply:
        """Return what was added as YAML, for the files."""
        snapshot = self.base.snapshot
        left = unwritten(snapshot.knowledge.contributed, snapshot.written)
        text = self._say(asked, "contributed-exported", count=len(left))
        data = as_yaml(left, snapshot.written).encode()
        name = f"suivi-{self.clock.now():%Y-%m-%d}-contributed.yaml"
        attachments = [Attachment(name=name, title=name, data=data)] if left else []
        return Reply(
            kind=ReplyKind.COMMAND,
            text=text,
            language=asked.language,
            attachments=attachments,
            is_personal=bool(left),
        )

    async def _note(self, asked: Asked, action: str, short: str) -> None:
        await self.reloading.trail.outcome(asked.asker, action, f"{short} dealt with", before=f"{short} waits")

    def _say(self, asked: Asked, name: str, /, **values: str | float) -> str:
        return self.wording.say(asked.language, name, **values)


def _read(content: str | None) -> _Written | None:
    """Return a draft as it was written; None: there is none, or another version wrote it."""
    try:
        return _Written.model_validate_json(content) if content is not None else None
    except ValidationError:
        return None


def new_id() -> str:
    """Return an id for what is added, which is its entry's where it is one of its own."""
    return f"added-{secrets.token_hex(4)}"


def _label(text: str) -> str:
    """Return what people wrote as part of a label: one line, short, and without what looks like a mention."""
    shown = " ".join(text.translate(_BRACKETS).split())
    return shown if len(shown) <= _MAX_LABEL else f"{shown[: _MAX_LABEL - 1]}…"
