"""Is the service alive, and is it ready to work?"""

from flask import Response

from seminar_service.extensions import db
from seminar_service.queries.health import database_answers
from seminar_service.web.operation import bp

PLAIN = {"Cache-Control": "no-store"}


@bp.get("/healthz")
def healthz() -> Response:
    """The process answers."""
    return Response("ok\n", mimetype="text/plain", headers=PLAIN)


@bp.get("/readyz")
def readyz() -> Response:
    """The process answers and its database does too; otherwise 503."""
    if not database_answers(db.session()):
        return Response("database unreachable\n", 503, PLAIN, mimetype="text/plain")
    return Response("ok\n", mimetype="text/plain", headers=PLAIN)
