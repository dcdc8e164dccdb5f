"""What organisers can do, what everybody else is told, and what of it stays in the audit trail."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from bot.administering import Administration
from bot.answering import Thresholds
from bot.cues import Cues
from bot.desk import Desk
from bot.errors import LedgerError
from bot.limiting import TooOftenError
from bot.ports import PassedOn
from bot.reloading import KnowledgeNotKeptError, Reloading
from bot.reply import Asker, ReplyKind
from bot.storage.memory import MemoryLedger
from bot.teaching import Teaching
from bot.trail import Trail
from bot.trying import Trying
from bot.wording import Wording
from knowledge.base import KnowledgeBase
from knowledge.storage import StorageError
from tests.fakes import MONDAY, SMALL_SEMINAR, FakeClock, FaultyLedger, a_folder

OLGA = Asker(id="U0OLGA", language="en")
OLGA_EN_FRANCAIS = Asker(id="U0OLGA", language="fr")
BEN = Asker(id="U0BEN", language="en")
WORDING = Wording()
THRESHOLDS = Thresholds(answer=0.8, offer=0.3)


def desk_over(snapshot):
    return Desk(
        snapshot=lambda: snapshot,
        ledger=MemoryLedger(),
        clock=FakeClock(),
        wording=WORDING,
        thresholds=THRESHOLDS,
        cues=Cues.of(WORDING),
        focus_kept=timedelta(minutes=30),
        live=False,
    )


TRYING = Trying(desk_over=desk_over, thresholds=THRESHOLDS)

VENUE = SMALL_SEMINAR["entries/venue.yaml"]
MOVED = VENUE.replace("At the Esplanade hotel.", "At the Dubrovnik hotel.")
BROKEN = VENUE.replace("    answer:\n", "    anwser:\n", 1)


class Organisers:
    """The side of the organisers, with a folder they edit."""

    def __init__(self, folder):
        self.content = a_folder(folder / "content")
        self.base = KnowledgeBase(self.content, folder / "state")
        self.ledger = FaultyLedger(MemoryLedger())
        self.told = []
        reloading = Reloading(base=self.base, trail=Trail(self.ledger, FakeClock()), wording=WORDING, trying=TRYING)
        self.administration = Administration(
            base=self.base,
            ledger=self.ledger,
            clock=FakeClock(),
            wording=WORDING,
            is_organiser=self._is_organiser,
            reloading=reloading,
            teaching=Teaching(
                base=self.base,
                ledger=self.ledger,
                clock=FakeClock(),
                wording=WORDING,
                reloading=reloading,
                tell=self._tell,
                named=self._named,
            ),
        )

    def write(self, text, name="entries/venue.yaml"):
        (self.content / name).write_text(text, encoding="utf-8")

    async def run(self, command, asker=OLGA):
        reply = await self.administration.run(command, asker)
        assert reply.kind == ReplyKind.COMMAND
        return reply.text

    async def trail(self):
        return [(each.who, each.action, each.before, each.after) for each in await self.ledger.audited(limit=10)][::-1]

    @property
    def hotel(self):
        return self.base.snapshot.entries["zagreb-hotel"].answer["en"]

    async def _tell(self, question, _text, entry):
        self.told.append((question.id, entry))
        return True

    async def _named(self, user):
        return user

    async def _is_organiser(self, user):
        return user == "U0OLGA"


@pytest.fixture
def organisers(tmp_path):
    return Organisers(tmp_path)


# Reload


async def test_reload_puts_the_files_in_service(organisers):
    organisers.write(MOVED)
    said = await organisers.run("reload --now")
    assert said.splitlines() == [
        (
            "**The knowledge is reloaded** (generation 2, 2 entries): 0 added, 1 changed, 0 removed. "
            "`/seminar-admin undo` takes it back."
        ),
        "",
        "- Changed: `zagreb-hotel`",
    ]
    assert organisers.hotel == "At the Dubrovnik hotel."


async def test_reload_is_audited_before_and_after(organisers):
    organisers.write(MOVED)
    await organisers.run("reload --now")
    assert await organisers.trail() == [
        ("U0OLGA", "reload begun", "generation 1", ""),
        ("U0OLGA", "reload", "generation 1", "generation 2 (+0 ~1 -0)"),
    ]
    [latest] = await organisers.ledger.audited(limit=1)
    assert latest.at == MONDAY


async def test_reload_of_the_same_files_says_so(organisers):
    assert (await organisers.run("reload --now")).startswith("Nothing has changed in the files")
    assert organisers.base.snapshot.generation == 1


async def test_reload_speaks_the_organisers_language(organisers):
    organisers.write(MOVED)
    said = await organisers.run("reload --now", OLGA_EN_FRANCAIS)
    assert said.startswith("**Les connaissances sont rechargées** (génération 2, 2 entrées) : 0 ajoutée, 1 modifiée")
    assert said.endswith("- Modifié : `zagreb-hotel`")


async def test_reload_of_files_that_need_mending_changes_nothing(organisers):
    organisers.write(BROKEN)
    said = await organisers.run("reload --now")
    assert said.startswith("I kept the knowledge as it was: 2 things need mending.")
    assert "`entries/venue.yaml`, line 7, column 5: " in said
    assert '"anwser" is not a field I know' in said
    assert organisers.hotel == "At the Esplanade hotel."
    assert (await organisers.trail())[-1] == ("U0OLGA", "reload failed", "", "2 problems")


async def test_problems_are_told_in_french_too(organisers):
    organisers.write(BROKEN)
    said = await organisers.run("reload --now", OLGA_EN_FRANCAIS)
    assert said.startswith("J'ai gardé les connaissances telles quelles : 2 choses sont à corriger.")
    assert "`entries/venue.yaml`, ligne 7, colonne 5 : « anwser » n'est pas un champ connu" in said


async def test_questions_are_answered_while_a_reload_reads(organisers, monkeypatch):
    answered = asyncio.Event()
    loop = asyncio.get_running_loop()
    reload = organisers.base.reload

    def slowly(candidate, **over):
        asyncio.run_coroutine_threadsafe(answered.wait(), loop).result(5)
        return reload(candidate, **over)

    monkeypatch.setattr(organisers.base, "reload", slowly)
    reloading = asyncio.create_task(organisers.run("reload --now"))
    await asyncio.sleep(0)
    answered.set()
    assert (await reloading).startswith("Nothing has changed")


# Undo


async def test_undo_goes_back_and_says_that_the_files_stay(organisers):
    organisers.write(MOVED)
    await organisers.run("reload --now")
    said = await organisers.run("undo")
    assert said.startswith("**The last change is undone** (generation 3, 2 entries)")
    assert "the next reload would bring the change back" in said
    assert said.endswith("- Changed: `zagreb-hotel`")
    assert organisers.hotel == "At the Esplanade hotel."
    assert (await organisers.trail())[-1] == ("U0OLGA", "undo", "generation 2", "generation 3 (+0 ~1 -0)")


async def test_undo_speaks_french(organisers):
    organisers.write(MOVED)
    await organisers.run("reload --now")
    said = await organisers.run("undo", OLGA_EN_FRANCAIS)
    assert said.startswith("**Le dernier changement est annulé** (génération 3, 2 entrées)")
    assert "Les fichiers eux-mêmes n'ont pas bougé" in said


@pytest.mark.parametrize(
    ("asker", "said"),
    [
        (OLGA, "There is no earlier knowledge left to go back to."),
        (OLGA_EN_FRANCAIS, "Il ne reste pas de connaissances plus anciennes auxquelles revenir."),
    ],
)
async def test_nothing_to_undo_is_said(organisers, asker, said):
    assert await organisers.run("undo", asker) == said


# Who may


@pytest.mark.parametrize("command", ["reload", "undo", "help", "", "anything"])
async def test_anyone_else_is_told_whom_to_ask(organisers, command):
    organisers.write(MOVED)
    said = await organisers.run(command, BEN)
    assert said == "Only the seminar's organisers can do that. Please ask the Zagreb secretariat."
    assert organisers.hotel == "At the Esplanade hotel."


async def test_refusal_speaks_french(organisers):
    said = await organisers.run("reload --now", Asker(id="U0BEN", language="fr"))
    assert said.endswith("Adressez-vous à : le secrétariat de Zagreb.")


@pytest.mark.parametrize(
    ("command", "action"),
    [
        ("reload", "reload refused"),
        ("tell them that Ana Popescu is ill", "something refused"),
        ("", "something refused"),
    ],
)
async def test_refusal_is_audited_without_what_was_typed(organisers, command, action):
    await organisers.run(command, BEN)
    assert await organisers.trail() == [("U0BEN", action, "", "")]


# What is typed


@pytest.mark.parametrize("command", ["", "help", "HELP", " aide ", "--help", "`*`"])
async def test_help_lists_what_organisers_can_do(organisers, command):
    said = await organisers.run(command)
    assert "`/seminar-admin reload`" in said
    assert "`/seminar-admin undo`" in said
    assert await organisers.trail() == []


@pytest.mark.parametrize("command", ["Reload", " RELOAD ", "--reload"])
async def test_command_is_understood_however_it_is_typed(organisers, command):
    assert "Nothing has changed" in await organisers.run(command)


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("relaod", "I don't know `relaod`. Did you mean `/seminar-admin reload`?"),
        ("undoo", "I don't know `undoo`. Did you mean `/seminar-admin undo`?"),
        ("hlep", "I don't know `hlep`. Did you mean `/seminar-admin help`?"),
        ("frobnicate", "I don't know `frobnicate`. `/seminar-admin help` lists what organisers can do."),
        ("<!channel> *x*`", "I don't know `channel x`. `/seminar-admin help` lists what organisers can do."),
    ],
)
async def test_unknown_command_is_answered_with_a_guess_or_with_help(organisers, command, said):
    assert await organisers.run(command) == said


async def test_unknown_command_is_not_repeated_at_length(organisers):
    assert len(await organisers.run("x" * 40000)) < 200


async def test_organiser_with_another_language_is_answered_in_the_seminars_own(organisers):
    assert (await organisers.run("help", Asker(id="U0OLGA", language="ro"))).startswith("**Pour les organisateurs**")


# When something fails


@pytest.mark.parametrize("command", ["reload --now", "undo", "redo"])
async def test_disk_that_refuses_leaves_what_is_in_service(organisers, monkeypatch, command):
    organisers.write(MOVED)
    name = command.split()[0]
    monkeypatch.setattr(organisers.base, name, lambda *_, **__: (_ for _ in ()).throw(StorageError("no space left")))
    with pytest.raises(KnowledgeNotKeptError) as raised:
        await organisers.run(command)
    assert WORDING.knows(raised.value.tell)
    assert str(raised.value) == "no space left"
    assert organisers.hotel == "At the Esplanade hotel."
    assert [action for _, action, *_ in await organisers.trail()] == [f"{name} begun"]


@pytest.mark.parametrize("asker", [OLGA, BEN], ids=["organiser", "somebody else"])
async def test_nothing_is_done_that_cannot_be_audited(organisers, asker):
    organisers.write(MOVED)
    organisers.ledger.is_away = True
    with pytest.raises(LedgerError):
        await organisers.run("reload --now", asker)
    assert organisers.base.snapshot.generation == 1


class GoesAway(FaultyLedger):
    """A ledger that answers once and is away from then on."""

    async def audit(self, record):
        await self._ledger.audit(record)
        self.audit = self._away

    async def _away(self, _record):
        raise LedgerError("audit: OperationalError")


@pytest.mark.parametrize(
    ("text", "said"), [(MOVED, "**The knowledge is reloaded**"), (BROKEN, "I kept the knowledge as it was")]
)
async def test_what_came_of_it_is_told_even_if_the_ledger_is_away_by_then(tmp_path, text, said):
    organisers = Organisers(tmp_path)
    ledger, administration = GoesAway(MemoryLedger()), organisers.administration
    reloading = replace(administration.reloading, trail=Trail(ledger, FakeClock()))
    organisers.administration = replace(administration, ledger=ledger, reloading=reloading)
    organisers.write(text)
    with capture_logs() as lines:
        assert (await organisers.run("reload --now")).startswith(said)
    assert "outcome not audited" in [each["event"] for each in lines]


# What people sent to the organisers


def a_question(number=1, question="Is there *parking*?"):
    return PassedOn(
        id=f"q{number}",
        question=question,
        language="en",
        seminar="spring-2013",
        asker="U0BEN",
        channel="D1",
        thread=None,
        asked_at=MONDAY + timedelta(minutes=number),
    )


async def test_questions_sent_to_the_organisers_are_listed_latest_first_as_they_were_typed(organisers):
    for number, question in enumerate(["Is there *parking*?", "May I bring my dog?"]):
        await organisers.ledger.pass_on(a_question(number, question))
    text = await organisers.run("unanswered")
    assert "**2 questions**" in text
    assert text.index("bring my dog") < text.index(r"Is there \*parking\*?")
    assert "2 March 2026" in text


async def test_nothing_sent_is_said(organisers):
    assert "No question waits" in await organisers.run("unanswered")


async def test_many_questions_are_counted_and_the_latest_shown(organisers):
    for number in range(20):
        await organisers.ledger.pass_on(a_question(number, f"question {number}?"))
    text = await organisers.run("unanswered", OLGA_EN_FRANCAIS)
    assert "**20 questions**" in text
    assert "question 19?" in text
    assert "question 4?" not in text
    assert "et 5 de plus" in text


async def test_questions_are_for_organisers_alone(organisers):
    await organisers.ledger.pass_on(a_question())
    assert "parking" not in await organisers.run("unanswered", BEN)


async def test_question_that_is_dealt_with_leaves_the_list_and_the_trail_says_who_did_it(organisers):
    await organisers.ledger.pass_on(replace(a_question(), id="0a1b2c3d4e5f"))
    assert "`0a1b2c3d`" in await organisers.run("unanswered")
    assert "off the list" in await organisers.run("unanswered done 0a1b2c3d")
    assert "No question waits" in await organisers.run("unanswered")
    assert ("U0OLGA", "unanswered done", "0a1b2c3d waits", "0a1b2c3d dealt with") in await organisers.trail()
    assert (await organisers.ledger.passed_on())[0].answered_at == MONDAY


@pytest.mark.parametrize("which", ["0a1b", "ffffffff", "<!channel>", ""])
async def test_question_that_is_not_on_the_list_is_not_dealt_with(organisers, which):
    await organisers.ledger.pass_on(replace(a_question(), id="0a1b2c3d4e5f"))
    said = await organisers.run(f"unanswered done {which}")
    assert "<" not in said
    assert (await organisers.ledger.passed_on())[0].answered_at is None


# So often, and no more


@pytest.mark.parametrize("asker", [OLGA, BEN], ids=["organiser", "anybody else"])
async def test_more_than_people_do_is_refused_and_noted_once(organisers, asker):
    for _ in range(30):
        await organisers.run("unanswered", asker)
    rows = len(await organisers.ledger.audited(limit=1000))
    for attempt in ("unanswered", "reload", "anything"):
        with pytest.raises(TooOftenError):
            await organisers.run(attempt, asker)
    with pytest.raises(TooOftenError):
        await organisers.administration.press("roster_load", "x", asker, "en")
    noted = (await organisers.ledger.audited(limit=1000))[: len(await organisers.ledger.audited(limit=1000)) - rows]
    assert [(each.who, each.action) for each in noted] == [(asker.id, "too often")]
    assert organisers.base.snapshot.generation == 1
    other = BEN if asker is OLGA else OLGA
    assert await organisers.run("help", other)
