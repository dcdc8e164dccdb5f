"""What somebody may have meant who typed no command of ours. Pure."""

from dataclasses import replace
from difflib import get_close_matches

from bot.reply import Reply, ReplyKind
from bot.wording import Wording

#: What may follow `/seminar` besides a question, in either language.
COMMANDS = (
    *("recommendations", "mine", "progress", "dates", "language", "privacy", "help"),
    *("recommandations", "miennes", "avancement", "calendrier", "langue", "confidentialité", "aide"),
)
#: A slip or two in a word; what is further from every command is a question.
_CLOSE = 0.75
#: What people type who look for a command.
_MOST_WORDS = 2


def with_guess(reply: Reply, question: str, wording: Wording) -> Reply:
    """Return a reply that asserts nothing with the command that may have been meant; any other as it is."""
    if reply.kind not in {ReplyKind.UNKNOWN, ReplyKind.CHOICES}:
        return reply
    command = guessed(question)
    if command is None:
        return reply
    note = wording.say(reply.language, "command-guess", command=command)
    return replace(reply, notes=[*reply.notes, note])


def guessed(question: str) -> str | None:
    """Return the command that a text is a slip for; None: it is another text."""
    typed = question.casefold().strip(" .,:?!/").split()
    if not 0 < len(typed) <= _MOST_WORDS:
        return None
    return next(iter(get_close_matches(typed[0], COMMANDS, n=1, cutoff=_CLOSE)), None)
