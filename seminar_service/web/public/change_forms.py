"""The form with which participants change what they have answered."""

from datetime import date
from typing import Any

from seminar_service.questions.asked import Asked, OwnQuestion
from seminar_service.questions.values import StandardQuestion
from seminar_service.registrations.model import Registration
from seminar_service.web.editing.forms import VersionedForm
from seminar_service.web.own_fields import OwnForm, options_of, own_fields, own_values
from seminar_service.web.registration_fields import standard_fields, standard_values
from seminar_service.web.sharing_words import sharing_fields


class ChangeForm(OwnForm, VersionedForm):
    """What a participant has answered; `change_form` makes one with its fields."""


def change_form(
    asked: Asked,
    row: Registration,
    *,
    locale: str,
    today: date,
    **arguments: Any,  # noqa: ANN401 (as the library has it)
) -> ChangeForm:
    """The form that shows what somebody has answered, without what is frozen on this day."""
    open_ = Asked(asked.standard, open_questions(asked, today))
    said = own_values({answer.question_id: answer for answer in row.answers})
    fields = (
        standard_fields(asked, frozenset(StandardQuestion))
        | own_fields(open_, locale, chosen=options_of(row.answers))
        | sharing_fields()
    )
    frozen = {own.name: said.get(own.name) for own in asked.own if own not in open_.own}
    kind = type(ChangeForm.__name__, (ChangeForm,), fields | {"sheet": asked, "fixed": frozen})
    standard = {
        name: "" if value is None else value for name, value in standard_values(row).items()
    }
    form = kind(data=standard | said | {"version": row.version}, **arguments)
    assert isinstance(form, ChangeForm)  # noqa: S101 (for the checker of types)
    return form


def open_questions(asked: Asked, today: date) -> tuple[OwnQuestion, ...]:
    """The own questions whose answers participants may still change on a day in Japan."""
    return tuple(own for own in asked.own if not own.is_frozen(today))
