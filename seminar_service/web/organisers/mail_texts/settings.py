"""Where answers to a tour's emails go, and which emails are sent by themselves."""

from dataclasses import asdict
from functools import partial
from http import HTTPStatus

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from seminar_service.accounts.model import RoleName
from seminar_service.domain.tour_codes import TourCode
from seminar_service.extensions import db
from seminar_service.mail_texts.settings import MailSettings, change_settings, settings_of
from seminar_service.tours.model import Tour
from seminar_service.tours.queries import tour_of
from seminar_service.web.accounts import current_actor, staff
from seminar_service.web.clock import now
from seminar_service.web.editing.saving import handled
from seminar_service.web.organisers import bp
from seminar_service.web.organisers.mail_texts.forms import MailSettingsForm
from seminar_service.web.templating import settings


@bp.route("/tours/<tour:tour_code>/mails/settings", methods=["GET", "POST"])
@staff(RoleName.PLANNER)
def edit_mail_settings(tour_code: TourCode) -> ResponseReturnValue:
    """Change where answers to the emails of a tour go, and which are sent by themselves."""
    tour = tour_of(db.session(), tour_code)
    form = MailSettingsForm(data=_values(tour))
    status = handled(form, partial(_change, tour.id, form), partial(_present, tour_code))
    if status == HTTPStatus.SEE_OTHER:
        flash(_("The changes have been saved."), "success")
        return redirect(url_for("organisers.mail_texts", tour_code=tour_code), status)
    page = render_template(
        "organisers/mail_texts/settings.html",
        tour=tour,
        form=form,
        usual=settings().contact_email,
    )
    return page, status


def _values(tour: Tour) -> dict[str, object]:
    return {"version": tour.version, **asdict(settings_of(tour))}


def _change(tour_id: int, form: MailSettingsForm, version: int) -> None:
    change_settings(
        db.session(),
        tour_id,
        MailSettings(
            replies_to=form.replies_to.data or "",
            sends_thanks=form.sends_thanks.data,
            tells_hosts_weekly=form.tells_hosts_weekly.data,
            tells_hosts_last=form.tells_hosts_last.data,
            near_days=form.near_days.data or 0,
            few_days=form.few_days.data or 1,
        ),
        version=version,
        actor=current_actor(),
        now=now(),
    )


def _present(tour_code: TourCode) -> tuple[Tour, MailSettingsForm]:
    tour = tour_of(db.session(), tour_code)
    return tour, MailSettingsForm(formdata=None, data=_values(tour))
