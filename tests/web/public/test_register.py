"""Registering through the pages: fill in, check, done."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from seminar_service.domain.vocabulary import (
    AttendanceMode,
    EmployeeBand,
    Industry,
    ParticipantKind,
    SharedWithHost,
)
from seminar_service.outbox.model import Message
from seminar_service.registrations.model import Registration
from seminar_service.registrations.states import RegistrationState
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SeminarState
from seminar_service.web.public import register as views
from tests.web.public.conftest import Announce, page, text_of

FORM = {
    "name": "山田 花子",
    "name_kana": "やまだ はなこ",
    "email": "ｈanako@Example.jp",
    "company": "例示工業株式会社",
    "department": "知的財産部",
    "employees": "21-50",
    "industry": "manufacturing",
    "participant_kind": "ip_staff",
    "wishes_consultation": "y",
    "consent": "y",
}


@pytest.fixture
def address(seminar: Seminar) -> str:
    """Where the form of the seminar is."""
    return f"/seminars/{seminar.public_id}/register"


def checked(client: FlaskClient, address: str, **changes: str) -> dict[str, str]:
    """Send the form and give what the page to check would send on."""
    markup = page(client.post(address, data=FORM | changes | {"step": "check"}))
    return {
        str(field["name"]): str(field["value"])
        for field in markup.select("form.form input[type=hidden]")
    }


def sent(client: FlaskClient, address: str, **changes: str) -> TestResponse:
    return client.post(address, data=checked(client, address, **changes) | {"step": "send"})


def number_of_registrations(session: Session) -> int:
    return session.execute(select(func.count()).select_from(Registration)).scalar_one()


def test_the_form_asks_for_what_is_needed_and_marks_it(client: FlaskClient, address: str) -> None:
    markup = page(client.get(address))
    required = {
        str(field["name"]) for field in markup.select("main input[required]") if field.get("name")
    }
    assert {"name", "email", "consent"} <= required
    assert markup.select_one("input[name=name_kana][required]") is None
    assert len(markup.select("input[name=participant_kind]")) == len(ParticipantKind)
    assert "個人情報の取扱い" in text_of(client.get(address))


def test_everything_is_shown_once_more_before_it_is_sent(
    client: FlaskClient, session: Session, address: str
) -> None:
    response = client.post(address, data=FORM | {"step": "check"})
    text = text_of(response)
    for part in (
        "山田 花子",
        "ヤマダ ハナコ",
        "hanako@example.jp",
        "例示工業株式会社",
        "知的財産部",
        "21〜50人",
        "製造業",
        "知的財産・法務の担当",
        "個別相談を希望する はい",
        "まだ送信されていません",
    ):
        assert part in text
    assert number_of_registrations(session) == 0


def test_sending_makes_a_registration_of_all_that_was_entered(
    client: FlaskClient, session: Session, address: str
) -> None:
    response = sent(client, address)
    assert response.status_code == 303
    row = session.scalars(select(Registration)).one()
    assert (row.name, row.name_kana) == ("山田 花子", "ヤマダ ハナコ")
    assert (row.email, row.state) == ("hanako@example.jp", RegistrationState.CONFIRMED)
    assert (row.company, row.department) == ("例示工業株式会社", "知的財産部")
    assert (row.employees, row.industry) == (EmployeeBand.FROM_21_TO_50, Industry.MANUFACTURING)
    assert (row.participant_kind, row.wishes_consultation) == (ParticipantKind.IP_STAFF, True)
    assert "申込みを受け付けました" in text_of(client.get(response.location))


def test_what_host_and_advisers_may_read_is_asked_and_kept(
    client: FlaskClient, session: Session, address: str
) -> None:
    asked = page(client.get(address)).select("input[name=shared_with_host]")
    assert [(each["value"], each.has_attr("checked")) for each in asked] == [
        ("number_only", True),
        ("name_and_company", False),
        ("with_mail", False),
    ]
    sent(client, address, shared_with_host="name_and_company")
    sent(client, address, name="別人 太郎")
    rows = session.scalars(select(Registration).order_by(Registration.id))
    assert [row.shared_with_host for row in rows] == [
        SharedWithHost.NAME_AND_COMPANY,
        SharedWithHost.NUMBER_ONLY,
    ]


def test_only_what_is_required_is_enough(
    client: FlaskClient, session: Session, address: str
) -> None:
    least = dict.fromkeys(FORM, "") | {
        key: FORM[key] for key in ("name", "email", "participant_kind", "consent")
    }
    del least["wishes_consultation"]
    markup = page(client.post(address, data=least | {"step": "check"}))
    fields = {
        str(field["name"]): str(field["value"])
        for field in markup.select("form.form input[type=hidden]")
    }
    assert client.post(address, data=fields | {"step": "send"}).status_code == 303
    row = session.scalars(select(Registration)).one()
    assert (row.employees, row.industry, row.wishes_consultation) == (None, None, False)


def test_the_english_form_leads_to_an_english_mail_and_page(
    client: FlaskClient, session: Session, address: str
) -> None:
    response = sent(client, f"/en{address}", name="Hanako Yamada", name_kana="")
    assert response.location.startswith("/en/registrations/")
    assert "Your registration" in text_of(client.get(response.location))
    assert session.scalars(select(Message.locale)).one() == "en"


def test_going_back_keeps_what_was_entered(client: FlaskClient, address: str) -> None:
    fields = checked(client, address)
    markup = page(client.post(address, data=fields | {"step": "edit"}))
    assert markup.select_one("input[name=company][value='例示工業株式会社']") is not None
    assert markup.select_one("input[name=participant_kind][value=ip_staff][checked]") is not None
    assert markup.select_one("input[name=consent][checked]") is not None


MISTAKES = [
    ("name", "", "お名前を入力してください。"),
    ("name", "　 ", "お名前を入力してください。"),
    ("name", "あ" * 81, "80文字以内"),
    ("name_kana", "yamada", "ヤマダ ハナコ"),
    ("email", "", "メールアドレスを入力してください。"),
    ("email", "hanako", "hanako@example.jp"),
    ("email", "a@b@c.jp", "hanako@example.jp"),
    ("company", "あ" * 121, "120文字以内"),
    ("employees", "many", ""),
    ("industry", "magic", ""),
    ("participant_kind", "", "いちばん近いものを選んでください。"),
    ("participant_kind", "king", ""),
    ("consent", "", "同意が必要です。"),
]


def test_a_mistake_is_named_and_nothing_entered_is_lost(client: FlaskClient, address: str) -> None:
    for field, value, said in MISTAKES:
        form = FORM | {field: value, "step": "check"}
        if field == "consent":
            del form["consent"]
        response = client.post(address, data=form)
        assert response.status_code == 422, (field, value)
        assert "入力内容をご確認ください" in text_of(response)
        assert said in text_of(response), (field, value)
        assert FORM["department"] in response.text


def test_a_mistake_in_what_is_sent_is_refused_as_well(
    client: FlaskClient, session: Session, address: str
) -> None:
    fields = checked(client, address) | {"step": "send", "email": "hanako"}
    assert client.post(address, data=fields).status_code == 422
    assert number_of_registrations(session) == 0


def test_the_page_to_check_sent_twice_makes_one_registration(
    client: FlaskClient, session: Session, address: str
) -> None:
    fields = checked(client, address) | {"step": "send"}
    first, second = client.post(address, data=fields), client.post(address, data=fields)
    assert (first.status_code, second.status_code) == (303, 303)
    assert "申込みを受け付けました" in text_of(client.get(second.location))
    assert number_of_registrations(session) == 1


def test_who_goes_back_and_enters_somebody_else_registers_two_people(
    client: FlaskClient, session: Session, address: str
) -> None:
    sent(client, address)
    sent(client, address, name="山田 太郎")
    assert number_of_registrations(session) == 2


def test_a_person_known_already_is_told_so_and_gets_the_mail_again(
    client: FlaskClient, session: Session, address: str
) -> None:
    sent(client, address)
    response = sent(client, address)
    assert response.location == address + "/known"
    assert "すでに申込みをいただいています" in text_of(client.get(response.location))
    assert number_of_registrations(session) == 1
    assert len(session.scalars(select(Message)).all()) == 2


def test_the_page_of_a_known_person_betrays_no_secret_link(
    client: FlaskClient, address: str
) -> None:
    sent(client, address)
    response = sent(client, address)
    assert "/registrations/" not in client.get(response.location).text


def test_a_key_used_for_somebody_else_is_refused(
    client: FlaskClient, session: Session, address: str
) -> None:
    fields = checked(client, address) | {"step": "send"}
    client.post(address, data=fields)
    response = client.post(address, data=fields | {"name": "別の 人"})
    assert response.status_code == 409
    assert number_of_registrations(session) == 1


def test_a_form_without_a_key_is_shown_to_check_again(
    client: FlaskClient, session: Session, address: str
) -> None:
    response = client.post(address, data=FORM | {"step": "send"})
    assert "まだ送信されていません" in text_of(response)
    assert number_of_registrations(session) == 0


def test_a_full_seminar_says_that_one_will_wait(client: FlaskClient, announce: Announce) -> None:
    full = announce(capacity=3, taken=3)
    address = f"/seminars/{full.public_id}/register"
    assert "キャンセル待ちを申し込む" in text_of(client.get(address))
    assert "キャンセル待ちの1番目です" in text_of(client.get(sent(client, address).location))


@pytest.mark.parametrize("state", [SeminarState.CLOSED, SeminarState.HELD, SeminarState.CANCELLED])
def test_a_seminar_that_takes_nobody_says_so_instead_of_a_form(
    client: FlaskClient, announce: Announce, now: datetime, state: SeminarState
) -> None:
    shown = announce(state=state, announced_at=now)
    for response in (
        client.get(f"/seminars/{shown.public_id}/register"),
        client.post(f"/seminars/{shown.public_id}/register", data=FORM),
    ):
        assert response.status_code == 409
        assert "ほかのセミナーを探す" in text_of(response)


def test_a_seminar_that_closes_while_somebody_fills_in_takes_nobody(
    app: Flask, client: FlaskClient, session: Session, address: str
) -> None:
    fields = checked(client, address) | {"step": "send"}
    app.config["CLOCK"] = lambda: datetime(2026, 10, 6, 4, 30, tzinfo=UTC)
    assert client.post(address, data=fields).status_code == 409
    assert number_of_registrations(session) == 0


def test_a_seminar_that_begins_in_the_very_moment_of_sending_takes_nobody(
    app: Flask, client: FlaskClient, session: Session, address: str
) -> None:
    fields = checked(client, address) | {"step": "send"}
    before, after = (datetime(2026, 10, 6, 4, minute, tzinfo=UTC) for minute in (29, 30))
    instants: Iterator[datetime] = iter([before, before])
    app.config["CLOCK"] = lambda: next(instants, after)
    assert client.post(address, data=fields).status_code == 409
    assert number_of_registrations(session) == 0


def test_pages_with_what_somebody_typed_are_kept_nowhere(client: FlaskClient, address: str) -> None:
    for response in (
        client.get(address),
        client.post(address, data=FORM | {"step": "check"}),
        client.post(address, data={}),
    ):
        assert response.headers["Cache-Control"] == "private, no-store"
        assert "ETag" not in response.headers


def test_too_many_forms_from_one_address_are_refused_for_a_while(
    client: FlaskClient, session: Session, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "FORMS_PER_WINDOW", 2)
    answers = [sent(client, address, name=f"参加 {number}").status_code for number in range(4)]
    assert answers == [303, 303, 429, 429]
    assert number_of_registrations(session) == 2


def test_the_second_person_with_one_mailbox_sees_until_when_the_place_is_held(
    client: FlaskClient, session: Session, address: str
) -> None:
    sent(client, address)
    second = text_of(client.get(sent(client, address, name="山田 太郎").location))
    assert "2026年6月1日（月） 13:00までに、メールのリンクを開き、ボタンを押して" in second
    states = session.scalars(select(Registration.state).order_by(Registration.id)).all()
    assert states == [RegistrationState.CONFIRMED, RegistrationState.PROVISIONAL]


def test_too_many_mails_to_one_mailbox_are_told_and_the_form_is_kept(
    client: FlaskClient, session: Session, address: str
) -> None:
    answers = [sent(client, address, name=f"参加 {number}") for number in range(6)]
    assert [answer.status_code for answer in answers] == [303] * 5 + [429]
    refused = answers[-1]
    assert "このメールアドレスに多くのメールをお送りしています" in text_of(refused)
    assert int(refused.headers["Retry-After"]) > 0
    assert refused.headers["Cache-Control"] == "private, no-store"
    kept = {
        str(field["name"]): str(field["value"])
        for field in BeautifulSoup(refused.text, "html.parser").select("form.form input")
    }
    assert kept["name"] == "参加 5"
    assert len(kept["form_key"]) >= 32
    assert number_of_registrations(session) == 5
    assert "too many emails" in text_of(client.post(f"/en{address}", data=kept | {"step": "send"}))


def test_a_forged_form_is_refused(
    app: Flask, client: FlaskClient, session: Session, address: str
) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    form = FORM | {"step": "send", "form_key": "k" * 32}
    assert client.post(address, data=form).status_code == 400
    assert number_of_registrations(session) == 0


def test_the_form_takes_no_other_method(client: FlaskClient, address: str) -> None:
    assert client.put(address).status_code == 405
    assert client.post(address + "/known").status_code == 405


def test_an_unknown_seminar_has_no_form(client: FlaskClient, address: str) -> None:
    assert client.get("/seminars/zzzzzzzz/register").status_code == 404, address
    assert client.post("/seminars/zzzzzzzz/register", data=FORM).status_code == 404
    assert client.get("/seminars/zzzzzzzz/register/known").status_code == 404


def test_what_somebody_typed_never_becomes_markup(client: FlaskClient, address: str) -> None:
    response = client.post(address, data=FORM | {"name": "<b>花子</b>", "step": "check"})
    assert "<b>花子" not in response.text
    assert "<b>花子</b>" in text_of(response)


def test_where_one_can_attend_online_the_form_asks_and_takes_the_answer(
    client: FlaskClient, session: Session, seminar: Seminar, address: str
) -> None:
    assert page(client.get(address)).select_one("input[name=mode]") is None
    seminar.online_capacity = 1
    session.commit()
    chosen = page(client.get(address)).select_one("input[name=mode][checked]")
    assert chosen is not None
    assert chosen["value"] == "on_site"

    assert sent(client, address, mode="online").status_code == 303

    assert session.scalars(select(Registration.mode)).all() == [AttendanceMode.ONLINE]
    session.refresh(seminar)
    assert (seminar.taken, seminar.online_taken) == (0, 1)


def test_who_asks_for_online_where_there_is_none_any_more_is_told_and_not_sent_to_the_venue(
    client: FlaskClient, session: Session, seminar: Seminar, address: str
) -> None:
    seminar.online_capacity = 1
    session.commit()
    fields = checked(client, address, mode="online")
    seminar.online_capacity = 0
    session.commit()

    answer = client.post(address, data=fields | {"step": "send"})

    assert answer.status_code == 409
    assert "オンラインで参加できなくなりました" in text_of(answer)
    assert "山田 花子" in answer.text
    assert number_of_registrations(session) == 0


def test_until_registration_opens_page_and_form_say_when_and_take_nobody(
    client: FlaskClient, session: Session, seminar: Seminar, address: str
) -> None:
    seminar.registration_opens_on = date(2026, 9, 1)
    session.commit()

    shown = client.get(address.removesuffix("/register"))
    form = client.get(address)
    sent_all_the_same = client.post(address, data=FORM | {"step": "send", "form_key": "k" * 32})

    assert (form.status_code, sent_all_the_same.status_code) == (409, 409)
    for answer in (shown, form, sent_all_the_same):
        said = text_of(answer)
        assert "受付開始前" in said
        assert "2026年9月1日（火） 10:00" in said
    assert number_of_registrations(session) == 0
    assert f'href="{address}"' not in shown.text
    calendar = client.get(f"{address.removesuffix('/register')}.ics").text.replace("\r\n ", "")
    assert "受付開始：2026年9月1日（火） 10:00" in calendar
