"""Secret links: random, kept as hashes, bound to a purpose and a row, revocable."""

from datetime import date, timedelta

import pytest
from sqlalchemy import event, select, text
from sqlalchemy.orm import Session

from seminar_service.access import links
from seminar_service.access.model import LinkPurpose, SecretLink
from seminar_service.domain.errors import LinkExpired, LinkRevoked, LinkUnknown
from tests.factories import NOW, make_link


def test_a_link_is_random_and_only_its_hash_is_kept(session: Session) -> None:
    tokens = [make_link(session, LinkPurpose.BID, 7, now=NOW) for _ in range(3)]
    kept = session.scalars(select(SecretLink)).all()
    assert len(set(tokens)) == 3
    assert all(len(token) * 6 >= links.TOKEN_BYTES * 8 >= 128 for token in tokens)
    assert {row.token_hash for row in kept} == {links.hashed(token) for token in tokens}
    assert not any(token in str(vars(row)) for row in kept for token in tokens)


def test_a_link_opens_its_row_for_its_purpose_alone(session: Session) -> None:
    token = make_link(session, LinkPurpose.BID, 7, now=NOW)
    assert links.resolve(session, LinkPurpose.BID, token, now=NOW) == 7
    for purpose in set(LinkPurpose) - {LinkPurpose.BID}:
        with pytest.raises(LinkUnknown):
            links.resolve(session, purpose, token, now=NOW)


def test_a_link_tells_when_it_was_made_whatever_has_become_of_it(session: Session) -> None:
    token = make_link(session, LinkPurpose.BID, 7, now=NOW)
    links.revoke_all(session, LinkPurpose.BID, 7, now=NOW + timedelta(days=1))
    session.commit()

    assert links.made_at(session, token) == NOW
    with pytest.raises(LinkUnknown):
        links.made_at(session, f"{token}x")


@pytest.mark.parametrize("token", ["", "a", "a" * 43, "%", "𠮷野家", "a\x00b"])
def test_what_nobody_made_opens_nothing(session: Session, token: str) -> None:
    make_link(session, LinkPurpose.BID, 7, now=NOW)
    with pytest.raises(LinkUnknown):
        links.resolve(session, LinkPurpose.BID, token, now=NOW)


def test_revoking_ends_all_links_of_a_purpose_to_a_row_and_no_other(session: Session) -> None:
    own = [make_link(session, LinkPurpose.BID, 7, now=NOW) for _ in range(2)]
    feed = make_link(session, LinkPurpose.HOST_FEED, 7, now=NOW)
    others = make_link(session, LinkPurpose.BID, 8, now=NOW)
    links.revoke_all(session, LinkPurpose.BID, 7, now=NOW)
    session.commit()
    for token in own:
        with pytest.raises(LinkRevoked):
            links.resolve(session, LinkPurpose.BID, token, now=NOW)
    assert links.resolve(session, LinkPurpose.HOST_FEED, feed, now=NOW) == 7
    assert links.resolve(session, LinkPurpose.BID, others, now=NOW) == 8


def test_what_is_too_long_for_a_link_is_not_looked_up(session: Session) -> None:
    asked: list[str] = []
    engine = session.get_bind()

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        asked.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        with pytest.raises(LinkUnknown):
            links.resolve(session, LinkPurpose.BID, "a" * (links.LONGEST_TOKEN + 1), now=NOW)
    finally:
        event.remove(engine, "before_cursor_execute", note)
    assert asked == []


def test_a_link_opens_nothing_from_the_moment_on_at_which_it_expires(session: Session) -> None:
    ends = NOW + timedelta(days=30)
    token = links.mint(session, LinkPurpose.BID, 7, now=NOW, expires_at=ends)
    session.commit()

    assert links.resolve(session, LinkPurpose.BID, token, now=ends - timedelta(seconds=1)) == 7
    with pytest.raises(LinkExpired):
        links.resolve(session, LinkPurpose.BID, token, now=ends)


def test_a_link_without_an_end_is_good_until_it_is_revoked(session: Session) -> None:
    token = make_link(session, LinkPurpose.HOST_FEED, 7, now=NOW)

    later = NOW + timedelta(days=3650)
    assert links.resolve(session, LinkPurpose.HOST_FEED, token, now=later) == 7


def test_a_look_keeps_its_day_and_writes_once_a_day(session: Session) -> None:
    token = make_link(session, LinkPurpose.HOST_FEED, 7, now=NOW)
    written: list[str] = []
    event.listen(
        session.get_bind(),
        "before_cursor_execute",
        lambda *of: written.append(of[2]) if of[2].startswith("UPDATE") else None,
    )

    for hours in (0, 1, 2):
        moment = NOW + timedelta(hours=hours)
        assert links.visit(session, LinkPurpose.HOST_FEED, token, now=moment) == 7
    assert len(written) == 1
    links.visit(session, LinkPurpose.HOST_FEED, token, now=NOW + timedelta(days=1))

    assert len(written) == 2
    assert session.scalars(select(SecretLink.used_on)).all() == [date(2026, 6, 2)]


def test_a_link_that_opens_nothing_is_not_used(session: Session) -> None:
    token = make_link(session, LinkPurpose.BID, 7, now=NOW)
    links.revoke_all(session, LinkPurpose.BID, 7, now=NOW)
    session.commit()

    with pytest.raises(LinkRevoked):
        links.visit(session, LinkPurpose.BID, token, now=NOW)
    assert session.scalars(select(SecretLink.used_on)).all() == [None]


def test_a_day_that_cannot_be_written_keeps_nobody_out(sqlite_session: Session) -> None:
    session = sqlite_session
    token = make_link(session, LinkPurpose.BID, 7, now=NOW)
    session.execute(text("PRAGMA query_only = ON"))
    session.commit()

    try:
        assert links.visit(session, LinkPurpose.BID, token, now=NOW) == 7
    finally:
        session.execute(text("PRAGMA query_only = OFF"))
        session.commit()
