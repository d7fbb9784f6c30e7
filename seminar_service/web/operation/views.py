"""Is the service alive, and is it ready to work?"""

from collections.abc import Iterator

from flask import Response

from seminar_service.extensions import db
from seminar_service.jobs.supervision import ended_lately
from seminar_service.queries import health
from seminar_service.web.clock import now
from seminar_service.web.operation import bp

PLAIN = {"Cache-Control": "no-store"}


@bp.get("/healthz")
def healthz() -> Response:
    """The process answers."""
    return Response("ok\n", mimetype="text/plain", headers=PLAIN)


@bp.get("/readyz")
def readyz() -> Response:
    """The process answers, its database does, and all work moves; otherwise 503 and why."""
    complaints = list(_complaints())
    if complaints:
        return Response("\n".join(complaints) + "\n", 503, PLAIN, mimetype="text/plain")
    return Response("ok\n", mimetype="text/plain", headers=PLAIN)


def _complaints() -> Iterator[str]:
    session = db.session()
    if not health.database_answers(session):
        yield "database unreachable"
        return
    mails = health.mails_held_up(session, now=now())
    if mails:
        yield f"mail held up: {mails} due for minutes, none sent"
    jobs = health.jobs_held_up(session, now=now())
    if jobs:
        yield f"jobs held up: {jobs} due for minutes, no worker busy"
    for loop in ended_lately(now()):
        yield f"thread ended and was restarted: {loop}"
