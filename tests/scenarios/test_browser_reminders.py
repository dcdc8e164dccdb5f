"""A reminder in the browser: it comes by itself, is answered with the keyboard, and confirmed by somebody else."""

import pytest
from playwright.async_api import expect

from tests.rehearsals import BEN, CHROMIUM, NO_CHROMIUM, become, say, shown

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason=NO_CHROMIUM)


async def test_reminder_is_answered_in_the_browser_and_confirmed_by_the_validator(page):
    await shown(page, "One recommendation of the seminar is waiting")
    await shown(page, "6 March 2031")

    # A form, with the keyboard alone: what is missing is said at its field, and what was written stays.
    await page.get_by_role("button", name="Add a note or evidence (VAR-2031-R01)").press("Enter")
    dialog = page.get_by_role("dialog", name="Note or evidence")
    await expect(dialog).to_be_visible()
    await dialog.get_by_label("Your note").fill("Two lamps replaced")
    await dialog.get_by_label("Evidence").fill("our archive")
    await dialog.get_by_label("Evidence").press("Enter")
    await expect(dialog.get_by_text("web address that begins with")).to_be_visible()
    await expect(dialog.get_by_label("Evidence")).to_be_focused()
    await expect(dialog.get_by_label("Your note")).to_have_value("Two lamps replaced")
    await dialog.get_by_label("Evidence").fill("https://example.org/lamps")
    await dialog.get_by_label("Evidence").press("Enter")
    await expect(dialog).to_be_hidden()
    await shown(page, "Coordinator, Romania reported on 3 March 2031: not started")

    # A choice: it is sent by its button alone, not on the way through the list.
    choice = page.get_by_label("VAR-2031-R01 How does it stand?").first
    await choice.select_option(label="implemented")
    await page.get_by_role("button", name="OK: VAR-2031-R01 How does it stand?").press("Enter")
    await shown(page, "Coordinator, Romania reported on 3 March 2031: implemented")

    await become(page, BEN)
    await shown(page, "Do you confirm it?")
    await page.get_by_role("button", name="Confirm (VAR-2031-R01)").press("Enter")
    await shown(page, "Thank you: this is done")


async def test_form_is_left_with_escape_and_nothing_happens(page):
    await shown(page, "One recommendation of the seminar is waiting")
    await page.get_by_role("button", name="Another due date (VAR-2031-R01)").press("Enter")
    dialog = page.get_by_role("dialog", name="Another due date")
    await expect(dialog).to_be_visible()
    await expect(dialog.get_by_label("The new due date")).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(dialog).to_be_hidden()
    await say(page, "/seminar mine")
    # Commands are answered in the language of the person's Slack, which for her is French.
    await shown(page, "Une recommandation vous concerne")
    await shown(page, "pas commencé, échéance le 6 mars 2031")
