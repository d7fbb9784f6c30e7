"""Counters: taken into the directory, and changed."""

from dataclasses import fields
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.counters.model import Counter
from seminar_service.counters.values import CounterDetails, as_text
from seminar_service.domain.actors import Actor
from seminar_service.domain.errors import Category, DomainError, NotFound
from seminar_service.domain.history import HistoryKind, Subject, SubjectKind
from seminar_service.domain.japan_time import day_of
from seminar_service.history import services as history
from seminar_service.history.versions import mark_edited, require_version
from seminar_service.storage.transaction import transaction


class CounterKnown(DomainError):  # noqa: N818 (named after the rule)
    """The prefecture has a counter of this name already."""

    code = "counter_known"
    category = Category.CONFLICT


class SampleWithTelephone(DomainError):  # noqa: N818 (named after the rule)
    """A sample has no telephone number: somebody would call it."""

    code = "sample_with_telephone"
    category = Category.INVALID


def add_counter(
    session: Session, details: CounterDetails, *, actor: Actor, now: datetime
) -> Counter:
    """Take a counter into the directory.

    Raises:
        CounterKnown: The prefecture has one of this name.
        SampleWithTelephone: It is a sample, and has a telephone number.
    """
    with transaction(session):
        refuse_known(session, details)
        return new_counter(session, details, actor=actor, now=now)


def change_counter(
    session: Session,
    counter_id: int,
    details: CounterDetails,
    *,
    version: int | None,
    actor: Actor,
    now: datetime,
) -> None:
    """Change what is known of a counter.

    Raises:
        NotFound: There is no such counter.
        ChangedMeanwhile: Somebody has edited it since `version`.
        CounterKnown: The prefecture has another one of this name.
        SampleWithTelephone: It is a sample, and has a telephone number.
    """
    with transaction(session):
        row = locked_counter(session, counter_id)
        require_version(row, version)
        refuse_known(session, details, besides=counter_id)
        write_details(row, details, now=now)
        mark_edited(session, row, actor=actor, now=now)


def locked_counter(session: Session, counter_id: int) -> Counter:
    """A counter that nobody else changes until this transaction ends.

    Raises:
        NotFound: There is no such counter.
    """
    row = session.get(Counter, counter_id, with_for_update={"key_share": True})
    if row is None:
        raise NotFound("counter")
    return row


def new_counter(
    session: Session, details: CounterDetails, *, actor: Actor, now: datetime
) -> Counter:
    """Add a counter. Part of the caller's transaction."""
    row = Counter(added_at=now)
    write_details(row, details, now=now)
    session.add(row)
    session.flush()
    subject = Subject(SubjectKind.COUNTER, row.id)
    history.record(session, HistoryKind.COUNTER_ADDED, subject, actor, now)
    return row


def write_details(row: Counter, details: CounterDetails, *, now: datetime) -> None:
    """Write down what is said of a counter. Part of the caller's transaction.

    One that reports from now on does so from the present month on.

    Raises:
        SampleWithTelephone: It is a sample, and has a telephone number.
    """
    if details.is_sample and details.telephone:
        raise SampleWithTelephone
    for name, value in columns_of(details).items():
        setattr(row, name, value)
    if not details.reports:
        row.reports_from = None
    elif row.reports_from is None:
        row.reports_from = day_of(now).replace(day=1)


def columns_of(details: CounterDetails) -> dict[str, str | bool]:
    """What is said of a counter, as its row keeps it; that it reports is kept by the month."""
    said = {each.name: getattr(details, each.name) for each in fields(details)}
    del said["reports"]
    return said | {"tongues": as_text(details.tongues)}


def refuse_known(session: Session, details: CounterDetails, *, besides: int | None = None) -> None:
    """See that no other counter of the prefecture has the name. Part of the caller's transaction.

    Raises:
        CounterKnown: One has.
    """
    found = session.scalar(
        select(Counter.id).where(
            Counter.prefecture == details.prefecture, Counter.name_ja == details.name_ja
        )
    )
    if found not in {None, besides}:
        raise CounterKnown
