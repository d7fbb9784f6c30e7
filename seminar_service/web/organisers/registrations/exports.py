"""Registrations as a file, as the list shows them: the same filters, order and columns."""

from typing import Final

from flask import flash, redirect, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from seminar_service.accounts.model import RoleName
from seminar_service.domain.history import Subject, SubjectKind
from seminar_service.domain.tour_codes import TourCode
from seminar_service.extensions import db
from seminar_service.overview.registration_lists import all_registrations
from seminar_service.overview.seminars import seminar_head
from seminar_service.registrations.by_hand.noting_exports import note_export
from seminar_service.tours.queries import tour_of
from seminar_service.web.accounts import current_actor, staff
from seminar_service.web.clock import now
from seminar_service.web.downloads import FileKind, Heading, download
from seminar_service.web.organisers import bp
from seminar_service.web.organisers.registrations.addresses import (
    Wanted,
    list_address,
    wanted_in_address,
)
from seminar_service.web.organisers.registrations.columns import FIXED
from seminar_service.web.organisers.registrations.own_columns import (
    own_columns,
    with_own_answers,
)

MOST_ROWS: Final = 20_000
"""Registrations of one file."""


@bp.post("/tours/<tour:tour_code>/registrations/export")
@staff(RoleName.CLERK)
def export_registrations(tour_code: TourCode) -> ResponseReturnValue:
    """The registrations of a tour as a file; who took it stands in the history."""
    tour = tour_of(db.session(), tour_code)
    wanted, subject = (
        wanted_in_address(own=own_columns(tour.id)),
        Subject(SubjectKind.TOUR, tour.id),
    )
    back = list_address({"tour_code": tour_code}, wanted)
    return _file(tour.id, wanted, subject, f"registrations-{tour_code}", back)


@bp.post("/seminars/<public_id>/registrations/export")
@staff(RoleName.CLERK)
def export_seminar_registrations(public_id: str) -> ResponseReturnValue:
    """The same of one seminar."""
    seminar = seminar_head(db.session(), public_id)
    wanted = wanted_in_address(public_id, own_columns(seminar.tour_id))
    subject = Subject(SubjectKind.SEMINAR, seminar.id)
    back = list_address({"public_id": public_id}, wanted)
    title = f"registrations-{seminar.day.isoformat()}-{seminar.public_id}"
    return _file(seminar.tour_id, wanted, subject, title, back)


def _file(
    tour_id: int, wanted: Wanted, subject: Subject, title: str, back: str
) -> ResponseReturnValue:
    kind = request.form.get("kind_of_file", "")
    lines = all_registrations(db.session(), tour_id, wanted.filter, most=MOST_ROWS + 1)
    if kind not in list(FileKind) or len(lines) > MOST_ROWS:
        message = _("Please choose a kind of file, and at most %(most)d people.", most=MOST_ROWS)
        flash(message, "error")
        return redirect(back, 303)
    columns = [*FIXED, *wanted.columns]
    lines = with_own_answers(lines, columns)
    headings = [Heading(each.name, str(each.label), each.width) for each in columns]
    file = download(
        FileKind(kind),
        title,
        headings,
        ([column.value(line) for column in columns] for line in lines),
    )
    note_export(
        db.session(),
        subject,
        file_kind=kind,
        rows=len(lines),
        columns=[each.name for each in columns],
        filters=sorted(set(wanted.arguments()) - {"order", "column"}),
        actor=current_actor(),
        now=now(),
    )
    return file
