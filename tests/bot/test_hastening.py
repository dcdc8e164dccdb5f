"""Time that passes quickly: everything in its own moment, forward only, and safe however often it is asked for."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.clocks import MovableClock
from bot.errors import LedgerError, LimitedError
from bot.hastening import MOST_STEPS, Hastening, Outcome, Step, months_later
from tests.bot.test_following import Office, an_office
from tests.fakes import FakeClock

BEGINNING = datetime(2026, 3, 2, 6, 0, tzinfo=UTC)


class Hastened:
    """An office whose clock can be moved; each message is kept with the moment at which it went out."""

    def __init__(self, office: Office) -> None:
        self.office, self.clock = office, office.clock
        self.days, self.moves, self.seen = [], [], []
        self.sent: list[tuple[datetime, str]] = []
        messenger = office.messenger
        post = messenger.post

        async def noting(channel, message, **more):
            ts = await post(channel, message, **more)
            self.sent.append((self.clock.now(), channel))
            return ts

        messenger.post = noting
        self.hastening = Hastening(
            clock=self.clock,
            following=office.following,
            ledger=office.ledger,
            daily=self._daily,
            moved=lambda: self.moves.append(self.clock.now()),
            rest=self._rest,
        )
        self.hastening.watched = lambda: self.seen.append(self.hastening.passage)

    async def _daily(self):
        self.days.append(self.clock.now())

    async def _rest(self, seconds):
        self.office.real.advance(seconds=seconds)

    async def pass_time(self, *steps: Step):
        for each in steps:
            assert self.hastening.begin(each)
        await self.hastening._going
        return self.hastening.passage


@pytest.fixture
async def hastened():
    office = await an_office()
    office.clock = MovableClock(under=FakeClock(BEGINNING))
    office.following = office.a_process()
    return Hastened(office)


async def test_next_stops_at_the_first_reminder_and_says_whom_it_reached(hastened):
    passage = await hastened.pass_time(Step.NEXT)
    assert passage.outcome is Outcome.DONE
    assert passage.now == datetime(2026, 3, 2, 8, 0, tzinfo=UTC)  # nine in Zagreb
    assert passage.reached == {"DU0ANA": 1, "DU0BEN": 1}


async def test_each_reminder_of_three_months_goes_out_in_its_own_moment(hastened):
    passage = await hastened.pass_time(Step.QUARTER)
    assert passage.now == datetime(2026, 6, 2, 6, 0, tzinfo=UTC)
    to_ana = [moment for moment, channel in hastened.sent if channel == "DU0ANA"]
    # 14 and 3 days before, on the day, 7 and 21 days after; summer time begins in between.
    assert to_ana == [
        datetime(2026, 3, 2, 8, 0, tzinfo=UTC),
        datetime(2026, 3, 13, 8, 0, tzinfo=UTC),
        datetime(2026, 3, 16, 8, 0, tzinfo=UTC),
        datetime(2026, 3, 23, 8, 0, tzinfo=UTC),
        datetime(2026, 4, 6, 7, 0, tzinfo=UTC),
    ]
    assert passage.reached["DU0ANA"] == len(to_ana)


async def test_clock_goes_forward_only_and_what_is_daily_is_done_daily(hastened):
    await hastened.pass_time(Step.WEEK)
    assert hastened.moves == sorted(hastened.moves)
    assert len(hastened.days) >= 7
    assert max(b - a for a, b in zip(hastened.days, hastened.days[1:], strict=False)) <= timedelta(days=2)
    hastened.clock.move_to(BEGINNING)
    assert hastened.clock.now() == BEGINNING + timedelta(days=7)


async def test_steps_that_are_asked_for_together_follow_each_other(hastened):
    passage = await hastened.pass_time(Step.WEEK, Step.NEXT, Step.WEEK)
    assert passage.now == datetime(2026, 3, 13, 8, 0, tzinfo=UTC) + timedelta(days=7)
    moments = [moment for moment, channel in hastened.sent if channel == "DU0ANA"]
    assert len(moments) == len(set(moments)) == 3


async def test_too_many_steps_are_refused(hastened):
    assert all(hastened.hastening.begin(Step.WEEK) for _ in range(MOST_STEPS))
    assert not hastened.hastening.begin(Step.WEEK)
    await hastened.hastening.close()


async def test_stop_leaves_the_clock_where_it_is_and_forgets_the_rest(hastened):
    def stop_after_a_month():
        if hastened.clock.now() > BEGINNING + timedelta(days=30):
            hastened.hastening.stop()

    hastened.hastening.watched = stop_after_a_month
    passage = await hastened.pass_time(Step.QUARTER, Step.QUARTER)
    assert passage.outcome is Outcome.STOPPED
    assert passage.waiting == 0
    assert timedelta(days=30) < passage.now - BEGINNING < timedelta(days=33)
    hastened.hastening.watched = lambda: None
    assert (await hastened.pass_time(Step.WEEK)).outcome is Outcome.DONE


async def test_step_that_is_asked_for_while_another_is_being_stopped_is_made(hastened):
    def stop_and_go_on():
        if hastened.clock.now() > BEGINNING + timedelta(days=30):
            hastened.hastening.watched = lambda: None
            hastened.hastening.stop()
            hastened.hastening.begin(Step.WEEK)

    hastened.hastening.watched = stop_and_go_on
    passage = await hastened.pass_time(Step.QUARTER)
    assert passage.outcome is Outcome.DONE
    assert timedelta(days=37) < passage.now - BEGINNING < timedelta(days=40)


async def test_progress_of_a_long_step_can_be_seen(hastened):
    await hastened.pass_time(Step.QUARTER)
    under_way = [each for each in hastened.seen if each.since is not None]
    assert {each.until for each in under_way} == {datetime(2026, 6, 2, 6, 0, tzinfo=UTC)}
    assert len({each.now for each in under_way}) > 90
    assert hastened.seen[-1].since is None


async def test_next_says_so_where_nothing_is_planned(hastened):
    for id_ in [each.id for each in await hastened.office.ledger.assignments()]:
        await hastened.office.close(id_)
    passage = await hastened.pass_time(Step.NEXT)
    assert passage.outcome is Outcome.NOTHING
    assert passage.now == BEGINNING


async def test_paused_messages_let_time_pass_and_stay_where_they_are(hastened):
    await hastened.office.ledger.pause("organiser")
    assert (await hastened.pass_time(Step.NEXT)).outcome is Outcome.PAUSED
    assert (await hastened.pass_time(Step.WEEK)).now == BEGINNING + timedelta(days=7)
    assert hastened.sent == []


async def test_message_that_slack_puts_off_is_waited_for_and_the_clock_stands(hastened):
    hastened.office.messenger.fail(LimitedError(timedelta(seconds=3)))
    passage = await hastened.pass_time(Step.NEXT)
    assert passage.outcome is Outcome.DONE
    assert {moment for moment, _ in hastened.sent} == {datetime(2026, 3, 2, 8, 0, tzinfo=UTC)}


async def test_message_that_slack_does_not_take_holds_the_clock(hastened):
    hastened.office.messenger.fail(LimitedError(timedelta(hours=1)), times=2)
    passage = await hastened.pass_time(Step.QUARTER, Step.WEEK)
    assert passage.outcome is Outcome.HELD
    assert (passage.now, passage.waiting) == (datetime(2026, 3, 2, 8, 0, tzinfo=UTC), 0)


async def test_stop_does_not_wait_for_a_message_that_slack_does_not_take(hastened):
    hastened.office.messenger.fail(LimitedError(timedelta(hours=1)), times=2)

    async def stopped(_seconds):
        hastened.rests += 1
        hastened.hastening.stop()

    hastened.rests, hastened.hastening._rest = 0, stopped
    passage = await hastened.pass_time(Step.QUARTER)
    assert (passage.outcome, hastened.rests) == (Outcome.STOPPED, 1)


async def test_ledger_that_is_away_holds_the_clock(hastened, monkeypatch):
    async def away():
        raise LedgerError("away")

    monkeypatch.setattr(hastened.office.ledger, "next_due", away)
    passage = await hastened.pass_time(Step.WEEK)
    assert (passage.outcome, passage.now) == (Outcome.HELD, BEGINNING)


@pytest.mark.parametrize(
    ("begins", "months", "ends"),
    [("2026-11-30", 3, "2027-02-28"), ("2026-12-31", 1, "2027-01-31"), ("2028-02-29", 12, "2029-02-28")],
)
def test_months_end_on_the_same_day_or_the_last_there_is(begins, months, ends):
    assert months_later(datetime.fromisoformat(begins), months) == datetime.fromisoformat(ends)
