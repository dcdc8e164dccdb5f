"""What the knowledge's storage promises, with the disk failing at every step."""

import asyncio
import json
import os
import signal
import sys
import tempfile
import threading
import time
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from tinydb import TinyDB

from knowledge.storage import (
    KEPT_GENERATIONS,
    AlreadyServedError,
    GenerationStorage,
    StorageError,
    exclusive,
    exclusive_file,
)

ROOT = Path(__file__).parents[2]
OLD = {"entries": {"1": {"id": "venue", "answer": {"fr": "À Bucarest."}}}}
NEW = {"entries": {"1": {"id": "venue", "answer": {"fr": "À l’hôtel."}}}, "recommendations": {}}
#: Takes the lock, says so, and stays until it is stopped.
HOLDER = """
import sys
from pathlib import Path
from knowledge.storage import exclusive

with exclusive(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""
#: Writes one generation after another until it is killed, and tells each number once it stands.
WRITER = """
import sys
from pathlib import Path
from knowledge.storage import GenerationStorage

storage = GenerationStorage(Path(sys.argv[1]))
for number in range(1, 10_000):
    storage.write({"entries": {"1": {"number": number, "filling": "x" * 50_000}}})
    print(number, flush=True)
"""


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "knowledge"


@pytest.fixture
def storage(folder):
    return GenerationStorage(folder)


def newest(folder: Path) -> Path:
    return max(folder.glob("generation-*.json"))


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def no_space(*_):
    raise OSError(28, "No space left on device")


def interrupt():
    raise KeyboardInterrupt


@contextmanager
def failing(step: str, call: int, failure):
    """Let a function of ``os`` fail at its call of this number, from 1."""
    calls, original = count(1), getattr(os, step)
    with pytest.MonkeyPatch.context() as broken:
        broken.setattr(os, step, lambda *given: failure() if next(calls) == call else original(*given))
        yield


# Reading and writing


def test_empty_folder_holds_nothing(storage):
    assert storage.read() is None
    assert storage.generations() == []


def test_what_is_written_comes_back(storage, folder):
    storage.write(NEW)
    assert GenerationStorage(folder).read() == NEW


def test_order_of_keys_is_kept(storage):
    storage.write({"entries": {"10": {"ro": 1, "en": 2}, "9": {}}})
    assert json.dumps(storage.read()) == '{"entries": {"10": {"ro": 1, "en": 2}, "9": {}}}'


def test_newest_generation_is_read(storage):
    storage.write(OLD)
    storage.write(NEW)
    assert storage.read() == NEW
    assert storage.read_generation(1) == OLD


def test_header_tells_format_number_and_checksum(storage, folder):
    storage.write(OLD)
    header = json.loads(newest(folder).read_text())
    assert (newest(folder).name, header["format"], header["generation"]) == ("generation-000001.json", 1, 1)
    assert len(header["sha256"]) == 64


def test_all_tables_in_one_write_are_one_generation(folder):
    with TinyDB(folder, storage=GenerationStorage) as db:
        db.storage.write(NEW)
        assert db.table("entries").get(doc_id=1)["id"] == "venue"
        assert db.storage.generations() == [1]


def test_table_operations_of_tinydb_work(folder):
    with TinyDB(folder, storage=GenerationStorage) as db:
        db.table("entries").insert({"id": "venue"})
        db.table("entries").insert({"id": "hotel"})
    with TinyDB(folder, storage=GenerationStorage, read_only=True) as db:
        assert [entry["id"] for entry in db.table("entries")] == ["venue", "hotel"]


def test_missing_generation_is_none(storage):
    assert storage.read_generation(7) is None


def test_next_number_is_the_one_that_the_next_write_gives(storage, folder):
    (folder / "generation-000004.json").write_bytes(b"{")
    assert storage.next_number() == 5
    storage.write(NEW)
    assert storage.generations() == [5]


def test_numbers_grow_beyond_six_digits(storage, folder):
    (folder / "generation-999999.json").touch()
    storage.write(NEW)
    assert newest(folder).name == "generation-999999.json"
    assert storage.generations() == [1_000_000]


@pytest.mark.parametrize("name", ["generation-7.json", "generation-0000012.json", "generation-000012.json.bak", "lock"])
def test_files_of_others_are_left_alone(storage, folder, name):
    (folder / name).write_text("theirs")
    for _ in range(KEPT_GENERATIONS + 2):
        storage.write(NEW)
    assert (folder / name).read_text() == "theirs"


@pytest.mark.parametrize(
    "unsuited", [{"entries": {1: {}}}, {"entries": {"1": {"a": {1, 2}}}}, {"e": {"1": {"n": 2**70}}}]
)
def test_what_json_cannot_hold_is_refused_and_changes_nothing(storage, folder, unsuited):
    storage.write(OLD)
    with pytest.raises(TypeError):
        storage.write(unsuited)
    assert names(folder) == ["generation-000001.json"]


def test_writes_from_several_threads_are_all_whole(storage):
    threads = [threading.Thread(target=storage.write, args=({"entries": {"1": {"n": n}}},)) for n in range(8)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert storage.generations() == [4, 5, 6, 7, 8]


# Damage


def test_every_prefix_of_the_newest_file_reads_as_the_old_state(storage, folder):
    storage.write(OLD)
    storage.write(NEW)
    content = newest(folder).read_bytes()
    for length in range(len(content)):
        newest(folder).write_bytes(content[:length])
        assert storage.read() == OLD


def test_every_changed_byte_reads_as_the_old_state(storage, folder):
    storage.write(OLD)
    storage.write(NEW)
    content = newest(folder).read_bytes()
    for place in range(len(content)):
        newest(folder).write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])
        assert storage.read() == OLD


DEEP = b'{"sha256": "", "tables": ' + b"[" * 500 + b"]" * 500 + b"}"


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"\0" * 4096, id="zeros, as a power cut leaves them"),
        pytest.param(b"[1]", id="a list"),
        pytest.param(b"{}", id="no header"),
        pytest.param(b"\xff\xfe", id="not text"),
        pytest.param(DEEP, id="too deep"),
    ],
)
def test_foreign_content_is_passed_over(storage, folder, content):
    storage.write(OLD)
    (folder / "generation-000002.json").write_bytes(content)
    assert storage.read() == OLD
    assert storage.generations() == [1]
    assert storage.damaged() == [folder / "generation-000002.json"]


def test_generation_under_the_name_of_another_is_passed_over(storage, folder):
    storage.write(OLD)
    (folder / "generation-000009.json").write_bytes(newest(folder).read_bytes())
    assert storage.generations() == [1]


def test_file_of_a_later_format_is_passed_over(storage, folder, monkeypatch):
    storage.write(OLD)
    with monkeypatch.context() as later:
        later.setattr("knowledge.storage.FORMAT", 2)
        storage.write(NEW)
    assert storage.read() == OLD


def test_unreadable_file_is_passed_over(storage, folder):
    storage.write(OLD)
    (folder / "generation-000002.json").mkdir()
    assert storage.read() == OLD


def test_where_all_are_damaged_nothing_is_stored(storage, folder):
    storage.write(OLD)
    newest(folder).write_bytes(b"{")
    assert storage.read() is None


def test_number_of_a_damaged_generation_is_not_used_again(storage, folder):
    storage.write(OLD)
    (folder / "generation-000002.json").write_bytes(b"{")
    storage.write(NEW)
    assert storage.generations() == [1, 3]


# Failure while writing


STEPS = [
    pytest.param("fsync", 1, id="pushing the file"),
    pytest.param("replace", 1, id="renaming"),
    pytest.param("fsync", 2, id="pushing the folder"),
]


@pytest.mark.parametrize(("step", "call"), STEPS)
@pytest.mark.parametrize(("failure", "raised"), [(no_space, StorageError), (interrupt, KeyboardInterrupt)])
def test_failure_at_a_step_leaves_the_old_state_and_no_file(folder, step, call, failure, raised):
    storage = GenerationStorage(folder)
    storage.write(OLD)
    with failing(step, call, failure), pytest.raises(raised):
        storage.write(NEW)
    assert names(folder) == ["generation-000001.json"]
    assert storage.read() == OLD
    storage.write(NEW)
    assert storage.read() == NEW


def test_full_disk_is_explained_with_path_and_remedy(storage, folder, monkeypatch):
    monkeypatch.setattr("os.fsync", no_space)
    with pytest.raises(StorageError, match=r"generation-000001\.json: No space left on device; make room") as caught:
        storage.write(NEW)
    assert str(folder) in str(caught.value)


@pytest.mark.parametrize("step", ["os.fsync", "os.replace"])
def test_kill_at_a_step_leaves_the_old_state(storage, folder, monkeypatch, step):
    # Killed, nothing cleans up: the unfinished file stays until the next start.
    storage.write(OLD)
    with monkeypatch.context() as killed:
        killed.setattr(step, no_space)
        killed.setattr("knowledge.storage._drop", lambda _: None)
        with pytest.raises(StorageError):
            storage.write(NEW)
    assert [name.startswith("unfinished-") for name in names(folder)] == [False, True]
    assert GenerationStorage(folder).read() == OLD
    assert names(folder) == ["generation-000001.json"]


def test_new_state_stands_where_only_the_pruning_fails(storage, monkeypatch):
    for _ in range(KEPT_GENERATIONS):
        storage.write(OLD)
    monkeypatch.setattr(Path, "unlink", no_space)
    storage.write(NEW)
    assert storage.read() == NEW
    assert len(storage.generations()) == KEPT_GENERATIONS + 1


async def test_killed_writer_leaves_what_it_told_or_the_next(folder):
    for _ in range(5):
        writer = await python(WRITER, folder)
        await writer.stdout.readline()
        writer.kill()
        told = 1 + len((await writer.stdout.read()).splitlines())
        await writer.wait()
        number = GenerationStorage(folder).read()["entries"]["1"]["number"]
        assert number in {told, told + 1}
        assert not [name for name in names(folder) if name.startswith("unfinished-")]


# Pruning and sweeping


def test_last_five_are_kept(storage):
    for _ in range(12):
        storage.write(NEW)
    assert storage.generations() == [8, 9, 10, 11, 12]


def test_damaged_generation_does_not_count_among_the_kept(storage, folder):
    for number in range(1, 7):
        storage.write({"entries": {"1": {"number": number}}})
    (folder / "generation-000004.json").write_bytes(b"{")
    storage.write(NEW)
    assert storage.generations() == [2, 3, 5, 6, 7]
    assert storage.damaged() == [folder / "generation-000004.json"]


def test_damaged_generation_goes_when_its_turn_comes(storage, folder):
    storage.write(OLD)
    newest(folder).write_bytes(b"{")
    for _ in range(KEPT_GENERATIONS):
        storage.write(NEW)
    assert storage.damaged() == []


def test_newest_valid_generation_survives_pruning_whatever_is_above_it(storage, folder):
    storage.write(OLD)
    for number in range(2, 20):
        (folder / f"generation-{number:06}.json").write_bytes(b"{")
    storage.write(NEW)
    newest(folder).write_bytes(b"{")
    assert storage.read() == OLD


def test_opening_for_writing_sweeps_what_a_crash_left(storage, folder):
    storage.write(OLD)
    (folder / "unfinished-0123456789abcdef").write_bytes(b"{")
    GenerationStorage(folder)
    assert names(folder) == ["generation-000001.json"]


def test_what_cannot_be_swept_hinders_nobody(folder):
    (folder / "unfinished-0123456789abcdef").mkdir(parents=True)
    GenerationStorage(folder).write(NEW)
    assert GenerationStorage(folder).read() == NEW


# Reading only


def test_reading_only_makes_no_folder(folder):
    assert GenerationStorage(folder, read_only=True).read() is None
    assert not folder.exists()


def test_reading_only_changes_nothing(storage, folder):
    storage.write(OLD)
    (folder / "unfinished-0123456789abcdef").write_bytes(b"{")
    reader = GenerationStorage(folder, read_only=True)
    reader.sweep()
    with pytest.raises(StorageError, match="reading only"):
        reader.write(NEW)
    assert reader.read() == OLD
    assert names(folder) == ["generation-000001.json", "unfinished-0123456789abcdef"]


def test_file_in_the_place_of_the_folder_is_explained(folder):
    folder.write_text("not a folder")
    with pytest.raises(StorageError, match=r"cannot use .*knowledge.*SUIVI_STATE_DIR"):
        GenerationStorage(folder)


# One process


async def python(code: str, folder: Path):
    pipe = asyncio.subprocess.PIPE
    return await asyncio.create_subprocess_exec(
        sys.executable, "-c", code, str(folder), cwd=ROOT, stdin=pipe, stdout=pipe, stderr=pipe
    )


@pytest.fixture
async def holder(folder):
    process = await python(HOLDER, folder)
    assert await process.stdout.readline() == b"held\n"
    yield process
    if process.returncode is None:
        process.kill()
    await process.communicate()


async def test_second_process_is_refused_within_two_seconds(folder, holder):
    began = time.monotonic()
    second = await python(HOLDER, folder)
    _, complaint = await second.communicate()
    assert time.monotonic() - began < 2
    assert second.returncode == 1
    assert f"process {holder.pid}; stop it first, or set another SUIVI_STATE_DIR" in complaint.decode()
    assert (folder / "lock").read_text() == str(holder.pid)


async def test_refusal_names_the_folder_and_the_holder(folder, holder):
    with (
        pytest.raises(AlreadyServedError, match=f"{folder} is already served by process {holder.pid}"),
        exclusive(folder),
    ):
        raise AssertionError


async def test_killed_holder_frees_the_folder(folder, holder):
    holder.send_signal(signal.SIGKILL)
    await holder.wait()
    with exclusive(folder):
        assert (folder / "lock").read_text() == str(os.getpid())


def test_folder_is_free_again_afterwards_and_the_lock_file_stays(folder):
    for _ in range(2):
        with exclusive(folder):
            pass
    assert names(folder) == ["lock"]


def test_folder_is_free_again_after_a_failure(folder):
    with pytest.raises(ZeroDivisionError), exclusive(folder):
        _ = 1 / 0
    with exclusive(folder):
        pass


def test_same_process_cannot_hold_it_twice(folder):
    with exclusive(folder), pytest.raises(AlreadyServedError, match=f"process {os.getpid()}"), exclusive(folder):
        raise AssertionError


def test_holder_that_has_not_signed_yet_is_another_process(folder):
    with exclusive(folder):
        (folder / "lock").write_text("")
        with pytest.raises(AlreadyServedError, match="by another process"), exclusive(folder):
            raise AssertionError


def test_database_is_held_by_a_lock_beside_it_by_whatever_name(tmp_path):
    database, link = tmp_path / "a" / "ledger.db", tmp_path / "b"
    link.symlink_to(tmp_path / "a")
    with exclusive_file(database):
        began = time.monotonic()
        with (
            pytest.raises(AlreadyServedError, match=f"{database} .* process {os.getpid()}.* another SUIVI_LEDGER_URL"),
            exclusive_file(link / "ledger.db"),
        ):
            raise AssertionError
        assert time.monotonic() - began < 2
        assert names(database.parent) == ["ledger.db.lock"]
    with exclusive_file(link / "ledger.db"):
        pass


def test_folder_that_cannot_be_made_is_explained(folder):
    folder.write_text("not a folder")
    with pytest.raises(StorageError, match="cannot lock"), exclusive(folder):
        raise AssertionError


# Any sequence of writes, failures and damage


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)
TABLES = st.dictionaries(st.text(), st.dictionaries(st.text(), JSON, max_size=3), max_size=3)


class Storing(RuleBasedStateMachine):
    """The folder against a dictionary of the valid generations by number."""

    def __init__(self):
        super().__init__()
        self.temporary = tempfile.TemporaryDirectory()
        self.valid = {}

        self.folder = Path(self.temporary.name)
        self.storage = GenerationStorage(self.folder)

    @rule()
    def open_again(self):
        self.storage = GenerationStorage(self.folder)
        assert not list(self.folder.glob("unfinished-*"))

    @rule(tables=TABLES)
    def write(self, tables):
        self.storage.write(tables)
        self.valid[int(newest(self.folder).stem.removeprefix("generation-"))] = tables
        self.valid = dict(sorted(self.valid.items())[-KEPT_GENERATIONS:])

    @rule(tables=TABLES, step=st.sampled_from([("fsync", 1), ("replace", 1), ("fsync", 2)]))
    def fail_to_write(self, tables, step):
        with failing(*step, no_space), pytest.raises(StorageError):
            self.storage.write(tables)

    @rule(content=st.binary(max_size=50))
    def crash_while_writing(self, content):
        (self.folder / f"unfinished-{os.urandom(8).hex()}").write_bytes(content)

    @precondition(lambda self: self.valid)
    @rule(data=st.data())
    def damage(self, data):
        number = data.draw(st.sampled_from(sorted(self.valid)))
        path = self.folder / f"generation-{number:06}.json"
        content = path.read_bytes()
        path.write_bytes(content[: data.draw(st.integers(0, len(content) - 1))])
        del self.valid[number]

    @invariant()
    def newest_valid_is_read(self):
        assert self.storage.read() == (self.valid[max(self.valid)] if self.valid else None)

    @invariant()
    def valid_ones_are_listed_oldest_first(self):
        assert self.storage.generations() == sorted(self.valid)
        assert all(self.storage.read_generation(number) == tables for number, tables in self.valid.items())

    def teardown(self):
        self.temporary.cleanup()


Storing.TestCase.settings = settings(deadline=None, max_examples=25, stateful_step_count=30)
TestAnySequence = Storing.TestCase
