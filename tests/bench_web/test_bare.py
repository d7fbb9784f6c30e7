"""The bare route has the shape of the page beside it."""

import pytest

from tests.bench_web.bare import Shape, bare_app


@pytest.mark.parametrize("shape", [Shape(31, 60_487), Shape(0, 9_000), Shape(2_000, 2_400_000)])
def test_it_has_as_many_rows_and_bytes(shape: Shape) -> None:
    answer = bare_app({"page": shape}).test_client().get("/page")

    assert answer.data.count(b"<li id=") == shape.rows
    assert abs(len(answer.data) - shape.size) <= shape.rows + 1


def test_the_rows_of_a_page_and_the_entries_of_a_feed_are_counted() -> None:
    assert Shape.of(b'<li class="entry" id="a"><dt>x</dt>').rows == 2
    assert Shape.of(b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nBEGIN:VEVENT").rows == 2


def test_there_is_nothing_else() -> None:
    assert bare_app({"page": Shape(1, 900)}).test_client().get("/other").status_code == 404
