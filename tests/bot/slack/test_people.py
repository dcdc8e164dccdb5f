"""What Slack tells of people: language and country; and what is made of silence."""

import pytest
from aiohttp import ClientError
from slack_sdk.errors import SlackApiError

from bot.errors import LedgerError
from bot.ports import Acquaintance
from bot.reply import Asker
from bot.slack import people as module
from bot.slack.people import People
from tests.fakes import MONDAY


class Profiles:
    """Answers `users.info` from a dictionary; ``fail`` is raised instead, while set."""

    def __init__(self) -> None:
        self.profiles = {"U0ANA": {"locale": "fr-FR", "tz": "Europe/Bucharest"}}
        self.asked: list[str] = []
        self.fail: Exception | None = None

    async def users_info(self, *, user, include_locale):
        assert include_locale
        self.asked.append(user)
        if self.fail:
            raise self.fail
        return {"ok": True, "user": self.profiles[user]}


@pytest.fixture
def slack():
    return Profiles()


@pytest.fixture
def people(slack):
    return People(slack)


async def test_language_and_country_come_from_the_profile(people):
    assert await people.asker("U0ANA") == Asker(id="U0ANA", language="fr", country="RO")


@pytest.mark.parametrize(
    ("profile", "language", "country"),
    [
        pytest.param({}, None, None, id="nothing"),
        pytest.param({"locale": None, "tz": None}, None, None, id="null"),
        pytest.param({"locale": "", "tz": ""}, None, None, id="empty"),
        pytest.param({"locale": "EN", "tz": "Etc/UTC"}, "en", None, id="no country"),
        pytest.param({"locale": "pt-BR", "tz": "Mars/Olympus"}, "pt", None, id="no such zone"),
        pytest.param({"locale": "sr-Latn-RS", "tz": "Europe/Belgrade"}, "sr", "RS", id="three parts"),
        pytest.param({"locale": "sq-AL", "tz": "Europe/Tirane"}, "sq", "AL", id="Tirana"),
    ],
)
async def test_profile_says_as_much_as_it_says(people, slack, profile, language, country):
    slack.profiles["U0ZOE"] = profile
    assert await people.asker("U0ZOE") == Asker(id="U0ZOE", language=language, country=country)


async def test_person_is_asked_about_once_a_day(people, slack, monkeypatch):
    await people.asker("U0ANA")
    await people.asker("U0ANA")
    assert slack.asked == ["U0ANA"]
    later = module.time.monotonic() + 24 * 3600
    monkeypatch.setattr(module.time, "monotonic", lambda: later)
    await people.asker("U0ANA")
    assert slack.asked == ["U0ANA"] * 2


@pytest.mark.parametrize(
    "error",
    [SlackApiError("no", {"ok": False}), ClientError(), TimeoutError()],
    ids=["refused", "no connection", "no answer"],
)
async def test_person_who_cannot_be_looked_up_is_served_and_asked_about_again(people, slack, error):
    slack.fail = error
    assert await people.asker("U0ANA") == Asker(id="U0ANA")
    slack.fail = None
    assert (await people.asker("U0ANA")).language == "fr"


async def test_more_people_than_are_kept_are_all_served(people, slack, monkeypatch):
    monkeypatch.setattr(module, "_MOST", 2)
    for number in range(5):
        slack.profiles[f"U{number}"] = {"locale": "en-GB"}
        assert (await people.asker(f"U{number}")).language == "en"


# What the ledger remembers goes before what Slack says


class Remembered:
    """What a ledger remembers of people; ``fail`` is raised instead, while set."""

    def __init__(self) -> None:
        self.of: dict[str, Acquaintance] = {}
        self.asked = 0
        self.fail: Exception | None = None

    async def __call__(self, user):
        self.asked += 1
        if self.fail:
            raise self.fail
        return self.of.get(user)


@pytest.fixture
def remembered():
    return Remembered()


@pytest.fixture
def known(slack, remembered):
    return People(slack, remembered)


async def test_language_that_somebody_chose_goes_before_their_locale(known, remembered):
    remembered.of["U0ANA"] = Acquaintance("en", MONDAY)
    assert await known.asker("U0ANA") == Asker(id="U0ANA", language="en", country="RO", has_chosen=True, told_at=MONDAY)


async def test_who_chose_nothing_is_answered_by_their_locale(known, remembered):
    remembered.of["U0ANA"] = Acquaintance(None, MONDAY)
    asker = await known.asker("U0ANA")
    assert (asker.language, asker.has_chosen, asker.told_at) == ("fr", False, MONDAY)


async def test_it_is_asked_once_a_minute_and_at_once_where_it_changed(known, remembered, monkeypatch):
    for _ in range(3):
        await known.asker("U0ANA")
    assert remembered.asked == 1
    remembered.of["U0ANA"] = Acquaintance("en", None)
    known.forget("U0ANA")
    assert (await known.asker("U0ANA")).language == "en"
    now = module.time.monotonic()
    monkeypatch.setattr(module.time, "monotonic", lambda: now + 50)
    del remembered.of["U0ANA"]  # erased by another process
    assert (await known.asker("U0ANA")).language == "fr"


async def test_while_the_ledger_is_away_people_are_known_by_slack_and_it_is_left_alone(known, remembered):
    remembered.fail = LedgerError("acquaintance: OperationalError")
    for _ in range(3):
        asker = await known.asker("U0ANA")
    assert (asker.language, asker.is_remembered) == ("fr", False)
    assert remembered.asked == 1


async def test_who_is_forgotten_is_nowhere(known, remembered):
    remembered.of["U0ANA"] = Acquaintance("en", MONDAY)
    await known.asker("U0ANA")
    known.forget("U0ANA")
    known.forget("U0NOBODY")
    assert (known._known, known._acquaintances) == ({}, {})
