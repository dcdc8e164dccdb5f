"""The whole bot in a browser, rehearsed: the real process over some knowledge, the real page, a clock that is set.

`bot` and `page` of `tests/scenarios/conftest.py` come from here, and the pictures that `make images` takes.
"""

import asyncio
import os
import re
import shutil
import sys
from contextlib import asynccontextmanager
from pathlib import Path

from playwright.async_api import async_playwright, expect

ROOT = Path(__file__).parents[1]
KNOWLEDGE = ROOT / "tests" / "scenarios" / "knowledge"
CHROMIUM = shutil.which("chromium")
NO_CHROMIUM = "no Chromium on this machine; Debian has it as `chromium`"
PATIENCE_S = 30
ANA, BEN, OLGA, PAUL = "U0ANA", "U0BEN", "U0OLGA", "U0PAUL"

expect.set_options(timeout=PATIENCE_S * 1000)  # other tests run beside these

#: Follows the one recommendation of the knowledge; by their addresses Ana carries it, and Ben confirms it.
POLICY = """\
    follow_up:
      example: true
      owners: {roles: [coordinator]}
      validator: {roles: [rapporteur]}
      anchor: 2031-03-06
"""
ROSTER = """\
participants:
  - id: coordinator-ro
    name: Coordinator, Romania
    role: coordinator
    country: RO
    email: coordinator-ro@example.org
    language: en
    timezone: Europe/Bucharest
    example: true
  - id: rapporteur-ro
    name: Rapporteur, Romania
    role: rapporteur
    country: RO
    email: rapporteur-ro@example.org
    language: en
    timezone: Europe/Bucharest
    example: true
"""
#: A Monday at noon in Bucharest, three days before the due date.
REHEARSAL = "2031-03-03T10:00:00+00:00"


class Bot:
    """The real process, over a copy of some knowledge that a test may change."""

    def __init__(self, folder: Path, knowledge: Path = KNOWLEDGE) -> None:
        self.content, self.state, self.url = folder / "content", folder / "state", ""
        shutil.copytree(knowledge, self.content)

    async def start(self, port="0", **more):
        outside = {name: value for name, value in os.environ.items() if not name.startswith(("SUIVI_", "SLACK_"))}
        self.process = await asyncio.create_subprocess_exec(
            *(sys.executable, "run_bot.py", "serve", "--port", port),
            cwd=ROOT,
            env={**outside, "SUIVI_CONTENT": str(self.content), "SUIVI_STATE_DIR": str(self.state), **more},
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
        )
        async with asyncio.timeout(PATIENCE_S):
            line = (await self.process.stdout.readline()).decode()
        self.url = re.search(r"http://127\.0\.0\.1:\d+", line)[0]

    async def stop(self):
        if self.process.returncode is None:
            self.process.terminate()
        await self.process.communicate()

    def follow_up(self):
        """Let somebody carry the recommendation."""
        seminar = self.content / "varna-2031"
        with (seminar / "recommendations.yaml").open("a", encoding="utf-8") as written:
            written.write(POLICY)
        (seminar / "roster.yaml").write_text(ROSTER, encoding="utf-8")

    def rewrite(self, old, new):
        facts = self.content / "varna-2031" / "entries" / "facts.yaml"
        facts.write_text(facts.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


@asynccontextmanager
async def rehearsed(folder, *, clock=REHEARSAL):
    """Serve the bot with somebody to be reminded."""
    bot = Bot(folder)
    bot.follow_up()
    await bot.start(SUIVI_CLOCK=clock)
    try:
        yield bot
    finally:
        await bot.stop()
        shutil.rmtree(bot.state, ignore_errors=True)


@asynccontextmanager
async def a_browser():
    async with async_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
        yield browser
        await browser.close()


@asynccontextmanager
async def a_page(browser, url, **context):
    """Open the page, as an English reader where nothing else is said; what it complains about is in ``complaints``."""
    opened = await browser.new_context(**{"locale": "en-GB", **context})
    page = await opened.new_page()
    page.set_default_timeout(PATIENCE_S * 1000)
    page.complaints = []
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.on("console", lambda said: page.complaints.append(said.text) if said.type == "error" else None)
    await page.goto(url)
    await expect(page.get_by_role("heading", level=1)).to_be_visible()
    yield page
    await opened.close()


# What one does on the page, and sees


async def say(page, text):
    await page.locator("#box").fill(text)
    await page.locator("#box").press("Enter")


def shown(page, text):
    return expect(page.locator("#log").get_by_text(text).first).to_be_visible()


async def become(page, person):
    await page.locator("#you").select_option(person)
    await expect(page.locator("#box")).to_be_enabled()


def place(page, name):
    """Return the button of a channel."""
    return page.get_by_role("navigation").get_by_role("button", name=name)


def home(page):
    return page.locator("#home")


async def open_home(page, person):
    await become(page, person)
    await page.get_by_role("button", name="Home", exact=True).click()
    await expect(home(page).get_by_role("textbox")).to_be_visible()


def stands(page, text):
    return expect(home(page).get_by_text(text).first).to_be_visible()


async def pass_time(page, step):
    """Move the clock by what a button says, and wait until it stands; return what is said then."""
    await page.get_by_role("button", name=step, exact=True).click()
    said = page.locator("#clock-said")
    await expect(said).not_to_be_empty()
    return await said.text_content()
