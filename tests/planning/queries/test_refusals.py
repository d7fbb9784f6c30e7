"""What pages and mails read of refusals."""

import pytest
from sqlalchemy.orm import Session

from seminar_service.domain.locales import Locale
from seminar_service.planning.model import PlannedDecline, PlanningRun
from seminar_service.planning.queries.refusals import failure_text, host_texts, remedy_texts
from tests.factories import make_adviser, make_bid, make_plan, make_topic, make_tour
from tests.statements import counted_statements


@pytest.fixture
def decline(session: Session) -> PlannedDecline:
    """A refusal that is kept in values."""
    tour = make_tour(session)
    decline = make_plan(session, tour, {}, [make_bid(session, tour)]).declines[0]
    decline.text_ja = decline.text_en = ""
    session.commit()
    return decline


def test_a_host_is_told_the_names_of_topics_in_each_language(
    session: Session, decline: PlannedDecline
) -> None:
    make_topic(session, "overseas", name_ja="海外展開", name_en="Going abroad")
    decline.reason, decline.grounds = "no_adviser", {"topics": ["overseas"]}

    told = host_texts(session, [decline])[decline.bid_id]

    assert "（海外展開）" in told[Locale.JA]
    assert told[Locale.EN].endswith("speak about: Going abroad.")


def test_what_was_kept_in_words_is_told_as_it_is(session: Session, decline: PlannedDecline) -> None:
    decline.text_ja, decline.text_en = "以前の b1 の文", "An old sentence with b1."

    told = host_texts(session, [decline])[decline.bid_id]

    assert (told[Locale.JA], told[Locale.EN]) == ("以前の b1 の文", "An old sentence with b1.")


@pytest.mark.parametrize(
    ("ja", "en"),
    [
        ("費用が最大で10,920円増えるため。", "Costs more."),
        ("費用のため。", "By at most 10,920 yen."),
        ("費用が１０，９２０円", ""),
        ("¥10,920", ""),
    ],
)
def test_words_of_old_that_name_an_amount_give_way_to_the_plain_reason(
    session: Session, decline: PlannedDecline, ja: str, en: str
) -> None:
    decline.text_ja, decline.text_en = ja, en

    told = host_texts(session, [decline])[decline.bid_id]

    assert told[Locale.EN].startswith("We could not bring the dates of your request together")
    assert "費" not in told[Locale.JA]


def test_nothing_is_read_where_no_name_is_needed(session: Session, decline: PlannedDecline) -> None:
    assert decline.reason == "outbid"

    with counted_statements(session.get_bind()) as statements:
        host_texts(session, [decline])
        remedy_texts(session, [decline])

    assert statements == []


def test_remedies_name_advisers_as_they_are_known_now(
    session: Session, decline: PlannedDecline
) -> None:
    adviser = make_adviser(session, name="山田 太郎", name_en="Taro Yamada")
    decline.remedies = [{"kind": "limit", "day": "2026-10-06", "adviser_id": adviser.id}]
    adviser.name = "山田 次郎"
    session.flush()

    (told,) = remedy_texts(session, [decline])[decline.bid_id] or [{}]

    assert told[Locale.JA].startswith("山田 次郎の担当回数")
    assert "if Taro Yamada could" in told[Locale.EN]


def test_a_run_that_kept_its_failure_in_words_tells_them(session: Session) -> None:
    run = PlanningRun(failure_ja="衝突します。", failure_en="They collide.")

    told = failure_text(session, run)

    assert told == {"ja": "衝突します。", "en": "They collide."}
    assert run.found_none


def test_a_run_that_has_not_failed_tells_nothing(session: Session) -> None:
    run = PlanningRun(failure_ja="", failure_en="")

    assert failure_text(session, run) is None
    assert not run.found_none
