"""Organisers' commands from a form, for those who do not type: a list to choose from, and what comes of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import structlog
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.administering import FORM, Administration
from bot.desk import Desk
from bot.errors import BotError
from bot.markdown import PLAIN, rendered_once
from bot.reply import Asker, Reply, ReplyKind
from bot.slack.blocks import DECIDE, MAX_BLOCKS, fields_of, message_for, value_of
from bot.slack.kit import MAX_BUTTON, MAX_TITLE, Block, plain
from bot.slack.people import People
from bot.slack.pressing import Pressed
from bot.slack.running import Running
from bot.slack.uploading import handed_over
from bot.wording import Wording

log = structlog.get_logger()

Body = dict[str, Any]

_COMMAND, _REST, _CALLBACK = "command", "rest", "admin:command"
_MAX_OPTION, _MAX_LABEL, _MAX_REST = MAX_BUTTON, 2000, 3000


@dataclass(frozen=True, slots=True, kw_only=True)
class Commanding:
    """The listeners for that form, and what they need."""

    administration: Administration
    desk: Desk
    people: People
    running: Running
    wording: Wording

    def register(self, app: AsyncApp) -> None:
        app.action(f"{DECIDE}:{FORM}")(self.running.track(self.on_press))
        app.view(_CALLBACK)(self.running.track(self.on_chosen))

    async def on_press(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        """Open the form."""
        await ack()
        press = Pressed(body)
        asker = await self.people.asker(press.user)
        language = self._language(asker)
        refused = await self.administration.refusal(FORM, asker, language)
        view = self._said(refused, language) if refused is not None else self._form(language, press.channel)
        if press.view is not None:
            await client.views_update(view_id=press.view["id"], view=view)
        else:
            await client.views_open(trigger_id=body["trigger_id"], view=view)

    async def on_chosen(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        """Carry out what was chosen, and show what came of it in the place of the form."""
        view, asker = body["view"], await self.people.asker(body["user"]["id"])
        kept, language = view.get("private_metadata", ""), self._language(asker)
        values = view.get("state", {}).get("values", {})
        chosen = (values.get(_COMMAND, {}).get(_COMMAND, {}).get("selected_option") or {}).get("value", "")
        rest = str(values.get(_REST, {}).get(_REST, {}).get("value") or "")
        await ack(response_action="update", view=self._said(self.wording.say(language, "admin-working"), language))
        warning = self.desk.warning(rest, asker)
        try:
            reply = warning or await self.administration.run(f"{chosen} {rest}".strip(), asker)
            reply = await handed_over(reply, asker, client, self.wording)
        except BotError as error:
            log.warning("command failed", reason=type(error).__name__)
            reply = self._reply(self.wording.say(language, error.tell, reference="-"), language)
        await client.views_update(view_id=view["id"], view=self._shown(reply, language, kept))
        if warning is not None:
            await self.desk.count(warning)

    def _form(self, language: str, channel: str) -> dict[str, Any]:
        say = self.wording.say
        options = [
            {"text": plain(f"{name}: {self._short(name, language)}", _MAX_OPTION), "value": name}
            for name in self.administration.names
        ]
        element = {"type": "static_select", "action_id": _COMMAND, "options": options, "initial_option": options[0]}
        rest = {"type": "plain_text_input", "action_id": _REST, "multiline": True, "max_length": _MAX_REST}
        blocks: list[Block] = [
            {
                "type": "input",
                "block_id": _COMMAND,
                "label": plain(say(language, "admin-form-command"), _MAX_LABEL),
                "element": element,
            },
            {
                "type": "input",
                "block_id": _REST,
                "optional": True,
                "label": plain(say(language, "admin-form-rest"), _MAX_LABEL),
                "hint": plain(say(language, "admin-form-hint"), _MAX_LABEL),
                "element": rest,
            },
        ]
        submit = {"submit": plain(say(language, "admin-form-do"), MAX_TITLE)}
        return {**self._view(blocks, language, "modal-cancel"), "private_metadata": value_of(c=channel), **submit}

    def _short(self, name: str, language: str) -> str:
        """Return the beginning of what a command's line in the help says."""
        line = rendered_once(self.administration.explained(name, language), PLAIN).partition("\n")[0]
        return line.partition(f"/seminar-admin {name}")[2].strip(" ,:") or name

    def _shown(self, reply: Reply, language: str, kept: str) -> dict[str, Any]:
        blocks = message_for(reply, self.wording)["blocks"][:MAX_BLOCKS]
        # What is pressed below it has to know in whose conversation it is.
        channel = fields_of(kept).get("c", "")
        return {**self._view(blocks, language, "modal-close"), "private_metadata": value_of(c=channel)}

    def _said(self, markdown: str, language: str) -> dict[str, Any]:
        return self._view(message_for(self._reply(markdown, language), self.wording)["blocks"], language, "modal-close")

    def _view(self, blocks: Sequence[Block], language: str, close: str) -> dict[str, Any]:
        return {
            "type": "modal",
            "callback_id": _CALLBACK,
            "title": plain(self.wording.say(language, "admin-form-title"), MAX_TITLE),
            "close": plain(self.wording.say(language, close), MAX_TITLE),
            "blocks": list(blocks),
        }

    def _reply(self, text: str, language: str) -> Reply:
        return Reply(kind=ReplyKind.COMMAND, text=text, language=language)

    def _language(self, asker: Asker) -> str:
        languages = self.wording.languages
        return asker.language if asker.language in languages else self.administration.base.snapshot.languages[0]
