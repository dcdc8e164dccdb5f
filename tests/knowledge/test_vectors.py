"""Vectors on the disk: each text encoded once, whatever happens to the file."""

import numpy as np
import pytest

from knowledge.search.encoding import EncodingError
from knowledge.vectors import KeptVectors
from tests.fakes import FakeEncoder

TEXTS = ["where is the hotel", "où est l'hôtel", "", "\ud800 half a character"]


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "state" / "vectors"


@pytest.fixture
def kept(folder):
    """Open the vectors, as often as a test wants: each time is a restart."""
    return lambda encoder=None, **options: KeptVectors(encoder or FakeEncoder(), folder, **options)


def test_a_restart_encodes_nothing_again(kept):
    first = kept()
    vectors = first.of(TEXTS)
    assert first.encoder.encoded == TEXTS
    second = kept()
    assert second.missing(TEXTS) == 0
    assert np.array_equal(second.of(TEXTS), vectors)
    assert second.encoder.encoded == []


def test_only_what_is_new_is_encoded(kept):
    kept().of(TEXTS)
    second = kept()
    assert second.missing(["new", *TEXTS]) == 1
    second.of(["new", *TEXTS])
    assert second.encoder.encoded == ["new"]


def test_vectors_come_in_the_order_of_the_texts_each_as_often_as_asked(kept):
    vectors = kept().of(["a", "b", "a"])
    encoder = FakeEncoder()
    assert np.array_equal(vectors, encoder.encode(["a", "b", "a"]))


def test_progress_is_told(kept):
    told = []
    kept().of([f"text {number}" for number in range(100)], encoded=told.append)
    assert sum(told) == 100
    assert len(told) > 1


def test_what_was_encoded_before_a_failure_is_kept(kept):
    class Breaking(FakeEncoder):
        def encode(self, texts):
            self.is_broken = len(self.encoded) >= 512
            return super().encode(texts)

    texts = [f"text {number}" for number in range(600)]
    with pytest.raises(EncodingError):
        kept(Breaking()).of(texts)
    assert kept().missing(texts) <= 600 - 512


@pytest.mark.parametrize("damage", [b"", b"not a file of ours", None], ids=["empty", "other", "cut off"])
def test_file_that_is_damaged_is_made_anew(kept, folder, damage):
    kept().of(TEXTS)
    [file] = folder.iterdir()
    file.write_bytes(file.read_bytes()[:-40] if damage is None else damage)
    again = kept()
    assert again.missing(TEXTS) == len(TEXTS)
    again.of(TEXTS)
    assert kept().missing(TEXTS) == 0


@pytest.mark.parametrize(
    "content",
    [
        pytest.param({"vectors": np.zeros((1, 3), np.float32)}, id="no keys"),
        pytest.param(
            {"keys": np.zeros((2, 16), np.uint8), "vectors": np.zeros((1, 3), np.float32)}, id="too many keys"
        ),
        pytest.param({"keys": np.zeros((1, 16), np.uint8), "vectors": np.zeros((1, 3))}, id="another precision"),
    ],
)
def test_file_of_another_shape_is_passed_over(kept, folder, content):
    folder.mkdir(parents=True)
    np.savez(folder / "fake-1.npz", **content)
    assert kept().missing(TEXTS) == len(TEXTS)


def test_other_encoders_and_unfinished_files_are_swept(kept, folder):
    folder.mkdir(parents=True)
    for name in ("fake-0.npz", "unfinished-1234"):
        (folder / name).write_bytes(b"old")
    kept().of(TEXTS)
    assert [path.name for path in folder.iterdir()] == ["fake-1.npz"]


def test_texts_that_are_gone_are_forgotten_in_time_and_the_latest_stay(kept):
    old, new = [f"old {number}" for number in range(1500)], [f"new {number}" for number in range(300)]
    kept().of(old)
    kept().of(new)
    again = kept()
    assert again.missing(new) == 0
    assert 0 < again.missing(old) < len(old)


def test_reading_only_writes_nothing(kept, folder):
    vectors = kept(read_only=True)
    assert len(vectors.of(TEXTS)) == len(TEXTS)
    assert not folder.exists()


def test_disk_that_takes_nothing_costs_nothing_but_time(kept, folder):
    folder.parent.mkdir(parents=True)
    folder.write_bytes(b"a file where the folder should be")
    vectors = kept()
    assert len(vectors.of(TEXTS)) == len(TEXTS)
    assert str(folder) in str(vectors.problem)
    assert vectors.missing(TEXTS) == 0


def test_full_disk_is_named_with_what_to_do(kept, monkeypatch):
    def no_space(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", no_space)
    vectors = kept()
    vectors.of(TEXTS)
    assert "make room" in str(vectors.problem)
