"""Fields for names of people, organisations and buildings."""

from typing import ClassVar

from flask_babel import lazy_gettext

from seminar_service.domain.name_rules import (
    NameHoldsAddress,
    NameInvisible,
    normalise_name,
    normalise_person_name,
)
from seminar_service.web.fields import NormalisedField


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
