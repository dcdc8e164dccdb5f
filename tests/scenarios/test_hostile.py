"""What nobody writes in good faith: each gets a short civil word, and nothing of it becomes mark-up, a link or a loss.

What reaches `/slack/events` without being a request of Slack's is in `test_delivering.py`, old and foreign buttons in
`test_pressing.py`, files that organisers write in `tests/knowledge/test_files.py` and `test_parsing.py`.
"""

import re

import pytest

from tests.fake_slack import BEN, OLGA, SEMINAR
from tests.scenarios.conftest import direct

#: What Slack would make something of: a person, a channel, everybody, a link.
MARK_UP = re.compile(r"<(?:[@!#][^<>]*|(?:https?|mailto|tel):[^<>]*)>")
#: Links that the knowledge itself shows.
OURS = re.compile(r"<https://example\.org/[^<>]*>")
TEXTS = {
    "nothing": "",
    "spaces": " \t\n \N{ZERO WIDTH SPACE}",
    "an emoji alone": "🙂",
    "an emoji by its name": ":tada:",
    "a broadcast": "<!channel> <!here|here> <!everyone> where do we stay?",
    "a group": "<!subteam^S0ORGANISERS|@organisers> where do we stay?",
    "a mention of somebody": "<@U0OLGA> <@U0OLGA|olga> where do we stay?",
    "a link that lies": "<https://evil.example/steal|https://example.org/hotel> where do we stay?",
    "a link in a link": "<https://evil.example/<https://evil.example|x>|y>",
    "mark-up that was escaped": "&lt;!channel&gt; &lt;@U0OLGA&gt; &amp;lt;!here&amp;gt;",
    "mark-up that is broken": "<<<!channel <@ <https:// |||>>> *_~`",
    "a code block that does not end": "``` where do we stay?",
    "a direction override": "where \N{RIGHT-TO-LEFT OVERRIDE}yats ew od\N{POP DIRECTIONAL FORMATTING} do we stay?",
    "isolates and marks": "\N{RIGHT-TO-LEFT ISOLATE}\N{ARABIC LETTER MARK}where do we stay?\N{POP DIRECTIONAL ISOLATE}",
    "control characters": "where\x00 do\x07 we\x1b[31m stay?\x7f\x85",
    "tags that nobody sees": "where do we stay?" + "".join(chr(0xE0000 + ord(each)) for each in "<!channel>"),
    "marks without end": "w" + "\N{COMBINING ACUTE ACCENT}" * 3000,
    "letters of nobody": "\ue000\U000f0000\U0010ffff",
    "forty thousand characters": "where do we stay? " * 2223,
    "one word of forty thousand letters": "a" * 40_000,
    "forty thousand brackets": "<" * 20_000 + ">" * 20_000,
    "forty thousand brackets in pairs": "<>" * 20_000,
    "forty thousand ampersands": "&lt;" * 10_000,
    "a formula": '=HYPERLINK("https://evil.example";"click")',
    "a command to a shell": "$(rm -rf /); `reboot` | cat /etc/passwd",
    "a statement": "'; DROP TABLE questions; --",
    "a placeholder": "{ $contact } {0} %s %(x)s ${x} {{7*7}}",
    "JSON": '{"entry": "hotel", "language": "en", "__proto__": {}}',
    "scripts side by side": "wher\u0435 d\u03bf w\u0435 st\u0430y?",
}


def harmless(posts):
    """Tell whether nothing in some messages is mark-up but what the bot itself puts there."""
    for each in posts:
        shown = OURS.sub("", f"{each.text}\n{each.shown}")
        assert not MARK_UP.search(shown), shown[:200]
        assert "\N{RIGHT-TO-LEFT OVERRIDE}" not in shown
        assert len(each.text) <= 4000
    return True


@pytest.fixture
def civil(http):
    """Check that what came is short and harmless, and that nothing failed."""

    def civil(seen, *, most=1):
        assert len(seen) <= most
        assert harmless(seen)
        assert [line for line in http.log.lines if line["level"] in {"error", "critical"}] == []

    return civil


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
async def test_text_gets_one_civil_answer_at_every_door(http, civil, text):
    for user in (BEN, OLGA):
        seen = await http.write(text, user=user)
        assert seen
        civil(seen)
    [said, *_] = seen = await http.mention(text)
    civil(seen)
    civil(await http.say(text, thread_ts=said.thread_ts))
    civil(await http.edit("before", text, thread_ts=said.thread_ts))
    rooms = (f"C0ROOM{number}" for number in range(9))
    for command in ("/seminar", "/seminar recommendations", "/seminar language", "/seminar privacy"):
        seen = await http.command(f"{command} {text}", channel=next(rooms))
        assert seen
        civil(seen)
    for user in (BEN, OLGA):
        for command in ("", "roster", "handover", "simulate", "unanswered done", "parked release", "erase"):
            seen = await http.command(
                f"/seminar-admin {command} {text}", user=user, channel=f"{next(rooms, 'C9')}{user}{command[:3]}"
            )
            assert seen
            civil(seen)


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
async def test_text_sent_on_is_shown_to_organisers_without_mark_up(http, civil, text):
    [answer, *_] = await http.write(f"who painted the walrus of the attic {text}"[:1400])
    button = answer.buttons.get("Send to the organisers")
    if button is None:
        return  # it was answered, or too much at once
    civil(await http.press(answer, "Send to the organisers"), most=2)
    [kept] = await http.ledger.passed_on()
    assert len(kept.question) <= 1500
    civil(await http.command("/seminar-admin unanswered", user=OLGA, channel=direct(OLGA)))


# Events that are not as Slack sends them


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param({"text": None}, id="no text"),
        pytest.param({"text": None, "files": []}, id="no text and no files"),
        pytest.param({"files": [{}]}, id="a file without a name"),
        pytest.param(
            {"files": [{"name": "people.csv", "size": 5, "url_private": "file:///etc/passwd"}]}, id="a file here"
        ),
        pytest.param(
            {"files": [{"name": "people.csv", "size": 5, "url_private": "http://169.254.169.254/latest"}]},
            id="a file within the network",
        ),
        pytest.param({"blocks": [{"type": "rich_text", "elements": [{}]}]}, id="blocks of nothing"),
        pytest.param({"subtype": "something_new"}, id="a subtype that nobody knows"),
        pytest.param({"thread_ts": "0"}, id="a thread that is none"),
        pytest.param({"user": "U0NOBODY"}, id="a user whom Slack does not know"),
    ],
)
@pytest.mark.parametrize("user", [BEN, OLGA])
async def test_event_with_odd_fields_is_taken_and_answered_at_most_once(http, civil, fields, user):
    event = {**http.event_of("where do we stay?", user, direct(user)), "channel_type": "im", **fields}
    civil(await http.see(http.tell(event)), most=2)
    assert not [each for each in http.slack.calls if "169.254" in str(each) or "passwd" in str(each)]


@pytest.mark.parametrize("kind", ["reaction_added", "member_joined_channel", "url_verification_", "zz"])
async def test_event_that_nobody_asked_for_is_taken_and_nothing_more(workspace, kind):
    assert await workspace.see(workspace.tell({"type": kind, "user": BEN, "channel": SEMINAR, "ts": "1.0"})) == []


@pytest.mark.parametrize(
    "view",
    [
        pytest.param({"callback_id": "an-older-version"}, id="of an older version"),
        pytest.param({"callback_id": "followup:report", "private_metadata": "not JSON"}, id="about nothing"),
        pytest.param({"callback_id": "followup:report", "private_metadata": "[]"}, id="about a list"),
        pytest.param({"callback_id": "followup:report", "private_metadata": '{"a": "x"}'}, id="about an unknown one"),
        pytest.param({"callback_id": "followup:", "private_metadata": '{"a": "x"}'}, id="of no act"),
        pytest.param({"callback_id": ""}, id="nothing at all"),
    ],
)
async def test_form_that_is_none_of_ours_is_closed_and_does_nothing(http, civil, view):
    body = {
        "type": "view_submission",
        "team": {"id": "T0VARNA"},
        "user": {"id": BEN, "team_id": "T0VARNA"},
        "view": {"id": "V1", "type": "modal", "hash": "1", "state": {"values": {}}, **view},
    }
    civil(await http.see(http.door.interaction(body)), most=2)
    assert await http.ledger.assignments() == []


@pytest.mark.parametrize("kind", ["message_action", "shortcut", "view_closed", "block_suggestion", "something_new"])
async def test_interaction_of_another_kind_is_turned_away_without_a_failure(http, kind):
    body = {"type": kind, "callback_id": "x", "user": {"id": BEN}, "trigger_id": "1.2.3", "view": {"callback_id": "x"}}
    status = await http.door.interaction(
        {**body, "action_id": "x", "value": "x", "message": {}, "channel": {"id": SEMINAR}}
    )
    assert status in {200, 404}
    await http.quiet()
    assert http.log.events("listener failed") == []


# Tables


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", '=HYPERLINK("https://evil.example","x")'])
async def test_cell_that_begins_a_formula_is_text_that_is_shown_as_text(http, civil, cell):
    quoted = cell.replace('"', '""')
    table = f'id,name,role,email\neva,"{quoted} <!channel>",coordinator,eva@example.org\n'
    file = http.slack.file("people.csv", table.encode())
    seen = await http.write("", user=OLGA, subtype="file_share", files=[file])
    civil(seen)
    assert "Load" in seen[-1].buttons
    civil(await http.press(seen[-1], "Load", user=OLGA))
    shown = await http.command("/seminar-admin roster", user=OLGA, channel=direct(OLGA))
    civil(shown)
    assert "eva" in str(shown[-1])
