"""The public page of what is not held as it was announced."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from seminar_service.planning.states import PlanState
from seminar_service.releases.record_model import ReleaseRecord
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SeminarState
from seminar_service.tours.values import TourStage
from tests.factories import make_plan
from tests.web.public.conftest import Announce, assert_cheap, page, text_of

ADDRESS = "/seminars/changes"


def moved(session: Session, seminar: Seminar, before: date, at: datetime) -> None:
    """Note that a release has moved a seminar from another day."""
    plan = make_plan(session, seminar.tour, {}, state=PlanState.RELEASED, released_at=at)

    def held(day: date) -> dict[str, Any]:
        return {"day": day.isoformat(), "times": ("13:30", "16:30"), "team": [1]}

    change = {
        "bid": seminar.bid_id,
        "kind": "moved",
        "before": held(before),
        "after": held(seminar.day),
        "seminar": seminar.id,
    }
    session.add(
        ReleaseRecord(
            plan_id=plan.id,
            changes=[change],
            refusals=[],
            to_hosts=1,
            to_advisers=1,
            to_participants=0,
            people=0,
        )
    )
    session.commit()


def test_moved_and_cancelled_seminars_are_told_with_the_day_before(
    client: FlaskClient, session: Session, announce: Announce, now: datetime
) -> None:
    mover = announce(title_ja="動いた回", announced_at=now - timedelta(days=9))
    moved(session, mover, date(2026, 6, 3), now - timedelta(days=2))
    announce(title_ja="中止の回", state=SeminarState.CANCELLED, announced_at=now)
    announce(title_ja="変わらない回")

    answer = client.get(ADDRESS)

    text = text_of(answer)
    assert "動いた回" in text
    assert "6月3日" in text
    assert "中止の回" in text
    assert "変わらない回" not in text
    assert page(answer).select_one(f"a[href='/seminars/{mover.public_id}']") is not None
    assert "instead of" in client.get("/en" + ADDRESS).text


def test_what_moved_before_it_was_announced_or_was_never_announced_is_not_told(
    client: FlaskClient, session: Session, announce: Announce, now: datetime
) -> None:
    early = announce(title_ja="早い回", announced_at=now - timedelta(days=1))
    moved(session, early, date(2026, 6, 3), now - timedelta(days=2))
    hidden = announce(title_ja="内密", state=SeminarState.TENTATIVE, announced_at=None)
    moved(session, hidden, date(2026, 6, 3), now)
    announce(title_ja="内密の中止", state=SeminarState.CANCELLED, announced_at=None)

    text = text_of(client.get(ADDRESS))

    assert "早い回" not in text
    assert "内密" not in text
    assert "すべて" in text


def test_what_is_cancelled_after_it_moved_is_told_as_cancelled_and_archives_are_left_out(
    client: FlaskClient, session: Session, announce: Announce, now: datetime
) -> None:
    gone = announce(
        title_ja="後で中止", state=SeminarState.CANCELLED, announced_at=now - timedelta(days=9)
    )
    moved(session, gone, date(2026, 6, 3), now - timedelta(days=2))
    assert text_of(client.get(ADDRESS)).count("後で中止") == 1
    gone.tour.stage = TourStage.ARCHIVED
    session.commit()
    assert "後で中止" not in text_of(client.get(ADDRESS))


@pytest.mark.usefixtures("seminar")
def test_front_page_and_list_lead_there_and_it_is_cheap(
    client: FlaskClient, many: Callable[[int], None]
) -> None:
    many(30)
    for address in ("/", "/seminars"):
        assert page(client.get(address)).select_one(f"main a[href='{ADDRESS}']") is not None
    assert assert_cheap(client, ADDRESS) <= 5
    assert client.post(ADDRESS).status_code == 405
