"""What a field says: in a form that can be compared, and in words."""

import hashlib
from collections.abc import Iterable
from datetime import date, time
from typing import Any

from flask_babel import gettext
from wtforms import BooleanField, Field, FieldList, FormField
from wtforms.fields.choices import SelectFieldBase

from seminar_service.web.templating import format_day, format_time

Picture = str | list[Any] | dict[str, Any]
"""What a field says, whatever its language and however it was typed; empty for nothing."""


def picture(field: Field) -> Picture:
    """What a field says now, so that two of the same kind can be compared."""
    if isinstance(field, FieldList):
        return [said for entry in field if (said := picture(entry))]
    if isinstance(field, FormField):
        said = {each.short_name: picture(each) for each in field.form}
        return said if any(said.values()) else {}
    return picture_of(field.data)


def picture_of(value: Any) -> Picture:  # noqa: ANN401 (whatever a field holds)
    """The same of a value, as fields hold it."""
    if value is None or value is False:
        return ""
    if isinstance(value, (list, tuple, set, frozenset)):
        return sorted(str(each) for each in value)
    if isinstance(value, (date, time)):
        return value.isoformat()
    return str(value).replace("\r\n", "\n").strip()


def digest(said: Picture) -> str:
    """A short text that stands for a picture."""
    return hashlib.blake2b(repr(said).encode(), digest_size=8).hexdigest()


def in_words(field: Field) -> str:
    """What a field says, for readers; empty where it says nothing."""
    if isinstance(field, FieldList):
        return listed((in_words(entry) for entry in field), semicolons=True)
    if isinstance(field, FormField):
        return listed(in_words(each) for each in field.form)
    if isinstance(field, BooleanField):
        return str(gettext("Yes") if field.data else gettext("No"))
    if isinstance(field, SelectFieldBase):
        return _chosen(field)
    if (own_words := getattr(field, "words", None)) is not None:
        return str(own_words())
    return value_in_words(field.data)


def value_in_words(value: Any) -> str:  # noqa: ANN401 (whatever a field holds)
    """A value, for readers."""
    if isinstance(value, date):
        return format_day(value)
    if isinstance(value, time):
        return format_time(value)
    return "" if value is None else str(value)


def labelled(label: str, value: str) -> str:
    """What a value is called, before it."""
    return str(gettext("%(label)s: %(value)s", label=label, value=value))


def listed(texts: Iterable[str], *, semicolons: bool = False) -> str:
    """Texts in a row, without those that say nothing."""
    said = [text for text in texts if text]
    return str(gettext("; ") if semicolons else gettext(", ")).join(said)


def _chosen(field: SelectFieldBase) -> str:
    """The names of what is chosen; what cannot be chosen any more by its value."""
    held = field.data if isinstance(field.data, list) else [field.data]
    wanted = {str(value) for value in held if value not in (None, "")}
    names = {str(choice.value): str(choice.label) for choice in field.iter_choices()}
    known = [name for value, name in names.items() if value in wanted]
    return listed([*known, *sorted(wanted - set(names))])
