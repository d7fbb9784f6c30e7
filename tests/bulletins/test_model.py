"""Of which line which account was told."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from seminar_service.bulletins.model import ToldLine
from tests.bulletins.support import happen, make_reader
from tests.constraints import refused, unique
from tests.factories import make_bid, make_tour


def test_an_account_is_told_of_a_line_once(sqlite_session: Session) -> None:
    reader = make_reader(sqlite_session)
    line = happen(sqlite_session, make_bid(sqlite_session, make_tour(sqlite_session)))
    key = {"account_id": reader.id, "line_id": line.id}
    sqlite_session.add(ToldLine(**key))
    sqlite_session.commit()
    sqlite_session.expunge_all()

    with refused(
        sqlite_session,
        unique("bulletin_told_line.account_id", "bulletin_told_line.line_id"),
    ):
        sqlite_session.add(ToldLine(**key))


def test_what_an_account_was_told_goes_with_it(sqlite_session: Session) -> None:
    reader = make_reader(sqlite_session)
    line = happen(sqlite_session, make_bid(sqlite_session, make_tour(sqlite_session)))
    sqlite_session.add(ToldLine(account_id=reader.id, line_id=line.id))
    sqlite_session.commit()

    sqlite_session.delete(reader)
    sqlite_session.commit()

    assert sqlite_session.scalar(select(func.count()).select_from(ToldLine)) == 0
