"""What views say of their answers."""

from flask import Flask

from seminar_service.web.kept.views import (
    Kept,
    keep,
    keep_not,
    kept_as,
    may_be_kept,
    with_place_for_objections,
)


def test_a_view_is_kept_where_it_says_so_with_what_it_reads() -> None:
    app = Flask(__name__)
    app.add_url_rule("/a", "a", keep(lambda: "a", "place", "month"))
    app.add_url_rule("/b", "b", keep(lambda: "b", is_calendar=True))
    app.add_url_rule("/c", "c", lambda: "c")

    assert kept_as(app, "a") == Kept(("place", "month"))
    assert kept_as(app, "b") == Kept((), is_calendar=True)
    assert kept_as(app, "c") is None
    assert kept_as(app, "nothing") is None


def test_a_view_may_say_that_this_answer_is_not_worth_keeping() -> None:
    environ = with_place_for_objections({"PATH_INFO": "/"})
    assert may_be_kept(environ)
    keep_not(environ.copy())
    assert not may_be_kept(environ)
    keep_not({})
