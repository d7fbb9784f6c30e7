"""Writing a notice, setting its time, calling it back, sending it again."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from seminar_service.domain.actors import SYSTEM
from seminar_service.domain.errors import ChangedMeanwhile, NotFound, TransitionNotAllowed
from seminar_service.domain.history import HistoryKind
from seminar_service.domain.locales import Locale
from seminar_service.domain.placeholders import PlaceholderUnknown
from seminar_service.notices import sending
from seminar_service.notices import services as notices
from seminar_service.notices.model import Notice
from seminar_service.notices.states import NoticeState
from seminar_service.notices.values import Letter, NoticeEmpty
from seminar_service.outbox.model import MessageState
from seminar_service.outbox.services import Recipient
from seminar_service.registrations.model import Registration
from seminar_service.tours.model import Tour
from tests import histories
from tests.factories import NOW, make_bid, make_registration, make_seminar, make_tour
from tests.notices.support import JAPANESE, NOTHING, mails, recipients, schedule, write
from tests.registrations.proof_support import OFFICE


@pytest.fixture
def person(session: Session, tour: Tour) -> Registration:
    return make_registration(session, make_seminar(session, make_bid(session, tour)))


def change(session: Session, notice: Notice, ja: Letter, version: int | None = None) -> None:
    letters = {Locale.JA: ja, Locale.EN: NOTHING}
    notices.change(
        session, notice.id, notice.audience, letters, version=version, actor=SYSTEM, now=NOW
    )


def test_a_notice_without_a_whole_language_is_refused(session: Session, tour: Tour) -> None:
    with pytest.raises(NoticeEmpty):
        write(session, tour, ja=Letter("件名", ""), en=Letter("", "Text"))


def test_a_notice_with_an_unknown_placeholder_is_refused(session: Session, tour: Tour) -> None:
    with pytest.raises(PlaceholderUnknown):
        write(session, tour, ja=Letter("{題}", "本文"))


def test_a_draft_is_changed_by_who_has_seen_it_as_it_is(session: Session, tour: Tour) -> None:
    notice = write(session, tour)
    change(session, notice, Letter("新しい件名", "本文"), version=notice.version)
    assert (notice.subject_ja, notice.subject_en) == ("新しい件名", "")
    with pytest.raises(ChangedMeanwhile):
        change(session, notice, JAPANESE, version=1)


@pytest.mark.usefixtures("person")
def test_what_is_to_be_sent_is_changed_no_more_until_it_is_called_back(
    session: Session, tour: Tour
) -> None:
    notice = write(session, tour)
    schedule(session, notice)
    with pytest.raises(TransitionNotAllowed):
        change(session, notice, JAPANESE)
    notices.call_back(session, notice.id, actor=SYSTEM, now=NOW)
    change(session, notice, JAPANESE)
    assert (notice.state, notice.due_at) == (NoticeState.DRAFT, None)
    assert sending.send_due(session, office=OFFICE, actor=SYSTEM, now=NOW) == 0


def test_a_notice_that_nobody_would_get_is_not_sent(session: Session, tour: Tour) -> None:
    notice = write(session, tour)
    with pytest.raises(NoticeEmpty):
        schedule(session, notice)
    session.refresh(notice)
    assert notice.state is NoticeState.DRAFT


@pytest.mark.usefixtures("person")
def test_a_time_that_has_passed_means_at_once(session: Session, tour: Tour) -> None:
    notice = write(session, tour)
    early = NOW - timedelta(days=1)
    notices.schedule(session, notice.id, early, version=1, actor=SYSTEM, now=NOW)
    assert notice.due_at == NOW


@pytest.mark.usefixtures("person")
def test_who_has_seen_an_older_text_does_not_send_the_newer_one(
    session: Session, tour: Tour
) -> None:
    notice = write(session, tour)
    change(session, notice, Letter("別の件名", "本文"))
    with pytest.raises(ChangedMeanwhile):
        notices.schedule(session, notice.id, NOW, version=1, actor=SYSTEM, now=NOW)


def test_a_draft_is_thrown_away_once(session: Session, tour: Tour) -> None:
    notice = write(session, tour)
    notices.discard(session, notice.id, actor=SYSTEM, now=NOW)
    with pytest.raises(TransitionNotAllowed):
        notices.discard(session, notice.id, actor=SYSTEM, now=NOW)


def test_a_test_goes_to_the_tester_alone_and_changes_no_version(
    session: Session, tour: Tour, person: Registration
) -> None:
    notice, tester = write(session, tour), Recipient("clerk@example.jp", "窓口", "ja")
    notices.send_test(session, notice.id, person.id, tester, office=OFFICE, actor=SYSTEM, now=NOW)
    assert {each.recipient for each in mails(session, "notice_test")} == {"clerk@example.jp"}
    assert (notice.version, mails(session)) == (1, [])


def test_a_test_shows_nobody_of_another_tour(session: Session, tour: Tour) -> None:
    other = make_seminar(session, make_bid(session, make_tour(session, 2027)))
    stranger, notice = make_registration(session, other), write(session, tour)
    with pytest.raises(NotFound):
        notices.send_test(
            session,
            notice.id,
            stranger.id,
            Recipient("clerk@example.jp", "", "ja"),
            office=OFFICE,
            actor=SYSTEM,
            now=NOW,
        )


def test_who_was_not_reached_gets_it_again_at_the_present_address(
    session: Session, tour: Tour, person: Registration
) -> None:
    reached = make_registration(session, person.seminar)
    notice = write(session, tour)
    schedule(session, notice)
    sending.send_due(session, office=OFFICE, actor=SYSTEM, now=NOW)
    first, second = mails(session)
    first.state, second.state = MessageState.FAILED, MessageState.SENT
    person.email = "right@example.jp"
    session.commit()

    def again() -> int:
        return notices.resend(session, notice.id, office=OFFICE, actor=SYSTEM, now=NOW)

    assert [again(), again()] == [1, 0]

    assert [each.recipient for each in mails(session)][2:] == ["right@example.jp"]
    assert [each.registration_id for each in recipients(session, notice)] == [
        person.id,
        reached.id,
    ]


@pytest.mark.usefixtures("person")
def test_the_history_says_what_was_done_and_nothing_of_what_it_says(
    session: Session, tour: Tour
) -> None:
    notice = write(session, tour)
    schedule(session, notice)
    notices.call_back(session, notice.id, actor=SYSTEM, now=NOW)
    notices.discard(session, notice.id, actor=SYSTEM, now=NOW)
    assert histories.kinds_told(session) == [
        HistoryKind.NOTICE_WRITTEN,
        HistoryKind.NOTICE_SCHEDULED,
        HistoryKind.NOTICE_CALLED_BACK,
        HistoryKind.NOTICE_DISCARDED,
    ]
    assert [line.data for line in histories.lines(session)] == [
        {"version": 1},
        {"version": 2, "count": 1},
        {"version": 3},
        {"version": 4},
    ]


def test_a_notice_that_is_not_there_is_missing(session: Session) -> None:
    with pytest.raises(NotFound):
        notices.call_back(session, 99, actor=SYSTEM, now=NOW)
