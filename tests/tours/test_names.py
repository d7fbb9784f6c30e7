"""Names of tours: those of one fiscal year differ."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from seminar_service.domain.actors import Actor, ActorKind
from seminar_service.domain.tour_codes import TourCode
from seminar_service.extensions import db
from seminar_service.following.services import follow
from seminar_service.tours import services as tours
from seminar_service.tours.model import Tour
from seminar_service.tours.names import LONGEST_NAME, TourNameTaken, fold_tour_name
from seminar_service.tours.queries import tour_of
from seminar_service.tours.services import SETTINGS, TourSettings
from tests.factories import NOW

STAFF = Actor(ActorKind.ORGANISER)


def settings_of(tour: Tour) -> TourSettings:
    return TourSettings(**{name: getattr(tour, name) for name in SETTINGS}, closed_periods=[])


def rename(session: Session, tour: Tour, **names: str) -> None:
    wanted = replace(settings_of(tour), **names)  # type: ignore[arg-type]  # names alone
    tours.change_tour(session, tour.id, wanted, version=None, actor=STAFF, now=NOW)


@pytest.fixture
def two(session: Session) -> tuple[Tour, Tour]:
    first, second = (
        tours.create_tour(session, TourCode(2027, number), actor=STAFF, now=NOW)
        for number in (1, 2)
    )
    return first, second


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("知財セミナー", "知財ｾﾐﾅｰ"),
        ("IP Tour 2027", "ＩＰ　ｔｏｕｒ２０２７"),
        ("巡回 A", "巡回\u3000a "),
    ],
)
def test_width_case_and_spaces_make_no_other_name(one: str, other: str) -> None:
    assert fold_tour_name(one) == fold_tour_name(other)


def test_a_tour_is_not_given_the_name_of_another_of_its_year(
    session: Session, two: tuple[Tour, Tour]
) -> None:
    first, second = two
    rename(session, first, name_ja="知財セミナー", name_en="IP Tour")

    for field, name in (("name_ja", "知財　ｾﾐﾅｰ"), ("name_en", "ip TOUR")):
        with pytest.raises(TourNameTaken) as refused:
            rename(session, second, **{field: name})
        assert (refused.value.field, refused.value.other) == (field, first.code)
        session.rollback()
    assert second.version == 1
    rename(session, second, name_ja="知財セミナー 後期", name_en="IP Tour 2")
    assert second.name_en == "IP Tour 2"


def test_names_may_come_back_in_another_year(session: Session, two: tuple[Tour, Tour]) -> None:
    later = tours.create_tour(session, TourCode(2028), actor=STAFF, now=NOW)

    rename(session, later, name_ja=two[0].name_ja, name_en=two[0].name_en)

    assert later.name_ja == two[0].name_ja


def test_those_that_are_called_alike_already_are_changed_otherwise(
    session: Session, two: tuple[Tour, Tour]
) -> None:
    first, second = two
    second.name_ja, second.name_en = first.name_ja, first.name_en
    session.commit()

    wanted = replace(settings_of(second), hotel_yen=1)
    tours.change_tour(session, second.id, wanted, version=None, actor=STAFF, now=NOW)
    rename(session, second, name_en=f" {first.name_en.upper()}")

    assert second.hotel_yen == 1
    rename(session, second, name_en="Another")
    with pytest.raises(TourNameTaken):
        rename(session, second, name_en=first.name_en)


def test_a_new_tour_gets_a_number_where_its_name_is_taken(
    session: Session, two: tuple[Tour, Tour]
) -> None:
    first, second = two
    rename(session, first, name_ja=second.name_ja.replace(" 2", "３"), name_en="X" * LONGEST_NAME)
    third = tours.create_tour(session, TourCode(2027, 3), actor=STAFF, now=NOW)
    names = [fold_tour_name(each.name_ja) for each in (first, second, third)]
    assert len(set(names)) == 3

    taken = follow(session, TourCode(2027, 4), first.code, actor=STAFF, now=NOW).tour
    again = follow(session, TourCode(2027, 5), first.code, actor=STAFF, now=NOW).tour
    found = [fold_tour_name(each.name_en) for each in (first, second, third, taken, again)]
    assert len(set(found)) == 5
    assert max(len(each.name_en) for each in (taken, again)) <= LONGEST_NAME


def test_of_two_who_give_one_name_at_once_only_one_does(
    app: Flask, session: Session, two: tuple[Tour, Tour]
) -> None:
    codes = [tour.code for tour in two]
    session.rollback()

    def try_to(code: TourCode) -> bool:
        with app.app_context():
            try:
                rename(db.session(), tour_of(db.session(), code), name_ja="同じ名前")
            except TourNameTaken:
                return False
            return True

    with ThreadPoolExecutor(2) as pool:
        done = list(pool.map(try_to, codes))

    assert sorted(done) == [False, True]
