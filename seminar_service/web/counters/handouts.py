"""A counter orders pamphlets and posters."""

from http import HTTPStatus

from flask import redirect, render_template
from flask.typing import ResponseReturnValue

from seminar_service.counters.queries import counter
from seminar_service.extensions import db
from seminar_service.handouts import queries
from seminar_service.handouts.values import ReceiverKind
from seminar_service.web.counters import bp
from seminar_service.web.counters.visits import Visit, of_counter
from seminar_service.web.handout_orders import named, order_form, send_order
from seminar_service.web.handout_words import STATES


@bp.route("/counter/handouts", methods=["GET", "POST"])
@bp.route("/counter/<token>/handouts", methods=["GET", "POST"])
@of_counter
def handouts(visit: Visit) -> ResponseReturnValue:
    """Order handouts, and see where earlier orders stand."""
    row = counter(db.session(), visit.counter_id)
    known = {"postal_code": row.postal_code, "address": row.address_ja}
    form = order_form(queries.handouts(db.session()), data=known)
    if form.validate_on_submit():
        send_order(
            form,
            ReceiverKind.COUNTER,
            row.name_ja,
            row.prefecture,
            actor=visit.actor,
            counter_id=row.id,
        )
        return redirect(visit.url("handouts"), HTTPStatus.SEE_OTHER)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_submitted() else HTTPStatus.OK
    page = render_template(
        "counters/handouts.html",
        visit=visit,
        counter=row,
        form=form,
        orders=queries.orders(db.session(), counter_id=row.id),
        states=STATES,
        named=named,
    )
    return page, status
