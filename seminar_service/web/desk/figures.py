"""The desk's figures of a month, a fiscal year, or any days."""

from datetime import date

from flask import render_template, request
from flask.typing import ResponseReturnValue

from seminar_service.accounts.model import RoleName
from seminar_service.consultations.figures import Period, desk_figures
from seminar_service.consultations.queries import all_subjects
from seminar_service.domain.fiscal_years import FiscalYear
from seminar_service.domain.japan_time import day_of
from seminar_service.domain.prefectures import prefectures
from seminar_service.extensions import db
from seminar_service.web.accounts import staff
from seminar_service.web.clock import now
from seminar_service.web.desk import bp
from seminar_service.web.desk_words import WORDS
from seminar_service.web.locale import current_locale
from seminar_service.web.page_requests import date_in


@bp.get("/figures")
@staff(RoleName.DESK_EXPERT)
def figures() -> ResponseReturnValue:
    """What is counted; this month where nothing else is asked for."""
    today, locale = day_of(now()), current_locale()
    period = _period(today)
    year = FiscalYear.of(today)
    return render_template(
        "desk/figures.html",
        period=period,
        found=desk_figures(db.session(), period),
        subjects={row.code: row.name(locale) for row in all_subjects(db.session())},
        places={each.code: each.name(locale) for each in prefectures()},
        month=Period.of_month(today),
        years=[(each.label(locale), Period.of_year(each)) for each in (year, year.previous)],
        words=WORDS,
    )


def _period(today: date) -> Period:
    first, last = (date_in(request.args.get(name, "")) for name in ("first", "last"))
    if first and last and first <= last:
        return Period(first, last)
    return Period.of_month(today)
