"""A message of the outbox -> the arguments of a Slack message. Pure."""

from bot.slack.blocks import Message, words
from bot.telling import Telling
from bot.wording import Wording


def reminder_message(telling: Telling, wording: Wording) -> Message:
    """Return a message of any kind (reminder, validation, decision, briefing, ...) as Slack takes it.

    Within Slack's limits whatever it holds: what does not fit is counted. Said again after something was done, it shows
    what, and by whom.
    """
    return words(
        " / ".join(each.item.key for each in telling.told) or wording.say(telling.language, "error-unexpected")
    )
