"""The form with which participants change their answers."""

from datetime import date, timedelta

from flask import Flask
from sqlalchemy.orm import Session

from seminar_service.questions.asked import asked_in
from seminar_service.registrations.answers import GivenAnswer, write_answers
from seminar_service.storage.transaction import transaction
from seminar_service.web.public.change_forms import change_form, open_questions
from tests.factories import make_bid, make_question, make_registration, make_seminar, make_tour

TODAY = date(2026, 6, 1)


def test_it_shows_what_was_answered_and_leaves_out_what_is_frozen(
    app: Flask, session: Session
) -> None:
    tour = make_tour(session)
    row = make_registration(session, make_seminar(session, make_bid(session, tour)))
    open_ = make_question(session, tour, frozen_on=TODAY + timedelta(days=1))
    frozen = make_question(session, tour, frozen_on=TODAY)
    with transaction(session):
        write_answers(session, row, [GivenAnswer(each.id, "said") for each in (open_, frozen)])
    session.expire_all()

    with app.test_request_context():
        asked = asked_in(session, tour.id, row.seminar_id)
        form = change_form(asked, row, locale="ja", today=TODAY)

    assert [own.question for own in open_questions(asked, TODAY)] == [open_]
    assert form[f"q{open_.id}"].data == "said"
    assert f"q{frozen.id}" not in form
    assert form.fixed == {f"q{frozen.id}": "said"}
    assert form["company"].data == row.company
    assert "name" not in form
    assert "email" not in form
