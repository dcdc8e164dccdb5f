"""A new seminar's folder: commented in a language, valid, and served as it stands."""

from datetime import date, timedelta
from pathlib import PurePosixPath

import pytest

from bot.answering import Thresholds
from bot.cues import Cues
from bot.desk import Desk
from bot.founding import days, founded, timezones
from bot.local.founding import AnswerError, Said, planned
from bot.local.terminal import run_checks
from bot.storage.memory import MemoryLedger
from bot.wording import Wording
from knowledge.base import served_from
from knowledge.folders import is_free, put_folder
from tests.fakes import FakeClock

WORDING = Wording()
SAID = Said(
    id="varna-2027",
    title=["fr: Séminaire : les ports", "en: Seminar: harbours"],
    place=["fr: Varna (Bulgarie)", "en: Varna (Bulgaria)"],
    contact=["le secrétariat @ports"],
    start="2027-03-14",
    end="2027-03-15",
)


def a_plan(**changed):
    fields = {name: getattr(SAID, name) for name in SAID.__slots__} | changed
    return planned(Said(**fields), None, WORDING, "en")


def a_desk(snapshot):
    return Desk(
        snapshot=lambda: snapshot,
        ledger=MemoryLedger(),
        clock=FakeClock(),
        wording=WORDING,
        thresholds=Thresholds(answer=0.6, offer=0.2, quote=0.6),
        cues=Cues.of(WORDING),
        focus_kept=timedelta(minutes=30),
        live=False,
    )


@pytest.mark.parametrize("language", ["fr", "en"])
def test_what_is_written_is_valid_and_answers_its_own_checks(tmp_path, language):
    put_folder(tmp_path / "varna-2027", founded(a_plan(), WORDING, language, lambda name: f"schema of {name}"))
    snapshot = served_from(tmp_path / "varna-2027")
    assert (snapshot.seminar.country, snapshot.seminar.timezone) == ("BG", "Europe/Sofia")
    assert snapshot.seminar.contact == {"fr": "le secrétariat @ports", "en": "le secrétariat @ports"}
    assert len(snapshot.knowledge.checks) == 6
    assert run_checks(a_desk(snapshot), snapshot) == []


def test_comments_are_in_the_language_asked_for_and_each_file_names_its_schema():
    french, english = (founded(a_plan(), WORDING, language, lambda name: f"../{name}") for language in ("fr", "en"))
    assert french.keys() == english.keys() >= {"seminar.yaml", "checks.yaml", "recommendations.yaml"}
    for name, text in french.items():
        assert PurePosixPath(name).suffix == ".yaml"
        assert text.startswith(f"# yaml-language-server: $schema=../{name}\n# ")
        assert text.splitlines()[1] not in english[name]
    assert "# First and last day." in english["seminar.yaml"]


def test_example_recommendation_is_one_once_it_is_uncommented(tmp_path):
    files = founded(a_plan(), WORDING, "en", str)
    text = files["recommendations.yaml"].partition("recommendations: []\n")[2]
    uncommented = "\n".join(each.removeprefix("# ") for each in text.splitlines())
    put_folder(tmp_path / "varna-2027", {**files, "recommendations.yaml": uncommented})
    assert [each.id for each in served_from(tmp_path / "varna-2027").recommendations.values()] == ["varna-2027-first"]


def test_what_is_missing_is_asked_for_until_it_can_be_taken():
    said = Said(id="rome-2027", title=["Rome"], languages=("en",))
    typed = iter(["Rome, Italy", "14 March", "2027-03-14", "2027-03-13", "2027-03-14", "Italy", "Europe/Rome", "me"])
    asked = []

    def ask(question, default):
        asked.append((question, default))
        return next(typed)

    plan = planned(said, ask, WORDING, "en")
    assert (plan.start, plan.end, plan.country) == (date(2027, 3, 14), date(2027, 3, 14), "IT")
    assert len(asked) == 8
    assert asked[2][0].startswith('start: "14 March" is not a day; write it as 2027-03-14\n')
    assert [default for _, default in asked] == ["", "", "", "2027-03-14", "2027-03-14", "IT", "Europe/Rome", ""]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"id": "Varna 2027"}, r"cannot be an id; use .*zagreb-2027"),
        ({"start": "14/03/2027"}, r"start: .* write it as 2027-03-14"),
        ({"end": "2027-03-13"}, r"is before the first, 2027-03-14; check"),
        ({"country": "Ruritania"}, r"not a country I know; write its code"),
        ({"timezone": "Mars/Base"}, r"one of these must be meant: Europe/Sofia"),
        ({"languages": ("fr", "tlh")}, r'"tlh" is not a language I speak; accepted: en, fr'),
        ({"title": ["fr: " + "x" * 501]}, r'title is empty or longer .* --title "fr:'),
        ({"title": (), "start": "", "contact": ()}, r"missing: --title --start --contact\. Add it"),
    ],
)
def test_what_cannot_be_taken_is_refused_with_the_remedy(changed, said):
    with pytest.raises(AnswerError, match=said):
        a_plan(**changed)


def test_country_with_several_zones_has_none_of_its_own():
    assert timezones("BG") == ["Europe/Sofia"]
    assert len(timezones("US")) > 5


def test_days_are_written_as_a_language_writes_them():
    assert days(date(2027, 3, 14), date(2027, 3, 15), "fr") == "14–15 mars 2027"
    assert days(date(2027, 3, 14), date(2027, 3, 14), "en") == "14 March 2027"


def test_folder_is_written_whole_or_not_at_all(tmp_path):
    folder = tmp_path / "new" / "varna"
    with pytest.raises(OSError, match="name too long"):
        put_folder(folder, {"a.yaml": "a", "x" * 300: "b"})
    assert list(tmp_path.iterdir()) == []
    folder.mkdir(parents=True)
    assert is_free(folder)
    put_folder(folder, {"entries/a.yaml": "é"})
    assert (folder / "entries" / "a.yaml").read_bytes() == "é".encode()
    assert not is_free(folder)
    with pytest.raises(OSError, match="not empty"):
        put_folder(folder, {"b.yaml": "b"})
    assert [each.name for each in folder.rglob("*.yaml")] == ["a.yaml"]
    assert [each.name for each in folder.parent.iterdir()] == ["varna"]
