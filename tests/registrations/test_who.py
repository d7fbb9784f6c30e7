"""What tells two people of one name apart."""

import pytest

from seminar_service.registrations.who import contact_key


@pytest.mark.parametrize(
    ("email", "telephone", "company", "key"),
    [
        ("Hanako@Example.jp", "03-3581-1101", "例示", "hanako@example.jp"),
        ("", "03-3581-1101", "例示", "tel:0335811101"),
        ("", "", "例示株式会社", "company:例示"),
        ("", "", "", ""),
    ],
)
def test_the_address_counts_then_the_number_then_the_company(
    email: str, telephone: str, company: str, key: str
) -> None:
    assert contact_key(email, telephone, company) == key


def test_no_stand_in_can_be_an_address() -> None:
    assert "@" not in contact_key("", "+81 3 3581 1101", "")
