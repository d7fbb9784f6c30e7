"""The mails to the staff about their own accounts."""

import re
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from seminar_service.access import links
from seminar_service.access.model import LinkPurpose
from seminar_service.accounts import mails as account_mails
from seminar_service.accounts.mails import INVITATION_LASTS, LINK_LASTS, AccountNews
from seminar_service.accounts.model import User
from seminar_service.domain.errors import LinkRevoked
from seminar_service.outbox.model import Message
from tests.accounts.support import mails, make_member
from tests.factories import NOW, OFFICE


def link_in(mail: Message) -> str:
    found = re.search(r"/organiser/password/(\S+)", mail.body)
    assert found is not None
    return found[1]


def send_link(session: Session, user: User) -> Message:
    account_mails.send_link(session, user, office=OFFICE, now=NOW)
    session.commit()
    return mails(session)[-1]


def tell(session: Session, user: User, news: AccountNews, role: str = "") -> Message:
    account_mails.tell(session, user, news, office=OFFICE, now=NOW, role=role)
    session.commit()
    return mails(session)[-1]


@pytest.mark.parametrize(
    ("password", "kind", "lasts", "said"),
    [
        (None, "account_invited", timedelta(days=7), "7日間"),
        ("a hash", "account_password", timedelta(hours=1), "60分間"),
    ],
)
def test_who_has_no_password_is_invited_for_days_and_others_get_a_link_for_an_hour(
    sqlite_session: Session, password: str | None, kind: str, lasts: timedelta, said: str
) -> None:
    user = make_member(sqlite_session, password=password)

    mail = send_link(sqlite_session, user)

    assert (mail.kind, mail.recipient, mail.recipient_name) == (kind, user.email, user.name)
    assert mail.about == f"account:{user.id}"
    assert account_mails.link_lasts(user) == lasts
    assert said in mail.body
    token = link_in(mail)
    assert links.resolve(sqlite_session, LinkPurpose.PASSWORD, token, now=NOW) == user.id
    assert INVITATION_LASTS > LINK_LASTS


def test_a_new_link_makes_the_earlier_ones_of_the_account_worthless_and_no_other(
    sqlite_session: Session,
) -> None:
    user, other = make_member(sqlite_session), make_member(sqlite_session)
    first = link_in(send_link(sqlite_session, user))
    others = link_in(send_link(sqlite_session, other))

    second = link_in(send_link(sqlite_session, user))

    with pytest.raises(LinkRevoked):
        links.resolve(sqlite_session, LinkPurpose.PASSWORD, first, now=NOW)
    for token, account in ((second, user), (others, other)):
        assert links.resolve(sqlite_session, LinkPurpose.PASSWORD, token, now=NOW) == account.id


@pytest.mark.parametrize("locale", ["ja", "en"])
def test_every_news_is_told_in_words_of_its_own_in_the_persons_language(
    sqlite_session: Session, locale: str
) -> None:
    user = make_member(sqlite_session, locale=locale)
    prefix = "/en" if locale == "en" else ""

    told = [tell(sqlite_session, user, news) for news in AccountNews]

    assert {mail.kind for mail in told} == {"account_changed"}
    assert len({mail.body for mail in told}) == len(AccountNews)
    for mail in told:
        assert mail.locale == locale
        assert f"https://seminar.example.jp{prefix}/organiser/login" in mail.body
        assert OFFICE.name(locale) in mail.body
        assert "/organiser/password/" not in mail.body


def test_a_new_role_is_called_by_its_name(sqlite_session: Session) -> None:
    user = make_member(sqlite_session)

    mail = tell(sqlite_session, user, AccountNews.RIGHTS_CHANGED, role="planner")

    assert "計画担当" in mail.body


def test_who_has_given_no_name_is_addressed_by_the_mailbox(sqlite_session: Session) -> None:
    user = make_member(sqlite_session, name="", email="hanako@example.jp")

    assert send_link(sqlite_session, user).recipient_name == "hanako"


def test_a_mail_and_its_link_are_gone_where_the_callers_transaction_fails(
    sqlite_session: Session,
) -> None:
    user = make_member(sqlite_session)
    first = link_in(send_link(sqlite_session, user))

    account_mails.send_link(sqlite_session, user, office=OFFICE, now=NOW)
    sqlite_session.rollback()

    assert len(mails(sqlite_session)) == 1
    assert links.resolve(sqlite_session, LinkPurpose.PASSWORD, first, now=NOW) == user.id
