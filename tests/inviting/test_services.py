"""Inviting hosts of earlier years once, and never again who does not want it."""

from datetime import timedelta
from threading import Thread
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from seminar_service.access.model import LinkPurpose, SecretLink
from seminar_service.domain.actors import HOST
from seminar_service.domain.errors import NotFound
from seminar_service.domain.history import HistoryKind
from seminar_service.domain.mail_addresses import address_digest
from seminar_service.inviting.model import NoInvitation
from seminar_service.inviting.services import (
    KEPT,
    NotInviting,
    end,
    forget_old,
    invitation_of,
    invite,
    may_invite,
    own_bid,
)
from seminar_service.outbox import addresses
from seminar_service.storage.transaction import transaction
from seminar_service.tours.values import TourStage
from tests import histories
from tests.factories import NOW, OFFICE, make_bid, make_tour
from tests.inviting.support import PLANNER, invitations, invited, lay, mails


def test_each_chosen_host_is_written_to_once_for_good(session: Session) -> None:
    tour, bids = lay(session, {}, {}, {})

    first = invited(session, tour, bids[:2])
    again = invited(session, tour, bids)

    assert (first.sent, first.left, again.sent, again.left) == (2, 0, 1, 2)
    assert sorted(mail.recipient for mail in mails(session)) == sorted(
        bid.contact_email for bid in bids
    )
    lines = histories.lines(session, HistoryKind.HOSTS_INVITED)
    assert [line.data["people"] for line in lines] == [2, 1]
    assert invited(session, tour, bids).sent == 0
    assert len(histories.lines(session, HistoryKind.HOSTS_INVITED)) == 2


@pytest.mark.parametrize("obstacle", ["fails", "none", "bids", "no_address", "strange"])
def test_who_is_not_to_be_written_to_is_left_out(session: Session, obstacle: str) -> None:
    tour, (bid,) = lay(session)
    chosen = bid
    if obstacle == "fails":
        addresses.mark(session, bid.contact_email, reason="550", lasting=True, now=NOW)
    elif obstacle == "none":
        key = address_digest(bid.contact_email)
        session.add(NoInvitation(contact_key=key, since=NOW.date()))
    elif obstacle == "bids":
        make_bid(session, tour, host_name=bid.host_name)
    elif obstacle == "no_address":
        bid.contact_email = ""
    else:
        chosen = make_bid(session, tour)
    session.commit()

    done = invited(session, tour, [chosen])

    assert (done.sent, done.left, mails(session), invitations(session)) == (0, 1, [], [])


def test_another_contact_of_a_host_that_was_invited_is_not(session: Session) -> None:
    tour, (bid,) = lay(session)
    invited(session, tour, [bid])
    bid.contact_email = "successor@example.jp"
    session.commit()

    assert invited(session, tour, [bid]).sent == 0


def test_a_host_is_invited_to_each_tour(session: Session) -> None:
    tour, (bid,) = lay(session)
    later = make_tour(session, 2027)

    assert [invited(session, each, [bid]).sent for each in (tour, later)] == [1, 1]


@pytest.mark.parametrize(
    "values",
    [
        {"stage": TourStage.PREPARATION},
        {"stage": TourStage.ARCHIVED},
        {"call_closes_on": NOW.date() - timedelta(days=1)},
    ],
)
def test_nobody_is_invited_to_what_takes_no_bids(session: Session, values: dict[str, Any]) -> None:
    tour, (bid,) = lay(session)
    for name, value in values.items():
        setattr(tour, name, value)
    session.commit()

    assert not may_invite(tour, NOW)
    with pytest.raises(NotInviting):
        invited(session, tour, [bid])
    assert mails(session) == []


def test_a_tour_that_is_not_there_is_missing(session: Session) -> None:
    tour, (bid,) = lay(session)
    tour_id, tour.id = tour.id, 999
    with pytest.raises(NotFound):
        invited(session, tour, [bid])
    assert tour_id


def test_a_no_is_for_good_for_every_tour_and_once_in_the_history(session: Session) -> None:
    tour, (bid,) = lay(session)
    invited(session, tour, [bid])
    (invitation,) = invitations(session)

    for _ in range(2):
        end(session, invitation.id, actor=HOST, now=NOW)

    assert invitation_of(session, invitation.id) == (invitation, True)
    (line,) = histories.lines(session, HistoryKind.INVITATIONS_ENDED)
    assert (line.subject_id, line.actor_kind) == (bid.id, "host")
    for year in (2027, 2030):
        assert invited(session, make_tour(session, year), [bid]).sent == 0


def test_the_no_outlives_the_invitation_and_the_bid_and_holds_no_address(session: Session) -> None:
    tour, (bid,) = lay(session)
    invited(session, tour, [bid])
    (invitation,) = invitations(session)
    end(session, invitation.id, actor=HOST, now=NOW)
    with transaction(session):
        forget_old(session, now=NOW + KEPT + timedelta(days=1))

    assert invitations(session) == []
    (kept,) = session.scalars(select(NoInvitation))
    assert kept.contact_key == address_digest(bid.contact_email)
    purpose = SecretLink.purpose == LinkPurpose.INVITATION
    assert session.scalars(select(SecretLink).where(purpose)).all() == []
    with pytest.raises(NotFound):
        end(session, 1, actor=HOST, now=NOW)


def test_what_is_young_is_kept(session: Session) -> None:
    tour, bids = lay(session)
    invited(session, tour, bids)
    with transaction(session):
        forget_old(session, now=NOW + KEPT)

    assert len(invitations(session)) == 1


def test_the_details_of_a_bid_that_is_somebody_elses_by_now_are_not_shown(session: Session) -> None:
    tour, (bid,) = lay(session)
    invited(session, tour, [bid])
    (invitation,) = invitations(session)
    assert own_bid(invitation) is bid

    bid.contact_email = "successor@example.jp"
    session.commit()

    assert own_bid(invitation) is None


def test_two_who_press_at_once_write_once(
    session: Session, sessions: sessionmaker[Session]
) -> None:
    tour, bids = lay(session, {}, {}, {})
    tour_id, done = tour.id, []
    numbers = [bid.id for bid in bids]
    session.commit()

    def press() -> None:
        with sessions() as own:
            found = invite(own, tour_id, numbers, {}, office=OFFICE, actor=PLANNER, now=NOW)
            done.append(found.sent)

    threads = [Thread(target=press) for _ in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()

    assert sorted(done) == [0, 0, 0, 3]
    session.expire_all()
    assert len(mails(session)) == 3
