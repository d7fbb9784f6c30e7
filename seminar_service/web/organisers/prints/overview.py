"""What there is to print for a seminar, in one place."""

from flask import render_template
from flask.typing import ResponseReturnValue

from seminar_service.accounts.model import RoleName
from seminar_service.extensions import db
from seminar_service.overview.seminars import seminar_head
from seminar_service.seminars.model import Seminar
from seminar_service.web.accounts import staff
from seminar_service.web.organisers import bp
from seminar_service.web.organisers.prints.forms import SignInListForm, list_form


@bp.get("/seminars/<public_id>/prints")
@staff(RoleName.VIEWER)
def prints(public_id: str) -> ResponseReturnValue:
    """The papers of a seminar, and what its sign-in list is to show."""
    seminar = seminar_head(db.session(), public_id)
    return prints_page(seminar, list_form(seminar))


def prints_page(seminar: Seminar, form: SignInListForm) -> str:
    """The page with a form of the list, filled in or as it usually is."""
    return render_template(
        "organisers/prints/overview.html", seminar=seminar, tour=seminar.tour, form=form
    )
