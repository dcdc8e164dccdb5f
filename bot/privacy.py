"""What people can ask about themselves: what is kept, a copy of it, to be erased, to be answered in their language."""

import re
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson
import structlog

from bot.errors import LedgerError
from bot.ports import Audited, Clock, FollowUpLedger
from bot.reply import Asker, Button, Reply, ReplyKind
from bot.retention import KINDS, TOLD_AGAIN, Kind, Retention
from bot.waiting import LEDGER_S, within
from bot.wording import Wording
from knowledge.base import Snapshot
from knowledge.model import in_language

log = structlog.get_logger()

#: Typed behind `/seminar`, alone or with one of the words below.
_PRIVACY = frozenset({"privacy", "confidentialité", "confidentialite"})
_EXPORT = frozenset({"export", "exporter"})
_ERASE = frozenset({"erase", "effacer", "delete", "supprimer"})
_LANGUAGE = frozenset({"language", "langue"})
#: Takes the choice of a language back.
_AS_ASKED = frozenset({"auto", "none", "aucune"})
#: Of a language's code.
_ISO_LETTERS = 3
#: How the acts of buttons begin that choose a language, which follows.
_CHOOSE = "language_"
#: A message of Slack's, less what frames it; what is longer comes in several.
_PART = 30_000
#: Longer texts come in pieces, a line each: no line is too long for a block of Slack's, whatever stands in it.
_PIECE = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Privacy:
    """People's own affairs. Everything it says is for its asker alone."""

    ledger: FollowUpLedger
    clock: Clock
    snapshot: Callable[[], Snapshot]
    wording: Wording
    kept: Retention
    #: Called with the Slack user once somebody erased themselves: what this process remembers of them goes too.
    erased: Callable[[str], Awaitable[None]]
    #: Called with a Slack user of whom something else is remembered now; must not wait.
    changed: Callable[[str], None] = lambda _: None

    async def asked(self, text: str, asker: Asker) -> Reply | None:
        """Return what a command about oneself is answered; None: it is a question like any other.

        Raises:
            LedgerError: nothing was changed.
        """
        match text.casefold().split():
            case [name] if name in _PRIVACY:
                return self.explained(asker)
            case [name, what] if name in _PRIVACY and what in _EXPORT:
                return self._reply("privacy-export-offer", asker, self._buttons(asker, "export"))
            case [name, what] if name in _PRIVACY and what in _ERASE:
                return await self._erase_offer(asker)
            case [name, what] if name in _LANGUAGE and self._is_language(what):
                return await self.choose(what, asker)
            # The code of a language that is not spoken here gets those that are.
            case [name, *what] if name in _LANGUAGE and len(what) <= 1 and len("".join(what)) <= _ISO_LETTERS:
                return self._languages(asker)
            case _:
                return None

    async def press(self, act: str, asker: Asker) -> Reply:
        """Do what somebody pressed below one of these replies; about nobody but whoever pressed it.

        Raises:
            LedgerError: nothing was changed.
        """
        match act:
            case "privacy_erase":
                return await self.erase(asker)
            case "privacy_erase_offer":
                return await self._erase_offer(asker)
            case "privacy_keep":
                return self._reply("privacy-kept", asker)
            case _ if act.startswith(_CHOOSE) and self._is_language(act.removeprefix(_CHOOSE)):
                return await self.choose(act.removeprefix(_CHOOSE), asker)
            case _:  # of an earlier version
                return self._reply("refused-gone", asker)

    def explained(self, asker: Asker) -> Reply:
        """Return what is kept, for how long, who sees it, and what people can do about it."""
        language = self._language(asker)
        lines = [self._say(asker, "privacy", contact=self._contact(language)), ""]
        lines += [f"- {self._kept(each, asker)}" for each in KINDS]
        lines += ["", self._say(asker, "privacy-rights", contact=self._contact(language))]
        return self._reply("\n".join(lines), asker, self._buttons(asker, "export", "erase"), is_said=True)

    async def notice(self, asker: Asker) -> Reply | None:
        """Return what somebody is to be told once, and again after a year; None: they were, or nobody can tell now.

        It is remembered when this returns.
        """
        now = self.clock.now()
        if not asker.is_remembered or (asker.told_at is not None and asker.told_at > now - TOLD_AGAIN):
            return None
        try:
            is_new = await within(LEDGER_S, self.ledger.tell_once(asker.id, now, since=now - TOLD_AGAIN))
        except (LedgerError, TimeoutError) as error:
            log.warning("notice put off", reason=str(error) or type(error).__name__)
            return None
        self.changed(asker.id)
        if not is_new:
            return None
        days = self.kept.questions.days
        contact = self._contact(self._language(asker))
        return self._reply(self._say(asker, "privacy-notice", contact=contact, days=days), asker, is_said=True)

    # A copy

    async def export(self, asker: Asker) -> Sequence[str]:
        """Return everything that is held of somebody, as JSON, in parts of whole lines that a message takes.

        Put together they are one document, of ASCII but for letters, in which nothing is mark-up. A text of more than
        400 characters is a list of its pieces.

        Raises:
            LedgerError: it could not be read.
        """
        held = {**await self.ledger.held(asker.id)}
        added = self.snapshot().knowledge.contributed
        if own := [each.model_dump(mode="json") for each in added if each.by == asker.id]:
            held["contributed"] = own
        log.info("copy given", kinds=len(held))
        return list(_parts(_as_json({"at": self.clock.now(), "user": asker.id, "held": held})))

    # To be erased

    async def _erase_offer(self, asker: Asker) -> Reply:
        carried = await self._carried(asker)
        return self._reply(
            self._say(asker, "privacy-erase-offer", count=carried), asker, self._buttons(asker, "really"), is_said=True
        )

    async def erase(self, asker: Asker) -> Reply:
        """Take somebody out of everything, at their own wish.

        Raises:
            LedgerError: nothing was changed.
        """
        carried = await self._carried(asker)
        await self.ledger.erase(asker.id)
        # Afterwards, and of nobody: what is kept must not bring the person back.
        after = f"one person, {carried} open assignments"
        await self.ledger.audit(
            Audited(at=self.clock.now(), who="", action="erased themselves", before="", after=after)
        )
        log.info("person erased at their own wish", assignments=carried)
        await self.erased(asker.id)
        return self._reply(self._say(asker, "privacy-erased", count=carried), asker, is_said=True)

    async def _carried(self, asker: Asker) -> int:
        person = next((each for each in await self.ledger.people() if each.user == asker.id), None)
        return len(await self.ledger.assignments(owner=person.id, open_only=True)) if person else 0

    # In one's language

    async def choose(self, language: str, asker: Asker) -> Reply:
        """Answer somebody in one language from now on, or in that of each question again.

        Raises:
            LedgerError: nothing was changed.
        """
        chosen = language if language in self.wording.languages else None
        await self.ledger.choose_language(asker.id, chosen, self.clock.now())
        self.changed(asker.id)
        spoken = chosen or self._language(asker)
        text = self.wording.say(spoken, "language-chosen" if chosen else "language-as-asked")
        return Reply(kind=ReplyKind.COMMAND, text=text, language=spoken, is_personal=True)

    def _languages(self, asker: Asker) -> Reply:
        buttons = [
            Button(act=f"{_CHOOSE}{each}", label=self.wording.say(each, "language-name"), about="me", is_own=True)
            for each in self.wording.languages
        ]
        as_asked = Button(act=f"{_CHOOSE}auto", label=self._say(asker, "language-auto"), about="me", is_own=True)
        return self._reply("language-offer", asker, [*buttons, as_asked])

    def _is_language(self, word: str) -> bool:
        return word in self.wording.languages or word in _AS_ASKED

    # In words

    def _kept(self, kind: Kind, asker: Asker) -> str:
        return self._say(asker, "kept-line", **described(kind, self.kept, self.wording, self._language(asker)))

    def _buttons(self, asker: Asker, *wanted: str) -> Sequence[Button]:
        labels = {each: self._say(asker, f"privacy-do-{each}") for each in ("export", "erase", "really", "keep")}
        of: Mapping[str, Sequence[Button]] = {
            "export": [Button(act="privacy_export", label=labels["export"], about="me", is_own=True)],
            "erase": [Button(act="privacy_erase_offer", label=labels["erase"], about="me", is_own=True)],
            "really": [
                Button(
                    act="privacy_erase",
                    label=labels["really"],
                    about="me",
                    confirm=self._say(asker, "erase-sure"),
                    is_own=True,
                ),
                Button(act="privacy_keep", label=labels["keep"], about="me", is_own=True),
            ],
        }
        return [button for each in wanted for button in of[each]]

    def _reply(self, text: str, asker: Asker, buttons: Sequence[Button] = (), *, is_said: bool = False) -> Reply:
        """Return a reply to somebody alone, of a message's name or of what is said already."""
        said = text if is_said else self._say(asker, text)
        return Reply(
            kind=ReplyKind.COMMAND, text=said, language=self._language(asker), buttons=buttons, is_personal=True
        )

    def _say(self, asker: Asker, message: str, /, **values: str | float) -> str:
        return self.wording.say(self._language(asker), message, **values)

    def _language(self, asker: Asker) -> str:
        wanted = (asker.language, *self.snapshot().languages)
        return next((each for each in wanted if each in self.wording.languages), self.wording.languages[0])

    def _contact(self, language: str) -> str:
        return in_language(self.snapshot().seminar.contact, language)


def described(kind: Kind, kept: Retention, wording: Wording, language: str) -> dict[str, str]:
    """Return what a kind of thing is, for how long it is kept and who sees it, in words."""
    values = dict(zip(("days", "more"), kind.days(kept), strict=False))
    return {
        "what": wording.say(language, f"kept-{kind.name}"),
        "time": wording.say(language, f"kept-{kind.name}-time", **values),
        "who": wording.say(language, f"seen-by-{kind.seen_by}"),
    }


def _as_json(value: Any) -> str:
    text = orjson.dumps(_in_pieces(value), option=orjson.OPT_INDENT_2).decode()
    # Backticks would end the block of code, brackets could be a mention: JSON has another spelling for them.
    return re.sub("[`<>&]", lambda found: f"\\u{ord(found[0]):04x}", text)


def _in_pieces(value: Any) -> Any:
    match value:
        case str() if len(value) > _PIECE:
            return [value[start : start + _PIECE] for start in range(0, len(value), _PIECE)]
        case dict():
            return {name: _in_pieces(each) for name, each in value.items()}
        case list():
            return [_in_pieces(each) for each in value]
        case _:
            return value


def _parts(text: str) -> Iterator[str]:
    """Yield a text in parts of a length that a message takes, cut between lines."""
    while len(text) > _PART:
        end = text.rfind("\n", 0, _PART)
        yield text[:end]
        text = text[end + 1 :]
    yield text
