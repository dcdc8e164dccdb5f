"""App Home of each role in the browser: the real process, the real page, with the keyboard where that matters."""

import pytest
from playwright.async_api import expect

from tests.rehearsals import ANA, BEN, CHROMIUM, NO_CHROMIUM, OLGA, REHEARSAL, become, home, open_home, stands

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason=NO_CHROMIUM)


async def test_participant_asks_from_home_with_the_keyboard_and_goes_back_to_the_messages(page):
    await open_home(page, OLGA)
    box = home(page).get_by_role("textbox")
    await box.fill("Quand a lieu le séminaire ?")
    await box.press("Enter")
    answer = page.get_by_role("dialog")
    await expect(answer.get_by_text("12 et 13 mai 2031")).to_be_visible()
    await answer.get_by_role("button", name="Était-ce la bonne réponse ? Oui").press("Enter")
    await expect(answer.get_by_text("Merci, c'est noté")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(answer).to_be_hidden()
    await expect(box).to_have_value("")
    await page.get_by_role("button", name="Messages", exact=True).click()
    await expect(page.locator("#box")).to_be_visible()
    await expect(home(page)).to_be_hidden()


async def test_owner_reports_and_the_validator_confirms_in_their_homes(page):
    await open_home(page, ANA)
    await stands(page, "VAR-2031-R01")
    await stands(page, "6 mars 2031")
    await home(page).locator("select").first.select_option(index=4)
    await home(page).get_by_role("button", name="OK").first.press("Enter")
    await stands(page, "pas encore confirmé")
    await become(page, BEN)
    await stands(page, "One report waits for you")
    await home(page).get_by_role("button", name="Confirm (VAR-2031-R01)").press("Enter")
    await stands(page, "Nothing is assigned to you")


async def test_what_is_typed_stays_while_the_home_is_drawn_anew(page):
    await open_home(page, ANA)
    await home(page).get_by_role("textbox").fill("half a question")
    await home(page).locator("select").first.select_option(index=2)
    await home(page).get_by_role("button", name="OK").first.press("Enter")
    await stands(page, "en cours")
    await expect(home(page).get_by_role("textbox")).to_have_value("half a question")


async def test_organiser_sees_totals_and_starts_a_job(page):
    await open_home(page, OLGA)
    await stands(page, "Pour l'organisation")
    await stands(page, "0 sur 1")
    page.on("dialog", lambda asked: asked.accept())
    await home(page).get_by_role("button", name="Arrêter les rappels").press("Enter")
    await expect(page.get_by_role("dialog").get_by_text("Plus rien ne part")).to_be_visible()
    await page.keyboard.press("Escape")
    await stands(page, "arrêtés par l'organisation")
    await expect(home(page).get_by_role("button", name="Reprendre les rappels")).to_be_visible()


async def test_home_is_shown_again_after_a_restart(page, bot):
    await open_home(page, ANA)
    port = bot.url.rpartition(":")[2]
    await bot.stop()
    await expect(page.locator("#banner")).to_be_visible()
    await bot.start(port, SUIVI_CLOCK=REHEARSAL)
    await expect(page.locator("#banner")).to_be_hidden()
    await stands(page, "VAR-2031-R01")
