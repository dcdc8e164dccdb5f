"""What stands in for the world in tests: each keeps its port's promises, and has a vocabulary for what goes wrong."""

import asyncio
from datetime import UTC, date, datetime, timedelta

from bot.errors import LedgerError
from knowledge.base import Snapshot
from knowledge.model import ContactCard, Entry, Recommendation, Seminar, Source
from knowledge.reading import Knowledge

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


def a_snapshot(*entries, seminars=None, recommendations=(), cards=(), safety_texts=()):
    """A snapshot of one seminar with these entries, ready to be asked."""
    return Snapshot(
        Knowledge(
            seminars=tuple(seminars or (a_seminar(),)),
            entries=entries,
            recommendations=tuple(recommendations),
            cards=tuple(cards),
            safety_texts=tuple(safety_texts),
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
