import pytest

from seminar_service.seminars.titles import LONGEST, title_en, title_ja
from seminar_service.tours.model import Topic


def topics(count: int, length: int) -> list[Topic]:
    return [Topic(name_ja="営" * length, name_en="T" * length) for _ in range(count)]


def test_all_topics_are_named_where_there_is_room() -> None:
    assert title_ja(topics(2, 3)) == "営営営・営営営セミナー"
    assert title_en(topics(2, 3)) == "Seminar: TTT, TTT"


@pytest.mark.parametrize("count", [3, 5, 50])
def test_topics_without_room_are_left_out_and_said_to_be(count: int) -> None:
    for title, more in (
        (title_ja(topics(count, 80)), "ほか"),
        (title_en(topics(count, 80)), "more"),
    ):
        assert len(title) <= LONGEST
        assert more in title


def test_a_seminar_without_topics_has_a_title() -> None:
    assert (title_ja([]), title_en([])) == ("セミナー", "Seminar")
