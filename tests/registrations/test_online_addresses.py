"""Where people attend online: entered once, told to those concerned, and found nowhere else."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.domain.actors import Actor, ActorKind
from seminar_service.domain.errors import ChangedMeanwhile, NotFound
from seminar_service.domain.vocabulary import AttendanceMode
from seminar_service.feeds.personal import registration_feed
from seminar_service.history.model import HistoryLine
from seminar_service.outbox.model import Message
from seminar_service.registrations.kept_places import SeminarOver
from seminar_service.registrations.model import Registration
from seminar_service.registrations.online_addresses import (
    NoOnlineAddress,
    change_online_address,
    is_online_address,
    people_online,
)
from seminar_service.registrations.states import RegistrationState
from seminar_service.registrations.values import NotOnline
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SeminarState
from tests.factories import make_bid, make_registration, make_seminar, make_tour
from tests.registrations.proof_support import NOW, OFFICE, mails_to

ONLINE, WAITING = AttendanceMode.ONLINE, RegistrationState.WAITING
CLERK = Actor(ActorKind.ORGANISER)
URL, OTHER = "https://meet.example.jp/1?pwd=a%2Fb", "https://meet.example.jp/2"


@pytest.fixture
def seminar(session: Session) -> Seminar:
    return make_seminar(session, make_bid(session, make_tour(session)), online_capacity=2)


@pytest.fixture
def online(session: Session, seminar: Seminar) -> Registration:
    return make_registration(session, seminar, mode=ONLINE)


def enter(session: Session, seminar: Seminar, url: str, words: str = "", **more: int) -> int:
    version = more.get("version")
    return change_online_address(
        session,
        seminar.public_id,
        url,
        words,
        version=version,
        office=OFFICE,
        actor=CLERK,
        now=NOW,
    )


def test_who_has_a_place_online_gets_it_by_mail_and_into_the_calendar(
    session: Session, seminar: Seminar, online: Registration
) -> None:
    assert enter(session, seminar, URL, "番号 12 34") == 1

    (mail,) = mails_to(session, online.email)
    assert (mail.kind, mail.calendar_method) == ("registration_online_address", "REQUEST")
    assert URL in mail.body
    assert "番号 12 34" in mail.body
    assert online.calendar_sequence == 1
    feed = registration_feed(session, online.id, OFFICE.addresses("ja"))
    content = feed.content.replace(b"\r\n ", b"").decode()
    assert f"CONFERENCE;FEATURE=VIDEO;VALUE=URI:{URL}" in content
    assert f"LOCATION:{URL}" in content
    assert "番号 12 34" in content


def test_nobody_else_is_told(session: Session, seminar: Seminar) -> None:
    others = [
        make_registration(session, seminar),
        make_registration(session, seminar, mode=ONLINE, state=WAITING),
        make_registration(session, seminar, mode=ONLINE, state=RegistrationState.OFFERED),
    ]

    assert enter(session, seminar, URL) == 0

    assert session.scalars(select(Message)).all() == []
    for row in others:
        feed = registration_feed(session, row.id, OFFICE.addresses("ja"))
        assert b"meet.example.jp" not in feed.content.replace(b"\r\n ", b"")
        assert row.calendar_sequence == 0


def test_the_same_once_more_is_no_change_and_another_one_is(
    session: Session, seminar: Seminar, online: Registration
) -> None:
    told = [enter(session, seminar, url) for url in (URL, URL, OTHER, "")]

    assert told == [1, 0, 1, 1]
    assert online.calendar_sequence == 3
    assert len(mails_to(session, online.email)) == 3


def test_the_history_says_that_it_changed_and_not_to_what(
    session: Session, seminar: Seminar, caplog: pytest.LogCaptureFixture
) -> None:
    enter(session, seminar, URL, "秘密")

    lines = session.scalars(select(HistoryLine)).all()
    assert [line.kind for line in lines] == ["online_address_changed"]
    told = repr([line.data for line in lines]) + caplog.text
    assert "meet.example.jp" not in told
    assert "秘密" not in told


@pytest.mark.parametrize(
    "text",
    [
        "",
        "http://meet.example.jp/1",
        "javascript:alert(1)",
        "https://",
        "https:///x",
        "https://meet",
        "https://user:pass@meet.example.jp/",
        "https://meet.example.jp/1 2",
        "https://meet.example.jp/\n1",
        "https://[meet.example.jp/",
        "https://meet.example.jp/" + "1" * 1000,
        "meet.example.jp/1",
    ],
)
def test_only_what_a_browser_opens_in_safety_is_an_address(text: str) -> None:
    assert not is_online_address(text)
    assert is_online_address(URL)


@pytest.mark.parametrize(("url", "words"), [("http://a.example.jp", ""), ("", "123")])
def test_what_is_no_address_is_refused(
    session: Session, seminar: Seminar, url: str, words: str
) -> None:
    with pytest.raises(NoOnlineAddress):
        enter(session, seminar, url, words)


def test_what_is_over_is_not_online_or_was_changed_meanwhile_is_refused(
    session: Session, seminar: Seminar
) -> None:
    with pytest.raises(ChangedMeanwhile):
        enter(session, seminar, URL, version=seminar.version + 1)
    seminar.online_capacity = 0
    session.commit()
    with pytest.raises(NotOnline):
        enter(session, seminar, URL)
    seminar.state = SeminarState.HELD
    session.commit()
    with pytest.raises(SeminarOver):
        enter(session, seminar, URL)
    with pytest.raises(NotFound):
        enter(session, Seminar(public_id="nowhere"), URL)


def test_those_with_a_place_online_are_found_in_their_order(
    session: Session, seminar: Seminar, online: Registration
) -> None:
    second = make_registration(session, seminar, mode=ONLINE)
    make_registration(session, seminar, mode=ONLINE, state=WAITING)

    assert people_online(session, seminar) == [online, second]
