"""What the staff fills in about papers."""

from typing import Final

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, SelectMultipleField
from wtforms.fields import SelectChoice
from wtforms.validators import NumberRange
from wtforms.widgets import CheckboxInput, ListWidget

from seminar_service.seminars.model import Seminar
from seminar_service.web.fields import WholeNumberField
from seminar_service.web.organisers.prints.columns import CHOICE, MODE

USUAL_WALK_INS: Final = 10
MOST_WALK_INS: Final = 100


class SignInListForm(FlaskForm):
    """What a sign-in list shows."""

    columns = SelectMultipleField(
        _l("Columns"),
        choices=[SelectChoice(each.name, each.label) for each in CHOICE],
        default=[each.name for each in CHOICE if each.is_usual],
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
        description=_l("Name and furigana are always there."),
    )
    undecided = BooleanField(
        _l(
            "On a sheet of their own: people on the waiting list, and places that are held or "
            "offered"
        )
    )
    online = BooleanField(_l("Also people who attend online"))
    walk_ins = WholeNumberField(
        _l("Empty lines for people without a registration"),
        [NumberRange(min=0, max=MOST_WALK_INS)],
        default=USUAL_WALK_INS,
    )

    @property
    def filters(self) -> list[str]:
        """Who is on the list beside those with a place at the venue, as the history calls it."""
        return [name for name in ("undecided", "online") if name in self and self[name].data]


def list_form(seminar: Seminar) -> SignInListForm:
    """The form for a seminar; how people attend is only asked where there is a choice."""
    form = SignInListForm()
    if not seminar.is_hybrid:
        del form.online
        form.columns.choices = [each for each in form.columns.choices if each.value != MODE.name]
    return form
