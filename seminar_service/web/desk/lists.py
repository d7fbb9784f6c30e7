"""The desk's lists: queue, mine, due, and searching what lies under no seal."""

from enum import StrEnum
from typing import Final, TypeVar

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_security import current_user

from seminar_service.accounts.model import RoleName
from seminar_service.consultations import queries
from seminar_service.consultations.queries import View, Wanted
from seminar_service.consultations.states import CaseState
from seminar_service.consultations.values import Channel
from seminar_service.domain.japan_time import day_of
from seminar_service.domain.prefectures import prefectures
from seminar_service.extensions import db
from seminar_service.web.accounts import staff
from seminar_service.web.clock import now
from seminar_service.web.desk import bp
from seminar_service.web.desk.guard import seal
from seminar_service.web.desk_words import WORDS, subject_names
from seminar_service.web.locale import current_locale
from seminar_service.web.page_requests import number_of, page_number

LONGEST_WORDS: Final = 200
Value = TypeVar("Value", bound=StrEnum)


@bp.get("/")
@staff(RoleName.DESK_EXPERT)
def home() -> ResponseReturnValue:
    """A list of cases; the queue where nothing else is asked for."""
    wanted, today, locale = _wanted(), day_of(now()), current_locale()
    return render_template(
        "desk/list.html",
        found=queries.case_page(
            db.session(),
            wanted,
            user_id=current_user.id,
            seal=seal(),
            today=today,
            page=page_number(),
        ),
        wanted=wanted,
        counts=queries.counts(db.session(), user_id=current_user.id, today=today),
        subject_options=[(row.id, row.name(locale)) for row in queries.all_subjects(db.session())],
        place_options=[(each.code, each.name(locale)) for each in prefectures()],
        subject_names=subject_names,
        today=today,
        words=WORDS,
    )


def _wanted() -> Wanted:
    """What the address asks for; whatever it asks for in vain is left out."""
    asked = request.args
    words = asked.get("q", "").strip()[:LONGEST_WORDS]
    usual = View.ALL if words else View.QUEUE
    known = {each.code for each in prefectures()}
    place = asked.get("prefecture", "")
    return Wanted(
        view=_one_of(View, asked.get("view", "")) or usual,
        words=words,
        state=_one_of(CaseState, asked.get("state", "")),
        channel=_one_of(Channel, asked.get("channel", "")),
        subject_id=number_of(asked.get("subject", "")) or None,
        prefecture=place if place in known else "",
    )


def _one_of(values: type[Value], text: str) -> Value | None:
    return values(text) if text in list(values) else None
