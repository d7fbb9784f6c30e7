"""An adviser's own page, reached by a secret link: answers, the year, journeys, the calendar."""

from functools import partial

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from seminar_service.access import links
from seminar_service.access.model import LinkPurpose
from seminar_service.advisers.links import ADVISER_LINKS, open_feed
from seminar_service.availability.queries import open_engagements
from seminar_service.availability.subscription_queries import subscription_of
from seminar_service.domain.actors import ADVISER
from seminar_service.domain.addresses import Addresses
from seminar_service.domain.errors import ChangedMeanwhile
from seminar_service.domain.locales import Locale
from seminar_service.extensions import db
from seminar_service.overview.adviser_years import adviser_year
from seminar_service.overview.shared_lists import list_is_open
from seminar_service.rounds.queries import advisers_tours, due_days
from seminar_service.seminars import confirmations
from seminar_service.web import link_renewals
from seminar_service.web.advisers import bp
from seminar_service.web.advisers.forms import AnswerForm, FeedForm
from seminar_service.web.clock import now, today
from seminar_service.web.editing.keeping import give_back
from seminar_service.web.locale import current_locale
from seminar_service.web.rate_limits import limit_new_feeds
from seminar_service.web.subscription_words import fault_words
from seminar_service.web.templating import settings


@bp.get("/adviser/<token>")
def year(token: str) -> ResponseReturnValue:
    """What waits for an answer, what is ahead, and how to get there."""
    return _page(token, AnswerForm())


@bp.post("/adviser/<token>/answer")
def answer(token: str) -> ResponseReturnValue:
    """Confirm or decline one seminar."""
    adviser_id = links.resolve(db.session(), LinkPurpose.ADVISER, token, now=now())
    form = AnswerForm()
    if not form.validate_on_submit():
        return _page(token, form), 422
    try:
        seminar = confirmations.adviser_answers(
            db.session(),
            adviser_id,
            form.seminar.data,
            form.agrees,
            form.note.data,
            shown=form.shown.data or "",
            actor=ADVISER,
            now=now(),
        )
    except ChangedMeanwhile:
        form.is_outdated = True
        return _page(token, form), 409
    except confirmations.NothingAsked:
        reason = _("This seminar is confirmed. To change it, please call the office.")
        back = url_for("advisers.year", token=token), _("Your seminars")
        return give_back(form, reason, back=back, for_staff=False)
    said = _("You have confirmed: %(title)s") if form.agrees else _("You have declined: %(title)s")
    flash(said % {"title": seminar.title(current_locale())}, "success")
    return redirect(url_for("advisers.year", token=token), 303)


@bp.post("/adviser/<token>/feed")
def feed(token: str) -> ResponseReturnValue:
    """Make a private calendar address and show it this once: only its hash is kept."""
    adviser_id = links.resolve(db.session(), LinkPurpose.ADVISER, token, now=now())
    limit_new_feeds()
    feed_token = open_feed(db.session(), adviser_id, actor=ADVISER, now=now())
    addresses = Addresses(settings().base_url, Locale(current_locale()))
    return _page(token, AnswerForm(), feed_address=addresses.adviser_feed(feed_token))


@bp.post("/adviser/<token>/link")
def new_link(token: str) -> ResponseReturnValue:
    """Let the adviser's links work no more, and mail a new one."""
    return link_renewals.renew(ADVISER_LINKS, token, ADVISER)


@bp.post("/adviser/<token>/feed/revoke")
def revoke_feed(token: str) -> ResponseReturnValue:
    """Let all addresses of the adviser's calendar work no more."""
    back = url_for("advisers.year", token=token, _anchor="calendar")
    return link_renewals.revoke_feed(ADVISER_LINKS, token, ADVISER, back)


def _page(token: str, form: AnswerForm, feed_address: str = "") -> str:
    adviser_id = links.visit(db.session(), LinkPurpose.ADVISER, token, now=now())
    return render_template(
        "advisers/year.html",
        year=adviser_year(db.session(), adviser_id, today()),
        form=form,
        feed_form=FeedForm(),
        feed_address=feed_address,
        feed_links=link_renewals.feed_links(ADVISER_LINKS, adviser_id),
        token=token,
        due_days=due_days(advisers_tours(db.session(), adviser_id, today=today())),
        engagements=open_engagements(db.session(), adviser_id, today=today()),
        subscription=subscription_of(db.session(), adviser_id),
        fault_words=fault_words,
        list_is_open=partial(list_is_open, today=today()),
    )
