"""The ladder, the stages and the budget as people meet them, and what holds whatever happens."""

from dataclasses import replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.cadence import LONG_AGO
from bot.outbox import ORGANISERS, Item, RowKind, Stage
from bot.ports import Load
from bot.progress import Closing, Reported, Rung, Validation, reported_as, returned, revised, snoozed
from bot.reminding import Cadences
from knowledge.model import Addressees, Period, WorkingHours
from tests.fake_plans import ZONES, a_person, a_planner, a_rehearsal, an_assignment, at

DUE = date(2026, 6, 16)  # a Tuesday
CHIEFS = Addressees(roles=("chief",))


def day(offset, due=DUE):
    return due + timedelta(days=offset)


def a_ladder(**policy):
    """Ana with a deputy, a chief in her country and one abroad who comes first by id."""
    return a_planner(
        a_person("ana", deputy="dan"),
        a_person("dan", role="expert"),
        a_person("ema", role="chief", country="BG"),
        a_person("ion", role="chief"),
        **{"escalation": CHIEFS} | policy,
    )


def told(planner, until=400, *, start=-30, **assignment):
    rehearsal = a_rehearsal(planner, an_assignment(planner, **assignment))
    rehearsal.run(at(day(start), 0), at(day(until)))
    return [
        ((each.day - DUE).days, each.recipient, str(item.stage), item.offset)
        for each in rehearsal.sent
        for item in each.items
    ]


def report(rehearsal, status, when, owner="ana"):
    before = next(each for each in rehearsal.assignments.values() if each.owner == owner)
    done = reported_as(before, status, who=owner, now=when, today=when.date())
    rehearsal.change(done.after)


def send_back(rehearsal, when):
    [assignment] = rehearsal.assignments.values()
    back = returned(assignment, who="ion", now=when, today=when.date(), reason="which law?")
    rehearsal.change(back.after)


# The ladder


def test_silence_climbs_from_the_owner_to_the_organisers_and_ends_there():
    assert told(a_ladder()) == [
        (-14, "ana", "reminder", -14),
        (-1, "ana", "reminder", -3),  # the weekend
        (0, "ana", "reminder", 0),
        (7, "ana", "reminder", 7),
        (21, "ana", "reminder", 21),
        (21, "dan", "deputy", 21),
        (35, "ion", "escalation", 35),
        (49, ORGANISERS, "decision", 49),
    ]


def test_without_deputy_or_contact_the_organisers_are_told_all_the_same():
    alone = a_planner(a_person("ana"))
    assert [each[1:3] for each in told(alone)][-2:] == [("ana", "reminder"), (ORGANISERS, "decision")]


def test_policy_has_its_own_days():
    own = a_ladder(stages=(-7, 2), deputy_after=9, escalate_after=16, decide_after=23)
    assert [each[0] for each in told(own)] == [-7, 2, 9, 16, 23]


def test_nobody_is_told_before_the_owner_had_a_week():
    late = told(a_ladder(), start=55)
    assert late == [
        (55, "ana", "reminder", 21),
        (62, "dan", "deputy", 21),
        (69, "ion", "escalation", 35),
        (76, ORGANISERS, "decision", 49),
    ]


def test_owner_whose_policy_has_no_stage_after_the_date_is_still_answered_for():
    assert [each[1] for each in told(a_ladder(stages=(-14,)))] == ["ana", "dan", "ion", ORGANISERS]


def test_ladder_waits_while_the_owners_message_is_stuck():
    planner = a_ladder()
    assignment = replace(an_assignment(planner), stage=7, rung=Rung.OWNER, reminded_on=DUE)
    now = at(day(21))
    stuck = Load(days=(day(7),), waiting=day(7))
    [step] = planner.decide([assignment], {"ana": stuck}, now)
    assert [each.recipient for each in step.messages] == ["ana"]
    assert step.after.next_at > now
    [step] = planner.decide([replace(step.after, next_at=now)], {}, now)
    assert [each.recipient for each in step.messages] == ["dan"]


def test_next_period_begins_with_its_own_first_stage():
    said = told(a_ladder(every=Period(months=6)), until=185)
    assert [each[2:] for each in said[8:]] == [("reminder", -14), ("reminder", -3), ("reminder", 0)]


def test_after_the_last_due_date_nothing_follows():
    said = told(a_ladder(every=Period(months=6), until=date(2026, 12, 31)), until=2000)
    assert len(said) == 16
    assert said[-1][2] == "decision"


# Reports


def test_report_ends_the_reminders_of_a_due_date_that_comes_again():
    planner = a_ladder(every=Period(months=6))
    rehearsal = a_rehearsal(planner)
    rehearsal.run(at(day(-30)), at(day(-2)))
    report(rehearsal, Reported.IN_PROGRESS, at(day(-2)))
    rehearsal.run(at(day(-2)), at(day(170)))
    assert [(each.day, each.items[0].due) for each in rehearsal.sent] == [
        (day(-14), DUE),
        (date(2026, 12, 2), date(2026, 12, 16)),
    ]


def test_report_of_progress_on_a_single_due_date_leaves_reminders_after_it_and_the_decision():
    planner = a_ladder()
    rehearsal = a_rehearsal(planner)
    rehearsal.run(at(day(-30)), at(day(-20)))
    report(rehearsal, Reported.IN_PROGRESS, at(day(-20)))
    rehearsal.run(at(day(-20)), at(day(400)))
    assert rehearsal.told() == [
        (day(7), "reminder", 7),
        (day(21), "reminder", 21),
        (day(49), "decision", 49),
    ]


def test_late_report_covers_the_due_dates_before_it():
    planner = a_ladder(every=Period(months=1))
    rehearsal = a_rehearsal(planner)
    rehearsal.run(at(day(-30)), at(day(40)))
    report(rehearsal, Reported.IN_PROGRESS, at(day(40)))
    known = len(rehearsal.sent)
    rehearsal.run(at(day(40)), at(day(56)))
    assert [(str(each.items[0].due), each.items[0].offset) for each in rehearsal.sent[known:]] == [("2026-08-16", -14)]


def test_implemented_moves_the_reminders_to_the_validator_and_then_the_organisers():
    planner = a_ladder(validator=CHIEFS)
    rehearsal = a_rehearsal(planner)
    report(rehearsal, Reported.IMPLEMENTED, at(DUE))
    rehearsal.run(at(DUE), at(day(400)))
    assert [((each.day - DUE).days, each.recipient, each.kind, each.items[0].offset) for each in rehearsal.sent] == [
        (0, "ion", RowKind.FOLLOW_UP, 0),
        (7, "ion", RowKind.FOLLOW_UP, 1),
        (21, "ion", RowKind.FOLLOW_UP, 2),
        (35, ORGANISERS, RowKind.DECISION, 35),
    ]
    assert {each.items[0].due for each in rehearsal.sent} == {DUE}


def test_nobody_confirms_their_own_report():
    planner = a_planner(a_person("ana"), validator=Addressees(roles=("coordinator",)))
    assert planner.validator(an_assignment(planner)) is None
    rehearsal = a_rehearsal(planner)
    report(rehearsal, Reported.NOT_APPLICABLE, at(DUE))
    rehearsal.run(at(DUE), at(day(400)))
    assert [(each.recipient, each.kind) for each in rehearsal.sent] == [(ORGANISERS, RowKind.DECISION)] * 2


def test_report_sent_back_goes_on_with_the_stages_of_its_due_date():
    planner = a_ladder(validator=CHIEFS)
    rehearsal = a_rehearsal(planner)
    report(rehearsal, Reported.IMPLEMENTED, at(day(-5)))
    send_back(rehearsal, at(day(-4)))
    rehearsal.run(at(day(-4)), at(day(8)))
    assert [each[2] for each in rehearsal.told("ana")] == [-3, 0, 7]


def test_report_that_lay_with_the_validator_is_no_silence_of_the_owner():
    planner = a_ladder(validator=CHIEFS)
    rehearsal = a_rehearsal(planner)
    rehearsal.run(at(day(-15)), at(day(1)))
    report(rehearsal, Reported.IMPLEMENTED, at(day(1)))
    rehearsal.run(at(day(1)), at(day(28)))
    assert rehearsal.told("dan") == []
    send_back(rehearsal, at(day(28)))
    rehearsal.run(at(day(28)), at(day(36)))
    assert rehearsal.told("dan") == [(day(35), "deputy", 21)]


def test_validator_is_asked_again_of_a_report_that_was_sent_back_and_made_again_on_one_day():
    planner = a_ladder(validator=CHIEFS)
    rehearsal = a_rehearsal(planner)
    report(rehearsal, Reported.IMPLEMENTED, at(DUE))
    rehearsal.run(at(DUE), at(DUE, 10))
    send_back(rehearsal, at(DUE, 10))
    report(rehearsal, Reported.IMPLEMENTED, at(DUE, 11))
    rehearsal.run(at(DUE, 11), at(day(1)))
    assert rehearsal.told("ion") == [(DUE, "validation", 0), (DUE, "validation", 1)]


def test_who_has_just_agreed_on_a_day_is_reminded_of_it_from_the_next_stage_on():
    planner = a_ladder()
    rehearsal = a_rehearsal(planner)
    [assignment] = rehearsal.assignments.values()
    done = revised(assignment, day(10), who="ana", now=at(DUE), today=DUE, reason="the law is late")
    rehearsal.change(done.after)
    rehearsal.run(at(DUE), at(day(11)))
    assert rehearsal.told() == [(day(7), "reminder", -3), (day(10), "reminder", 0)]


# Snoozes and absences


@pytest.mark.parametrize(
    ("until", "said"),
    [
        pytest.param(-6, ("snoozed", -6), id="between two stages"),
        pytest.param(0, ("reminder", 0), id="on the day of a stage"),
        pytest.param(9, ("reminder", 7), id="after a stage that was held back"),
    ],
)
def test_snooze_is_quiet_until_its_day(until, said):
    planner = a_ladder()
    rehearsal = a_rehearsal(planner)
    rehearsal.run(at(day(-30)), at(day(-10)))
    [assignment] = rehearsal.assignments.values()
    done = snoozed(assignment, day(until), who="ana", now=at(day(-10)), today=day(-10))
    rehearsal.change(done.after)
    rehearsal.run(at(day(-10)), at(day(until + 1), 0))
    assert [each[1:] for each in rehearsal.told()] == [("reminder", -14), said]
    assert rehearsal.sent[-1].why == "why-snoozed"


def test_deputy_is_reminded_in_place_of_an_owner_who_is_away():
    planner = a_planner(a_person("ana", deputy="dan", away=(day(-1), day(8))), a_person("dan", role="expert"))
    said = [(each[:3], each[3]) for each in told(planner, until=9)]
    assert said == [
        ((-14, "ana", "reminder"), -14),
        ((-1, "dan", "reminder"), -3),
        ((0, "dan", "reminder"), 0),
        ((7, "dan", "reminder"), 7),
    ]


def test_without_a_deputy_the_reminder_waits_for_the_owner():
    planner = a_planner(a_person("ana", away=(day(-1), day(8))))
    assert told(planner, until=10) == [(-14, "ana", "reminder", -14), (9, "ana", "reminder", 7)]


# The budget


def test_what_falls_together_is_one_message():
    planner = a_planner(a_person("ana"), policies={f"r{n}": a_ladder().policies["r"] for n in range(50)})
    rehearsal = a_rehearsal(planner, *(an_assignment(planner, recommendation=f"r{n}") for n in range(50)), batch=7)
    rehearsal.run(at(day(-30)), at(day(-10)))
    assert [len(each.items) for each in rehearsal.sent] == [50]


def test_third_message_of_a_week_waits_for_the_next():
    days = [date(2026, 6, 15), date(2026, 6, 16), date(2026, 6, 17), date(2026, 6, 18)]
    policies = {f"r{n}": a_ladder(anchor=each, stages=(0,)).policies["r"] for n, each in enumerate(days)}
    planner = a_planner(a_person("ana"), policies=policies)
    rehearsal = a_rehearsal(planner, *(an_assignment(planner, recommendation=each) for each in policies))
    rehearsal.run(at(date(2026, 6, 1)), at(date(2026, 6, 30)))
    assert [(each.day.day, len(each.items), each.why) for each in rehearsal.sent] == [
        (15, 1, ""),
        (16, 1, ""),
        (22, 2, "why-budget"),
    ]


def test_what_waits_is_joined_free_of_charge():
    planner = a_ladder()
    used_up = Load(days=(day(-1), DUE), waiting=DUE)
    [step] = planner.decide([an_assignment(planner)], {"ana": used_up}, at(DUE))
    assert len(step.messages) == 1


def test_load_is_asked_for_everybody_who_may_be_told():
    planner = a_ladder(validator=CHIEFS)
    assert planner.recipients([an_assignment(planner)]) == {"ana", "dan", "ion"}


# Reasons


@pytest.mark.parametrize(
    ("wanted", "now", "why"),
    [
        pytest.param(date(2026, 6, 13), date(2026, 6, 15), "why-weekend", id="weekend"),
        pytest.param(date(2026, 6, 1), date(2026, 6, 2), "why-holiday", id="Whit Monday"),
        pytest.param(date(2026, 6, 15), date(2026, 6, 17), "why-late", id="downtime"),
        pytest.param(date(2026, 6, 15), date(2026, 6, 15), "", id="on the day"),
    ],
)
def test_message_says_why_it_comes_today(wanted, now, why):
    planner = a_ladder(anchor=wanted, stages=(0,))
    [step] = planner.decide([an_assignment(planner)], {}, at(now))
    assert [each.why for each in step.messages] == [why]


def test_message_out_of_hours_is_for_their_next_morning():
    planner = a_ladder()
    planned = planner.message(an_item(stage=Stage.RETURNED), at(day(3), 20))
    assert (planned.day, planned.why) == (day(6), "why-hours")


# Downtime


@pytest.mark.parametrize("downtime", [timedelta(minutes=1), timedelta(hours=9), timedelta(days=3), timedelta(days=40)])
@pytest.mark.parametrize("since", [-15, -3, 0, 20])
def test_after_downtime_each_person_gets_one_message_and_nothing_that_is_closed(downtime, since):
    names = [f"p{n}" for n in range(6)]
    planner = a_planner(*(a_person(each, deputy=names[n - 1]) for n, each in enumerate(names)), every=Period(weeks=2))
    rehearsal = a_rehearsal(planner, *(an_assignment(planner, each) for each in names))
    stopped = at(day(since), 5)
    rehearsal.run(at(day(-60)), stopped)
    closed = next(iter(rehearsal.assignments.values()))
    rehearsal.change(replace(closed, closed=Closing.REMOVED))
    known = len(rehearsal.sent)
    rehearsal.tick(stopped + downtime)
    rehearsal.run(stopped + downtime, stopped + downtime + timedelta(hours=8))
    after = rehearsal.sent[known:]
    assert len({each.recipient for each in after}) == len(after)
    assert all(item.assignment != closed.id for each in after for item in each.items)
    owners = [each.items for each in after if each.recipient == rehearsal.assignments[each.items[0].assignment].owner]
    assert all(len(items) == len({each.assignment for each in items}) for items in owners)


# Clock changes and holidays


def stages_around(zone, changes, starts=("02:30", "03:30")):
    """Say three stages around each change of a zone's clock, and hold them against it; return how many there were."""
    said = 0
    for start in starts:
        hours = WorkingHours(start=start, end="10:00", days=(1, 2, 3, 4, 5, 6, 7))
        person = a_person("ana", country=None, timezone=zone, hours=hours)
        for change in changes:
            planner = a_planner(person, anchor=change, stages=(-1, 0, 1), cadences=Cadences(week_budget=7))
            rehearsal = a_rehearsal(planner)
            rehearsal.run(at(day(-3, change)), at(day(3, change)))
            assert [each[2] for each in rehearsal.told()] == [-1, 0, 1]
            local = [each.at.astimezone(ZoneInfo(zone)) for each in rehearsal.sent]
            assert [each.date() for each in local] == [day(n, change) for n in (-1, 0, 1)]
            assert all(start <= each.strftime("%H:%M") <= "04:00" for each in local)
            said += len(local)
    return said


@pytest.mark.parametrize("country", sorted(ZONES))
def test_each_stage_is_said_once_in_working_hours_whatever_the_clock_does(country):
    # All changes of these years: bench/calendars.py.
    changes = [date(2026, 3, 29), date(2026, 10, 25), date(2031, 3, 30), date(2037, 3, 29), date(2037, 10, 25)]
    assert [stages_around(zone, changes) for zone in ZONES[country]] == [2 * 5 * 3] * len(ZONES[country])


def stages_in_order(country, every_days):
    """Climb through the stages of due dates in ten years, among days off; return how many stages were said."""
    policies = {
        f"r{n}": a_ladder(anchor=date(2026, 2, 1) + timedelta(days=n)).policies["r"] for n in range(0, 3650, every_days)
    }
    person = a_person("ana", country=country, timezone=ZONES[country][0])
    planner = a_planner(person, policies=policies, cadences=Cadences(week_budget=99))
    rehearsal = a_rehearsal(planner, *(an_assignment(planner, recommendation=each) for each in policies))
    rehearsal.run(at(date(2026, 1, 1)), at(date(2036, 12, 31)))
    stages = {}
    for row in rehearsal.sent:
        if row.recipient == "ana":
            assert planner.calendar("ana").send_time(row.day, now=LONG_AGO).day == row.day
            for item in row.items:
                stages.setdefault(item.assignment, []).append(item.offset)
    assert len(stages) == len(policies)
    assert all(each == sorted(set(each)) and each[-1] == 21 for each in stages.values())
    return sum(map(len, stages.values()))


@pytest.mark.parametrize("country", sorted(ZONES))
def test_stages_keep_their_order_across_days_off_in_ten_years(country):
    # With due dates twice a month: bench/calendars.py.
    assert stages_in_order(country, every_days=31) > 3 * 118


# Reading again before posting


def an_item(**fields):
    item = Item(assignment="", due=DUE, stage=Stage.REMINDER, offset=0, recipient="ana")
    return replace(item, assignment=an_assignment(a_ladder()).id, **fields)


#: What is said of any open assignment: notes to the organisers and their answers, and what a successor takes over.
ALWAYS = "not_mine unreachable quiet quiet_granted quiet_kept briefing"


@pytest.mark.parametrize(
    ("change", "stages"),
    [
        pytest.param({}, "reminder snoozed deputy escalation decision ALWAYS", id="as planned"),
        pytest.param({"closed": Closing.REMOVED}, "", id="closed"),
        pytest.param({"paused": True}, "ALWAYS", id="paused"),
        pytest.param({"due": day(5), "revised": True}, "ALWAYS", id="moved"),
        pytest.param({"due": day(5)}, "decision ALWAYS", id="the next one has begun"),
        pytest.param({"snoozed_until": day(1)}, "ALWAYS", id="snoozed"),
        pytest.param(
            {"snoozed_until": DUE},
            "reminder snoozed deputy escalation decision ALWAYS",
            id="snoozed until today",
        ),
        pytest.param({"answered": True, "reported_on": DUE}, "decision ALWAYS", id="answered"),
        pytest.param(
            {"answered": True, "reported_on": DUE, "reported": Reported.IMPLEMENTED},
            "validation ALWAYS",
            id="final",
        ),
        pytest.param(
            {"validation": Validation.RETURNED},
            "reminder snoozed deputy escalation decision returned ALWAYS",
            id="sent back",
        ),
        pytest.param({"recommendation": "gone"}, "ALWAYS", id="no policy"),
    ],
)
def test_only_what_is_still_true_is_posted(change, stages):
    planner = a_ladder()
    assignment = replace(an_assignment(planner), **change)
    said = [each for each in Stage if planner.still_says(an_item(stage=each), assignment, DUE)]
    assert set(said) == set(stages.replace("ALWAYS", ALWAYS).split())


def test_report_drops_the_decision_where_another_due_date_follows():
    planner = a_ladder(every=Period(months=6))
    assignment = replace(an_assignment(planner), answered=True, reported_on=day(49))
    assert not planner.still_says(an_item(stage=Stage.DECISION, offset=49), assignment, day(49))


def test_briefing_is_for_who_carries_it_now():
    planner = a_ladder()
    assert not planner.still_says(an_item(stage=Stage.BRIEFING, recipient="dan"), an_assignment(planner), DUE)


# Nothing to do


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"closed": Closing.REMOVED}, id="closed"),
        pytest.param({"paused": True}, id="paused"),
        pytest.param({"due": None}, id="no due date"),
        pytest.param({"owner": "gone"}, id="owner gone"),
        pytest.param({"recommendation": "gone"}, id="policy gone"),
        pytest.param({"reported": Reported.IMPLEMENTED, "validation": Validation.VALIDATED}, id="done"),
    ],
)
def test_nothing_is_planned_where_nobody_waits(change):
    planner = a_ladder()
    assignment = replace(an_assignment(planner), **change)
    assert planner.first_look(assignment) is None
    [step] = planner.decide([assignment], {}, at(day(100)))
    assert (step.after.next_at, step.messages) == (None, ())
