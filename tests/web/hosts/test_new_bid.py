"""A host asks for a seminar: enter, check, send."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from seminar_service.bids.model import Bid
from seminar_service.domain.vocabulary import Choice
from seminar_service.outbox.model import Message
from seminar_service.tours.model import ClosedPeriod
from seminar_service.tours.values import TourStage
from seminar_service.web.hosts.new_bid import BIDS_PER_WINDOW
from tests.factories import make_topic, make_tour
from tests.web.hosts.forms import KEY, filled, sent_by, words


@pytest.fixture
def topic_id(session: Session) -> int:
    """A topic, with a tour whose call is open."""
    make_tour(session)
    return make_topic(session).id


def bids(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(Bid)) or 0


@pytest.mark.usefixtures("topic_id")
def test_the_form_names_the_dates_of_the_call(client: FlaskClient) -> None:
    page = words(client.get("/bids/new").text)
    assert "2026年12月20日（日）" in page
    assert "営業秘密管理" in page


DATES_OF_2027 = {
    "first_choice-0-begins": "2027-05-10",
    "first_choice-0-ends": None,
    "second_choice-0-begins": None,
    "impossible-0-begins": None,
}


@pytest.mark.usefixtures("topic_id")
def test_the_form_names_all_open_calls_with_their_periods_and_deadlines(
    client: FlaskClient, session: Session
) -> None:
    make_tour(session, 2027, call_opens_on=date(2026, 5, 1), call_closes_on=date(2027, 2, 28))
    page = words(client.get("/en/bids/new").text)
    for said in (
        *("Several calls for requests are open", "Seminar tour 2026", "Seminar tour 2027"),
        *("Seminars from Wed 1 Apr 2026 to Wed 31 Mar 2027", "Open until Sun 20 Dec 2026"),
        *("Seminars from Thu 1 Apr 2027 to Fri 31 Mar 2028", "Open until Sun 28 Feb 2027"),
    ):
        assert said in page
    assert "複数の巡回セミナーの開催希望を受け付けています" in words(client.get("/bids/new").text)


@pytest.mark.parametrize(("dates", "year"), [({}, 2026), (DATES_OF_2027, 2027)])
def test_among_open_calls_the_dates_say_for_which_tour_a_bid_is(
    client: FlaskClient, session: Session, topic_id: int, dates: dict[str, str | None], year: int
) -> None:
    make_tour(session, 2027, call_opens_on=date(2026, 5, 1), stage=TourStage.PREPARATION)
    checked = client.post("/bids/new", data=filled(topic_id, **dates))
    answer = client.post("/bids/new", data=sent_by(checked.text) | {"step": "send"})
    assert answer.status_code == 303
    assert session.scalars(select(Bid)).one().tour.fiscal_year == year


@pytest.mark.parametrize("code", ["2026", "2026-2"])
def test_among_tours_with_days_in_common_the_host_says_for_which_a_bid_is(
    client: FlaskClient, session: Session, topic_id: int, code: str
) -> None:
    make_tour(session, programme=2)
    checked = client.post("/bids/new", data=filled(topic_id, tour_code=code))
    answer = client.post("/bids/new", data=sent_by(checked.text) | {"step": "send"})
    assert answer.status_code == 303
    assert str(session.scalars(select(Bid)).one().tour.code) == code


@pytest.mark.parametrize("code", [None, "2026-3", "2027"])
def test_who_does_not_say_for_which_of_them_is_asked(
    client: FlaskClient, session: Session, topic_id: int, code: str | None
) -> None:
    make_tour(session, programme=2)
    answer = client.post("/en/bids/new", data=filled(topic_id, tour_code=code))
    assert answer.status_code == 422
    assert "for which of them you ask" in words(answer.text)
    assert session.scalars(select(Bid)).all() == []


def test_the_only_tour_with_days_of_its_own_is_not_asked_about(client: FlaskClient) -> None:
    assert "tour_code" not in client.get("/bids/new").text


def test_dates_of_two_tours_need_two_requests(
    client: FlaskClient, session: Session, topic_id: int
) -> None:
    make_tour(session, 2027, call_opens_on=date(2026, 5, 1))
    mixed = filled(topic_id, **{"third_choice-0-begins": "2027-04-05"})
    answer = client.post("/en/bids/new", data=mixed)
    assert answer.status_code == 422
    assert "This day belongs to “Seminar tour 2027”" in words(answer.text)
    assert bids(session) == 0


def test_dates_of_a_tour_whose_call_has_ended_are_not_taken(
    client: FlaskClient, session: Session, topic_id: int
) -> None:
    make_tour(session, 2027, call_opens_on=date(2026, 5, 1), call_closes_on=date(2026, 5, 31))
    answer = client.post("/bids/new", data=filled(topic_id, step="send", **DATES_OF_2027))
    assert answer.status_code == 422
    assert bids(session) == 0


@pytest.mark.usefixtures("topic_id")
def test_the_form_is_there_in_english(client: FlaskClient) -> None:
    page = words(client.get("/en/bids/new").text)
    assert "Open until Sun 20 Dec 2026" in page
    assert "Trade secrets" in page


def test_what_was_entered_is_shown_to_be_checked_and_nothing_is_sent_yet(
    client: FlaskClient, session: Session, topic_id: int
) -> None:
    answer = client.post("/bids/new", data=filled(topic_id))
    assert answer.status_code == 200
    page = words(answer.text)
    for said in (
        "入力内容の確認",
        "7000012050002",
        "0532-00-0000",
        "440-0866",
        "トヨハシショウコウカイギショ",
        "2026年10月5日（月）〜2026年10月6日（火）",
        "2026年10月8日（木）〜2026年10月14日（水）",
        "土曜日・日曜日（2日）",
        "スポーツの日：10月12日（月）",
        "都合のつかない日として入力：10月7日（水）",
    ):
        assert said in page
    assert bids(session) == 0


def test_closed_periods_inside_a_range_are_left_out_and_said(
    client: FlaskClient, session: Session, topic_id: int
) -> None:
    tour = make_tour(session, 2027, call_opens_on=date(2026, 5, 1))
    tour.closed_periods = [
        ClosedPeriod(
            name_ja="お盆",
            name_en="Obon",
            first_day=date(2027, 8, 12),
            last_day=date(2027, 8, 13),
        )
    ]
    session.commit()
    dates = {
        "first_choice-0-begins": "2027-08-10",
        "first_choice-0-ends": "2027-08-13",
        "second_choice-0-begins": None,
        "impossible-0-begins": None,
    }
    page = words(client.post("/en/bids/new", data=filled(topic_id, **dates)).text)
    assert "Tue 10 Aug 2027" in page
    assert "Mountain Day: Wed 11 Aug" in page
    assert "Obon: Thu 12 Aug, Fri 13 Aug" in page


def test_the_checked_form_is_sent_and_becomes_a_bid(
    client: FlaskClient, session: Session, topic_id: int
) -> None:
    checked = client.post("/bids/new", data=filled(topic_id))
    answer = client.post("/bids/new", data=sent_by(checked.text) | {"step": "send"})
    assert answer.status_code == 303
    assert answer.location == "/bids/sent"
    bid = session.scalars(select(Bid)).one()
    assert bid.idempotency_key == KEY
    assert (bid.host_name, bid.capacity, bid.remarks) == (
        "豊橋商工会議所",
        40,
        "駐車場あり\n2台まで",
    )
    days = {each.day: each.choice for each in bid.dates}
    assert days[date(2026, 10, 5)] is Choice.FIRST
    assert days[date(2026, 10, 7)] is Choice.IMPOSSIBLE
    assert days[date(2026, 11, 4)] is Choice.SECOND
    assert date(2026, 10, 12) not in days
    mail = session.scalars(select(Message)).one()
    assert mail.recipient == "hanako@example.jp"


def test_the_last_page_says_what_happens_next(client: FlaskClient, topic_id: int) -> None:
    client.post("/bids/new", data=filled(topic_id, step="send"))
    page = words(client.get("/bids/sent").text)
    assert "2026-1" in page
    assert "hanako@example.jp" in page
    assert "メール一覧" in page  # mails land in a folder here


def test_sent_twice_it_is_one_bid_and_the_host_is_told(
    client: FlaskClient, session: Session, topic_id: int
) -> None:
    for _ in range(2):
        assert client.post("/bids/new", data=filled(topic_id, step="send")).status_code == 303
    assert bids(session) == 1
    assert session.scalar(select(func.count()).select_from(Message)) == 1
    assert "すでに送信されています" in words(client.get("/bids/sent").text)


@pytest.mark.usefixtures("topic_id")
def test_who_sent_nothing_is_led_to_the_form(client: FlaskClient) -> None:
    answer = client.get("/bids/sent")
    assert answer.status_code == 302
    assert answer.location == "/bids/new"


def test_going_back_to_correct_keeps_what_was_entered(client: FlaskClient, topic_id: int) -> None:
    checked = client.post("/bids/new", data=filled(topic_id))
    answer = client.post("/bids/new", data=sent_by(checked.text) | {"step": "correct"})
    assert answer.status_code == 200
    for value in ("豊橋商工会議所", "2026-10-14", "駐車場あり", KEY):
        assert value in answer.text
    assert "field--error" not in answer.text


def test_another_row_keeps_what_was_entered(client: FlaskClient, topic_id: int) -> None:
    answer = client.post("/bids/new", data=filled(topic_id, add_row="second_choice"))
    assert answer.status_code == 200
    assert 'name="second_choice-1-begins"' in answer.text
    assert "豊橋商工会議所" in answer.text
    assert "field--error" not in answer.text


@pytest.mark.parametrize("name", ["nothing", "topics", ""])
def test_another_row_of_something_else_changes_nothing(
    client: FlaskClient, topic_id: int, name: str
) -> None:
    assert client.post("/bids/new", data=filled(topic_id, add_row=name)).status_code == 200


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"host_kind": None}, "団体の種類を選んでください"),
        ({"host_kind": "made-up"}, "団体の種類"),
        ({"host_name": "  "}, "団体の正式名称を入力してください"),
        ({"host_name": "x" * 121}, "120文字以内"),
        ({"host_name_kana": "豊橋"}, "かなのみ"),
        ({"corporate_number": "8000012050002"}, "検査数字"),
        ({"corporate_number": "123"}, "13桁"),
        ({"contact_name": ""}, "ご担当者のお名前"),
        ({"contact_email": "hanako"}, "hanako@example.jp"),
        ({"contact_email": ""}, "メールアドレスを入力"),
        ({"contact_telephone": "12"}, "10桁または11桁"),
        ({"place": ""}, "都道府県を選んで"),
        ({"place": "99"}, "都道府県"),
        ({"venue_name": ""}, "建物名と部屋名"),
        ({"venue_postal_code": "12"}, "7桁"),
        ({"venue_address": ""}, "市区町村からの住所"),
        ({"capacity": "many"}, "整数"),
        ({"capacity": "0"}, "1から10000まで"),
        ({"capacity": ""}, "何名入れるか"),
        ({"starts_at": "noon"}, "13:30"),
        ({"starts_at": ""}, "開始時刻を入力"),
        ({"starts_at": "05:00"}, "06:00から22:00まで"),
        ({"ends_at": "13:30"}, "開始時刻（13:30）より後"),
        ({"topics": None}, "テーマを1つ以上"),
        ({"topics": ["999"]}, "テーマ"),
        ({"topics": ["x"]}, "テーマ"),
        ({"expected_audience": "-3"}, "1から10000まで"),
        ({"audience": None}, "参加できる方を選んで"),
        ({"consent": None}, "チェックを入れて"),
        ({"remarks": "x" * 2001}, "2000文字以内"),
    ],
)
def test_each_mistake_names_its_field_and_what_would_be_right(
    client: FlaskClient,
    session: Session,
    topic_id: int,
    changes: dict[str, str | None],
    said: str,
) -> None:
    answer = client.post("/bids/new", data=filled(topic_id, step="send", **changes))
    assert answer.status_code == 422
    assert said in words(answer.text)
    assert "駐車場あり" in answer.text or "remarks" in changes
    assert bids(session) == 0


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (
            {"first_choice-0-begins": "2026-10-14", "first_choice-0-ends": "2026-10-05"},
            "第1希望 1行目の終了日：終了日は開始日以降",
        ),
        ({"second_choice-0-begins": "2026-05-29"}, "第2希望 1行目の開始日：過ぎた日付です"),
        (
            {"third_choice-0-begins": "2027-04-01"},
            "第3希望 1行目の開始日：開催期間（2026年4月1日（水）〜2027年3月31日（水））内",
        ),
        (
            {"second_choice-1-begins": "2026-10-10", "second_choice-1-ends": "2026-10-12"},
            "第2希望 2行目の開始日：土日・祝日",
        ),
        ({"impossible-0-begins": "2026-02-30"}, "都合のつかない日 1行目の開始日：日付として"),
        ({"third_choice-0-ends": "2026-10-10"}, "第3希望 1行目の開始日：期間の開始日も"),
        (
            {
                "first_choice-0-begins": "",
                "first_choice-0-ends": "",
                "second_choice-0-begins": "",
            },
            "第1希望 1行目の開始日：開催できる日を1日以上",
        ),
        (
            {
                "first_choice-0-begins": "2026-10-07",
                "first_choice-0-ends": "",
                "second_choice-0-begins": "",
            },
            "都合のつかない日 1行目の開始日：",
        ),
    ],
)
def test_a_wrong_date_names_its_row(
    client: FlaskClient, topic_id: int, changes: dict[str, str], said: str
) -> None:
    answer = client.post("/bids/new", data=filled(topic_id, **changes))
    assert answer.status_code == 422
    assert said in words(answer.text)


@pytest.mark.usefixtures("topic_id")
def test_an_empty_form_names_everything_that_is_missing(client: FlaskClient) -> None:
    answer = client.post("/en/bids/new", data={})
    assert answer.status_code == 422
    page = words(answer.text)
    for said in ("Name of the organisation", "Number of seats", "Topics", "First choice, row 1"):
        assert f"{said}: " in page or said in page


@pytest.mark.usefixtures("topic_id")
def test_mistakes_are_listed_in_the_order_of_the_page(client: FlaskClient) -> None:
    page = words(client.post("/en/bids/new", data={}).text).split("Nothing has been sent yet")[1]
    places = [
        page.index(f"{name}: ") for name in ("Ends at", "First choice, row 1: from", "Topics")
    ]
    assert places == sorted(places)


def test_a_made_up_key_is_replaced(client: FlaskClient, session: Session, topic_id: int) -> None:
    client.post("/bids/new", data=filled(topic_id, step="send", idempotency_key="x" * 100))
    key = session.scalars(select(Bid.idempotency_key)).one()
    assert key is not None
    assert len(key) == 32


def test_more_rows_than_anybody_needs_are_not_read(client: FlaskClient, topic_id: int) -> None:
    rows = {f"first_choice-{row}-begins": "2026-10-05" for row in range(50)}
    assert client.post("/bids/new", data=filled(topic_id, **rows)).status_code == 200


def test_too_many_bids_from_one_address_wait_and_lose_nothing(
    client: FlaskClient, session: Session, topic_id: int
) -> None:
    for number in range(BIDS_PER_WINDOW):
        sent = {"idempotency_key": f"{number:032x}", "contact_email": f"host{number}@example.jp"}
        client.post("/bids/new", data=filled(topic_id, step="send", **sent))
    answer = client.post("/bids/new", data=filled(topic_id, step="send"))
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) > 0
    assert "まだ送信されていません" in words(answer.text)
    assert sent_by(answer.text)["host_name"] == ["豊橋商工会議所"]
    assert bids(session) == BIDS_PER_WINDOW


def test_too_many_mails_to_one_mailbox_are_told_and_nothing_entered_is_lost(
    client: FlaskClient, session: Session, topic_id: int
) -> None:
    answers = [
        client.post(
            "/bids/new", data=filled(topic_id, step="send", idempotency_key=f"{number:032x}")
        )
        for number in range(6)
    ]
    assert [answer.status_code for answer in answers] == [303] * 5 + [429]
    refused = answers[-1]
    assert "このメールアドレスに多くのメールをお送りしています" in words(refused.text)
    assert int(refused.headers["Retry-After"]) > 0
    assert sent_by(refused.text)["host_name"] == ["豊橋商工会議所"]
    assert sent_by(refused.text)["idempotency_key"] == [f"{5:032x}"]
    assert bids(session) == 5


def test_before_the_call_the_page_says_when_it_opens(client: FlaskClient, session: Session) -> None:
    make_tour(session, call_opens_on=date(2026, 7, 1))
    page = client.get("/bids/new")
    assert page.status_code == 200
    assert "2026年7月1日（水）から" in words(page.text)
    assert "<textarea" not in page.text


def test_after_the_call_the_page_says_so_and_shows_no_form(
    client: FlaskClient, session: Session
) -> None:
    make_tour(session, call_closes_on=date(2026, 5, 31))
    page = client.get("/en/bids/new")
    assert page.status_code == 200
    assert "The call for requests is closed" in words(page.text)
    assert "<textarea" not in page.text


def test_without_any_tour_the_page_says_so(client: FlaskClient, session: Session) -> None:
    make_tour(session, 2015, stage=TourStage.ARCHIVED)
    assert "募集は行っていません" in words(client.get("/bids/new").text)


def test_a_form_that_comes_after_the_call_is_not_taken(
    client: FlaskClient, session: Session
) -> None:
    make_tour(session, call_closes_on=date(2026, 5, 31))
    answer = client.post("/bids/new", data=filled(make_topic(session).id, step="send"))
    assert answer.status_code == 409
    assert bids(session) == 0


def test_without_the_token_against_forged_forms_nothing_is_taken(
    app: Flask, client: FlaskClient, session: Session, topic_id: int
) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    answer = client.post("/bids/new", data=filled(topic_id, step="send"))
    assert answer.status_code == 400
    assert bids(session) == 0


@pytest.mark.parametrize("address", ["/bids/new", "/bids/sent"])
def test_other_methods_are_refused(client: FlaskClient, address: str) -> None:
    assert client.delete(address).status_code == 405


OTHER_KEY = "fedcba9876543210fedcba9876543210"


def test_the_same_bid_sent_anew_is_asked_about_and_may_be_meant(
    client: FlaskClient, session: Session, topic_id: int
) -> None:
    client.post("/bids/new", data=filled(topic_id, step="send"))
    again = filled(topic_id, idempotency_key=OTHER_KEY)

    asked = client.post("/en/bids/new", data=again)
    keep = BeautifulSoup(asked.text, "html.parser").select("[role=alert] button")[-1]
    checked = client.post("/bids/new", data=again | {"as_entered": str(keep["value"])})

    assert asked.status_code == 200
    assert "was sent a short time ago" in words(asked.text)
    assert "豊橋商工会議所" not in words(asked.text)  # it tells nothing of the earlier one
    sent = client.post("/bids/new", data=sent_by(checked.text) | {"step": "send"})
    assert sent.status_code == 303
    assert bids(session) == 2


def test_who_only_looks_for_an_earlier_bid_gets_its_link_by_mail(
    client: FlaskClient, session: Session, topic_id: int
) -> None:
    client.post("/bids/new", data=filled(topic_id, step="send"))
    again = filled(topic_id, idempotency_key=OTHER_KEY, step="link")

    answer = client.post("/bids/new", data=again)

    assert (answer.status_code, answer.location) == (303, "/links/sent")
    assert bids(session) == 1
    kinds = session.scalars(select(Message.kind).order_by(Message.id)).all()
    assert kinds == ["bid_received", "links_renewed"]


def test_nobody_gets_a_link_to_a_bid_that_is_not_there(
    client: FlaskClient, session: Session, topic_id: int
) -> None:
    answer = client.post("/bids/new", data=filled(topic_id, step="link"))

    assert answer.status_code == 200
    assert session.scalars(select(Message)).all() == []


@pytest.mark.parametrize(
    ("odd", "other"),
    [
        ({"ends_at": "13:35"}, {"ends_at": "13:40"}),
        (
            {"capacity": "30", "expected_audience": "80"},
            {"capacity": "30", "expected_audience": "90"},
        ),
    ],
)
def test_an_odd_value_is_kept_with_one_press_and_another_is_asked_about_anew(
    client: FlaskClient, session: Session, topic_id: int, odd: dict[str, str], other: dict[str, str]
) -> None:
    asked = client.post("/bids/new", data=filled(topic_id, **odd))
    soup = BeautifulSoup(asked.text, "html.parser")
    (keep,) = soup.select("[role=alert] button")
    kept = {"as_entered": ["", str(keep["value"])]}

    checked = client.post("/bids/new", data=filled(topic_id, **odd) | kept)
    anew = client.post("/bids/new", data=filled(topic_id, **other) | kept)

    assert asked.status_code == 200
    assert soup.select_one("input[name=host_name]")["value"] == "豊橋商工会議所"  # type: ignore[index]  # it is there
    assert BeautifulSoup(anew.text, "html.parser").select("[role=alert] button")
    assert (
        client.post("/bids/new", data=sent_by(checked.text) | {"step": "send"}).status_code == 303
    )
    assert bids(session) == 1
