"""The flyer of a seminar at the office: worded, looked at, taken as a file."""

from dataclasses import dataclass
from functools import partial
from http import HTTPStatus

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from seminar_service.accounts.model import RoleName
from seminar_service.domain.locales import Locale
from seminar_service.extensions import db
from seminar_service.flyers import services
from seminar_service.flyers.model import Flyer
from seminar_service.overview.seminars import seminar_head
from seminar_service.printing.errors import NotPrinted
from seminar_service.web.accounts import current_actor, staff
from seminar_service.web.clock import now
from seminar_service.web.editing.saving import handled
from seminar_service.web.flyers import SMALL, flyer_file, flyer_page, setting_of
from seminar_service.web.organisers import bp
from seminar_service.web.organisers.prints.flyer_forms import FlyerForm, form_of
from seminar_service.web.papers import pdf_answer, reason_of


@dataclass(frozen=True)
class Fit:
    """How a flyer fits on its page, in one language.

    Attributes:
        locale: The language.
        is_small: Whether it had to be set in small letters.
        is_shortened: Whether words had to be left out.
        trouble: Why nobody knows; empty where it is known.
    """

    locale: Locale
    is_small: bool = False
    is_shortened: bool = False
    trouble: str = ""


@bp.route("/seminars/<public_id>/flyer", methods=["GET", "POST"])
@staff(RoleName.CLERK)
def edit_flyer(public_id: str) -> ResponseReturnValue:
    """Word the flyer, and see whether it fits."""
    seminar = seminar_head(db.session(), public_id)
    form = form_of(seminar, services.flyer_of(db.session(), seminar.id))
    status = handled(form, partial(_word, public_id, form), partial(_present, public_id))
    if status == HTTPStatus.SEE_OTHER:
        flash(_("Saved."), "success")
        return redirect(url_for("organisers.edit_flyer", public_id=public_id), status)
    fits = [_fit(public_id, locale) for locale in Locale] if status == HTTPStatus.OK else []
    seminar = seminar_head(db.session(), public_id)
    page = render_template(
        "organisers/prints/flyer.html", seminar=seminar, tour=seminar.tour, form=form, fits=fits
    )
    return page, status


@bp.get("/seminars/<public_id>/flyer/<any(ja, en):language>")
@staff(RoleName.VIEWER)
def flyer(public_id: str, language: str) -> ResponseReturnValue:
    """The flyer as a page, in one language."""
    back = (
        url_for("organisers.prints", public_id=public_id),
        _("Back to the prints of this seminar"),
    )
    return flyer_page(seminar_head(db.session(), public_id), Locale(language), back)


@bp.get("/seminars/<public_id>/flyer/<any(ja, en):language>.pdf")
@staff(RoleName.VIEWER)
def flyer_as_file(public_id: str, language: str) -> ResponseReturnValue:
    """The flyer as a file, in one language."""
    seminar = seminar_head(db.session(), public_id)
    name = f"flyer-{seminar.day.isoformat()}-{public_id}-{language}"
    page = url_for("organisers.flyer", public_id=public_id, language=language)
    return pdf_answer(lambda: flyer_file(seminar, Locale(language)), name, page)


def _fit(public_id: str, locale: Locale) -> Fit:
    try:
        found = setting_of(flyer_file(seminar_head(db.session(), public_id), locale))
    except NotPrinted as error:
        return Fit(locale, trouble=reason_of(error))
    return Fit(locale, is_small=found.fit >= SMALL, is_shortened=found.letters > 0)


def _word(public_id: str, form: FlyerForm, version: int) -> None:
    services.word_flyer(
        db.session(),
        public_id,
        form.texts(seminar_head(db.session(), public_id)),
        version=version,
        actor=current_actor(),
        now=now(),
    )


def _present(public_id: str) -> tuple[Flyer, FlyerForm]:
    seminar = seminar_head(db.session(), public_id)
    row = services.flyer_of(db.session(), seminar.id)
    return row, form_of(seminar, row, formdata=None)
