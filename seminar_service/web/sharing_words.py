"""What participants let host and advisers see of them: the question, and its answers in words."""

from typing import Any, Final

from flask_babel import lazy_gettext as _l

from seminar_service.domain.vocabulary import SharedWithHost
from seminar_service.registrations.model import Registration
from seminar_service.web.fields import choices_of
from seminar_service.web.registration_fields import AnyRadioField, Fields

SHARED: Final[dict[Any, Any]] = {
    SharedWithHost.NUMBER_ONLY: _l("Only counted, without a name"),
    SharedWithHost.NAME_AND_COMPANY: _l("Name and company or organisation"),
    SharedWithHost.WITH_MAIL: _l("Name, company or organisation and email address"),
}
LABEL: Final = _l("In the list for the host and the advisers")


def sharing_field() -> Any:  # noqa: ANN401 (as the library has it)
    """The question; a form that was sent without it agrees to nothing."""
    return AnyRadioField(
        LABEL,
        choices=choices_of(SHARED),
        default=SharedWithHost.NUMBER_ONLY.value,
        description=_l(
            "They read it on a page of their own until 30 days after the seminar. It can be changed"
            " until the seminar begins."
        ),
    )


def sharing_fields() -> Fields:
    """The same, by its name, for forms that are made of parts."""
    return {"shared_with_host": sharing_field()}


def sharing_fact(row: Registration) -> tuple[str, str]:
    """What somebody agreed to, with its name."""
    return str(LABEL), str(SHARED[row.shared_with_host])
