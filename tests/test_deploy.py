"""What is in deploy/ is well formed, names settings that there are, and starts the bot as it says it does."""

import asyncio
import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest
import yaml

from bot.storage.engine import parsed
from config.settings import Settings
from tests.fake_slack import APP_TOKEN, TOKEN, FakeSlack
from tests.scenarios.conftest import KNOWLEDGE
from tests.test_supply import LOCKS, PINNED, PROJECT, locked

ROOT = Path(__file__).parents[1]
DEPLOY = ROOT / "deploy"
SETTINGS = {str(field.validation_alias or f"SUIVI_{name.upper()}") for name, field in Settings.model_fields.items()}
INSTRUCTIONS = {
    *("ARG", "CMD", "COPY", "ENTRYPOINT", "ENV", "EXPOSE", "FROM", "HEALTHCHECK", "RUN", "STOPSIGNAL", "USER"),
    *("VOLUME", "WORKDIR"),
}
PATIENCE_S = 60


# The image


def instructions(text):
    """Return the instructions of a Dockerfile, each with its words."""
    lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    joined = re.sub(r"\\\n\s*", " ", "\n".join(lines))
    return [tuple(line.split(None, 1)) for line in joined.splitlines()]


IMAGE = instructions((DEPLOY / "Dockerfile").read_text(encoding="utf-8"))
START = max(number for number, (name, _) in enumerate(IMAGE) if name == "FROM")
FINAL = IMAGE[START:]
IMAGE_ENV = dict(word.split("=", 1) for name, words in FINAL if name == "ENV" for word in shlex.split(words))


def only(name):
    [words] = [words for each, words in FINAL if each == name]
    return words


def copied():
    """Return what of the repository the image has, and where."""
    for name, words in FINAL:
        if name == "COPY" and not words.startswith("--from"):
            *sources, target = words.split()
            yield from ((each, target if len(sources) == 1 else target + each) for each in sources)


def test_image_is_made_of_known_instructions_and_pinned_images():
    assert {name for name, _ in IMAGE} <= INSTRUCTIONS
    bases = [words.split()[0] for name, words in IMAGE if name == "FROM"]
    assert {each.startswith("python:3.11-slim") for each in bases} == {True}  # the version that tests run on
    assert only("ENTRYPOINT") == json.dumps(json.loads(only("ENTRYPOINT")))  # no shell, which would keep SIGTERM
    assert json.loads(only("CMD")) == ["serve"]


def test_image_runs_as_somebody_who_is_not_root_and_installs_nothing_as_them():
    names = [name for name, _ in FINAL]
    assert int(only("USER")) >= 1000
    assert "RUN" not in names[names.index("USER") :]


def test_image_copies_what_there_is_and_all_that_the_bot_is():
    sources = dict(copied())
    assert [each for each in sources if not (ROOT / each).exists()] == []
    assert {"bot", "config", "knowledge", "run_bot.py"} <= sources.keys()
    assert sources.keys().isdisjoint({".", ".env", "tests", "var"})
    ignored = (DEPLOY / "Dockerfile.dockerignore").read_text(encoding="utf-8").splitlines()
    wanted = {*sources, "deploy/requirements.lock"}
    assert {each[1:] for each in ignored if each.startswith("!")} == wanted


def test_image_has_the_versions_that_are_tested_and_nothing_for_tests():
    there = locked(DEPLOY / "requirements.lock")
    assert there.items() <= locked(LOCKS[0]).items()
    for each in PROJECT["project"]["optional-dependencies"]["dev"]:
        assert re.match(r"[A-Za-z0-9._-]+", each)[0].lower() not in there
    asked = [*PROJECT["project"]["dependencies"], *PROJECT["project"]["optional-dependencies"]["postgres"]]
    names = {re.match(r"[A-Za-z0-9._-]+", each)[0].lower().replace(".", "-") for each in asked}
    assert names <= {each.lower() for each in there}
    assert (DEPLOY / "requirements.lock").read_text(encoding="utf-8").count("--hash=sha256:") >= len(there)
    assert PINNED.search("a==1")


# What is set


def compose():
    return yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))


def filled(value, given):
    """Return a value of the compose file as it is with some variables."""

    def put(match):
        name, how, otherwise = match.groups()
        if how == ":?" and name not in given:
            raise LookupError(name)
        return given.get(name) or (otherwise if how == ":-" else "")

    return re.sub(r"\$\{([A-Z_]+)(?:(:-|:\?)([^}]*))?\}", put, value)


def unit():
    """Return what the unit says, by section and name; a name may come more than once."""
    sections, section = {}, None
    for line in (DEPLOY / "suivi.service").read_text(encoding="utf-8").splitlines():
        if match := re.fullmatch(r"\[(\w+)\]", line):
            section = sections.setdefault(match[1], {})
        elif line and not line.startswith("#"):
            name, separator, value = line.partition("=")
            assert separator, line
            section.setdefault(name, []).append(value)
    return sections


UNIT_ENV = dict(word.split("=", 1) for line in unit()["Service"]["Environment"] for word in shlex.split(line))
BOTS = {name: each for name, each in compose()["services"].items() if each["image"] == "suivi"}


@pytest.mark.parametrize(
    "names",
    [IMAGE_ENV, UNIT_ENV, *(each["environment"] for each in BOTS.values())],
    ids=["Dockerfile", "suivi.service", *BOTS],
)
def test_what_is_set_is_a_setting(names):
    assert names.keys() - {"PYTHONDONTWRITEBYTECODE"} <= SETTINGS


def test_replicas_have_the_bots_settings_and_share_a_database(monkeypatch):
    given = {"SLACK_BOT_TOKEN": TOKEN, "SLACK_APP_TOKEN": APP_TOKEN, "DATABASE_PASSWORD": "abc123"}
    for each in BOTS.values():
        environment = {name: filled(value, given) for name, value in {**IMAGE_ENV, **each["environment"]}.items()}
        for name in SETTINGS:
            monkeypatch.delenv(name, raising=False)
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        settings = Settings(_env_file=None)
        assert (settings.transport, settings.content, settings.state_dir) == (
            "socket",
            Path("/content"),
            Path("/state"),
        )
        place = parsed(settings.ledger_url)
        assert (place.host, place.password) == ("database", "abc123")
    assert len(BOTS) >= 2


@pytest.mark.parametrize("missing", ["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "DATABASE_PASSWORD"])
def test_what_must_be_given_is_asked_for(missing):
    given = {"SLACK_BOT_TOKEN": "a", "SLACK_APP_TOKEN": "b", "DATABASE_PASSWORD": "c"}
    del given[missing]
    with pytest.raises(LookupError, match=missing):
        [filled(value, given) for value in BOTS["one"]["environment"].values()]


# What holds them


def test_each_replica_can_write_to_a_folder_of_its_own_and_nowhere_else():
    volumes = compose()["volumes"]
    states = []
    for each in BOTS.values():
        assert (each["read_only"], each["cap_drop"], each["security_opt"]) == (
            True,
            ["ALL"],
            ["no-new-privileges:true"],
        )
        mounts = [filled(mount, {}).rsplit(":", 1 + mount.endswith(":ro")) for mount in each["volumes"]]
        [state] = [source for source, target, *_ in mounts if target == only("VOLUME")]
        states.append(state)
        assert [how for source, target, *how in mounts if target == each["environment"]["SUIVI_CONTENT"]] == [["ro"]]
    assert len(set(states)) == len(BOTS)
    assert {*states, "database"} == volumes.keys()


def test_nothing_is_open_to_the_network_and_the_database_comes_first():
    services = compose()["services"]
    for each in BOTS.values():
        assert all(port.startswith("127.0.0.1:") and port.endswith(f":{only('EXPOSE')}") for port in each["ports"])
        assert each["depends_on"] == {"database": {"condition": "service_healthy"}}
        assert int(each["stop_grace_period"].removesuffix("s")) > 10  # what the bot takes at most
    assert "ports" not in services["database"]
    assert services["database"]["environment"]["POSTGRES_DB"] == "suivi"


def test_unit_serves_as_nobody_in_particular_and_waits_for_the_end():
    service = unit()["Service"]
    assert (service["DynamicUser"], service["ProtectSystem"]) == (["yes"], ["strict"])
    assert UNIT_ENV["SUIVI_STATE_DIR"] == f"/var/lib/{service['StateDirectory'][0]}"
    assert int(service["TimeoutStopSec"][0]) > 10
    program, *arguments = shlex.split(service["ExecStart"][0])
    assert program == f"{service['WorkingDirectory'][0]}/.venv/bin/python"
    assert arguments == [*json.loads(only("ENTRYPOINT"))[1:], *json.loads(only("CMD"))]
    assert unit()["Install"]["WantedBy"] == ["multi-user.target"]


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not here")
def test_unit_is_what_systemd_takes_and_well_shut_in(tmp_path):
    text = (DEPLOY / "suivi.service").read_text(encoding="utf-8")
    file = tmp_path / "suivi.service"
    file.write_text(text.replace("/opt/suivi/.venv/bin/python", sys.executable), encoding="utf-8")
    for command in (["verify", "--man=no"], ["security", "--offline=yes", "--threshold=20", "--no-pager"]):
        done = subprocess.run(  # noqa: S603
            [shutil.which("systemd-analyze"), *command, str(file)],
            capture_output=True,
            text=True,
            timeout=PATIENCE_S,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr


# It starts


@contextmanager
def as_in_the_image():
    """Give a folder with what the image has, which nobody can write to, and a state folder beside it."""
    folder = Path(tempfile.mkdtemp(prefix="suivi-deploy-"))
    try:
        folder.chmod(0o755)
        code, state = folder / "suivi", folder / "state"
        state.mkdir(mode=0o700)
        for source, target in copied():
            place = code / target
            place.parent.mkdir(parents=True, exist_ok=True)
            if (ROOT / source).is_dir():
                shutil.copytree(ROOT / source, place)  # compiled, as there
            else:
                shutil.copy(ROOT / source, place)
        for each in (code, *code.rglob("*")):
            each.chmod(0o555 if each.is_dir() else 0o444)
        yield code, state
    finally:
        for each in folder.rglob("*"):
            if each.is_dir():
                each.chmod(0o755)
        shutil.rmtree(folder)


def without_privileges():
    """Return what to put before a command, so that it may not write where the folder says that nobody does."""
    if os.getuid() != 0:
        return []
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        pytest.skip("root may write anywhere, and setpriv is not here to take that away")
    return [setpriv, "--bounding-set=-all", "--inh-caps=-all", "--no-new-privs"]  # as `cap_drop: [ALL]`


def as_run(command, **changes):
    """Return a command of the image for this machine's Python, with some words changed."""
    words = [sys.executable, *json.loads(command)[1:]]
    for before, after in changes.items():
        words = [word.replace(before.removeprefix("_"), after) for word in words]
    return words


async def test_image_s_command_serves_from_what_it_cannot_write_to_and_is_found_healthy():
    async with FakeSlack().running() as slack:
        with as_in_the_image() as (code, state):
            outside = {name: value for name, value in os.environ.items() if not name.startswith(("SUIVI_", "SLACK_"))}
            here = {"SUIVI_HOST": "127.0.0.1", "SUIVI_PORT": "0", "SUIVI_STATE_DIR": str(state), "SUIVI_SEMANTIC": "0"}
            here["SUIVI_CONTENT"] = str(KNOWLEDGE)
            tokens = {"SLACK_BOT_TOKEN": TOKEN, "SLACK_APP_TOKEN": APP_TOKEN, "SLACK_API_URL": slack.api_url}
            alone = without_privileges()
            writing = await asyncio.create_subprocess_exec(
                *(*alone, "touch", "new"), cwd=code, stderr=asyncio.subprocess.DEVNULL
            )
            assert await writing.wait() != 0
            before = sorted(code.rglob("*"))
            process = await asyncio.create_subprocess_exec(
                *alone,
                *as_run(only("ENTRYPOINT")),
                *json.loads(only("CMD")),
                cwd=code,
                env={**outside, **IMAGE_ENV, **tokens, **here},
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.PIPE,
            )
            try:
                async with asyncio.timeout(PATIENCE_S):
                    line = (await process.stdout.readline()).decode()
                    port = re.search(r"port (\d+)", line)
                    assert port, (await process.communicate())[1].decode()
                    _, check = only("HEALTHCHECK").split("CMD ")
                    looking = await asyncio.create_subprocess_exec(*as_run(check, _3000=port[1]), cwd=code)
                    assert await looking.wait() == 0
                    process.send_signal(getattr(signal, only("STOPSIGNAL")))
                    _, errors = await process.communicate()
                    looking = await asyncio.create_subprocess_exec(
                        *as_run(check, _3000=port[1]), cwd=code, stderr=asyncio.subprocess.DEVNULL
                    )
                    assert await looking.wait() != 0
            finally:
                if process.returncode is None:
                    process.kill()
                    await process.wait()
            assert (process.returncode, "Traceback" in errors.decode()) == (0, False)
            assert json.loads(errors.decode().splitlines()[-1])["event"] == "stopped"
            assert sorted(code.rglob("*")) == before
            assert (state / "ledger.db").exists()
