"""What the office fills in about pages."""

from dataclasses import asdict

from seminar_service.pages.model import Page as Row
from seminar_service.pages.model import PageText
from seminar_service.pages.values import Placement
from seminar_service.web.organisers.website.forms_pages import PLACEMENTS, PageForm, values_of
from tests.pages.support import DETAILS, WORDS
from tests.web.conftest import Page


def test_a_form_of_a_page_says_what_the_page_says(page: Page) -> None:
    row = Row(version=3, placement=DETAILS.placement, position=DETAILS.position)
    values = values_of(row, PageText(**asdict(WORDS)))
    with page():
        form = PageForm(formdata=None, data=values, meta={"csrf": False})
        assert form.words() == WORDS
        assert form.details() == DETAILS
        assert form.version.data == 3


def test_every_placement_has_a_name() -> None:
    assert set(PLACEMENTS) == set(Placement)
