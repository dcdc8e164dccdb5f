"""A reload as an organiser sees it: what would change, Apply or Cancel, back and forward, and who else is at it."""

import asyncio
import threading

import pytest

from tests.fake_slack import ANA, BEN, OLGA
from tests.scenarios.conftest import change, facts_of

RELOAD = "/seminar-admin reload"


def check_that(http, question, **expected):
    """Add a check to the organisers' files."""
    fields = "".join(f", {name}: {value}" for name, value in expected.items())
    path = facts_of(http).parents[1] / "checks.yaml"
    before = path.read_text(encoding="utf-8") if path.exists() else "checks:\n"
    path.write_text(f'{before}  - {{question: "{question}"{fields}}}\n', encoding="utf-8")


async def dinner(http):
    [answer] = await http.write("Where do we have dinner?")
    return answer.text


async def test_preview_shows_what_would_change_and_nothing_has(workspace):
    change(facts_of(workspace), "lighthouse restaurant", "captain's table")
    [shown] = await workspace.command(RELOAD, user=OLGA)
    assert shown.only_for == OLGA
    assert shown.text.startswith("A reload would change this (7 entries then): 0 added, 1 changed, 0 removed.")
    assert "Changed: dinner" in shown.text
    assert "No phrasing competes" in shown.text
    assert "No reminder moves." in shown.text
    assert set(shown.buttons) == {"Apply", "Cancel"}
    assert "lighthouse" in await dinner(workspace)
    [done] = await workspace.press(shown, "Apply", user=OLGA)
    assert done.text.startswith("The knowledge is reloaded (generation 2, 7 entries)")
    assert "captain's table" in await dinner(workspace)


async def test_cancelled_reload_changes_nothing(http):
    change(facts_of(http), "lighthouse", "harbour")
    [shown] = await http.command(RELOAD, user=OLGA)
    [done] = await http.press(shown, "Cancel", user=OLGA)
    assert (done.text, done.buttons) == ("Nothing was changed.", {})
    assert http.service.base.snapshot.generation == 1


async def test_preview_speaks_the_organiser_s_language(http):
    http.slack.people[OLGA]["locale"] = "fr-FR"
    change(facts_of(http), "lighthouse", "harbour")
    [shown] = await http.command(RELOAD, user=OLGA)
    assert shown.text.startswith("Un rechargement changerait ceci (7 entrées ensuite)")
    assert set(shown.buttons) == {"Appliquer", "Annuler"}
    [done] = await http.press(shown, "Appliquer", user=OLGA)
    assert done.text.startswith("Les connaissances sont rechargées")


@pytest.mark.parametrize("user", [BEN, ANA])
async def test_somebody_else_s_press_applies_nothing(http, user):
    change(facts_of(http), "lighthouse", "harbour")
    [shown] = await http.command(RELOAD, user=OLGA)
    [said] = await http.press(shown, "Apply", user=user)
    assert "Olga Petrova" in said.text
    assert http.service.base.snapshot.generation == 1


async def test_phrasing_that_now_competes_is_named(http):
    change(
        facts_of(http), "        - where to eat in the evening\n", "        - which hotel the participants sleep in\n"
    )
    [shown] = await http.command(RELOAD, user=OLGA)
    assert "would compete" in shown.text
    assert "which hotel the participants sleep in" in shown.text
    assert "Which hotel are the participants in?" in shown.text


async def test_checks_that_would_fail_are_shown_and_hold_up_a_reload_at_once(http):
    check_that(http, "Where do we have dinner?", entry="dinner")
    check_that(http, "Where do we stay?", entry="dinner")
    [shown] = await http.command(f"{RELOAD} --now", user=OLGA)
    assert "One check of 2 would fail" in shown.text
    assert '"Where do we stay?": expected dinner, got hotel (en)' in shown.text
    assert "so please look first" in shown.text
    assert http.service.base.snapshot.generation == 1
    [done] = await http.press(shown, "Apply", user=OLGA)
    assert done.text.startswith("The knowledge is reloaded")


async def test_checks_that_fail_already_are_counted(http):
    check_that(http, "Where do we stay?", entry="dinner")
    await http.press((await http.command(RELOAD, user=OLGA))[0], "Apply", user=OLGA)
    change(facts_of(http), "lighthouse", "harbour")
    [shown] = await http.command(RELOAD, user=OLGA)
    assert "One check of 1 would fail, one of them does already" in shown.text


async def test_reload_at_once_asks_nothing_where_all_checks_hold(http):
    check_that(http, "Where do we stay?", entry="hotel")
    [done] = await http.command(f"{RELOAD} --now", user=OLGA)
    assert done.text.startswith("The knowledge is reloaded")
    assert done.buttons == {}


# Back and forward


async def test_undo_goes_back_and_forward_step_by_step(http):
    for before, after in (("lighthouse", "harbour"), ("harbour", "captain's")):
        change(facts_of(http), before, after)
        await http.command(f"{RELOAD} --now", user=OLGA)
    for command, found in (
        ("undo", "harbour"),
        ("undo", "lighthouse"),
        ("redo", "harbour"),
        ("undo forward", "captain's"),
        ("undo", "harbour"),
    ):
        await http.command(f"/seminar-admin {command}", user=OLGA)
        assert found in await dinner(http), command


async def test_there_is_nothing_to_go_forward_to_once_something_else_was_changed(http):
    change(facts_of(http), "lighthouse", "harbour")
    await http.command(f"{RELOAD} --now", user=OLGA)
    [said] = await http.command("/seminar-admin redo", user=OLGA)
    assert said.text.startswith("There is nothing to go forward to")
    await http.command("/seminar-admin undo", user=OLGA)
    change(facts_of(http), "harbour", "captain's")
    await http.command(f"{RELOAD} --now", user=OLGA)
    [said] = await http.command("/seminar-admin redo", user=OLGA)
    assert said.text.startswith("There is nothing to go forward to")


async def test_preview_of_what_was_changed_since_is_not_applied(http):
    change(facts_of(http), "lighthouse", "harbour")
    await http.command(f"{RELOAD} --now", user=OLGA)
    change(facts_of(http), "harbour", "captain's")
    [shown] = await http.command(RELOAD, user=OLGA)
    await http.command("/seminar-admin undo", user=OLGA)
    [said] = await http.press(shown, "Apply", user=OLGA)
    assert said.text.startswith("That is no longer as you saw it")
    assert "lighthouse" in await dinner(http)


# Two at once, and in good time


async def test_second_organiser_is_told_who_is_at_it(serving):
    async with serving(organisers=(OLGA, BEN)) as workspace:
        workspace.slack.people[OLGA]["real_name"] = "Olga Petrova"
        change(facts_of(workspace), "lighthouse", "harbour")
        [shown] = await workspace.command(RELOAD, user=OLGA)
        [said] = await workspace.command(RELOAD, user=BEN)
        assert said.text.startswith("Olga Petrova is at it")
        await workspace.press(shown, "Cancel", user=OLGA)
        [said] = await workspace.command(RELOAD, user=BEN)
        assert said.text.startswith("A reload would change this")


async def test_what_takes_longer_says_that_it_is_under_way(http, monkeypatch):
    from knowledge import base  # noqa: PLC0415 - what is patched

    monkeypatch.setattr("bot.slack.administering._PATIENCE_S", 0.05)
    go_on, read = threading.Event(), base.read
    monkeypatch.setattr(base, "read", lambda *args, **more: go_on.wait(20) and read(*args, **more))
    reloading = asyncio.create_task(http.command(RELOAD, user=OLGA))
    [working] = await http.slack.until(lambda slack: slack.posts)
    assert working.text == "I am at it; this takes a little longer. What comes of it follows here."
    go_on.set()
    _, said = await reloading
    assert said.text.startswith("Nothing has changed")
