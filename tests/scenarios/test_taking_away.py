"""Files and pictures in Slack: each to who asked, and of what they may see; the digest once a week."""

import csv
import io
from dataclasses import replace
from datetime import UTC, datetime

import icalendar
import openpyxl
import pytest

from bot.ports import Step
from bot.progress import EventKind
from tests.fake_slack import ANA, BEN, OLGA, SEMINAR, ZOE
from tests.scenarios.conftest import direct
from tests.scenarios.test_reporting import FollowedUp

ORGANISERS = "C0ORGANISERS"
#: In the language of the seminar, which is that of the organisers' channel.
MOVED = "Ce qui a bougé"


@pytest.fixture
async def followed_up(serving):
    async with serving() as workspace:
        yield await FollowedUp(workspace).begin()


def sent(followed_up):
    return list(followed_up.slack.uploads.values())


async def asked(followed_up, command, user):
    [answer] = await followed_up.workspace.command(command, user=user)
    assert answer.only_for == user
    return answer.text


async def test_organiser_gets_assignments_as_a_table_alone(followed_up):
    text = await asked(followed_up, "/seminar-admin export csv", OLGA)
    assert "in our direct message" in text
    [file] = sent(followed_up)
    assert file.channel == direct(OLGA)
    [row] = csv.DictReader(io.StringIO(file.data.decode("utf-8-sig")))
    assert (row["owner"], row["country"], row["due"]) == ("ana", "RO", "2026-03-05")
    assert await followed_up.audited("export begun")


async def test_what_people_wrote_is_no_formula_in_the_history(followed_up):
    assignment = await followed_up.assignment()
    [first, *_] = await followed_up.ledger.history(assignment.id)
    event = replace(first, kind=EventKind.REPORTED, note="=HYPERLINK(1)", after="blocked")
    await followed_up.ledger.change([Step(before=assignment, after=assignment, events=(event,))])
    await asked(followed_up, "/seminar-admin export csv history", OLGA)
    rows = csv.DictReader(io.StringIO(sent(followed_up)[0].data.decode("utf-8-sig")))
    assert "'=HYPERLINK(1)" in {each["note"] for each in rows}


@pytest.mark.parametrize("form", ["xlsx", "json", "ics"])
async def test_organiser_gets_other_files(followed_up, form):
    await asked(followed_up, f"/seminar-admin export {form}", OLGA)
    [file] = sent(followed_up)
    assert file.name == f"suivi-2026-03-02{'-dates' if form == 'ics' else ''}.{form}"
    if form == "xlsx":
        assert openpyxl.load_workbook(io.BytesIO(file.data)).sheetnames == ["assignments", "history"]
    if form == "ics":
        assert "Coordinator\\, Romania" in file.data.decode().replace("\r\n ", "")


@pytest.mark.parametrize("words", ["", "pdf", "xlsx history", "csv json", "csv csv"])
async def test_what_cannot_be_exported_is_said(followed_up, words):
    assert "export csv history" in await asked(followed_up, f"/seminar-admin export {words}", OLGA)
    assert sent(followed_up) == []


async def test_nobody_else_exports(followed_up):
    await asked(followed_up, "/seminar-admin export csv", ANA)
    assert sent(followed_up) == []
    assert await followed_up.audited("export refused")


async def test_owner_gets_their_own_dates(followed_up):
    assert "due date" in await asked(followed_up, "/seminar dates", ANA)
    [file] = sent(followed_up)
    assert file.channel == direct(ANA)
    calendar = icalendar.Calendar.from_ical(file.data)
    assert [each.decoded("dtstart").isoformat() for each in calendar.walk("VEVENT")] == ["2026-03-05"]
    assert b"Coordinator" not in file.data


@pytest.mark.parametrize("user", [BEN, OLGA])
async def test_who_carries_nothing_is_told_so(followed_up, user):
    await asked(followed_up, "/seminar dates", user)
    assert sent(followed_up) == []


@pytest.mark.parametrize("method", ["files.getUploadURLExternal", "files.completeUploadExternal", "conversations.open"])
async def test_file_that_slack_does_not_take_is_said(followed_up, method):
    followed_up.slack.refuse(method, "missing_scope")
    assert "files:write" in await asked(followed_up, "/seminar dates", ANA)


async def test_file_goes_nowhere_but_to_slack(followed_up, monkeypatch):
    elsewhere = {"upload_url": "http://files.example.org/upload", "file_id": "F1"}
    monkeypatch.setattr(followed_up.slack, "_files_getUploadURLExternal", lambda _: elsewhere)
    assert "files:write" in await asked(followed_up, "/seminar dates", ANA)


# Pictures


@pytest.mark.parametrize("user", [ANA, ZOE, OLGA])
async def test_who_may_see_it_gets_pictures_with_their_words(followed_up, user):
    await asked(followed_up, "/seminar progress Romania", user)
    chart, over_time = sent(followed_up)
    assert chart.channel == over_time.channel == direct(user)
    assert chart.data.startswith(b"\x89PNG")
    assert over_time.data.startswith(b"\x89PNG")
    assert ("Romania: " in chart.alt) or ("Roumanie : " in chart.alt)


async def test_stranger_gets_no_picture_and_nobodys_status(followed_up):
    text = await asked(followed_up, "/seminar progress", "U0MALLORY")
    assert sent(followed_up) == []
    assert "not started" not in text


async def test_country_that_nobody_is_from_has_no_picture(followed_up):
    await asked(followed_up, "/seminar progress international", OLGA)
    assert sent(followed_up) == []


async def test_question_that_begins_alike_is_a_question(followed_up):
    await asked(followed_up, "/seminar progress of the walrus", OLGA)
    assert sent(followed_up) == []


async def test_call_for_help_is_answered_before_anything_is_drawn(followed_up):
    await asked(followed_up, "/seminar progress my husband beats me", ANA)
    assert sent(followed_up) == []


async def test_picture_that_fails_leaves_the_words(followed_up, monkeypatch):
    monkeypatch.setattr("bot.apart.sys.executable", "/nowhere/python")
    assert "not started: 1" in await asked(followed_up, "/seminar progress", OLGA)
    assert sent(followed_up) == []


# The digest


def digests(slack):
    return [each for each in slack.posts if each.channel == ORGANISERS and MOVED in each.shown]


async def test_organisers_channel_gets_one_digest_a_week_with_its_picture(serving):
    async with serving(organisers_channel=ORGANISERS) as workspace:
        followed_up = await FollowedUp(workspace).begin()
        for days in (0, 1, 2, 4):
            workspace.clock.advance(days=days)
            await followed_up.renewed()
            await followed_up.renewed()
        first, second = digests(workspace.slack)
        image = next(each for each in second.blocks if each["type"] == "image")
        picture = workspace.slack.uploads[image["slack_file"]["id"]]
        assert picture.data.startswith(b"\x89PNG")
        assert picture.channel is None
        assert image["alt_text"]
        assert "2 mars 2026" in first.text
        assert "9 mars 2026" in second.text
        assert "En retard" in second.shown


async def test_digest_goes_without_its_picture_where_that_fails(serving):
    async with serving(organisers_channel=ORGANISERS) as workspace:
        followed_up = await FollowedUp(workspace).begin()
        workspace.slack.refuse("files.getUploadURLExternal", "missing_scope", times=5)
        workspace.clock.advance(days=7)
        await followed_up.renewed()
        assert "image" not in {each["type"] for each in digests(workspace.slack)[-1].blocks}


@pytest.mark.parametrize("changes", [{}, {"organisers_channel": ORGANISERS, "digest_day": "never"}])
async def test_without_a_channel_or_a_day_nobody_gets_one(serving, changes):
    async with serving(**changes) as workspace:
        followed_up = await FollowedUp(workspace).begin()
        workspace.clock.advance(days=7)
        await followed_up.renewed()
        assert not any(MOVED in each.shown for each in workspace.slack.posts)


async def test_message_in_doubt_is_looked_for_and_not_sent_again(serving):
    async with serving(organisers_channel=ORGANISERS) as workspace:
        followed_up = await FollowedUp(workspace).begin()
        workspace.clock.advance(days=7)
        before = len(digests(workspace.slack))
        workspace.slack.break_off("chat.postMessage")
        for _ in range(3):
            await followed_up.renewed()
        assert len(digests(workspace.slack)) == before + 1
        assert datetime(2026, 3, 9, tzinfo=UTC) < workspace.clock.now()
        assert SEMINAR not in {each.channel for each in digests(workspace.slack)}
