"""Every feed there is, over a small tour, with its address."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from seminar_service.access.model import LinkPurpose
from seminar_service.advisers.model import Adviser
from seminar_service.registrations.model import Registration
from seminar_service.seminars.model import Seminar
from tests.factories import (
    NOW,
    make_adviser,
    make_bid,
    make_link,
    make_registration,
    make_seminar,
    make_tour,
)


@dataclass(frozen=True)
class Stage:
    """An announced seminar in Aichi with its adviser and one participant."""

    session: Session
    seminar: Seminar
    adviser: Adviser
    registration: Registration

    def private(self, kind: str) -> tuple[str, LinkPurpose, int]:
        """The address, purpose and row of a new private feed."""
        purpose, subject_id = {
            "hosts": (LinkPurpose.HOST_FEED, self.seminar.bid_id),
            "advisers": (LinkPurpose.ADVISER_FEED, self.adviser.id),
            "registrations": (LinkPurpose.REGISTRATION_FEED, self.registration.id),
        }[kind]
        token = make_link(self.session, purpose, subject_id, now=NOW)
        return f"/feeds/{kind}/{token}.ics", purpose, subject_id


def make_stage(session: Session) -> Stage:
    """The small tour."""
    tour = make_tour(session)
    adviser = make_adviser(session, tour)
    seminar = make_seminar(session, make_bid(session, tour), team=[adviser])
    return Stage(session, seminar, adviser, make_registration(session, seminar))


PUBLIC: dict[str, Callable[[Stage], str]] = {
    "tour": lambda _: "/feeds/tour.ics",
    "year": lambda _: "/feeds/years/2026.ics",
    "prefecture": lambda _: "/feeds/prefectures/23.ics",
    "seminar": lambda stage: f"/seminars/{stage.seminar.public_id}.ics",
}
PRIVATE: dict[str, Callable[[Stage], str]] = {
    kind: lambda stage, kind=kind: stage.private(kind)[0]  # type: ignore[misc]  # binds the loop's value
    for kind in ("hosts", "advisers", "registrations")
}
EVERY = PUBLIC | PRIVATE
