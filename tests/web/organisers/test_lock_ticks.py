"""Ticks of lists of locks go along from page to page."""

from flask import Flask

from seminar_service.web.kept_forms import ENVIRON_KEY
from seminar_service.web.organisers.lock_ticks import kept_ticks, named, ticked_elsewhere


def test_boxes_name_bids_with_what_was_seen_and_nonsense_names_none() -> None:
    said = ["3/2026-10-06:1,2", "4/", "x/", "5", "12345678901/", "6/<b>"]

    assert named(said) == {3: "2026-10-06:1,2", 4: ""}


def test_ticks_are_kept_where_a_page_is_turned_and_nowhere_else(app: Flask) -> None:
    data = {"bids": ["3/", "4/"]}
    with app.test_request_context("/", method="POST", data=data):
        assert kept_ticks() == {}
    kept = {ENVIRON_KEY: True}
    with app.test_request_context("/", method="POST", data=data, environ_base=kept):
        assert kept_ticks() == {3: "", 4: ""}


def test_what_is_ticked_on_another_page_is_taken_along_as_long_as_it_is_listed() -> None:
    ticked = {1: "a", 2: "b", 9: "c"}

    assert ticked_elsewhere(ticked, [1, 2, 3], {1, 3}) == {2: "b"}
