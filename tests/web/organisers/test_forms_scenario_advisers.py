"""Forms that let a scenario assume one more adviser."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.accounts.model import RoleName
from seminar_service.advisers.model import Adviser, AssumedAdviser, Engagement
from seminar_service.planning.scenario_changes import KnownAdviser, NewAdviser
from seminar_service.planning.scenario_model import Scenario
from seminar_service.tours.model import Tour
from tests.factories import make_adviser, make_tour
from tests.planning.whatifs import scenario
from tests.web.accounts.support import SignIn


@pytest.fixture
def tour(session: Session) -> Tour:
    return make_tour(session)


@pytest.fixture
def adviser(session: Session, tour: Tour) -> Adviser:
    return make_adviser(session, tour, home="40")


@pytest.fixture
def own(session: Session, tour: Tour) -> Scenario:
    return scenario(session, tour)


def page(own: Scenario, name: str) -> str:
    return f"/organiser/scenarios/{own.id}/add/{name}"


def test_one_more_adviser_may_be_as_one_who_takes_part(
    session: Session, sign_in: SignIn, own: Scenario, adviser: Adviser
) -> None:
    client = sign_in(RoleName.PLANNER)

    like = {"name": "もう1名", "like": adviser.id, "max_per_month": 1}
    assert client.post(page(own, "adviser"), data=like).status_code == 303
    alone = {"name": "Somebody", "home": "01", "topics": ["trade-secret"]}
    assert client.post(page(own, "adviser"), data=alone).status_code == 303

    session.expire_all()
    first, second = own.assumed
    assert isinstance(first, NewAdviser)
    assert isinstance(second, NewAdviser)
    assert (first.home, first.topics, first.max_seminars, first.max_per_month) == (
        "40",
        ("trade-secret",),
        9,
        1,
    )
    assert (second.home, second.max_seminars, second.max_nights_away) == ("01", 12, 2)
    kept = session.scalars(select(AssumedAdviser).order_by(AssumedAdviser.id)).all()
    assert [(each.id, each.name, each.home) for each in kept] == [
        (first.adviser_id, "もう1名", "40"),
        (second.adviser_id, "Somebody", "01"),
    ]
    assert session.scalars(select(Adviser)).all() == [adviser]


def test_somebody_who_is_known_takes_part_with_the_limits_of_their_last_tour(
    session: Session, sign_in: SignIn, own: Scenario, adviser: Adviser
) -> None:
    known = make_adviser(session, make_tour(session, 2024), max_seminars=3, name_en="Once Before")
    newer = make_tour(session, 2025)
    session.add(
        Engagement(
            tour_id=newer.id,
            adviser_id=known.id,
            max_seminars=7,
            max_per_month=4,
            max_nights_away=1,
        )
    )
    fresh = make_adviser(session)
    session.commit()
    client = sign_in(RoleName.PLANNER)

    text = client.get("/en" + page(own, "known-adviser")).text
    assert "Once Before (" in text
    assert f'value="{adviser.id}"' not in text
    for sent in ({"adviser": known.id, "max_per_month": 2}, {"adviser": fresh.id}):
        assert client.post(page(own, "known-adviser"), data=sent).status_code == 303

    session.expire_all()
    assert own.assumed == (KnownAdviser(known.id, 7, 2, 1), KnownAdviser(fresh.id, 12, 3, 2))
    again = client.post("/en" + page(own, "known-adviser"), data={"adviser": known.id})
    assert (again.status_code, "speaks of the same" in again.text) == (422, True)
    shown = client.get(f"/en/organiser/scenarios/{own.id}").text
    assert "Once Before takes part, too" in shown
    preview = client.get(f"/en/organiser/scenarios/{own.id}/adopt").text
    assert "takes no part in the tour" in preview
    assert f"/organiser/advisers/{known.id}" in preview
