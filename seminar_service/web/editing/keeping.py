"""When what was entered cannot be saved at all: the page that gives it back."""

from flask import flash, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from wtforms import Field, HiddenField, SubmitField

from seminar_service.web.editing.forms import VersionedForm
from seminar_service.web.editing.pictures import in_words
from seminar_service.web.kept_forms import is_shown_again


def give_back(
    form: FlaskForm, reason: str, *, back: tuple[str, str], for_staff: bool = True
) -> ResponseReturnValue:
    """Say why nothing can be saved, and show all that was entered, to be copied.

    Where nothing was entered, it is said on the page to which `back` leads.

    Args:
        form: What was sent.
        reason: Why it cannot be saved, and what to do instead.
        back: Where to go on, and what that is called.
        for_staff: Whether the page is one of the staff's.
    """
    entered = entered_in(form) if form.is_submitted() or is_shown_again() else []
    if not entered:
        flash(reason, "warning")
        return redirect(back[0], 303)
    page = render_template(
        "not_saved.html",
        layout="base_staff.html" if for_staff else "base.html",
        reason=reason,
        entered=entered,
        back=back,
    )
    return page, 409


def entered_in(form: FlaskForm) -> list[tuple[str, str]]:
    """What was entered into each field that people see, with its name."""
    said = [
        (str(field.label.text), _words(form, field))
        for field in form
        if not isinstance(field, (HiddenField, SubmitField))
    ]
    return [(label, text) for label, text in said if text]


def _words(form: FlaskForm, field: Field) -> str:
    if field.process_errors and field.raw_data:
        return str(field.raw_data[0])
    return form.spelled(field) if isinstance(form, VersionedForm) else in_words(field)
