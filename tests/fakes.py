"""What stands in for the world in tests: each keeps its port's promises, and has a vocabulary for what goes wrong."""

import asyncio
import re
import threading
import zlib
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

import numpy as np

from bot.errors import DeliveryError, LedgerError, RefusedError, UnreadableError
from bot.ports import Said
from knowledge.base import Snapshot
from knowledge.model import ContactCard, Entry, Recommendation, Seminar, Source
from knowledge.reading import Knowledge
from knowledge.search.encoding import EncodingError
from knowledge.shelf import KEPT
from knowledge.storage import StorageError

MONDAY = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


class FakeClock:
    """Shows the time that a test says."""

    def __init__(self, now: datetime = MONDAY) -> None:
        self._now = now

    def now(self) -> datetime:
        return self._now

    def advance(self, **duration: float) -> None:
        self._now += timedelta(**duration)


class FaultyLedger:
    """A ledger that can go away, or answer nothing for as long as a test wants."""

    def __init__(self, ledger) -> None:
        self._ledger = ledger
        #: While set, every method raises ``LedgerError``, as a database that cannot be reached.
        self.is_away = False
        #: While cleared, every method waits, as a database that takes connections and never answers.
        self.answers = asyncio.Event()
        self.answers.set()
        #: The methods that were called, in their order.
        self.called: list[str] = []

    def __getattr__(self, name):
        method = getattr(self._ledger, name)

        async def faulty(*args, **kwargs):
            self.called.append(name)
            if name == "close":
                return await method()
            await asyncio.sleep(0)  # a database never answers before others have had their turn
            if self.is_away:
                raise LedgerError(f"{name}: OperationalError")
            await self.answers.wait()
            return await method(*args, **kwargs)

        return faulty


class FakeEncoder:
    """Knows what words mean the same in which languages, and nothing else."""

    name = "fake-1"

    def __init__(self, *same: str) -> None:
        """Take groups of words, each as a text: "hotel ξενοδοχείο"."""
        self._meaning = {word: group.split()[0] for group in map(str.casefold, same) for word in group.split()}
        #: Every text that it was asked for, in order.
        self.encoded: list[str] = []
        #: While set, it fails.
        self.is_broken = False

    def encode(self, texts):
        if self.is_broken:
            raise EncodingError("fake-1 failed: broken")
        self.encoded += texts
        return np.array([self._vector(text) for text in texts], np.float32)

    def _vector(self, text):
        # As real ones, into a narrow cone: all texts have the first direction in common.
        vector = np.zeros(4097)
        vector[0] = 2.0
        for word in re.findall(r"\w+", text.casefold()):
            digest = zlib.crc32(self._meaning.get(word, word).encode("utf-8", "replace"))
            vector[1 + digest % 4096] += 1.0
        return vector / np.linalg.norm(vector)


class StickyEncoder(FakeEncoder):
    """A fake encoder that a test can let stick: then it encodes nothing until it may go on."""

    def __init__(self, *same: str) -> None:
        super().__init__(*same)
        self.may_go_on = threading.Event()
        self.may_go_on.set()
        #: How many threads are in it.
        self.inside = 0

    def encode(self, texts):
        self.inside += 1
        # The limit is for a test that fails: whatever waits ends some time.
        self.may_go_on.wait(20)
        self.inside -= 1
        return super().encode(texts)


# Following up


class FakeReal:
    """Real time as a test lets it pass: what leases, waits and the pace are held against."""

    def __init__(self) -> None:
        self._passed = 0.0
        #: How far the wall clock was moved by hand.
        self.moved = timedelta(0)

    def now(self) -> datetime:
        return MONDAY + timedelta(seconds=self._passed) + self.moved

    def monotonic(self) -> float:
        return 1_000 + self._passed

    def advance(self, **duration: float) -> None:
        self._passed += timedelta(**duration).total_seconds()

    async def rest(self, _stopped: asyncio.Event, seconds: float) -> None:
        self._passed += seconds


class FakeMessenger:
    """Conversations in memory, which keep every message they accepted, and can be difficult."""

    def __init__(self) -> None:
        #: What people see, by conversation: the ts, the id and the message, oldest first.
        self.conversations: dict[str, list[tuple[str, str, dict]]] = {}
        #: What stands in the metadata of messages, by their ts.
        self.signs: dict[str, list[str]] = {}
        #: Slack users who have an address, by it.
        self.users: dict[str, str] = {}
        #: What the next posts meet, in order: an error that is raised before, or with ``accepted`` after acceptance.
        self.faults: list[tuple[DeliveryError, bool]] = []
        #: For as long as it is set, every call raises it.
        self.outage: DeliveryError | None = None
        #: Slack's word for users who get nothing, and conversations nobody may read.
        self.refused: dict[str, str] = {}
        self.unreadable: set[str] = set()
        #: Called with the row's id when a post has left the bot, before it is accepted.
        self.on_the_way = None
        self.tried = 0
        self._numbers = 0

    def fail(self, error: DeliveryError, *, accepted: bool = False, times: int = 1) -> None:
        self.faults += [(error, accepted)] * times

    def say(self, channel: str, text: str = "hello") -> None:
        """Somebody else writes in a conversation."""
        self._keep(channel, "", {"text": text})

    @property
    def delivered(self) -> list[str]:
        """The ids of all messages that were accepted: one that stands twice was doubled."""
        return [id_ for messages in self.conversations.values() for _, id_, _ in messages if id_]

    def texts(self, channel: str) -> list[str]:
        return [message["text"] for _, id_, message in self.conversations.get(channel, ()) if id_]

    async def conversation(self, user: str) -> str:
        await self._reached()
        if user in self.refused:
            raise RefusedError(self.refused[user])
        return user if user.startswith(("C", "D")) else f"D{user}"

    async def said(self, channel: str) -> Said:
        await self._read(channel)
        messages = self.conversations.get(channel)
        signs = {sign: ts for ts, *_ in messages or () for sign in self.signs.get(ts, ())}
        return Said(messages[-1][0] if messages else "0", signs)

    async def post(self, channel: str, message, *, id_: str, signs) -> str:
        self.tried += 1
        if self.on_the_way is not None:
            await self.on_the_way(id_)
        await self._reached()
        if channel.removeprefix("D") in self.refused:
            raise RefusedError(self.refused[channel.removeprefix("D")])
        error, accepted = self.faults.pop(0) if self.faults else (None, True)
        ts = self._keep(channel, id_, dict(message)) if accepted else ""
        self.signs[ts] = [*signs]
        if error is not None:
            raise error
        return ts

    async def find(self, channel: str, *, id_: str, after: str) -> str | None:
        return next(iter(await self.copies(channel, id_=id_, after=after)), None)

    async def copies(self, channel: str, *, id_: str, after: str) -> list[str]:
        await self._read(channel)
        messages = self.conversations.get(channel, ())
        return [ts for ts, its, _ in reversed(messages) if its == id_ and ts > after]

    async def update(self, channel: str, ts: str, message) -> None:
        messages = self.conversations[channel]
        messages[:] = [(at, id_, dict(message) if at == ts else old) for at, id_, old in messages]

    async def user_with(self, email: str) -> str | None:
        await self._reached()
        return self.users.get(email)

    def _keep(self, channel: str, id_: str, message: dict) -> str:
        self._numbers += 1
        ts = f"1790000000.{self._numbers:06}"
        self.conversations.setdefault(channel, []).append((ts, id_, message))
        return ts

    async def _read(self, channel: str) -> None:
        await self._reached()
        if channel in self.unreadable:
            raise UnreadableError("missing_scope")

    async def _reached(self) -> None:
        await asyncio.sleep(0)  # Slack never answers before others have had their turn
        if self.outage is not None:
            raise self.outage


class FakeOrganisers:
    """Organisers who keep what they are told."""

    def __init__(self, *users: str, channel: str | None = None) -> None:
        self.users, self.channel = set(users), channel
        self.told: dict[str, str] = {}

    async def everyone(self) -> frozenset[str]:
        return frozenset(self.users)

    async def tell_once(self, key: str, message: str) -> None:
        self.told.setdefault(key, message)


# Knowledge, as small as a test needs it


def an_entry(called="venue", asked="where is the meeting held", answer="At the Esplanade hotel.", **fields):
    """An entry in English; ``fr=("où se tient la réunion", "À l'hôtel Esplanade.")`` adds French."""
    phrasings, answers = {"en": (asked,)}, {"en": answer}
    if "fr" in fields:
        question, said = fields.pop("fr")
        phrasings["fr"], answers["fr"] = (question,), said
    return Entry(id=called, **{"phrasings": phrasings, "answer": answers, **fields})


def a_seminar(called="zagreb-2013", **fields):
    return Seminar(
        id=called,
        **{
            "title": {"fr": "Séminaire de Zagreb", "en": "Zagreb seminar"},
            "start": date(2013, 4, 11),
            "end": date(2013, 4, 12),
            "place": {"fr": "Zagreb", "en": "Zagreb"},
            "country": "HR",
            "timezone": "Europe/Zagreb",
            "languages": ("fr", "en"),
            "contact": {"fr": "le secrétariat de Zagreb", "en": "the Zagreb secretariat"},
            **fields,
        },
    )


def a_recommendation(called="train-judges", reference="ZAG-2013-R01", standing="request", **fields):
    return Recommendation(
        id=called,
        reference=reference,
        standing=standing,
        **{
            "title": {"fr": "Former les magistrats", "en": "Train judges"},
            "text": {"fr": "Que les magistrats soient formés.", "en": "That judges be trained."},
            "seminar": "zagreb-2013",
            **fields,
        },
    )


def a_card(called="line", *, countries=("RS",), **fields):
    return ContactCard(
        id=called,
        countries=countries,
        **{
            "name": {"fr": f"Ligne {called}", "en": f"Line {called}"},
            "purpose": {"fr": "Victimes", "en": "Victims"},
            "numbers": ("0800 111 000",),
            "owner": "organisers",
            "source": Source(title="A page"),
            "confirmed": True,
            **fields,
        },
    )


def a_snapshot(*entries, seminars=None, recommendations=(), cards=(), safety_texts=(), documents=(), aliases=()):
    """A snapshot of one seminar with these entries, ready to be asked."""
    return Snapshot(
        Knowledge(
            seminars=tuple(seminars or (a_seminar(),)),
            entries=entries,
            recommendations=tuple(recommendations),
            cards=tuple(cards),
            safety_texts=tuple(safety_texts),
            documents=tuple(documents),
            aliases=tuple(aliases),
        ),
        0,
    ).prepared()


#: A whole seminar folder, as an organiser elsewhere would begin; it brings no shared knowledge.
SMALL_SEMINAR = {
    "seminar.yaml": """\
id: zagreb-2013
title: {fr: Séminaire de Zagreb, en: Zagreb seminar}
start: 2013-04-11
end: 2013-04-12
place: {fr: Zagreb, en: Zagreb}
country: HR
timezone: Europe/Zagreb
languages: [fr, en]
contact: {fr: le secrétariat de Zagreb, en: the Zagreb secretariat}
sources:
  programme: {title: Programme of the seminar, url: "https://example.org/programme", date: "2013"}
""",
    "entries/venue.yaml": """\
entries:
  - id: zagreb-hotel
    title: {fr: Hôtel du séminaire, en: The seminar's hotel}
    phrasings:
      fr: [dans quel hôtel logent les participants, où dort-on]
      en: [which hotel do the participants stay at, where do we sleep]
    answer:
      fr: À l'hôtel Esplanade.
      en: At the Esplanade hotel.
    source: programme
  - id: zagreb-fee
    title: {fr: Frais d'inscription, en: The registration fee}
    phrasings:
      fr: [combien coûte l'inscription, y a-t-il des frais d'inscription]
      en: [how much is the registration fee, does it cost anything to register]
    answer:
      fr: L'inscription est gratuite.
      en: Registration is free of charge.
    source: programme
""",
    "checks.yaml": """\
checks:
  - {question: "which hotel do the participants stay at?", entry: zagreb-hotel, language: en}
  - {question: "combien coûte l'inscription ?", entry: zagreb-fee, language: fr}
""",
}


def a_folder(path, files=SMALL_SEMINAR, **changed):
    """Write files below a folder; ``changed`` replaces one by its name without suffix: ``checks="..."``."""
    for name, text in {**files, **{f"{name}.yaml": text for name, text in changed.items()}}.items():
        file = path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return path


async def until(is_so, *, patience_s=20):
    """Wait until something is so; raise ``TimeoutError`` where it never is."""
    async with asyncio.timeout(patience_s):
        while not is_so():  # noqa: ASYNC110 - a thread, a log and a process have no event of the loop's
            await asyncio.sleep(0.001)


class FakeShelf:
    """A shelf in memory, for knowledge bases in one process."""

    def __init__(self):
        self.kept = {}
        self.is_away = False

    def digests(self):
        self._reached()
        return {number: sha256(content).hexdigest() for number, content in self.kept.items()}

    def read(self, number):
        self._reached()
        return self.kept.get(number)

    def put(self, number, content):
        self._reached()
        if number in self.kept:
            return False
        self.kept[number] = content
        for old in sorted(self.kept)[:-KEPT]:
            del self.kept[old]
        return True

    def amend(self, number, content):
        self._reached()
        if number in self.kept:
            self.kept[number] = content

    def _reached(self):
        if self.is_away:
            raise StorageError("the shelf is away")
