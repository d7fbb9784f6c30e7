"""Searching seminars by words."""

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.seminars.model import Seminar
from seminar_service.seminars.search import LONGEST_TEXT, MOST_WORDS, says, words_of
from seminar_service.tours.model import Tour
from tests.factories import make_adviser, make_bid, make_seminar, make_topic


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", ()),
        ("　", ()),
        ("営業秘密", ("営業秘密",)),
        ("営業秘密　特許", ("営業秘密", "特許")),
        ("愛知営業秘密", ("愛知", "営業秘密")),
        ("愛知県の営業秘密", ("愛知県", "営業秘密")),
        ("愛知県", ("愛知県",)),
        ("京都府", ("京都府",)),
        ("ＩＰ　ｾﾐﾅｰ", ("IP", "セミナー")),
        ("the the THE", ("the", "THE")),
    ],
)
def test_what_somebody_types_becomes_words(text: str, words: tuple[str, ...]) -> None:
    assert words_of(text) == words


def test_only_so_much_is_read() -> None:
    assert words_of("一 二 三 四 五 六 七") == ("一", "二", "三", "四", "五")
    assert len(words_of("x " * 1000)) <= MOST_WORDS
    assert sum(map(len, words_of("字" * 5000))) == LONGEST_TEXT


def found(session: Session, word: str) -> list[str]:
    return sorted(session.scalars(select(Seminar.public_id).where(says(word))))


@pytest.fixture
def seminars(session: Session, tour: Tour) -> None:
    """Two seminars that share nothing but the tour."""
    one: dict[str, Any] = {
        "title_ja": "営業秘密の守り方",
        "title_en": "How to keep Trade Secrets",
        "host_name": "見本商工会議所",
        "venue_name": "例示会館",
        "description_ja": "不正競争防止法を学ぶ",
        "team": [make_adviser(session, name="佐藤 健一", name_en="Kenichi Sato")],
    }
    make_seminar(session, make_bid(session, tour, place="23"), public_id="one", **one)
    brand = make_topic(session, "brand", name_ja="商標", name_en="Brands")
    other: dict[str, Any] = {
        "title_ja": "名前を守る",
        "title_en": "100% yours",
        "topics": [brand],
        "team": [make_adviser(session, name="森 花子", name_en="Hanako Mori")],
    }
    make_seminar(session, make_bid(session, tour, place="13"), public_id="other", **other)


@pytest.mark.usefixtures("seminars")
@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("秘密の守", ["one"]),
        ("trade SECRETS", ["one"]),
        ("見本商工", ["one"]),
        ("例示会館", ["one"]),
        ("防止法", ["one"]),
        ("佐藤", ["one"]),
        ("kenichi", ["one"]),
        ("愛知", ["one"]),
        ("aichi", ["one"]),
        ("商標", ["other"]),
        ("brands", ["other"]),
        ("東京", ["other"]),
        ("守", ["one", "other"]),
        ("%", ["other"]),
        ("_", []),
        ("\\", []),
        ("'; drop table seminar; --", []),
    ],
)
def test_a_word_is_found_wherever_it_stands(
    session: Session, word: str, expected: list[str]
) -> None:
    assert found(session, word) == expected
