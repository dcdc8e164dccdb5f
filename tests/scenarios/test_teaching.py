"""What the bot could not answer: the organisers see it, answer it, and the asker is told; what they wrote is known."""

import itertools
import json
import time

import pytest
import yaml

from knowledge.model import Participant
from tests.fake_slack import ANA, APP, BEN, OLGA, TEAM, ZOE
from tests.scenarios.conftest import direct, facts_of

PARKING = "Is there a place to park my bicycle?"
IN_OTHER_WORDS = "Where is a place to park a bicycle?"
SEND = "Send to the organisers"


class Office:
    """What askers send, what organisers see of it, and what they do about it."""

    def __init__(self, workspace):
        self.workspace, self.slack = workspace, workspace.slack
        self._numbers = itertools.count(1)
        workspace._numbers = itertools.count(time.monotonic_ns())  # after a restart too, no event comes twice

    async def send(self, question=PARKING, *, user=BEN, label=SEND):
        """Ask, and send it on; return what the organisers see then."""
        self.workspace.clock.advance(minutes=1)
        [unknown] = [each for each in await self.workspace.write(question, user=user) if each.channel == direct(user)]
        seen = await self.workspace.press(unknown, label, user=user)
        return next(each for each in seen if each.channel == direct(OLGA))

    async def open(self, posted, label, *, user=OLGA):
        """Press what opens a form; return that."""
        await self.workspace.press(posted, label, user=user)
        return self.slack.views[-1]

    async def submit(self, view, *, user=OLGA, chosen=(), **filled):
        """Fill a form in as it stands, with changes, and send it; return what stands in its place."""
        values = {}
        for block in view["blocks"]:
            if block["type"] != "input":
                continue
            element, name = block["element"], block["block_id"]
            if element["type"] == "static_select":
                wanted = dict(chosen).get(name)
                option = next((each for each in element["options"] if each["value"] == wanted), None)
                values[name] = {name: {"type": "static_select", "selected_option": option or element["initial_option"]}}
            else:
                text = filled.get(name.replace("-", "_"), element.get("initial_value"))
                values[name] = {name: {"type": "plain_text_input", "value": text}}
        body = {
            "type": "view_submission",
            "team": {"id": TEAM},
            "user": {"id": user, "team_id": TEAM},
            "api_app_id": APP,
            "view": {**view, "state": {"values": values}},
        }
        self.seen = await self.workspace.see(self.workspace.door.interaction(body))
        return next(each for each in self.slack.views if each["id"] == view["id"])

    async def answer(self, posted, *, chosen=(), **filled):
        """Answer a question and put it in service; return the last form."""
        look = await self.submit(await self.open(posted, "Answer"), chosen=chosen, **filled)
        return await self.submit(look)

    async def command(self, text, *, user=OLGA):
        [said] = await self.workspace.command(f"/seminar-admin {text}", user=user, channel=f"C{next(self._numbers)}")
        return said


def shown(view):
    return "\n".join(block["text"]["text"] for block in view["blocks"] if block["type"] == "section")


@pytest.fixture
def office(http):
    return Office(http)


@pytest.fixture
def anywhere(workspace):
    return Office(workspace)


BEHIND = {"answer_en": "Behind the harbour office.", "source": "House rules"}


async def test_whole_way_from_a_question_to_its_answer_in_other_words(anywhere):
    asked = await anywhere.send()
    assert asked.text.startswith("A question that I could not answer")
    assert PARKING in asked.shown
    assert set(asked.buttons) == {"Answer", "It asks for a known entry", "Dismiss"}
    look = await anywhere.submit(await anywhere.open(asked, "Answer"), **BEHIND)
    assert "A new entry" in shown(look)
    assert "The question that it answers would find it." in shown(look)
    assert anywhere.workspace.service.base.snapshot.generation == 1
    done = await anywhere.submit(look)
    assert "It is in service" in shown(done)
    assert "Whoever asked has been told." in shown(done)
    [told] = [each for each in anywhere.seen if each.channel == direct(BEN)]
    assert "An organiser has answered your question." in told.shown
    assert "Behind the harbour office." in told.shown
    assert "House rules" in told.shown
    assert asked.text.endswith("Answered by U0OLGA.")
    assert asked.buttons == {}
    [again] = await anywhere.workspace.write(IN_OTHER_WORDS, user=ANA)
    assert "Behind the harbour office." in again.text
    assert "No question waits" in (await anywhere.command("unanswered")).text


async def test_questions_that_ask_the_same_come_as_one_with_a_count_and_all_askers_are_told(office):
    asked = await office.send()
    again = await office.send("Is there a place to park my bicycles", user=ZOE)
    assert again is asked
    assert "asked 2 times" in asked.shown
    other = await office.send("Who tuned the piano of the mayor?")
    assert other is not asked
    said = await office.command("unanswered")
    assert "3 questions wait for you, in 2 groups" in said.text
    await office.answer(asked, **BEHIND)
    assert {each.channel for each in office.seen if "Behind the harbour" in each.shown} == {direct(BEN), direct(ZOE)}


async def test_group_is_found_again_after_a_restart(serving):
    async with serving() as before:
        asked = await Office(before).send()
    async with serving() as after:
        after.clock.advance(days=1)
        again = await Office(after).send(user=ZOE)
        assert again.ts == asked.ts
        assert "asked 2 times" in again.shown


async def test_question_in_a_channel_is_answered_in_its_thread(office):
    [unknown] = await office.workspace.mention(PARKING, ts="1790000001.000001")
    asked = next(each for each in await office.workspace.press(unknown, SEND) if each.channel == direct(OLGA))
    await office.answer(asked, **BEHIND)
    [told] = [each for each in office.seen if "harbour office" in each.shown]
    assert (told.channel, told.thread_ts) == (unknown.channel, "1790000001.000001")
    assert f"<@{BEN}>" in told.shown


async def test_answer_for_organisers_alone_is_not_told_to_whoever_may_not_read_it(office):
    done = await office.answer(await office.send(), chosen={"audience": "organisers"}, **BEHIND)
    assert "Whoever asked could not be told." in shown(done)
    assert [each for each in office.slack.posts if "harbour office" in each.shown] == []
    [again] = await office.workspace.write(PARKING)
    assert "harbour office" not in again.shown
    [mine] = await office.workspace.write(PARKING, user=OLGA)
    assert "harbour office" in mine.shown


async def test_question_attached_to_a_known_entry_is_answered_with_it(office):
    asked = await office.send("Any bunk beds around here?")
    form = await office.open(asked, "It asks for a known entry")
    look = await office.submit(form, chosen={"entry": "hotel"}, phrasing_en="Any bunk beds around here?")
    assert "`hotel`" in shown(look)
    await office.submit(look)
    [told] = [each for each in office.seen if each.channel == direct(BEN)]
    assert "Odessos" in told.shown
    [again] = await office.workspace.write("any bunk beds around here", user=ANA)
    assert "Odessos" in again.text


async def test_dismissed_question_leaves_the_list_and_its_asker_is_told_why(office):
    asked = await office.send()
    form = await office.open(asked, "Dismiss")
    done = await office.submit(form, chosen={"reason": "private"}, words="Call me. Olga")
    assert "It is off the list. Whoever asked has been told why." in shown(done)
    [told] = [each for each in office.seen if each.channel == direct(BEN)]
    assert "The answer is not for everyone" in told.shown
    assert "Call me. Olga" in told.shown
    assert "Dismissed by" in asked.text
    [trail] = [each for each in await office.workspace.ledger.audited(limit=9) if "dismissed" in each.action]
    assert (trail.who, trail.action) == (OLGA, "unanswered dismissed: private")


async def test_form_with_something_missing_comes_back(office):
    form = await office.open(await office.send(), "Answer")
    await office.submit(form, phrasing_en="", url="nowhere")
    assert set(office.workspace.door.answer["errors"]) == {"answer-fr", "phrasing-fr", "source", "url"}
    assert office.workspace.service.base.snapshot.generation == 1


async def test_form_speaks_french(office):
    office.slack.people[OLGA]["locale"] = "fr-FR"
    office.workspace.service.side.people.forget(OLGA)
    asked = await office.send()
    form = await office.open(asked, "Répondre")
    assert form["title"]["text"] == "Répondre"
    look = await office.submit(form, answer_fr="Derrière la capitainerie.", phrasing_fr="Où garer mon vélo ?")
    assert "Une nouvelle entrée" in shown(look)
    await office.submit(look)
    [again] = await office.workspace.write("Où garer mon vélo ?", user=ANA)
    assert "Derrière la capitainerie." in again.text


async def test_waiting_questions_that_it_would_now_catch_are_shown(office):
    asked = await office.send()
    await office.send("Do you have bicycle parking, a safe place?", user=ZOE)
    look = await office.submit(
        await office.open(asked, "Answer"),
        **BEHIND,
        phrasing_en=f"{PARKING}\nDo you have bicycle parking, a safe place?",
    )
    assert "One other question that waits would now be answered by it" in shown(look)
    assert "Do you have bicycle parking" in shown(look)


# What was added


async def test_what_was_added_survives_a_reload_and_a_restart_and_is_undone(serving):
    async with serving() as workspace:
        office = Office(workspace)
        await office.answer(await office.send(), **BEHIND)
        facts = facts_of(workspace)
        facts.write_text(facts.read_text(encoding="utf-8").replace("lighthouse", "harbour"), encoding="utf-8")
        await office.command("reload --now")
    async with serving() as workspace:
        office = Office(workspace)
        [answer] = await workspace.write(PARKING)
        assert "harbour office" in answer.text
        await office.command("undo")
        assert "harbour office" in (await workspace.write(PARKING))[0].text
        await office.command("undo")
        assert "harbour office" not in (await workspace.write(PARKING))[0].text


async def test_what_was_added_is_listed_with_who_and_when_edited_and_removed(office):
    assert "Nothing was added" in (await office.command("contributed")).text
    await office.answer(await office.send(), **BEHIND)
    said = await office.command("contributed")
    [added] = office.workspace.service.base.snapshot.knowledge.contributed
    assert f"{added.id} {PARKING} (U0OLGA, 2 March 2026)" in said.text
    form = await office.open(said, f"Edit: {PARKING}")
    assert BEHIND["answer_en"] in json.dumps(form)
    look = await office.submit(form, answer_en="In front of the harbour office.")
    await office.submit(look)
    assert "In front of" in (await office.workspace.write(PARKING))[0].text
    said = await office.command("contributed")
    await office.workspace.press(said, f"Remove: {PARKING}", user=OLGA)
    assert "harbour office" not in (await office.workspace.write(PARKING))[0].text
    assert office.workspace.service.base.snapshot.knowledge.contributed == ()


async def test_form_to_edit_is_opened_by_a_command_too(office):
    await office.answer(await office.send(), **BEHIND)
    [added] = office.workspace.service.base.snapshot.knowledge.contributed
    await office.workspace.command(f"/seminar-admin contributed edit {added.id}", user=OLGA)
    assert BEHIND["answer_en"] in json.dumps(office.slack.views[-1])
    await office.workspace.command(f"/seminar-admin contributed edit {added.id}", user=BEN)
    assert "Only the seminar's organisers" in json.dumps(office.slack.views[-1])


async def test_what_was_added_can_be_taken_into_the_files(office):
    await office.answer(await office.send(), **BEHIND)
    await office.command("export contributed")
    [upload] = office.slack.uploads.values()
    [entry] = yaml.safe_load(upload.data)["entries"]
    assert entry["answer"] == {"en": BEHIND["answer_en"]}
    facts = facts_of(office.workspace)
    facts.with_name("added.yaml").write_bytes(upload.data)
    assert (await office.command("reload --now")).text.startswith("The knowledge is reloaded")
    assert "the files say the same by now" in (await office.command("contributed")).text
    assert "nothing to export" in (await office.command("export contributed")).text


async def test_additions_survive_an_undo_of_something_else_and_name_nobody_who_was_erased(office):
    await office.answer(await office.send(), **BEHIND)
    [copy] = await office.workspace.command("/seminar privacy export", user=OLGA)
    sent = await office.workspace.press(copy, next(iter(copy.buttons)), user=OLGA)
    assert any(BEHIND["answer_en"] in each.shown for each in sent)
    [offer] = await office.workspace.command("/seminar privacy erase", user=OLGA)
    [label] = [each for each in offer.buttons if "rase" in each]
    await office.workspace.press(offer, label, user=OLGA)
    state = office.workspace.service.settings.state_dir / "knowledge"
    assert [each for each in state.glob("generation-*.json") if OLGA in each.read_text()] == []
    assert "(?, 2 March 2026)" in (await office.command("contributed")).text


async def test_organiser_who_is_erased_from_the_roster_is_named_in_no_addition(office):
    await office.workspace.ledger.put_roster([Participant(id="olga", name="Olga", role="organiser")], replace=False)
    await office.workspace.ledger.match("olga", OLGA)
    await office.answer(await office.send(), **BEHIND)
    asked = await office.command("erase olga")
    await office.workspace.press(asked, "Erase", user=OLGA)
    assert [each.by for each in office.workspace.service.base.snapshot.knowledge.contributed] == [""]


# Who may


@pytest.mark.parametrize("user", [BEN, ZOE])
async def test_somebody_else_opens_no_form_and_puts_nothing_in_service(office, user):
    asked = await office.send()
    assert "Olga Petrova" in shown(await office.open(asked, "Answer", user=user))
    look = await office.submit(await office.open(asked, "Answer"), **BEHIND)
    assert "Olga Petrova" in shown(await office.submit(look, user=user))
    assert office.workspace.service.base.snapshot.generation == 1


async def test_form_sent_twice_is_applied_once(office):
    look = await office.submit(await office.open(await office.send(), "Answer"), **BEHIND)
    await office.submit(look)
    await office.submit(look)
    assert office.workspace.service.base.snapshot.generation == 2
    assert len([each for each in office.slack.posts if "harbour office" in each.shown]) == 1


async def test_draft_over_what_was_changed_since_is_looked_at_again(office):
    first, second = await office.send(), await office.send("Who tuned the piano of the mayor?")
    look = await office.submit(await office.open(first, "Answer"), **BEHIND)
    await office.answer(second, answer_en="Mrs Ivanova.")
    again = await office.submit(look)
    assert "Something else was changed since you looked." in shown(again)
    done = await office.submit(again)
    assert "It is in service" in shown(done)
    assert len(office.workspace.service.base.snapshot.knowledge.contributed) == 2
