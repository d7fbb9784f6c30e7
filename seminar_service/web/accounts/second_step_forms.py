"""Forms of the second step that stand in for Flask-Security's, which use what WTForms gives up."""

from collections.abc import Iterable, Sequence

from flask_babel import lazy_gettext as _l
from flask_security import TwoFactorRescueForm, TwoFactorSelectForm
from wtforms import RadioField, StringField
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired


class WayField(RadioField):
    """A choice among ways, given by the library as pairs of a value and a label."""

    @property
    def choices(self) -> list[SelectChoice]:
        """The ways."""
        return self._ways

    @choices.setter
    def choices(self, pairs: Iterable[Sequence[str]] | None) -> None:
        self._ways = [SelectChoice(value, label) for value, label in pairs or ()]


class ChooseWayForm(TwoFactorSelectForm):
    """Which of several second factors is at hand."""

    which = WayField(validators=[InputRequired(_l("Please choose one of these."))])


class Rescue(StringField):
    """Takes up what the library offers to who has lost everything; nothing of it is shown."""

    def __init__(self, **kwargs: object) -> None:
        super().__init__(**kwargs)
        self.choices: list[tuple[str, str]] = []


class NoRescueForm(TwoFactorRescueForm):
    """The library's help for who has lost everything, which nobody uses here."""

    help_setup = Rescue()
