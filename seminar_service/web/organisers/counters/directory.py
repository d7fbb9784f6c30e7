"""The directory of support counters: its list, and the form of each."""

import re
from functools import partial
from http import HTTPStatus
from typing import Final

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from seminar_service.accounts.model import RoleName
from seminar_service.counters import queries, staffing
from seminar_service.counters import services as use_cases
from seminar_service.counters.links import COUNTER_LINKS
from seminar_service.counters.model import Counter
from seminar_service.counters.services import CounterKnown
from seminar_service.extensions import db
from seminar_service.web.accounts import current_actor, has_role, staff
from seminar_service.web.clock import now
from seminar_service.web.counter_words import TONGUES
from seminar_service.web.date_rows import complain
from seminar_service.web.editing.saving import handled
from seminar_service.web.organisers import bp
from seminar_service.web.organisers.forms_counters import (
    NEW_COUNTER,
    CounterForm,
    EditCounterForm,
    counter_values,
)
from seminar_service.web.organisers.links import shown_links

_NUMBER: Final = re.compile(r"[0-9]{1,9}")


@bp.get("/counters")
@staff(RoleName.VIEWER)
def all_counters() -> ResponseReturnValue:
    """Every counter, those that are not listed, too."""
    return render_template(
        "organisers/counters/list.html",
        counters=queries.all_counters(db.session()),
        tongues=TONGUES,
        may_edit=has_role(RoleName.PLANNER),
    )


@bp.route("/counters/new", methods=["GET", "POST"])
@staff(RoleName.PLANNER)
def new_counter() -> ResponseReturnValue:
    """Take a counter into the directory."""
    form = CounterForm(data=NEW_COUNTER)
    if form.validate_on_submit():
        try:
            use_cases.add_counter(db.session(), form.details(), actor=current_actor(), now=now())
        except CounterKnown:
            _complain_of_name(form)
        else:
            flash(gettext("The counter has been added."), "success")
            return redirect(url_for("organisers.all_counters"), HTTPStatus.SEE_OTHER)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if request.method == "POST" else HTTPStatus.OK
    return render_template("organisers/counters/form.html", form=form, counter=None), status


@bp.route("/counters/<int:counter_id>", methods=["GET", "POST"])
@staff(RoleName.PLANNER)
def edit_counter(counter_id: int) -> ResponseReturnValue:
    """Change what is known of a counter."""
    row = queries.counter(db.session(), counter_id)
    form = EditCounterForm(data=counter_values(row))
    try:
        status = handled(form, partial(_change, counter_id, form), partial(_present, counter_id))
    except CounterKnown:
        _complain_of_name(form)
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    if status == HTTPStatus.SEE_OTHER:
        flash(gettext("The changes have been saved."), "success")
        return redirect(url_for("organisers.all_counters"), status)
    page = render_template(
        "organisers/counters/form.html",
        form=form,
        counter=row,
        links_shown=shown_links(COUNTER_LINKS, counter_id),
        bound=staffing.bound_to(db.session(), counter_id),
        free=staffing.unbound(db.session()) if has_role(RoleName.ADMIN) else [],
    )
    return page, status


@bp.post("/counters/<int:counter_id>/staff")
@staff(RoleName.ADMIN)
def counter_staff(counter_id: int) -> ResponseReturnValue:
    """Let an account of counter staff see this counter, or no longer."""
    text = request.form.get("account", "")
    if not _NUMBER.fullmatch(text):
        abort(400)
    deed = staffing.let_go if "let_go" in request.form else staffing.bind
    deed(db.session(), counter_id, int(text), actor=current_actor(), now=now())
    flash(gettext("The changes have been saved."), "success")
    return redirect(url_for("organisers.edit_counter", counter_id=counter_id, _anchor="staff"), 303)


def _complain_of_name(form: CounterForm) -> None:
    complain(form.name_ja, gettext("The prefecture has a counter of this name already."))


def _change(counter_id: int, form: EditCounterForm, version: int) -> None:
    use_cases.change_counter(
        db.session(),
        counter_id,
        form.details(),
        version=version,
        actor=current_actor(),
        now=now(),
    )


def _present(counter_id: int) -> tuple[Counter, EditCounterForm]:
    row = queries.counter(db.session(), counter_id)
    return row, EditCounterForm(formdata=None, data=counter_values(row))
