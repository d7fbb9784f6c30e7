"""The history: who did what, when."""

from math import ceil

from flask import render_template, request
from flask.typing import ResponseReturnValue

from seminar_service.accounts.model import RoleName
from seminar_service.domain.history import HistoryKind
from seminar_service.extensions import db
from seminar_service.overview.history import history_page
from seminar_service.overview.history_things import things_of
from seminar_service.web import history_words
from seminar_service.web.accounts import staff
from seminar_service.web.organisers import bp, thing_words

PAGE_SIZE = 50
FURTHEST_PAGE = 1_000_000


@bp.get("/history")
@staff(RoleName.PLANNER)
def history() -> ResponseReturnValue:
    """What happened, the newest first; one kind alone if wanted."""
    kind = _wanted_kind()
    page = min(max(request.args.get("page", 1, type=int), 1), FURTHEST_PAGE)
    lines, total = history_page(db.session(), kind, page=page, page_size=PAGE_SIZE)
    return render_template(
        "organisers/history.html",
        lines=lines,
        things=things_of(db.session(), lines),
        thing_words=thing_words,
        kind=kind,
        kinds=list(HistoryKind),
        words=history_words,
        page=page,
        pages=max(ceil(total / PAGE_SIZE), 1),
    )


def _wanted_kind() -> HistoryKind | None:
    given = request.args.get("kind", "")
    return HistoryKind(given) if given in list(HistoryKind) else None
