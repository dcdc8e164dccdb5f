"""Reports of meetings written for the tests, and how what a draft holds of them is measured.

Beside each report stands what a reader lists. A fact counts as held where one draft of the right kind has all of its
words; what a draft asserts (in bold type) counts as wrong where the list has nothing like it for that kind.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import yaml

from bot.answering import Thresholds
from bot.cues import Cues
from bot.desk import Desk
from bot.drafting import drafted
from bot.local import terminal
from bot.local.importing import understood_of
from bot.reply import ReplyKind
from bot.speaking import spoken
from bot.storage.memory import MemoryLedger
from bot.wording import Wording
from knowledge.folders import put_folder
from tests.fakes import FakeClock
from tests.papers import a_docx, a_pdf

FOLDER = Path(__file__).parent / "data" / "reports"
#: How each is made a file.
REPORTS = {
    "declaration": ".html",
    "conference": ".pdf",
    "table-ronde": ".docx",
    "forum": ".md",
    "workshop": ".docx",
    "hearing": ".html",
    "consultation": ".pdf",
}
#: Looked at once, when everything else was done: the first two, what they taught was taken up, then the others.
HELD_OUT = ("forum", "workshop", "hearing", "consultation")
#: As an installation knows them already.
KNOWN = ("Europol", "UNICEF", "OSCE", "UNODC", "ICMPD", "GRETA")
_BOLD = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)
_KIND = re.compile(r"^(?:ns-)?([a-z]+)")


def a_report(name, folder):
    """Write a report as a file of its form into a folder; return its path."""
    suffix = REPORTS[name]
    path = folder / f"{name}{suffix}"
    if suffix in {".html", ".md"}:
        path.write_bytes((FOLDER / path.name).read_bytes())
        return path
    source = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    path.write_bytes(a_pdf(source, footer="A footer") if suffix == ".pdf" else a_docx(source))
    return path


def a_draft(name, folder, language="en"):
    """Write the draft of a report below a folder; return where it is."""
    found = understood_of([a_report(name, folder)], KNOWN, lambda *_: None)
    draft = drafted(found, name, Wording(), language, str)
    put_folder(folder / "drafts" / name, draft.files)
    return folder / "drafts" / name


@dataclass
class Measured:
    """How much of what a reader lists a draft holds, and how much of what it asserts is wrong."""

    listed: int = 0
    missed: list = field(default_factory=list)
    asserted: int = 0
    wrong: list = field(default_factory=list)

    @property
    def held(self):
        return 1 - len(self.missed) / self.listed

    @property
    def false(self):
        return len(self.wrong) / self.asserted

    def __str__(self):
        held, right = self.listed - len(self.missed), self.asserted - len(self.wrong)
        return f"{held} of {self.listed} facts held, {right} of {self.asserted} assertions right"


def measured(name, folder):
    """Measure a draft against the list of its report."""
    written = yaml.safe_load((FOLDER / f"{name}.facts.yaml").read_text(encoding="utf-8"))
    drafts = [*_drafts(folder, name)]
    result = Measured(listed=len(written["facts"]))
    result.missed = [fact for fact in written["facts"] if not any(_holds(kind, item, fact) for kind, item in drafts)]
    right = {kind: [plain(each) for each in values] for kind, values in written["right"].items()}
    for kind, item in drafts:
        for value in _assertions(kind, item):
            result.asserted += 1
            if not any(each in plain(value) for each in right.get(kind, [])):
                result.wrong.append((kind, value))
    return result


def _drafts(folder, name):
    for path in sorted(folder.glob("entries/*.yaml")):
        for item in yaml.safe_load(path.read_text(encoding="utf-8"))["entries"]:
            assert item["draft"] is True
            if item.get("kind") != "not_stated":
                yield _KIND.match(item["id"].removeprefix(f"{name}-"))[1], item
    if (folder / "recommendations.yaml").exists():
        for item in yaml.safe_load((folder / "recommendations.yaml").read_text(encoding="utf-8"))["recommendations"]:
            assert item["draft"] is True
            yield "point", item


def _assertions(kind, item):
    if kind in {"recommendations", "summary", "section", "faq", "programme"}:
        return []
    if kind == "point":
        return [item["text"][min(item["text"], key=lambda each: len(item["text"][each]))]]
    text = next(iter(item["answer"].values()))
    return _BOLD.findall(text)


def _holds(kind, item, fact):
    if kind not in fact["in"]:
        return False
    text = plain(" ".join(str(each) for each in item.get("answer", item.get("text")).values()))
    if not all(plain(each) in text for each in fact["says"]):
        return False
    if "addressee" in fact and plain(fact["addressee"]) != plain(" ".join(item.get("addressees", {}).values())):
        return False
    return "deadline" not in fact or str(fact["deadline"]) == item.get("follow_up", {}).get("anchor")


def unmarked(folder):
    """Take the marks away, as an organiser does who stands by everything."""
    for path in folder.rglob("*"):
        if path.suffix in {".yaml", ".md"}:
            path.write_text(re.sub(r"(?m)^ *draft: true\n", "", path.read_text(encoding="utf-8")), encoding="utf-8")


def edited(name, folder):
    """Do to an unmarked draft what the report's organiser does: see the `.edits.yaml` beside it."""
    edits = yaml.safe_load((FOLDER / f"{name}.edits.yaml").read_text(encoding="utf-8"))
    wanted = dict(edits["phrasings"])
    for path in [*sorted(folder.glob("entries/*.yaml")), folder / "recommendations.yaml"]:
        document = yaml.safe_load(path.read_text(encoding="utf-8"))
        [items] = document.values()
        for item in items:
            for language, more in wanted.pop(item["id"], {}).items():
                item["phrasings"].setdefault(language, []).extend(more)
        path.write_text(yaml.safe_dump(document, allow_unicode=True, sort_keys=False), encoding="utf-8")
    assert wanted == {}, "an entry that the draft does not have"
    more = yaml.safe_dump({"entries": edits["entries"]}, allow_unicode=True)
    (folder / "entries" / "added.yaml").write_text(more, encoding="utf-8")


def asked(name, snapshot):
    """Ask a served draft the questions of its report; return how many there are, and which went how.

    A reply is right where it says what it must, or asserts nothing where there is nothing; false where it asserts
    something else.
    """
    desk = Desk(
        snapshot=lambda: snapshot,
        ledger=MemoryLedger(),
        clock=FakeClock(),
        wording=Wording(),
        thresholds=Thresholds(answer=0.8, offer=0.25, quote=0.6),  # as the settings have them
        cues=Cues.of(Wording()),
        focus_kept=timedelta(minutes=30),
        live=False,
    )
    questions = yaml.safe_load((FOLDER / f"{name}.questions.yaml").read_text(encoding="utf-8"))
    silent, false = [], []
    for number, each in enumerate(questions):
        reply = terminal.ask(desk, each["ask"], conversation=f"{name}-{number}")
        says_nothing = reply.abstained or reply.kind is ReplyKind.NOT_STATED
        said = plain(spoken(reply, desk.wording))
        right = says_nothing if "nothing" in each else not says_nothing and all(plain(x) in said for x in each["says"])
        if not right:
            (silent if says_nothing else false).append((each["ask"], reply.kind, reply.entry, said[:80]))
    return len(questions), silent, false


def plain(text):
    """Return a text without accents, case, and signs that are written in several ways."""
    found = unicodedata.normalize("NFKD", str(text)).casefold().replace("’", "'").replace("\\", "")
    return " ".join("".join(each for each in found if not unicodedata.combining(each)).split())
