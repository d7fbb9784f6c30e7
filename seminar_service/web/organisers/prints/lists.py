"""The list to tick and to sign, by reading: as a page that prints, and as PDF."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import Any, Final

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from seminar_service.accounts.model import RoleName
from seminar_service.domain.history import Subject, SubjectKind
from seminar_service.domain.kana_rows import kana_row
from seminar_service.extensions import db
from seminar_service.overview.seminars import seminar_head
from seminar_service.overview.sign_in_lists import SignInList, sign_in_list
from seminar_service.printing.values import Order, Printed
from seminar_service.registrations.by_hand.noting_exports import note_export
from seminar_service.registrations.model import Registration
from seminar_service.web.accounts import current_actor, staff
from seminar_service.web.clock import now
from seminar_service.web.organisers import bp
from seminar_service.web.organisers.prints.columns import NAME, PaperColumn, chosen_columns
from seminar_service.web.organisers.prints.forms import SignInListForm, list_form
from seminar_service.web.organisers.prints.overview import prints_page
from seminar_service.web.papers import paper, pdf_answer, printed
from seminar_service.web.registration_words import STATES

MOST_PEOPLE: Final = 2_000
"""People of one list."""
LONG: Final = 40
"""From so many people on a list has headings."""


@dataclass(frozen=True)
class Part:
    """Some people of a list under a heading, such as か; without one where the list is short."""

    heading: str
    rows: Sequence[Registration]


@bp.post("/seminars/<public_id>/prints/list")
@staff(RoleName.CLERK)
def print_list(public_id: str) -> ResponseReturnValue:
    """The list as it was asked for; who took it stands in the history."""
    form = list_form(seminar_head(db.session(), public_id))
    found = sign_in_list(
        db.session(),
        public_id,
        with_undecided="undecided" in form.filters,
        with_online="online" in form.filters,
        most=MOST_PEOPLE + 1,
    )
    if not form.validate():
        return prints_page(found.seminar, form), 422
    if found.rows > MOST_PEOPLE:
        flash(_("A list has at most %(most)d people.", most=MOST_PEOPLE), "error")
        return redirect(url_for("organisers.prints", public_id=public_id), 303)
    columns = chosen_columns(form.columns.data)
    note = partial(_note, found.seminar.id, found.rows, columns, form)
    values = _values(found, columns, form)
    if request.form.get("as") == "page":
        page = paper("sign_in_list", as_page=True, **values)
        note("print")
        return page
    order = Order((paper("sign_in_list", **values),))

    def make() -> Printed:
        made = printed(order)
        note("pdf")
        return made

    name = f"list-{found.seminar.day.isoformat()}-{public_id}"
    return pdf_answer(make, name, url_for("organisers.prints", public_id=public_id))


def parts_of(rows: Sequence[Registration]) -> list[Part]:
    """The people of a list, under headings where there are many."""
    if len(rows) < LONG:
        return [Part("", rows)]
    groups = groupby(rows, key=lambda row: kana_row(row.reading_key))
    return [Part(row or _("Others"), list(people)) for row, people in groups]


def _values(
    found: SignInList, columns: Sequence[PaperColumn], form: SignInListForm
) -> dict[str, Any]:
    seminar = found.seminar
    return {
        "seminar": seminar,
        "people": len(found.people),
        "columns": columns,
        "name": NAME,
        "parts": parts_of(found.people),
        "undecided": found.undecided,
        "states": STATES,
        "walk_ins": form.walk_ins.data or 0,
        "printed_at": now(),
    }


def _note(
    seminar_id: int, rows: int, columns: Sequence[PaperColumn], form: SignInListForm, kind: str
) -> None:
    note_export(
        db.session(),
        Subject(SubjectKind.SEMINAR, seminar_id),
        file_kind=kind,
        rows=rows,
        columns=[each.name for each in columns],
        filters=form.filters,
        actor=current_actor(),
        now=now(),
    )
