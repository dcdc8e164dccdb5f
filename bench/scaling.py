"""How building, memory and answering grow with the number of phrasings: ours beside what most would write first.

    python bench/scaling.py [--sizes 1000,10000,100000,1000000] [--picture docs/images/scaling.png]

Phrasings are made from those of our own content: halves of two joined, a third of the words made up, so that the
vocabulary grows as real ones do; ten make an entry. They are asked for with a typing error in about three words of ten.
Each engine and size has a process of its own; times are of its processor, one thread. `bm25s` and the picture need
`make bench-setup`.

A peer that would take longer than its patience for a size is left out there.
"""

import argparse
import gc
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path
from resource import getpagesize
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench.search_quality import with_typos  # noqa: E402 - run from the root as a script
from knowledge.base import served_from  # noqa: E402
from knowledge.model import Entry  # noqa: E402
from knowledge.search import Index  # noqa: E402
from knowledge.search.packing import from_file, to_bytes  # noqa: E402

PEERS = ROOT / "bench" / "peers"
PEER_PYTHON = ROOT / ".venv-bench" / "bin" / "python"
OURS = "Suivi"
#: With the most phrasings each is asked for: one question of extractOne takes a second at 100,000.
PEER_MOST = {"BM25": 1_000_000, "extractOne": 100_000}
SEED = 20121108
AN_ENTRY = 10
#: Questions that are asked of the slowest, and of all others.
FEW, MANY = 30, 400


@dataclass(frozen=True, slots=True)
class Measured:
    """What one engine needed at one size."""

    engine: str
    phrasings: int
    #: Seconds; MiB of the whole process, the texts included; milliseconds a question.
    build: float
    memory: float
    p50: float
    p99: float
    #: Share of questions whose phrasing's entry came first.
    found: float
    #: Of ours: seconds to load what was saved, its MiB; seconds to change one entry.
    load: float | None = None
    saved: float | None = None
    changed: float | None = None


def phrasings(count: int) -> list[str]:
    """Make phrasings, the same every time."""
    dice = random.Random(SEED)  # noqa: S311 - phrasings, not secrets
    snapshot = served_from(ROOT / "knowledge" / "content" / "bucharest-2012", shared=ROOT / "knowledge/content/shared")
    known = [text.split() for each in snapshot.entries.values() for many in each.phrasings.values() for text in many]
    syllables = sorted({word[at : at + 3] for text in known for word in text for at in range(0, len(word) - 2, 3)})

    def made_up() -> str:
        # A few made-up words are common, most are rare: as names of places and people are.
        many = random.Random(int(10 ** dice.uniform(0, 5.5)))  # noqa: S311
        return "".join(many.choice(syllables) for _ in range(many.randint(2, 4)))

    def phrasing() -> str:
        one, other = dice.choice(known), dice.choice(known)
        words = [*one[: len(one) // 2 + 1], *other[len(other) // 2 :]]
        return " ".join(made_up() if dice.random() < 1 / 3 else word for word in words)

    return [phrasing() for _ in range(count)]


def questions(texts: Sequence[str], count: int) -> list[tuple[int, str]]:
    """Return places of phrasings, and these as somebody in a hurry types them."""
    dice = random.Random(SEED)  # noqa: S311 - phrasings, not secrets
    return [(at, with_typos(texts[at])) for at in (dice.randrange(len(texts)) for _ in range(count))]


def memory() -> float:
    """Return the memory this process holds, in MiB."""
    gc.collect()
    return int(Path("/proc/self/statm").read_text().split()[1]) * getpagesize() / 2**20


def timed(work: Callable[[], Any]) -> tuple[Any, float]:
    began = time.process_time()
    return work(), time.process_time() - began


def with_bar(entries: Sequence[Entry]) -> Index:
    """Build an index, and show on the terminal how far it is."""
    from rich.console import Console  # noqa: PLC0415 - the peers' processes need none
    from rich.progress import Progress  # noqa: PLC0415

    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("reading", total=len(entries))
        return Index(entries, progress=lambda more: progress.advance(task, more))


def ours(count: int) -> Measured:
    texts = phrasings(count)
    entries = [
        Entry.model_construct(id=f"entry-{at}", phrasings={"en": tuple(texts[at : at + AN_ENTRY])}, answer={})
        for at in range(0, count, AN_ENTRY)
    ]
    asked = questions(texts, MANY)
    index, build = timed(lambda: with_bar(entries))
    taken, times, right = memory(), [], 0
    for at, question in asked:
        found, seconds = timed(lambda question=question: index.search(question))
        times.append(1000 * seconds)
        right += bool(found) and found[0].entry is not None and found[0].entry.id == f"entry-{at - at % AN_ENTRY}"
    times.sort()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "index"
        path.write_bytes(to_bytes(index.packed("index")))
        saved = path.stat().st_size / 2**20
        again, load = timed(lambda: Index.unpacked(from_file(path), "index", entries))
    if again.search(asked[0][1]) != index.search(asked[0][1]):
        raise SystemExit("What was saved does not answer as what was built")
    other = [entries[0].model_copy(update={"phrasings": {"en": ("what is entirely new",)}}), *entries[1:]]
    _, changed = timed(lambda: index.renewed(other))
    return Measured(
        OURS, count, build, taken, times[len(times) // 2], times[int(0.99 * len(times))], right / len(asked),
        load, saved, changed,
    )  # fmt: skip


def peer(name: str, count: int) -> Measured:
    texts = phrasings(count)
    asked = questions(texts, FEW if name == "extractOne" and count > FEW * 1000 else MANY)
    given = json.dumps({"texts": texts, "questions": [question for _, question in asked]})
    command = [str(PEER_PYTHON), str(PEERS / "scaling_engines.py"), name]
    told = subprocess.run(command, input=given, capture_output=True, text=True, check=True)
    answer = json.loads(told.stdout)
    pairs = zip(asked, answer["places"], strict=True)
    right = sum(at // AN_ENTRY == place // AN_ENTRY for (at, _), place in pairs)
    times = sorted(answer["milliseconds"])
    return Measured(
        name, count, answer["build"], answer["memory"], times[len(times) // 2], times[int(0.99 * len(times))],
        right / len(asked),
    )  # fmt: skip


def rows(sizes: Sequence[int]) -> Iterator[Measured]:
    """Measure each engine at each size, in a process of its own."""
    names = [OURS, *(PEER_MOST if PEER_PYTHON.exists() else ())]
    for count in sizes:
        for name in names:
            if count <= PEER_MOST.get(name, count):
                command = [sys.executable, __file__, "--one", name, "--sizes", str(count)]
                told = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
                yield Measured(**json.loads(told.stdout))


def line(each: Measured, ours_there: Measured) -> str:
    figures = [f"{each.build:9.1f}", f"{each.memory:9.0f}", f"{each.p50:9.2f}", f"{each.p99:9.2f}"]
    figures += [f"{each.p50 / ours_there.p50:8.2f}x", f"{each.found:9.1%}"]
    if each.load is not None:
        figures += [f"{each.load:9.2f}", f"{each.saved:9.0f}", f"{each.changed:9.2f}"]
    return f"{each.engine:11s} {each.phrasings:9,d} " + " ".join(figures)


def draw(found: Sequence[Measured], picture: Path) -> None:
    command = [str(PEER_PYTHON), str(PEERS / "scaling_picture.py"), str(picture)]
    given = json.dumps([asdict(each) for each in found])
    subprocess.run(command, input=given, text=True, check=True)
    print(f"drawn: {picture}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="1000,10000,100000,1000000", help="numbers of phrasings")
    parser.add_argument("--picture", type=Path, help="where to draw it")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    options = parser.parse_args()
    sizes = [int(each) for each in options.sizes.split(",")]
    if options.one:
        print(json.dumps(asdict(ours(sizes[0]) if options.one == OURS else peer(options.one, sizes[0]))))
        return
    if not PEER_PYTHON.exists():
        print("Peers and picture left out: `make bench-setup` sets them up")
    heads = ("build s", "MiB", "p50 ms", "p99 ms", "of ours", "found", "load s", "saved MiB", "changed s")
    print(f"{'engine':11s} {'phrasings':>9s} " + " ".join(f"{each:>9s}" for each in heads))
    found: list[Measured] = []
    for each in rows(sizes):
        found.append(each)
        here = next(other for other in found if other.engine == OURS and other.phrasings == each.phrasings)
        print(line(each, here), flush=True)
    own = [each for each in found if each.engine == OURS]
    for one, other in pairwise(own):
        growth = other.phrasings / one.phrasings
        print(f"{growth:.0f} times the phrasings: {other.p50 / one.p50:.1f} times the time a question")
    if options.picture and PEER_PYTHON.exists():
        draw(found, options.picture)


if __name__ == "__main__":
    main()
