"""An adviser's own calendar, fetched every night: tried first, then taken, and ended again."""

from datetime import timedelta
from http import HTTPStatus
from typing import Final

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from seminar_service.access import links
from seminar_service.access.model import LinkPurpose
from seminar_service.access.sealing import Seal
from seminar_service.advisers.subscription_model import SubscriptionFault
from seminar_service.availability import subscriptions as use_cases
from seminar_service.availability.queries import open_engagements, own_uids
from seminar_service.availability.subscribed_days import last_day_read
from seminar_service.availability.subscription_queries import subscription_of, trials
from seminar_service.availability.subscriptions import PURPOSE
from seminar_service.busy.errors import CalendarTooLarge, CalendarUnreadable, ReadersBusy
from seminar_service.busy.reader import read_busy
from seminar_service.busy.values import Asked, Busy
from seminar_service.domain.actors import ADVISER
from seminar_service.domain.errors import TooManyAttempts
from seminar_service.extensions import db
from seminar_service.fetching.addresses import host_of, normalised
from seminar_service.fetching.errors import AddressMalformed, FetchersBusy
from seminar_service.fetching.fetcher import fetch
from seminar_service.fetching.values import FetchFailed, Wanted
from seminar_service.tours.calendar_days import consecutive
from seminar_service.web.advisers import bp
from seminar_service.web.advisers.days import tell
from seminar_service.web.advisers.found_days import in_text
from seminar_service.web.advisers.own_calendar_forms import (
    MALFORMED,
    AddressForm,
    EndForm,
    SubscribeForm,
)
from seminar_service.web.clock import now, today
from seminar_service.web.rate_limits import limit_by_address
from seminar_service.web.subscription_words import fault_words
from seminar_service.web.templating import settings

TRIALS_PER_WINDOW: Final = 20
WINDOW: Final = timedelta(hours=1)


@bp.route("/adviser/<token>/own-calendar", methods=["GET", "POST"])
def own_calendar(token: str) -> ResponseReturnValue:
    """Which calendar is fetched; then the days that another takes, of which nothing is kept yet."""
    adviser_id = links.visit(db.session(), LinkPurpose.ADVISER, token, now=now())
    form = AddressForm()
    if not form.is_submitted():
        return _page(token, adviser_id, form)
    if not settings().calendar_fetching:
        return _page(token, adviser_id, form), HTTPStatus.CONFLICT
    if not form.validate():
        return _page(token, adviser_id, form), HTTPStatus.UNPROCESSABLE_ENTITY
    address, ours = str(form.address.data), own_uids(db.session(), adviser_id)
    try:  # counting ends the transaction: while a server is asked no connection is held
        limit_by_address("own_calendar", limit=TRIALS_PER_WINDOW, window=WINDOW)
        busy = _fetched(address, ours)
    except (TooManyAttempts, FetchersBusy, ReadersBusy) as fault:
        form.complain(_come_back(fault))
        is_often = isinstance(fault, TooManyAttempts)
        status = HTTPStatus.TOO_MANY_REQUESTS if is_often else HTTPStatus.SERVICE_UNAVAILABLE
        return _page(token, adviser_id, form), status
    except (FetchFailed, CalendarTooLarge, CalendarUnreadable) as fault:
        form.complain(fault_words(_fault(fault)))
        return _page(token, adviser_id, form), HTTPStatus.UNPROCESSABLE_ENTITY
    return _found_page(token, adviser_id, address, busy)


@bp.post("/adviser/<token>/own-calendar/take")
def take_own_calendar(token: str) -> ResponseReturnValue:
    """Fetch the calendar every night from now on, and take the days that were shown."""
    adviser_id = links.visit(db.session(), LinkPurpose.ADVISER, token, now=now())
    form, again = SubscribeForm(), AddressForm(formdata=None)
    address = _address(form)
    if not settings().calendar_fetching:
        return _page(token, adviser_id, again), HTTPStatus.CONFLICT
    if not form.validate() or address is None:
        again.complain(str(MALFORMED))
        return _page(token, adviser_id, again), HTTPStatus.UNPROCESSABLE_ENTITY
    changed = use_cases.subscribe(
        db.session(),
        adviser_id,
        address,
        form.days,
        seal=Seal.of(settings(), PURPOSE),
        actor=ADVISER,
        now=now(),
    )
    tell(changed)
    flash(gettext("Your calendar is fetched every night from now on."), "success")
    return redirect(url_for("advisers.own_calendar", token=token), HTTPStatus.SEE_OTHER)


@bp.post("/adviser/<token>/own-calendar/end")
def end_own_calendar(token: str) -> ResponseReturnValue:
    """Fetch it no more, and free the days ahead that it alone has taken."""
    adviser_id = links.visit(db.session(), LinkPurpose.ADVISER, token, now=now())
    if not EndForm().validate():
        return _page(token, adviser_id, AddressForm(formdata=None)), 422
    use_cases.unsubscribe(db.session(), adviser_id, actor=ADVISER, now=now())
    said = gettext(
        "Your calendar is no longer fetched. The days ahead that came from it are free again; days "
        "that you marked by hand stay."
    )
    flash(said, "success")
    return redirect(url_for("advisers.own_calendar", token=token), HTTPStatus.SEE_OTHER)


def _fetched(address: str, ours: frozenset[str]) -> Busy:
    """The days that a calendar takes, to the end of the next fiscal year."""
    answer = fetch(Wanted(address))
    return read_busy(Asked(answer.content or b"", today(), last_day_read(today()), ours))


def _fault(fault: Exception) -> SubscriptionFault:
    if isinstance(fault, FetchFailed):
        return SubscriptionFault(fault.fault.value)
    is_large = isinstance(fault, CalendarTooLarge)
    return SubscriptionFault.TOO_LARGE if is_large else SubscriptionFault.UNREADABLE


def _come_back(fault: Exception) -> str:
    if isinstance(fault, TooManyAttempts):
        return str(gettext("Too many have come from your network. Please try again in an hour."))
    return str(gettext("Other calendars are just being read. Please try again in a moment."))


def _address(form: SubscribeForm) -> str | None:
    """The address that was tried; None where what came back is none."""
    try:
        return normalised(form.address.data or "")
    except AddressMalformed:
        return None


def _page(token: str, adviser_id: int, form: AddressForm) -> str:
    return render_template(
        "advisers/own_calendar.html",
        subscription=subscription_of(db.session(), adviser_id),
        engagements=open_engagements(db.session(), adviser_id, today=today()),
        is_fetching=settings().calendar_fetching,
        fault_words=fault_words,
        form=form,
        token=token,
    )


def _found_page(token: str, adviser_id: int, address: str, busy: Busy) -> str:
    values = {"address": address, "found": in_text(busy.days)}
    return render_template(
        "advisers/own_calendar_found.html",
        trials=trials(db.session(), adviser_id, busy.days, today=today()),
        host=host_of(address),
        consecutive=consecutive,
        unread=busy.unread,
        form=SubscribeForm(formdata=None, data=values),
        token=token,
    )
