"""Two plans of a tour with one difference of every kind."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from seminar_service.advisers.model import Adviser
from seminar_service.bids.model import Bid
from seminar_service.planning.model import Plan
from seminar_service.tours.model import Tour
from tests.factories import make_adviser, make_bid
from tests.planning.solver_io.plans import save_plan

DAY = date(2026, 10, 6)
A_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Pair:
    """Two plans: Sato moves Osaka by a week and gives Nagoya to Mori; Fukuoka is held no longer,
    Sendai is new; Sapporo stays with Mori.
    """

    before: Plan
    after: Plan
    sato: Adviser
    mori: Adviser
    bids: dict[str, Bid]


def make_pair(session: Session, tour: Tour) -> Pair:
    """Save both plans."""
    sato = make_adviser(session, tour, name="佐藤 一郎", name_en="Sato", name_kana="サトウ")
    mori = make_adviser(session, tour, name="森 花子", name_en="Mori", name_kana="モリ", home="01")
    places = {"Osaka": "27", "Nagoya": "23", "Fukuoka": "40", "Sendai": "04", "Sapporo": "01"}
    begins = {name: DAY + A_WEEK * 3 * position for position, name in enumerate(places)}
    bids = {
        name: make_bid(
            session,
            tour,
            number=101 + position,
            host_name=name,
            place=places[name],
            days={begins[name]: "first", begins[name] + A_WEEK: "second"},
        )
        for position, name in enumerate(places)
    }
    before = {
        bids["Osaka"]: (begins["Osaka"], [sato]),
        bids["Nagoya"]: (begins["Nagoya"], [sato]),
        bids["Fukuoka"]: (begins["Fukuoka"], [sato]),
        bids["Sapporo"]: (begins["Sapporo"], [mori]),
    }
    after = {
        bids["Osaka"]: (begins["Osaka"] + A_WEEK, [sato]),
        bids["Nagoya"]: (begins["Nagoya"], [mori]),
        bids["Sendai"]: (begins["Sendai"], [mori]),
        bids["Sapporo"]: (begins["Sapporo"], [mori]),
    }
    return Pair(save_plan(session, tour, before), save_plan(session, tour, after), sato, mori, bids)
