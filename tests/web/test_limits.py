"""The highest numbers that forms take."""

from collections.abc import Iterator

import pytest
from wtforms import Form
from wtforms.fields.core import UnboundField
from wtforms.validators import NumberRange

from seminar_service.web.bid_forms import BidForm
from seminar_service.web.limits import HIGHEST_YEN, LARGEST_VENUE
from seminar_service.web.organisers.forms_bids import EditBidForm
from seminar_service.web.organisers.forms_seminars import DescriptionForm
from seminar_service.web.organisers.forms_tours import TourForm


def limits(form: type[Form], ending: str) -> Iterator[float | None]:
    """The highest numbers of those fields of a form whose names end so."""
    for name in dir(form):
        field = getattr(form, name)
        if name.endswith(ending) and isinstance(field, UnboundField):
            validators = [*field.kwargs.get("validators", ()), *(field.args[1:] or ([],))[0]]
            yield from (each.max for each in validators if isinstance(each, NumberRange))


@pytest.mark.parametrize(
    ("ending", "forms", "limit"),
    [
        ("_yen", (EditBidForm, TourForm), HIGHEST_YEN),
        ("capacity", (BidForm, DescriptionForm), LARGEST_VENUE),
        ("expected_audience", (BidForm,), LARGEST_VENUE),
    ],
)
def test_one_meaning_has_one_limit(ending: str, forms: tuple[type[Form], ...], limit: int) -> None:
    found = [set(limits(form, ending)) for form in forms]
    assert found == [{limit}] * len(forms)
