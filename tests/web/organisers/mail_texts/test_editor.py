"""The list of a tour's email texts, and writing one."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.domain.locales import Locale
from seminar_service.outbox.model import Message
from seminar_service.outbox.rendering import original
from seminar_service.registrations import mails as registration_mails
from seminar_service.registrations.mail_samples import TOKEN
from seminar_service.registrations.model import Registration
from seminar_service.storage.transaction import transaction
from seminar_service.tours.model import Tour
from tests.factories import NOW
from tests.mail_texts.support import ADDED, KIND, anew, rows, write
from tests.registrations.proof_support import OFFICE
from tests.web.hosts.forms import words
from tests.web.organisers.mail_texts.support import LIST, address, written


def test_a_planner_writes_a_text_that_the_next_mail_says(
    planner: FlaskClient, session: Session, person: Registration
) -> None:
    assert "{開催概要}" in planner.get(address("edit")).text

    assert planner.post(address("edit"), data=written()).location == address()

    with transaction(session):
        registration_mails.send_state(session, person, office=OFFICE, now=NOW)
    mail = session.scalars(select(Message)).one()
    assert mail.body.startswith(f"{ADDED}\n\n山田 花子 様")
    assert ADDED in mail.html
    assert "変更あり（日本語）" in words(planner.get(LIST).text)
    assert ADDED in planner.get(address()).text


def test_a_form_sent_as_it_was_shown_changes_nothing(
    planner: FlaskClient, session: Session, tour: Tour
) -> None:
    assert tour
    first = original(KIND, "ja")
    sent = written(subject_ja=first.subject, body_ja=first.body)

    assert planner.post(address("edit"), data=sent).status_code == 303

    assert not any(row.is_changed for row in rows(session))


def test_an_empty_field_means_the_original(
    planner: FlaskClient, session: Session, tour: Tour
) -> None:
    assert tour
    sent = written(subject_ja="", body_ja="", subject_en="A place for you")

    assert planner.post(address("edit"), data=sent).status_code == 303

    (row,) = rows(session)
    english = row.letter("en")
    assert row.letter("ja") is None
    assert english is not None
    assert (english.subject, english.body) == ("A place for you", original(KIND, "en").body)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"body_ja": "{氏名} 様\n\n{電話}"}, "3行目の「{電話}」"),
        ({"body_en": "{{ config }}"}, "1行目の「{」"),
        ({"body_ja": "{氏名} 様"}, "差込み項目{開催概要}がありません"),
        ({"subject_ja": "{専用リンク}"}, "「{専用リンク}」は件名には使えません"),
        ({"subject_en": "{x}"}, "「{x}」は差込み項目にありません"),
        ({"subject_ja": "あ" * 151}, "150文字以内"),
        ({"body_ja": "あ" * 8_001}, "8000文字以内"),
    ],
)
@pytest.mark.usefixtures("tour")
def test_a_broken_text_is_refused_with_the_place_and_nothing_is_lost(
    planner: FlaskClient, session: Session, changes: dict[str, str], said: str
) -> None:
    answer = planner.post(address("edit"), data=written(**changes))

    assert answer.status_code == 422
    assert said in words(answer.text)
    assert rows(session) == []


def test_a_text_is_looked_at_before_it_is_kept(
    planner: FlaskClient, session: Session, person: Registration
) -> None:
    sent = written(body_en="<b>Hello</b> {{ 7 }}", preview="1")
    assert planner.post(address("edit"), data=sent).status_code == 422

    page = planner.post(address("edit"), data=written(preview="1"))

    assert page.status_code == 200
    assert f"{ADDED}\n\n{person.name} 様" in page.text
    assert rows(session) == []


def test_what_was_written_meanwhile_is_shown_and_overwritten_by_nobody(
    planner: FlaskClient, session: Session, tour: Tour
) -> None:
    write(session, tour.id, ja=anew(added="先に書いた文です。"))

    answer = planner.post(address("edit"), data=written())

    assert answer.status_code == 409
    assert "先に書いた文です。" in answer.text
    assert ADDED in answer.text
    assert rows(session)[0].letter("ja") == anew(added="先に書いた文です。")


def test_a_text_whose_original_is_another_now_says_so(
    viewer: FlaskClient, session: Session, tour: Tour
) -> None:
    write(session, tour.id)
    with transaction(session):
        rows(session)[0].original_ja = "another"

    assert "標準の文面が変わっています" in words(viewer.get(LIST).text)
    assert "標準の文面が変わっています" in words(viewer.get(address()).text)


def test_clerks_and_viewers_read_alone(
    clerk: FlaskClient, session: Session, person: Registration
) -> None:
    assert person.name in clerk.get(address()).text
    assert clerk.get(LIST).status_code == 200
    assert clerk.get(address("edit")).status_code == 403
    assert clerk.post(address("edit"), data=written()).status_code == 403
    assert rows(session) == []


@pytest.mark.usefixtures("tour")
def test_what_is_not_there_is_not_found(planner: FlaskClient) -> None:
    assert planner.get(address(kind="links_renewed")).status_code == 404
    assert planner.get(address("edit", kind="x")).status_code == 404
    assert planner.get("/organiser/tours/1999/mails").status_code == 404
    assert planner.put(address("edit")).status_code == 405


def test_pages_are_in_both_languages(planner: FlaskClient, person: Registration) -> None:
    assert person
    for step in ("", "edit"):
        page = planner.get(f"/en{address(step)}")
        assert "Registered, with a place" in page.text
    assert {Locale.JA, Locale.EN} == set(Locale)


@pytest.mark.parametrize(("language", "said"), [("ja", "山田 花子 様"), ("en", "Dear 山田 花子,")])
def test_an_email_is_shown_as_mail_programs_do_and_can_do_nothing(
    clerk: FlaskClient, person: Registration, language: str, said: str
) -> None:
    page = f"{address('html')}/{language}?after={person.id - 1}"
    assert f"/html/{language}" in clerk.get(address()).text

    answer = clerk.get(page)

    assert answer.status_code == 200
    assert said in answer.text
    assert f"/registrations/{TOKEN}" in answer.text
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("sandbox; default-src 'none'")
    assert "frame-ancestors 'none'" in policy


def test_there_is_no_such_page_of_other_emails_or_languages(planner: FlaskClient) -> None:
    assert planner.get(f"{address('html')}/fr").status_code == 404
    assert planner.get(f"{address('html', 'office_digest')}/ja").status_code == 404
    assert planner.post(f"{address('html')}/ja").status_code == 405


def test_a_text_is_looked_at_as_html_before_it_is_kept(
    planner: FlaskClient, session: Session, person: Registration
) -> None:
    assert person
    form = written(body_ja=written()["body_ja"].replace(ADDED, "<b>上履き</b>"))

    answer = planner.post(address("edit"), data=form | {"html": "ja"})

    assert answer.status_code == 200
    assert "&lt;b&gt;上履き&lt;/b&gt;" in answer.text
    assert answer.headers["Content-Security-Policy"].startswith("sandbox; ")
    assert rows(session) == []
    broken = planner.post(address("edit"), data=written(body_ja="{電話}", html="ja"))
    assert broken.status_code == 422
    assert "{電話}" in broken.text
    other = planner.post(address("edit"), data=form | {"html": "fr"})
    assert "上履き" in other.text
    assert rows(session) == []
