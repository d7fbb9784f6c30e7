"""What is said of a case."""

from seminar_service.consultations.values import (
    LONGEST_MATTER,
    LONGEST_STEP,
    MOST_MINUTES,
    CaseSecrets,
    Client,
    CompanySize,
    size_of,
)
from seminar_service.domain.vocabulary import EmployeeBand


def test_up_to_300_people_a_company_is_small_or_medium_sized() -> None:
    assert size_of(EmployeeBand.FROM_1_TO_5) is CompanySize.SME
    assert size_of(EmployeeBand.FROM_101_TO_300) is CompanySize.SME
    assert size_of(EmployeeBand.OVER_300) is CompanySize.LARGE
    assert size_of(EmployeeBand.NONE) is None
    assert size_of(None) is None


def test_what_lies_under_seal_is_in_no_picture_of_it() -> None:
    assert "geheim" not in repr(CaseSecrets(matter="geheim", next_step="geheim"))


def test_a_client_is_named_by_any_detail() -> None:
    assert not Client().is_named
    assert Client(telephone="03-1234-5678").is_named


def test_a_page_of_text_fits_and_a_day_of_work_does() -> None:
    assert LONGEST_MATTER > 1_000 > LONGEST_STEP > 100
    assert MOST_MINUTES >= 8 * 60
