"""Alerts: asking to be told of a seminar with places, and the page behind the mail's link."""

from datetime import timedelta
from math import ceil
from typing import Final

from flask import abort, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from seminar_service.access import links
from seminar_service.access.model import LinkPurpose
from seminar_service.alerts import queries as alert_queries
from seminar_service.alerts import services as alerts
from seminar_service.alerts.matching import seminars_for
from seminar_service.alerts.values import TooManyAlerts
from seminar_service.domain.actors import PARTICIPANT
from seminar_service.domain.errors import TooManyAttempts
from seminar_service.extensions import csrf, db
from seminar_service.outbox.office import Office
from seminar_service.overview import bids as bid_queries
from seminar_service.seminars.model import Seminar
from seminar_service.web.clock import now
from seminar_service.web.date_rows import complain
from seminar_service.web.locale import current_locale
from seminar_service.web.public import bp
from seminar_service.web.public.alert_forms import AlertButtons, AlertForm
from seminar_service.web.rate_limits import limit_by_address
from seminar_service.web.secrecy import secret
from seminar_service.web.templating import settings

ASKED_PER_WINDOW: Final = 20
WINDOW: Final = timedelta(hours=1)
MOST_SHOWN: Final = 5


@bp.route("/alerts/new", methods=["GET", "POST"])
def new_alert() -> ResponseReturnValue:
    """The form. Where a seminar takes people already, it is shown, and nothing is asked for."""
    form = AlertForm(request.args, bid_queries.topics(db.session()))
    if request.method == "GET":
        return _form_page(form)
    if not form.validate():
        return _form_page(form, 422)
    found = seminars_for(db.session(), form.wish(), now=now(), most=MOST_SHOWN)
    if found or form.asks_back():
        return _form_page(form, found=found)
    return _ask(form)


@bp.get("/alerts/new/sent")
def alert_sent() -> ResponseReturnValue:
    """Where to find the button; the same whoever asked, and whether or not for the first time."""
    return render_template("public/alert_sent.html")


@bp.route("/alerts/<token>", methods=["GET", "POST"])
@secret
def alert(token: str) -> ResponseReturnValue:
    """How an alert stands. Programs that check mails open addresses: only a POST acts."""
    alert_id = links.visit(db.session(), LinkPurpose.ALERT, token, now=now())
    form = AlertButtons()
    if form.validate_on_submit():
        _press(alert_id)
        return redirect(url_for("public.alert", token=token), 303)
    found = alert_queries.own_alert(db.session(), alert_id)
    return render_template("public/alert.html", alert=found, form=form, now=now())


@bp.route("/alerts/<token>/end", methods=["GET", "POST"])
@csrf.exempt  # a mail program presses this for its owner, without our pages [RFC 8058]
@secret
def end_alert(token: str) -> ResponseReturnValue:
    """End an alert by one press in a mail program; who opens the address sees the page instead."""
    alert_id = links.visit(db.session(), LinkPurpose.ALERT, token, now=now())
    if request.method == "GET":
        return redirect(url_for("public.alert", token=token), 303)
    if request.form.get("List-Unsubscribe") != "One-Click":
        abort(400)
    alerts.end(db.session(), alert_id, actor=PARTICIPANT, now=now())
    found = alert_queries.own_alert(db.session(), alert_id)
    return render_template("public/alert.html", alert=found, form=AlertButtons(), now=now())


def _press(alert_id: int) -> None:
    if "end" in request.form:
        alerts.end(db.session(), alert_id, actor=PARTICIPANT, now=now())
        return
    office = Office.of(settings())
    alerts.confirm(db.session(), alert_id, office=office, actor=PARTICIPANT, now=now())


def _ask(form: AlertForm) -> ResponseReturnValue:
    try:
        limit_by_address("alert", limit=ASKED_PER_WINDOW, window=WINDOW)
        alerts.ask(
            db.session(),
            form.wish(),
            form.email.data,
            locale=current_locale(),
            office=Office.of(settings()),
            actor=PARTICIPANT,
            now=now(),
        )
    except TooManyAlerts:
        complain(form.email, gettext("This address waits for as much as one address may."))
        return _form_page(form, 409)
    except TooManyAttempts as refused:
        return _too_many(form, refused)
    return redirect(url_for("public.alert_sent"), 303)


def _too_many(form: AlertForm, refused: TooManyAttempts) -> ResponseReturnValue:
    minutes = ceil(refused.retry_after_seconds / 60)
    response = make_response(_form_page(form, 429, minutes=minutes))
    response.headers["Retry-After"] = str(refused.retry_after_seconds)
    return response


def _form_page(
    form: AlertForm, status: int = 200, *, found: list[Seminar] | None = None, minutes: int = 0
) -> ResponseReturnValue:
    page = render_template("public/new_alert.html", form=form, found=found, minutes=minutes)
    response = make_response(page, status)
    response.cache_control.no_store = True
    return response
