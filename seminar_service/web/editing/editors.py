"""Who edited a thing, in words that its reader may know."""

from datetime import datetime
from typing import Final

from flask import request
from flask_babel import gettext
from flask_security import current_user

from seminar_service.domain.actors import ActorKind
from seminar_service.extensions import db
from seminar_service.overview.edits import Edit, edits_since
from seminar_service.storage.versions import Versioned

OUTSIDE: Final = {"hosts", "advisers", "public"}
"""Blueprints whose readers are told no names of the staff."""


def editors_since(row: Versioned, version: int) -> list[tuple[str, datetime]]:
    """Who edited a row after a version, and when; the newest first."""
    return [(_editor(edit), edit.at) for edit in edits_since(db.session(), row, version)]


def _editor(edit: Edit) -> str:
    if edit.party is ActorKind.ORGANISER:
        return _member_of_staff(edit)
    if edit.party is ActorKind.HOST:
        is_reader = request.blueprint == "hosts"
        return (
            str(gettext("you or a colleague, in another window"))
            if is_reader
            else str(gettext("the host"))
        )
    return str(gettext("the service"))


def _member_of_staff(edit: Edit) -> str:
    if request.blueprint in OUTSIDE:
        return str(gettext("the office"))
    if edit.user_id is not None and edit.user_id == getattr(current_user, "id", None):
        return str(gettext("you, in another window"))
    return edit.name or str(gettext("somebody of the staff"))
