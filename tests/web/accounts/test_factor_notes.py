"""What is written down when somebody changes the own factors."""

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.accounts.mails import AccountNews
from seminar_service.accounts.model import RoleName
from seminar_service.domain.history import HistoryKind
from seminar_service.history.model import HistoryLine
from seminar_service.outbox.model import Message
from seminar_service.web.accounts.factor_notes import note
from tests.conftest import NOW
from tests.web.accounts.support import MakeAccount

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def test_it_goes_into_the_history_and_by_mail_to_its_owner(
    app: Flask, session: Session, make_account: MakeAccount
) -> None:
    user = make_account(RoleName.CLERK, "clerk@example.jp")
    with app.test_request_context("/organiser/account/passkeys"):
        note(user, AccountNews.PASSKEY_ADDED)
        session.commit()

    line = session.scalars(select(HistoryLine)).one()
    assert (line.kind, line.subject_id, line.at) == (HistoryKind.PASSKEY_ADDED, user.id, NOW)
    assert session.scalars(select(Message.recipient)).all() == ["clerk@example.jp"]


def test_the_library_s_view_commits_it(
    app: Flask, session: Session, make_account: MakeAccount
) -> None:
    user = make_account(RoleName.CLERK, "clerk@example.jp")
    with app.test_request_context("/organiser/account/passkeys"):
        note(user, AccountNews.PASSKEY_REMOVED)
        session.rollback()
    assert session.scalars(select(HistoryLine)).all() == []
