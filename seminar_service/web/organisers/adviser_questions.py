"""What to ask about advisers, their limits, and topics: valid, but hardly meant."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import Final

from flask_babel import gettext, ngettext
from wtforms import Field

from seminar_service.advisers.model import Adviser
from seminar_service.domain.fiscal_years import FiscalYear
from seminar_service.domain.mail_addresses import mail_key
from seminar_service.domain.names import name_key
from seminar_service.tours.model import Topic
from seminar_service.web.locale import current_locale
from seminar_service.web.questions import Question

FEWEST_DAYS: Final = 60


def same_person(name: Field, email: Field, others: Sequence[Adviser]) -> Iterator[Question]:
    """Ask where another adviser has the same name, or the same mail address."""
    for field, key, values in (
        (name, name_key, [(each.name, each) for each in others]),
        (email, mail_key, [(each.email, each) for each in others]),
    ):
        twin = next((each for value, each in values if key(value) == key(field.data)), None)
        if twin is not None:
            known = twin.display_name(current_locale())
            text = gettext("There is an adviser with this already: %(name)s.", name=known)
            yield Question(f"same_{field.short_name}", (field,), text)


def same_topic(name_ja: Field, name_en: Field, others: Sequence[Topic]) -> Iterator[Question]:
    """Ask where another topic has the same name."""
    for field in (name_ja, name_en):
        names = {name_key(getattr(each, field.short_name)) for each in others}
        if name_key(field.data) in names:
            text = gettext("Another topic has this name already.")
            yield Question(f"same_{field.short_name}", (field,), text)


def no_seminars(*limits: Field) -> Iterator[Question]:
    """Ask where a limit lets somebody who takes part give no seminar at all."""
    for field in limits:
        if field.data == 0:
            text = gettext("With 0, this adviser gives no seminar in this tour.")
            yield Question(f"none_{field.short_name}", (field,), text)


def hardly_a_day(field: Field, year: FiscalYear, taken: Collection[date]) -> Iterator[Question]:
    """Ask where hardly a day of the year is left."""
    left = (year.last_day - year.first_day).days + 1 - len(taken)
    if left < FEWEST_DAYS:
        text = ngettext(
            "Only %(num)s day of the year would be left, weekends included.",
            "Only %(num)s days of the year would be left, weekends included.",
            left,
        )
        yield Question("taken", (field,), text)
