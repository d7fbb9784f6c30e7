"""The list of a release's mails, and that just these are sent."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.domain.actors import SYSTEM
from seminar_service.outbox.model import Message
from seminar_service.releases.mail_list import Audience, mail_to_person, mails_of
from seminar_service.releases.people_told import people_told
from seminar_service.releases.preview import comparison
from seminar_service.releases.services import release
from tests.factories import NOW, OFFICE
from tests.releases.releasing import Year, lay_year, mail_of

ABOUT = {Audience.HOST: "bid", Audience.ADVISER: "adviser", Audience.PARTICIPANT: "registration"}


@pytest.fixture
def session(sqlite_session: Session) -> Session:
    return sqlite_session


@pytest.fixture
def year(session: Session) -> Year:
    return lay_year(session)


def test_just_the_mails_of_the_list_are_sent(session: Session, year: Year) -> None:
    compared = comparison(session, year.plan.id, now=NOW)
    people = people_told(session, compared.told_in, now=NOW)
    mails = [*mails_of(compared), *(mail_to_person(compared, each) for each in people)]
    expected = sorted(
        (mail.kind, f"{ABOUT[mail.audience]}:{mail.about_id}", mail.locale, mail.address)
        for mail in mails
    )

    release(session, year.plan.id, office=OFFICE, actor=SYSTEM, now=NOW)

    sent = session.scalars(select(Message))
    assert sorted((each.kind, each.about, each.locale, each.recipient) for each in sent) == expected
    assert len({mail.key for mail in mails}) == len(mails) == 11


def test_a_contact_with_several_bids_keeps_its_mail_whatever_becomes_of_them(
    session: Session, year: Year
) -> None:
    first, second = year.new
    before = mail_of(session, year, f"asked-{first.id}")
    assert (before.kind, before.about_id) == ("dates_asked", second.id)
    planned = next(each for each in year.plan.seminars if each.bid_id == first.id)
    session.delete(planned)
    session.commit()

    after = mail_of(session, year, f"asked-{first.id}")

    assert (after.kind, after.about_id) == ("seminar_proposed", second.id)
    assert after.mark != before.mark


def test_a_mail_is_another_one_where_the_host_reads_another_reason(
    session: Session, year: Year
) -> None:
    key = f"told-{year.refused.id}"
    before = mail_of(session, year, key).mark
    decline = next(each for each in year.plan.declines if each.bid_id == year.refused.id)
    decline.office_text = "会場の都合です。"
    session.commit()

    assert mail_of(session, year, key).mark != before
