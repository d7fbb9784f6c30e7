"""When a plan is released, and until when hosts and advisers are asked to answer."""

from datetime import UTC, date, datetime

from flask import Flask

from seminar_service.web.organisers.forms_release import ReleaseForm, ScheduleForm


def test_the_two_forms_of_one_page_have_names_of_their_own(app: Flask) -> None:
    with app.test_request_context():
        names = [{field.name for field in form} for form in (ReleaseForm(), ScheduleForm())]

    assert not names[0] & names[1]


def test_a_set_time_is_told_by_the_clock_of_japan(app: Flask) -> None:
    sent = {"later-day": "2026年9月1日", "later-clock": "9時30分", "later-until": "2026/9/20"}
    with app.test_request_context(method="POST", data=sent):
        form = ScheduleForm(meta={"csrf": False})

        assert form.validate()
        assert form.release_at == datetime(2026, 9, 1, 0, 30, tzinfo=UTC)
        assert form.until.data == date(2026, 9, 20)


def test_nobody_is_asked_until_a_day_that_has_passed(app: Flask) -> None:
    with app.test_request_context(method="POST", data={"until": "2020/1/1"}):
        form = ReleaseForm(meta={"csrf": False})

        assert not form.validate()
        assert form.until.errors
