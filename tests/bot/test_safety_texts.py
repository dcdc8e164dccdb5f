"""The texts in ten languages: enough of them, each once, in the kinds that the gate tells."""

from pathlib import Path

import pytest
import yaml

from bot.safety import danger_in
from knowledge.model import Danger

FILES = sorted((Path(__file__).parents[1] / "data" / "distress_elsewhere").glob("*.yaml"))


def test_there_are_ten_languages():
    assert [each.stem for each in FILES] == ["bg", "el", "hu", "mk", "ro", "sh", "sl", "sq", "tr", "uk"]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_language_has_its_texts(file):
    texts = {kind: lines.splitlines() for kind, lines in yaml.safe_load(file.read_text(encoding="utf-8")).items()}
    assert set(texts) == {*Danger, "ordinary"}
    assert sum(len(texts[kind]) for kind in Danger) >= 40
    assert len(texts["ordinary"]) >= 80
    everything = [line for lines in texts.values() for line in lines]
    assert len(set(everything)) == len(everything)
    assert all(line.strip() for line in everything)


def noticed_and_stopped(file):
    """Return the shares of the open half that the gate notices, of alarming texts, and stops, of ordinary ones."""
    kinds = {kind: lines.splitlines()[::2] for kind, lines in yaml.safe_load(file.read_text(encoding="utf-8")).items()}
    ordinary = kinds.pop("ordinary")
    alarming = [text for texts in kinds.values() for text in texts]
    return tuple(sum(danger_in(text) is not None for text in texts) / len(texts) for texts in (alarming, ordinary))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_texts_that_vocabularies_were_written_on_are_told_apart(file):
    noticed, stopped = noticed_and_stopped(file)
    assert noticed >= 0.94
    assert stopped <= 0.05


def test_all_ten_together_are_told_apart_nearly_always():
    found = [noticed_and_stopped(file) for file in FILES]
    assert sum(noticed for noticed, _ in found) / len(found) >= 0.97
    assert sum(stopped for _, stopped in found) / len(found) <= 0.02


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_shouting_changes_nothing(file):
    kinds = yaml.safe_load(file.read_text(encoding="utf-8"))
    texts = [text for danger in ("immediate", "victim") for text in kinds[danger].splitlines()[::2]]
    heard = [text for text in texts if danger_in(text)]
    assert sum(danger_in(text.upper()) is not None for text in heard) / len(heard) >= 0.95
