"""What the staff decides about places: kept back, priority on the waiting list, beyond the last."""

from typing import Final

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField
from wtforms.validators import DataRequired, InputRequired, NumberRange, Optional

from seminar_service.registrations.priorities import HIGHEST_PRIORITY
from seminar_service.web.editing.forms import VersionedForm
from seminar_service.web.fields import DayField, ParagraphField, WholeNumberField, at_most
from seminar_service.web.limits import LARGEST_VENUE

LONGEST_REASON: Final = 500


def _number(label: str, most: int, description: str = "") -> WholeNumberField:
    limits = NumberRange(0, most, _l("Please enter a number from %(min)d to %(max)d."))
    filled = InputRequired(_l("Please fill in this field."))
    return WholeNumberField(label, [filled, limits], description=description)


def _reason() -> ParagraphField:
    return ParagraphField(
        _l("Reason"),
        [DataRequired(_l("Please say why.")), at_most(LONGEST_REASON)],
        description=_l("The staff alone reads it; it is kept with the registration."),
    )


class KeptBackForm(VersionedForm):
    """How many places are kept for the host, and until when."""

    kept_back = _number(
        _l("Places kept back for the host"),
        LARGEST_VENUE,
        _l("0 releases them: those who wait are offered them at once."),
    )
    kept_until = DayField(
        _l("Released on"),
        [Optional()],
        description=_l(
            "On this day at 9:00 they go to the waiting list and to everybody. Empty: somebody "
            "releases them by hand."
        ),
    )


class PriorityForm(FlaskForm):
    """Who comes before others; `seen` is the priority that was shown."""

    priority = _number(
        _l("Priority"),
        HIGHEST_PRIORITY,
        _l("The highest is next; 0 is what everybody has. Equal ones go by who came first."),
    )
    reason = _reason()
    seen = HiddenField()


class BeyondForm(FlaskForm):
    """Why somebody is let in beyond the last place."""

    reason = _reason()
