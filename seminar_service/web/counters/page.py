"""A counter's own page: its reports, the seminars in its prefecture, what the directory says."""

from flask import render_template
from flask.typing import ResponseReturnValue

from seminar_service.counters.links import COUNTER_LINKS
from seminar_service.counters.queries import counter
from seminar_service.counters.report_queries import counter_year
from seminar_service.domain.actors import COUNTER
from seminar_service.domain.fiscal_years import FiscalYear
from seminar_service.extensions import db
from seminar_service.seminars.public_lists import next_seminars_in
from seminar_service.web import link_renewals
from seminar_service.web.clock import now, today
from seminar_service.web.counter_words import TONGUES
from seminar_service.web.counters import bp
from seminar_service.web.counters.visits import Visit, of_counter


@bp.get("/counter/<token>")
@bp.get("/counter/")
@of_counter
def own(visit: Visit) -> ResponseReturnValue:
    """What is to be reported, what was, and the seminars in the prefecture."""
    row = counter(db.session(), visit.counter_id)
    this_year = FiscalYear.of(today()).start_year
    years = [
        counter_year(db.session(), row, each, today=today()) for each in (this_year, this_year - 1)
    ]
    return render_template(
        "counters/own.html",
        visit=visit,
        counter=row,
        years=list(zip((this_year, this_year - 1), years, strict=True)),
        late=years[0].late,
        coming=next_seminars_in(db.session(), row.prefecture, now=now()),
        tongues=TONGUES,
    )


@bp.post("/counter/<token>/link")
def new_link(token: str) -> ResponseReturnValue:
    """Let the counter's links work no more, and mail a new one."""
    return link_renewals.renew(COUNTER_LINKS, token, COUNTER)
