"""What the staff words of a flyer."""

from seminar_service.flyers.values import LETTERS, columns
from seminar_service.web.organisers.prints.flyer_forms import FlyerForm
from tests.web.conftest import Page


def test_the_form_has_a_field_for_every_text_of_its_length(page: Page) -> None:
    with page():
        form = FlyerForm()
    for part, _locale, name in columns():
        lengths = [each.max for each in form[name].validators if hasattr(each, "max")]
        assert LETTERS[part] in lengths
