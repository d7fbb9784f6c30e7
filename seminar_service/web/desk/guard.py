"""Who is at the desk, and what use cases need to know of that."""

from typing import Any

from flask import current_app
from flask_security import current_user

from seminar_service.accounts.model import RoleName
from seminar_service.consultations.model import Case
from seminar_service.consultations.queries import find
from seminar_service.consultations.reading import NotAssigned, Reader, may_read
from seminar_service.consultations.sealed import DeskSeal
from seminar_service.domain.errors import NotFound
from seminar_service.extensions import db
from seminar_service.web.accounts import current_actor, has_role
from seminar_service.web.clock import now


def reader() -> Reader:
    """The signed-in account as somebody who reads cases."""
    return Reader(current_user.id, is_head=has_role(RoleName.DESK_HEAD))


def seal() -> DeskSeal:
    """The desk's seal.

    Raises:
        DeskKeysMissing: The installation has no keys for the desk.
    """
    return DeskSeal.of(current_app.config["SETTINGS"])


def circumstances() -> dict[str, Any]:
    """Who acts, and when."""
    return {"actor": current_actor(), "now": now()}


def opening() -> dict[str, Any]:
    """Who opens what, with which seal, and when."""
    return {"reader": reader(), "seal": seal()} | circumstances()


def own_case(case_id: int) -> Case:
    """A case that the signed-in account may read and change.

    Raises:
        NotFound: There is no such case.
        NotAssigned: It may not.
    """
    case = known_case(case_id)
    if not may_read(db.session(), case_id, reader()):
        raise NotAssigned
    return case


def known_case(case_id: int) -> Case:
    """A case, whoever works on it.

    Raises:
        NotFound: There is no such case.
    """
    case = find(db.session(), case_id)
    if case is None:
        raise NotFound("case")
    return case
