"""The whole bot in a browser, as a newcomer and as an organiser meet it: the real process, the real page."""

import re

import pytest
from playwright.async_api import expect

from tests.rehearsals import CHROMIUM, NO_CHROMIUM, Bot, become, say, shown

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason=NO_CHROMIUM)


@pytest.fixture
async def bot(tmp_path):
    bot = Bot(tmp_path)
    await bot.start()
    yield bot
    await bot.stop()


async def test_french_question_gets_a_french_answer_with_its_source(page):
    await say(page, "Quand a lieu le séminaire ?")
    await shown(page, "12 et 13 mai 2031")
    await expect(page.get_by_role("link", name=re.compile("Invitation letter"))).to_have_attribute(
        "href", "https://example.org/varna?year=2031&lang=en"
    )
    await shown(page, "Était-ce la bonne réponse ?")


async def test_choice_that_is_pressed_becomes_the_answer(page):
    await say(page, "participants' hotel or dinner?")
    await page.get_by_role("button", name="Participants' dinner").click()
    await shown(page, "lighthouse restaurant")
    await expect(page.get_by_role("button", name="Participants' hotel")).to_have_count(0)


async def test_command_is_answered_to_its_user_alone(page):
    await say(page, "/seminar When does the seminar take place?")
    await expect(page.locator(".private").get_by_text("12 and 13 May 2031")).to_be_visible()
    await become(page, "U0BEN")
    await expect(page.locator(".private")).to_have_count(0)


async def test_unknown_question_is_sent_to_the_organisers(page):
    await say(page, "how much does a ticket for the opera cost?")
    await page.get_by_role("button", name="Send to the organisers").click()
    await shown(page, "I kept your question for the organisers")


async def test_participant_is_refused_and_told_whom_to_ask(page, bot):
    await become(page, "U0BEN")
    bot.rewrite("12 and 13 May 2031", "19 and 20 May 2031")
    await say(page, "/seminar-admin reload --now")
    await shown(page, "Olga Petrova")
    await say(page, "When does the seminar take place?")
    await shown(page, "12 and 13 May 2031")


async def test_organiser_reloads_and_undoes(page, bot):
    await become(page, "U0OLGA")
    bot.rewrite("12 and 13 May 2031", "19 and 20 May 2031")
    await say(page, "/seminar-admin reload --now")
    await shown(page, "dates")
    await say(page, "When does the seminar take place?")
    await shown(page, "19 and 20 May 2031")
    await say(page, "/seminar-admin undo")
    await expect(page.locator(".private")).to_have_count(2)
    await say(page, "seminar dates")
    await shown(page, "12 and 13 May 2031")


async def test_organiser_sees_what_needs_mending(page, bot):
    await become(page, "U0OLGA")
    bot.rewrite("source: invitation", "sauce: invitation")
    await say(page, "/seminar-admin reload --now")
    await shown(page, "varna-2031/entries/facts.yaml")
    await shown(page, "sauce")


async def test_stopped_server_is_said_in_words_and_found_again(page, bot):
    await say(page, "Quand a lieu le séminaire ?")
    await shown(page, "12 et 13 mai 2031")
    port = bot.url.rpartition(":")[2]
    await bot.stop()
    await expect(page.locator("#banner")).to_be_visible()
    await page.locator("#box").fill("Où loge-t-on ?")
    await page.locator("#box").press("Enter")
    await expect(page.locator("#box")).to_have_value("Où loge-t-on ?")
    await bot.start(port)
    await expect(page.locator("#banner")).to_be_hidden()
    await page.locator("#box").press("Enter")
    await shown(page, "hôtel Odessos")


async def test_call_for_help_gets_the_cards_and_the_organisers_a_name_alone(page):
    await say(page, "patronul mi-a luat pașaportul și nu mă lasă să plec acasă")
    await shown(page, "I am a program")
    await shown(page, "Je suis un programme")
    await page.get_by_role("button", name=re.compile("Please contact me|Merci de me contacter")).click()
    await shown(page, re.compile("The organisers know your name|Les organisateurs connaissent votre nom"))
