import pytest
from hypothesis import given
from hypothesis import strategies as st

from seminar_service.domain.errors import TelephoneMalformed
from seminar_service.domain.telephones import normalise_telephone

domestic = st.integers(10**8, 10**10 - 1).map(lambda number: f"0{number:09d}")


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("03-3581-1101", "03-3581-1101"),
        ("０３（３５８１）１１０１", "03-3581-1101"),
        ("(03) 3581 1101", "03-3581-1101"),
        ("03ー3581ー1101", "03-3581-1101"),
        ("0335811101", "0335811101"),
        ("090−1234−5678", "090-1234-5678"),
        ("+81 3 3581 1101", "+81-3-3581-1101"),
        ("+49 (89) 2195.3402", "+49-89-2195-3402"),
        ("03-3581-1101（内線２１１５）", "03-3581-1101 内線2115"),
        ("03-3581-1101 内線 2115", "03-3581-1101 内線2115"),
        ("03-3581-1101 ext. 2115", "03-3581-1101 内線2115"),
    ],
)
def test_a_telephone_number_is_read_however_it_was_typed(typed: str, stored: str) -> None:
    assert normalise_telephone(typed) == stored


@pytest.mark.parametrize(
    "typed", ["", "110", "03-3581-110", "03-3581-110100", "13-3581-1101", "none", "03-3581-11O1"]
)
def test_a_telephone_number_that_cannot_be_called_is_refused(typed: str) -> None:
    with pytest.raises(TelephoneMalformed):
        normalise_telephone(typed)


@given(domestic, st.none() | st.integers(0, 99_999_999))
def test_a_telephone_number_that_was_normalised_stays_as_it_is(
    typed: str, extension: int | None
) -> None:
    once = normalise_telephone(typed if extension is None else f"{typed} 内線{extension}")

    assert once.startswith(typed)
    assert normalise_telephone(once) == once
