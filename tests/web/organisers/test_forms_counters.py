"""What the form of a counter takes."""

import pytest
from werkzeug.datastructures import MultiDict

from seminar_service.counters.values import Tongue
from seminar_service.web.organisers.forms_counters import CounterForm
from tests.web.conftest import Page

FILLED = {
    "prefecture": "13",
    "name_ja": "東京窓口",
    "address_ja": "千代田区1-1",
    "hours_ja": "平日",
    "tongues": "ja",
    "is_listed": "y",
}


def _form(**changes: str) -> CounterForm:
    return CounterForm(formdata=MultiDict(FILLED | changes), meta={"csrf": False})


def test_what_was_entered_becomes_details(page: Page) -> None:
    with page():
        form = _form(telephone="０３（００００）００００", postal_code="1000013")
        assert form.validate(), form.errors
        found = form.details()
    assert (found.telephone, found.postal_code) == ("03-0000-0000", "100-0013")
    assert found.tongues == (Tongue.JA,)
    assert found.is_listed
    assert not found.is_sample


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"prefecture": "48"}, "prefecture"),
        ({"name_ja": ""}, "name_ja"),
        ({"tongues": "xx"}, "tongues"),
        ({"email": "nobody"}, "email"),
        ({"is_sample": "y", "telephone": "03-0000-0000"}, "telephone"),
    ],
)
def test_a_mistake_is_said_at_its_field(page: Page, changes: dict[str, str], field: str) -> None:
    with page():
        form = _form(**changes)
        assert not form.validate()
        assert set(form.errors) == {field}
