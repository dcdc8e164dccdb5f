"""Due dates as a calendar file that calendars take: single days, ids that stay, nothing of others."""

from dataclasses import replace
from datetime import date, timedelta

import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.calendaring import CalendarFile
from bot.progress import Closing
from bot.records import exported
from bot.wording import Wording
from tests.fakes import a_recommendation, a_snapshot
from tests.worlds import NOW, a_world, assignments_of

WORDING = Wording()
PICTURE = a_world()


def a_file(assignments, *, picture=PICTURE, language="en", with_owner=False, version=3):
    versions = {each.id: version for each in assignments}
    written = CalendarFile(now=NOW, wording=WORDING, language=language, versions=versions, with_owner=with_owner)
    return written.of(exported(assignments, (), picture, NOW, language).assignments)


def entries(data, name):
    return icalendar.Calendar.from_ical(data).walk(name)


def test_each_due_date_is_an_event_and_a_task():
    [assignment] = assignments_of(a_world(countries=1, recommendations=1))
    data = a_file([assignment])
    [event], [todo] = entries(data, "VEVENT"), entries(data, "VTODO")
    assert event.decoded("dtstart") == todo.decoded("due") == assignment.due
    assert event.decoded("dtend") == assignment.due + timedelta(days=1)
    assert "rrule" not in event
    assert event["summary"] == todo["summary"] == "ZAG-2013-R00 Do 0"
    assert event["uid"] != todo["uid"]
    assert todo["status"] == "NEEDS-ACTION"


def test_ids_stay_while_a_date_stands_and_the_version_says_what_is_newer():
    carried = assignments_of(PICTURE)
    before, after = (entries(a_file(carried, version=each), "VEVENT") for each in (1, 2))
    assert [each["uid"] for each in before] == [each["uid"] for each in after]
    assert {each["sequence"] for each in after} == {2}


def test_ids_are_unique():
    data = a_file(assignments_of(PICTURE))
    ids = [each["uid"] for name in ("VEVENT", "VTODO") for each in entries(data, name)]
    assert len(ids) == len(set(ids)) == 12


def test_what_is_closed_or_has_no_date_is_left_out():
    one, other, *_ = assignments_of(PICTURE)
    left = [replace(one, due=None), replace(other, closed=Closing.IMPLEMENTED, closed_at=NOW)]
    assert entries(a_file(left), "VEVENT") == []


@pytest.mark.parametrize(("with_owner", "shown"), [(True, True), (False, False)])
def test_owner_is_named_for_organisers_alone(with_owner, shown):
    data = a_file(assignments_of(PICTURE), with_owner=with_owner)
    assert (b"Coordinator 0" in data) is shown


def test_sentences_are_in_the_language_asked_for():
    data = a_file(assignments_of(PICTURE), language="fr")
    assert "Faire 0" in data.decode()
    assert entries(data, "VTODO")[0]["description"].startswith("État : pas commencé")


@given(title=st.text(min_size=1, max_size=80).filter(str.strip), day=st.dates(date(2000, 1, 1), date(2100, 1, 1)))
@settings(max_examples=60, deadline=None)
def test_any_title_and_day_make_a_file_that_is_read_back(title, day):
    recommendation = a_recommendation("r0", "ZAG-2013-R00", title={"en": "x"}).model_copy(
        update={"title": {"en": title}}
    )
    picture = replace(PICTURE, snapshot=a_snapshot(recommendations=[recommendation]))
    [assignment, *_] = assignments_of(PICTURE, due=day)
    [event] = entries(a_file([assignment], picture=picture), "VEVENT")
    assert event.decoded("dtstart") == day
    assert event["summary"].startswith("ZAG-2013-R00")
    assert "\n" not in event["summary"]
