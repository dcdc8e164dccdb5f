"""What a finding says of what was seen, and what the worst of them comes to."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from bot import doctor
from bot.doctor import Health
from bot.wording import Wording

WORDING = Wording()
NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
GIB, MIB = 2**30, 2**20


@pytest.mark.parametrize(
    ("granted", "health"),
    [(["a", "b"], Health.WELL), (["a"], Health.ILL), (["a", "b", "c"], Health.CARE), ([], Health.ILL)],
)
def test_missing_scope_is_ill_and_one_too_many_a_care(granted, health):
    assert doctor.scopes(granted, ["a", "b"]).health is health


@pytest.mark.parametrize(
    ("free", "is_writable", "health"),
    [
        (5 * GIB, True, Health.WELL),
        (500 * MIB, True, Health.CARE),
        (9 * MIB, True, Health.ILL),
        (GIB, False, Health.ILL),
    ],
)
def test_disk_is_judged_by_its_room_and_whether_it_takes_anything(free, is_writable, health):
    assert doctor.disk(free, is_writable=is_writable, folder="var").health is health


@pytest.mark.parametrize(("off_s", "health"), [(2, Health.WELL), (-90, Health.CARE), (400, Health.ILL)])
def test_clock_is_judged_by_slack_s(off_s, health):
    assert doctor.clock(NOW, NOW + timedelta(seconds=off_s)).health is health


def test_clock_that_nothing_can_be_compared_with_is_well():
    assert doctor.clock(NOW, None).health is Health.WELL


@pytest.mark.parametrize(
    ("revision", "health"),
    [("0004", Health.WELL), ("0003", Health.CARE), (None, Health.CARE), ("0005", Health.ILL)],
)
def test_schema_is_judged_by_its_revision(revision, health):
    assert doctor.migrations(revision, "0004").health is health


def test_zone_that_the_machine_does_not_know_is_ill():
    assert doctor.zones(["Europe/Varna"], 3).health is Health.ILL
    assert doctor.zones([], 3).health is Health.WELL


@pytest.mark.parametrize(("language", "remedy"), [("en", "install the app again"), ("fr", "réinstallez l'application")])
def test_lines_say_what_to_do_and_end_with_the_worst(language, remedy):
    findings = [doctor.scopes([], ["chat:write"]), doctor.zones([], 1)]
    lines = list(doctor.as_lines(findings, WORDING, language))
    assert lines[0].startswith("ill ")
    assert remedy in lines[0]
    assert lines[-1] == WORDING.say(language, "doctor-ill")
    assert doctor.worst(findings) is Health.ILL
    assert doctor.worst([]) is Health.WELL


def test_json_has_each_finding():
    found = json.loads(doctor.as_json([doctor.zones([], 2)], WORDING, "en"))
    assert found == {
        "health": "well",
        "checks": [
            {
                "name": "zones",
                "health": "well",
                "message": "all 2 that are named are known here",
                "values": {"count": 2},
            }
        ],
    }
