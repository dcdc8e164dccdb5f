"""What anyone can ask, and what they are told."""

import asyncio
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot import conversation
from bot import desk as desk_module
from bot.answering import Offer, Thresholds
from bot.cleaning import MAX_QUESTION
from bot.cues import Cues
from bot.desk import HELP_WORDS, Desk
from bot.errors import LedgerError
from bot.reply import Asker, Choice, Conversation, ReplyKind
from bot.storage.memory import MemoryLedger
from bot.wording import Wording
from knowledge.base import served_from
from knowledge.model import Audience, Danger, Document, Entry, EntryKind, Level, Listing, SafetyText, Source, Standing
from tests.fakes import MONDAY, FakeClock, FaultyLedger, a_card, a_recommendation, a_seminar, a_snapshot, an_entry

TODAY = MONDAY.date()
ANA = Asker(id="U0ANA", language="en")
HERE = Conversation(channel="D1")
WORDING = Wording()
THRESHOLDS = Thresholds(answer=0.6, offer=0.2, quote=0.6)
CRY = "please help me, my boss locked me in"

ENTRIES = (
    an_entry("venue", fr=("où se tient la réunion", "À l'hôtel Esplanade."), source=Source(title="Programme")),
    an_entry(
        "fee", "how much is the registration fee", "It is free of charge.", fr=("combien coûte l'inscription", "Rien.")
    ),
    an_entry("wifi", "what is the wireless password", "Ask at the reception.", kind=EntryKind.NOT_STATED),
    an_entry("hello", "good morning to you", "Good morning.", kind=EntryKind.SMALL_TALK),
    an_entry("budget", "what does the catering cost us", "Ten thousand.", audience=Audience.ORGANISERS),
)


@pytest.fixture
def desk():
    return a_desk(*ENTRIES)


def a_desk(*entries, live=False, **knowledge):
    snapshot = a_snapshot(*entries, **knowledge)
    return Desk(
        snapshot=lambda: snapshot,
        ledger=FaultyLedger(MemoryLedger()),
        clock=FakeClock(),
        wording=WORDING,
        thresholds=THRESHOLDS,
        cues=Cues.of(WORDING),
        focus_kept=timedelta(minutes=30),
        live=live,
    )


# Answers


async def test_known_question_is_answered_with_its_source(desk):
    reply = await desk.ask("Where is the meeting held?", ANA, HERE)
    assert (reply.kind, reply.entry, reply.text, reply.language) == (
        ReplyKind.ANSWER,
        "venue",
        "At the Esplanade hotel.",
        "en",
    )
    assert [each.title for each in reply.sources] == ["Programme"]
    assert THRESHOLDS.answer <= reply.confidence <= 1
    assert not reply.abstained
    assert reply.notes == []


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("what is the wireless password", ReplyKind.NOT_STATED),
        ("good morning to you", ReplyKind.SMALL_TALK),
        ("how much is the registration fee", ReplyKind.ANSWER),
    ],
)
async def test_reply_is_of_the_kind_of_its_entry(desk, question, kind):
    reply = await desk.ask(question, ANA, HERE)
    assert reply.kind == kind
    assert not reply.abstained


async def test_further_sources_are_named_after_the_first():
    desk = a_desk(an_entry(source=Source(title="One"), further_sources=(Source(title="Two"),)), ENTRIES[1])
    reply = await desk.ask("where is the meeting held", ANA, HERE)
    assert [each.title for each in reply.sources] == ["One", "Two"]


async def test_mark_up_in_a_question_does_not_matter(desk):
    reply = await desk.ask("<@U0BOT> where\u200b is the <https://example.org|meeting> held?", ANA, HERE)
    assert reply.entry == "venue"


async def test_question_that_nothing_fits_is_not_known(desk):
    reply = await desk.ask("do penguins have knees", ANA, HERE)
    assert (reply.kind, reply.entry, reply.sources, reply.choices) == (ReplyKind.UNKNOWN, None, (), ())
    assert reply.abstained
    assert "the Zagreb secretariat" in reply.text


async def test_question_that_may_mean_several_things_offers_them(desk, monkeypatch):
    monkeypatch.setattr(conversation, "decide", lambda matches, _: Offer(tuple(matches)))
    reply = await desk.ask("the registration fee of the meeting", ANA, HERE)
    assert reply.kind == ReplyKind.CHOICES
    assert Choice("fee", "how much is the registration fee") in reply.choices
    assert reply.abstained
    assert (reply.entry, reply.sources) == (None, ())


async def test_choices_are_named_in_the_language_of_the_question(monkeypatch):
    monkeypatch.setattr(conversation, "decide", lambda matches, _: Offer(tuple(matches)))
    desk = a_desk(ENTRIES[0].model_copy(update={"title": {"fr": "Lieu", "en": "Venue"}}), *ENTRIES[1:])
    reply = await desk.ask("où se tient la réunion", ANA, HERE)
    assert (reply.language, reply.choices[0]) == ("fr", Choice("venue", "Lieu"))


async def test_one_choice_is_a_question_of_its_own(desk, monkeypatch):
    monkeypatch.setattr(conversation, "decide", lambda matches, _: Offer((matches[0],)))
    reply = await desk.ask("where is the meeting held", ANA, HERE)
    assert reply.text == "I am not sure what you mean. Is it this?"


# Documents

RULES = Document(
    id="zagreb-2013/documents/rules.md",
    source=Source(title="House rules"),
    seminar="zagreb-2013",
    language="en",
    is_markdown=True,
    text="# House rules\n\n## Umbrellas\n\nWet umbrellas dry in the boiler room beside the laundry.\n",
)


async def test_document_is_quoted_where_no_entry_answers():
    desk = a_desk(*ENTRIES, documents=[RULES])
    reply = await desk.ask("where do wet umbrellas dry?", ANA, HERE)
    assert (reply.kind, reply.entry, reply.seminar) == (ReplyKind.PASSAGE, None, "zagreb-2013")
    assert reply.quotation.text == "Wet umbrellas dry in the boiler room beside the laundry."
    assert "boiler" not in reply.text
    assert [each.title for each in reply.sources] == ["House rules"]
    assert not reply.abstained


async def test_entry_wins_over_a_document_that_says_the_same():
    document = RULES.model_copy(update={"text": "Where is the meeting held? At the Esplanade hotel.\n"})
    reply = await a_desk(*ENTRIES, documents=[document]).ask("Where is the meeting held?", ANA, HERE)
    assert (reply.kind, reply.entry) == (ReplyKind.ANSWER, "venue")


async def test_document_is_quoted_after_a_greeting():
    reply = await a_desk(*ENTRIES, documents=[RULES]).ask("Good morning to you, where do wet umbrellas dry?", ANA, HERE)
    assert reply.kind == ReplyKind.PASSAGE


async def test_document_for_fewer_people_is_not_quoted():
    document = RULES.model_copy(update={"audience": Audience.ORGANISERS})
    reply = await a_desk(*ENTRIES, documents=[document]).ask("where do wet umbrellas dry?", ANA, HERE)
    assert reply.quotation is None
    assert "boiler" not in reply.text


async def test_danger_goes_before_documents():
    document = RULES.model_copy(update={"text": CRY})
    reply = await a_desk(*ENTRIES, documents=[document]).ask(CRY, ANA, HERE)
    assert reply.kind == ReplyKind.SAFETY


# Who may read


async def test_entry_for_fewer_people_is_not_found(desk):
    reply = await desk.ask("what does the catering cost us", ANA, HERE)
    assert "Ten thousand" not in reply.text
    assert reply.entry != "budget"
    assert "budget" not in [each.entry for each in reply.choices]


@pytest.mark.parametrize("audience", [Audience.ORGANISERS, Audience.PARTICIPANTS])
async def test_entry_for_fewer_people_is_not_shown_by_its_id(audience):
    desk = a_desk(an_entry(audience=audience), ENTRIES[1])
    assert (await desk.show("venue", "en", HERE)).kind == ReplyKind.UNKNOWN


async def test_recommendation_for_fewer_people_is_not_listed():
    public, secret = a_recommendation(), a_recommendation("secret", "ZAG-2013-R02", audience=Audience.ORGANISERS)
    listing = an_entry(
        "all", "list the recommendations", "These:", lists=Listing.RECOMMENDATIONS, seminar="zagreb-2013"
    )
    desk = a_desk(listing, *ENTRIES, recommendations=(public, secret))
    reply = await desk.ask("list the recommendations", ANA, HERE)
    assert "ZAG-2013-R01" in reply.text
    assert "ZAG-2013-R02" not in reply.text


# What is said beside an answer


async def test_answer_in_another_language_says_so(desk):
    reply = await desk.show("wifi", "fr", HERE)
    assert (reply.text, reply.language) == ("Ask at the reception.", "en")
    assert reply.notes == ["Je n'ai cette réponse qu'en anglais."]


async def test_language_nobody_thought_of_is_named_too():
    romanian = Entry(id="venue", phrasings={"en": ("where",)}, answer={"ro": "La hotel."})
    desk = a_desk(romanian, ENTRIES[1])
    assert (await desk.show("venue", "en", HERE)).notes == ["I have this answer only in Romanian."]
    assert (await desk.show("venue", "fr", HERE)).notes == ["Je n'ai cette réponse qu'en roumain."]


async def test_answer_that_has_expired_says_so():
    desk = a_desk(an_entry(valid_until=TODAY - timedelta(days=1)), ENTRIES[1])
    assert (await desk.show("venue", "en", HERE)).notes == [
        "This was confirmed until 1 March 2026; it may have changed since."
    ]


async def test_answer_holds_on_its_last_day():
    desk = a_desk(an_entry(valid_until=TODAY), ENTRIES[1])
    assert (await desk.show("venue", "en", HERE)).notes == []


# Recommendations


async def test_recommendation_is_shown_with_its_exact_standing():
    wanted = a_recommendation(levels=(Level.NATIONAL, Level.REGIONAL))
    reply = await a_desk(*ENTRIES, recommendations=(wanted,)).show("train-judges", "en", HERE)
    assert reply.text == ("That judges be trained.\n\n_ZAG-2013-R01 · explicit request · level: national, regional_")
    desk = a_desk(*ENTRIES, recommendations=(a_recommendation(standing=Standing.OBSERVATION),))
    reply = await desk.show("train-judges", "fr", HERE)
    assert reply.text.endswith("_ZAG-2013-R01 · constat, pas une recommandation_")


async def test_recommendation_is_found_by_its_reference_and_its_title():
    desk = a_desk(*ENTRIES, recommendations=(a_recommendation(),))
    for question in ("ZAG-2013-R01", "train judges"):
        assert (await desk.ask(question, ANA, HERE)).entry == "train-judges"


async def test_recommendations_are_listed_each_with_its_standing():
    listing = an_entry(
        "all", "list the recommendations", "These:", lists=Listing.RECOMMENDATIONS, seminar="zagreb-2013"
    )
    elsewhere = a_recommendation("elsewhere", "VAR-2031-R01", seminar="varna-2031")
    other = a_recommendation("emphasis", "ZAG-2013-R02", Standing.EMPHASIS)
    desk = a_desk(listing, *ENTRIES, recommendations=(a_recommendation(), other, elsewhere))
    reply = await desk.show("all", "en", HERE)
    assert reply.text.splitlines() == [
        "These:",
        "",
        "- **ZAG-2013-R01** Train judges (_explicit request_)",
        "- **ZAG-2013-R02** Train judges (_point of emphasis, no measure asked for_)",
    ]


# Languages


@pytest.mark.parametrize(
    ("question", "asker", "language"),
    [
        pytest.param("où se tient la réunion", ANA, "fr", id="of the question, whatever the asker's"),
        pytest.param(
            "where is the meeting held", Asker(id="U1", language="fr"), "en", id="of the question, the other way"
        ),
        pytest.param("ok", Asker(id="U1", language="en"), "en", id="of the asker where the question does not tell"),
        pytest.param("🙂", Asker(id="U1", language="en"), "en", id="of the asker where there is no word"),
        pytest.param("🙂", Asker(id="U1", language="ro"), "fr", id="of the seminar where the asker's is not spoken"),
        pytest.param("🙂", Asker(id="U1"), "fr", id="of the seminar where nothing tells"),
    ],
)
async def test_reply_is_in_the_language(desk, question, asker, language):
    assert (await desk.ask(question, asker, HERE)).language == language


# Odd questions


@pytest.mark.parametrize("question", ["", "   ", "\u200b\n", "<@U0BOT>", "<!channel>"])
async def test_empty_question_is_greeted(desk, question):
    reply = await desk.ask(question, ANA, HERE)
    assert reply.kind == ReplyKind.COMMAND
    assert "Zagreb seminar" in reply.text
    assert reply.seminar == "zagreb-2013"


@pytest.mark.parametrize("question", [*sorted(HELP_WORDS), "HELP", "<@U0BOT> help", "help!", " Aide. "])
async def test_help_is_shown_to_who_asks_for_it(desk, question):
    reply = await desk.ask(question, ANA, HERE)
    assert reply.kind == ReplyKind.COMMAND
    assert "the Zagreb secretariat" in reply.text
    assert "/seminar help" in reply.text
    assert not reply.help  # that is for the contact cards


async def test_help_is_in_the_language_of_its_word(desk):
    assert "dans le fil" in desk.help(Asker(id="U1", language="fr")).text
    assert "in the thread" in desk.help(ANA).text


async def test_text_that_is_too_long_gets_a_civil_word(desk):
    reply = await desk.ask("where is the meeting held " * 100, ANA, HERE)
    assert (reply.kind, reply.entry) == (ReplyKind.UNKNOWN, None)
    assert "up to 1,500 characters" in reply.text


async def test_longest_question_is_still_understood(desk):
    question = "where is the meeting held ".ljust(MAX_QUESTION, "?")
    assert (await desk.ask(question, ANA, HERE)).entry == "venue"


@pytest.mark.parametrize(
    "question", ["a" * 40000, "\x00\x1b\u202e" * 500, "<" * 3000, "🙂" * 2000, "\ud800", "&" * 5000]
)
async def test_anything_can_be_asked(desk, question):
    assert (await desk.ask(question, ANA, HERE)).text


async def test_greeting_brings_questions_to_begin_with():
    prompts = {"fr": ("Où ?", "Quand ?"), "en": ("Where?",)}
    desk = a_desk(*ENTRIES, seminars=(a_seminar(prompts=prompts),))
    reply, offered = desk.greeting(Asker(id="U1", language="en"))
    assert (reply.language, tuple(offered)) == ("en", ("Where?",))
    assert tuple(desk.greeting(Asker(id="U1"))[1]) == ("Où ?", "Quand ?")
    assert tuple(a_desk(*ENTRIES).greeting(ANA)[1]) == ()


async def test_choice_that_is_gone_is_explained(desk):
    reply = await desk.show("gone", "en", HERE)
    assert reply.kind == ReplyKind.UNKNOWN
    assert "no longer there" in reply.text


# Several seminars


async def test_conversations_seminar_decides_whom_to_name():
    varna = a_seminar("varna-2031", contact={"fr": "Olga", "en": "Olga"})
    desk = a_desk(*ENTRIES, seminars=(a_seminar(default=True), varna))
    for seminar, named in (
        ("varna-2031", "Olga"),
        (None, "the Zagreb secretariat"),
        ("gone", "the Zagreb secretariat"),
    ):
        reply = await desk.ask("do penguins have knees", ANA, replace(HERE, seminar=seminar))
        assert named in reply.text


# Danger


async def test_gate_comes_before_everything(desk):
    reply = await desk.ask(f"where is the meeting held? {CRY}", ANA, HERE)
    assert (reply.kind, reply.entry, reply.help, reply.private) == (ReplyKind.SAFETY, None, True, True)
    assert reply.abstained


@pytest.mark.parametrize("text", ["je suis en danger", "I was sold to a man", "the victim's name is Ana Pop"])
async def test_each_danger_gets_the_organisers_words(text):
    written = [SafetyText(danger=each, text={"en": f"Words for {each}.", "fr": f"Mots : {each}."}) for each in Danger]
    reply = await a_desk(*ENTRIES, safety_texts=written).ask(text, ANA, HERE)
    assert sum(f"Words for {each}." in reply.text or f"Mots : {each}." in reply.text for each in Danger) == 1


async def test_warning_is_all_that_an_edit_gets(desk):
    assert desk.warning("where is the meeting held?", ANA) is None
    assert desk.warning(f"<@U0BOT> {CRY}", ANA).kind == ReplyKind.SAFETY


async def test_danger_hidden_in_a_long_text_is_noticed(desk):
    assert (await desk.ask("blah " * 8000 + CRY, ANA, HERE)).kind == ReplyKind.SAFETY


async def test_cards_are_for_the_place_in_the_text_then_for_the_askers_country():
    cards = (a_card("serbia", places={"en": ("Serbia",)}), a_card("croatia", countries=("HR",)))
    desk = a_desk(*ENTRIES, cards=cards)
    at_home = replace(ANA, country="HR")
    assert "Line serbia" in desk.warning(f"{CRY} in Serbia", at_home).text
    assert "Line croatia" not in desk.warning(f"{CRY} in Serbia", at_home).text
    assert "Line croatia" in desk.warning(CRY, at_home).text
    assert "Line serbia" not in desk.warning(CRY, at_home).text
    assert "no number that I could vouch for" in desk.warning(CRY, replace(ANA, country="BA")).text


async def test_only_verified_cards_are_shown_in_slack():
    cards = (a_card("read"), a_card("rung", verified_on=date(2026, 1, 5)))
    live, local = (a_desk(*ENTRIES, cards=cards, live=live).warning(CRY, ANA).text for live in (True, False))
    assert "Line rung" in live
    assert "Line read" not in live
    assert "(example, not verified)" in local


async def test_danger_is_answered_in_the_writers_language(bucharest):
    assert (await bucharest.ask("il va me tuer", ANA, HERE)).language == "fr"
    assert (await bucharest.ask("he is going to kill me", Asker(id="U1", language="fr"), HERE)).language == "en"


async def test_nothing_that_was_asked_is_in_the_log(desk):
    with capture_logs() as lines:
        await desk.ask(CRY, ANA, HERE)
        await desk.ask("where is the meeting held", ANA, HERE)
        await desk.pass_on("is Ana Popescu coming", ANA, HERE, "en", key="1")
    for word in ("boss", "locked", "meeting", "Popescu"):
        assert word not in str(lines)
    assert [each["event"] for each in lines] == ["safety gate opened", "question passed on"]


# What is counted and kept


async def counted(desk, what, subject=""):
    return await desk.ledger.counted(what, subject, TODAY)


async def test_questions_are_counted_by_their_kind(desk):
    for question in ("where is the meeting held", "where is the meeting held", "do penguins have knees", CRY, "help"):
        await desk.ask(question, ANA, HERE)
    assert await counted(desk, "asked.answer", "venue") == 2
    assert await counted(desk, "asked.unknown") == 1
    assert await counted(desk, "asked.safety", desk.warning(CRY, ANA).danger) == 1
    assert await counted(desk, "asked.command") == 1


@pytest.mark.parametrize("question", ["where is the meeting held", CRY])
async def test_ledger_that_is_away_does_not_stop_an_answer(desk, question):
    desk.ledger.is_away = True
    with capture_logs() as lines:
        reply = await desk.ask(question, ANA, HERE)
    assert reply.kind in {ReplyKind.ANSWER, ReplyKind.SAFETY}
    assert "question not counted" in [each["event"] for each in lines]


async def test_ledger_that_does_not_answer_does_not_stop_an_answer(desk, monkeypatch):
    monkeypatch.setattr(desk_module, "LEDGER_S", 0.01)
    desk.ledger.answers.clear()
    reply = await asyncio.wait_for(desk.ask(CRY, ANA, HERE), 5)
    assert reply.kind == ReplyKind.SAFETY
    desk.ledger.answers.set()


async def test_question_is_passed_on_masked(desk):
    text = "<@U0BOT> can Mme Ana Popescu be reached on 0722 123 456 or a@example.org?"
    place = Conversation(channel="C1", thread="1.0", seminar="varna-2031")
    said = await desk.pass_on(text, ANA, place, "en", key="press-1")
    assert said.startswith("Thank you.")
    [kept] = await desk.ledger.passed_on()
    assert kept.question == "can Mme […] be reached on […] or […@…]?"
    assert (kept.asker, kept.channel, kept.thread, kept.seminar) == ("U0ANA", "C1", "1.0", "varna-2031")
    assert (kept.language, kept.asked_at) == ("en", MONDAY)
    assert len(kept.id) == 32


async def test_same_press_passes_on_once(desk):
    said = [await desk.pass_on("do penguins have knees", ANA, HERE, "en", key="press-1") for _ in range(2)]
    assert said[1] == "Your question is with the organisers already."
    assert len(await desk.ledger.passed_on()) == 1
    [kept] = await desk.ledger.passed_on()
    assert kept.seminar == "zagreb-2013"


async def test_question_that_cannot_be_kept_is_an_error(desk):
    desk.ledger.is_away = True
    with pytest.raises(LedgerError):
        await desk.pass_on("do penguins have knees", ANA, HERE, "en", key="press-1")
    desk.ledger.is_away = False
    assert (await desk.pass_on("do penguins have knees", ANA, HERE, "en", key="press-1")).startswith("Thank you.")


@pytest.mark.parametrize(("right", "what"), [(True, "feedback.right"), (False, "feedback.wrong")])
async def test_rating_counts_once(desk, right, what):
    thanks = await desk.rate("venue", "en", right=right, key="1")
    again = await desk.rate("venue", "en", right=not right, key="1")
    assert thanks.startswith("Thank you, noted")
    assert again == "You have told me already, thank you."
    assert await counted(desk, what, "venue") == 1


# The shipped knowledge


@cache
def shipped():
    return served_from(Path(__file__).parents[2] / "knowledge" / "content")


@pytest.fixture
def bucharest(desk):
    return replace(desk, snapshot=shipped)


@pytest.mark.parametrize(
    ("question", "kind", "entry"),
    [
        ("Quand le séminaire de Bucarest a-t-il eu lieu ?", ReplyKind.ANSWER, "b12-dates"),
        ("When did the Bucharest seminar take place?", ReplyKind.ANSWER, "b12-dates"),
        ("liste des 16 pays svp", ReplyKind.NOT_STATED, "b12-ns-countries"),
        ("bonjour", ReplyKind.SMALL_TALK, "talk-hello"),
        ("thank you so much", ReplyKind.SMALL_TALK, "talk-thanks"),
        ("quelles recommandations ?", ReplyKind.ANSWER, "b12-recommendations"),
        ("can I pay with bitcoin", ReplyKind.UNKNOWN, None),
    ],
)
async def test_shipped_knowledge_answers(bucharest, question, kind, entry):
    reply = await bucharest.ask(question, ANA, HERE)
    assert (reply.kind, reply.entry) == (kind, entry)


async def test_only_one_point_of_the_seminar_is_a_request(bucharest):
    reply = await bucharest.ask("list the recommendations", ANA, HERE)
    assert reply.text.count("(_explicit request_)") == 1
    assert reply.text.count("BUC-2012-R") == 1
    assert reply.text.count("- **") == 5
    assert reply.sources


async def test_every_public_entry_can_be_shown_in_both_languages(bucharest):
    for entry in shipped().entries.values():
        for language in ("fr", "en"):
            reply = await bucharest.show(entry.id, language, HERE)
            assert (reply.language, reply.entry, list(reply.notes)) == (language, entry.id, [])
            assert reply.sources or reply.kind is ReplyKind.SMALL_TALK


# Languages that nothing is answered in


@pytest.mark.parametrize(
    ("language", "note"),
    [
        ("en", "I take your question to be in Romanian; I answer in French and English only."),
        ("fr", "Votre question me semble être en roumain ; je ne réponds qu'en français et anglais."),
        (None, "Votre question me semble être en roumain ; je ne réponds qu'en français et anglais."),
    ],
)
async def test_question_in_another_language_is_answered_in_the_asker_s_and_says_so(desk, language, note):
    reply = await desk.ask("Cine a organizat reuniunea și unde?", Asker(id="U0ANA", language=language), HERE)
    assert reply.language == (language or "fr")
    assert reply.notes[-1].startswith(note)
    assert reply.notes[-1].endswith(
        {"en": "ask it in one of these.", "fr": "dans l'une de ces langues."}[reply.language]
    )


async def test_question_in_a_script_that_nothing_is_answered_in_says_so(desk):
    reply = await desk.ask("Есплнд", ANA, HERE)
    [note] = reply.notes
    assert note.startswith("I answer in French and English only. If this misses your question")


# Conversations


async def test_ledger_that_is_away_leaves_each_question_alone(desk):
    desk.ledger.is_away = True
    reply = await desk.ask("where is the meeting held", ANA, HERE)
    assert reply.entry == "venue"


async def test_conversation_goes_on_after_a_choice():
    met = an_entry("met", "what was the Tirana meeting", about="met", title={"en": "Tirana meeting"})
    fee = an_entry("met-fee", "how much was the fee in Tirana", about="met")
    desk = a_desk(*ENTRIES, met, fee)
    await desk.show("met", "en", HERE)
    reply = await desk.ask("how much was the fee?", ANA, HERE)
    assert (reply.entry, reply.notes) == ("met-fee", ["I took this to be about: Tirana meeting."])
    elsewhere = await desk.ask("how much was the fee?", ANA, Conversation(channel="D2"))
    assert elsewhere.entry != "met-fee" or elsewhere.notes == []


async def test_choices_of_several_seminars_say_which():
    both = (a_seminar(default=True), a_seminar("varna-2014", start=date(2014, 5, 12), end=date(2014, 5, 13)))
    desk = a_desk(an_entry(seminar="zagreb-2013"), an_entry("quay", seminar="varna-2014"), seminars=both)
    desk = replace(desk, thresholds=Thresholds(answer=2, offer=0))
    reply = await desk.ask("where is the meeting held", ANA, HERE)
    titles = {each.entry: each.title for each in reply.choices}
    assert titles["venue"] == "where is the meeting held · Zagreb, 2013"


@pytest.mark.parametrize(
    "other",
    [
        Conversation(channel="D2"),
        Conversation(channel="D1", thread="1.0"),
        Conversation(channel="D1", person="U0ANA"),
    ],
)
def test_places_are_different_conversations(other):
    assert other.key != HERE.key
    assert Conversation(channel="D1", seminar="zagreb-2013").key == HERE.key
    assert "D1" not in HERE.key


# Several meetings at once

MEETINGS = (
    a_seminar(),
    a_seminar(
        "varna-2012", place={"en": "Varna", "fr": "Varna"}, title={"en": "Varna seminar"}, start=date(2012, 5, 2)
    ),
)
GUESTS = {
    each: an_entry(
        f"guests-{each}",
        f"how many people came to {each}",
        f"{count} people came to {each}.",
        phrasings={"en": (f"how many people came to {each}", f"how many guests in {each}")},
        source=Source(title=f"Report of {each}", url=f"https://example.org/{each.lower()}"),
        seminar=seminar,
    )
    for each, count, seminar in (("zagreb", 90, "zagreb-2013"), ("varna", 40, "varna-2012"))
}


async def compared(question, *entries, **others):
    return await a_desk(*(entries or GUESTS.values()), seminars=MEETINGS, **others).ask(question, ANA, HERE)


async def test_same_question_about_two_meetings_is_answered_of_each_with_its_source():
    reply = await compared("How many guests in Zagreb and in Varna?")
    assert (reply.kind, reply.entry, reply.others) == (ReplyKind.ANSWER, "guests-zagreb", ["guests-varna"])
    first, second = reply.text.split("**Varna seminar")
    assert "90 people" in first
    assert "[Report of zagreb](https://example.org/zagreb)" in first
    assert "40 people" in second
    assert "[Report of varna](https://example.org/varna)" in second


async def test_what_is_not_known_of_one_of_two_meetings_is_said():
    reply = await compared("How many guests in Zagreb and in Varna?", GUESTS["zagreb"])
    assert (reply.entry, reply.others) == ("guests-zagreb", [])
    assert "no sure answer" in reply.text.split("**Varna seminar")[1]


async def test_two_meetings_of_which_nothing_is_known_get_the_usual_reply():
    reply = await compared("Who paid the musicians in Zagreb and in Varna?")
    assert (reply.entry, reply.kind) != (None, ReplyKind.ANSWER)
    assert reply.others == ()


async def test_entry_that_is_about_both_meetings_answers_alone():
    both = an_entry("both", "which was larger, zagreb or varna", "Zagreb was larger.", seminar="zagreb-2013")
    reply = await compared("Which was larger, Zagreb or Varna?", both, *GUESTS.values())
    assert (reply.entry, reply.others) == ("both", ())


async def test_answer_of_several_is_for_those_who_may_read_all_of_it():
    hidden = GUESTS["varna"].model_copy(update={"audience": Audience.PARTICIPANTS})

    async def level(_):
        return Audience.PARTICIPANTS

    desk = replace(a_desk(GUESTS["zagreb"], hidden, seminars=MEETINGS), level=level)
    reply = await desk.ask("How many guests in Zagreb and in Varna?", ANA, HERE)
    assert (reply.others, reply.audience) == (["guests-varna"], Audience.PARTICIPANTS)
