"""What was entered into a form, to be shown once more and sent on from there."""

from collections.abc import Iterable, Iterator
from typing import Final

from flask_wtf import FlaskForm
from wtforms import BooleanField, Field, FieldList, Form, HiddenField, SelectMultipleField

from seminar_service.web.editing.pictures import in_words

_APART: Final = frozenset({"consent", "email", "contact_email", "access_code"})
"""Shown in another way or not at all: the consent, the address, the code of a host."""


def entered_words(form: Form) -> list[tuple[str, str]]:
    """What was entered into each field that people see, with its name; without empty ones."""
    shown = (
        (str(field.label.text), in_words(field))
        for field in form
        if not isinstance(field, HiddenField | FieldList)
        and field.short_name not in _APART
        and field.type != "CSRFTokenField"
        and _says_something(field)
    )
    return [(label, text) for label, text in shown if text]


def entered_pairs(form: FlaskForm) -> list[tuple[str, str]]:
    """Names and values by which the form comes back as it was filled in, in hidden fields."""
    return [
        (field.name, value)
        for field in _flat(form)
        if field.type != "CSRFTokenField"
        for value in _values(field)
    ]


def _flat(form: Iterable[Field]) -> Iterator[Field]:
    """All fields of a form, those of its rows with them."""
    for field in form:
        if isinstance(field, FieldList):
            for row in field:
                yield from _flat(row)
        else:
            yield field


def _says_something(field: Field) -> bool:
    return field.data is not None and field.data not in (False, "", [])


def _values(field: Field) -> list[str]:
    if isinstance(field, BooleanField):
        return ["y"] if field.data else []
    if isinstance(field, SelectMultipleField):
        return [str(each) for each in field.data or ()]
    text = field._value() if hasattr(field, "_value") else field.data  # noqa: SLF001 (how WTForms' widgets read a field)
    return [str(text or "")]
