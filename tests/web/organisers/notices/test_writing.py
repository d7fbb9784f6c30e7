"""The list of messages to participants, and writing one."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.domain.actors import SYSTEM
from seminar_service.notices import services as notices
from seminar_service.notices.model import Notice
from seminar_service.notices.states import NoticeState
from seminar_service.registrations.model import Registration
from seminar_service.registrations.states import RegistrationState
from seminar_service.tours.model import Tour
from tests.factories import NOW
from tests.notices.support import schedule
from tests.web.hosts.forms import words
from tests.web.organisers.notices.support import address, written

NEW = "/organiser/tours/2026/notices/new"


def test_a_clerk_writes_a_draft_and_changes_it(
    clerk: FlaskClient, session: Session, person: Registration
) -> None:
    assert "{氏名}" in clerk.get(NEW).text
    sent = clerk.post(
        NEW, data=written(seminar=person.seminar.public_id, place="23", kind="executive")
    )
    notice = session.scalars(select(Notice)).one()
    assert sent.location == address(notice)
    assert (notice.seminar_id, notice.place) == (person.seminar_id, "23")
    assert notice.audience.states == [RegistrationState.CONFIRMED]

    changed = written(subject_ja="会場のご案内", seminar="", states=["waiting", "confirmed"])
    assert clerk.post(address(notice, "edit"), data=changed).status_code == 303

    session.refresh(notice)
    assert (notice.subject_ja, notice.seminar_id) == ("会場のご案内", None)
    listed = words(clerk.get("/organiser/tours/2026/notices").text)
    assert "会場のご案内" in listed
    assert "巡回セミナー全体" in listed


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"body_ja": "{電話}"}, "「{電話}」は差込み項目にありません"),
        ({"subject_ja": "{専用リンク}"}, "件名に専用リンクは入れられません"),
        ({"subject_en": ""}, "件名と本文の両方"),
        ({"states": []}, "状態を1つ以上"),
        ({"place": "99"}, "都道府県"),
        ({"subject_ja": "あ" * 151}, "150文字以内"),
        ({"subject_ja": "", "body_ja": "", "subject_en": "", "body_en": ""}, "日本語か英語で"),
    ],
)
@pytest.mark.usefixtures("tour")
def test_a_mistake_keeps_nothing_and_loses_nothing(
    clerk: FlaskClient, session: Session, changes: dict[str, str | list[str]], said: str
) -> None:
    answer = clerk.post(NEW, data=written(**changes))
    assert answer.status_code == 422
    assert said in words(answer.text)
    assert session.scalars(select(Notice)).all() == []


@pytest.mark.usefixtures("tour")
def test_hostile_texts_are_kept_and_shown_as_they_are(clerk: FlaskClient, session: Session) -> None:
    clerk.post(NEW, data=written(body_en="<script>alert(1)</script>\u202e=1+1"))
    notice = session.scalars(select(Notice)).one()
    assert "<script>alert" not in clerk.get(address(notice, "edit")).text
    assert "<script>alert" in notice.body_en


def test_the_address_says_to_whom_it_goes(clerk: FlaskClient, person: Registration) -> None:
    seminar = person.seminar.public_id
    page = clerk.get(f"{NEW}?seminar={seminar}&state=waiting&place=zz").text
    assert f'<option selected value="{seminar}">' in page


def test_two_who_change_a_draft_at_once_see_both(clerk: FlaskClient, notice: Notice) -> None:
    assert clerk.post(address(notice, "edit"), data=written(body_ja="先")).status_code == 303
    answer = clerk.post(address(notice, "edit"), data=written(body_ja="後"))
    assert answer.status_code == 409
    assert "後" in answer.text


def test_what_is_to_be_sent_is_not_changed(
    clerk: FlaskClient, session: Session, notice: Notice
) -> None:
    schedule(session, notice)
    assert clerk.get(address(notice, "edit")).location == address(notice)
    answer = clerk.post(address(notice, "edit"), data=written(version=str(notice.version)))
    assert answer.status_code == 409
    session.refresh(notice)
    assert notice.state is NoticeState.SCHEDULED


def test_a_viewer_reads_the_list_and_writes_nothing(viewer: FlaskClient, notice: Notice) -> None:
    assert viewer.get("/organiser/tours/2026/notices").status_code == 200
    for path in (NEW, address(notice, "edit")):
        assert viewer.get(path).status_code == 403
        assert viewer.post(path, data=written()).status_code == 403


@pytest.mark.usefixtures("tour")
def test_an_empty_list_says_what_it_is_for(clerk: FlaskClient, viewer: FlaskClient) -> None:
    assert NEW in clerk.get("/organiser/tours/2026/notices").text
    assert NEW not in viewer.get("/organiser/tours/2026/notices").text


def test_what_was_thrown_away_is_listed_no_more(
    viewer: FlaskClient, session: Session, notice: Notice
) -> None:
    notices.discard(session, notice.id, actor=SYSTEM, now=NOW)
    assert address(notice) not in viewer.get("/organiser/tours/2026/notices").text


def test_what_is_not_there_is_missing(clerk: FlaskClient, tour: Tour) -> None:
    assert tour
    assert clerk.get("/organiser/tours/1999/notices").status_code == 404
    assert clerk.get("/organiser/tours/1999/notices/new").status_code == 404
    assert clerk.get("/organiser/notices/99/edit").status_code == 404
    assert clerk.post("/organiser/tours/2026/notices").status_code == 405
