"""Whatever people write, at whichever door, leaves no trace in the log, nor in the database but where it belongs.

Everything is logged at DEBUG here. The same is looked for after each scenario of the other files, by the fixture `log`.
"""

import json
import logging
import re

import pytest
from sqlalchemy import select

from bot.storage.tables import metadata
from tests.contracts.test_privacy import NAMES
from tests.fake_slack import ANA, APP_TOKEN, BEN, OLGA, SECRET, SEMINAR, TOKEN, ZOE
from tests.scenarios.conftest import SOCKET, direct
from tests.scenarios.test_reporting import FollowedUp

#: A word of each text that is typed somewhere; none of them is a word of anybody else's.
MARK = re.compile(r"zq[a-z]+q")
#: Where a text that somebody wrote is kept, because they sent it there.
KEPT = {
    "zqsentq": {"questions.question"},
    "zqnoteq": {"events.note"},
    "zqproofq": {"events.evidence"},
    "zqrosterq": {"people.participant"},
}
DANGER = "help me, he beats me and took my passport"


class Everything:
    """Uses every door there is, with a word of its own at each."""

    def __init__(self, followed):
        self.followed, self.workspace, self.slack = followed, followed.workspace, followed.slack
        self.typed: set[str] = set()

    def mark(self, name, text="{} where do we stay?"):
        word = f"zq{name}q"
        self.typed.add(word)
        return text.replace("{}", word)

    async def ask(self):
        workspace = self.workspace
        [answer] = await workspace.mention(self.mark("mention"))
        thread = {"thread_ts": answer.thread_ts}
        await workspace.say(self.mark("thread"), **thread)
        await workspace.say(self.mark("elsewhere"))
        await workspace.write(self.mark("direct"))
        await workspace.write(self.mark("file"), files=[self.slack.file("zqpictureq.png", b"zqpictureq")])
        await workspace.command(f"/seminar {self.mark('command')}")
        await workspace.edit("a word", self.mark("edit", f"{DANGER} {{}}"), **thread)
        await workspace.write(self.mark("danger", f"{DANGER} {{}}"))
        await workspace.mention(self.mark("dangerous", f"{DANGER} {{}}"))
        await workspace.write(self.mark("long", "{} " * 9000))
        await workspace.write(self.mark("controls", "\u202e\u0000<!channel> {} \ud83d\ude00"))
        await workspace.write(self.mark("unknown", "who painted the {} in the attic?"))

    async def send_on(self):
        [unknown] = await self.workspace.write(self.mark("sent", "who keeps the {} of the lighthouse, Ana Zqvictimq?"))
        self.typed.add("Zqvictimq")
        await self.workspace.press(unknown, "Send to the organisers")

    async def administer(self):
        workspace = self.workspace
        await workspace.command(f"/seminar-admin {self.mark('admin')}", user=OLGA)
        await workspace.command(f"/seminar-admin reload {self.mark('adminword')}", user=OLGA)
        await workspace.command(f"/seminar-admin {self.mark('refused')}", user=BEN)
        table = "id,name,role,email\neva,Zqrosterq Surname,coordinator,zqaddressq@example.org\n"
        broken = table.replace("coordinator", "zqbrokenq, x, y, z")
        self.typed |= {"zqaddressq", "zqbrokenq"}
        for data in (broken, table):
            file = self.slack.file("people.csv", data.encode())
            seen = await workspace.write("", user=OLGA, subtype="file_share", files=[file])
        await workspace.press(seen[-1], "Load", user=OLGA)

    async def report(self):
        followed = self.followed
        [reminder] = followed.messages(ANA)
        await followed.press(reminder, "report", option="in_progress")
        await followed.press(reminder, "note")
        await followed.submit(ANA, note=self.mark("note"), evidence=self.mark("proof", "https://example.org/{}"))
        await followed.press(reminder, "note")
        await followed.submit(ANA, note=self.mark("dangernote", f"{DANGER} {{}}"))

    async def go_wrong(self, monkeypatch):
        workspace = self.workspace
        with monkeypatch.context() as broken:
            broken.setattr("bot.desk.Desk.greeting", lambda *_: 1 / 0)
            broken.setattr("bot.desk.clean", lambda text: {}[text])
            await workspace.write(self.mark("failing"))
            await workspace.command(f"/seminar {self.mark('failingcommand')}")
        workspace.ledger.is_away = True
        await workspace.write(self.mark("away"))
        workspace.ledger.is_away = False
        for body in ({"actions": [{"action_id": self.mark("action"), "value": self.mark("value")}]},):
            await self.press(body)

    async def press(self, body):
        about = {"type": "block_actions", "user": {"id": BEN}, "channel": {"id": SEMINAR}, "trigger_id": "1.2.3"}
        await self.workspace.see(self.workspace.door.interaction({**about, **body}))

    async def knock(self):
        """Post what Slack never sends."""
        door = self.workspace.door
        for body in (self.mark("noise").encode(), json.dumps({"type": self.mark("kind")}).encode()):
            for content_type in ("application/json", "application/x-www-form-urlencoded"):
                async with self.workspace.session.post(
                    door.url, data=body, headers={"Content-Type": content_type}
                ) as answer:
                    assert answer.status == 401
                await door.post(body, content_type)


async def kept_in(ledger):
    """Everything in the database, by the column."""
    columns = [(f"{table.name}.{column.name}", column) for table in metadata.sorted_tables for column in table.c]

    def read(db):
        return {name: "\n".join(str(each) for each in db.scalars(select(column))) for name, column in columns}

    return await ledger._ledger._read("read", read)


@pytest.fixture(params=["http", "socket"])
async def everything(request, serving, monkeypatch):
    async with serving(**(SOCKET if request.param == "socket" else {})) as workspace:
        workspace.slack.people |= {
            user: {**profile, "real_name": f"Zqrealq {user}", "profile": {"email": "zqmailq@example.org"}}
            for user, profile in workspace.slack.people.items()
        }
        done = Everything(await FollowedUp(workspace).begin())
        await done.ask()
        await done.send_on()
        await done.report()
        await done.administer()
        await done.go_wrong(monkeypatch)
        if request.param == "http":
            await done.knock()
        done.rows = await kept_in(workspace.ledger)
        done.log = workspace.log
        yield done


async def test_nothing_that_was_typed_no_name_and_no_token_is_in_the_log_or_out_of_place_in_the_database(everything):
    log = everything.log.stream.getvalue()
    assert len(everything.log.lines) > 20  # it was listened to
    assert logging.getLogger().level == logging.DEBUG  # nothing that would be written was left out
    assert "listener failed" in log
    for trace in (*everything.typed, "Zqrealq", "zqmailq", "zqpictureq", "Surname", TOKEN, APP_TOKEN, SECRET):
        assert trace.lower() not in log.lower(), trace
        places = {name for name, text in everything.rows.items() if trace.lower() in text.lower()}
        assert places <= KEPT.get(trace, _roster(trace)), trace
    assert everything.rows["questions.question"].count("zqsentq") == 1  # it was looked at the right place
    assert "zqnoteq" in everything.rows["events.note"]


def _roster(trace):
    return {"people.participant"} if trace in {"zqaddressq", "Surname"} else set()


async def test_who_somebody_is_in_slack_is_in_no_log_and_only_in_columns_that_are_for_it(everything):
    log = everything.log.stream.getvalue()
    for user in (ANA, BEN, ZOE, OLGA):
        assert user not in log
        assert direct(user) not in log
        named = {name for name, text in everything.rows.items() if user in text}
        assert named <= {name for name, value in NAMES.items() if value}


async def test_state_folder_holds_no_text_but_that_of_the_database(everything):
    """Neither the knowledge that is kept, nor a lock, nor a file left by the way."""
    state = everything.workspace.service.settings.state_dir
    files = [each for each in state.rglob("*") if each.is_file() and not each.name.startswith("ledger.db")]
    assert files
    for each in files:
        data = each.read_bytes().decode(errors="replace").lower()
        assert not MARK.search(data), each.name
        assert TOKEN not in data
