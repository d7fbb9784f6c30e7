"""Forms of the planning room."""

from typing import Any, Final

from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from flask_wtf import FlaskForm
from wtforms import HiddenField, SelectField, SubmitField
from wtforms.validators import DataRequired, InputRequired

from seminar_service.planning.drafting import LONGEST_NOTE
from seminar_service.planning.host_words import LONGEST_TEXT
from seminar_service.planning.model import LONGEST_PLAN_NAME
from seminar_service.web.editing.forms import VersionedForm
from seminar_service.web.fields import LineField, ParagraphField, at_most

SECONDS_OF_MINUTE: Final = 60
LIMITS: Final = (10, 20, 30, 60, 120, 180, 300, 600, 900, 1200, 1800, 3600)
USUAL_LIMIT: Final = 60


def spell_duration(seconds: int) -> str:
    """Spell a duration in whole minutes where it has only those, otherwise in seconds."""
    minutes, rest = divmod(seconds, SECONDS_OF_MINUTE)
    if rest:
        return str(ngettext("%(num)d second", "%(num)d seconds", seconds))
    return str(ngettext("%(num)d minute", "%(num)d minutes", minutes))


class RefusalForm(VersionedForm):
    """What the host of a refused bid is told, in the host's language."""

    beside = frozenset({"own_words"})

    text = ParagraphField(
        _l("What the host is told"),
        validators=[
            DataRequired(_l("Please write what the host is to be told.")),
            at_most(LONGEST_TEXT),
        ],
    )
    own_words = SubmitField(_l("Use the service's own words"))

    def validate(self, extra_validators: Any = None) -> bool:  # noqa: ANN401 (as the library has it)
        """Check the text, unless it is to give way to the service's own."""
        if self.own_words.data:
            self.text.validators = ()
        return bool(super().validate(extra_validators))


class DescribePlanForm(VersionedForm):
    """What the organiser calls a plan, and what is to be remembered of it."""

    name = LineField(
        _l("Name of the plan"),
        validators=[at_most(LONGEST_PLAN_NAME)],
        description=_l("It stands behind the number of the plan."),
    )
    note = ParagraphField(
        _l("Note"),
        validators=[at_most(LONGEST_NOTE)],
        description=_l("For the office alone: what this plan is for, what was agreed."),
    )


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


class FairnessForm(StartPlanningForm):
    """How long the planner may think about each point of the curve; `seen` is the one shown."""

    seen = HiddenField()
