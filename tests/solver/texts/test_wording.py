"""What hosts are told of a refusal, and organisers where nothing is possible."""

from datetime import date, timedelta

import pytest

from solver import Breach, Collision, Decline, Obstacle, Rule, Seminar, Text, Violation
from solver.texts import wording
from solver.texts.wording import show_dates

DAY = date(2027, 6, 28)
NEXT = DAY + timedelta(days=1)


def unavailable(adviser: str, day: date = DAY) -> Violation:
    return Violation(Breach.TRAVEL, ("b1",), (adviser,), (day,), causes=(Rule.UNAVAILABLE,))


def test_a_refusal_for_want_of_dates_says_so() -> None:
    told = wording.decline(Decline("b1", "no_date"))
    assert told.en == "None of the dates that you offered lies within the period of this tour."
    assert told.ja.startswith(
        "いただいた候補日がいずれも今回の巡回セミナーの開催期間に含まれていない"
    )


def test_a_refusal_for_want_of_advisers_names_the_topics() -> None:
    told = wording.decline(Decline("b1", "no_adviser", topics=("brand", "ip")))
    assert told.en.endswith("can speak about: brand, ip.")
    assert "ご希望のテーマ（brand、ip）" in told.ja


def test_dates_with_the_same_obstacle_are_told_together_with_how_many_advisers() -> None:
    obstacles = tuple(Obstacle(day, (unavailable("a1", day),)) for day in (DAY, NEXT))
    decline = Decline("b1", "no_free_adviser", dates=(DAY, NEXT), obstacles=obstacles)
    told = wording.decline(decline)
    assert told.en.endswith(": 2027-06-28 to 2027-06-29 (advisers who are not available: 1).")
    assert told.ja.endswith("2027年6月28日〜29日（都合のつかないアドバイザー1名）。")


def test_without_obstacles_the_dates_alone_are_told() -> None:
    told = wording.decline(Decline("b1", "no_free_adviser", dates=(DAY,)))
    assert told.en.endswith("for your topics: 2027-06-28.")
    assert told.ja.endswith("候補日：2027年6月28日。")


def test_advisers_whom_different_rules_of_travel_hinder_are_counted_together_and_once() -> None:
    broken = (
        Violation(Breach.TRAVEL, ("b1",), ("a1",), (DAY,), causes=(Rule.NIGHTS,)),
        Violation(Breach.TRAVEL, ("b1",), ("a2",), (DAY,), causes=(Rule.LEGS,)),
        Violation(Breach.TRAVEL, ("b1",), ("a2",), (DAY,)),
        Violation(Breach.PLACE_GAP, ("b1", "b2"), found=1, limit=7, place="13"),
    )
    told = wording.obstacle(broken)
    assert told.en == (
        "advisers who cannot travel there and back in time: 2; "
        "too near to another seminar in the same place"
    )
    assert told.ja == "移動が間に合わないアドバイザー2名、同じ開催地の別のセミナーと日が近い"


@pytest.mark.parametrize(
    ("extra_yen", "english", "japanese"),
    [
        (500_000, "by at most 500,000 yen", "最大で500,000円増える"),
        (0, "gain nothing", "費用が下がらない"),
        (None, "could not fit", "調整がつかず"),
    ],
)
def test_an_outbid_host_is_told_what_holding_would_have_cost(
    extra_yen: int | None, english: str, japanese: str
) -> None:
    told = wording.decline(Decline("b1", "outbid", extra_yen=extra_yen))
    assert english in told.en
    assert japanese in told.ja


def test_the_words_of_whoever_wrote_the_plan_come_first() -> None:
    own = Text("Sorry.", "申し訳ございません。")
    assert wording.decline(Decline("b1", "outbid", own, extra_yen=5)) == own


def test_nothing_is_said_of_a_reason_that_nobody_knows() -> None:
    assert wording.decline(Decline("b1", "bad weather")) == ("", "")


@pytest.mark.parametrize("rule", Rule)
def test_each_rule_has_words_for_hosts_and_organisers(rule: Rule) -> None:
    assert all(wording.OBSTACLES[rule])
    assert wording.RULES_JA[rule]


def test_a_collision_names_the_locks_and_what_they_break() -> None:
    locks = (Seminar("b1", DAY, ("a1",)), Seminar("b2", NEXT, ("a1", "a2")))
    broken = (
        Violation(Breach.SEMINARS, ("b1", "b2"), ("a1",), found=2, limit=1),
        Violation(Breach.BUDGET, found=2000, limit=1999),
    )
    told = wording.collision(Collision(locks, broken), {"a1": "山田", "a2": "佐藤"}.__getitem__)
    assert told.en == (
        "These locked bids cannot all be kept: b1 on 2027-06-28 by a1; b2 on 2027-06-29 by a1, a2."
        " Together they break rule 4: adviser a1 gives 2 seminars in all, at most 1: b1, b2; "
        "rule 13: fares and hotels are 2000 yen, at most 1999."
    )
    assert told.ja == (
        "次の固定した開催希望をすべて守ることはできません：b1（2027年6月28日、山田）、"
        "b2（2027年6月29日、山田・佐藤）。"
        "守れない条件：アドバイザーの担当回数の上限、旅費の予算。"
    )


def test_what_is_not_proven_is_not_called_impossible() -> None:
    told = wording.undecided((Violation(Breach.BUDGET, found=2000, limit=1999),))
    assert "it is not proven that there is none" in told.en
    assert "rule 13: fares and hotels are 2000 yen, at most 1999" in told.en
    assert "証明されたわけではありません" in told.ja
    assert "旅費の予算" in told.ja


def test_dates_in_a_row_are_told_as_a_span() -> None:
    dates = ["2027-05-19", "2027-05-20", "2027-05-30", "2027-05-31", "2027-06-01", "2027-06-09"]
    dates += ["2027-12-31", "2028-01-01"]
    shown = show_dates([date.fromisoformat(one) for one in dates])
    assert shown.ja == (
        "2027年5月19日〜20日・2027年5月30日〜6月1日・2027年6月9日・2027年12月31日〜2028年1月1日"
    )
    assert shown.en == (
        "2027-05-19 to 2027-05-20, 2027-05-30 to 2027-06-01, 2027-06-09, 2027-12-31 to 2028-01-01"
    )
