"""Is the service alive, and is it ready to work?"""

from flask import Response
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from seminar_service.extensions import db
from seminar_service.web.operation import bp

PLAIN = {"Cache-Control": "no-store"}


@bp.get("/healthz")
def healthz() -> Response:
    """The process answers."""
    return Response("ok\n", mimetype="text/plain", headers=PLAIN)


@bp.get("/readyz")
def readyz() -> Response:
    """The process answers and its database does too; otherwise 503."""
    try:
        db.session.execute(text("SELECT 1"))
    except SQLAlchemyError:
        return Response("database unreachable\n", 503, PLAIN, mimetype="text/plain")
    return Response("ok\n", mimetype="text/plain", headers=PLAIN)
