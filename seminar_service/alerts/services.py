"""Asking for an alert, confirming it, ending it."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from seminar_service.access import mailboxes
from seminar_service.alerts import mails as alert_mails
from seminar_service.alerts.model import IS_OPEN, Alert
from seminar_service.alerts.states import OPEN_ALERTS, AlertAction, AlertState
from seminar_service.alerts.steps import move
from seminar_service.alerts.values import MOST_OPEN, TooManyAlerts, Wish, lapses_at
from seminar_service.domain.actors import Actor
from seminar_service.domain.errors import NotFound
from seminar_service.domain.history import HistoryKind
from seminar_service.domain.mail_addresses import mail_key, normalise_mail_address
from seminar_service.outbox.office import Office
from seminar_service.storage.transaction import transaction


def ask(
    session: Session,
    wish: Wish,
    address: str,
    *,
    locale: str,
    office: Office,
    actor: Actor,
    now: datetime,
) -> None:
    """Keep a wish, and write the mail with the button that makes it an alert.

    Who asks for the same again gets the mail again and nothing else, so that nobody learns from
    the answer whether an address is known.

    Raises:
        TooManyMails: the mailbox has got as many mails as its owner must bear; nothing is done.
        TooManyAlerts: the mailbox has as many alerts open as one may have.
    """
    with transaction(session):
        mailboxes.count_mail(session, address, caution=office.caution, now=now)
        alert_id = _add(session, wish, address, locale=locale, now=now)
        alert = _open_one(session, wish, address)
        if alert_id is not None:
            _require_few(session, alert)
            move(session, alert, None, HistoryKind.ALERT_ASKED, actor=actor, now=now)
        alert_mails.send_button(session, alert, office=office, now=now)


def confirm(
    session: Session, alert_id: int, *, office: Office, actor: Actor, now: datetime
) -> None:
    """Take it that whoever pressed the button reads the mailbox. The second time nothing happens.

    Raises:
        NotFound: there is no such alert.
    """
    with transaction(session):
        alert = _locked(session, alert_id)
        if alert.state is not AlertState.ASKED:
            return
        mailboxes.prove(session, alert.email, caution=office.caution, now=now)
        if alert.lapses_at <= now:
            move(
                session,
                alert,
                AlertAction.LAPSE,
                HistoryKind.ALERT_LAPSED,
                actor=actor,
                now=now,
            )
            return
        alert.lapses_at = lapses_at(now, confirmed=True)
        confirmed = HistoryKind.ALERT_CONFIRMED
        move(session, alert, AlertAction.CONFIRM, confirmed, actor=actor, now=now)


def end(session: Session, alert_id: int, *, actor: Actor, now: datetime) -> None:
    """End an alert and forget the address. The second time nothing happens.

    Raises:
        NotFound: there is no such alert.
    """
    with transaction(session):
        alert = _locked(session, alert_id)
        if alert.is_open:
            move(session, alert, AlertAction.END, HistoryKind.ALERT_ENDED, actor=actor, now=now)


def _add(session: Session, wish: Wish, address: str, *, locale: str, now: datetime) -> int | None:
    """Write the row of a wish, which two at once may ask for; None where it is open already."""
    on_postgresql = session.get_bind().dialect.name == "postgresql"
    insert = postgresql.insert if on_postgresql else sqlite.insert
    statement = (
        insert(Alert)
        .values(
            state=AlertState.ASKED,
            place=wish.place,
            topic_id=wish.topic_id,
            subject_key=wish.key,
            email=normalise_mail_address(address),
            email_key=mail_key(address),
            locale=locale,
            asked_at=now,
            changed_at=now,
            lapses_at=lapses_at(now, confirmed=False),
        )
        .on_conflict_do_nothing(
            index_elements=[Alert.email_key, Alert.subject_key],
            index_where=IS_OPEN,  # as the index says it: parameters would not match it
        )
        .returning(Alert.id)
    )
    return session.execute(statement).scalar_one_or_none()


def _open_one(session: Session, wish: Wish, address: str) -> Alert:
    return session.scalars(
        select(Alert)
        .where(
            Alert.email_key == mail_key(address),
            Alert.subject_key == wish.key,
            Alert.state.in_(OPEN_ALERTS),
        )
        .with_for_update(key_share=True)
    ).one()


def _require_few(session: Session, alert: Alert) -> None:
    number = session.scalar(
        select(func.count())
        .select_from(Alert)
        .where(Alert.email_key == alert.email_key, Alert.state.in_(OPEN_ALERTS))
    )
    if (number or 0) > MOST_OPEN:
        raise TooManyAlerts


def _locked(session: Session, alert_id: int) -> Alert:
    alert = session.get(Alert, alert_id, with_for_update={"key_share": True})
    if alert is None:
        raise NotFound("alert")
    return alert
