"""Slack's side of a running bot, put together: client, listeners, app, and how they stop."""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from typing import Self

import structlog
from aiohttp import ClientSession
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.administering import Administration
from bot.desk import Desk
from bot.exporting import Exporting
from bot.home import Homes
from bot.metering import Meter
from bot.ports import Clock, Ledger
from bot.privacy import Privacy
from bot.recommendations import Recommendations
from bot.reporting import Reporting
from bot.showing import Showing
from bot.slack.administering import Administering
from bot.slack.app import Failing, build, client_for, identity, session
from bot.slack.asking import Asking
from bot.slack.at_home import AtHome
from bot.slack.blocks import words
from bot.slack.commanding import Commanding
from bot.slack.contacting import Contacting
from bot.slack.counting import counted
from bot.slack.expecting import Expecting
from bot.slack.informing import Informing
from bot.slack.messenger import SlackMessenger
from bot.slack.notifying import Notifying
from bot.slack.once import Once
from bot.slack.organisers import Organisers
from bot.slack.people import People
from bot.slack.pressing import Pressing
from bot.slack.publishing import Publishing
from bot.slack.reporting import Answering
from bot.slack.running import Running
from bot.slack.teaching import TeachingListeners
from bot.teaching import Teaching
from bot.wording import Wording

log = structlog.get_logger()


@dataclass(frozen=True, slots=True, kw_only=True)
class Workspace:
    """The Slack workspace that is served, as the settings name it."""

    token: str
    api_url: str
    #: None where only Socket Mode brings requests.
    signing_secret: str | None
    #: Slack ids of organisers and of user groups of theirs.
    organisers: Iterable[str]
    #: Where organisers are told things; None: a direct message to each.
    organisers_channel: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """What people in the workspace can ask for, besides questions."""

    administration: Administration
    teaching: Teaching
    reporting: Reporting
    recommendations: Recommendations
    homes: Homes
    exporting: Exporting
    showing: Showing
    privacy: Privacy


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """What runs, and what can be asked of it."""

    app: AsyncApp
    client: AsyncWebClient
    #: The id of the workspace; "" where Slack does not say.
    team: str
    organisers: Organisers
    people: People
    once: Once
    running: Running
    publishing: Publishing
    wording: Wording
    notifying: Notifying
    messenger: SlackMessenger
    teaching: TeachingListeners
    _session: ClientSession

    @classmethod
    async def connect(
        cls,
        workspace: Workspace,
        *,
        desk: Desk,
        offered: Callable[[Callable[[str], Awaitable[bool]]], Offered],
        ledger: Ledger,
        clock: Clock,
        wording: Wording,
        meter: Meter,
    ) -> Self:
        """Ask Slack who we are, and build the app with every listener.

        Raises:
            SlackUnreachableError: Slack refused the token or could not be reached.
        """
        shared = session(counted(meter, workspace.api_url))
        client = client_for(workspace.token, workspace.api_url, shared)
        try:
            who = await identity(client)
        except BaseException:
            await shared.close()
            raise
        organisers, people = Organisers(client, workspace.organisers), People(client, ledger.acquaintance)
        notifying = Notifying(client=client, organisers=organisers, people=people, channel=workspace.organisers_channel)
        once, running = Once(ledger, clock), Running()
        offers = offered(organisers.include)
        publishing = Publishing(offers.homes, people, client, wording)
        messenger = SlackMessenger(client_for(workspace.token, workspace.api_url, shared, repeats=False))
        informing = Informing(
            privacy=offers.privacy, people=people, messenger=messenger, once=once, running=running, wording=wording
        )
        teaching = TeachingListeners(
            teaching=offers.teaching,
            administration=offers.administration,
            desk=desk,
            organisers=organisers,
            organisers_channel=workspace.organisers_channel,
            messenger=messenger,
            people=people,
            once=once,
            running=running,
            wording=wording,
        )
        administering = Administering(
            desk=desk,
            opened=teaching.opened,
            administration=offers.administration,
            informing=informing,
            people=people,
            once=once,
            running=running,
            wording=wording,
        )
        asking = Asking(
            desk=desk,
            administering=administering,
            informing=informing,
            recommendations=offers.recommendations,
            reporting=offers.reporting,
            exporting=offers.exporting,
            showing=offers.showing,
            people=people,
            ledger=ledger,
            clock=clock,
            once=once,
            running=running,
            publishing=publishing,
            wording=wording,
            meter=meter,
            bot=str(who.bot_user_id),
        )
        listeners = (
            asking,
            AtHome(
                asking=asking,
                administration=offers.administration,
                privacy=offers.privacy,
                publishing=publishing,
                people=people,
                once=once,
                running=running,
                wording=wording,
            ),
            teaching,
            Commanding(
                administration=offers.administration, desk=desk, people=people, running=running, wording=wording
            ),
            administering,
            informing,
            Expecting(
                desk=desk, people=people, once=once, running=running, wording=wording, announce=teaching.announce
            ),
            Answering(
                reporting=offers.reporting,
                desk=desk,
                people=people,
                clock=clock,
                once=once,
                running=running,
                publishing=publishing,
                wording=wording,
            ),
            Contacting(
                notifying=notifying,
                once=once,
                running=running,
                wording=wording,
            ),
            # Last among those for buttons: it takes whatever is left.
            Pressing(
                desk=desk,
                recommendations=offers.recommendations,
                informing=informing,
                running=running,
                wording=wording,
                changed=publishing.soon,
                announce=teaching.announce,
            ),
        )
        app = build(
            who,
            client,
            listeners,
            signing_secret=workspace.signing_secret,
            failing=Failing(people=people, wording=wording, meter=meter),
        )
        return cls(
            app=app,
            client=client,
            team=str(who.team_id or ""),
            organisers=organisers,
            people=people,
            once=once,
            running=running,
            publishing=publishing,
            wording=wording,
            notifying=notifying,
            messenger=messenger,
            teaching=teaching,
            _session=shared,
        )

    async def close(self, *, within_s: float) -> None:
        """Let what is under way end, for as long as there is time, then let go of the connections."""
        if not await self.running.ended(within_s=within_s):
            log.warning("listeners cut short")
        await self.publishing.close()
        await self._session.close()

    # What following up asks of the organisers

    @property
    def channel(self) -> str | None:
        return self.notifying.channel

    async def everyone(self) -> frozenset[str]:
        return await self.organisers.everyone()

    async def tell_once(self, key: str, message: str) -> None:
        """Send the organisers a message by its name in `locales/`, once for each key; a failure is only logged."""
        if not await self.once.first(f"told:{key}"):
            return
        self.publishing.soon()  # what they are told stands in their homes too
        await self.notifying.tell(message, lambda language: words(self.wording.say(language, message)))
