"""Tours, topics and closed periods: what their tables refuse, and how they are called."""

from datetime import date, time
from typing import Any

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from seminar_service.tours.model import ClosedPeriod, Topic, Tour
from seminar_service.tours.values import TourStage
from tests.constraints import FOREIGN_KEY, check, refused, unique
from tests.factories import NOW, make_topic, make_tour


@pytest.mark.parametrize(
    ("values", "rule"),
    [
        ({"last_day": date(2026, 3, 31)}, "ck_tour_days_in_order"),
        ({"day_start": time(22), "day_end": time(22)}, "ck_tour_day_in_order"),
        ({"call_closes_on": date(2026, 1, 9)}, "ck_tour_call_in_order"),
    ],
)
def test_a_tour_that_ends_before_it_begins_is_refused(
    sqlite_session: Session, values: dict[str, Any], rule: str
) -> None:
    with refused(sqlite_session, check(rule)):
        make_tour(sqlite_session, **values)


def test_a_tour_and_its_call_may_last_a_single_day(sqlite_session: Session) -> None:
    day, call = date(2026, 4, 1), date(2026, 1, 10)

    assert make_tour(
        sqlite_session, first_day=day, last_day=day, call_opens_on=call, call_closes_on=call
    ).id


def test_a_fiscal_year_has_one_tour_of_each_programme(sqlite_session: Session) -> None:
    make_tour(sqlite_session, 2026)
    make_tour(sqlite_session, 2026, programme=2)
    make_tour(sqlite_session, 2027)

    with refused(sqlite_session, unique("tour.fiscal_year", "tour.programme")):
        make_tour(sqlite_session, 2026, programme=2)


@pytest.mark.parametrize("programme", [0, 100])
def test_programmes_of_a_year_are_counted_from_1_to_99(
    sqlite_session: Session, programme: int
) -> None:
    with refused(sqlite_session, check("ck_tour_programmes_are_counted")):
        make_tour(sqlite_session, programme=programme)


@pytest.mark.parametrize("column", ["stage", "proof_rule"])
def test_what_is_chosen_from_a_list_is_on_it(sqlite_session: Session, column: str) -> None:
    make_tour(sqlite_session)

    with refused(sqlite_session, check(f"ck_tour_{column}")):
        sqlite_session.execute(text(f"UPDATE tour SET {column} = 'unheard'"))  # noqa: S608 (a column)


def test_a_code_is_that_of_one_topic(sqlite_session: Session) -> None:
    make_topic(sqlite_session, "overseas")

    with refused(sqlite_session, unique("topic.code")):
        sqlite_session.add(Topic(code="overseas", name_ja="海外展開", name_en="Overseas"))


def closed(name: str, first: date, last: date) -> ClosedPeriod:
    return ClosedPeriod(name_ja=name, name_en=name, first_day=first, last_day=last)


def test_closed_periods_come_in_their_order_and_go_with_their_tour(
    sqlite_session: Session,
) -> None:
    tour = make_tour(sqlite_session)
    tour.closed_periods = [
        closed("New Year holidays", date(2026, 12, 29), date(2027, 1, 3)),
        closed("Obon", date(2026, 8, 12), date(2026, 8, 16)),
    ]
    sqlite_session.commit()
    assert [each.name_en for each in tour.closed_periods] == ["Obon", "New Year holidays"]

    sqlite_session.delete(tour)
    sqlite_session.commit()

    assert sqlite_session.scalar(select(func.count()).select_from(ClosedPeriod)) == 0


def test_a_closed_period_is_in_order_and_belongs_to_a_tour(sqlite_session: Session) -> None:
    tour = make_tour(sqlite_session)
    with refused(sqlite_session, check("ck_closed_period_days_in_order")):
        tour.closed_periods = [closed("Obon", date(2026, 8, 16), date(2026, 8, 12))]

    nowhere = closed("Obon", date(2026, 8, 12), date(2026, 8, 16))
    nowhere.tour_id = 999
    with refused(sqlite_session, FOREIGN_KEY):
        sqlite_session.add(nowhere)


def test_a_new_tour_is_prepared_in_private_with_two_seminars_a_day(
    sqlite_session: Session,
) -> None:
    days = {
        name: date(2026, 4, 1)
        for name in ("first_day", "last_day", "call_opens_on", "call_closes_on")
    }
    tour = Tour(
        fiscal_year=2026,
        name_ja="巡回",
        name_en="Tour",
        created_at=NOW,
        calendar_changed_at=NOW,
        **days,
    )
    sqlite_session.add(tour)
    sqlite_session.commit()

    assert tour.stage is TourStage.PREPARATION
    assert (tour.max_seminars_per_day, tour.travel_budget_yen, tour.version) == (2, None, 1)
    assert tour.first_choice_yen < tour.second_choice_yen < tour.third_choice_yen


def test_tours_and_topics_are_called_as_readers_know_them(sqlite_session: Session) -> None:
    tour, topic = make_tour(sqlite_session), make_topic(sqlite_session)

    assert (tour.name("ja"), tour.name("en")) == ("2026年度巡回セミナー", "Seminar tour 2026")
    assert (topic.name("ja"), topic.name("en")) == ("営業秘密管理", "Trade secrets")


@pytest.mark.parametrize(
    ("today", "stage", "taken"),
    [
        (date(2026, 1, 9), TourStage.OPEN, False),
        (date(2026, 1, 10), TourStage.OPEN, True),
        (date(2026, 12, 20), TourStage.OPEN, True),
        (date(2026, 12, 21), TourStage.OPEN, False),
        (date(2026, 6, 1), TourStage.PREPARATION, True),
        (date(2026, 6, 1), TourStage.ARCHIVED, False),
    ],
)
def test_bids_are_taken_from_the_first_to_the_last_day_of_the_call(
    today: date, stage: TourStage, *, taken: bool
) -> None:
    tour = Tour(stage=stage, call_opens_on=date(2026, 1, 10), call_closes_on=date(2026, 12, 20))

    assert tour.takes_bids(today) is taken
