"""Where answers to a tour's mails go, and which mails are sent by themselves."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.domain.actors import SYSTEM
from seminar_service.domain.errors import ChangedMeanwhile, NotFound
from seminar_service.mail_texts.settings import MailSettings, change_settings, settings_of
from seminar_service.outbox.model import Message
from seminar_service.registrations import mails as registration_mails
from seminar_service.storage.transaction import transaction
from seminar_service.tours.model import Tour
from tests.factories import NOW, make_bid, make_registration, make_seminar
from tests.registrations.proof_support import OFFICE


def change(session: Session, tour_id: int, address: str, version: int | None = None) -> None:
    wanted = MailSettings(address, sends_thanks=False, tells_hosts_weekly=False, near_days=0)
    change_settings(session, tour_id, wanted, version=version, actor=SYSTEM, now=NOW)


def test_mails_of_a_tour_say_where_answers_go(session: Session, tour: Tour) -> None:
    person = make_registration(session, make_seminar(session, make_bid(session, tour)))
    change(session, tour.id, "Tour@Example.JP", tour.version)

    with transaction(session):
        registration_mails.send_state(session, person, office=OFFICE, now=NOW)

    assert session.scalars(select(Message.replies_to)).all() == ["Tour@example.jp"]


def test_who_has_not_seen_the_newest_changes_nothing(session: Session, tour: Tour) -> None:
    seen = tour.version
    change(session, tour.id, "a@example.jp", seen)

    with pytest.raises(ChangedMeanwhile):
        change(session, tour.id, "b@example.jp", seen)
    with pytest.raises(NotFound):
        change(session, 987_654, "b@example.jp")
    assert tour.mail_replies_to == "a@example.jp"
    assert settings_of(tour) == MailSettings(
        "a@example.jp",
        sends_thanks=False,
        tells_hosts_weekly=False,
        tells_hosts_last=True,
        near_days=0,
        few_days=14,
    )
