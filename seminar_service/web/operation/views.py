"""Is the service alive, and is it ready to work?"""

from collections.abc import Iterator
from time import monotonic
from typing import Final

from flask import Response, current_app

from seminar_service.extensions import db
from seminar_service.overview import health
from seminar_service.overview.write_probe import why_not_writing
from seminar_service.storage.refusals import Refusal
from seminar_service.web.clock import now
from seminar_service.web.operation import bp
from seminar_service.work.supervision import ended_lately

PLAIN = {"Cache-Control": "no-store"}
SECONDS_BETWEEN_PROBES: Final = 10.0
"""How long a database that took what was written is believed to; one that did not, not at all."""

_UNREACHABLE: Final = "database unreachable"
_REFUSALS: Final = {
    Refusal.FULL: "database full or its disk failing",
    Refusal.READ_ONLY: "database read-only",
}
_WRITTEN_AT: Final = "seminar.written_at"


@bp.get("/healthz")
def healthz() -> Response:
    """The process answers."""
    return Response("ok\n", mimetype="text/plain", headers=PLAIN)


@bp.get("/readyz")
def readyz() -> Response:
    """The process answers, its database takes what is written, all work moves; else 503 and why."""
    complaints = list(_complaints())
    if complaints:
        return Response("\n".join(complaints) + "\n", 503, PLAIN, mimetype="text/plain")
    return Response("ok\n", mimetype="text/plain", headers=PLAIN)


def _complaints() -> Iterator[str]:
    session = db.session()
    if not health.database_answers(session):
        yield _UNREACHABLE
        return
    refused = _why_not_writing()
    if refused is not None:
        yield _REFUSALS.get(refused, _UNREACHABLE)
    mails = health.mails_held_up(session, now=now())
    if mails:
        yield f"mail held up: {mails} due for minutes, none sent"
    jobs = health.jobs_held_up(session, now=now())
    if jobs:
        yield f"jobs held up: {jobs} due for minutes, no worker busy"
    for loop in ended_lately(now()):
        yield f"thread ended and was restarted: {loop}"


def _why_not_writing() -> Refusal | None:
    """Ask by writing, in each process at most every few seconds while all is well."""
    known = current_app.extensions
    if monotonic() - known.get(_WRITTEN_AT, -SECONDS_BETWEEN_PROBES) < SECONDS_BETWEEN_PROBES:
        return None
    refused = why_not_writing(db.session())
    if refused is None:
        known[_WRITTEN_AT] = monotonic()
    return refused
