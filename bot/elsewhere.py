"""What is answered where nothing is known of what happened: in the terminal, and while knowledge is tried."""

import re
from functools import cache

from bot.answering import without_courtesies
from bot.cleaning import clean
from bot.desk import Desk
from bot.filtering import Vocabulary
from bot.recommendations import is_other_question, offered
from bot.reply import Asker, Conversation, Reply, ReplyKind
from bot.subjects import subject_of
from bot.telling import Sentences
from bot.wishes import Wish, Wishes
from bot.wording import Wording

_COMMAND = re.compile(r"^\s*/seminar(?!\S)\s*")


async def replied(desk: Desk, question: str, asker: Asker, conversation: Conversation) -> Reply:
    """Return the desk's reply, or where it can be seen how recommendations stand, where that is asked.

    As in Slack, a question may stand after `/seminar`.
    """
    question = _COMMAND.sub("", question)
    reply = await desk.ask(question, asker, conversation)
    return reply if reply.kind is ReplyKind.SAFETY else _elsewhere(reply, question, desk)


def _elsewhere(reply: Reply, question: str, desk: Desk) -> Reply:
    """Return where it can be seen how recommendations stand, for a question about that; any other reply as it is."""
    snapshot, wishes, language = desk.snapshot(), _wishes(desk.wording), reply.language
    wished = wishes.told(without_courtesies(clean(question), snapshot.courtesies))
    if wished is None or wished.wish is not Wish.PROGRESS:
        return reply
    readable = [each for each in snapshot.knowledge.recommendations if snapshot.public(each.id) is not None]
    countries = frozenset(each.country for each in snapshot.knowledge.roster if each.country)
    subject = subject_of(
        wished,
        readable,
        Vocabulary(readable, countries, desk.wording),
        snapshot,
        desk.thresholds,
        generic=wishes.generic,
        language=language,
    )
    if is_other_question(wished, subject, reply):
        return reply
    if subject is not None and not subject.is_sure:
        return offered(subject, desk.wording, language)
    if subject is None or subject.is_all or len(subject.recommendations) > 1:
        text = desk.wording.say(language, "progress-elsewhere-all")
        return Reply(kind=ReplyKind.COMMAND, text=text, language=language)
    [one] = subject.recommendations
    text = desk.wording.say(language, "progress-elsewhere", reference=one.reference)
    return Reply(
        kind=ReplyKind.ANSWER,
        text=f"{Sentences(desk.wording, language).heading(one)}\n\n{text}",
        language=language,
        entry=one.id,
        seminar=one.seminar,
        confidence=subject.confidence,
        sources=[one.source] if one.source else (),
    )


@cache
def _wishes(wording: Wording) -> Wishes:
    return Wishes(wording)
