"""What is signed and yet not as Slack describes it is told from what is."""

import json

import pytest

from bot.slack.sanity import is_odd, parsed

MESSAGE = {"type": "message", "channel": "C1", "ts": "1.0", "user": "U1", "text": "hello"}
PRESS = {"type": "block_actions", "user": {"id": "U1"}, "actions": [{"action_id": "a", "value": "b"}]}
FORM = {
    "type": "view_submission",
    "user": {"id": "U1"},
    "view": {"id": "V1", "callback_id": "c", "state": {"values": {"note": {"note": {"type": "x", "value": None}}}}},
}


@pytest.mark.parametrize(
    "body",
    [
        {"event": MESSAGE},
        {"event": {**MESSAGE, "text": None, "files": [{"name": "a.csv"}], "blocks": [1]}},
        {"event": {**MESSAGE, "subtype": "message_changed", "message": MESSAGE, "previous_message": MESSAGE}},
        {"event": {"type": "app_home_opened", "user": "U1", "channel": "D1", "tab": "messages"}},
        {"event": {"type": "something_new", "user": "U1"}},
        {"type": "url_verification", "challenge": "x"},
        {"command": "/seminar", "text": "when?", "user_id": "U1"},
        PRESS,
        {**PRESS, "channel": {"id": "C1"}, "container": {}, "message": {"ts": "1.0"}},
        FORM,
        {},
    ],
)
def test_what_slack_sends_is_taken(body):
    assert not is_odd(body)
    assert parsed(json.dumps(body).encode(), "application/json") == body


@pytest.mark.parametrize(
    "body",
    [
        {"event": "walrus"},
        {"event": {"type": 1}},
        {"event": {"type": "message"}},
        {"event": {**MESSAGE, "text": ["a"]}},
        {"event": {**MESSAGE, "user": {"id": "U1"}}},
        {"event": {**MESSAGE, "files": "a.csv"}},
        {"event": {**MESSAGE, "files": ["a.csv"]}},
        {"event": {**MESSAGE, "message": None}},
        {"event": {**MESSAGE, "message": {"text": 5}}},
        {"event": {"type": "app_home_opened", "tab": "messages"}},
        {**PRESS, "actions": []},
        {**PRESS, "actions": {}},
        {**PRESS, "actions": [{"value": {}}]},
        {**PRESS, "user": "U1"},
        {**PRESS, "container": []},
        {**FORM, "view": None},
        {**FORM, "view": {"state": []}},
        {**FORM, "view": {"state": {"values": {"note": {"note": 5}}}}},
        {**FORM, "view": {"state": {"values": {"note": {"note": {"value": 5}}}}}},
        {**FORM, "view": {"callback_id": 5}},
        {**FORM, "user": {}},
    ],
)
def test_what_slack_does_not_send_is_not_taken(body):
    assert is_odd(body)
    assert parsed(json.dumps(body).encode(), "application/json") is None


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b'"a"', b"\xff", b"[" * 100_000])
def test_what_is_no_json_object_is_none(body):
    assert parsed(body, "application/json") is None


@pytest.mark.parametrize("body", [b"payload=", b"payload=[]", b"payload=%FF", b"\xff=1"])
def test_form_whose_payload_is_none_is_none(body):
    assert parsed(body, "application/x-www-form-urlencoded") is None


def test_form_is_read_as_its_fields_or_its_payload():
    assert parsed(b"command=/seminar&text=", "application/x-www-form-urlencoded") == {"command": "/seminar", "text": ""}
    assert parsed(b"payload=%7B%7D", "application/x-www-form-urlencoded") == {}
