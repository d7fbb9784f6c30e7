"""What is said about a seminar, and whom a change of it concerns."""

from datetime import date, time

import pytest
from sqlalchemy.orm import Session

from seminar_service.domain.locales import Locale
from seminar_service.seminars.facts import (
    ChangedFact,
    Fact,
    changed_facts,
    facts_of,
    told_to_participants,
    told_to_partners,
)
from tests.factories import make_adviser, make_bid, make_seminar, make_tour

ALL = tuple(ChangedFact(fact, "a", "b") for fact in Fact)


def test_facts_are_what_the_seminar_says(sqlite_session: Session) -> None:
    team = [make_adviser(sqlite_session, name=name, name_en=name) for name in ("和田", "青木")]
    bid = make_bid(sqlite_session, make_tour(sqlite_session))
    facts = facts_of(make_seminar(sqlite_session, bid, team=team, venue_name="大ホール"))

    assert set(facts) == set(Fact)
    assert (facts[Fact.VENUE], facts[Fact.CAPACITY]) == ("大ホール", "40")
    assert (facts[Fact.ADVISERS_JA], facts[Fact.ADVISERS_EN]) == ("和田、青木", "和田, 青木")


def test_only_what_is_said_otherwise_has_changed() -> None:
    before = {Fact.VENUE: "a", Fact.ADDRESS: "b"}

    assert changed_facts(before, before) == ()
    assert changed_facts(before, before | {Fact.ADDRESS: ""}) == (
        ChangedFact(Fact.ADDRESS, "b", ""),
    )


def test_days_are_said_as_dates_and_nothing_as_nothing(sqlite_session: Session) -> None:
    seminar = make_seminar(sqlite_session, make_bid(sqlite_session, make_tour(sqlite_session)))
    assert facts_of(seminar)[Fact.REGISTRATION_CLOSES_ON] == ""
    seminar.registration_closes_on = date(2026, 10, 1)
    assert facts_of(seminar)[Fact.REGISTRATION_CLOSES_ON] == "2026-10-01"
    seminar.registration_opens_time = time(9, 30)
    assert facts_of(seminar)[Fact.REGISTRATION_OPENS_TIME] == "09:30"
    days = [Fact.REGISTRATION_OPENS_ON, Fact.REGISTRATION_CLOSES_ON]
    assert [each.fact for each in ALL if each.is_day] == days


def test_of_descriptions_only_the_new_text_is_read() -> None:
    assert [each.fact for each in ALL if each.is_long] == [
        *(Fact.DESCRIPTION_JA, Fact.DESCRIPTION_EN, Fact.PROGRAMME_JA, Fact.PROGRAMME_EN),
        *(Fact.ACCESS_JA, Fact.ACCESS_EN),
    ]


@pytest.mark.parametrize("locale", Locale)
def test_participants_are_told_what_they_read_and_not_of_places_or_deadlines(
    locale: Locale,
) -> None:
    told = {each.fact for each in told_to_participants(ALL, locale)}
    other = "en" if locale is Locale.JA else "ja"

    assert told == {f for f in Fact if not f.value.endswith(other)} - {
        *(Fact.CAPACITY, Fact.ONLINE_CAPACITY, Fact.REGISTRATION_CLOSES_HOURS),
        *(Fact.REGISTRATION_OPENS_ON, Fact.REGISTRATION_OPENS_TIME),
        *(Fact.REGISTRATION_CLOSES_ON, Fact.REGISTRATION_CLOSES_TIME),
    }


@pytest.mark.parametrize("locale", Locale)
def test_host_and_advisers_are_told_everything_once(locale: Locale) -> None:
    told = [each.fact for each in told_to_partners(ALL, locale)]

    assert Fact(f"advisers_{locale}") in told
    assert len(told) == len(Fact) - 1
