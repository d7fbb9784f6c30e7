"""What ways of attending are called, with the places that are left of each."""

from flask import Flask
from wtforms import Form

from seminar_service.domain.vocabulary import AttendanceMode
from seminar_service.seminars.model import Seminar
from seminar_service.web.mode_words import MODES, mode_field, mode_with_places, own_mode_field


def hybrid() -> Seminar:
    return Seminar(
        capacity=3,
        taken=1,
        kept_back=0,
        gathered=0,
        online_capacity=2,
        online_taken=2,
        online_waiting=1,
        online_gathered=0,
    )


def test_every_way_has_a_name() -> None:
    assert set(MODES) == set(AttendanceMode)


def test_a_choice_says_how_many_places_are_left(app: Flask) -> None:
    with app.test_request_context("/"):
        on_site, online = (mode_with_places(hybrid(), mode) for mode in AttendanceMode)

    assert on_site == "会場で参加（残り2席）"
    assert online == "オンラインで参加（キャンセル待ち受付中）"


def test_the_venue_is_chosen_at_first(app: Flask) -> None:
    with app.test_request_context("/"):
        form = type("ModeForm", (Form,), {"mode": mode_field(hybrid())})()

        assert form["mode"].data == "on_site"
        assert [choice[0] for choice in form["mode"].iter_choices()] == ["on_site", "online"]


def test_one_person_of_a_group_attends_as_the_others_unless_something_else_is_chosen(
    app: Flask,
) -> None:
    with app.test_request_context("/"):
        form = type("ModeForm", (Form,), {"mode": own_mode_field(hybrid())})()

        assert not form["mode"].data
        assert [choice[0] for choice in form["mode"].iter_choices()] == ["", "on_site", "online"]
