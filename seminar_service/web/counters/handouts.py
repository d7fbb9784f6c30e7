"""A counter orders pamphlets and posters."""

from http import HTTPStatus

from flask import flash, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from seminar_service.counters.queries import counter
from seminar_service.extensions import db
from seminar_service.handouts import queries
from seminar_service.handouts.orders import ask
from seminar_service.handouts.values import Receiver, ReceiverKind
from seminar_service.web.clock import now
from seminar_service.web.counters import bp
from seminar_service.web.counters.visits import Visit, of_counter
from seminar_service.web.handout_orders import named, order_form
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
        receiver = Receiver(
            ReceiverKind.COUNTER,
            organisation=row.name_ja,
            prefecture=row.prefecture,
            address=form.address.data or "",
            postal_code=form.postal_code.data or "",
            person=form.person.data or "",
            counter_id=row.id,
        )
        ask(
            db.session(),
            receiver,
            form.pieces(),
            form_key=form.form_key.data,
            note=form.note.data or "",
            actor=visit.actor,
            now=now(),
        )
        flash(gettext("The order has been sent to the office."), "success")
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
