"""Forms of the planning room."""

from typing import Final

from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from flask_wtf import FlaskForm
from wtforms import SelectField
from wtforms.validators import InputRequired

SECONDS_OF_MINUTE: Final = 60
LIMITS: Final = (10, 20, 30, 60, 120, 180, 300, 600, 900, 1200, 1800, 3600)
USUAL_LIMIT: Final = 60


def spell_duration(seconds: int) -> str:
    """Spell a duration in whole minutes where it has only those, otherwise in seconds."""
    minutes, rest = divmod(seconds, SECONDS_OF_MINUTE)
    if rest:
        return str(ngettext("%(num)d second", "%(num)d seconds", seconds))
    return str(ngettext("%(num)d minute", "%(num)d minutes", minutes))


class StartPlanningForm(FlaskForm):
    """How long the planner may think."""

    time_limit = SelectField(
        _l("Time limit"),
        description=_l(
            "The planner stops by itself as soon as its plan is proven to be the best. "
            "You can stop it at any time and keep the best plan so far."
        ),
        coerce=int,
        default=USUAL_LIMIT,
        validators=[InputRequired()],
    )

    def __init__(self) -> None:
        super().__init__()
        self.time_limit.choices = [(seconds, spell_duration(seconds)) for seconds in LIMITS]
