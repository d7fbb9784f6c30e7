"""The sign for the door, with the code of the seminar's page: as a page that prints, and as PDF."""

from typing import Any, Final

from flask import url_for
from flask.typing import ResponseReturnValue

from seminar_service.accounts.model import RoleName
from seminar_service.extensions import db
from seminar_service.outbox.office import Office
from seminar_service.overview.seminars import seminar_head
from seminar_service.seminars.model import Seminar
from seminar_service.web.accounts import staff
from seminar_service.web.drawing.qr_code import qr_code
from seminar_service.web.locale import current_locale
from seminar_service.web.organisers import bp
from seminar_service.web.papers import FITS, USUAL_FIT, on_one_page, paper, pdf_answer
from seminar_service.web.templating import settings

LETTERS_FOR_EACH_FIT: Final = 30
"""So many letters more of title and venue, and a page is set one step smaller."""


@bp.get("/seminars/<public_id>/prints/sign")
@staff(RoleName.VIEWER)
def door_sign(public_id: str) -> ResponseReturnValue:
    """The sign as a page."""
    seminar = seminar_head(db.session(), public_id)
    return paper("door_sign", as_page=True, fit=_usual_fit(seminar), **_values(seminar))


@bp.get("/seminars/<public_id>/prints/sign.pdf")
@staff(RoleName.VIEWER)
def door_sign_file(public_id: str) -> ResponseReturnValue:
    """The sign as a file."""
    seminar = seminar_head(db.session(), public_id)
    values = _values(seminar)
    page = url_for("organisers.door_sign", public_id=public_id)
    name = f"sign-{seminar.day.isoformat()}-{public_id}"
    return pdf_answer(lambda: on_one_page("door_sign", **values), name, page)


def _values(seminar: Seminar) -> dict[str, Any]:
    locale = current_locale()
    address = Office.of(settings()).addresses(locale).seminar(seminar.public_id)
    return {
        "seminar": seminar,
        "address": address if seminar.is_public else "",
        "code": qr_code(address) if seminar.is_public else None,
    }


def _usual_fit(seminar: Seminar) -> int:
    """How small a page is set, of which nobody knows how it will be printed."""
    letters = len(seminar.title(current_locale())) + len(seminar.venue_name)
    return min(USUAL_FIT + letters // LETTERS_FOR_EACH_FIT, FITS[-1])
