"""A walk through everything that people see, as different people, over a follow-up cycle of some weeks."""

import re

import pytest
import pytest_asyncio
from playwright.async_api import expect

from tests.rehearsals import (
    ANA,
    BEN,
    CHROMIUM,
    NO_CHROMIUM,
    OLGA,
    PAUL,
    a_browser,
    a_page,
    become,
    home,
    open_home,
    pass_time,
    place,
    rehearsed,
    say,
    shown,
    stands,
)

# One process and one browser for all: starting them takes longer than most of what is shown here.
pytestmark = [pytest.mark.skipif(CHROMIUM is None, reason=NO_CHROMIUM), pytest.mark.asyncio(loop_scope="module")]

#: A Monday, three days before the first reminder of what is due on 6 March.
BEGINNING = "2031-02-17T10:00:00+00:00"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def visit(tmp_path_factory):
    async with rehearsed(tmp_path_factory.mktemp("walk"), clock=BEGINNING) as bot, a_browser() as browser:
        yield lambda: a_page(browser, bot.url)


@pytest_asyncio.fixture(loop_scope="module")
async def page(visit):
    async with visit() as page:
        yield page
        assert page.complaints == []


async def test_from_the_first_question_to_a_recommendation_that_is_done(page):
    # A participant asks; chooses; asks what nobody has answered yet.
    await become(page, PAUL)
    await say(page, "Quand a lieu le séminaire ?")
    await shown(page, "12 et 13 mai 2031")
    await say(page, "participants' hotel or dinner?")
    await page.get_by_role("button", name="Participants' dinner").click()
    await shown(page, "lighthouse restaurant")
    await say(page, "how much does a ticket for the opera cost?")
    await page.get_by_role("button", name="Send to the organisers").click()
    await shown(page, "I kept your question for the organisers")

    # A national coordinator is reminded when the time has come, and not before.
    await become(page, ANA)
    await expect(page.locator("#clock-now")).to_contain_text("17 Feb 2031")
    await expect(page.locator("#log").get_by_text("One recommendation of the seminar")).to_have_count(0)
    assert "Ana (1)" in await pass_time(page, "Next reminder")
    await expect(page.locator("#clock-now")).to_contain_text("20 Feb 2031")
    await shown(page, "One recommendation of the seminar is waiting")
    await shown(page, "Thursday, 20 February 2031")

    # She adds a note in a form, and says how it stands.
    await page.get_by_role("button", name="Add a note or evidence (VAR-2031-R01)").click()
    form = page.get_by_role("dialog", name="Note or evidence")
    await form.get_by_label("Your note").fill("Two lamps replaced")
    await form.get_by_label("Evidence").fill("https://example.org/lamps")
    await form.get_by_label("Evidence").press("Enter")
    await expect(form).to_be_hidden()
    await page.get_by_label("VAR-2031-R01 How does it stand?").first.select_option(label="implemented")
    await page.get_by_role("button", name="OK: VAR-2031-R01 How does it stand?").click()
    await shown(page, "Coordinator, Romania reported on 20 February 2031: implemented")

    # The home of each role, while the report waits.
    for person, words in ((ANA, "VAR-2031-R01"), (BEN, "One report waits for you"), (OLGA, "Pour l'organisation")):
        await open_home(page, person)
        await stands(page, words)
    await stands(page, "how much does a ticket for the opera cost?")
    await open_home(page, PAUL)
    await expect(home(page).get_by_text("VAR-2031-R01")).to_have_count(0)
    await page.get_by_role("button", name="Messages", exact=True).click()

    # The validator confirms, and from then on nobody is reminded.
    await become(page, BEN)
    await shown(page, "Do you confirm it?")
    await page.get_by_role("button", name="Confirm (VAR-2031-R01)").click()
    await shown(page, "Thank you: this is done")
    assert await pass_time(page, "Next reminder") == "No reminder is planned."
    assert "#organisers (1)" in await pass_time(page, "A week")

    # The organisers read in their channel how everything stands, with a picture and its words.
    await become(page, OLGA)
    await place(page, "organisers").click()
    picture = page.locator("#log").get_by_role("img").last
    await expect(picture).to_have_attribute("alt", re.compile("VAR-2031-R01"))
    await expect(picture).to_have_js_property("complete", value=True)
    assert await picture.evaluate("picture => picture.naturalWidth") > 300


async def test_long_step_shows_its_progress_and_can_be_stopped(page):
    await page.get_by_role("button", name="Three months", exact=True).click()
    await page.get_by_role("button", name="Three months", exact=True).click()
    await expect(page.get_by_role("progressbar")).to_be_visible()
    await expect(page.locator("#clock-until")).to_have_text(re.compile(r"Until \d+ \w+ 2031 \(then 1 more\)"))
    await page.get_by_role("button", name="Stop", exact=True).press("Enter")
    await expect(page.locator("#clock-said")).to_contain_text("Stopped.")
    await expect(page.get_by_role("button", name="Next reminder", exact=True)).to_be_focused()


async def test_calls_of_the_bot_stand_beside_the_conversation(page):
    await page.get_by_role("button", name="Call log").press("Enter")
    log = page.get_by_role("complementary", name="What the bot called")
    await say(page, "/seminar mine")
    await log.get_by_text("response_url").first.click()
    await expect(log.get_by_text("response_type")).to_be_visible()
    await page.get_by_role("button", name="Close", exact=True).press("Escape")
    await expect(log).to_be_hidden()
    await expect(page.get_by_role("button", name="Call log")).to_be_focused()


async def test_words_of_a_command_are_completed_behind_it(page):
    box, words = page.locator("#box"), page.get_by_role("listbox", name="Commands").get_by_role("option")
    await box.press_sequentially("/sem")
    await expect(words).to_have_count(2)
    await box.press("Tab")
    await expect(box).to_have_value("/seminar ")
    await expect(words.first).to_contain_text("/seminar recommendations")
    await box.press_sequentially("pro")
    await expect(words).to_have_count(1)
    await box.press("Enter")
    await expect(box).to_have_value("/seminar progress ")
    await box.press("Enter")
    await expect(page.locator("#log").get_by_text("You used /seminar progress")).to_be_visible()
