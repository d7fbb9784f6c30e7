import pytest
from hypothesis import given
from hypothesis import strategies as st

from seminar_service.domain.errors import PostalCodeMalformed
from seminar_service.domain.postal_codes import normalise_postal_code

digits = st.text("0123456789", min_size=7, max_size=7)


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


@given(digits)
def test_a_postal_code_that_was_normalised_stays_as_it_is(typed: str) -> None:
    once = normalise_postal_code(typed)

    assert once.replace("-", "") == typed
    assert normalise_postal_code(once) == once
