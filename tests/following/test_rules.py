"""Rules and days that a tour takes over from an earlier one."""

from datetime import date, time

import pytest

from seminar_service.domain.proof import ProofRule
from seminar_service.following.rules import later, take_over_rules
from seminar_service.tours.model import ClosedPeriod, Tour
from seminar_service.tours.values import TourStage, WaitingRule
from tests.factories import NOW

TODAY = date(2026, 6, 1)


def tour(fiscal_year: int, **values: object) -> Tour:
    said = {
        "stage": TourStage.PREPARATION,
        "name_ja": "令和8年度 知財戦略巡回セミナー",
        "name_en": "IP Strategy Seminar Tour 2026",
        "first_day": date(fiscal_year, 5, 7),
        "last_day": date(fiscal_year + 1, 2, 28),
        "call_opens_on": date(fiscal_year - 1, 12, 1),
        "call_closes_on": date(fiscal_year, 2, 28),
        "created_at": NOW,
        "calendar_changed_at": NOW,
    }
    return Tour(fiscal_year=fiscal_year, **(said | values))


def test_rules_are_those_of_the_earlier_tour_and_the_stage_is_not() -> None:
    earlier = tour(
        2026,
        stage=TourStage.OPEN,
        hotel_yen=9_800,
        travel_budget_yen=1_000_000,
        day_start=time(7),
        proof_rule=ProofRule.ALWAYS,
        waiting_rule=WaitingRule.STRAIGHT,
        company_limit=3,
        mail_replies_to="desk@example.jp",
        few_days=20,
        tells_hosts_weekly=False,
    )
    new = tour(2027)

    take_over_rules(new, earlier, today=TODAY)

    assert new.stage is TourStage.PREPARATION
    assert (new.hotel_yen, new.travel_budget_yen, new.day_start) == (9_800, 1_000_000, time(7))
    assert (new.proof_rule, new.waiting_rule) == (ProofRule.ALWAYS, WaitingRule.STRAIGHT)
    assert (new.company_limit, new.mail_replies_to) == (3, "desk@example.jp")
    assert (new.few_days, new.tells_hosts_weekly) == (20, False)


def test_days_are_as_many_years_later() -> None:
    earlier, new = tour(2026), tour(2028)
    earlier.closed_periods = [
        ClosedPeriod(
            name_ja="創立記念日", name_en="", first_day=date(2026, 7, 1), last_day=date(2026, 7, 2)
        )
    ]

    take_over_rules(new, earlier, today=TODAY)

    assert (new.first_day, new.last_day) == (date(2028, 5, 7), date(2029, 2, 28))
    assert (new.call_opens_on, new.call_closes_on) == (date(2027, 12, 1), date(2028, 2, 28))
    (period,) = new.closed_periods
    assert (period.first_day, period.last_day) == (date(2028, 7, 1), date(2028, 7, 2))
    assert [each.first_day for each in earlier.closed_periods] == [date(2026, 7, 1)]


def test_a_call_that_would_have_begun_already_begins_in_a_week_and_lasts_six() -> None:
    new = tour(2026)

    take_over_rules(new, tour(2025), today=TODAY)

    assert (new.call_opens_on, new.call_closes_on) == (date(2026, 6, 8), date(2026, 7, 20))


@pytest.mark.parametrize(
    ("earlier", "name", "new"),
    [
        (2026, "令和8年度 知財戦略巡回セミナー", "令和9年度 知財戦略巡回セミナー"),
        (2026, "営業秘密セミナー2026", "営業秘密セミナー2027"),
        (2026, "全国を回るセミナー", "全国を回るセミナー"),
    ],
)
def test_a_name_with_the_year_gets_the_new_one(earlier: int, name: str, new: str) -> None:
    found = tour(2027)

    take_over_rules(found, tour(earlier, name_ja=name), today=TODAY)

    assert found.name_ja == new
    assert found.name_en == "IP Strategy Seminar Tour 2027"


def test_the_29th_of_february_is_the_28th_where_it_is_not() -> None:
    assert later(date(2028, 2, 29), 1) == date(2029, 2, 28)
    assert later(date(2028, 2, 29), 4) == date(2032, 2, 29)
    assert later(date(2028, 2, 28), -1) == date(2027, 2, 28)
