from sqlalchemy.orm import Session

from seminar_service.planning.solver_io import Wording, wording
from tests.factories import make_adviser, make_bid, make_topic, make_tour

WORDS = Wording(names_ja={}, names_en={"b1": "One", "b12": "Twelve", "ip": "Property"})


def test_ids_and_codes_become_names_in_both_languages(session: Session) -> None:
    tour = make_tour(session)
    topic = make_topic(session, "overseas", name_ja="海外展開", name_en="Going abroad")
    adviser = make_adviser(session, tour, name="山田 太郎", name_en="Taro Yamada", topics=[topic])
    bid = make_bid(session, tour, number=7, host_name="金沢商工会議所")

    words = wording(session, tour.id)

    assert words.ja(f"テーマ（overseas、a{adviser.id}）") == "テーマ（海外展開、山田 太郎）"
    assert words.en(f"b{bid.id} by a{adviser.id}: overseas.") == (
        "金沢商工会議所 (7) by Taro Yamada: Going abroad."
    )


def test_a_japanese_name_becomes_the_one_that_english_readers_know(session: Session) -> None:
    tour = make_tour(session)
    make_adviser(session, tour, name="山田 太郎", name_en="Taro Yamada")
    make_adviser(session, tour, name="佐藤 花子", name_en="")

    words = wording(session, tour.id)

    assert words.en("If 山田 太郎 and 佐藤 花子 were free.") == (
        "If Taro Yamada and 佐藤 花子 were free."
    )
    assert words.ja("山田 太郎の都合がつけば、") == "山田 太郎の都合がつけば、"


def test_only_whole_codes_become_names() -> None:
    assert WORDS.en("b12, b1; ip-strategy, skip, ip") == "Twelve, One; ip-strategy, skip, Property"


def test_a_text_without_codes_stays_as_it_is() -> None:
    assert WORDS.ja("b1 は変わりません。") == "b1 は変わりません。"
