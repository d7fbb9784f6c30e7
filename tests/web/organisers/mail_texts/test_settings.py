"""Where answers to a tour's emails go: the form."""

from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from seminar_service.tours.model import Tour
from tests.web.hosts.forms import words
from tests.web.organisers.mail_texts.support import LIST

ADDRESS = f"{LIST}/settings"


def sent_by(tour: Tour, **values: object) -> dict[str, object]:
    """What a browser sends of the form, with no box ticked."""
    usual = {"version": tour.version, "replies_to": "", "near_days": "3", "few_days": "14"}
    return usual | values


def test_a_planner_says_where_answers_go(
    planner: FlaskClient, session: Session, tour: Tour
) -> None:
    assert planner.get(ADDRESS).status_code == 200

    sent = planner.post(ADDRESS, data=sent_by(tour, replies_to="Tour@EXAMPLE.jp"))

    assert sent.location == LIST
    session.refresh(tour)
    assert tour.mail_replies_to == "Tour@example.jp"
    assert not tour.sends_thanks  # the boxes were not ticked
    assert not tour.tells_hosts_weekly
    assert not tour.tells_hosts_last
    assert "Tour@example.jp" in planner.get(LIST).text


def test_what_is_no_address_is_refused(planner: FlaskClient, session: Session, tour: Tour) -> None:
    for typed in ("tour", "a@b", "x@example.jp, y@example.jp", "=?utf-8?q?x?=@example.jp"):
        answer = planner.post(ADDRESS, data=sent_by(tour, replies_to=typed))
        assert answer.status_code == 422, typed
    session.refresh(tour)
    assert tour.mail_replies_to == ""


def test_nothing_is_the_usual_address_again(
    planner: FlaskClient, session: Session, tour: Tour
) -> None:
    tour.mail_replies_to = "tour@example.jp"
    session.commit()

    planner.post(ADDRESS, data=sent_by(tour))

    session.refresh(tour)
    assert tour.mail_replies_to == ""


def test_a_colleague_who_was_faster_is_not_overwritten(
    planner: FlaskClient, session: Session, tour: Tour
) -> None:
    tour.mail_replies_to, tour.version = "theirs@example.jp", tour.version + 1
    session.commit()

    sent = sent_by(tour, version=tour.version - 1, replies_to="mine@example.jp")
    answer = planner.post(ADDRESS, data=sent)

    assert answer.status_code == 409
    assert "theirs@example.jp" in words(answer.text)


def test_others_may_not_and_other_years_are_missing(clerk: FlaskClient, tour: Tour) -> None:
    assert tour
    assert clerk.get(ADDRESS).status_code == 403
    assert clerk.get("/organiser/tours/1999/mails/settings").status_code in {403, 404}


def test_a_planner_says_how_many_days_before_the_office_is_told(
    planner: FlaskClient, session: Session, tour: Tour
) -> None:
    planner.post(ADDRESS, data=sent_by(tour, near_days="０", few_days="30"))

    session.refresh(tour)
    assert (tour.near_days, tour.few_days) == (0, 30)


def test_days_out_of_range_are_refused_by_their_field(
    planner: FlaskClient, session: Session, tour: Tour
) -> None:
    for field, typed in (
        ("near_days", "31"),
        ("near_days", "-1"),
        ("near_days", ""),
        ("few_days", "0"),
        ("few_days", "91"),
        ("few_days", "soon"),
    ):
        answer = planner.post(ADDRESS, data=sent_by(tour, **{field: typed}))
        assert answer.status_code == 422, typed
        assert f'id="{field}-error"' in answer.text
    session.refresh(tour)
    assert (tour.near_days, tour.few_days) == (3, 14)
