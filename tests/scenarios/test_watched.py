"""What whoever runs the bot sees of it: its numbers, the lines about one request, and how it gets ready to stop."""

import asyncio

import aiohttp
from prometheus_client.parser import text_string_to_metric_families

from tests.fake_slack import ANA, BEN, OLGA, PEOPLE, SEMINAR
from tests.scenarios.conftest import PATIENCE_S, HttpDoor, Service, direct


async def numbers(workspace):
    """Return what `/metrics` says, as text and by name and labels."""
    async with workspace.session.get(f"{workspace.url}/metrics") as answer:
        assert (answer.status, answer.content_type) == (200, "text/plain")
        text = await answer.text()
    found = [sample for family in text_string_to_metric_families(text) for sample in family.samples]
    return text, {(each.name, *(value for _, value in sorted(each.labels.items()))): each.value for each in found}


async def test_what_people_asked_is_told_in_numbers_and_nobody_and_nothing_is_named(workspace):
    await workspace.mention("hotel")
    await workspace.write("hotel", user=ANA)
    await workspace.command("/seminar who painted the lighthouse?")
    await workspace.write("help me, he beats me and took my passport")
    text, found = await numbers(workspace)
    asked = {key[1:]: value for key, value in found.items() if key[0] == "suivi_questions_total"}
    assert asked == {("en", "answer"): 2, ("en", "unknown"): 1, ("en", "other"): 1}
    assert found[("suivi_answer_seconds_count",)] == 4
    assert 0 < found[("suivi_answer_seconds_sum",)] < 60
    assert found["suivi_slack_calls_total", "chat.postMessage", "200"] >= 3
    assert found["suivi_slack_calls_total", "other", "200"] == 1  # to the address that came with the command
    assert (found[("suivi_ready",)], found[("suivi_ledger_up",)], found[("suivi_failures_total",)]) == (1, 1, 0)
    assert found[("suivi_knowledge_entries",)] == len(workspace.service.base.snapshot.entries)
    for each in (*PEOPLE, SEMINAR, direct(BEN), "hotel", "lighthouse", "Varna", "passport", "safety"):
        assert each not in text


async def test_what_goes_wrong_is_told(http, monkeypatch):
    http.slack.limit("chat.postMessage", retry_after_s=0)
    await http.write("hotel")
    with monkeypatch.context() as broken:
        broken.setattr("bot.desk.clean", lambda text: {}[text])
        await http.write("hotel")
    http.ledger.is_away = True
    _, found = await numbers(http)
    assert found["suivi_slack_calls_total", "chat.postMessage", "429"] == 1
    assert found[("suivi_failures_total",)] == 1
    assert found[("suivi_ledger_up",)] == 0


async def test_numbers_are_not_told_where_they_are_not_wanted(serving):
    async with serving(metrics=False) as workspace, workspace.session.get(f"{workspace.url}/metrics") as answer:
        assert answer.status == 404


async def test_all_lines_about_one_request_have_its_id_and_no_other_line_has_it(workspace):
    workspace.ledger.is_away = True
    await workspace.write("hotel", user=ANA)
    ours = [line for line in workspace.log.lines if "request" in line]
    assert len(ours) >= 2
    assert len({line["request"] for line in ours}) == 1
    before = len(workspace.log.lines)
    await workspace.write("hotel", user=OLGA)
    later = {line["request"] for line in workspace.log.lines[before:] if "request" in line}
    assert len(later) == 1
    assert later.isdisjoint(line["request"] for line in ours)


async def test_error_that_a_person_was_told_of_leads_to_the_lines_about_it(workspace, monkeypatch):
    with monkeypatch.context() as broken:
        broken.setattr("bot.desk.clean", lambda text: {}[text])
        [told] = await workspace.write("hotel")
    [line] = workspace.log.events("listener failed")
    assert line["reference"] in told.text
    assert len(line["request"]) == 8


async def test_balancer_is_given_the_time_that_the_settings_say(settings, sentences_read_once):
    service = Service(settings(drain_s=0.2))
    draining = asyncio.create_task(service._drain())
    await asyncio.sleep(0.05)
    assert (await service._missing(), draining.done()) == (["stopping"], False)
    async with asyncio.timeout(PATIENCE_S):
        await draining


async def test_stopping_bot_is_not_ready_first_then_takes_nothing_new_and_ends_its_answers(slack, serving, monkeypatch):
    """A balancer that sees it in time sends nothing any more that would have to be turned away."""
    asked_to_stop, go_on, seen = asyncio.Event(), asyncio.Event(), {}

    async def looked_at(self):
        """Stand where the wait for a balancer is, and go on when the test says."""
        self.is_stopping = True
        asked_to_stop.set()
        await go_on.wait()

    monkeypatch.setattr(Service, "_drain", looked_at)

    async def while_it_stops(workspace, session):
        door = HttpDoor(f"{workspace.url}/slack/events", session)
        released = slack.hold("users.info")
        event = {**workspace.event_of("hotel", BEN, direct(BEN)), "channel_type": "im"}
        await asked_to_stop.wait()
        seen["ready"] = await readiness(workspace, session)
        seen["taken"] = await door.event(workspace.body_of(event))
        await slack.reached("users.info")
        go_on.set()
        while (late := await door.event(workspace.body_of({"type": "something_else"}))) == 200:
            pass
        seen["late"] = late, len(slack.posts)
        released.set()

    # The bot last, so that it ends first.
    async with (
        asyncio.timeout(PATIENCE_S),
        aiohttp.ClientSession() as session,
        asyncio.TaskGroup() as group,
        serving() as workspace,
    ):
        seen["before"] = await readiness(workspace, session)
        group.create_task(while_it_stops(workspace, session))
    assert seen == {"before": (200, "ready\n"), "ready": (503, "stopping\n"), "taken": 200, "late": (503, 0)}
    assert "Odessos" in slack.posts[0].text


async def readiness(workspace, session):
    async with session.get(f"{workspace.url}/readyz") as answer:
        return answer.status, await answer.text()
