import pytest
from hypothesis import given
from hypothesis import strategies as st

from seminar_service.domain.corporate_numbers import check_digit, normalise_corporate_number
from seminar_service.domain.errors import (
    CorporateNumberCheckDigitWrong,
    CorporateNumberMalformed,
    PostalCodeMalformed,
    TelephoneMalformed,
)
from seminar_service.domain.postal_codes import normalise_postal_code
from seminar_service.domain.telephones import normalise_telephone

NATIONAL_TAX_AGENCY = "7000012050002"
twelve_digits = st.text("0123456789", min_size=12, max_size=12)


@pytest.mark.parametrize(
    "typed",
    ["100-8915", "1008915", "〒100-8915", "〒１００－８９１５", " １００ー８９１５ ", "100−8915"],
)
def test_a_postal_code_is_read_however_it_was_typed(typed: str) -> None:
    assert normalise_postal_code(typed) == "100-8915"


@pytest.mark.parametrize("typed", ["", "100-891", "100-89155", "abc-defg", "10-08915"])
def test_a_postal_code_without_seven_digits_is_refused(typed: str) -> None:
    with pytest.raises(PostalCodeMalformed):
        normalise_postal_code(typed)


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


@pytest.mark.parametrize(
    "typed",
    [NATIONAL_TAX_AGENCY, "７００００１２０５０００２", "7-0000-1205-0002", "t7000012050002"],
)
def test_a_real_corporate_number_is_read_however_it_was_typed(typed: str) -> None:
    assert normalise_corporate_number(typed) == NATIONAL_TAX_AGENCY


@pytest.mark.parametrize("typed", ["", "700001205000", "70000120500022", "700001205000A"])
def test_a_corporate_number_without_thirteen_digits_is_refused(typed: str) -> None:
    with pytest.raises(CorporateNumberMalformed):
        normalise_corporate_number(typed)


@given(twelve_digits)
def test_only_one_first_digit_fits(digits: str) -> None:
    right = check_digit(digits)

    assert 1 <= right <= 9
    assert normalise_corporate_number(f"{right}{digits}") == f"{right}{digits}"
    for wrong in set(range(10)) - {right}:
        with pytest.raises(CorporateNumberCheckDigitWrong):
            normalise_corporate_number(f"{wrong}{digits}")


@given(twelve_digits, st.integers(0, 11), st.integers(1, 8))
def test_one_mistyped_digit_is_noticed(digits: str, position: int, shift: int) -> None:
    mistyped = (int(digits[position]) + shift) % 10
    weight = 1 + (11 - position) % 2
    changed = digits[:position] + str(mistyped) + digits[position + 1 :]

    # Digits that weigh the same modulo nine are the code's known blind spot.
    blind = (weight * (mistyped - int(digits[position]))) % 9 == 0
    assert (check_digit(changed) == check_digit(digits)) is blind
