"""Alterations as sentences, with the names that the database knows."""

from datetime import date

from sqlalchemy.orm import Session

from seminar_service.domain.locales import Locale
from seminar_service.planning.alterations import Alteration
from seminar_service.planning.inputs import Held
from seminar_service.planning.queries.alterations import alteration_texts, cost_text
from seminar_service.tours.model import Tour
from tests.factories import make_adviser, make_bid
from tests.statements import counted_queries


def test_names_are_read_once_for_all(session: Session, tour: Tour) -> None:
    adviser = make_adviser(session, tour, name="佐藤 一郎", name_en="Ichiro Sato")
    bids = [make_bid(session, tour, host_name="商工会", number=number) for number in (5, 6)]
    held = Held(date(2026, 6, 2), (adviser.id,))
    told = [Alteration(bid.id, None, held) for bid in bids]

    with counted_queries(session) as queries:
        texts = alteration_texts(session, told)

    assert len(queries) == 2
    assert texts[0][Locale.EN] == "商工会 (5): held on Tue 2 Jun 2026 by Ichiro Sato"
    assert texts[1][Locale.JA] == "商工会（6）：2026年6月2日（火）に佐藤 一郎で開催"


def test_costs_are_told_in_both_languages() -> None:
    texts = cost_text({"fares": 1_200})

    assert texts[Locale.EN] == "1,200 yen more for fares"
    assert texts[Locale.JA] == "交通費が1,200円増"
