"""Organisers' commands: reload and undo, who may use them, and what is written down about it."""

import asyncio
import shutil
import threading
import time
from pathlib import Path

import pytest

from tests.fake_slack import ANA, BEN, GROUP, OLGA, SEMINAR
from tests.scenarios.conftest import SOCKET, change, facts_of

SHIPPED = Path(__file__).parents[2] / "knowledge" / "content"


@pytest.fixture
def facts(workspace):
    return facts_of(workspace)


async def audited(workspace, *, limit=10):
    return [(each.who, each.action) for each in reversed(await workspace.ledger.audited(limit=limit))]


# Reload


async def test_reload_says_what_changed_and_answers_from_it(workspace, facts):
    change(facts, "lighthouse restaurant", "captain's table")
    [said] = await workspace.command("/seminar-admin reload --now", user=OLGA)
    assert (said.only_for, said.channel) == (OLGA, SEMINAR)
    assert said.text.startswith("The knowledge is reloaded (generation 2, 7 entries): 0 added, 1 changed, 0 removed.")
    assert "Changed: dinner" in said.text
    [answer] = await workspace.write("Where do we have dinner?")
    assert "captain's table" in answer.text


async def test_reload_of_what_is_the_same_says_so(http):
    [said] = await http.command("/seminar-admin reload --now", user=OLGA)
    assert said.text.startswith("Nothing has changed in the files")
    assert http.service.base.snapshot.generation == 1


async def test_broken_file_is_named_with_line_and_column_and_nothing_changes(workspace, facts):
    change(facts, "    title:\n      fr: Dates du séminaire\n", "    titel:\n      fr: Dates du séminaire\n")
    [said] = await workspace.command("/seminar-admin reload --now", user=OLGA)
    assert said.text.startswith("I kept the knowledge as it was")
    assert "varna-2031/entries/facts.yaml, line 3" in said.text
    assert '"titel" is not a field I know' in said.text
    assert workspace.service.base.snapshot.generation == 1
    [answer] = await workspace.write("seminar dates")
    assert "12 and 13 May" in answer.text


async def test_every_problem_is_listed_at_once(http):
    change(facts_of(http), "audience: organisers", "audience: nobody")
    (http.service.settings.content / "varna-2031" / "recommendations.yaml").write_text("recommendations: [unfinished")
    [said] = await http.command("/seminar-admin reload --now", user=OLGA)
    assert "2 things need mending" in said.text
    assert "recommendations.yaml, line" in said.text
    assert '"nobody" is not accepted' in said.text


async def test_many_problems_fit_a_message(http):
    broken = "".join(f"  - id: BAD ID {number}\n" for number in range(200))
    (http.service.settings.content / "varna-2031" / "entries" / "more.yaml").write_text(f"entries:\n{broken}")
    [said] = await http.command("/seminar-admin reload --now", user=OLGA)
    assert said.text.startswith("I kept the knowledge as it was")
    assert "more" in said.shown.splitlines()[-1]


async def test_file_that_does_not_parse_is_what_an_organiser_is_told_and_not_what_follows_from_it(serving, settings):
    content = settings().content
    shutil.rmtree(content)
    async with serving() as workspace:  # from what is kept
        shutil.copytree(SHIPPED, content)
        (content / "bucharest-2012" / "entries" / "theme.yaml").write_text("x: [")
        [said] = await workspace.command("/seminar-admin reload --now", user=OLGA)
    assert "one thing needs mending" in said.text
    assert "theme.yaml" in said.shown
    assert "there is no entry" not in said.shown
    assert "what they name may stand in what could not be read" in said.shown


async def test_mark_up_in_a_broken_file_stays_text(http):
    change(facts_of(http), "audience: organisers", 'audience: "<!channel> <https://evil.example|x>"')
    [said] = await http.command("/seminar-admin reload --now", user=OLGA)
    assert "&lt;!channel&gt;" in said.shown
    assert "<!" not in said.shown + said.text
    assert "<https" not in said.shown + said.text


async def test_full_disk_changes_nothing_and_says_so(http, monkeypatch):
    change(facts_of(http), "lighthouse", "harbour")
    monkeypatch.setattr("knowledge.storage._write_through", no_room)
    [said] = await http.command("/seminar-admin reload --now", user=OLGA)
    assert said.text.startswith("I can't write the knowledge to the disk, so nothing has changed")
    [line] = http.log.events("listener failed")
    assert line["reference"] in said.text
    [answer] = await http.write("Where do we have dinner?")
    assert "lighthouse" in answer.text


def no_room(*_):
    raise OSError(28, "No space left on device")


async def test_reload_speaks_the_organiser_s_language(http):
    http.slack.people[OLGA]["locale"] = "fr-FR"
    [said] = await http.command("/seminar-admin reload --now", user=OLGA)
    assert said.text.startswith("Rien n'a changé dans les fichiers")


# Undo


async def test_undo_goes_back(http):
    change(facts_of(http), "lighthouse restaurant", "captain's table")
    await http.command("/seminar-admin reload --now", user=OLGA)
    [said] = await http.command("/seminar-admin undo", user=OLGA)
    assert said.text.startswith("The last change is undone")
    assert "Changed: dinner" in said.text
    [answer] = await http.write("Where do we have dinner?")
    assert "lighthouse restaurant" in answer.text


async def test_undo_without_anything_before_says_so(http):
    [said] = await http.command("/seminar-admin undo", user=OLGA)
    assert said.text == "There is no earlier knowledge left to go back to."


async def test_what_was_reloaded_is_served_after_a_restart(serving):
    async with serving() as before:
        change(facts_of(before), "lighthouse restaurant", "captain's table")
        await before.command("/seminar-admin reload --now", user=OLGA)
    async with serving() as after:
        [answer] = await after.write("Where do we have dinner?")
        assert "captain's table" in answer.text


# Help


@pytest.mark.parametrize("text", ["", " help", " HELP ", " --help", " aide"])
async def test_help_lists_the_commands(http, text):
    [said] = await http.command(f"/seminar-admin{text}", user=OLGA)
    assert "/seminar-admin reload" in said.text
    assert await audited(http) == []


async def test_misspelt_command_gets_a_guess(http):
    [said] = await http.command("/seminar-admin relaod", user=OLGA)
    assert said.text == "I don't know relaod. Did you mean /seminar-admin reload?"


async def test_unknown_command_is_not_echoed_as_mark_up(http):
    [said] = await http.command("/seminar-admin <!channel> `*destroy*` <https://evil.example|x>", user=OLGA)
    assert "help lists what organisers can do" in said.text
    assert "<!" not in said.shown
    assert "evil" not in said.shown or "<https" not in said.shown


# Who may


@pytest.mark.parametrize("command", ["reload", "undo", "redo", "help", "", "whatever"])
async def test_anyone_else_is_told_whom_to_ask(http, command):
    [said] = await http.command(f"/seminar-admin {command}", user=BEN)
    assert said.only_for == BEN
    assert said.text == "Only the seminar's organisers can do that. Please ask Olga Petrova (channel #seminar)."


async def test_refused_reload_changes_nothing(http):
    change(facts_of(http), "lighthouse", "harbour")
    await http.command("/seminar-admin reload --now", user=BEN)
    assert http.service.base.snapshot.generation == 1


async def test_without_organisers_everybody_is_refused(serving):
    async with serving(organisers=()) as workspace:
        [said] = await workspace.command("/seminar-admin reload --now", user=OLGA)
        assert said.text.startswith("Only the seminar's organisers")


@pytest.mark.parametrize("changes", [{}, SOCKET], ids=["http", "socket"])
async def test_member_of_the_organisers_group_is_one(serving, changes):
    async with serving(organisers=(GROUP,), **changes) as workspace:
        [said] = await workspace.command("/seminar-admin reload --now", user=OLGA)
        assert said.text.startswith("Nothing has changed")
        [said] = await workspace.command("/seminar-admin reload --now", user=BEN)
        assert said.text.startswith("Only the seminar's organisers")
        assert workspace.slack.called("usergroups.users.list") == [{"usergroup": GROUP}]


async def test_while_slack_does_not_tell_who_is_in_the_group_nobody_is(serving):
    async with serving(organisers=(GROUP,)) as workspace:
        workspace.slack.refuse("usergroups.users.list", "internal_error")
        [said] = await workspace.command("/seminar-admin reload --now", user=OLGA)
        assert said.text.startswith("Only the seminar's organisers")
        [said] = await workspace.command("/seminar-admin reload --now", user=OLGA)
        assert said.text.startswith("Nothing has changed")


async def test_persons_and_groups_can_stand_side_by_side(serving):
    async with serving(organisers=(ANA, GROUP)) as workspace:
        for user in (ANA, OLGA):
            [said] = await workspace.command("/seminar-admin undo", user=user)
            assert "refused" not in said.text
            assert "earlier" in said.text or "précédentes" in said.text or "revenir" in said.text


# The audit trail


async def test_what_an_organiser_does_is_written_down(http):
    change(facts_of(http), "lighthouse", "harbour")
    await http.command("/seminar-admin reload --now", user=OLGA)
    await http.command("/seminar-admin undo", user=OLGA)
    done = list(reversed(await http.ledger.audited(limit=10)))
    assert [(each.who, each.action, each.before, each.after) for each in done] == [
        (OLGA, "reload begun", "generation 1", ""),
        (OLGA, "reload", "generation 1", "generation 2 (+0 ~1 -0)"),
        (OLGA, "undo begun", "generation 2", ""),
        (OLGA, "undo", "generation 2", "generation 3 (+0 ~1 -0)"),
    ]
    assert {each.at for each in done} == {http.clock.now()}


async def test_failed_reload_is_written_down_as_that(http):
    facts_of(http).write_text("entries: [unfinished")
    await http.command("/seminar-admin reload --now", user=OLGA)
    assert await audited(http) == [(OLGA, "reload begun"), (OLGA, "reload failed")]


async def test_refusal_is_written_down_without_what_was_typed(http):
    await http.command("/seminar-admin reload --now", user=BEN)
    await http.command("/seminar-admin my grandmother's secret recipe", user=BEN)
    assert await audited(http) == [(BEN, "reload refused"), (BEN, "something refused")]


async def test_nothing_is_done_that_cannot_be_written_down(http):
    change(facts_of(http), "lighthouse", "harbour")
    http.ledger.is_away = True
    [said] = await http.command("/seminar-admin reload --now", user=OLGA)
    assert said.text.startswith("I can't reach my notes right now")
    assert http.service.base.snapshot.generation == 1


# In time


@pytest.fixture
def slow_reading(monkeypatch):
    """Let every reading of the files take until the event that is returned is set."""
    from knowledge import base  # noqa: PLC0415 - what is patched

    go_on, read = threading.Event(), base.read

    def slowly(*args, **kwargs):
        assert go_on.wait(20)
        return read(*args, **kwargs)

    monkeypatch.setattr(base, "read", slowly)
    yield go_on
    go_on.set()


async def test_everything_is_acknowledged_and_answered_while_a_reload_takes_its_time(workspace, slow_reading):
    reload = asyncio.create_task(workspace.command("/seminar-admin reload --now", user=OLGA))
    await workspace.slack.reached("users.info")
    for command in ("/seminar-admin help", "/seminar hotel", "/seminar-admin reload --now"):
        name, _, text = command.partition(" ")
        start = time.monotonic()
        await workspace.door.command(workspace.form_of(name, text, OLGA, SEMINAR))
        assert time.monotonic() - start < 3
    await workspace.slack.until(lambda slack: any("Odessos" in each.text for each in slack.posts))
    slow_reading.set()
    await reload
    # The second may have come when the first was done.
    answers = ("Nothing has changed", "You are reloading already")
    assert len([each for each in workspace.slack.posts if each.text.startswith(answers)]) == 2


async def test_questions_are_answered_from_the_old_knowledge_until_the_new_is_ready(http, slow_reading):
    change(facts_of(http), "lighthouse restaurant", "captain's table")
    reload = asyncio.create_task(http.command("/seminar-admin reload --now", user=OLGA))
    await http.slack.reached("users.info")
    event = {**http.event_of("Where do we have dinner?", BEN, "D0BEN"), "channel_type": "im"}
    await http.tell(event)
    posted = await http.slack.until(lambda slack: slack.posts)
    assert "lighthouse" in posted[0].text
    slow_reading.set()
    await reload
    [answer] = await http.write("Where do we have dinner?")
    assert "captain's table" in answer.text


# Word to the organisers


@pytest.mark.parametrize(
    ("changes", "channel"),
    [
        pytest.param({}, OLGA, id="directly"),
        pytest.param({"organisers": (GROUP,)}, OLGA, id="each of the group"),
        pytest.param({"organisers_channel": "C0ORGANISERS"}, "C0ORGANISERS", id="in their channel"),
    ],
)
async def test_organisers_are_told_once_that_a_reload_waits(serving, settings, slack, changes, channel):
    change(settings().content / "varna-2031" / "entries" / "facts.yaml", "lighthouse", "harbour")
    for _ in range(2):
        async with serving(**changes):
            pass
    [told] = slack.posts
    assert told.channel == channel
    assert told.text.startswith("The knowledge files have changed since the knowledge in service was read.")


async def test_start_goes_on_where_organisers_cannot_be_told(serving, settings, slack):
    change(settings().content / "varna-2031" / "entries" / "facts.yaml", "lighthouse", "harbour")
    slack.refuse("chat.postMessage", "channel_not_found")
    async with serving() as workspace:
        assert len(await workspace.write("hotel")) == 1


async def test_start_with_files_that_need_mending_serves_what_was_kept(serving, settings):
    (settings().content / "varna-2031" / "entries" / "facts.yaml").write_text("entries: [unfinished")
    async with serving() as workspace:
        [answer] = await workspace.write("Where do we have dinner?")
        assert "lighthouse" in answer.text


# How often


async def test_organiser_who_does_too_much_at_once_is_told_to_wait_and_nothing_is_done(serving):
    async with serving(admin_per_minute=2) as workspace:
        for _ in range(2):
            [said] = await workspace.command("/seminar-admin unanswered", user=OLGA)
        [said] = await workspace.command("/seminar-admin pause", user=OLGA)
        assert said.only_for == OLGA
        assert "go on in a minute" in said.text
        assert await workspace.ledger.paused() is None
        assert "too often" in [each.action for each in await workspace.ledger.audited(limit=9)]
