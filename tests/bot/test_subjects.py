"""What a question about progress means: a reference, a theme, a country, a level, or what search finds."""

import pytest

from bot.answering import Thresholds
from bot.filtering import Vocabulary
from bot.subjects import subject_of
from bot.wishes import Wish, Wished, Wishes
from bot.wording import Wording
from knowledge.model import Level
from tests.fakes import a_recommendation, a_snapshot, an_entry

WORDING = Wording()
TRAIN = a_recommendation(themes=("training",), levels=(Level.NATIONAL,), phrasings={"en": ("training of judges",)})
AID = a_recommendation(
    "help-ngos",
    "ZAG-2013-R02",
    title={"fr": "Soutenir les ONG", "en": "Support NGOs"},
    text={"fr": "Que les ONG soient soutenues.", "en": "That NGOs be supported."},
    themes=("assistance",),
    levels=(Level.REGIONAL,),
    phrasings={"en": ("help for NGOs", "support of NGOs")},
)
SHELF = a_snapshot(an_entry(), recommendations=(TRAIN, AID))


def meant(about, *, offer=0.25):
    return subject_of(
        Wished(wish=Wish.PROGRESS, about=about),
        (TRAIN, AID),
        Vocabulary((TRAIN, AID), frozenset({"RO", "RS"}), WORDING),
        SHELF,
        Thresholds(answer=0.8, offer=offer),
        generic=Wishes(WORDING).generic,
        language="en",
    )


@pytest.mark.parametrize(
    ("about", "expected", "countries"),
    [
        ("zag 2013 r 2", (AID,), set()),
        ("training", (TRAIN,), set()),
        ("training in romania", (TRAIN,), {"RO"}),
        ("the support of ngos", (AID,), set()),
        ("the recommendation on support of ngos", (AID,), set()),
        ("the national recommendations", (TRAIN,), set()),
        ("the recommendations", (TRAIN, AID), set()),
        ("serbie", (TRAIN, AID), {"RS"}),
        ("", (TRAIN, AID), set()),
    ],
)
def test_what_is_meant_is_found(about, expected, countries):
    found = meant(about)
    assert (found.recommendations, found.countries, found.is_sure) == (expected, countries, True)


@pytest.mark.parametrize("about", ["submarines", "it", "the"])
def test_what_is_unknown_is_nothing(about):
    assert meant(about) is None
