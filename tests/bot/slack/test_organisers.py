"""Who is an organiser: those whom the settings name, by themselves or by their group, and nobody else."""

import pytest
from aiohttp import ClientError
from slack_sdk.errors import SlackApiError

from bot.slack import organisers as module
from bot.slack.organisers import Organisers


class Groups:
    """Answers `usergroups.users.list` from a dictionary; ``fail`` is raised instead, while set."""

    def __init__(self) -> None:
        self.members = {"S1": ["U0OLGA"], "S2": ["U0PAUL", "U0OLGA"]}
        self.asked: list[str] = []
        self.fail: Exception | None = None

    async def usergroups_users_list(self, *, usergroup):
        self.asked.append(usergroup)
        if self.fail:
            raise self.fail
        return {"ok": True, "users": self.members[usergroup]}


@pytest.fixture
def slack():
    return Groups()


@pytest.mark.parametrize(
    ("ids", "user", "is_one"),
    [
        pytest.param(["U0ANA"], "U0ANA", True, id="named"),
        pytest.param(["U0ANA"], "U0BEN", False, id="not named"),
        pytest.param([], "U0ANA", False, id="nobody is"),
        pytest.param(["S1"], "U0OLGA", True, id="in the group"),
        pytest.param(["S1"], "U0ANA", False, id="not in the group"),
        pytest.param(["S1", "S2"], "U0PAUL", True, id="in the second group"),
        pytest.param(["S1"], "S1", False, id="the group itself"),
        pytest.param(["U0ANA"], "", False, id="no id"),
    ],
)
async def test_who_is_one(slack, ids, user, is_one):
    assert await Organisers(slack, ids).include(user) is is_one


async def test_everyone_is_counted_once(slack):
    assert await Organisers(slack, ["U0ANA", "S1", "S2"]).everyone() == {"U0ANA", "U0OLGA", "U0PAUL"}


@pytest.mark.parametrize("error", [SlackApiError("no", {}), ClientError(), TimeoutError()])
async def test_group_that_slack_does_not_tell_has_no_members(slack, error):
    slack.fail = error
    organisers = Organisers(slack, ["U0ANA", "S1"])
    assert await organisers.include("U0OLGA") is False
    assert await organisers.include("U0ANA") is True
    slack.fail = None
    assert await organisers.include("U0OLGA") is True


async def test_person_taken_out_of_the_group_loses_the_right_within_five_minutes(slack, monkeypatch):
    organisers = Organisers(slack, ["S1"])
    assert await organisers.include("U0OLGA") is True
    slack.members["S1"] = []
    assert await organisers.include("U0OLGA") is True
    assert slack.asked == ["S1"]
    later = module.time.monotonic() + 300
    monkeypatch.setattr(module.time, "monotonic", lambda: later)
    assert await organisers.include("U0OLGA") is False


async def test_right_is_not_kept_where_slack_stops_answering(slack, monkeypatch):
    organisers = Organisers(slack, ["S1"])
    await organisers.include("U0OLGA")
    later = module.time.monotonic() + 300
    monkeypatch.setattr(module.time, "monotonic", lambda: later)
    slack.fail = TimeoutError()
    assert await organisers.include("U0OLGA") is False
