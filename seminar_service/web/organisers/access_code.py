"""The code of a seminar for members of its host, at the office."""

from functools import partial
from http import HTTPStatus

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from seminar_service.accounts.model import RoleName
from seminar_service.extensions import db
from seminar_service.overview.seminars import seminar_head
from seminar_service.seminars import access_codes
from seminar_service.seminars.access_codes import NotForMembers
from seminar_service.seminars.model import Seminar
from seminar_service.web.access_code_forms import AccessCodeForm
from seminar_service.web.accounts import current_actor, staff
from seminar_service.web.clock import now
from seminar_service.web.editing.keeping import give_back
from seminar_service.web.editing.saving import handled
from seminar_service.web.organisers import bp


@bp.route("/seminars/<public_id>/access-code", methods=["GET", "POST"])
@staff(RoleName.CLERK)
def access_code(public_id: str) -> ResponseReturnValue:
    """Set the code that its form asks for, draw another one, or ask for none."""
    seminar = seminar_head(db.session(), public_id)
    form = AccessCodeForm(obj=seminar)
    back = url_for("organisers.seminar", public_id=public_id)
    try:
        status = handled(form, partial(_save, public_id, form), partial(_present, public_id))
    except NotForMembers:
        reason = _("The seminar is for everybody: nobody needs a code.")
        return give_back(form, reason, back=(back, _("To the seminar")))
    if status == HTTPStatus.SEE_OTHER:
        flash(_("Saved."), "success")
        return redirect(back, status)
    page = render_template(
        "organisers/access_code.html", seminar=seminar, tour=seminar.tour, form=form
    )
    return page, status


def _save(public_id: str, form: AccessCodeForm, version: int | None) -> None:
    access_codes.change_access_code(
        db.session(), public_id, form.wanted, version=version, actor=current_actor(), now=now()
    )


def _present(public_id: str) -> tuple[Seminar, AccessCodeForm]:
    seminar = seminar_head(db.session(), public_id)
    return seminar, AccessCodeForm(obj=seminar, formdata=None)
