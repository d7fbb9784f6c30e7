"""What the tables of links, counters and mailboxes refuse."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from seminar_service.access.model import LinkPurpose, Mailbox, RateCount, SecretLink
from tests.constraints import check, refused, unique
from tests.factories import NOW, make_link

SECOND = timedelta(seconds=1)


def test_a_token_is_that_of_one_link_whatever_its_purpose(sqlite_session: Session) -> None:
    make_link(sqlite_session, LinkPurpose.BID, 7, now=NOW)
    kept = sqlite_session.query(SecretLink).one().token_hash

    with refused(sqlite_session, unique("secret_link.token_hash")):
        sqlite_session.add(
            SecretLink(purpose=LinkPurpose.ADVISER, subject_id=8, token_hash=kept, created_at=NOW)
        )


def test_a_link_has_one_of_the_purposes(sqlite_session: Session) -> None:
    make_link(sqlite_session, LinkPurpose.BID, 7, now=NOW)

    with refused(sqlite_session, check("ck_secret_link_purpose")):
        sqlite_session.execute(text("UPDATE secret_link SET purpose = 'everything'"))


@pytest.mark.parametrize("purpose", LinkPurpose)
def test_a_purpose_is_kept_by_its_value(sqlite_session: Session, purpose: LinkPurpose) -> None:
    make_link(sqlite_session, purpose, 7, now=NOW)

    assert sqlite_session.scalar(text("SELECT purpose FROM secret_link")) == purpose.value


@pytest.mark.parametrize(
    ("expires_at", "revoked_at", "expired", "opens"),
    [
        (None, None, False, True),
        (NOW + SECOND, None, False, True),
        (NOW, None, True, False),
        (None, NOW, False, False),
        (NOW + SECOND, NOW - SECOND, False, False),
    ],
)
def test_a_link_is_open_until_it_expires_or_is_revoked(
    expires_at: datetime | None, revoked_at: datetime | None, *, expired: bool, opens: bool
) -> None:
    link = SecretLink(expires_at=expires_at, revoked_at=revoked_at)

    assert (link.has_expired(NOW), link.is_open(NOW)) == (expired, opens)


def test_a_window_of_a_source_is_counted_in_one_row(sqlite_session: Session) -> None:
    counted = {"action": "mail", "source": "a" * 64, "window_start": NOW}
    sqlite_session.add(RateCount(**counted))
    sqlite_session.commit()
    sqlite_session.expunge_all()

    with refused(
        sqlite_session,
        unique("rate_count.action", "rate_count.source", "rate_count.window_start"),
    ):
        sqlite_session.add(RateCount(**counted))


def test_other_windows_sources_and_actions_are_counted_apart(sqlite_session: Session) -> None:
    counted: dict[str, object] = {"action": "mail", "source": "a" * 64, "window_start": NOW}
    others: list[dict[str, object]] = [
        {"action": "bid"},
        {"source": "b" * 64},
        {"window_start": NOW + timedelta(hours=1)},
    ]
    sqlite_session.add_all(RateCount(**(counted | other)) for other in [{}, *others])
    sqlite_session.commit()

    assert {row.count for row in sqlite_session.query(RateCount)} == {0}


def test_a_mailbox_is_known_once(sqlite_session: Session) -> None:
    sqlite_session.add(Mailbox(key="k" * 64, asked_at=NOW))
    sqlite_session.commit()

    with refused(sqlite_session, unique("mailbox.key")):
        sqlite_session.add(Mailbox(key="k" * 64, proven_at=NOW))
