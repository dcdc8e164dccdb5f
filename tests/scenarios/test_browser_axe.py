"""What keeps people from using the page, as axe-core finds it: in light and dark, on a phone, with everything open."""

import pytest
import pytest_asyncio
from playwright.async_api import expect

from tests.rehearsals import (
    ANA,
    CHROMIUM,
    NO_CHROMIUM,
    OLGA,
    ROOT,
    a_browser,
    a_page,
    become,
    open_home,
    pass_time,
    place,
    rehearsed,
    say,
    shown,
)

AXE = ROOT / "tests" / "axe" / "node_modules" / "axe-core" / "axe.min.js"
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 800}

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason=NO_CHROMIUM),
    pytest.mark.skipif(not AXE.is_file(), reason="needs `npm ci` in tests/axe (`make axe` does it)"),
    pytest.mark.asyncio(loop_scope="module"),
]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def page(tmp_path_factory):
    """A page with a conversation, a reminder and a picture in it."""
    async with rehearsed(tmp_path_factory.mktemp("axe")) as bot, a_browser() as browser, a_page(browser, bot.url) as it:
        await become(it, ANA)
        await say(it, "Quand a lieu le séminaire ?")
        await shown(it, "12 et 13 mai 2031")
        await say(it, "participants' hotel or dinner?")
        await shown(it, "One recommendation of the seminar is waiting")
        await pass_time(it, "A week")
        yield it


async def troubles(page):
    """Return what axe finds serious or critical: the rule, and where."""
    await page.evaluate(AXE.read_text(encoding="utf-8"))
    found = await page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        (each["id"], [(node["target"], node["failureSummary"]) for node in each["nodes"][:3]])
        for each in found["violations"]
        if each["impact"] in {"serious", "critical"}
    ]


async def in_every_look(page):
    """Return the troubles in light and dark, at a desk and on a phone."""
    found = {}
    for scheme in ("light", "dark"):
        for size in (DESK, PHONE):
            await page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            await page.set_viewport_size(size)
            if trouble := await troubles(page):
                found[scheme, size["width"]] = trouble
    await page.set_viewport_size(DESK)
    return found


async def test_conversation_with_a_reminder(page):
    assert await in_every_look(page) == {}


async def test_commands_that_are_offered(page):
    await page.locator("#box").press_sequentially("/seminar ")
    await expect(page.get_by_role("listbox", name="Commands")).to_be_visible()
    await page.locator("#box").press("ArrowDown")
    assert await in_every_look(page) == {}
    await page.locator("#box").fill("")


async def test_form_that_is_open(page):
    await page.get_by_role("button", name="Add a note or evidence (VAR-2031-R01)").first.click()
    form = page.get_by_role("dialog")
    await form.get_by_role("button").first.click()  # with what is missing said at its field
    await expect(form).to_be_visible()
    assert await in_every_look(page) == {}
    await page.keyboard.press("Escape")


async def test_calls_beside_it(page):
    await page.get_by_role("button", name="Call log").click()
    await page.locator("#calls summary").first.click()
    assert await in_every_look(page) == {}
    await page.locator("#calls-close").click()


async def test_channel_with_the_digest_and_its_picture(page):
    await become(page, OLGA)
    await place(page, "organisers").click()
    await expect(page.locator("#log").get_by_role("img").last).to_be_visible()
    assert await in_every_look(page) == {}


@pytest.mark.parametrize("person", [ANA, OLGA])
async def test_home(page, person):
    await place(page, "Suivi").click()
    await open_home(page, person)
    assert await in_every_look(page) == {}
    await page.get_by_role("button", name="Messages", exact=True).click()


async def test_banner_of_a_lost_connection(page):
    await page.evaluate(
        "document.getElementById('banner').textContent = 'lost'; document.getElementById('banner').hidden = false"
    )
    assert await in_every_look(page) == {}
