"""What the form of an alert takes."""

from flask import Flask
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from seminar_service.alerts.values import Wish
from seminar_service.web.public.alert_forms import AlertForm
from tests.factories import make_topic


def test_place_and_topic_become_a_wish(app: Flask, session: Session) -> None:
    topic = make_topic(session, "patents")
    for place, code, wish in (
        ("23", "", Wish("23")),
        ("", "patents", Wish("", topic.id)),
        ("23", "patents", Wish("23", topic.id)),
    ):
        entered = {"place": place, "topic": code, "email": "hanako@example.jp"}
        with app.test_request_context(method="POST", data=MultiDict(entered)):
            form = AlertForm({}, [topic])
            assert form.validate()
            assert form.wish() == wish


def test_all_prefectures_and_topics_are_on_offer(app: Flask, session: Session) -> None:
    topic = make_topic(session, "patents")
    with app.test_request_context():
        form = AlertForm({"place": "13"}, [topic])

    assert len(form.place.choices) == 48
    assert [choice.value for choice in form.topic.choices] == ["", "patents"]
    assert (form.place.data, form.topic.data) == ("13", "")
