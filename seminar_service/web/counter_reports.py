"""The form with which a month of a counter is reported, by the counter itself or by the office."""

import re
from collections.abc import Mapping
from datetime import date
from functools import partial
from http import HTTPStatus
from typing import Any, Final

from flask import abort
from flask_babel import lazy_gettext as _l
from wtforms.validators import NumberRange, Optional

from seminar_service.counters.model import CounterReport
from seminar_service.counters.months import MOST_OF_A_KIND, ConsultationKind, due_on
from seminar_service.counters.report_queries import report_of, steps_of
from seminar_service.counters.reporting import NOT_YET, report, require_asked
from seminar_service.domain.actors import Actor
from seminar_service.extensions import db
from seminar_service.web.clock import now
from seminar_service.web.counter_words import CONSULTATIONS
from seminar_service.web.editing.forms import VersionedForm
from seminar_service.web.editing.saving import handled
from seminar_service.web.fields import WholeNumberField
from seminar_service.web.history_words import ACTORS

RANGE: Final = _l("Please enter a number from %(min)d to %(max)d.")
_MONTH: Final = re.compile(r"(20[0-9]{2})-(0[1-9]|1[0-2])")


class ReportForm(VersionedForm):
    """How many consultations of each kind there were; an empty field says none."""

    def numbers(self) -> Mapping[ConsultationKind, int]:
        """What was entered; call it only after a `validate` that succeeded."""
        return {kind: self[kind.value].data or 0 for kind in ConsultationKind}


for _kind, _label in CONSULTATIONS.items():
    setattr(
        ReportForm,
        _kind.value,
        WholeNumberField(_label, [Optional(), NumberRange(0, MOST_OF_A_KIND, RANGE)]),
    )


def month_of(text: str) -> date:
    """The month that an address names, such as `2026-04`; anything else is answered by 404."""
    found = _MONTH.fullmatch(text) or abort(404)
    return date(int(found[1]), int(found[2]), 1)


def handled_report(counter_id: int, month: date, actor: Actor) -> tuple[ReportForm, HTTPStatus]:
    """Take the form of a month; the form, and what to answer (see `editing.saving.handled`).

    Raises:
        NotFound: There is no such counter.
        MonthNotAsked: It reports nothing for this month.
    """
    require_asked(db.session(), counter_id, month, now=now())
    form = _form_of(report_of(db.session(), counter_id, month))

    def save(version: int) -> None:
        report(
            db.session(),
            counter_id,
            month,
            form.numbers(),
            version=version,
            actor=actor,
            now=now(),
        )

    return form, handled(form, save, partial(_present, counter_id, month))


def beside(counter_id: int, month: date) -> dict[str, Any]:
    """What stands beside the form: until when it is due, and who has said what."""
    row = report_of(db.session(), counter_id, month)
    return {
        "due_on": due_on(month),
        "steps": steps_of(db.session(), row),
        "actors": ACTORS,
        "kinds": [kind.value for kind in ConsultationKind],
    }


def _present(counter_id: int, month: date) -> tuple[CounterReport, ReportForm]:
    row = report_of(db.session(), counter_id, month)
    if row is None:  # it was there, or somebody else was faster: reports are never deleted
        raise LookupError("report")
    return row, _form_of(row, formdata=None)


def _form_of(row: CounterReport | None, **more: Any) -> ReportForm:  # noqa: ANN401 (as the library has it)
    values: dict[str, Any] = {"version": row.version if row else NOT_YET}
    if row is not None:
        values |= {kind.value: row.by_kind.get(kind, 0) for kind in ConsultationKind}
    return ReportForm(data=values, **more)
