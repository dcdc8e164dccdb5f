from dataclasses import dataclass

import numpy as np
import pytest

from knowledge.search.arrays import Lists
from knowledge.search.packing import from_file, packed, to_bytes, unpacked


@dataclass(frozen=True)
class Kept:
    words: tuple[str, ...]
    count: int
    share: float
    lists: Lists
    other: Lists | None


LISTS = Lists(np.array([0, 1, 3]), np.array([5, 1, 2], np.int32), np.array([0.5, 1, 2], np.float32))
KEPT = Kept(("à", "\ud800", "z"), 3, 0.25, LISTS, None)


def test_what_is_packed_comes_back(tmp_path):
    path = tmp_path / "kept"
    path.write_bytes(to_bytes(packed(KEPT, "one") | packed(KEPT.lists, "file")))
    arrays = from_file(path)
    assert set(arrays) == {*packed(KEPT, "one"), *packed(LISTS, "file")}
    found = unpacked(Kept, arrays, "one")
    assert (found.words, found.count, found.share, found.other) == (KEPT.words, 3, 0.25, None)
    assert found.lists.weights.tolist() == LISTS.weights.tolist()
    assert unpacked(Lists, arrays, "file").start.dtype == LISTS.start.dtype


def test_optional_part_comes_back():
    kept = Kept((), 0, 0.0, LISTS, LISTS)
    assert unpacked(Kept, packed(kept, "one"), "one").other.values.tolist() == [5, 1, 2]


def test_what_is_missing_is_named():
    with pytest.raises(KeyError, match=r"two\.words"):
        unpacked(Kept, packed(KEPT, "one"), "two")


@pytest.mark.parametrize(
    "spoilt",
    [
        pytest.param(lambda _: b"", id="empty"),
        pytest.param(lambda _: b"nothing", id="no such file"),
        pytest.param(lambda content: content[:-40], id="cut off"),
        pytest.param(lambda content: content.replace(b"\x07\x01\0\0", b"\x07\x02\0\0"), id="changed"),
    ],
)
def test_file_that_is_not_as_it_was_written_is_refused(tmp_path, spoilt):
    path = tmp_path / "kept"
    path.write_bytes(spoilt(to_bytes({"a": np.arange(1000)})))
    with pytest.raises(ValueError, match=r"zip|pickle|data|CRC"):
        from_file(path)


def test_nothing_that_would_run_is_read(tmp_path):
    path = tmp_path / "kept"
    with path.open("wb") as file:
        np.savez(file, **{"@a": np.array([{}], object)})
    with pytest.raises(ValueError, match="allow_pickle"):
        from_file(path)
