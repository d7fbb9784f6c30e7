import pytest
from hypothesis import given
from hypothesis import strategies as st

from seminar_service.domain.corporate_numbers import check_digit, normalise_corporate_number
from seminar_service.domain.errors import CorporateNumberCheckDigitWrong, CorporateNumberMalformed

NATIONAL_TAX_AGENCY = "7000012050002"
twelve_digits = st.text("0123456789", min_size=12, max_size=12)


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
