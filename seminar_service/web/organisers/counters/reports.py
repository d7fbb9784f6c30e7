"""What the counters report: a year of all, who is late, and the form of one month."""

from http import HTTPStatus
from typing import Final

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from seminar_service.accounts.model import RoleName
from seminar_service.counters.months import MonthState
from seminar_service.counters.queries import counter
from seminar_service.counters.report_queries import ReportedYear, months_of, reported_year
from seminar_service.domain.fiscal_years import FiscalYear
from seminar_service.domain.prefectures import prefecture
from seminar_service.extensions import db
from seminar_service.web import counter_reports as reports
from seminar_service.web.accounts import current_actor, has_role, staff
from seminar_service.web.clock import today
from seminar_service.web.counter_words import CONSULTATIONS
from seminar_service.web.downloads import Heading, Value, download
from seminar_service.web.locale import current_locale
from seminar_service.web.organisers import bp
from seminar_service.web.organisers.sheets.templates import kind_of
from seminar_service.web.templating import format_month

EARLIEST: Final = 2000
LATEST: Final = 2099
"""Fiscal years that can be asked for."""


@bp.get("/counters/reports")
@staff(RoleName.VIEWER)
def counter_reports() -> ResponseReturnValue:
    """A fiscal year of all counters: month by month, by kind, and whose reports are late."""
    found = _asked()
    return render_template(
        "organisers/counters/reports.html",
        found=found,
        this_year=FiscalYear.of(today()).start_year,
        kinds_told=[(CONSULTATIONS[kind], number) for kind, number in found.by_kind.items()],
        columns=[
            _("Counter"),
            *((format_month(each, short=True), "number") for each in months_of(found.year)),
            (_("Total"), "number"),
        ],
        late_state=MonthState.LATE,
        may_report=has_role(RoleName.CLERK),
    )


@bp.get("/counters/reports/file/<file_kind>")
@staff(RoleName.VIEWER)
def counter_reports_file(file_kind: str) -> ResponseReturnValue:
    """The same as a file: a line for each counter, a column for each month."""
    kind, found = kind_of(file_kind), _asked()
    months = months_of(found.year)
    headings = [
        Heading("prefecture", _("Prefecture"), 12),
        Heading("counter", _("Counter"), 36),
        *(Heading(f"{each:%Y-%m}", format_month(each), 12) for each in months),
        Heading("total", _("Total"), 12),
    ]
    rows: list[list[Value]] = [
        [
            prefecture(each.counter.prefecture).name(current_locale()),
            each.counter.name(current_locale()),
            *(month.total for month in each.months),
            each.total,
        ]
        for each in found.counters
    ]
    return download(kind, f"counter-reports-{found.year}", headings, rows)


@bp.route("/counters/<int:counter_id>/reports/<month>", methods=["GET", "POST"])
@staff(RoleName.CLERK)
def counter_report(counter_id: int, month: str) -> ResponseReturnValue:
    """The report of a month, which the office enters for a counter that has called."""
    asked = reports.month_of(month)
    row = counter(db.session(), counter_id)
    form, status = reports.handled_report(counter_id, asked, current_actor())
    if status == HTTPStatus.SEE_OTHER:
        flash(_("The report has been saved."), "success")
        year = FiscalYear.of(asked).start_year
        return redirect(url_for("organisers.counter_reports", year=year), status)
    page = render_template(
        "organisers/counters/report.html",
        counter=row,
        form=form,
        month=asked,
        **reports.beside(counter_id, asked),
    )
    return page, status


def _asked() -> ReportedYear:
    """The year that the address names; this one, where it names none that can be."""
    text = request.args.get("year", "")
    is_year = text.isascii() and text.isdecimal() and EARLIEST <= int(text[:5]) <= LATEST
    year = int(text) if is_year else FiscalYear.of(today()).start_year
    return reported_year(db.session(), year, today=today())
