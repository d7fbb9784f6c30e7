"""Under which row of the syllabary a name stands."""

from itertools import groupby

import pytest

from seminar_service.domain.kana_rows import LATIN, OTHER, kana_row
from seminar_service.domain.names import reading_key


@pytest.mark.parametrize(
    ("name", "reading", "row"),
    [
        ("青木", "アオキ", "あ"),
        ("後藤", "ゴトウ", "か"),
        ("八神", "ヤガミ", "や"),
        ("はたけ", "", "は"),
        ("パク", "パク", "は"),
        ("ヴァン", "ヴァン", "あ"),
        ("を", "", "わ"),
        ("ん", "", "わ"),
        ("Smith", "", LATIN),
        ("３Ｍ", "", LATIN),
        ("渡辺", "", OTHER),
        ("김", "", OTHER),
    ],
)
def test_a_name_stands_in_the_row_of_its_first_sound(name: str, reading: str, row: str) -> None:
    assert kana_row(reading_key(name, reading, longest=200)) == row


def test_a_sorted_list_has_each_row_in_one_piece() -> None:
    names = ["Smith", "青木", "*", "ゐ", "わに", "ろ", "渡辺", "ガ", "カ", "ん", "がか"]
    keys = sorted(
        reading_key(name, "アオキ" if name == "青木" else "", longest=200) for name in names
    )
    rows = [row for row, _ in groupby(map(kana_row, keys))]
    assert rows == [LATIN, "あ", "か", "ら", "わ", OTHER]
