"""What somebody in danger reads."""

from datetime import date

import pytest

from bot.helping import help_text
from bot.safety import CardState, ShownCard
from bot.wording import Wording
from knowledge.model import Danger, SafetyText
from tests.fakes import a_card

WORDING = Wording()


def said(*shown, danger=Danger.VICTIM, language="en", near=True, written=None):
    return help_text(danger, written, shown, near=near, contact="Ana", wording=WORDING, languages=[language])


def a_shown(called="line", state=CardState.VERIFIED, **fields):
    return ShownCard(a_card(called, **{"verified_on": date(2026, 2, 3), **fields}), state)


@pytest.mark.parametrize("danger", Danger)
@pytest.mark.parametrize(
    ("language", "call"), [("en", "call the emergency number"), ("fr", "appelez le numéro d'urgence")]
)
def test_to_call_for_help_is_always_said_in_words(danger, language, call):
    assert call in said(danger=danger, language=language)
    assert {"en": "I am a program", "fr": "Je suis un programme"}[language] in said(danger=danger, language=language)


def test_call_for_help_comes_first_unless_only_a_name_was_written():
    assert said(danger=Danger.IMMEDIATE).startswith("**In immediate danger, call the emergency number")
    assert said(danger=Danger.PERSONAL_DATA).startswith("Please do not write about other people here")


def test_organisers_words_go_before_ours():
    written = SafetyText(danger=Danger.VICTIM, text={"en": "We are here.", "fr": "Nous sommes là."})
    assert "We are here." in said(written=written)
    assert "there are people whose work it is" not in said(written=written)
    assert "Nous sommes là." in said(written=written, language="fr")


def test_nothing_is_said_twice():
    for danger in Danger:
        for language in WORDING.languages:
            sentences = said(danger=danger, language=language).replace("\n\n", " ").split(". ")
            assert len(sentences) == len(set(sentences))


def test_card_is_shown_in_full_for_the_place_that_matters():
    card = a_shown(
        hours={"en": "8:00 to 20:00"}, caveat={"en": "Nobody answers outside these hours."}, numbers=("157", "158")
    )
    assert "- **157 / 158** · Line line: Victims. 8:00 to 20:00. Nobody answers outside these hours\n" in said(card)


def test_unknown_country_gets_a_line_for_each_place():
    shown = (
        a_shown("eu-112", emergency=True, countries=("RO", "BG"), numbers=("112",)),
        a_shown("astra", places={"en": ("Serbia",)}),
        a_shown("atina", places={"en": ("Serbia",)}, numbers=("0800 222 000",)),
        a_shown("petra", countries=("HR",)),
        a_shown("missing-children", countries=("RO", "RS"), numbers=("116000",)),
    )
    lines = said(*shown, near=False).split("\n\n")[-2].splitlines()
    assert lines == [
        "- **112** · Line eu-112: Victims",
        "- **Serbia**: Line astra, 0800 111 000 · Line atina, 0800 222 000",
        "- **Croatia**: Line petra, 0800 111 000",
        "- **116000** · Line missing-children: Victims",
    ]


def test_card_says_how_far_it_can_be_relied_on():
    assert said(a_shown(state=CardState.EXAMPLE)).count("(example, not verified)") == 1
    assert "_(not confirmed since 3 February 2026)_" in said(a_shown(state=CardState.EXPIRED))
    assert "_(plus confirmé depuis le 3 février 2026)_" in said(a_shown(state=CardState.EXPIRED), language="fr")
    assert "(" not in said(a_shown()).split("- **")[1]


def test_card_in_another_language_is_shown_as_it_is():
    card = a_shown(name={"sr": "Linija"}, purpose={"sr": "Žrtve"}, places={"sr": ("Srbija",)})
    assert "Linija: Žrtve" in said(card)
    assert "**Srbija**: Linija" in said(card, near=False)


def test_without_a_card_that_is_said_and_the_organisers_are_named():
    paragraphs = said().split("\n\n")
    assert paragraphs[-2:] == [
        "I have no number that I could vouch for where you are.",
        "To reach the organisers: Ana.",
    ]
