"""Splitting a trip in a draft, page by page."""

import pytest
from bs4 import BeautifulSoup
from sqlalchemy.orm import Session

from seminar_service.accounts.model import RoleName
from seminar_service.planning.solver_io import held_by
from seminar_service.planning.states import PlanState
from seminar_service.tours.model import Tour
from tests.planning.drafts import DAY, edited
from tests.planning.trip_fixtures import NEXT, TripGround, lay_trip
from tests.web.accounts.support import SignIn


def page(ground: TripGround, bid: int = 0) -> str:
    key = ground.trip[bid].id
    return f"/en/organiser/plans/{ground.plan.id}/edit/trips/{ground.giver.id}/{key}"


def ways(text: str) -> list[list[str]]:
    """What each button of the page takes."""
    forms = BeautifulSoup(text, "html.parser").select("#ways form[method=post]")
    return [[str(each["value"]) for each in form.select("input[name=take]")] for form in forms]


def test_a_way_is_taken_in_one_step(
    sign_in: SignIn, session: Session, trip_ground: TripGround
) -> None:
    client = sign_in(RoleName.PLANNER)
    shown = client.get(page(trip_ground, 1))
    assert shown.status_code == 200
    found = ways(shown.text)
    assert len(found) == 2

    answer = client.post(page(trip_ground), data={"take": found[0]}, follow_redirects=True)

    assert "Done:" in answer.text
    session.rollback()
    trips = session.get_one(type(trip_ground.plan), trip_ground.plan.id).itineraries
    assert all(len(trip["bids"]) == 1 for own in trips.values() for trip in own)


def test_the_place_of_the_cut_is_chosen_and_kept(sign_in: SignIn, trip_ground: TripGround) -> None:
    client = sign_in(RoleName.PLANNER)
    after = trip_ground.trip[0].id
    text = client.get(f"{page(trip_ground)}?after={after}").text

    assert f'name="after" value="{after}"' in text
    for odd in ("999", "x", "-1"):
        assert client.get(f"{page(trip_ground)}?after={odd}").status_code == 200


def test_where_nothing_splits_a_trip_that_is_said(
    sign_in: SignIn, session: Session, tour: Tour
) -> None:
    client = sign_in(RoleName.PLANNER)
    ground = lay_trip(session, tour, others=(), near_unavailable=(DAY, NEXT))

    text = client.get(page(ground)).text

    assert "Nothing splits this trip without breaking a rule" in text
    assert ways(text) == []


def test_a_seminar_on_its_own_trip_has_nothing_to_split(
    sign_in: SignIn, session: Session, trip_ground: TripGround
) -> None:
    client = sign_in(RoleName.PLANNER)
    edited(session, trip_ground.plan, trip_ground.trip[1], None)

    assert "on a trip of its own" in client.get(page(trip_ground)).text


def test_what_somebody_else_has_changed_is_not_overwritten(
    sign_in: SignIn, session: Session, trip_ground: TripGround
) -> None:
    client = sign_in(RoleName.PLANNER)
    found = ways(client.get(page(trip_ground)).text)
    edited(session, trip_ground.plan, trip_ground.trip[1], None)
    before = held_by(session, trip_ground.plan.id)

    answer = client.post(page(trip_ground), data={"take": found[0]})

    assert answer.status_code == 409
    session.rollback()
    assert held_by(session, trip_ground.plan.id) == before


def test_nothing_chosen_changes_nothing(sign_in: SignIn, trip_ground: TripGround) -> None:
    client = sign_in(RoleName.PLANNER)
    for take in ([], ["nonsense"]):
        answer = client.post(page(trip_ground), data={"take": take})
        assert (answer.status_code, "choose one of the ways" in answer.text) == (422, True)


@pytest.mark.parametrize("method", ["get", "post"])
def test_only_planners_split_and_only_what_is_a_draft(
    sign_in: SignIn, session: Session, trip_ground: TripGround, method: str
) -> None:
    client = sign_in(RoleName.CLERK)
    assert client.open(page(trip_ground), method=method).status_code == 403
    client = sign_in(RoleName.PLANNER)
    assert client.put(page(trip_ground)).status_code == 405
    strange = page(trip_ground).replace(
        f"/trips/{trip_ground.giver.id}/", f"/trips/{trip_ground.near.id}/"
    )
    assert client.open(strange, method=method).status_code == 404
    trip_ground.plan.state = PlanState.RELEASED
    session.commit()
    assert client.open(page(trip_ground), method=method).status_code == 303


def test_the_year_the_list_and_the_journeys_lead_there(
    sign_in: SignIn, trip_ground: TripGround
) -> None:
    client = sign_in(RoleName.PLANNER)
    plan = f"/organiser/plans/{trip_ground.plan.id}"
    way = f"{plan}/edit/trips/{trip_ground.giver.id}/{trip_ground.trip[0].id}"
    for here in ("timeline", "edit", "itineraries"):
        assert way in client.get(f"{plan}/{here}").text
    client = sign_in(RoleName.VIEWER)
    assert way not in client.get(f"{plan}/timeline").text
