"""Who carries what at an organiser's word: assign, pause and resume of a person, a recommendation, everything."""

import pytest

from bot.progress import EventKind
from tests.fake_slack import BEN, OLGA
from tests.scenarios.test_reporting import FollowedUp


class Overseen(FollowedUp):
    """An organiser's commands about those who are followed up."""

    async def command(self, text, *, user=OLGA):
        self.rooms = getattr(self, "rooms", 0) + 1
        [said] = await self.workspace.command(f"/seminar-admin {text}", user=user, channel=f"C{self.rooms}")
        return said.text

    async def carried(self, owner):
        return await self.ledger.assignments(owner=owner)


@pytest.fixture
async def followed(http):
    return await Overseen(http).begin()


async def test_person_of_the_roster_is_given_a_recommendation_and_a_renewal_leaves_it(followed):
    [before] = [each for each in await followed.ledger.people() if each.id == "ben"]
    assert await followed.carried("ben") == []
    said = await followed.command("assign var-2031-r01 ben")
    assert f"{before.participant.name} carries VAR-2031-R01 from now on" in said
    await followed.renewed()
    [given] = await followed.carried("ben")
    assert given.is_open
    [event] = [each for each in await followed.ledger.history(given.id) if each.kind is EventKind.ASSIGNED]
    assert event.who == OLGA
    [done] = await followed.audited("assign")
    assert (done.who, done.after) == (OLGA, f"{given.id}: due {given.due}")
    assert "already" in await followed.command("assign beacons ben")


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("assign", "Please name both"),
        ("assign beacon ben", "Did you mean beacons?"),
        ("assign nothing-like-it ben", 'There is no recommendation "nothing-like-it".'),
        ("assign beacons nobody", "nobody with the id nobody"),
        ("pause bem", "Did you mean ben?"),
        ("pause ben", "nothing open"),
        ("resume beacons", "nothing that was stopped"),
    ],
)
async def test_what_cannot_be_is_said_with_what_may_have_been_meant(followed, command, said):
    assert said in await followed.command(command)


@pytest.mark.parametrize("what", ["ana", "beacons", "VAR-2031-R01"])
async def test_reminders_of_a_person_or_a_recommendation_rest_and_go_on(followed, what):
    assert "are stopped (one assignment)" in await followed.command(f"pause {what}")
    [resting] = await followed.carried("ana")
    assert (resting.paused, resting.next_at) == (True, None)
    assert await followed.ledger.paused() is None
    await followed.renewed()
    assert (await followed.assignment()).next_at is None
    assert "go on (one assignment)" in await followed.command(f"resume {what}")
    assert (await followed.assignment()).paused is False
    assert await followed.happened() == [EventKind.PAUSED, EventKind.RESUMED]
    assert [each.action for each in await followed.ledger.audited(limit=4)][::2] == ["resume", "pause"]


async def test_without_a_name_everything_rests(followed):
    assert "Nothing is sent any more" in await followed.command("pause")
    assert await followed.ledger.paused() == "organiser"
    assert "Sending goes on" in await followed.command("resume")


async def test_it_is_said_in_french(followed):
    followed.slack.people[OLGA] = {"id": OLGA, "locale": "fr-FR"}
    followed.workspace.service.side.people.forget(OLGA)
    assert "sont arrêtés (un dossier)" in await followed.command("pause ana")


@pytest.mark.parametrize("command", ["assign beacons ben", "pause ana", "resume ana"])
async def test_nobody_else_may(followed, command):
    assert "Only the seminar's organisers" in await followed.command(command, user=BEN)
    assert (await followed.assignment()).paused is False
    assert await followed.carried("ben") == []
