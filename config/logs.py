"""Logs are events with fields: readable at a terminal, JSON elsewhere. Never what was asked, never a token."""

import logging
import sys

# structlog would load rich, which takes its time, for tracebacks that we have it write without.
_has_rich = sys.modules.setdefault("rich", None) is not None  # type: ignore[arg-type]  # it is not to be had
import structlog  # noqa: E402

if not _has_rich:
    del sys.modules["rich"]

#: Even at our DEBUG these stay at WARNING: they log whole bodies, answer texts and parameters below it.
QUIET = (
    "aiohttp",
    "alembic",
    "apscheduler",
    "asyncio",
    "markdown_it",
    "slack_bolt",
    "slack_sdk",
    "sqlalchemy",
)


def set_up(level: str, *, as_json: bool | None = None) -> None:
    """Send every log line to standard error, ours and the libraries', in one form."""
    as_json = not sys.stderr.isatty() if as_json is None else as_json
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level]),
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )
    last: list[structlog.typing.Processor] = [
        # A traceback names our lines; the values in its frames are people's texts and stay out.
        structlog.processors.ExceptionRenderer(structlog.tracebacks.ExceptionDictTransformer(show_locals=False)),
        structlog.processors.JSONRenderer(),
    ]
    if not as_json:
        plain = structlog.dev.plain_traceback
        last = [structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), exception_formatter=plain)]
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *last],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
