"""Files to be filled in with registrations: what the columns are, and what may stand in them."""

from collections.abc import Sequence

from flask import Response
from flask_babel import gettext

from seminar_service.seminars.model import Seminar
from seminar_service.web.downloads import FileKind
from seminar_service.web.organisers.registrations.import_columns import SEMINAR, columns_of
from seminar_service.web.organisers.sheets.columns import ImportColumn
from seminar_service.web.organisers.sheets.templates import template_file
from seminar_service.web.templating import format_day


def seminar_label(seminar: Seminar) -> str:
    """How a template names a seminar: its public ID first, by which it is found."""
    return f"{seminar.public_id} {format_day(seminar.day)} {seminar.host_name}"


def template(
    kind: FileKind,
    title: str,
    seminars: Sequence[Seminar] | None,
    own: Sequence[ImportColumn] = (),
) -> Response:
    """A file with the head, and an example in CSV; with lists of what may stand there in XLSX.

    `seminars` are those of a tour; None for a file of one seminar. `own` are the columns of own
    questions.
    """
    columns = columns_of(own, with_seminar=seminars is not None)
    names = {SEMINAR.name: [seminar_label(each) for each in seminars or ()]}
    return template_file(kind, title, gettext("Registrations"), columns, names)
