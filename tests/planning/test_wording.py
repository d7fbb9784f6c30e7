"""Refusals in words: the application's own sentences say what the planner's do."""

from datetime import date, timedelta

import pytest

import solver
from seminar_service.domain.locales import Locale
from seminar_service.planning.day_lists import name_day
from seminar_service.planning.refusals import (
    Breach,
    Failure,
    FailureKind,
    Grounds,
    HinderedDay,
    Hindrance,
    Lock,
    Reason,
    Remedy,
    RemedyKind,
    names_money,
)
from seminar_service.planning.solver_io.refusals import failure_of, planned_decline
from seminar_service.planning.wording import Names, Wording
from solver.texts import remarks, wording

DAY = date(2026, 10, 6)
NEXT = DAY + timedelta(days=1)
NAMES = Names(
    topics={"ip": "Property", "budget": "Budgeting"},
    advisers={7: "Taro Yamada"},
    bids={3: "Host (1)", 4: "Other (2)"},
)
NOTHING = Names({}, {}, {})
EN, JA = Wording(Locale.EN, NAMES), Wording(Locale.JA, NAMES)


def travel(*causes: solver.Rule, adviser: str = "a7") -> solver.Violation:
    return solver.Violation(solver.Breach.TRAVEL, ("b3",), (adviser,), (DAY,), causes=causes)


def as_planned(text: str) -> str:
    """A sentence with its days as plan files write them: without weekdays, in English by ISO."""
    for day in (DAY, NEXT):
        text = text.replace(name_day(day, Locale.JA), wording.show_date_ja(day))
        text = text.replace(name_day(day, Locale.EN), day.isoformat())
    return text


OBSTACLES = (
    solver.Obstacle(DAY, (travel(solver.Rule.UNAVAILABLE), travel(adviser="a8"))),
    solver.Obstacle(NEXT, (travel(solver.Rule.UNAVAILABLE), travel(adviser="a8"))),
    solver.Obstacle(
        NEXT + timedelta(days=5),
        (solver.Violation(solver.Breach.PLACE_GAP, ("b3", "b4"), found=1, limit=7, place="13"),),
    ),
    solver.Obstacle(NEXT + timedelta(days=9), ()),
)


@pytest.mark.parametrize(
    "decline",
    [
        solver.Decline("b3", "no_date"),
        solver.Decline("b3", "no_adviser", topics=("brand", "ip")),
        solver.Decline("b3", "no_free_adviser", dates=(DAY, NEXT)),
        solver.Decline("b3", "no_free_adviser", dates=(DAY, NEXT), obstacles=OBSTACLES),
        solver.Decline("b3", "outbid"),
        solver.Decline("b3", "outbid", extra_yen=0),
        solver.Decline("b3", "outbid", extra_yen=1_234_567, instead=("b4",)),
    ],
    ids=lambda decline: decline.reason,
)
@pytest.mark.parametrize("words", [EN, JA], ids=["en", "ja"])
def test_hosts_read_a_plain_reason_without_costs_names_or_the_planners_words(
    decline: solver.Decline, words: Wording
) -> None:
    row = planned_decline(decline)
    told = words.refusal(row.reason, Grounds.read(row.grounds))
    assert told
    assert not names_money(told)
    for unsaid in ("cost", "費", "Yamada", "円", "yen", "adviser who", "nothing by itself", "(1)"):
        assert unsaid not in told


def test_a_reason_that_nobody_knows_is_told_as_nothing() -> None:
    assert EN.refusal("bad weather", Grounds()) == ""


@pytest.mark.parametrize("rule", solver.Rule)
def test_the_office_reads_which_rule_stood_in_the_way_on_which_day(rule: solver.Rule) -> None:
    obstacle = solver.Obstacle(DAY, (travel(rule),))
    decline = solver.Decline("b3", "no_free_adviser", dates=(DAY,), obstacles=(obstacle,))
    grounds = Grounds.read(planned_decline(decline).grounds)
    (said,) = Wording(Locale.JA, NOTHING).hindrances(grounds)
    assert as_planned(said.rstrip("。")) in wording.decline(decline).ja


@pytest.mark.parametrize(
    "remedy",
    [
        solver.Remedy("date", solver.Seminar("b3", DAY, ("a7",)), 5),
        solver.Remedy("free_day", solver.Seminar("b3", DAY, ("a7",)), 5, adviser="a7", day=NEXT),
        solver.Remedy("limit", solver.Seminar("b3", DAY, ("a7",)), 5, adviser="a7"),
        solver.Remedy("budget", solver.Seminar("b3", DAY, ("a7",)), 5, budget_yen=20_000),
    ],
    ids=lambda remedy: remedy.kind,
)
def test_the_organiser_is_told_what_would_have_won_as_the_planner_tells_it(
    remedy: solver.Remedy,
) -> None:
    decline = solver.Decline("b3", "outbid", remedies=(remedy,))
    (document,) = planned_decline(decline).remedies or [{}]
    told = [as_planned(each.remedy(Remedy.read(document))) for each in (EN, JA)]
    assert told == list(remarks.remedy({"a7": "Taro Yamada"}.__getitem__, remedy))


def test_topics_are_called_by_their_names_and_unknown_ones_by_their_codes() -> None:
    told = EN.refusal(Reason.NO_ADVISER, Grounds(topics=("ip", "lost")))
    assert told.endswith("can speak about: Property, lost.")


def test_names_that_look_like_words_or_placeholders_change_no_sentence() -> None:
    odd = Names(topics={"budget": "%(yen)s"}, advisers={7: "a travel budget of %s"}, bids={})
    words = Wording(Locale.EN, odd)
    assert words.remedy(Remedy(RemedyKind.BUDGET, DAY, budget_yen=5)) == (
        "It would be held on Tue 6 Oct 2026 with a travel budget of 5 yen."
    )
    assert words.remedy(Remedy(RemedyKind.LIMIT, DAY, adviser_id=7)) == (
        "It would be held on Tue 6 Oct 2026 if a travel budget of %s could give one more seminar."
    )
    assert words.refusal(Reason.NO_ADVISER, Grounds(topics=("budget",))).endswith("%(yen)s.")


def test_a_remedy_that_was_kept_as_a_sentence_stays_as_it_was() -> None:
    told = Remedy(RemedyKind.TOLD, ja="空けば。", en="If free.")
    assert (EN.remedy(told), JA.remedy(told)) == ("If free.", "空けば。")


def test_a_day_with_nothing_in_its_way_by_itself_says_so() -> None:
    grounds = Grounds(days=(DAY,), hindered=(HinderedDay(DAY, {}),))
    assert EN.hindrances(grounds) == ["Tue 6 Oct 2026 (nothing by itself)"]


@pytest.mark.parametrize("hindrance", Hindrance)
def test_each_hindrance_has_words(hindrance: Hindrance) -> None:
    grounds = Grounds(days=(DAY,), hindered=(HinderedDay(DAY, {hindrance: (7,)}),))
    assert EN.hindrances(grounds)[0].endswith(": 1)")


@pytest.mark.parametrize("breach", solver.Breach)
def test_each_breach_of_the_planner_has_words_of_the_application(breach: solver.Breach) -> None:
    values = Breach(
        7, str(breach), (3, 4), (7,), (DAY, NEXT), 2, 1, place="13", topics=("ip",), slot=1
    )
    for words in (EN, JA):
        told = words.failure(Failure(FailureKind.UNDECIDED, broken=(values,)))
        assert "2026" in told or "Host (1)" in told or "2円" in told or "2 yen" in told
        assert f"break {breach}." not in told


@pytest.mark.parametrize(
    "cause",
    [
        solver.Rule.NIGHTS,
        solver.Rule.STEPS,
        solver.Rule.HOME,
        solver.Rule.UNAVAILABLE,
        solver.Rule.LEGS,
    ],
)
def test_each_cause_is_told_as_the_planner_tells_it(cause: solver.Rule) -> None:
    failure = failure_of(solver.Collision((), (travel(cause),)))
    assert f"Host (1) on Tue 6 Oct 2026: {cause.title}." in EN.failure(failure)


def test_a_collision_is_told_with_the_names_of_hosts_advisers_and_places() -> None:
    failure = Failure(
        FailureKind.INFEASIBLE,
        locks=(Lock(3, DAY, (7,)), Lock(4, NEXT, (7,))),
        broken=(
            Breach(6, "place_gap", (3, 4), found=1, limit=7, place="13"),
            Breach(13, "budget", found=2000, limit=1999),
        ),
    )
    assert EN.failure(failure) == (
        "These locked bids cannot all be kept: Host (1) on Tue 6 Oct 2026 by Taro Yamada; "
        "Other (2) on Wed 7 Oct 2026 by Taro Yamada. Together they break rule 6: bids Host (1) and "
        "Other (2) in place Tokyo are 1 days apart, at least 7 are needed; rule 13: fares and "
        "hotels are 2000 yen, at most 1999."
    )
    assert JA.failure(failure) == (
        "次の固定した開催希望をすべて守ることはできません："
        "Host (1)（2026年10月6日（火）、Taro Yamada）、"
        "Other (2)（2026年10月7日（水）、Taro Yamada）。守れない条件：同じ開催地での間隔："
        "東京都のHost (1)とOther (2)の間は1日（7日以上必要）（規則6）、"
        "旅費の予算：交通費と宿泊費の合計2000円（上限1999円）（規則13）。"
    )


def test_the_faults_of_a_planning_problem_stand_one_in_a_line() -> None:
    failure = Failure(FailureKind.INVALID, faults=(("$.bids", "missing"), ("$.rules", "odd")))
    assert EN.failure(failure) == "$.bids: missing\n$.rules: odd"
