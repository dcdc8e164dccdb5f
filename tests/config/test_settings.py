"""Settings are read once, and say what to mend by the names that people type."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from config.settings import Settings

BOT, APP, SECRET = "xoxb-made-up", "xapp-made-up", "made-up-secret"


@pytest.fixture
def environment(monkeypatch, tmp_path):
    """Set variables in an environment, and a folder, without any other settings."""
    for name in Settings.model_fields:
        for prefix in ("", "SUIVI_"):
            monkeypatch.delenv(f"{prefix}{name.upper()}", raising=False)
    monkeypatch.chdir(tmp_path)

    def set_variables(**variables):
        for name, value in variables.items():
            monkeypatch.setenv(name, value)

    return set_variables


def complaints(**variables):
    """Return what is said of settings that are refused."""
    with pytest.raises(ValidationError) as raised:
        Settings(**variables)
    return "\n".join(each["msg"] for each in raised.value.errors(include_input=False))


# Tokens and how the bot is reached


@pytest.mark.parametrize(
    ("tokens", "transport"),
    [
        pytest.param({}, "local", id="no token"),
        pytest.param({"SLACK_SIGNING_SECRET": SECRET}, "local", id="secret alone"),
        pytest.param({"SLACK_BOT_TOKEN": BOT, "SLACK_APP_TOKEN": APP}, "socket", id="app token"),
        pytest.param({"SLACK_BOT_TOKEN": BOT, "SLACK_SIGNING_SECRET": SECRET}, "http", id="signing secret"),
        pytest.param(
            {"SLACK_BOT_TOKEN": BOT, "SLACK_APP_TOKEN": APP, "SLACK_SIGNING_SECRET": SECRET}, "socket", id="both"
        ),
        pytest.param({"SLACK_BOT_TOKEN": "", "SLACK_APP_TOKEN": ""}, "local", id="left empty"),
    ],
)
def test_tokens_decide_how_the_bot_is_reached(environment, tokens, transport):
    environment(**tokens)
    assert Settings().transport == transport


def test_bot_token_alone_is_refused_and_both_others_are_named(environment):
    environment(SLACK_BOT_TOKEN=BOT)
    told = complaints()
    assert "SLACK_APP_TOKEN" in told
    assert "SLACK_SIGNING_SECRET" in told


def test_app_token_alone_is_refused_and_the_other_is_named(environment):
    environment(SLACK_APP_TOKEN=APP)
    assert "SLACK_BOT_TOKEN" in complaints()


@pytest.mark.parametrize(
    ("variable", "token", "beginning"),
    [
        ("SLACK_BOT_TOKEN", "xoxp-made-up", "xoxb-"),
        ("SLACK_BOT_TOKEN", APP, "xoxb-"),
        ("SLACK_APP_TOKEN", BOT, "xapp-"),
        ("SLACK_APP_TOKEN", "made-up", "xapp-"),
    ],
)
def test_token_of_another_kind_is_refused_with_the_right_beginning(environment, variable, token, beginning):
    environment(SLACK_SIGNING_SECRET=SECRET, **{variable: token})
    assert beginning in complaints()


@pytest.mark.parametrize(
    "variables",
    [
        {"SLACK_BOT_TOKEN": "xoxp-hunter2"},
        {"SLACK_BOT_TOKEN": "xoxb-hunter2"},
        {"SLACK_APP_TOKEN": "xapp-hunter2", "SUIVI_PORT": "no"},
        {"SLACK_SIGNING_SECRET": "hunter2", "SUIVI_ANSWER_AT": "0.1", "SUIVI_OFFER_AT": "0.5"},
    ],
)
def test_refusal_shows_no_secret(environment, variables):
    environment(**variables)
    with pytest.raises(ValidationError) as raised:
        Settings()
    assert "hunter2" not in str(raised.value)


def test_settings_show_no_secret(environment):
    environment(
        SLACK_BOT_TOKEN="xoxb-hunter2",
        SLACK_APP_TOKEN="xapp-hunter2",
        SLACK_SIGNING_SECRET="hunter2",
        SUIVI_LEDGER_URL="postgresql+psycopg://suivi:hunter2@db/suivi",
    )
    assert "hunter2" not in f"{Settings()!r} {Settings()}"


# Values


def test_without_any_setting_the_bot_serves_this_machine(environment):
    settings = Settings()
    assert (settings.host, settings.port, settings.organisers) == ("127.0.0.1", 3000, ())
    assert (settings.content, settings.state_dir) == (Path("knowledge/content"), Path("var"))
    assert settings.slack_api_url == "https://slack.com/api/"


@pytest.mark.parametrize(
    ("written", "organisers"),
    [
        ("U0ANA", ("U0ANA",)),
        ("U0ANA,U0BEN", ("U0ANA", "U0BEN")),
        (" U0ANA , S0TEAM ,", ("U0ANA", "S0TEAM")),
        (" , ", ()),
        ("", ()),
    ],
)
def test_organisers_are_separated_by_commas(environment, written, organisers):
    environment(SUIVI_ORGANISERS=written)
    assert Settings().organisers == organisers


@pytest.mark.parametrize("written", ["http://127.0.0.1:4000/api", "http://127.0.0.1:4000/api/"])
def test_address_for_slack_calls_ends_with_a_slash(environment, written):
    environment(SLACK_API_URL=written)
    assert Settings().slack_api_url == "http://127.0.0.1:4000/api/"


def test_offering_above_answering_is_refused(environment):
    environment(SUIVI_ANSWER_AT="0.4", SUIVI_OFFER_AT="0.5")
    assert "SUIVI_OFFER_AT must not be above SUIVI_ANSWER_AT" in complaints()


def test_offering_and_answering_from_one_confidence_is_taken(environment):
    environment(SUIVI_ANSWER_AT="0.5", SUIVI_OFFER_AT="0.5")
    assert Settings().offer_at == Settings().answer_at


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("SUIVI_ANSWER_AT", "1.1"),
        ("SUIVI_ANSWER_AT", "nan"),
        ("SUIVI_OFFER_AT", "-0.1"),
        ("SUIVI_PORT", "65536"),
        ("SUIVI_PORT", "-1"),
        ("SUIVI_LOG_LEVEL", "LOUD"),
    ],
)
def test_value_out_of_range_is_refused_under_its_name(environment, variable, value):
    environment(**{variable: value})
    with pytest.raises(ValidationError) as raised:
        Settings()
    assert variable.removeprefix("SUIVI_").lower() in str(raised.value.errors()[0]["loc"])


def test_file_beside_us_is_read_and_the_environment_goes_before_it(environment):
    Path(".env").write_text("SUIVI_PORT=4000\nSUIVI_HOST=::1\nSOMETHING_ELSE=x\n")
    environment(SUIVI_PORT="5000")
    assert (Settings().port, Settings().host) == (5000, "::1")


def test_command_line_goes_before_both(environment):
    environment(SUIVI_PORT="5000")
    assert Settings(port=6000).port == 6000


def test_settings_stay_as_they_were_read(environment):
    with pytest.raises(ValidationError):
        Settings().port = 1


@pytest.mark.parametrize(
    ("variable", "value", "complaint"),
    [
        ("SUIVI_ORGANISERS", "U0ANA,@ben", "number 2 is no Slack id"),
        ("SUIVI_ORGANISERS", "ana@example.org", "a user group's with S"),
        ("SUIVI_ORGANISERS_CHANNEL", "#general", "not the id of a channel"),
    ],
)
def test_names_where_slack_ids_are_wanted_are_said(environment, variable, value, complaint):
    environment(**{variable: value})
    assert complaint in complaints()


# Following up


def test_stages_are_days_in_their_order(environment):
    environment(SUIVI_STAGES="7, -3,0,7")
    assert Settings().stages == (-3, 0, 7)


def test_rungs_of_the_ladder_follow_each_other(environment):
    environment(SUIVI_DEPUTY_AFTER="40")
    assert "SUIVI_ESCALATE_AFTER" in complaints()


@pytest.mark.parametrize("hours", ["17:00-09:00", "9-17", "09:00", "09:00-24:00"])
def test_working_hours_have_a_start_before_their_end(environment, hours):
    environment(SUIVI_WORKING_HOURS=hours)
    assert complaints()


# Rehearsals


@pytest.mark.parametrize(
    "outside",
    [
        pytest.param({}, id="local workspace"),
        pytest.param(
            {"SLACK_BOT_TOKEN": BOT, "SLACK_SIGNING_SECRET": SECRET, "SLACK_API_URL": "http://127.0.0.1:4000/api/"},
            id="a Slack on this machine",
        ),
    ],
)
def test_rehearsal_is_taken_where_nobody_real_is_served(environment, outside):
    environment(**outside, SUIVI_CLOCK="2027-01-15T09:00:00+02:00", SUIVI_CLOCK_SPEED="60")
    settings = Settings()
    assert settings.is_rehearsal
    assert settings.clock.isoformat() == "2027-01-15T09:00:00+02:00"


@pytest.mark.parametrize(
    "wanted",
    [{"SUIVI_CLOCK": "2027-01-15T09:00:00Z"}, {"SUIVI_CLOCK_SPEED": "60"}],
)
@pytest.mark.parametrize("address", ["https://slack.com/api/", "http://127.0.0.1.example.org/api/"])
def test_rehearsal_is_refused_where_real_people_are_served(environment, wanted, address):
    environment(SLACK_BOT_TOKEN=BOT, SLACK_SIGNING_SECRET=SECRET, SLACK_API_URL=address, **wanted)
    assert "SUIVI_CLOCK" in complaints()


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("SUIVI_CLOCK", "2027-01-15T09:00:00"),
        ("SUIVI_CLOCK_SPEED", "0"),
        ("SUIVI_LEASE_S", "29"),
        ("SUIVI_POSTS_PER_SECOND", "0"),
    ],
)
def test_rehearsal_and_sending_take_only_what_can_be(environment, variable, value):
    environment(**{variable: value})
    with pytest.raises(ValidationError) as raised:
        Settings()
    assert variable.removeprefix("SUIVI_").lower() in str(raised.value.errors()[0]["loc"])
