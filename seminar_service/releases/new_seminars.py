"""How a bid becomes a seminar."""

import secrets
from datetime import datetime
from uuid import uuid4

from seminar_service.bids.model import Bid
from seminar_service.domain.public_ids import new_public_id
from seminar_service.releases.changes import Appointment
from seminar_service.seminars import titles as seminar_titles
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SeminarState
from seminar_service.seminars.team_model import TeamMember


def seminar_from_bid(bid: Bid, planned: Appointment, *, now: datetime) -> Seminar:
    """Make a tentative seminar out of a bid and what was planned for it.

    It gets its public ID and its identity in calendars here, and keeps them for ever.
    """
    topics = list({topic.id: topic for slot in bid.slots for topic in slot.topics}.values())
    return Seminar(
        public_id=new_public_id(secrets.randbelow),
        tour_id=bid.tour_id,
        bid=bid,
        state=SeminarState.TENTATIVE,
        day=planned.day,
        starts_at=planned.starts_at,
        ends_at=planned.ends_at,
        place=bid.place,
        venue_name=bid.venue_name,
        venue_postal_code=bid.venue_postal_code,
        venue_address=bid.venue_address,
        host_name=bid.host_name,
        title_ja=seminar_titles.title_ja(topics),
        title_en=seminar_titles.title_en(topics),
        audience=bid.audience,
        capacity=bid.capacity,
        topics=topics,
        uid=uuid4(),
        created_at=now,
        changed_at=now,
        team=[
            TeamMember(position=position, adviser_id=adviser_id)
            for position, adviser_id in enumerate(planned.team)
        ],
    )
