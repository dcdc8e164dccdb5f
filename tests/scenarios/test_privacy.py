"""People learn what is kept of them, get a copy, have it erased, and choose their language; nobody else sees it."""

import json

import pytest

from bot.ports import Step
from bot.progress import Event, EventKind
from bot.retention import TOLD_AGAIN
from tests.fake_slack import ANA, BEN, OLGA, SEMINAR, ZOE
from tests.fakes import MONDAY
from tests.scenarios.conftest import direct
from tests.scenarios.test_reporting import FollowedUp

#: Somebody who has never written to the bot.
NEW = "U0NEW"


@pytest.fixture
async def followed(http):
    http.slack.people[NEW] = {"id": NEW, "locale": "fr-FR"}
    return await FollowedUp(http).begin()


@pytest.fixture
def newcomers(http):
    http.slack.people[NEW] = {"id": NEW, "locale": "fr-FR"}
    return http


# The notice


async def test_who_writes_for_the_first_time_is_told_once_what_is_kept(newcomers):
    [answer] = await newcomers.write("Where do we stay?", user=NEW)
    assert "Odessos" in answer.text
    assert "Responsable, et à qui s'adresser" in answer.text
    assert "30 jours" in answer.shown
    assert "`/seminar privacy`" in answer.shown
    assert "ni noms de victimes" in answer.shown
    [again] = await newcomers.write("Where do we stay?", user=NEW)
    assert "Odessos" in again.text
    assert "est gardé de vous" not in again.shown
    assert (await newcomers.ledger.acquaintance(NEW)).told_at == newcomers.clock.now()


async def test_in_a_channel_the_notice_is_for_the_asker_alone(newcomers):
    answer, notice = await newcomers.mention("Where do we stay?", user=NEW)
    assert answer.only_for is None
    assert (notice.only_for, notice.channel) == (NEW, SEMINAR)


async def test_below_a_command_the_notice_is_for_the_asker_alone(newcomers):
    for command in ("/seminar help", "/seminar-admin help"):
        user = f"{NEW}{len(command)}"
        newcomers.slack.people[user] = {"id": user, "locale": "en-GB"}
        [answer] = await newcomers.command(command, user=user)
        assert answer.only_for == user
        assert "In short, what is kept of you" in answer.text
        assert "In short, what is kept of you" in answer.shown


async def test_who_opens_the_conversation_is_greeted_and_told(newcomers):
    [greeting] = await newcomers.open_tab("messages", user=NEW)
    assert "Bonjour" in greeting.text
    assert "ce qui est gardé de vous" in greeting.text
    assert await newcomers.open_tab("messages", user=NEW) == []


async def test_somebody_in_danger_gets_the_contact_card_and_nothing_to_read_beside_it(newcomers):
    [card] = await newcomers.write("help me, he took my passport and he beats me", user=NEW)
    assert "numéro d'urgence" in card.text
    assert "gardé de vous" not in card.shown
    [answer] = await newcomers.write("Where do we stay?", user=NEW)
    assert "ce qui est gardé de vous" in answer.text


async def test_after_a_year_people_are_told_again(newcomers):
    await newcomers.write("Where do we stay?", user=NEW)
    newcomers.clock.advance(days=TOLD_AGAIN.days + 1)
    newcomers.service.side.people.forget(NEW)  # remembered for less than a minute
    [again] = await newcomers.write("Where do we stay?", user=NEW)
    assert "ce qui est gardé de vous" in again.text


async def test_while_the_ledger_is_away_people_are_answered_and_told_later(newcomers):
    newcomers.ledger.is_away = True
    [answer] = await newcomers.write("Where do we stay?", user=NEW)
    assert "Odessos" in answer.text
    assert "gardé de vous" not in answer.text
    newcomers.ledger.is_away = False
    newcomers.service.side.people._left_alone_until = 0  # it is asked again after five seconds
    [answer] = await newcomers.write("Where do we stay?", user=NEW)
    assert "ce qui est gardé de vous" in answer.text


async def test_notice_that_slack_does_not_take_costs_nobody_their_answer(newcomers):
    newcomers.slack.refuse("chat.postEphemeral", "channel_not_found")
    [answer] = await newcomers.mention("Where do we stay?", user=NEW)
    assert "Odessos" in answer.text
    assert newcomers.log.events("notice not posted")


async def test_reminder_says_where_to_read_what_is_kept(followed):
    [reminder] = followed.messages(ANA)
    assert "`/seminar privacy`" in reminder.shown


# What is kept


@pytest.mark.parametrize(("command", "words"), [("privacy", "Your rights"), ("Confidentialité", "Your rights")])
async def test_command_says_what_is_kept_how_long_who_sees_it_and_the_rights(http, command, words):
    [said] = await http.command(f"/seminar {command}")
    assert said.only_for == BEN
    assert words in said.shown
    assert "Responsible, and whom to ask" in said.shown
    for days in ("30 days", "180 days", "365 days", "1,095 days", "730 days", "one day"):
        assert days in said.shown
    assert "data protection authority" in said.shown
    assert set(said.buttons) == {"Send me a copy", "Erase what is held"}


async def test_times_are_those_of_the_settings(serving):
    async with serving(keep_questions_days=7, keep_audit_days=77) as workspace:
        [said] = await workspace.command("/seminar privacy")
        assert "until 7 days after an organiser" in said.shown
        assert "77 days" in said.shown


async def test_question_that_begins_with_the_word_is_a_question(http):
    [said] = await http.command("/seminar privacy of the hotel rooms")
    assert "Your rights" not in said.shown


# A copy


def copy_of(posts):
    """Return the document that some messages hold together."""
    code = (
        block["text"]["text"].removeprefix("```\n").removesuffix("\n```")
        for each in posts
        for block in each.blocks
        if block["text"]["text"].startswith("```")
    )
    text = "\n".join(code)
    return json.loads(text)


async def test_copy_goes_to_the_asker_alone_and_holds_everything(followed):
    [reminder] = followed.messages(ANA)
    await followed.press(reminder, "report", option="in_progress")
    [unknown] = await followed.workspace.write("qui a construit le phare de Varna ?", user=ANA)
    await followed.workspace.press(unknown, "Envoyer aux organisateurs", user=ANA)
    [offer] = await followed.workspace.command("/seminar privacy export", user=ANA, channel=SEMINAR)
    assert offer.only_for == ANA
    seen = await followed.workspace.press(offer, "Send me a copy", user=ANA)
    sent = [each for each in seen if each.channel == direct(ANA)]
    [said] = [each for each in seen if each not in sent]
    assert said.only_for == ANA
    assert "Your copy is in our direct messages" in said.text
    document = copy_of(sent)
    assert document["user"] == ANA
    held = document["held"]
    assert held["people"][0]["participant"]["name"] == "Coordinator, Romania"
    assert held["assignments"][0]["owner"] == "ana"
    assert "reported" in [each["kind"] for each in held["events"]]
    assert held["outbox"][0]["recipient"] == "ana"
    assert "phare" in held["questions"][0]["question"]
    assert held["acquaintances"][0]["user"] == ANA
    assert held["keys"]
    assert [each.channel for each in followed.slack.posts if "```" in each.shown] == [direct(ANA)] * len(sent)


async def test_whom_slack_lets_nobody_write_to_is_told_that_no_copy_was_sent(http):
    [offer] = await http.command("/seminar privacy export", user=BEN, channel=SEMINAR)
    http.slack.refuse("conversations.open", "user_disabled")
    [said] = await http.press(offer, "Send me a copy", user=BEN)
    assert said.only_for == BEN
    assert "nothing was sent" in said.text
    assert http.log.events("listener failed") == []


async def test_copy_of_much_comes_in_parts_and_no_note_ends_its_code(followed):
    assignment = await followed.assignment()
    notes = [f"``` <!channel> & <@{BEN}> {'é' * 1500} {number}" for number in range(60)]
    events = tuple(
        Event(assignment=assignment.id, at=MONDAY, who="ana", kind=EventKind.REPORTED, note=each) for each in notes
    )
    [done] = await followed.ledger.change([Step(before=assignment, after=assignment, events=events)])
    assert done
    [offer] = await followed.workspace.command("/seminar privacy export", user=ANA, channel=direct(ANA))
    seen = await followed.workspace.press(offer, "Send me a copy", user=ANA)
    sent = [each for each in seen if "part " in each.text and each.blocks]
    assert len(sent) > 1
    assert all("<!channel>" not in each.shown and f"<@{BEN}>" not in each.shown for each in sent)
    assert ["".join(each["note"]) for each in copy_of(sent)["held"]["events"] if each["note"]] == notes


async def test_whoever_presses_gets_their_own_copy(followed):
    [offer] = await followed.workspace.command("/seminar privacy export", user=ANA)
    seen = await followed.workspace.press(offer, "Send me a copy", user=BEN)
    assert copy_of([each for each in seen if "```" in each.shown])["user"] == BEN
    assert {each.channel for each in seen if "```" in each.shown} == {direct(BEN)}


# To be erased


async def offered(followed, user=ANA):
    [offer] = await followed.workspace.command("/seminar privacy erase", user=user, channel=direct(user))
    return offer


async def test_nothing_is_erased_before_it_is_confirmed(followed):
    [explained] = await followed.workspace.command("/seminar privacy", user=ANA, channel=direct(ANA))
    [offer] = await followed.workspace.press(explained, "Erase what is held", user=ANA)
    assert "What is assigned to you closes" in offer.shown
    assert "under a name that is made up" in offer.shown
    assert "cannot be undone" in offer.buttons["Erase all of it"]["confirm"]["text"]["text"]
    [kept] = await followed.workspace.press(offer, "Keep it", user=ANA)
    assert "Nothing was erased" in kept.text
    assert "ana" in [each.id for each in await followed.ledger.people()]


def remembered(followed):
    """What the process remembers of people."""
    service = followed.workspace.service
    return f"{service.side.people._known} {service.side.people._acquaintances} {service._planned_over}"


async def test_after_erasure_nobody_is_held_anywhere_and_the_organisers_know_that_somebody_left(followed):
    [reminder] = followed.messages(ANA)
    await followed.press(reminder, "report", option="in_progress")
    await followed.workspace.command("/seminar language fr", user=ANA)
    before = (await followed.assignment()).id
    offer = await offered(followed)
    seen = await followed.workspace.press(offer, "Tout effacer", user=ANA)
    [done] = [each for each in seen if "plus rien n'est gardé de vous" in each.text]
    assert done.buttons == {}
    told = [each for each in followed.slack.posts if each.channel == OLGA and "had themselves erased" in each.text]
    assert len(told) == 1
    assert await followed.ledger.held(ANA) == await followed.ledger.held("ana") == {}
    assert [each.id for each in await followed.ledger.people()] == ["ben", "zoe"]
    mine = await followed.ledger.assignment(before)
    assert (mine.owner.startswith("erased-"), mine.is_open) == (True, False)
    assert EventKind.REPORTED in [each.kind for each in await followed.ledger.history(before)]
    assert ANA not in remembered(followed)
    assert "'ana'" not in remembered(followed)
    trail = await followed.ledger.audited(limit=99)
    [record] = [each for each in trail if each.action == "erased themselves"]
    assert (record.who, record.after) == ("", "one person, 1 open assignments")
    assert not [each for each in trail if ANA in f"{each.who} {each.before} {each.after}"]


async def test_who_was_erased_and_writes_again_is_somebody_new(followed):
    await followed.workspace.press(await offered(followed), "Erase all of it", user=ANA)
    [answer] = await followed.workspace.write("Where do we stay?", user=ANA)
    assert "Odessos" in answer.text
    assert "what is kept of you" in answer.text
    [mine] = await followed.workspace.command("/seminar mine", user=ANA)
    assert "Coordinator" not in mine.shown


async def test_erased_person_gets_no_more_reminders(followed):
    await followed.workspace.press(await offered(followed), "Erase all of it", user=ANA)
    before = len(followed.messages(ANA))
    followed.workspace.clock.advance(days=30)
    await followed.renewed()
    assert len(followed.messages(ANA)) == before


async def test_stranger_is_erased_too(newcomers):
    await newcomers.write("Where do we stay?", user=NEW)
    [offer] = await newcomers.command("/seminar privacy erase", user=NEW, channel=direct(NEW))
    assert "Rien ne vous est confié" in offer.shown
    await newcomers.press(offer, "Tout effacer", user=NEW)
    assert await newcomers.ledger.held(NEW) == {}


async def test_conversation_is_forgotten_with_the_person(http):
    await http.write("Where do we stay?", user=ZOE)
    assert "focuses" in await http.ledger.held(ZOE)
    [offer] = await http.command("/seminar privacy erase", user=ZOE, channel=direct(ZOE))
    label = next(each for each in offer.buttons if each in {"Erase all of it", "Tout effacer"})
    await http.press(offer, label, user=ZOE)
    assert await http.ledger.held(ZOE) == {}


async def test_pressed_twice_or_delivered_again_it_is_done_once(followed):
    offer = await offered(followed)
    press = followed.workspace.press_of(offer, offer.buttons["Erase all of it"], ANA)
    await followed.workspace.see(*(followed.workspace.door.interaction(press) for _ in range(3)))
    told = [each for each in followed.slack.posts if each.channel == OLGA and "had themselves erased" in each.text]
    assert len(told) == 1


async def test_while_the_ledger_is_away_nothing_is_erased_and_that_is_said(followed):
    offer = await offered(followed)
    followed.ledger.is_away = True
    [said] = await followed.workspace.press(offer, "Erase all of it", user=ANA)
    assert "*not* saved" in said.text
    followed.ledger.is_away = False
    assert "ana" in [each.id for each in await followed.ledger.people()]


async def test_old_or_made_up_button_does_nothing(followed):
    offer = await offered(followed)
    press = followed.workspace.press_of(offer, offer.buttons["Erase all of it"], ANA)
    for action in ({"action_id": "own:erase_everybody"}, {"value": "not ours"}, {"value": '{"about": ""}'}):
        changed = {**press, "actions": [{**press["actions"][0], **action, "action_ts": f"7.{len(str(action))}"}]}
        await followed.workspace.see(followed.workspace.door.interaction(changed))
    assert "ana" in [each.id for each in await followed.ledger.people()]


async def test_roster_that_waits_for_a_decision_does_not_bring_the_erased_back(followed):
    table = "id,name,role,country,language,email\nana,Coordinator,coordinator,RO,en,ana@example.org\n"
    file = followed.slack.file("people.csv", table.encode())
    seen = await followed.workspace.write("", user=OLGA, subtype="file_share", files=[file])
    await followed.workspace.press(await offered(followed), "Erase all of it", user=ANA)
    await followed.workspace.press(seen[-1], "Load", user=OLGA)
    assert "ana" not in [each.id for each in await followed.ledger.people()]


# In one's language


async def test_language_that_is_chosen_is_answered_in_whatever_is_asked(http):
    [chosen] = await http.command("/seminar language fr")
    assert "Désormais je vous réponds en français" in chosen.text
    [said] = await http.write("Where do we stay?")
    assert "Les participants logent" in said.text
    [said] = await http.mention("Which hotel are the participants in?")
    assert "Les participants logent" in said.text
    await http.command("/seminar language auto")
    [said] = await http.write("Where do we stay?")
    assert "Participants stay" in said.text


async def test_language_is_offered_with_buttons(http):
    [offer] = await http.command("/seminar langue")
    assert list(offer.buttons) == ["English", "Français", "That of my question"]
    [chosen] = await http.press(offer, "Français")
    assert "Désormais" in chosen.text
    assert (await http.ledger.acquaintance(BEN)).language == "fr"


async def test_code_of_a_language_that_is_not_spoken_here_gets_those_that_are(http):
    [offer] = await http.command("/seminar language de")
    assert list(offer.buttons) == ["English", "Français", "That of my question"]


async def test_language_that_nobody_speaks_is_a_question_like_any_other(http):
    [said] = await http.command("/seminar language klingon")
    assert "From now on" not in said.text
    assert (await http.ledger.acquaintance(BEN)).language is None


async def test_reminders_come_in_the_language_that_was_chosen(followed):
    await followed.workspace.command("/seminar language fr", user=ANA)
    followed.workspace.clock.advance(days=3)
    await followed.renewed()
    assert "recommandation" in followed.messages(ANA)[-1].text
