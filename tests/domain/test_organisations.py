"""Names of companies: what two spellings share."""

import pytest

from seminar_service.domain.organisations import company_key


@pytest.mark.parametrize(
    "typed", ["株式会社 例示工業", "例示工業（株）", "㈱例示工業", "例示工業　株式会社", "例示工業"]
)
def test_a_company_is_the_same_with_and_without_its_legal_form(typed: str) -> None:
    assert company_key(typed, longest=200) == "例示工業"


def test_a_foreign_company_is_the_same_in_any_case() -> None:
    assert company_key("Example Co., Ltd.", longest=200) == company_key("EXAMPLE", longest=200)


def test_what_is_nothing_but_a_legal_form_stays() -> None:
    assert company_key("株式会社", longest=200) == "株式会社"
    assert company_key("", longest=200) == ""


def test_a_key_is_no_longer_than_an_index_takes() -> None:
    assert len(company_key("ﷺ" * 120, longest=200)) == 200
