"""To which regions advisers gladly go, and to which they rather do not."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.advisers.model import Engagement, Leaning, RegionLeaning
from seminar_service.domain.prefectures import region_of, regions


def leanings_of(engagement: Engagement) -> dict[str, Leaning]:
    """What an adviser has said, by the key of the region, from north to south."""
    said = {each.region: each.leaning for each in engagement.leanings}
    return {each.key: said[each.key] for each in regions() if each.key in said}


def write_leanings(engagement: Engagement, leanings: Mapping[str, Leaning]) -> None:
    """Take what is said of all regions. Part of the caller's transaction."""
    held = {each.region: each for each in engagement.leanings}
    for region in set(held) - set(leanings):
        engagement.leanings.remove(held[region])
    for region, leaning in leanings.items():
        if region in held:
            held[region].leaning = leaning
        else:
            engagement.leanings.append(RegionLeaning(region=region, leaning=leaning))


def leanings_to(session: Session, tour_id: int, place: str) -> dict[int, Leaning]:
    """What each adviser of a tour says of the region of a prefecture, by adviser. One query."""
    rows = session.execute(
        select(Engagement.adviser_id, RegionLeaning.leaning)
        .join(RegionLeaning, RegionLeaning.engagement_id == Engagement.id)
        .where(Engagement.tour_id == tour_id, RegionLeaning.region == region_of(place).key)
    )
    return {row.adviser_id: row.leaning for row in rows}
