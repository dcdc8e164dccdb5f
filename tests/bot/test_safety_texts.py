"""The texts in ten languages: enough of them, each once, in the kinds that the gate tells."""

from pathlib import Path

import pytest
import yaml

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
