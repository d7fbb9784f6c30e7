"""The code of a seminar for members of its host, on the host's own pages."""

from functools import partial
from http import HTTPStatus

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from seminar_service.access import links
from seminar_service.access.model import LinkPurpose
from seminar_service.domain.actors import HOST
from seminar_service.domain.vocabulary import Audience
from seminar_service.extensions import db
from seminar_service.overview import bids as bid_queries
from seminar_service.overview.bids import BidPage
from seminar_service.seminars import access_codes
from seminar_service.seminars.access_codes import NotForMembers
from seminar_service.seminars.model import Seminar
from seminar_service.web.access_code_forms import AccessCodeForm
from seminar_service.web.clock import now
from seminar_service.web.editing.saving import handled
from seminar_service.web.hosts import bp


@bp.route("/bids/<token>/access-code", methods=["GET", "POST"])
def access_code(token: str) -> ResponseReturnValue:
    """Set the code that members enter, draw another one, or ask for none."""
    own = _own(token)
    back = url_for("hosts.bid", token=token)
    seminar = own.seminar
    if seminar is None or not own.is_settled or seminar.audience is not Audience.MEMBERS:
        return redirect(back, HTTPStatus.SEE_OTHER)
    form = AccessCodeForm(obj=seminar)
    try:
        status = handled(form, partial(_save, seminar.public_id, form), partial(_present, token))
    except NotForMembers:  # the office made it one for everybody in the meantime
        return redirect(back, HTTPStatus.SEE_OTHER)
    if status == HTTPStatus.SEE_OTHER:
        flash(gettext("Saved."), "success")
        return redirect(back, status)
    return render_template(
        "hosts/access_code.html", seminar=seminar, form=form, token=token
    ), status


def _own(token: str) -> BidPage:
    """The bid that a token opens; 404 or 410 where it opens none."""
    bid_id = links.visit(db.session(), LinkPurpose.BID, token, now=now())
    return bid_queries.bid_page(db.session(), bid_id)


def _save(public_id: str, form: AccessCodeForm, version: int | None) -> None:
    access_codes.change_access_code(
        db.session(), public_id, form.wanted, version=version, actor=HOST, now=now()
    )


def _present(token: str) -> tuple[Seminar, AccessCodeForm]:
    seminar = _own(token).seminar
    if seminar is None:
        raise NotForMembers
    return seminar, AccessCodeForm(obj=seminar, formdata=None)
