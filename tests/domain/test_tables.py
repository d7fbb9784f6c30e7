import pytest

from seminar_service.domain._tables import rows


def test_a_row_is_read_by_its_columns_and_codes_keep_their_zeros() -> None:
    hokkaido = rows("prefectures.csv")[0]

    assert (hokkaido["code"], hokkaido["name_ja"]) == ("01", "北海道")


def test_a_table_that_is_not_there_is_no_empty_one() -> None:
    with pytest.raises(FileNotFoundError):
        rows("provinces.csv")
