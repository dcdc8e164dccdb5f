"""Take the pictures of the documentation anew: `make images`, or `python -m tests.images FOLDER`.

The real bot with its real knowledge, seen by the people of its example roster; each picture under 200 kB.
"""

import asyncio
import io
import re
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.async_api import expect

from tests.rehearsals import (
    ANA,
    BEN,
    OLGA,
    PAUL,
    ROOT,
    Bot,
    a_browser,
    a_page,
    become,
    pass_time,
    place,
    say,
    shown,
    stands,
)

CONTENT = ROOT / "knowledge" / "content"
#: A Monday morning in Bucharest, four days before the first reminder of the example.
BEGINNING = "2027-01-11T07:00:00+00:00"
DESK, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
LARGEST = 200_000


async def take_all(folder: Path) -> None:
    """Walk through the workspace, and take a picture of each thing to be seen."""
    with tempfile.TemporaryDirectory() as made:
        bot = Bot(Path(made), CONTENT)
        await bot.start(SUIVI_CLOCK=BEGINNING, SUIVI_SEMANTIC="false")
        try:
            async with a_browser() as browser, a_page(browser, bot.url, viewport=DESK) as page:
                for name, scene in SCENES.items():
                    await scene(page)
                    await page.wait_for_timeout(700)  # what grows and scrolls has come to rest
                    (folder / f"{name}.png").write_bytes(small(await page.screenshot()))
        finally:
            await bot.stop()


def small(picture: bytes) -> bytes:
    """Return a picture with a palette of its own colours, which text and plain areas hardly lose by.

    Raises:
        ValueError: it is too large all the same.
    """
    written = io.BytesIO()
    Image.open(io.BytesIO(picture)).convert("RGB").quantize(192, dither=Image.Dither.NONE).save(
        written, "PNG", optimize=True
    )
    if written.tell() > LARGEST:
        raise ValueError(f"a picture of {written.tell()} bytes; {LARGEST} at the most")
    return written.getvalue()


async def workspace(page):
    await become(page, PAUL)
    await say(page, "où s'est tenu le séminaire ?")
    await shown(page, "Était-ce la bonne réponse")
    await say(page, "who organised it?")
    await shown(page, "Was this right")


async def reminder(page):
    await become(page, ANA)
    await page.get_by_role("button", name="FR", exact=True).click()
    await pass_time(page, "Prochain rappel")
    await shown(page, "attend un mot de vous")


async def report(page):
    await page.emulate_media(color_scheme="dark")
    await page.get_by_role("button", name="Ajouter une note ou un justificatif").first.click()
    form = page.get_by_role("dialog")
    await form.locator("textarea").fill("Deux réunions du mécanisme national depuis novembre ; compte rendu joint.")
    await form.locator("input[type=text]").fill("https://example.org/compte-rendu")


async def confirm(page):
    await page.get_by_role("dialog").locator("input[type=text]").press("Enter")
    await expect(page.get_by_role("dialog")).to_be_hidden()
    await page.get_by_label("BUC-2012-R01 Où en est-on ?").first.select_option(label="mis en œuvre")
    await page.get_by_role("button", name="OK: BUC-2012-R01 Où en est-on ?").click()
    await become(page, BEN)
    await page.set_viewport_size(PHONE)
    await shown(page, "Le confirmez-vous")


async def digest(page):
    await page.emulate_media(color_scheme="light")
    await page.set_viewport_size(DESK)
    await page.get_by_role("button", name="Confirmer (BUC-2012-R01)").first.click()
    await shown(page, re.compile("Merci : "))
    await pass_time(page, "Trois mois")
    await become(page, OLGA)
    await place(page, "organisers").click()
    picture = page.locator("#log").get_by_role("img").last
    await expect(picture).to_have_js_property("complete", value=True)
    await picture.scroll_into_view_if_needed()


async def home(page):
    await place(page, "Suivi").click()
    await page.get_by_role("button", name="Accueil", exact=True).click()
    await stands(page, "Pour l'organisation")


#: In this order, as each goes on from the one before.
SCENES = {each.__name__: each for each in (workspace, reminder, report, confirm, digest, home)}

if __name__ == "__main__":
    asyncio.run(take_all(Path(sys.argv[1])))
