"""Entries and cards whose day comes: whoever keeps them right is reminded once before and after; readers are warned."""

import pytest

from tests.fake_slack import ANA, BEN, OLGA
from tests.scenarios.conftest import change, direct, facts_of
from tests.scenarios.test_reporting import FollowedUp


@pytest.fixture
async def followed(http):
    return await FollowedUp(http).begin()


async def holding(followed, until, *, owner=""):
    """Let the dinner hold until a day, and put it in service."""
    owned = f"    owner: {owner}\n" if owner else ""
    facts = facts_of(followed.workspace)
    change(facts, "  - id: dinner\n", f"  - id: dinner\n    valid_until: {until}\n{owned}")
    await reloaded(followed)


async def reloaded(followed):
    await followed.workspace.command("/seminar-admin reload --now", user=OLGA)
    await followed.renewed()


def expiries(followed, user):
    return [each for each in followed.messages(user) if "looked at again" in each.text or "à revoir" in each.text]


async def test_owner_is_reminded_two_weeks_before_and_once_after(followed):
    await holding(followed, "2026-03-20", owner="ana")
    assert expiries(followed, ANA) == []
    followed.workspace.clock.advance(days=4)
    for _ in range(2):
        await followed.renewed()
    [told] = expiries(followed, ANA)
    assert "Participants' dinner (dinner): holds until 20 March 2026" in told.text
    followed.workspace.clock.advance(days=17)  # a Monday
    for _ in range(2):
        await followed.renewed()
    assert "held until 20 March 2026; it is answered with a warning" in expiries(followed, ANA)[1].text
    assert len(expiries(followed, ANA)) == 2
    assert expiries(followed, OLGA) == []


async def test_without_an_owner_in_the_roster_the_organisers_are_reminded(followed):
    await holding(followed, "2026-03-10", owner="harbour-office")
    [told] = expiries(followed, OLGA)  # in the seminar's language
    assert "Dîner des participants (dinner) : vaut jusqu'au 10 mars 2026" in told.text
    assert expiries(followed, ANA) == []


async def test_entry_that_was_renewed_meanwhile_is_not_spoken_of(followed):
    followed.workspace.clock.advance(hours=12)  # in the evening, so that the message waits for the morning
    await holding(followed, "2026-03-10", owner="ana")
    change(facts_of(followed.workspace), "valid_until: 2026-03-10", "valid_until: 2027-03-10")
    await reloaded(followed)
    followed.workspace.clock.advance(hours=14)
    await followed.renewed()
    assert expiries(followed, ANA) == []


async def test_expired_entry_is_answered_with_a_warning(followed):
    await holding(followed, "2026-03-01")
    seen = await followed.workspace.write("Where do we have dinner?")
    [answer] = [each for each in seen if each.channel == direct(BEN)]
    assert "lighthouse" in answer.text
    assert "This was confirmed until 1 March 2026; it may have changed since." in answer.text
