"""A slip that says how a registration stands: to be printed, sent by fax, or read out."""

from typing import Any, Final

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import get_locale, gettext
from flask_babel import lazy_gettext as _l

from seminar_service.accounts.model import RoleName
from seminar_service.extensions import db
from seminar_service.outbox.office import Office
from seminar_service.registrations.model import Registration
from seminar_service.registrations.queries import OwnRegistration, own_registration
from seminar_service.registrations.states import RegistrationState
from seminar_service.web.accounts import staff
from seminar_service.web.clock import now, today
from seminar_service.web.organisers import bp
from seminar_service.web.templating import format_instant, settings

_SAID: Final[dict[RegistrationState, Any]] = {
    RegistrationState.CONFIRMED: _l("You have a place. We look forward to seeing you."),
    RegistrationState.PROVISIONAL: _l("A place is held for you."),
    RegistrationState.CANCELLED: _l("Your registration is cancelled."),
    RegistrationState.LAPSED: _l("Your registration has ended, because its time was over."),
    RegistrationState.ATTENDED: _l("Thank you for coming."),
    RegistrationState.ABSENT: _l("You had a place."),
}


@bp.get("/registrations/<int:registration_id>/slip")
@staff(RoleName.CLERK)
def registration_slip(registration_id: int) -> ResponseReturnValue:
    """How a registration stands, on a page of its own for the person it is about."""
    shown = own_registration(db.session(), registration_id, now=now())
    row, office = shown.registration, Office.of(settings())
    return render_template(
        "organisers/registrations/slip.html",
        row=row,
        seminar=row.seminar,
        tour=row.seminar.tour,
        today=today(),
        said=_said(row, shown),
        office_name=office.name(str(get_locale())),
        ways_to_ask=[way for way in (office.telephone, office.contact) if way],
    )


def _said(row: Registration, shown: OwnRegistration) -> str:
    if row.state is RegistrationState.WAITING:
        text = gettext(
            "The seminar is full. You are on the waiting list, at position %(number)d. We tell you "
            "when a place comes free.",
            number=shown.position or 0,
        )
        return str(text)
    if row.state is RegistrationState.OFFERED and row.offered_until is not None:
        until = format_instant(row.offered_until)
        text = gettext("A place has come free. Please tell us by %(until)s.", until=until)
        return str(text)
    return str(_SAID[row.state])
