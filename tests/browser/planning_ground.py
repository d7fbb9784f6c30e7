"""What must be there before a year is planned: a tour, advisers, bids, two planners."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from seminar_service.domain.fiscal_years import FiscalYear
from seminar_service.domain.vocabulary import Choice
from tests.browser.groundwork import PASSWORD, PLANNER, rows_of, wednesday_of_june
from tests.browser.service import Installation
from tests.factories import make_adviser, make_bid, make_tour

SECOND_PLANNER = "second-planner@example.jp"
SATO, MORI = "佐藤 一郎", "森 花子"
A_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Asking:
    """A bid as the story needs it.

    Attributes:
        host: Name of its host.
        email: Where the host is written to.
        days: Its days in order: the wish of second choice, of first choice.
    """

    id: int
    host: str
    email: str
    days: tuple[date, date]


@dataclass(frozen=True)
class PlanningGround:
    """A tour whose bids wait for a plan.

    Sato lives in Tokyo, Mori in Osaka; both know all topics.

    Attributes:
        year: The tour's fiscal year: the next one, so that all its days are still to come.
        osaka: Answered best by Mori; two more are beside it.
    """

    year: int
    osaka: Asking
    nagoya: Asking
    sendai: Asking

    @property
    def adviser_email(self) -> dict[str, str]:
        """Where each adviser is written to."""
        return {SATO: "sato@example.jp", MORI: "mori@example.jp"}


def lay_planning_ground(installation: Installation) -> PlanningGround:
    """Lay out a tour with three accepted bids, two advisers, and two accounts that may plan."""
    today = datetime.now(UTC).date()
    year = FiscalYear.of(today).next.start_year
    begins = wednesday_of_june(year)
    with rows_of(installation) as session:
        tour = make_tour(
            session,
            year,
            call_opens_on=today - timedelta(days=60),
            call_closes_on=today - timedelta(days=1),
        )
        make_adviser(
            session, tour, name=SATO, name_kana="サトウ", name_en="Sato", email="sato@example.jp"
        )
        make_adviser(
            session,
            tour,
            name=MORI,
            name_kana="モリ",
            name_en="Mori",
            email="mori@example.jp",
            home="27",
        )
        asked = []
        for place, host, begin in (
            ("27", "大阪商工会議所", begins),
            ("23", "名古屋商工会議所", begins + A_WEEK),
            ("04", "仙台商工会議所", begins + 2 * A_WEEK),
        ):
            days = (begin, begin + A_WEEK)
            bid = make_bid(
                session,
                tour,
                place=place,
                host_name=host,
                contact_email=f"host{place}@example.jp",
                days=dict(zip(days, (Choice.SECOND, Choice.FIRST), strict=True)),
            )
            asked.append(Asking(bid.id, host, bid.contact_email, days))
        session.commit()
    for account in (PLANNER, SECOND_PLANNER):
        installation.command(
            "user", "add", account, "--role", "planner", "--password-stdin", given=PASSWORD + "\n"
        )
    return PlanningGround(year, *asked)
