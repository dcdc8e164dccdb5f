"""A hundred people ask while the knowledge grows tenfold and shrinks again: each sees the old or the new, whole."""

import asyncio

from tests.fake_slack import OLGA, SEMINAR
from tests.scenarios.conftest import change, direct, facts_of

ASKERS = [f"U0ASKER{number}" for number in range(100)]
OLD, NEW = "lighthouse restaurant", "captain's table"
ENTRIES = 7
QUESTION = "Where do we have dinner?"
#: Of a made-up word each, so that none of them is another's answer.
MORE = """\
entries:
{entries}"""
ENTRY = """\
  - id: more-{number}
    title: {{fr: Point {word}, en: Point {word}}}
    phrasings: {{fr: ["que dit {word}"], en: ["what of {word}"]}}
    answer: {{fr: "{word} en français.", en: "{word} in English."}}
    source: invitation
"""


def word(number):
    return "".join(chr(ord("b") + int(digit)) + "a" for digit in f"{number:03}")


def ten_times_larger(facts):
    """Add nine times as many entries as there are."""
    more = "".join(ENTRY.format(number=number, word=word(number)) for number in range(9 * ENTRIES))
    facts.with_name("more.yaml").write_text(MORE.format(entries=more), encoding="utf-8")


async def ask_all(workspace):
    """Let everybody ask at once; return what each was answered."""
    for user in ASKERS:
        workspace.slack.people.setdefault(user, {"id": user, "locale": "en-GB", "tz": "Europe/London"})
    events = [{**workspace.event_of(QUESTION, each, direct(each)), "channel_type": "im"} for each in ASKERS]
    known = len(workspace.slack.posts)
    assert set(await asyncio.gather(*map(workspace.tell, events))) == {200}
    return known


async def reload(workspace):
    """Ask for a reload, without waiting for what else is under way."""
    known = len(workspace.slack.posts)
    await workspace.door.command(workspace.form_of("/seminar-admin", "reload --now", OLGA, SEMINAR))
    told = await workspace.slack.until(lambda slack: [each for each in slack.posts[known:] if each.only_for == OLGA])
    return told[0].text


async def test_a_hundred_askers_see_the_old_or_the_new_while_it_is_reloaded_ten_times_larger(http):
    facts = facts_of(http)
    await http.write(QUESTION)  # the first question of all waits for what is prepared
    change(facts, OLD, NEW)
    ten_times_larger(facts)
    known, _ = await asyncio.gather(ask_all(http), reload(http))
    await http.quiet()
    answers = [each.text for each in http.slack.posts[known:] if each.channel.startswith("D0ASKER")]
    assert len(answers) == len(ASKERS)
    assert all((OLD in each) != (NEW in each) for each in answers)
    assert len(http.service.base.snapshot.entries) == 10 * ENTRIES
    [answer] = await http.write(f"what of {word(42)}")
    assert f"{word(42)} in English" in answer.text

    await http.command("/seminar-admin undo", user=OLGA)
    [answer] = await http.write(QUESTION)
    assert OLD in answer.text
    assert len(http.service.base.snapshot.entries) == ENTRIES


async def test_a_hundred_askers_see_the_old_while_half_written_files_are_refused(http):
    facts = facts_of(http)
    whole = facts.read_text(encoding="utf-8").replace(OLD, NEW)
    for cut in (len(whole) // 3, len(whole) // 2, len(whole) - 40):
        # As an editor's program leaves it that is cut off while it writes.
        facts.write_text(whole[:cut], encoding="utf-8")
        known, told = await asyncio.gather(ask_all(http), reload(http))
        await http.quiet()
        # Where everybody asks at once, Slack may not say in time which language the organiser speaks.
        assert told.startswith(("I kept the knowledge as it was", "J'ai gardé les connaissances telles quelles"))
        answers = [each.text for each in http.slack.posts[known:] if each.channel.startswith("D0ASKER")]
        assert len(answers) == len(ASKERS)
        assert all(OLD in each and NEW not in each for each in answers)
    assert http.service.base.snapshot.generation == 1
