"""The emails of a release before it, and whom it has left out."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.domain.actors import SYSTEM
from seminar_service.outbox.model import Message
from seminar_service.planning.states import PlanState
from seminar_service.registrations.states import RegistrationState
from seminar_service.releases.prepared_model import PreparedMail
from seminar_service.releases.preparing import prepared_row
from seminar_service.releases.services import release
from tests.factories import NOW, OFFICE
from tests.releases.releasing import Year, lay_year, prepare
from tests.web.editing.browsers import form_of


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Pages are tested on SQLite: what depends on the database is tested with the services."""
    return sqlite_url


@pytest.fixture
def year(session: Session) -> Year:
    return lay_year(session)


@pytest.fixture
def address(year: Year) -> str:
    return f"/en/organiser/plans/{year.plan.id}/release"


def test_the_preview_leads_to_all_emails(planner: FlaskClient, year: Year, address: str) -> None:
    page = planner.get(address).text
    assert "Read and prepare the emails" in page

    for to, names in (
        ("host", [year.moved.contact_email, year.refused.contact_email]),
        ("adviser", [year.one.email, year.other.email]),
        ("participant", [year.of_moved.email, year.of_gone.email]),
        ("nonsense", [year.moved.contact_email]),
    ):
        listed = planner.get(f"{address}/mails?to={to}").text
        assert [name for name in names if name not in listed] == []


@pytest.mark.parametrize("language", ["", "/en"])
def test_an_email_is_read_in_its_readers_language_and_nothing_is_sent(
    session: Session, planner: FlaskClient, year: Year, language: str
) -> None:
    page = planner.get(
        f"{language}/organiser/plans/{year.plan.id}/release/mails/person-{year.english.id}"
    )

    assert page.status_code == 200
    assert "Dear Ann Lee," in page.text
    assert 'lang="en"' in page.text
    assert session.scalars(select(Message)).all() == []
    mail = f"/organiser/plans/{year.plan.id}/release/mails/person-{year.english.id}"
    html = planner.get(f"{mail}/html")
    assert "Dear Ann Lee," in html.text
    assert "default-src 'none'" in html.headers["Content-Security-Policy"]


def test_a_paragraph_is_added_as_plain_text_and_shown_where_it_will_stand(
    session: Session, planner: FlaskClient, year: Year, address: str
) -> None:
    mail = f"{address}/mails/told-{year.refused.id}"
    sent = form_of(planner.get(mail).text) | {"words": "<b>{{ 7*7 }}</b> {氏名}"}

    answer = planner.post(mail, data=sent, follow_redirects=True)

    assert "Saved. Nothing has been sent." in answer.text
    assert "&lt;b&gt;{{ 7*7 }}&lt;/b&gt; {氏名}" in answer.text
    row = prepared_row(session, year.plan.id, f"told-{year.refused.id}")
    assert row is not None
    assert row.words_ja == "<b>{{ 7*7 }}</b> {氏名}"
    assert "Own paragraph" in planner.get(f"{address}/mails").text


def test_an_email_is_left_out_for_a_reason_and_sent_after_all(
    session: Session, planner: FlaskClient, year: Year, address: str
) -> None:
    mail = f"{address}/mails/adviser-{year.one.id}"
    sent = form_of(planner.get(mail).text) | {"leave_out": "y", "reason": "電話で伝えた"}
    assert planner.post(mail, data=sent).status_code == 303
    assert "電話で伝えた" in planner.get(f"{address}/mails?to=adviser").text
    assert "1 email is not sent" in planner.get(address).text
    release(session, year.plan.id, office=OFFICE, actor=SYSTEM, now=NOW)

    page = planner.get(f"{address}/mails").text
    assert year.one.name in page
    assert "電話で伝えた" in page
    row = session.scalars(select(PreparedMail)).one()
    send = f"{address}/left-out/{row.id}/send"
    answer = planner.post(send, data={"version": row.version}, follow_redirects=True)
    assert "The email is on its way." in answer.text
    again = planner.post(send, data={"version": row.version - 1}, follow_redirects=True)
    assert "somebody has just sent it" in again.text
    session.expire_all()
    again = planner.post(send, data={"version": row.version}, follow_redirects=True)
    assert "holds no more" in again.text
    assert planner.get(f"{address}/words").location.endswith("/release/mails")
    assert planner.get(mail).location.endswith("/release/mails")


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"leave_out": "y", "reason": " "}, "Please say why the email is not sent."),
        ({"reason": "by telephone"}, "Please tick this, or remove the reason"),
        ({"words": "x" * 1001}, "1000 characters"),
        ({"leave_out": "y", "reason": "x" * 501}, "500 characters"),
    ],
)
def test_what_is_too_long_or_has_no_reason_is_given_back(
    planner: FlaskClient, year: Year, address: str, values: dict[str, str], said: str
) -> None:
    mail = f"{address}/mails/adviser-{year.one.id}"
    sent = form_of(planner.get(mail).text) | values

    answer = planner.post(mail, data=sent)

    assert answer.status_code == 422
    assert said in answer.text
    assert all(each.strip() in answer.text for each in values.values())
    assert "Own paragraph" not in planner.get(f"{address}/mails?to=adviser").text


def test_whoever_is_slower_sees_what_both_have_typed(
    planner: FlaskClient, session: Session, year: Year, address: str
) -> None:
    key = f"adviser-{year.one.id}"
    sent = form_of(planner.get(f"{address}/mails/{key}").text) | {"words": "mine"}
    prepare(session, year, key, words="theirs")

    answer = planner.post(f"{address}/mails/{key}", data=sent)

    assert answer.status_code == 409
    assert "mine" in answer.text
    assert "theirs" in answer.text
    row = prepared_row(session, year.plan.id, key)
    assert row is not None
    assert row.words_ja == "theirs"


def test_what_no_longer_fits_is_told_keeps_what_was_typed_and_stops_the_release(
    planner: FlaskClient, session: Session, year: Year, address: str
) -> None:
    key = f"person-{year.of_moved.id}"
    mail = f"{address}/mails/{key}"
    stale = form_of(planner.get(mail).text) | {"words": "sorry"}
    prepare(session, year, key, words="一言")
    planned = next(each for each in year.plan.seminars if each.bid_id == year.moved.id)
    planned.day += timedelta(days=1)
    session.commit()

    preview = planner.get(address).text
    assert "1 email tells something else than when it was prepared" in preview
    page = planner.get(mail).text
    assert "When it was prepared, it told of:" in page
    assert "Wed 7 Oct 2026" in page
    assert "Thu 8 Oct 2026" in page
    assert "一言" in page
    refused = planner.post(mail, data=stale | {"version": "2"})
    assert refused.status_code == 409
    assert "sorry" in refused.text
    kept = planner.post(mail, data=form_of(page))
    assert kept.status_code == 303
    assert "tells something else" not in planner.get(address).text


def test_an_email_that_is_not_sent_any_more_shows_what_was_typed(
    planner: FlaskClient, session: Session, year: Year, address: str
) -> None:
    key = f"person-{year.of_moved.id}"
    prepare(session, year, key, words="一言")
    year.of_moved.state = RegistrationState.CANCELLED
    session.commit()

    page = planner.get(f"{address}/mails/{key}")

    assert page.status_code == 200
    assert "This email is no longer part of the release" in page.text
    assert "一言" in page.text
    assert "no longer part of this release" in planner.get(f"{address}/mails").text


def test_all_emails_carry_a_common_paragraph(
    planner: FlaskClient, year: Year, address: str
) -> None:
    sent = form_of(planner.get(f"{address}/words").text) | {"words_ja": "皆様へ"}

    answer = planner.post(f"{address}/words", data=sent, follow_redirects=True)

    assert "All emails carry a paragraph of yours" in answer.text
    assert "皆様へ" in planner.get(f"{address}/mails/adviser-{year.one.id}").text
    too_long = planner.post(f"{address}/words", data=sent | {"words_en": "x" * 1001})
    assert too_long.status_code == 422
    assert "皆様へ" in too_long.text


def test_a_plan_that_was_released_meanwhile_gives_back_what_was_typed(
    planner: FlaskClient, session: Session, year: Year, address: str
) -> None:
    mail = f"{address}/mails/adviser-{year.one.id}"
    sent = form_of(planner.get(mail).text) | {"words": "一言"}
    year.plan.state = PlanState.RELEASED
    session.commit()

    assert planner.post(mail, data=sent).status_code == 303
    assert prepared_row(session, year.plan.id, f"adviser-{year.one.id}") is None


def test_what_is_not_there_is_missing(planner: FlaskClient, address: str) -> None:
    for page in ("/mails/person-0", "/mails/x", "/mails/person-0/html"):
        assert planner.get(f"{address}{page}").status_code == 404
    assert planner.post(f"{address}/left-out/0/send").status_code == 404
    for page in ("mails", "mails/x", "words"):
        assert planner.get(f"/organiser/plans/0/release/{page}").status_code == 404


def test_only_planners_prepare_and_each_page_takes_its_methods_alone(
    planner: FlaskClient, clerk: FlaskClient, address: str
) -> None:
    for page in ("/mails", "/mails/x", "/mails/x/html", "/words"):
        assert clerk.get(f"{address}{page}").status_code == 403
    assert clerk.post(f"{address}/left-out/1/send").status_code == 403
    assert planner.get(f"{address}/left-out/1/send").status_code == 405
    assert planner.post(f"{address}/mails").status_code == 405
