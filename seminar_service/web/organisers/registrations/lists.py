"""The lists of registrations: of a tour, and of a seminar."""

from dataclasses import replace
from functools import partial

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from seminar_service.accounts.model import RoleName
from seminar_service.domain.prefectures import prefectures
from seminar_service.domain.tour_codes import TourCode
from seminar_service.extensions import db
from seminar_service.overview.registration_lists import registration_list, seminars_to_choose
from seminar_service.overview.seminars import seminar_head
from seminar_service.registrations.by_hand.chosen import Deed
from seminar_service.seminars.model import Seminar
from seminar_service.tours.model import Tour
from seminar_service.tours.queries import tour_of
from seminar_service.web.accounts import staff
from seminar_service.web.answer_words import EMPLOYEES, INDUSTRIES, PARTICIPANT_KINDS
from seminar_service.web.mode_words import MODES
from seminar_service.web.organisers import bp
from seminar_service.web.organisers.registrations.addresses import (
    bare_address,
    everything_of,
    export_address,
    letter_address,
    list_address,
    wanted_in_address,
)
from seminar_service.web.organisers.registrations.columns import CHOICE, in_words
from seminar_service.web.organisers.registrations.own_columns import (
    own_columns,
    with_own_answers,
)
from seminar_service.web.organisers.registrations.words import FILE_KINDS, HEADINGS, ORDERS
from seminar_service.web.page_requests import page_number
from seminar_service.web.registration_words import STATES


@bp.get("/tours/<tour:tour_code>/registrations")
@staff(RoleName.VIEWER)
def registrations(tour_code: TourCode) -> ResponseReturnValue:
    """The registrations of a tour: searched, filtered, sorted, a page at a time."""
    return _page(tour_of(db.session(), tour_code), None)


@bp.get("/seminars/<public_id>/registrations")
@staff(RoleName.VIEWER)
def seminar_registrations(public_id: str) -> ResponseReturnValue:
    """The same of one seminar."""
    seminar = seminar_head(db.session(), public_id)
    return _page(seminar.tour, seminar)


def _page(tour: Tour, seminar: Seminar | None) -> str:
    own = own_columns(tour.id)
    wanted = wanted_in_address(seminar.public_id if seminar else "", own)
    page = page_number()
    found = registration_list(db.session(), tour.id, wanted.filter, page=page)
    place = {"public_id": seminar.public_id} if seminar else {"tour_code": tour.code}
    return render_template(
        "organisers/registrations/list.html",
        tour=tour,
        seminar=seminar,
        place=place,
        wanted=wanted,
        found=replace(found, lines=with_own_answers(found.lines, wanted.columns)),
        page=page,
        seminars=[] if seminar else seminars_to_choose(db.session(), tour.id),
        prefectures=prefectures(),
        address=partial(list_address, place, wanted),
        export=export_address(place, wanted),
        letter=letter_address(tour, wanted),
        kinds=FILE_KINDS,
        bare=bare_address(place, wanted.scope),
        unfiltered=list_address(place, everything_of(wanted)),
        state_words=STATES,
        orders=ORDERS,
        deeds=[("", _("Please choose")), *((deed.value, HEADINGS[deed]) for deed in Deed)],
        labels={
            "kind": PARTICIPANT_KINDS,
            "employees": EMPLOYEES,
            "industry": INDUSTRIES,
            "mode": MODES,
        },
        all_columns=[*CHOICE, *own],
        in_words=in_words,
    )
