"""What is done with the text of an email: tested, put back, taken over from an earlier tour."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_security import current_user

from seminar_service.accounts.model import RoleName
from seminar_service.domain.errors import ChangedMeanwhile
from seminar_service.domain.tour_codes import TourCode
from seminar_service.extensions import db
from seminar_service.mail_texts import queries
from seminar_service.mail_texts import services as use_cases
from seminar_service.outbox.office import Office
from seminar_service.outbox.services import Recipient
from seminar_service.registrations import mail_samples
from seminar_service.tours.queries import tour_of
from seminar_service.web.accounts import current_actor, staff
from seminar_service.web.clock import now
from seminar_service.web.organisers import bp
from seminar_service.web.organisers.mail_texts.forms import StepForm
from seminar_service.web.page_requests import number_of
from seminar_service.web.templating import settings


@bp.post("/tours/<tour:tour_code>/mails/<kind>/test")
@staff(RoleName.PLANNER)
def test_mail_text(tour_code: TourCode, kind: str) -> ResponseReturnValue:
    """Send oneself what somebody would get, in both languages."""
    tour = tour_of(db.session(), tour_code)
    text = queries.text_of(db.session(), tour.id, kind)
    tester = Recipient(current_user.email, current_user.name, current_user.locale)
    mail_samples.send_test(
        db.session(),
        tour.id,
        kind,
        text.letters,
        person_id=number_of(request.form.get("person", "")),
        tester=tester,
        office=Office.of(settings()),
        actor=current_actor(),
        now=now(),
    )
    flash(_("A test is on its way to %(address)s.", address=tester.address), "success")
    return _back(tour_code, kind)


@bp.post("/tours/<tour:tour_code>/mails/<kind>/restore")
@staff(RoleName.PLANNER)
def restore_mail_text(tour_code: TourCode, kind: str) -> ResponseReturnValue:
    """Go back to the original in both languages."""
    tour = tour_of(db.session(), tour_code)
    form = StepForm()
    try:
        use_cases.restore(
            db.session(),
            tour.id,
            kind,
            version=form.version.data,
            actor=current_actor(),
            now=now(),
        )
    except ChangedMeanwhile:
        flash(
            _("Nothing was changed: somebody has written the text anew in the meantime."), "warning"
        )
    else:
        flash(_("The original is back."), "success")
    return _back(tour_code, kind)


@bp.post("/tours/<tour:tour_code>/take-over-mails")
@staff(RoleName.PLANNER)
def take_over_mail_texts(tour_code: TourCode) -> ResponseReturnValue:
    """Take over what an earlier tour's emails said, but for what is written anew already."""
    tour = tour_of(db.session(), tour_code)
    earlier = queries.earlier_with_texts(db.session(), tour)
    count = (
        use_cases.take_over(db.session(), tour.id, earlier.id, actor=current_actor(), now=now())
        if earlier
        else 0
    )
    message = ngettext("%(num)d text was taken over.", "%(num)d texts were taken over.", count)
    flash(message, "success" if count else "warning")
    return redirect(url_for("organisers.mail_texts", tour_code=tour_code), 303)


def _back(tour_code: TourCode, kind: str) -> ResponseReturnValue:
    return redirect(url_for("organisers.mail_text", tour_code=tour_code, kind=kind), 303)
