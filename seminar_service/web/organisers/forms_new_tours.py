"""The form by which a tour begins."""

from collections.abc import Iterable, Sequence

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from seminar_service.domain.tour_codes import TourCode
from seminar_service.tours.model import Tour
from seminar_service.web.locale import current_locale
from seminar_service.web.templating import era_year


def _code(value: object) -> TourCode | None:
    """What a field of a tour holds: its code; None where no tour is chosen."""
    if value is None or isinstance(value, TourCode):
        return value
    if value == "":
        return None
    code = TourCode.read(str(value))
    if code is None:
        raise ValueError(value)
    return code


def _beside(code: TourCode, known: Iterable[Tour]) -> str:
    """The fiscal year of a tour that is to begin, with the tours that the year has."""
    year, locale = era_year(code.fiscal_year), current_locale()
    names = [tour.name(locale) for tour in known if tour.fiscal_year == code.fiscal_year]
    if not names:
        return year
    beside = gettext(", ").join(names)
    return str(gettext("%(year)s, beside %(tours)s", year=year, tours=beside))


class NewTourForm(FlaskForm):
    """A tour begins."""

    code = SelectField(
        _l("Fiscal year"),
        coerce=_code,
        validators=[InputRequired(_l("Please choose a fiscal year."))],
    )

    earlier = SelectField(_l("Begin from"), coerce=_code, default=None)

    def offer(self, codes: Sequence[TourCode], known: Sequence[Tour]) -> None:
        """Let one of these tours begin, from one of those that are known, the last first.

        At first the last one is chosen.
        """
        self.code.choices = [SelectChoice(str(code), _beside(code, known)) for code in codes]
        self.earlier.choices = [
            *(SelectChoice(str(tour.code), tour.name(current_locale())) for tour in known),
            SelectChoice("", gettext("The usual dates and rules")),
        ]
        if not self.is_submitted() and known:
            self.earlier.data = known[0].code
