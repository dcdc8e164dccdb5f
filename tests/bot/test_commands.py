"""What completes behind a command is what its help names, in each language."""

from bot.commands import HELP, command_words
from bot.desk import HELP_WORDS
from bot.wording import Wording

WORDING = Wording()


def words_in(command, language):
    return [each.word for each in command_words(command, WORDING) if language in each.description]


def test_words_are_those_of_the_help_in_each_language():
    assert words_in("/seminar", "en") == [
        *("recommendations", "mine", "dates", "progress", "language", "privacy", "help")
    ]
    assert words_in("/seminar", "fr") == [
        *("mine", "dates", "progress", "language", "privacy", "help", "recommandations")
    ]
    assert words_in("/seminar-admin", "en") == words_in("/seminar-admin", "fr")
    assert {"reload", "unanswered", "handover", "export", "help"} <= set(words_in("/seminar-admin", "en"))


def test_each_command_named_in_a_help_is_found():
    for command, message in HELP.items():
        for language in WORDING.languages:
            named = WORDING.say(language, message, contact="").split(f"`{command} ")[1:]
            codes = [each.partition("`")[0] for each in named]
            wanted = {each.split()[0] for each in codes if each[0].islower() and not each.endswith("?")}
            assert set(words_in(command, language)) == wanted


def test_words_say_what_they_do_and_what_may_follow():
    by_word = {each.word: each for each in command_words("/seminar-admin", WORDING)}
    assert by_word["handover"].more == "FROM TO"
    assert by_word["pause"].description == {"en": "stops all reminders", "fr": "arrête tous les rappels"}
    assert all(text for each in by_word.values() for text in each.description.values())


def test_help_itself_is_a_word_that_is_understood():
    assert "help" in HELP_WORDS
