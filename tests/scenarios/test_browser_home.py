"""App Home of each role in the browser: the real process, the real page, with the keyboard where that matters."""

import shutil

import pytest
from playwright.async_api import async_playwright, expect

from tests.scenarios.test_browser import CHROMIUM, PATIENCE_S, Bot, become
from tests.scenarios.test_browser_reminders import POLICY, REHEARSAL, ROSTER

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine; Debian has it as `chromium`")
expect.set_options(timeout=PATIENCE_S * 1000)

ANA, BEN, OLGA = "U0ANA", "U0BEN", "U0OLGA"


@pytest.fixture
async def bot(tmp_path):
    bot = Bot(tmp_path)
    seminar = bot.content / "varna-2031"
    with (seminar / "recommendations.yaml").open("a", encoding="utf-8") as written:
        written.write(POLICY)
    (seminar / "roster.yaml").write_text(ROSTER, encoding="utf-8")
    await bot.start(SUIVI_CLOCK=REHEARSAL)
    yield bot
    await bot.stop()
    shutil.rmtree(bot.state, ignore_errors=True)


@pytest.fixture
async def page(bot):
    async with async_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
        page = await (await browser.new_context(locale="en-GB")).new_page()
        page.set_default_timeout(PATIENCE_S * 1000)
        page.complaints = []
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.on("console", lambda said: page.complaints.append(said.text) if said.type == "error" else None)
        await page.goto(bot.url)
        yield page
        assert page.complaints == []
        await browser.close()


def home(page):
    return page.locator("#home")


async def open_home(page, person):
    await become(page, person)
    await page.get_by_role("button", name="Home", exact=True).click()
    await expect(home(page).get_by_role("textbox")).to_be_visible()


def shown(page, text):
    return expect(home(page).get_by_text(text).first).to_be_visible()


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
    await shown(page, "VAR-2031-R01")
    await shown(page, "6 mars 2031")
    await home(page).locator("select").first.select_option(index=4)
    await home(page).get_by_role("button", name="OK").first.press("Enter")
    await shown(page, "pas encore confirmé")
    await become(page, BEN)
    await shown(page, "One report waits for you")
    await home(page).get_by_role("button", name="Confirm (VAR-2031-R01)").press("Enter")
    await shown(page, "Nothing is assigned to you")


async def test_what_is_typed_stays_while_the_home_is_drawn_anew(page):
    await open_home(page, ANA)
    await home(page).get_by_role("textbox").fill("half a question")
    await home(page).locator("select").first.select_option(index=2)
    await home(page).get_by_role("button", name="OK").first.press("Enter")
    await shown(page, "en cours")
    await expect(home(page).get_by_role("textbox")).to_have_value("half a question")


async def test_organiser_sees_totals_and_starts_a_job(page):
    await open_home(page, OLGA)
    await shown(page, "Pour l'organisation")
    await shown(page, "0 sur 1")
    page.on("dialog", lambda asked: asked.accept())
    await home(page).get_by_role("button", name="Arrêter les rappels").press("Enter")
    await expect(page.get_by_role("dialog").get_by_text("Plus rien ne part")).to_be_visible()
    await page.keyboard.press("Escape")
    await shown(page, "arrêtés par l'organisation")
    await expect(home(page).get_by_role("button", name="Reprendre les rappels")).to_be_visible()


async def test_home_is_shown_again_after_a_restart(page, bot):
    await open_home(page, ANA)
    port = bot.url.rpartition(":")[2]
    await bot.stop()
    await expect(page.locator("#banner")).to_be_visible()
    await bot.start(port, SUIVI_CLOCK=REHEARSAL)
    await expect(page.locator("#banner")).to_be_hidden()
    await shown(page, "VAR-2031-R01")
    page.complaints.clear()  # the browser's own, of a server that was away
