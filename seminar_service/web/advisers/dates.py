"""An adviser confirms or declines all dates on one page."""

from collections.abc import Sequence

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from seminar_service.access import links
from seminar_service.access.model import LinkPurpose
from seminar_service.domain.actors import ADVISER
from seminar_service.extensions import db
from seminar_service.rounds.queries import Reader, advisers_tours
from seminar_service.web.advisers import bp
from seminar_service.web.clock import now, today
from seminar_service.web.dates_answering import answer_dates
from seminar_service.web.dates_form import DatesForm


@bp.route("/adviser/<token>/dates", methods=["GET", "POST"])
def dates(token: str) -> ResponseReturnValue:
    """The dates of an adviser in all tours, each with its answer."""
    adviser_id = links.visit(db.session(), LinkPurpose.ADVISER, token, now=now())

    def read() -> list[Reader]:
        return advisers_tours(db.session(), adviser_id, today=today())

    def show(readers: Sequence[Reader], form: DatesForm) -> str:
        return render_template("advisers/dates.html", readers=readers, form=form, token=token)

    return answer_dates(read, show, actor=ADVISER, here=url_for("advisers.dates", token=token))
