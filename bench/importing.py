"""How long the import of a long PDF takes, and in how much memory; goals: 300 pages in 60 s and 1 GiB.

The document is made here: chapters with headings, paragraphs, lists, people, organisations, numbers and
recommendations, some 400 words a page. The import is the command itself, in a process of its own.
"""

import argparse
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests.papers import a_pdf  # noqa: E402 - run from the root as a script

SENTENCES = (
    "Mr {name} {last}, Director of the {place} Institute for Fair Work, reported that {n} inspections had been made.",
    "The Ministry of Labour of {place} stressed that {n} seasonal workers were found without a contract in {year}.",
    "Of these, {p} per cent had paid a fee to a recruiter, and most had no copy of what they had signed.",
    "Participants noted that co-operation between inspectors and the police had become easier since {year}.",
    "The study was carried out between {day} March {year} and {day} June {year} in {n} municipalities.",
    "Interpreters are lacking in border regions, which makes it difficult to hear those who need protection.",
)
POINT = "The Ministry of Labour of {place} should publish the results of all inspections by {day} June {year}."
NAMES = ("Ana", "Luca", "Maja", "Peter", "Ingrid", "Arben"), ("Markou", "Ferrante", "Novak", "Solberg", "Hoxha", "Rusu")
PLACES = ("Slovenia", "Italy", "Croatia", "Albania", "Moldova", "Greece", "Romania")


def source(pages: int, seed: int) -> str:
    """Return the source of a document of at least so many pages."""
    chance = random.Random(seed)  # noqa: S311 - no secret

    def said(form: str) -> str:
        first, last = (chance.choice(each) for each in NAMES)
        return form.format(
            name=first,
            last=last,
            place=chance.choice(PLACES),
            n=chance.randrange(2, 5000),
            p=chance.randrange(1, 99),
            day=chance.randrange(1, 29),
            year=chance.randrange(2019, 2029),
        )

    lines = ["# Conference on labour exploitation", "3-4 June 2025, Hotel Ambassador, Chisinau, Moldova"]
    for number in range(1, pages + 1):
        lines.append(f"## Chapter {number}: what was found in {chance.choice(PLACES)}")
        lines += [" ".join(said(chance.choice(SENTENCES)) for _ in range(6)) for _ in range(4)]
        if number % 4 == 0:
            lines += ["### Recommendations", *(f"{each}. {said(POINT)}" for each in range(1, 4))]
    return "\n".join(lines)


def main() -> None:
    """Make the document, import it, say how long that took and how much memory."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=440, help="chapters, of which three take two pages")
    parser.add_argument("--seed", type=int, default=20300)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        report, out = Path(folder) / "report.pdf", Path(folder) / "draft"
        report.write_bytes(a_pdf(source(asked.pages, asked.seed), footer="Report"))
        pages = report.read_bytes().count(b"/Type /Page ")
        started = time.perf_counter()
        done = subprocess.run(
            [sys.executable, str(ROOT / "run_bot.py"), "import", str(report), "--out", str(out)],
            cwd=ROOT,
            env={**os.environ, "SUIVI_SEMANTIC": "false"},
            capture_output=True,
            check=True,
        )
        took = time.perf_counter() - started
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        most, busy = used.ru_maxrss / 1024, used.ru_utime + used.ru_stime
        written = sum(each.stat().st_size for each in out.rglob("*") if each.is_file())
        print(f"{pages} pages, {report.stat().st_size:,} bytes, seed {asked.seed}")
        print(f"{took:.1f} s, of which {busy:.1f} s of the processor; {most:,.0f} MiB")
        said = done.stdout.decode().splitlines()[-1].partition(", all")[0].partition(": ")[2]
        print(f"{written:,} bytes written; {said}")


if __name__ == "__main__":
    main()
