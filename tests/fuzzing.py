"""Made-up inputs at every door of a whole bot, for as long as there is time: nothing may fail, nothing may leak.

A failure is an exception that reaches a door, an answer of 500, a listener that failed for a reason of ours, mark-up in
a message that came out of an input, or words of an input in the log.
"""

import asyncio
import io
import json
import logging
import re
import shutil
import tempfile
import time
from collections import Counter
from contextlib import AsyncExitStack, contextmanager, suppress
from pathlib import Path
from urllib.parse import urlencode

import aiohttp
import structlog
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from bot.application import _Service, terminal_desk
from bot.cleaning import clean
from bot.local.server import TOKEN_HEADER
from bot.local.terminal import ask_lines
from bot.masking import masked
from config.logs import set_up
from config.settings import Settings
from knowledge.problems import KnowledgeError
from knowledge.reading import read
from knowledge.roster import parse_roster
from tests.fake_slack import BEN, BOT, OLGA, SECRET, SEMINAR, TEAM, TOKEN, FakeSlack
from tests.scenarios.conftest import KNOWLEDGE, signed
from tests.scenarios.test_hostile import MARK_UP, OURS, TEXTS

#: So many inputs of a door at a time; then the next door has its turn.
_AT_A_TIME = 20
_OUR_ENTRIES = KNOWLEDGE / "varna-2031" / "entries" / "facts.yaml"
#: What a made-up message or address of Slack's brings about, and nothing of ours.
_SLACKS = {"SlackApiError", "RespondError"}
#: Stands in every text, so that it is known where a text went.
WORD = "zqwalrusq"

# Inputs

pieces = st.sampled_from(
    [
        "<@U0OLGA>", "<!channel>", "<https://evil.example|x>", "<", ">", "|", "&lt;", "&amp;", "*", "_", "`", "```",
        "\n",
        "\u202e", "\u200b", "\x00", "\ud800", "where do we stay?", "who organised it?", "et le précédent ?", "hotel",
        "help", "recommendations", "mine", "VAR-2031-R01", "privacy", "erase", "export", "language", "fr", "reload",
        "roster", "id,name,role\n", "=1+1", "{", "}", '"', "\\", "2031-01-01", "9" * 30, "🙂", "é", "Ж", "a" * 3000,
    ]
)  # fmt: skip


def _encoded(text):
    return text.encode(errors="surrogatepass")


texts = st.one_of(
    st.sampled_from(sorted(TEXTS.values())),
    st.text(max_size=60),
    st.lists(pieces, max_size=8).map(" ".join),
    st.lists(pieces, max_size=8).map("".join),
)
marked = st.tuples(texts, st.booleans()).map(lambda each: f"{WORD} {each[0]}" if each[1] else each[0])
values = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**12), 10**12) | st.floats() | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
users, channels = st.sampled_from([BEN, OLGA, "U0NOBODY"]), st.sampled_from([SEMINAR, "D0BEN", "G0ROOM"])
fields = st.dictionaries(
    st.sampled_from(["text", "thread_ts", "subtype", "files", "edited", "blocks", "channel_type", "bot_id", "tab"]),
    values,
    max_size=2,
)
events = st.fixed_dictionaries(
    {
        "type": st.sampled_from(["message", "app_mention", "app_home_opened", "reaction_added"]),
        "text": marked,
        "user": users,
        "channel": channels,
        "more": fields,
        "edit": st.booleans(),
    }
)
commands = st.fixed_dictionaries(
    {
        "command": st.sampled_from(["/seminar", "/seminar-admin", "/other"]),
        "text": marked,
        "user_id": users,
        "channel_id": channels,
    }
)
names = st.sampled_from(["entry", "language", "question", "right", "about", "a", "m", "s"])
carried = st.one_of(
    texts, st.dictionaries(names, texts | st.sampled_from(["hotel", "en", "yes"]), max_size=4).map(json.dumps)
)
acts = [
    "choose:0",
    "rate:yes",
    "pass_on",
    "decide:erase",
    "decide:roster_load",
    "own:privacy_erase",
    "own:privacy_export",
]
acts += ["own:language_fr", "followup:report", "followup:note", "followup:quiet", "followup:grant", "unheard of", ""]
presses = st.fixed_dictionaries(
    {"act": st.sampled_from(acts), "value": carried, "user": users, "channel": channels, "has_message": st.booleans()}
)
states = st.dictionaries(
    st.sampled_from(["note", "evidence", "day", "other"]),
    st.fixed_dictionaries({}, optional={"note": values, "evidence": values, "day": values}),
    max_size=3,
)
forms = st.fixed_dictionaries(
    {
        "callback_id": st.sampled_from(["followup:note", "followup:revise", "followup:snooze", "followup:x", "x"]),
        "private_metadata": carried,
        "state": states,
        "user": users,
    }
)
bodies = st.one_of(st.binary(max_size=200), values.map(lambda each: json.dumps(each).encode()))
kinds = st.sampled_from(["application/json", "application/x-www-form-urlencoded", "text/plain", "multipart/form-data"])
posts = st.tuples(bodies, kinds, st.booleans())
tables = st.tuples(
    st.one_of(
        st.binary(max_size=300),
        texts.map(_encoded),
        st.lists(st.lists(texts, max_size=5).map(",".join), max_size=6).map(
            lambda rows: "\n".join(["id,name,role,email", *rows]).encode(errors="surrogatepass")
        ),
    ),
    st.sampled_from(["people.csv", "people.yaml"]),
)
edits = st.tuples(st.integers(0, 10**6), st.integers(0, 40), st.one_of(st.binary(max_size=40), texts.map(_encoded)))
lines = st.one_of(texts, values.map(json.dumps), st.builds(lambda q: json.dumps({"id": 1, "question": q}), texts))


class Failed(AssertionError):  # noqa: N818 - a finding, not a mistake
    """Something happened that must not."""


class Fuzz:
    """A bot in Slack and one in the browser, both on this machine, and what is made up for their doors."""

    def __init__(self) -> None:
        self.loop = asyncio.new_event_loop()
        self.stack = AsyncExitStack()
        self.folder = Path(tempfile.mkdtemp(prefix="suivi-fuzz-"))
        self.tried: Counter[str] = Counter()
        self.failures: list[str] = []
        self.numbers = 0
        self.log = io.StringIO()

    # Doors: each takes one input

    @property
    def doors(self):
        return {
            "events": (events, self.event),
            "commands": (commands, self.command),
            "buttons": (presses, self.press),
            "forms": (forms, self.form),
            "requests": (posts, self.post),
            "page": (posts, self.page),
            "rosters": (tables, self.table),
            "knowledge": (edits, self.knowledge),
            "terminal": (lines, self.line),
            "masks": (texts, self.mask),
        }

    def event(self, made):
        ts = self.number()
        event = {"type": made["type"], "user": made["user"], "channel": made["channel"], "ts": ts, "text": made["text"]}
        event |= made["more"]
        if made["edit"]:
            old = {"text": "before", "user": made["user"], "ts": ts}
            event |= {"type": "message", "subtype": "message_changed", "message": {**old, "text": made["text"]}}
            event["previous_message"] = old
        body = {"type": "event_callback", "team_id": TEAM, "event_id": f"Ev{ts}", "event": event}
        body["authorizations"] = [{"team_id": TEAM, "user_id": BOT, "is_bot": True}]
        self.deliver(json.dumps(body).encode(), "application/json")

    def command(self, made):
        about = {
            "team_id": TEAM,
            "trigger_id": "1.2",
            "response_url": self.slack.response_url(f"C{self.number()}", BEN),
        }
        self.deliver(self.formed({**made, **about}), "application/x-www-form-urlencoded")

    def press(self, made):
        ts = self.number()
        message = {"message": {"ts": ts, "text": "x", "blocks": []}} if made["has_message"] else {}
        self.interact(
            {
                "type": "block_actions",
                "user": {"id": made["user"], "team_id": TEAM},
                "channel": {"id": made["channel"]},
                "container": {"message_ts": ts, "channel_id": made["channel"]},
                "actions": [{"action_id": made["act"], "value": made["value"], "action_ts": ts, "type": "button"}],
                "response_url": self.slack.response_url(f"C{ts}", BEN),
                "trigger_id": "1.2",
                **message,
            }
        )

    def form(self, made):
        view = {"id": f"V{self.number()}", "type": "modal", "callback_id": made["callback_id"], "hash": "1"}
        view |= {"private_metadata": made["private_metadata"], "state": {"values": made["state"]}}
        self.interact({"type": "view_submission", "user": {"id": made["user"], "team_id": TEAM}, "view": view})

    def interact(self, body):
        payload = json.dumps({**body, "team": {"id": TEAM}})
        self.deliver(self.formed({"payload": payload}), "application/x-www-form-urlencoded")

    def formed(self, form):
        return urlencode(form, errors="surrogatepass").encode()

    def post(self, made):
        body, kind, is_signed = made
        headers = {"Content-Type": kind, **(signed(body) if is_signed else {})}
        status = self.run(self.posted(f"{self.url}/slack/events", body, headers))
        self.look(status)
        if not is_signed and status != 401:
            raise Failed(f"a request without a signature was answered with {status}")

    def page(self, made):
        body, kind, has_token = made
        paths = ["/local/message", "/local/press", "/local/submit", "/api/chat.postMessage", "/api/views.open"]
        path = paths[self.numbers % len(paths)]
        self.numbers += 1
        headers = {"Content-Type": kind, **({TOKEN_HEADER: self.page_token} if has_token else {})}
        status = self.run(self.posted(f"{self.page_url}{path}", body, headers))
        self.look(status)
        if not has_token and path.startswith("/local/") and status != 403:
            raise Failed(f"{path} answered {status} to whoever has no token")

    def table(self, made):
        with _refusing(KnowledgeError):
            parse_roster(*made)

    def knowledge(self, made):
        place, length, put = made
        data = _OUR_ENTRIES.read_bytes()
        place %= len(data)
        file = self.content / "varna-2031" / "entries" / "facts.yaml"
        file.write_bytes(data[:place] + put + data[place + length :])
        with _refusing(KnowledgeError):
            read(self.content)

    def line(self, made):
        out = io.StringIO()
        asked = [each for each in made.splitlines() if each.strip()] or [made]
        ask_lines(self.desk, asked, out)
        answers = [json.loads(each) for each in out.getvalue().splitlines()]
        if len(answers) != len(asked) or not all({"id", "kind", "answer"} <= each.keys() for each in answers):
            raise Failed("a line was not answered with a line")

    def mask(self, made):
        cleaned = clean(made)
        if clean(masked(cleaned)) and re.search(r"\d{7}", masked(cleaned)):
            raise Failed("a number of seven digits is left")

    # What must hold

    def deliver(self, body, kind):
        before = len(self.slack.posts)
        status = self.run(self.posted(f"{self.url}/slack/events", body, {"Content-Type": kind, **signed(body)}))
        self.run(self.service.side.running.ended(within_s=30))
        self.look(status)
        for each in self.slack.posts[before:]:
            shown = OURS.sub("", f"{each.text}\n{each.shown}")
            if MARK_UP.search(shown):
                raise Failed(f"mark-up in a message: {shown[:200]!r}")
        del self.slack.posts[:-20], self.slack.calls[:-20]

    def look(self, status):
        logged = self.log.getvalue()
        self.log.seek(0)
        self.log.truncate()
        if WORD in logged:
            raise Failed("words of an input are in the log")
        for each in map(json.loads, logged.splitlines()):
            if each["level"] in {"error", "critical"} and each.get("error") not in _SLACKS:
                raise Failed(f"{each['event']}: {each.get('error')} at {each.get('at') or each.get('exception')}")
        if status >= 500:
            raise Failed(f"answered with {status}")

    def number(self):
        self.numbers += 1
        return f"179{self.numbers:07}.000001"

    # Running it

    def run(self, coroutine):
        return self.loop.run_until_complete(coroutine)

    async def posted(self, url, body, headers):
        async with self.session.post(url, data=body, headers=headers) as answer:
            await answer.read()
            return answer.status

    def __enter__(self):
        self._handlers, self._level = logging.getLogger().handlers, logging.getLogger().level
        set_up("DEBUG", as_json=True)
        logging.getLogger().handlers[0].setStream(self.log)
        self.content = self.folder / "content"
        shutil.copytree(KNOWLEDGE, self.content)
        self.run(self.start())
        self.log.seek(0)
        self.log.truncate()
        return self

    async def start(self):
        self.slack = await self.stack.enter_async_context(FakeSlack().running())
        self.session = await self.stack.enter_async_context(aiohttp.ClientSession())
        tokens = {"slack_bot_token": TOKEN, "slack_signing_secret": SECRET, "slack_api_url": self.slack.api_url}
        usual = {"content": KNOWLEDGE, "port": 0, "admin_per_minute": 600}
        in_slack = Settings(_env_file=None, state_dir=self.folder / "a", organisers=(OLGA,), **tokens, **usual)
        self.service = _Service(in_slack)
        line = await self.stack.enter_async_context(self.service.running())
        self.url = f"http://127.0.0.1:{re.search(r'port ([0-9]+)', line)[1]}"
        local = _Service(Settings(_env_file=None, state_dir=self.folder / "b", **usual))
        line = await self.stack.enter_async_context(local.running())
        self.page_url = re.search(r"http://[^ ]+", line)[0]
        async with self.session.get(self.page_url) as page:
            self.page_token = re.search(r'content="([\w-]{20,})"', await page.text())[1]
        self.desk, _ = terminal_desk(in_slack, KNOWLEDGE)

    def __exit__(self, *_):
        self.run(self.stack.aclose())
        self.loop.close()
        logging.getLogger().handlers, logging.getLogger().level = self._handlers, self._level
        structlog.reset_defaults()
        shutil.rmtree(self.folder, ignore_errors=True)


@contextmanager
def _refusing(*errors):
    """Take a refusal in our own words for an answer."""
    with suppress(errors):
        yield


def fuzzed(seconds: float, start: int = 0) -> tuple[Counter[str], list[str]]:
    """Try inputs at every door in turn until the time is over; return how many at each, and what failed.

    Args:
        seconds: how long; each door has its turn once at least.
        start: a seed: the same one tries the same inputs.
    """
    tried: Counter[str] = Counter()
    failures: list[str] = []
    failing: set[str] = set()
    with Fuzz() as fuzz:
        until, turn = time.monotonic() + seconds, start
        while True:
            for name, (strategy, door) in fuzz.doors.items():
                if tried[name] and time.monotonic() > until:
                    return tried, failures
                if name in failing:
                    continue
                found = _turn(name, strategy, door, turn, tried)
                if found:
                    failures.append(f"{name} (seed {turn}): {found}")
                    failing.add(name)
            turn += 1
            if len(failing) == len(fuzz.doors):
                return tried, failures


def _turn(name, strategy, door, turn, tried):
    """Try some inputs at a door; return the shortest that fails and how, or None."""

    @seed(turn)
    @settings(
        max_examples=_AT_A_TIME,
        deadline=None,
        database=None,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
        print_blob=False,
        report_multiple_bugs=False,
    )
    @given(strategy)
    def attempt(made):
        tried[name] += 1
        last.append(made)
        door(made)

    last: list[object] = []
    try:
        attempt()
    except Exception as error:  # noqa: BLE001 - whatever it is, it is what is looked for
        error = error.exceptions[0] if isinstance(error, ExceptionGroup) else error
        return f"{type(error).__name__}: {str(error)[:400]} for {last[-1]!r:.600}"
    return None
