"""Invitations to be looked at before any is sent."""

from sqlalchemy.orm import Session

from seminar_service.inviting.earlier_hosts import reached_places
from seminar_service.inviting.examples import examples
from tests.factories import OFFICE
from tests.inviting.support import NOTES, lay


def test_there_is_one_of_each_language_that_is_written_to(sqlite_session: Session) -> None:
    session = sqlite_session
    tour, bids = lay(session, {"locale": "ja"}, {"locale": "en"}, {"locale": "en"})
    hosts = [host for place in reached_places(session, tour) for host in place.hosts]

    shown = examples(session, tour, hosts, NOTES, office=OFFICE)

    assert list(shown) == ["en", "ja"]
    assert bids[0].host_name in shown["ja"].body
    assert NOTES["en"] in shown["en"].body
    assert examples(session, tour, [], NOTES, office=OFFICE) == {}
