"""The page in a real browser: what newcomers do first, and what must never happen to them."""

import re

import pytest
import pytest_asyncio
from playwright.async_api import async_playwright, expect

from tests.rehearsals import CHROMIUM, NO_CHROMIUM

# One browser and one loop for all: starting Chromium takes longer than what is shown here.
pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason=NO_CHROMIUM),
    pytest.mark.asyncio(loop_scope="module"),
]
expect.set_options(timeout=30_000)  # other tests run beside these


@pytest_asyncio.fixture(loop_scope="module")
async def local(serve):
    async with serve() as it:
        yield it


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser():
    async with async_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="module")
async def visit(browser):
    """Open the page of a workspace, as an English reader; what the page complains about is kept in ``complaints``."""
    contexts = []

    async def visit(local):
        context = await browser.new_context(locale="en-GB")
        contexts.append(context)
        page = await context.new_page()
        page.complaints = []
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.on("console", lambda said: page.complaints.append(said.text) if said.type == "error" else None)
        await page.goto(local.url)
        await expect(page.get_by_role("heading", level=1)).to_be_visible()
        return page

    yield visit
    for context in contexts:
        await context.close()


def place(page, name):
    # What the page offers to ask has the word "seminar" in it too.
    return page.get_by_role("navigation").get_by_role("button", name=name)


async def ask(page, text):
    await page.locator("#box").fill(text)
    await page.locator("#box").press("Enter")


async def test_newcomer_asks_and_presses(local, visit):
    page = await visit(local)
    await expect(page.get_by_text("nothing leaves this machine").first).to_be_visible()
    await ask(page, "when was it?")
    await page.get_by_role("button", name="Again").click()
    await expect(page.get_by_text("replaced", exact=True)).to_be_visible()
    assert await page.locator("#box").input_value() == ""
    assert page.complaints == []


async def test_channel_offers_to_mention_and_shows_threads(local, visit):
    page = await visit(local)
    await place(page, "seminar").click()
    await page.get_by_role("button", name="Ask Suivi").click()
    await page.keyboard.type("hello")
    await page.keyboard.press("Enter")
    await expect(page.locator(".replies").get_by_text("An answer")).to_be_visible()
    await page.get_by_role("button", name="Reply in thread").first.click()
    await page.keyboard.type("thank you")
    await page.keyboard.press("Enter")
    await expect(page.locator(".replies").get_by_text("thank you")).to_be_visible()


async def test_own_message_is_edited(local, visit):
    page = await visit(local)
    await place(page, "seminar").click()
    await ask(page, "good <b>mroning</b>")
    await page.get_by_role("button", name="Edit").click()
    await page.keyboard.press("Control+a")
    await page.keyboard.type("good <b>morning</b>")
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("good <b>morning</b>")).to_be_visible()
    await expect(page.get_by_text("(edited)")).to_be_visible()


async def test_commands_are_completed_and_answered_privately(local, visit):
    page = await visit(local)
    await page.locator("#box").fill("/")
    await page.keyboard.type("s")
    await expect(page.get_by_role("listbox", name="Commands").get_by_role("option")).to_have_count(2)
    await page.keyboard.press("Tab")
    await page.keyboard.type("help")
    await page.keyboard.press("Enter")
    await expect(page.locator(".private").get_by_text("An answer")).to_be_visible()
    await expect(page.locator(".private").get_by_text("Only visible to you")).to_be_visible()


async def test_person_and_language_are_kept_over_a_reload(local, visit):
    page = await visit(local)
    await page.get_by_label("You are").select_option("U0OLGA")
    await page.get_by_role("button", name="FR").click()
    await page.reload()
    await expect(page.get_by_label("Vous êtes")).to_have_value("U0OLGA")
    assert await page.locator("html").get_attribute("lang") == "fr"


async def test_nothing_that_is_written_becomes_markup(local, visit):
    page = await visit(local)
    hostile = "<img src=x onerror=alert(1)> <javascript:alert(1)|press> <https://a.example/|a> *<b>* `<i>`"
    blocks = [
        {"type": "section", "text": {"type": "mrkdwn", "text": hostile}},
        {"type": "markdown", "text": "[press](javascript:alert(1)) <script>alert(1)</script>"},
        {
            "type": "context",
            "elements": [{"type": "image", "image_url": "https://a.example/x.png", "alt_text": hostile}],
        },
    ]
    await local.call("chat.postMessage", channel="U0ANA", text=hostile, blocks=blocks)
    content = page.locator(".content")
    await expect(content).to_be_visible()
    assert await content.locator("img, script, b, i").count() == 0
    assert [await each.get_attribute("href") for each in await content.get_by_role("link").all()] == [
        "https://a.example/"
    ]
    assert page.complaints == []


async def test_too_long_a_message_is_refused_in_words_and_kept(local, visit):
    page = await visit(local)
    await ask(page, "a" * 40_001)
    await expect(page.get_by_role("alert").filter(has_text="40,001")).to_be_visible()
    assert len(await page.locator("#box").input_value()) == 40_001


async def test_lost_connection_is_said_until_it_is_back(serve, visit):
    async with serve() as local:
        page = await visit(local)
        await ask(page, "before")
        await expect(page.get_by_text("before", exact=True)).to_be_visible()
    banner = page.locator("#banner")
    await expect(banner).to_contain_text("I lost the connection")
    await ask(page, "kept")
    await expect(page.get_by_role("alert").filter(has_text="still in the box")).to_be_visible()
    async with serve(port=int(local.url.rpartition(":")[2])):
        await expect(banner).to_contain_text("The bot was restarted")
        await expect(page.get_by_text("before", exact=True)).to_have_count(0)
        assert await page.locator("#box").input_value() == "kept"
        await page.locator("#box").press("Enter")
        await expect(page.get_by_text("kept", exact=True)).to_be_visible()


async def test_unread_messages_elsewhere_are_marked(local, visit):
    page = await visit(local)
    await local.call("chat.postMessage", channel="C0SEMINAR", text="for everybody")
    there = place(page, "seminar")
    await expect(there).to_have_accessible_name(re.compile("new messages"))
    await there.click()
    await expect(there).to_have_accessible_name("seminar")


#: What the bot or Slack's carrying of people writes, and what is shown of it.
SHOWN = {
    "*bold* _italic_ ~struck~ `code`": "<p><strong>bold</strong> <em>italic</em> <s>struck</s> <code>code</code></p>",
    "_*both*_, l'_un_": "<p><em><strong>both</strong></em>, l'<em>un</em></p>",
    "snake_case_name, 2 * 3 * 4, ~ 5": "<p>snake_case_name, 2 * 3 * 4, ~ 5</p>",
    "a &lt; b &amp;amp; c": "<p>a &lt; b &amp;amp; c</p>",
    "one\ntwo": "<p>one<br>two</p>",
    "one\n\ntwo": "<p>one</p><p>two</p>",
    "&gt; said\n&gt; again\nanswer": "<blockquote>said<br>again</blockquote><p>answer</p>",
    "• one\n• two": "<ul><li>one</li><li>two</li></ul>",
    "```\na *b*\n```": "<pre><code>a *b*</code></pre>",
    "<@U0ANA> in <#C0SEMINAR>": '<p><span class="chip">@Ana</span> in <span class="chip">#seminar</span></p>',
    "<!here>": '<p><span class="chip broadcast">@here</span></p>',
    ":wave: :unknown_emoji:": "<p>👋 :unknown_emoji:</p>",
    "<https://a.example/?b=1&amp;c=2|*there*>": (
        '<p><a href="https://a.example/?b=1&amp;c=2" target="_blank" rel="noopener noreferrer">*there*</a></p>'
    ),
    "<mailto:a@b.example|a@b.example>": (
        '<p><a href="mailto:a@b.example" target="_blank" rel="noopener noreferrer">a@b.example</a></p>'
    ),
}
SHOW = """async (written) => {
  const { mrkdwn } = await import("/page/text.js");
  const names = (id) => ({ U0ANA: "Ana", C0SEMINAR: "seminar" })[id];
  return written.map((text) => {
    const node = document.createElement("div");
    node.append(mrkdwn(text, names));
    return node.innerHTML;
  });
}"""


async def test_mrkdwn_is_shown_as_slack_shows_it(local, visit):
    page = await visit(local)
    shown = await page.evaluate(SHOW, list(SHOWN))
    assert dict(zip(SHOWN, shown, strict=True)) == SHOWN


async def test_what_is_chosen_and_not_sent_stays_while_the_message_changes(local, visit):
    page = await visit(local)
    options = [{"text": {"type": "plain_text", "text": each}, "value": each} for each in ("one", "two")]
    chosen = {"type": "static_select", "action_id": "pick", "options": options}
    blocks = [{"type": "actions", "block_id": "choices", "elements": [chosen]}]
    posted = await local.call("chat.postMessage", channel="D0ANA", text="before", blocks=blocks)
    await page.locator("#log select").select_option("two")
    said = {"type": "section", "text": {"type": "mrkdwn", "text": "after"}}
    await local.call("chat.update", channel="D0ANA", ts=posted["ts"], text="after", blocks=[said, *blocks])
    await expect(page.get_by_text("after", exact=True)).to_be_visible()
    await expect(page.locator("#log select")).to_have_value("two")
    await page.get_by_role("button", name="OK").click()
    await local.heard(lambda each: each.body.get("actions", [{}])[0].get("selected_option", {}).get("value") == "two")
    await expect(page.locator("#log select")).to_have_value("")
