"""The trail as organisers look it up: by person, days and words, page by page, and as a table."""

import csv
import io

import pytest

from bot.auditing import Wanted, as_table
from bot.ports import Audited
from tests.fake_slack import BEN, OLGA
from tests.fakes import MONDAY
from tests.scenarios.test_teaching import Office


@pytest.fixture
async def office(http):
    office = Office(http)
    http.slack.people[OLGA]["real_name"] = "Olga Petrova"
    await office.command("pause")
    http.clock.advance(days=1)
    await office.command("resume")
    await office.command("pause", user=BEN)
    return office


async def test_trail_is_shown_latest_first_with_names_and_what_changed(office):
    said = await office.command("audit")
    lines = said.text.splitlines()
    assert lines[0].startswith("What was done: 6, latest first, in UTC; page 1 of 1.")
    assert lines[2] == "- 2026-03-03 09:30 audit begun Olga Petrova: generation 1"
    assert lines[-1].startswith("- 2026-03-02 09:30 pause begun Olga Petrova")
    assert "- 2026-03-03 09:30 resume Olga Petrova: stopped: organiser → sending" in lines


@pytest.mark.parametrize(
    ("filters", "count"),
    [("pause", 3), (f"<@{BEN}|ben>", 1), (BEN.lower(), 1), ("2026-03-03", 4), ("2026-03-02 2026-03-02 pause", 2)],
)
async def test_filters_narrow_it(office, filters, count):
    said = await office.command(f"audit {filters}")
    assert f"What was done: {count}," in said.text


async def test_nothing_that_fits_is_said_with_what_can_be_asked(office):
    assert "Nothing was done that fits" in (await office.command("audit teleport")).text


async def test_pages_are_turned(office):
    for number in range(50):
        await office.workspace.ledger.audit(
            Audited(at=MONDAY, who=OLGA, action="assign", before="", after=f"{number:02}")
        )
    said = await office.command("audit assign 2")
    assert "page 2 of 3" in said.text
    [turned] = await office.workspace.press(said, "Next page", user=OLGA)
    assert "page 3 of 3" in turned.text
    assert set(turned.buttons) == {"Page before"}


async def test_table_comes_as_a_file(office):
    await office.command("audit csv pause")
    [upload] = office.slack.uploads.values()
    rows = list(csv.DictReader(io.StringIO(upload.data.decode("utf-8-sig"))))
    assert [each["action"] for each in rows] == ["pause refused", "pause", "pause begun"]
    assert rows[1]["who"] == OLGA


async def test_it_speaks_french_and_is_for_organisers_alone(office):
    office.slack.people[OLGA]["locale"] = "fr-FR"
    office.workspace.service.side.people.forget(OLGA)
    assert (await office.command("audit")).text.startswith("Ce qui a été fait")
    assert "Only the seminar's organisers" in (await office.command("audit", user=BEN)).text


def test_cell_of_the_table_is_no_formula():
    [_, row] = csv.reader(
        io.StringIO(as_table([Audited(at=MONDAY, who="", action="=1+1", before="", after="")]).decode("utf-8-sig"))
    )
    assert row[2] == "'=1+1"


def test_words_may_come_in_any_order():
    wanted = Wanted.of(["3", "reload", "U0OLGA", "2026-03-05", "2026-03-01", "page"])
    assert (wanted.page, wanted.action, wanted.who) == (3, ("reload",), "U0OLGA")
    assert (wanted.since.day, wanted.until.day) == (1, 5)
    assert Wanted.of(wanted.typed(4).split()) == Wanted.of(["U0OLGA", "reload", "2026-03-01", "2026-03-05", "4"])
