"""What was handed out in a fiscal year: by kind, receiver and prefecture."""

from collections import Counter as Tally

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from seminar_service.accounts.model import RoleName
from seminar_service.domain.fiscal_years import FiscalYear
from seminar_service.domain.prefectures import prefecture
from seminar_service.extensions import db
from seminar_service.handouts.queries import GivenOut, given_out
from seminar_service.handouts.values import HandoutKind
from seminar_service.web.accounts import staff
from seminar_service.web.clock import today
from seminar_service.web.downloads import Heading, Value, download
from seminar_service.web.editing.forms import version_in
from seminar_service.web.handout_words import KINDS, RECEIVERS
from seminar_service.web.locale import current_locale
from seminar_service.web.organisers import bp
from seminar_service.web.organisers.sheets.templates import kind_of

_YEARS = range(2000, 2100)


@bp.get("/handouts/report")
@staff(RoleName.VIEWER)
def handout_report() -> ResponseReturnValue:
    """The sums of a year, and what they are made of."""
    year, found = _asked()
    totals: Tally[HandoutKind] = Tally()
    for each in found:
        totals[each.kind] += each.pieces
    return render_template(
        "organisers/handouts/report.html",
        year=year,
        this_year=FiscalYear.of(today()).start_year,
        found=found,
        totals=[(KINDS[kind], totals[kind], None) for kind in HandoutKind],
        kinds=KINDS,
        receivers=RECEIVERS,
    )


@bp.get("/handouts/report/<file_kind>")
@staff(RoleName.VIEWER)
def handout_report_file(file_kind: str) -> ResponseReturnValue:
    """The same as a file."""
    kind = kind_of(file_kind)
    year, found = _asked()
    headings = [
        Heading("kind", _("Kind of handout"), 16),
        Heading("receiver", _("Receiver"), 20),
        Heading("prefecture", _("Prefecture"), 12),
        Heading("pieces", _("Pieces"), 12),
    ]
    rows: list[list[Value]] = [
        [
            str(KINDS[each.kind]),
            str(RECEIVERS[each.receiver]),
            prefecture(each.prefecture).name(current_locale()),
            each.pieces,
        ]
        for each in found
    ]
    return download(kind, f"handouts-{year}", headings, rows)


def _asked() -> tuple[int, list[GivenOut]]:
    """The year that the address names, or this one, and what was handed out in it."""
    named = version_in(request.args.get("year", ""))
    year = named if named in _YEARS else FiscalYear.of(today()).start_year
    return year, given_out(db.session(), year)
