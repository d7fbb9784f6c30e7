"""What there is of handouts, and where; what comes."""

from http import HTTPStatus
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from seminar_service.accounts.model import RoleName
from seminar_service.extensions import db
from seminar_service.handouts import queries
from seminar_service.handouts import stock as use_cases
from seminar_service.handouts.stock import HandoutKnown, NotEnoughThere
from seminar_service.web.accounts import current_actor, has_role, staff
from seminar_service.web.clock import now
from seminar_service.web.date_rows import complain
from seminar_service.web.handout_orders import named
from seminar_service.web.handout_words import KINDS
from seminar_service.web.organisers import bp
from seminar_service.web.organisers.handouts.forms import HandoutForm, ReceiptForm, StoreForm


@bp.get("/handouts")
@staff(RoleName.VIEWER)
def handout_stock() -> ResponseReturnValue:
    """What there is where, what is set apart, and what is left."""
    return render_template(
        "organisers/handouts/stock.html",
        stock=queries.stock(db.session()),
        kinds=KINDS,
        named=named,
        may_receive=has_role(RoleName.CLERK),
        may_edit=has_role(RoleName.PLANNER),
    )


@bp.route("/handouts/new", methods=["GET", "POST"])
@staff(RoleName.PLANNER)
def new_handout() -> ResponseReturnValue:
    """Add a pamphlet or poster."""
    form = HandoutForm()
    if form.validate_on_submit():
        try:
            use_cases.add_handout(db.session(), form.details(), actor=current_actor(), now=now())
        except HandoutKnown:
            complain(form.name_ja, _("There is this edition in this language already."))
        else:
            return _done()
    return _page(form, _("Add a pamphlet or poster"))


@bp.route("/handouts/stores/new", methods=["GET", "POST"])
@staff(RoleName.PLANNER)
def new_handout_store() -> ResponseReturnValue:
    """Add a place where handouts are kept."""
    form = StoreForm()
    if form.validate_on_submit():
        try:
            use_cases.add_store(
                db.session(), form.name.data or "", actor=current_actor(), now=now()
            )
        except HandoutKnown:
            complain(form.name, _("There is a store of this name already."))
        else:
            return _done()
    return _page(form, _("Add a store"))


@bp.route("/handouts/receipts/new", methods=["GET", "POST"])
@staff(RoleName.CLERK)
def receive_handouts() -> ResponseReturnValue:
    """Book what came, or what is missing."""
    form = ReceiptForm()
    form.offer(queries.handouts(db.session()), queries.stores(db.session()))
    if form.validate_on_submit() and form.pieces.data:
        try:
            use_cases.receive(
                db.session(),
                form.handout.data,
                form.store.data,
                form.pieces.data,
                form_key=form.form_key.data,
                note=form.note.data or "",
                actor=current_actor(),
                now=now(),
            )
        except NotEnoughThere:
            complain(form.pieces, _("The store has not so many that are free."))
        else:
            return _done()
    return _page(form, _("Book a receipt"))


def _done() -> ResponseReturnValue:
    flash(_("The changes have been saved."), "success")
    return redirect(url_for("organisers.handout_stock"), HTTPStatus.SEE_OTHER)


def _page(form: FlaskForm, heading: str) -> tuple[str, int]:
    values: dict[str, Any] = {"form": form, "heading": heading}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_submitted() else HTTPStatus.OK
    return render_template("organisers/handouts/form.html", **values), status
