"""Fields for names of people, organisations and buildings."""

from typing import Any, ClassVar, Final

from flask_babel import lazy_gettext
from wtforms.validators import DataRequired

from seminar_service.domain.name_rules import (
    NameHoldsAddress,
    NameInvisible,
    normalise_name,
    normalise_person_name,
)
from seminar_service.domain.names import name_key
from seminar_service.web.fields import FoldedLength, NormalisedField, at_most

LONGEST_NAME: Final = 80
"""Characters of the name of a person."""


class NameField(NormalisedField):
    """The name of an organisation, a department or a building."""

    normalise = staticmethod(normalise_name)
    messages: ClassVar = {
        NameHoldsAddress: lazy_gettext(
            "Please enter the name alone, without the address of a web page or an email address."
        ),
        NameInvisible: lazy_gettext(
            "None of these characters can be seen. Please enter a name that can be read."
        ),
    }


class PersonNameField(NameField):
    """The name of a person."""

    normalise = staticmethod(normalise_person_name)


def person_name_field(needed: Any = None) -> Any:  # noqa: ANN401 (as the library has it)
    """The field for the name of a person, which must be there.

    `needed` is said where it is missing; as it is, to who enters the name of somebody else.
    """
    return PersonNameField(
        lazy_gettext("Name"),
        validators=[
            DataRequired(needed or lazy_gettext("Please enter a name.")),
            at_most(LONGEST_NAME),
            FoldedLength(LONGEST_NAME, name_key),
        ],
    )
