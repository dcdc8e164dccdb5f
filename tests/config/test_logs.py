"""Log lines are events with fields, in one form for ours and the libraries', without what people wrote."""

import json
import logging

import pytest
import structlog

from config.logs import QUIET, set_up


@pytest.fixture(autouse=True)
def restored():
    """Leave the logging of the tests themselves as it was."""
    root = logging.getLogger()
    handlers, level = root.handlers, root.level
    levels = {name: logging.getLogger(name).level for name in QUIET}
    yield
    root.handlers = handlers
    root.setLevel(level)
    for name, before in levels.items():
        logging.getLogger(name).setLevel(before)
    structlog.reset_defaults()
    structlog.contextvars.clear_contextvars()


@pytest.fixture
def lines(capsys):
    """Return what was logged, a line each."""

    def logged():
        return capsys.readouterr().err.splitlines()

    return logged


@pytest.fixture
def events(lines):
    """Return what was logged as JSON."""
    return lambda: [json.loads(each) for each in lines()]


def fail_over(question):
    """Fail while a person's words stand in a local variable."""
    try:
        {}[len(question)]
    except KeyError as error:
        raise ValueError("not a question") from error


def test_line_is_an_event_with_fields(events):
    set_up("INFO", as_json=True)
    structlog.get_logger().info("question asked", outcome="answer", entry="venue")
    [line] = events()
    assert line.pop("timestamp").endswith("Z")
    assert line == {"event": "question asked", "level": "info", "outcome": "answer", "entry": "venue"}


def test_what_is_bound_stands_in_every_line(events):
    set_up("INFO", as_json=True)
    structlog.contextvars.bind_contextvars(event_id="Ev1")
    structlog.get_logger().info("one")
    logging.getLogger("library").warning("two")
    assert [each["event_id"] for each in events()] == ["Ev1", "Ev1"]


def test_library_speaks_in_the_same_form(events):
    set_up("INFO", as_json=True)
    logging.getLogger("some.library").warning("%s is slow", "the disk")
    [line] = events()
    assert (line["event"], line["level"]) == ("the disk is slow", "warning")


@pytest.mark.parametrize("name", [*QUIET, "slack_sdk.web.async_client", "sqlalchemy.engine.Engine"])
def test_library_that_logs_what_people_wrote_stays_quiet_even_at_debug(events, name):
    set_up("DEBUG", as_json=True)
    logging.getLogger(name).debug("the whole body")
    logging.getLogger(name).info("the whole body")
    logging.getLogger(name).warning("something is wrong")
    assert [each["event"] for each in events()] == ["something is wrong"]


@pytest.mark.parametrize(("level", "heard"), [("DEBUG", 4), ("INFO", 3), ("WARNING", 2), ("ERROR", 1)])
def test_level_decides_what_is_heard(events, level, heard):
    set_up(level, as_json=True)
    log = structlog.get_logger()
    for each in (log.debug, log.info, log.warning, log.error):
        each("something happened")
    assert len(events()) == heard


@pytest.mark.parametrize("as_json", [True, False])
@pytest.mark.parametrize("ours", [True, False], ids=["ours", "a library's"])
def test_exception_is_told_without_the_values_around_it(lines, as_json, ours):
    set_up("INFO", as_json=as_json)
    question = "my passport was taken"
    try:
        fail_over(question)
    except ValueError:
        log = structlog.get_logger() if ours else logging.getLogger("library")
        log.exception("listener failed")
    told = "\n".join(lines())
    assert "fail_over" in told
    assert "not a question" in told
    assert "passport" not in told.lower()


@pytest.mark.parametrize("ours", [True, False], ids=["ours", "a library's"])
def test_exception_is_one_line_of_json(events, ours):
    set_up("INFO", as_json=True)
    try:
        fail_over("where is it")
    except ValueError:
        log = structlog.get_logger() if ours else logging.getLogger("library")
        log.exception("listener failed")
    [line] = events()
    assert [each["exc_type"] for each in line["exception"]] == ["ValueError", "KeyError"]


def test_values_that_json_does_not_know_are_written_somehow(events):
    set_up("INFO", as_json=True)
    structlog.get_logger().info("reloaded", ids={"venue"}, path=logging)
    assert events()[0]["ids"] == "{'venue'}"


def test_people_read_lines_without_json(lines):
    set_up("INFO", as_json=False)
    structlog.get_logger().info("question asked", entry="venue")
    [line] = lines()
    assert "question asked" in line
    assert "entry=venue" in line
    assert "\x1b" not in line


def test_where_nobody_watches_lines_are_json(events):
    set_up("INFO")
    structlog.get_logger().info("question asked")
    assert events()[0]["event"] == "question asked"


def test_setting_up_again_says_nothing_twice(events):
    set_up("INFO", as_json=True)
    set_up("INFO", as_json=True)
    structlog.get_logger().info("question asked")
    assert len(events()) == 1
