"""What ways of attending are called, and how many places there are of each kind."""

from typing import Any, Final

from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _l
from wtforms import RadioField
from wtforms.fields import SelectChoice
from wtforms.validators import DataRequired

from seminar_service.domain.vocabulary import AttendanceMode
from seminar_service.seminars.model import Seminar
from seminar_service.web.registration_fields import MenuField

MODES: Final[dict[AttendanceMode, Any]] = {
    AttendanceMode.ON_SITE: _l("At the venue"),
    AttendanceMode.ONLINE: _l("Online"),
}


def mode_field(seminar: Seminar) -> Any:  # noqa: ANN401 (as the library has it)
    """The choice between the ways of attending a seminar, with the places that are left of each."""
    return RadioField(
        _l("How would you like to attend?"),
        [DataRequired(_l("Please choose how you would like to attend."))],
        choices=[SelectChoice(mode, mode_with_places(seminar, mode)) for mode in seminar.modes],
        default=AttendanceMode.ON_SITE.value,
    )


def own_mode_field(seminar: Seminar) -> Any:  # noqa: ANN401 (as the library has it)
    """The choice of one person of a group, who may attend in another way than the others."""
    return MenuField(
        _l("How this person attends"),
        choices=[
            SelectChoice("", _l("As chosen above")),
            *(SelectChoice(mode.value, MODES[mode]) for mode in seminar.modes),
        ],
    )


def mode_with_places(seminar: Seminar, mode: AttendanceMode) -> str:
    """A way of attending, and how many places are left of its kind."""
    aside = gettext(" (%(aside)s)", aside=_left(seminar.places_left_in(mode)))
    return f"{MODES[mode]}{aside}"


def _left(places: int) -> str:
    if places <= 0:
        return str(gettext("waiting list open"))
    return str(ngettext("%(num)s place left", "%(num)s places left", places))
