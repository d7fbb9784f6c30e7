"""Which rows a form reads out of the names of its fields."""

import pytest
from werkzeug.datastructures import MultiDict
from wtforms import Form, StringField

from seminar_service.web.row_lists import RowList


class Names(Form):  # type: ignore[misc]  # WTForms ships no types
    names = RowList(StringField())


def rows(**values: str) -> list[str]:
    form = Names(MultiDict({name.replace("_", "-"): value for name, value in values.items()}))
    return [str(row) for row in form.names.data]


def test_rows_come_in_the_order_of_their_numbers_whatever_is_missing_between() -> None:
    assert rows(names_10="c", names_2="b", names_0="a") == ["a", "b", "c"]


@pytest.mark.parametrize("place", ["²", "٣", "x", "", "10000", "9" * 5_000, "1 "])
def test_a_number_that_is_none_makes_no_row(place: str) -> None:
    assert rows(**{"names_0": "a", f"names_{place}": "b"}) == ["a"]


def test_fields_of_another_list_make_no_row() -> None:
    assert rows(names_0="a", namesake_1="b", other_1="c") == ["a"]
