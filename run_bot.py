"""The command line of Suivi. No logic: it reads the settings, calls the parts, and says what went wrong."""

import asyncio
import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from config.settings import Settings

if TYPE_CHECKING:
    from rich.progress import Progress

app = typer.Typer(
    help="Suivi answers questions about a seminar and follows up its recommendations. Without a command: serve.",
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

Content = Annotated[
    Path | None, typer.Option("--content", metavar="DIR", help="Another knowledge folder, or one seminar's folder.")
]
_DAYS = ["%Y-%m-%d"]
#: Exit codes: something that was looked at is not as it should be; what was asked for could not be done.
_FAILED, _NOT_DONE = 1, 2
Port = Annotated[int | None, typer.Option("--port", min=0, max=65535, help="Port to listen on; 0: any free one.")]

To = Annotated[Path | None, typer.Option("--to", metavar="FILE", help="Left out: a file here, named for the day.")]
Spoken = Annotated[Literal["en", "fr"] | None, typer.Option("--language", help="Left out: the terminal's.")]


@app.callback(invoke_without_command=True)
def main(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        serve()


@app.command()
def serve(port: Port = None) -> None:
    """Serve: a local workspace in the browser without Slack tokens, else Slack."""
    with _explained():
        settings = _settings(port=port)
        gc.disable()  # nearly all that a start makes stays: looking for garbage in it takes a tenth of the time
        from config.logs import set_up  # noqa: PLC0415 - the settings are checked before the parts load

        set_up(settings.log_level, as_json=settings.log_json)  # first of all: how logging loads is its own business
        from bot.application import serve as run  # noqa: PLC0415

        asyncio.run(run(settings, started=_serving))


def _serving(line: str) -> None:
    gc.freeze()  # what is there now is never looked through again: a full collection would hold up an answer
    gc.enable()
    typer.echo(line)


@app.command()
def ask(
    question: Annotated[str, typer.Argument(help="The question, in quotation marks.")] = "",
    *,
    json: Annotated[bool, typer.Option("--json", help="Print the reply as JSON.")] = False,
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help='Answer {"id", "question"} lines from standard input, a line each.')
    ] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Show what was found, how sure it is and what was decided, as a table.")
    ] = False,
    content: Content = None,
) -> None:
    """Ask one question here, or many from standard input."""
    if jsonl and (question or json):
        raise typer.BadParameter("--jsonl takes its questions from standard input; leave out the question and --json.")
    if not jsonl and not question.strip():
        raise typer.BadParameter("Write the question in quotation marks, or --jsonl to read many from standard input.")
    with _explained():
        from bot.application import terminal_desk, terminal_language  # noqa: PLC0415
        from bot.local import terminal  # noqa: PLC0415

        desk, _ = terminal_desk(_quiet_settings(), content)
        if explain:
            typer.echo(terminal.judge(desk, question, terminal_language(desk.wording)))
            return
        if jsonl:
            sys.stdin.reconfigure(encoding="utf-8", errors="surrogateescape")  # type: ignore[union-attr]
            terminal.ask_lines(desk, sys.stdin, sys.stdout, language=terminal_language(desk.wording))
            return
        reply = terminal.ask(desk, question)
        typer.echo(terminal.as_json(desk, reply) if json else terminal.as_text(desk, reply))


@app.command()
def check(
    *,
    content: Content = None,
    deep: Annotated[
        bool, typer.Option("--deep", help="Say instead what would make the knowledge better, most helpful first.")
    ] = False,
    links: Annotated[
        bool, typer.Option("--links", help="With --deep, try where links lead: asks the sites themselves.")
    ] = False,
    whole: Annotated[bool, typer.Option("--all", help="With --deep, list everything.")] = False,
    json: Annotated[bool, typer.Option("--json", help="With --deep, print it as JSON.")] = False,
) -> None:
    """Validate the knowledge, and ask it the questions of its checks; exit code 1 where something fails."""
    if (links or whole or json) and not deep:
        raise typer.BadParameter("--links, --all and --json go with --deep.")
    if deep:
        _review(content, links=links, whole=whole, as_json=json)
        return
    with _explained(needs_mending=_FAILED):
        from bot.application import terminal_desk, terminal_language  # noqa: PLC0415
        from bot.local import terminal  # noqa: PLC0415
        from bot.trying import run_checks  # noqa: PLC0415

        desk, snapshot = terminal_desk(_quiet_settings(), content)
        failures = run_checks(desk, snapshot)
        terminal.show_failures(failures, len(snapshot.knowledge.checks))
        proved = terminal.proposed(desk, snapshot, failures)
        terminal.show_drafts(snapshot.knowledge.drafts, desk.wording, terminal_language(desk.wording))
        terminal.show_proposals(proved, desk.wording, terminal_language(desk.wording))
    raise typer.Exit(_FAILED if failures else 0)


def _review(content: Path | None, *, links: bool, whole: bool, as_json: bool) -> None:
    with _explained(needs_mending=_FAILED):
        from bot.application import reviewed  # noqa: PLC0415

        with _progress() as progress:
            asked, tried = progress.add_task("ways of asking", total=None), None
            if links:
                tried = progress.add_task("links", total=None)
            said = reviewed(
                _quiet_settings(),
                content,
                links=links,
                whole=whole,
                as_json=as_json,
                asked=lambda done, of: progress.update(asked, completed=done, total=of),
                tried=lambda done, of: progress.update(tried, completed=done, total=of) if tried is not None else None,
            )
        typer.echo(said)


def _progress() -> "Progress":
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import Progress  # noqa: PLC0415

    return Progress(console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty())


@app.command()
def encode(content: Content = None) -> None:
    """Encode the knowledge for the semantic search (`make setup-semantic`), so that nothing waits for it later."""
    with _explained():
        from bot.application import encode as run  # noqa: PLC0415

        settings = _quiet_settings()
        with _progress() as shown:
            bar = shown.add_task("texts encoded")
            new = run(settings, content, encoded=lambda more, of: shown.update(bar, advance=more, total=of))
        typer.echo(f"{new} new texts encoded; kept in {settings.state_dir}")


@app.command()
def roster(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="People as YAML, or as a table (CSV).")],
    *,
    replace: Annotated[bool, typer.Option("--replace", help="Take out of the ledger who is not in the file.")] = False,
) -> None:
    """Load the people who take part into the ledger, also while the bot serves."""
    with _explained():
        from bot.application import load_roster  # noqa: PLC0415

        typer.echo(asyncio.run(load_roster(_quiet_settings(), file, replace=replace)))


@app.command()
def new(
    seminar: Annotated[str, typer.Argument(metavar="SEMINAR-ID", help="Small letters, digits, hyphens: zagreb-2027.")],
    *,
    title: Annotated[list[str] | None, typer.Option(help='Its title: "fr: ..."; again for another language.')] = None,
    place: Annotated[list[str] | None, typer.Option(help='"fr: Zagreb (Croatie)"; again for another language.')] = None,
    contact: Annotated[list[str] | None, typer.Option(help="Whom the bot names when it cannot help; as above.")] = None,
    start: Annotated[str, typer.Option(help="The first day: 2027-03-14.")] = "",
    end: Annotated[str, typer.Option(help="The last day; left out: the first.")] = "",
    country: Annotated[str, typer.Option(help="HR, or its name; left out: as in the place.")] = "",
    timezone: Annotated[str, typer.Option(help="Europe/Zagreb; left out: the country's, if it has one.")] = "",
    languages: Annotated[str, typer.Option(help="What it is written in, the default first.")] = "fr,en",
    content: Annotated[
        Path | None, typer.Option("--content", metavar="DIR", help="Another knowledge folder to put it into.")
    ] = None,
    language: Spoken = None,
) -> None:
    """Write the folder of a new seminar, with commented files to fill in; what is not said here is asked for."""
    with _explained():
        from bot.application import new_seminar  # noqa: PLC0415
        from bot.local.founding import Said  # noqa: PLC0415

        said = Said(
            id=seminar,
            title=title or (),
            place=place or (),
            contact=contact or (),
            start=start,
            end=end,
            country=country,
            timezone=timezone,
            languages=tuple(each.strip() for each in languages.split(",")),
        )
        ask = _asked if sys.stdin.isatty() else None
        typer.echo(new_seminar(_quiet_settings(), said, content=content, language=language or "", ask=ask))


@app.command("import")
def import_(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="HTML, DOCX, PDF, Markdown, text; CSV or XLSX of points.")
    ],
    *,
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="The seminar's folder to write; not there yet.")],
    language: Spoken = None,
) -> None:
    """Draft a seminar's folder from reports: facts, recommendations, texts; nothing is served before it is read."""
    with _explained():
        from rich.console import Console  # noqa: PLC0415
        from rich.progress import Progress  # noqa: PLC0415

        from bot.application import import_files  # noqa: PLC0415

        settings = _quiet_settings()
        with Progress(console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as shown:
            bars = {each.name: shown.add_task(each.name, total=None) for each in files}
            said = import_files(
                settings,
                files,
                out,
                language=language or "",
                seen=lambda name, done, of: shown.update(bars[name], completed=done, total=of or None),
            )
        typer.echo(said)


def _asked(question: str, default: str) -> str:
    return str(typer.prompt(question, default=default or None))


@app.command()
def simulate(
    first: Annotated[datetime, typer.Argument(metavar="FROM", formats=_DAYS, help="The first day: 2027-01-01.")],
    last: Annotated[datetime, typer.Argument(metavar="TO", formats=_DAYS, help="The last day: 2027-03-31.")],
    *,
    json: Annotated[bool, typer.Option("--json", help="Print it as JSON.")] = False,
    content: Content = None,
) -> None:
    """List who would be sent what, when and why, if nobody answered; nothing is sent."""
    with _explained():
        from bot.application import simulation  # noqa: PLC0415

        days = first.date(), last.date()
        asyncio.run(simulation(_quiet_settings(), *days, content=content, as_json=json))


@app.command()
def export(
    form: Annotated[Literal["csv", "xlsx", "json", "ics"], typer.Argument(help="What the file is to be.")],
    *,
    history: Annotated[bool, typer.Option("--history", help="With csv: what happened, not how it stands.")] = False,
    to: To = None,
    language: Spoken = None,
) -> None:
    """Write the assignments and their history into a file: tables, JSON, or due dates for a calendar."""
    if history and form != "csv":
        raise typer.BadParameter("--history goes with csv; the other forms hold both, or dates alone.")
    with _explained():
        from bot.application import export_file  # noqa: PLC0415

        subject = "history" if history else "assignments"
        typer.echo(asyncio.run(export_file(_quiet_settings(), form, subject, to=to, language=language or "")))


@app.command()
def publish(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where the files go; made where it is missing.")],
    *,
    language: Annotated[
        Literal["en", "fr"] | None, typer.Option("--language", help="Left out: a page for each of the knowledge.")
    ] = None,
    content: Content = None,
) -> None:
    """Write the knowledge that everyone may read as pages (HTML) and as JSON-LD, to be published."""
    with _explained():
        from bot.application import publish as run  # noqa: PLC0415

        typer.echo(run(_quiet_settings(), folder, content=content, languages=[language] if language else []))


@app.command()
def report(
    *,
    html: Annotated[bool, typer.Option("--html", help="As a page that stands alone; for now the only form.")] = False,
    to: To = None,
    language: Spoken = None,
) -> None:
    """Write the progress report for organisers, to read or to print."""
    if not html:
        raise typer.BadParameter("Say in which form: report --html")
    with _explained():
        from bot.application import report_file  # noqa: PLC0415

        typer.echo(asyncio.run(report_file(_quiet_settings(), to=to, language=language or "")))


@app.command()
def doctor(
    *,
    json: Annotated[bool, typer.Option("--json", help="Print what was found as JSON.")] = False,
) -> None:
    """Look at tokens, scopes, database, disk, clock, content and more; exit code 1 or 2 by the worst of them."""
    with _explained():
        from bot.application import diagnosis  # noqa: PLC0415

        said, code = asyncio.run(diagnosis(_quiet_settings(), as_json=json))
        typer.echo(said)
    raise typer.Exit(code)


@app.command()
def privacy(
    language: Spoken = None,
) -> None:
    """Print the record of processing: what is kept of people, where, for how long, who sees it."""
    with _explained():
        from bot.application import processing_record  # noqa: PLC0415

        typer.echo(processing_record(_quiet_settings(), language), nl=False)


def _settings(*, port: int | None = None) -> Settings:
    return Settings() if port is None else Settings(port=port)


def _quiet_settings() -> Settings:
    from config.logs import set_up  # noqa: PLC0415

    settings = _settings()
    set_up("WARNING")  # standard output is the answer's; standard error is for what went wrong
    return settings


@contextmanager
def _explained(*, needs_mending: int = _NOT_DONE) -> Iterator[None]:
    """Say what is wrong and what to do, without a traceback, and exit with code 2.

    Args:
        needs_mending: the exit code where it is the knowledge.
    """
    try:
        yield
    except ValidationError as error:
        _give_up("The settings need mending (environment or .env):", *map(_in_words, error.errors(include_input=False)))
    except Exception as error:
        from bot.application import told  # noqa: PLC0415
        from knowledge.problems import KnowledgeError  # noqa: PLC0415

        words = told(error)
        if words is None:
            raise
        _give_up(*words, code=needs_mending if isinstance(error, KnowledgeError) else _NOT_DONE)


def _in_words(problem: ErrorDetails) -> str:
    words = problem["msg"].removeprefix("Value error, ")
    if not problem["loc"]:  # of several settings together; the words name them
        return words
    name = str(problem["loc"][0])
    return f"{name if name.isupper() else f'SUIVI_{name.upper()}'}: {words}"


def _give_up(*lines: str, code: int = _NOT_DONE) -> None:
    for line in lines:
        typer.echo(line, err=True)
    raise typer.Exit(code)


if __name__ == "__main__":
    app()
