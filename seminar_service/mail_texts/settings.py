"""Where answers to a tour's mails go, and which mails are sent by themselves."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from seminar_service.domain.actors import Actor
from seminar_service.domain.errors import NotFound
from seminar_service.domain.mail_addresses import normalise_mail_address
from seminar_service.history.versions import mark_edited, require_version
from seminar_service.storage.transaction import transaction
from seminar_service.tours.model import Tour

MOST_NEAR_DAYS: Final = 30
MOST_FEW_DAYS: Final = 90
"""The numbers of days that an office may set go to these, from 0 and from 1."""


@dataclass(frozen=True)
class MailSettings:
    """What an office sets of the mails of a tour.

    Attributes:
        replies_to: Where answers go; empty for where all other answers go.
        sends_thanks: Whether those who came are thanked.
        tells_hosts_weekly: Whether hosts are told each week how many have registered.
        tells_hosts_last: Whether they are told so the day before.
        near_days: So many days before a seminar, and on its day, who wants it of the office is told
            of a withdrawal at once.
        few_days: So many days before a seminar they are told of few registrations.
    """

    replies_to: str = ""
    sends_thanks: bool = True
    tells_hosts_weekly: bool = True
    tells_hosts_last: bool = True
    near_days: int = 3
    few_days: int = 14


def settings_of(tour: Tour) -> MailSettings:
    """What is set now."""
    return MailSettings(
        replies_to=tour.mail_replies_to,
        sends_thanks=tour.sends_thanks,
        tells_hosts_weekly=tour.tells_hosts_weekly,
        tells_hosts_last=tour.tells_hosts_last,
        near_days=tour.near_days,
        few_days=tour.few_days,
    )


def change_settings(
    session: Session,
    tour_id: int,
    wanted: MailSettings,
    *,
    version: int | None,
    actor: Actor,
    now: datetime,
) -> None:
    """Set where answers to a tour's mails go, and which mails are sent by themselves.

    Raises:
        NotFound: there is no such tour.
        ChangedMeanwhile: it is not the version that was shown.
    """
    with transaction(session):
        tour = session.get(Tour, tour_id, with_for_update={"key_share": True})
        if tour is None:
            raise NotFound("tour")
        require_version(tour, version)
        tour.mail_replies_to = normalise_mail_address(wanted.replies_to)
        tour.sends_thanks = wanted.sends_thanks
        tour.tells_hosts_weekly = wanted.tells_hosts_weekly
        tour.tells_hosts_last = wanted.tells_hosts_last
        tour.near_days, tour.few_days = wanted.near_days, wanted.few_days
        mark_edited(session, tour, actor=actor, now=now)
