"""Having the links to one's registrations sent again, by the mail address alone."""

from math import ceil

from flask import make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms.validators import DataRequired, Email

from seminar_service.domain.errors import TooManyAttempts
from seminar_service.extensions import db
from seminar_service.outbox.office import Office
from seminar_service.registrations import lost_links
from seminar_service.web.clock import now
from seminar_service.web.fields import MailAddressField, at_most
from seminar_service.web.link_renewals import limit_asking
from seminar_service.web.locale import current_locale
from seminar_service.web.public import bp
from seminar_service.web.templating import settings


class LostLinkForm(FlaskForm):
    """Where the links are to go."""

    email = MailAddressField(
        _l("Email address"),
        validators=[
            DataRequired(_l("Please enter your email address.")),
            Email(_l("This is not an email address. Please enter one such as hanako@example.jp.")),
            at_most(254),
        ],
        description=_l("The one that you registered with."),
    )


@bp.route("/links", methods=["GET", "POST"])
def lost_link() -> ResponseReturnValue:
    """Ask for the address, and mail the links; the answer is the same for any address."""
    form = LostLinkForm()
    if not form.validate_on_submit():
        return _page(form, 422 if form.is_submitted() else 200)
    try:
        limit_asking()
    except TooManyAttempts as refused:
        minutes = ceil(refused.retry_after_seconds / 60)
        response = make_response(_page(form, 429, minutes=minutes))
        response.headers["Retry-After"] = str(refused.retry_after_seconds)
        return response
    office = Office.of(settings())
    lost_links.send_links(
        db.session(), form.email.data, locale=current_locale(), office=office, now=now()
    )
    return redirect(url_for("public.links_sent"), 303)


@bp.get("/links/all/sent")
def links_sent() -> ResponseReturnValue:
    """Where to look for the mail, if there is one."""
    return render_template("public/links_sent.html")


def _page(form: LostLinkForm, status: int, *, minutes: int = 0) -> ResponseReturnValue:
    response = make_response(
        render_template("public/lost_link.html", form=form, minutes=minutes), status
    )
    response.cache_control.no_store = True
    return response
