"""Orders of handouts: the list, and deciding on one."""

from http import HTTPStatus
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from seminar_service.accounts.model import RoleName
from seminar_service.domain.errors import ChangedMeanwhile, TransitionNotAllowed
from seminar_service.extensions import db
from seminar_service.handouts import orders as use_cases
from seminar_service.handouts import queries
from seminar_service.handouts.model import HandoutOrder
from seminar_service.handouts.orders import NothingOrdered
from seminar_service.handouts.states import ORDER_TRANSITIONS, OrderAction
from seminar_service.handouts.stock import NotEnoughThere
from seminar_service.handouts.values import MOST_PIECES
from seminar_service.web.accounts import current_actor, has_role, staff
from seminar_service.web.clock import now
from seminar_service.web.editing.forms import version_in
from seminar_service.web.handout_orders import named
from seminar_service.web.handout_words import ACTIONS, RECEIVERS, STATES
from seminar_service.web.organisers import bp


@bp.get("/handouts/orders")
@staff(RoleName.VIEWER)
def handout_orders() -> ResponseReturnValue:
    """All orders, those that wait for the office first."""
    return render_template(
        "organisers/handouts/orders.html",
        orders=queries.orders(db.session()),
        states=STATES,
        receivers=RECEIVERS,
        named=named,
    )


@bp.route("/handouts/orders/<int:order_id>", methods=["GET", "POST"])
@staff(RoleName.VIEWER)
def handout_order(order_id: int) -> ResponseReturnValue:
    """One order: what was asked for, what is left where, and what can be done."""
    if request.method == "POST":
        return _decided(order_id)
    return _page(queries.order(db.session(), order_id))


@staff(RoleName.CLERK)
def _decided(order_id: int) -> ResponseReturnValue:
    deed = request.form.get("deed", "")
    if deed not in list(OrderAction):
        abort(400)
    row = queries.order(db.session(), order_id)
    try:
        _do(row, OrderAction(deed))
    except (ChangedMeanwhile, TransitionNotAllowed):
        fault = _(
            "Somebody has decided on this order in the meantime. Below you see how it stands."
        )
        return _page(queries.order(db.session(), order_id), fault), HTTPStatus.CONFLICT
    except NotEnoughThere:
        fault = _("The store has not so many that are free. Nothing has been approved.")
        return _page(queries.order(db.session(), order_id), fault), HTTPStatus.CONFLICT
    except NothingOrdered:
        fault = _("Please approve at least one piece, or refuse the order.")
        return _page(queries.order(db.session(), order_id), fault), HTTPStatus.UNPROCESSABLE_ENTITY
    flash(_("The changes have been saved."), "success")
    return redirect(url_for("organisers.handout_order", order_id=order_id), HTTPStatus.SEE_OTHER)


def _do(row: HandoutOrder, action: OrderAction) -> None:
    said: dict[str, Any] = {
        "version": version_in(request.form.get("version", "")),
        "actor": current_actor(),
        "now": now(),
    }
    if action is OrderAction.APPROVE:
        pieces = {
            line.handout_id: _number(f"pieces_{line.handout_id}", MOST_PIECES) for line in row.lines
        }
        use_cases.approve(db.session(), row.id, _number("store", MOST_PIECES), pieces, **said)
    else:
        use_cases.act(db.session(), row.id, action, **said)


def _number(name: str, most: int) -> int:
    """A number of the form; whatever is none, or too large, is zero."""
    number = version_in(request.form.get(name, ""))
    return number if number <= most else 0


def _page(row: HandoutOrder, fault: str = "") -> str:
    return render_template(
        "organisers/handouts/order.html",
        order=row,
        fault=fault,
        stock=[
            each
            for each in queries.stock(db.session())
            if each.handout.id in {line.handout_id for line in row.lines}
        ],
        stores=queries.stores(db.session()),
        states=STATES,
        receivers=RECEIVERS,
        named=named,
        may_approve=has_role(RoleName.CLERK)
        and ORDER_TRANSITIONS.allows(row.state, OrderAction.APPROVE),
        actions=[
            (each.value, ACTIONS[each])
            for each in ORDER_TRANSITIONS.actions(row.state)
            if each in ACTIONS and has_role(RoleName.CLERK)
        ],
    )
