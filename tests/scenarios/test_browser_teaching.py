"""The whole way in a browser: an unknown question, an organiser's answer, the asker told, the answer known for good."""

import re

import pytest
from playwright.async_api import expect

from tests.rehearsals import CHROMIUM, NO_CHROMIUM, become, place, say, shown
from tests.scenarios.test_browser import bot

__all__ = ["bot"]

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason=NO_CHROMIUM)

UNKNOWN = "Is there a place to park my bicycle?"
IN_OTHER_WORDS = "Where is a place to park a bicycle?"
ANSWER = "Behind the harbour office."


async def answered(page, question, *, times):
    """Ask, and wait until the answer stands there so many times."""
    await say(page, question)
    await expect(page.locator("#log").get_by_text(ANSWER)).to_have_count(times)


async def test_question_is_answered_for_good_and_taken_back(page, bot):
    await become(page, "U0BEN")
    await say(page, UNKNOWN)
    await page.get_by_role("button", name="Send to the organisers").click()
    await shown(page, "I kept your question for the organisers")

    # In the channel the first language of all is spoken; a form is in that of whoever opens it.
    await become(page, "U0OLGA")
    await place(page, "organisers").click()
    await shown(page, "A question that I could not answer")
    await page.locator("#log").get_by_role("button", name="Answer", exact=True).click()
    await page.get_by_label("Réponse (English)").fill(ANSWER)
    await expect(page.get_by_label("Demandé ainsi (English)")).to_have_value(UNKNOWN)
    await page.get_by_role("button", name="Voir d'abord").click()
    dialog = page.get_by_role("dialog")
    await expect(dialog.get_by_text("La question à laquelle elle répond la trouverait.")).to_be_visible()
    await page.get_by_role("button", name="Appliquer").click()
    await expect(dialog.get_by_text("C'est en service")).to_be_visible()
    await page.get_by_role("button", name="Fermer").click()
    await shown(page, "Answered by")

    await become(page, "U0BEN")
    await shown(page, "An organiser has answered your question.")
    await answered(page, IN_OTHER_WORDS, times=2)

    await become(page, "U0OLGA")  # who speaks French
    bot.rewrite("12 and 13 May 2031", "19 and 20 May 2031")
    await say(page, "/seminar-admin reload")
    await shown(page, "Un rechargement changerait ceci")
    await page.get_by_role("button", name="Appliquer").click()
    await shown(page, "Les connaissances sont rechargées")
    await become(page, "U0BEN")
    await answered(page, IN_OTHER_WORDS, times=3)

    await become(page, "U0OLGA")
    for number in (1, 2):
        await say(page, "/seminar-admin undo")
        await expect(page.locator("#log").get_by_text(re.compile("Le dernier changement est annulé"))).to_have_count(
            number
        )
    await become(page, "U0BEN")
    await say(page, UNKNOWN)
    await expect(page.get_by_role("button", name="Send to the organisers")).to_be_visible()
    await expect(page.locator("#log").get_by_text(ANSWER)).to_have_count(3)
