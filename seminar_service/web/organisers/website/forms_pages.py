"""What the office fills in about pages of the website."""

from collections.abc import Mapping
from dataclasses import asdict
from enum import StrEnum
from typing import Any, Final

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import SelectField
from wtforms.validators import InputRequired, NumberRange

from seminar_service.pages.model import Page, PageText
from seminar_service.pages.services import PageDetails
from seminar_service.pages.values import HIGHEST_POSITION, LONGEST_NAME, Placement, is_name
from seminar_service.web.date_rows import complain
from seminar_service.web.editing.forms import VersionField
from seminar_service.web.fields import LineField, WholeNumberField, at_most, choices_of
from seminar_service.web.organisers.website.bilingual_fields import BilingualForm
from seminar_service.web.organisers.website.going_live import GoingLiveForm

PLACEMENTS: Final[Mapping[StrEnum, Any]] = {
    Placement.ASK: _l("The front page, under “Ask an expert”"),
    Placement.LEARN: _l("The front page, under “Learn”"),
    Placement.MATERIALS: _l("The page of the materials"),
    Placement.NOWHERE: _l("Nowhere; links in other pages lead to it"),
}
"""From where a page is led to."""


class PageForm(GoingLiveForm, BilingualForm):
    """What a page says, from where it is led to, when it is published."""

    placement = SelectField(_l("Led to from"), choices=choices_of(PLACEMENTS))
    position = WholeNumberField(
        _l("Position in lists"),
        [
            InputRequired(_l("Please fill in this field.")),
            NumberRange(0, HIGHEST_POSITION, _l("Please enter a number from %(min)d to %(max)d.")),
        ],
    )

    def details(self) -> PageDetails:
        """From where it is led to; call it only after a `validate` that succeeded."""
        position = self.position.data
        assert position is not None  # noqa: S101 (the form has been validated)
        return PageDetails(Placement(self.placement.data), position)


class NewPageForm(PageForm):
    """The same of a page that is not there yet, with its name in addresses."""

    name = LineField(
        _l("Name in the address"),
        [InputRequired(_l("Please fill in this field.")), at_most(LONGEST_NAME)],
    )

    def validate(self, extra_validators: Any = None) -> bool:  # noqa: ANN401 (as the library has it)
        """Check the fields: the name can stand in an address."""
        super().validate(extra_validators)
        if not self.name.errors and not is_name(self.name.data or ""):
            message = gettext(
                "Please use small letters, digits and hyphens between them, such as trade-secrets."
            )
            complain(self.name, message)
        return not self.errors


class VersionStepForm(FlaskForm):
    """A step with a page that was shown: the version of its row."""

    version = VersionField()


def values_of(page: Page, text: PageText) -> dict[str, object]:
    """What the form of a page shows."""
    return {
        "version": page.version,
        "placement": page.placement.value,
        "position": page.position,
        **asdict(text.words),
    }
