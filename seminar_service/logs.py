"""Logs: one line per thing that happened, without people's data and without secret links."""

import logging
import re
import sys
import traceback
from collections.abc import MutableMapping
from types import TracebackType
from typing import Any, TypeAlias

import structlog

Fields: TypeAlias = MutableMapping[str, Any]
ExceptionInfo: TypeAlias = tuple[type[BaseException], BaseException, TracebackType | None]

STATIC_PREFIX = "/static/"
MASK = "[token]"
_TOKEN = re.compile(r"[A-Za-z0-9_-]{20,}")  # nothing else in an address is that long
_NOISY = ("alembic", "fontTools", "numba", "weasyprint")


def configure(form: str) -> None:
    """Send everything that this process logs to standard error, as "json" or for "console"."""
    shared: list[structlog.types.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        describe_exception,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[*shared, mask_event],
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                _renderer(form),
            ],
        )
    )
    logging.basicConfig(handlers=[handler], level=logging.INFO, force=True)
    for name in _NOISY:
        logging.getLogger(name).setLevel(logging.WARNING)


def describe_exception(_logger: object, _method: str, fields: Fields) -> Fields:
    """Say where an exception came from and of which kind, but not its text.

    The text may quote what somebody typed: a database, for one, names the value that it
    refuses.
    """
    found = _exception_info(fields.pop("exc_info", None))
    if found is not None:
        fields["traceback"] = "".join(_stack(found))
    return fields


def mask_event(_logger: object, _method: str, fields: Fields) -> Fields:
    """Take tokens out of what libraries log: the web server quotes whole addresses."""
    fields["event"] = _TOKEN.sub(MASK, str(fields.get("event", "")))
    return fields


def mask_path(path: str) -> str:
    """A path without the tokens of secret links and without its query."""
    plain = path.split("?", 1)[0]
    return plain if plain.startswith(STATIC_PREFIX) else _TOKEN.sub(MASK, plain)


def _renderer(form: str) -> structlog.types.Processor:
    if form == "json":
        return structlog.processors.JSONRenderer(ensure_ascii=False)
    return structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())


def _exception_info(given: object) -> ExceptionInfo | None:
    if isinstance(given, BaseException):
        return type(given), given, given.__traceback__
    if isinstance(given, tuple):
        return given if given[0] is not None else None
    if given:
        kind, error, trace = sys.exc_info()
        return None if kind is None or error is None else (kind, error, trace)
    return None


def _stack(found: ExceptionInfo) -> list[str]:
    kind, error, trace = found
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    lines = [] if cause is None else _stack((type(cause), cause, cause.__traceback__))
    return [*lines, *traceback.format_tb(trace), f"{kind.__module__}.{kind.__qualname__}\n"]
