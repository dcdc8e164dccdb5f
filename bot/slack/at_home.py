"""Listeners for what is pressed in a home: a question asked, a page turned, an organiser's job. They decide nothing."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.administering import Administration
from bot.home import List
from bot.markdown import rendered
from bot.privacy import Privacy
from bot.slack.asking import Asking
from bot.slack.blocks import Message, fields_of, message_for, words
from bot.slack.home import AS_ASKED, ASK, JOB, JOBS, LANGUAGE, PAGE, answer_view
from bot.slack.mrkdwn import MRKDWN
from bot.slack.once import Once
from bot.slack.people import People
from bot.slack.pressing import Body
from bot.slack.publishing import Publishing
from bot.slack.running import Running
from bot.wording import Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class AtHome:
    """The listeners for App Home, and what they need."""

    asking: Asking
    administration: Administration
    privacy: Privacy
    publishing: Publishing
    people: People
    once: Once
    running: Running
    wording: Wording

    def register(self, app: AsyncApp) -> None:
        app.action(re.compile(f"^{ASK}(:|$)"))(self.running.track(self.on_ask))
        app.action(re.compile(f"^{PAGE}:"))(self.running.track(self.on_page))
        app.action(re.compile(f"^{JOB}:"))(self.running.track(self.on_job))
        app.action(re.compile(f"^{LANGUAGE}:"))(self.running.track(self.on_language))

    async def on_ask(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        """Answer what was typed or pressed, in a form that only the asker sees, and empty the box."""
        await ack()
        action, user, channel = body["actions"][0], body["user"]["id"], _channel(body)
        if not channel or not await self._is_new(body, action):
            return  # none of ours, or delivered again
        typed = str(action.get("value") or "")
        question = (fields_of(typed).get("question", "") if action["type"] == "button" else typed).strip()
        asker, language = await self.people.asker(user), _language(body)
        if not question:
            await self.publishing.asked(user, channel, said=self.wording.say(language, "home-ask-empty"))
            return

        async def answer() -> Message:
            return await self.asking.answered(question, asker, channel, client)

        await self._in_a_form("home-answer", answer, body, client)
        await self.publishing.asked(user, channel)

    async def on_page(self, ack: AsyncAck, body: Body) -> None:
        """Show another page of a list."""
        await ack()
        fields, channel = fields_of(str(body["actions"][0].get("value") or "")), _channel(body)
        pages = {each.value: int(fields[each]) for each in List if fields.get(each, "").isdecimal()}
        if channel:
            await self.publishing.turned(body["user"]["id"], channel, pages)

    async def on_job(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        """Do one of the organisers' jobs, and say what came of it in a form; whether they may is looked at there."""
        await ack()
        action = body["actions"][0]
        job = str(action.get("action_id", "")).removeprefix(f"{JOB}:")
        if job not in JOBS or not _channel(body) or not await self._is_new(body, action):
            return  # none of ours, or delivered again
        asker = await self.people.asker(body["user"]["id"])

        async def do() -> Message:
            return message_for(await self.administration.run(job, asker), self.wording)

        await self._in_a_form(f"home-job-{job}", do, body, client)
        self.publishing.soon()

    async def on_language(self, ack: AsyncAck, body: Body) -> None:
        """Choose the language in which somebody is answered, and show the home in it."""
        await ack()
        action, user = body["actions"][0], body["user"]["id"]
        wanted = fields_of(str(action.get("value") or "")).get("language", "")
        if not _channel(body) or wanted not in {*self.wording.languages, AS_ASKED}:
            return  # none of ours
        reply = await self.privacy.choose(wanted, await self.people.asker(user))
        await self.publishing.asked(user, _channel(body), said=rendered(reply.text, MRKDWN))

    async def _in_a_form(
        self, title: str, work: Callable[[], Awaitable[Message]], body: Body, client: AsyncWebClient
    ) -> None:
        """Open a form at once, since a press opens one within three seconds or never; then show in it what is said."""
        language, kept = _language(body), str(body["view"].get("private_metadata") or "")

        def view(message: Message) -> dict[str, Any]:
            name = self.wording.say(language, title)
            return answer_view(name, message, kept=kept, wording=self.wording, language=language)

        looking = words(self.wording.say(language, "home-looking"))
        opened = await client.views_open(trigger_id=body["trigger_id"], view=view(looking))
        message = words(self.wording.say(language, "home-failed"))
        try:
            message = await work()
        finally:
            await client.views_update(view_id=opened["view"]["id"], view=view(message))

    async def _is_new(self, body: Body, action: Body) -> bool:
        # Slack delivers a press again where it heard no answer; each press of a person has an instant of its own.
        return await self.once.first(f"home:{body['user']['id']}:{action.get('action_id')}:{action.get('action_ts')}")


def _kept(body: Body) -> dict[str, str]:
    return fields_of(str((body.get("view") or {}).get("private_metadata") or ""))


def _channel(body: Body) -> str:
    """Return the direct messages of whoever pressed; "" where it was not pressed in a home of ours."""
    return _kept(body).get("c", "")


def _language(body: Body) -> str:
    return _kept(body).get("l", "")
