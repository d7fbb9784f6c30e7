"""Answering all dates on one page: for hosts, advisers, and the office in their stead."""

from collections.abc import Callable, Sequence
from http import HTTPStatus

from flask import flash, redirect
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from seminar_service.domain.actors import Actor
from seminar_service.extensions import db
from seminar_service.rounds import services as rounds
from seminar_service.rounds.queries import Reader
from seminar_service.rounds.services import Outcome
from seminar_service.web.clock import now, today
from seminar_service.web.dates_form import DatesForm, dates_form, dates_form_anew

Read = Callable[[], Sequence[Reader]]
Show = Callable[[Sequence[Reader], DatesForm], str]


def answer_dates(read: Read, show: Show, *, actor: Actor, here: str) -> ResponseReturnValue:
    """Show the dates of somebody, or take what is answered to them.

    What was changed since it was shown is shown as it is now, with what was typed.

    Args:
        read: Reads the dates as they are.
        show: Makes the page.
        actor: Who answers.
        here: The page's own address.
    """
    readers = read()
    form = dates_form(readers, today())
    if not form.is_submitted():
        return show(readers, form)
    if form.is_empty:
        flash(gettext("Not all of your answers could be taken."), "warning")
        return redirect(here, HTTPStatus.SEE_OTHER)
    if not form.validate():
        return show(readers, form), HTTPStatus.UNPROCESSABLE_ENTITY
    found = [
        rounds.answer(db.session(), reader, form.answers(reader), actor=actor, now=now())
        for reader in readers
    ]
    for outcome in found:
        _tell(outcome)
    outdated = [public_id for outcome in found for public_id in outcome.outdated]
    if not outdated:
        return redirect(here, HTTPStatus.SEE_OTHER)
    fresh = read()
    return show(fresh, dates_form_anew(form, fresh, outdated)), HTTPStatus.CONFLICT


def _tell(outcome: Outcome) -> None:
    if outcome.confirmed:
        said = ngettext(
            "Thank you. %(num)d date is confirmed.",
            "Thank you. %(num)d dates are confirmed.",
            len(outcome.confirmed),
        )
        flash(said, "success")
    if outcome.declined:
        said = ngettext(
            "%(num)d date is declined. The office looks for another way.",
            "%(num)d dates are declined. The office looks for another way.",
            len(outcome.declined),
        )
        flash(said, "success")
    if outcome.outdated:
        flash(gettext("Not all of your answers could be taken."), "warning")
