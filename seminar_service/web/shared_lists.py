"""The list of participants as host and advisers read it: as a page, and as a file."""

from flask import flash, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from seminar_service.domain.actors import Actor
from seminar_service.domain.errors import NotFound
from seminar_service.domain.history import Subject, SubjectKind
from seminar_service.extensions import db
from seminar_service.overview.shared_lists import list_is_open
from seminar_service.registrations.by_hand.noting_exports import note_export
from seminar_service.registrations.shared_lists import SharedList, SharedPerson, shared_list
from seminar_service.seminars.model import Seminar
from seminar_service.web.clock import now, today
from seminar_service.web.downloads import FileKind, Heading, Value, download
from seminar_service.web.mode_words import MODES


class DownloadForm(FlaskForm):
    """Only a button, and the protection against forged requests."""


def list_page(seminar: Seminar | None, back: str, file: str) -> ResponseReturnValue:
    """The list as a page; `back` is one's own page, `file` where the button leads.

    Raises:
        NotFound: there is no such seminar.
    """
    seminar = _known(seminar)
    if not list_is_open(seminar, today()):
        return _closed(back)
    return _page(shared_list(db.session(), seminar), back, file)


def list_file(
    seminar: Seminar | None, back: str, file: str, *, actor: Actor
) -> ResponseReturnValue:
    """The list as CSV; that it was taken stands in the history, without names.

    Raises:
        NotFound: there is no such seminar.
    """
    seminar = _known(seminar)
    if not list_is_open(seminar, today()):
        return _closed(back)
    found = shared_list(db.session(), seminar)
    if not DownloadForm().validate_on_submit():
        return _page(found, back, file), 400
    answer = download(
        FileKind.CSV,
        f"participants-{seminar.day.isoformat()}-{seminar.public_id}",
        _headings(seminar),
        [_row(seminar, person) for person in found.people],
    )
    note_export(
        db.session(),
        Subject(SubjectKind.SEMINAR, seminar.id),
        file_kind=FileKind.CSV,
        rows=len(found.people),
        columns=[each.name for each in _headings(seminar)],
        filters=[],
        actor=actor,
        now=now(),
    )
    return answer


def _known(seminar: Seminar | None) -> Seminar:
    if seminar is None:
        raise NotFound("seminar")
    return seminar


def _closed(back: str) -> ResponseReturnValue:
    said = _(
        "The list of participants can be read once the seminar is announced, until 30 days after"
        " it."
    )
    flash(said, "warning")
    return redirect(back, 303)


def _page(found: SharedList, back: str, file: str) -> str:
    return render_template(
        "shared_list.html", found=found, modes=MODES, back=back, file=file, form=DownloadForm()
    )


def _headings(seminar: Seminar) -> list[Heading]:
    found = [
        Heading("name", _("Name"), 18),
        Heading("reading", _("Furigana"), 20),
        Heading("company", _("Company or organisation"), 28),
        Heading("email", _("Email address"), 30),
    ]
    return [*found, Heading("mode", _("How they attend"), 14)] if seminar.is_hybrid else found


def _row(seminar: Seminar, person: SharedPerson) -> list[Value]:
    found: list[Value] = [person.name, person.reading, person.company, person.email]
    return [*found, str(MODES[person.mode])] if seminar.is_hybrid else found
