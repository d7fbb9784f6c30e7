"""Pages as everybody sees them."""

from datetime import timedelta

from sqlalchemy.orm import Session

from seminar_service.pages import public
from seminar_service.pages.services import PageDetails
from seminar_service.pages.values import Placement, Words
from tests.factories import NOW
from tests.pages.support import WORDS, add, write
from tests.statements import counted_queries


def test_a_page_is_found_by_its_name_once_it_is_live(session: Session) -> None:
    add(session, live_from=NOW + timedelta(minutes=1))
    assert public.page_called(session, "trade-secrets", now=NOW) is None
    assert public.page_called(session, "nothing", now=NOW) is None
    later = public.page_called(session, "trade-secrets", now=NOW + timedelta(minutes=1))
    assert later is not None
    assert later.words == WORDS


def test_the_front_page_leads_to_what_is_placed_there_in_its_order(session: Session) -> None:
    first = add(session, "z", details=PageDetails(Placement.LEARN, 1))
    add(session, "a", details=PageDetails(Placement.LEARN, 2))
    add(session, "ask", details=PageDetails(Placement.ASK, 0))
    add(session, "hidden", details=PageDetails(Placement.NOWHERE, 0))
    add(session, "draft", live_from=None)
    write(session, first, Words("新", "文"), live_from=NOW)

    with counted_queries(session) as statements:
        found = public.placed_pages(session, now=NOW)

    assert [(each.name, each.placement) for each in found] == [
        ("ask", Placement.ASK),
        ("z", Placement.LEARN),
        ("a", Placement.LEARN),
    ]
    assert found[1].words.title_ja == "新"
    assert len(statements) == 1
