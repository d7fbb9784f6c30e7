"""Long lists are cut into pages."""

from seminar_service.web.organisers.list_pages import cut, page_with

ROWS = list(range(7))


def test_each_row_stands_on_one_page() -> None:
    pages = [cut(ROWS, page, size=3) for page in (1, 2, 3)]

    assert [list(each.rows) for each in pages] == [[0, 1, 2], [3, 4, 5], [6]]
    assert {each.pages for each in pages} == {3}
    assert all(cut(ROWS, page_with(ROWS, row, size=3), size=3).rows.count(row) for row in ROWS)


def test_a_page_that_is_not_there_is_the_nearest_one() -> None:
    assert [cut(ROWS, page, size=3).page for page in (-1, 0, 4, 999)] == [1, 1, 3, 3]
    assert (cut([], 5, size=3).page, cut([], 5, size=3).pages) == (1, 1)
    assert page_with(ROWS, 99, size=3) == 1
