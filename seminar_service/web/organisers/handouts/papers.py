"""What is printed to send handouts: the list of shipments, and labels with addresses."""

from flask.typing import ResponseReturnValue

from seminar_service.accounts.model import RoleName
from seminar_service.extensions import db
from seminar_service.handouts import queries
from seminar_service.handouts.states import OrderState
from seminar_service.printing.values import Order
from seminar_service.web.accounts import staff
from seminar_service.web.clock import today
from seminar_service.web.handout_orders import named
from seminar_service.web.organisers import bp
from seminar_service.web.papers import paper, pdf_answer, printed


@bp.get("/handouts/shipments.pdf")
@staff(RoleName.CLERK)
def shipment_list() -> ResponseReturnValue:
    """What is to be sent: each approved order with its pieces and its address."""
    return _file("shipment_list", "shipments")


@bp.get("/handouts/labels.pdf")
@staff(RoleName.CLERK)
def address_labels() -> ResponseReturnValue:
    """A label with the address of each approved order, twelve on a sheet."""
    return _file("address_labels", "labels")


def _file(template: str, name: str) -> ResponseReturnValue:
    approved = [each for each in queries.orders(db.session()) if each.state is OrderState.APPROVED]
    order = Order((paper(template, orders=approved, named=named, day=today()),))
    return pdf_answer(lambda: printed(order), f"{name}-{today().isoformat()}", "")
