"""When one is told by mail what hosts, advisers and participants have done."""

from functools import partial
from http import HTTPStatus

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_security import current_user

from seminar_service.accounts import bulletins
from seminar_service.accounts.model import RoleName, User
from seminar_service.domain.errors import NotFound
from seminar_service.extensions import db
from seminar_service.web.accounts import current_actor, staff
from seminar_service.web.clock import now
from seminar_service.web.editing.saving import handled
from seminar_service.web.organisers import bp
from seminar_service.web.organisers.forms_staff import BulletinForm


@bp.route("/account/bulletins", methods=["GET", "POST"])
@staff(RoleName.VIEWER)
def own_bulletins() -> ResponseReturnValue:
    """Choose for one's own account: of what, and at once, once a day, or not at all."""
    form = BulletinForm(data=_values(current_user))
    own = current_user.id
    status = handled(form, partial(_choose, own, form), partial(_present, own))
    if status == HTTPStatus.SEE_OTHER:
        flash(_("Saved."), "success")
        return redirect(url_for("organisers.account"), status)
    return render_template("organisers/bulletins.html", form=form), status


def _choose(account_id: int, form: BulletinForm, version: int) -> None:
    bulletins.choose(
        db.session(), account_id, form.wishes(), version=version, actor=current_actor(), now=now()
    )


def _present(account_id: int) -> tuple[User, BulletinForm]:
    user = db.session.get(User, account_id)
    if user is None:
        raise NotFound("account")
    return user, BulletinForm(formdata=None, data=_values(user))


def _values(user: User) -> dict[str, object]:
    return {
        "bulletin": user.bulletin.value,
        "urgent": user.urgent_since is not None,
        "digest": user.digest_since is not None,
        "version": user.version,
    }
