from seminar_service.domain.errors import Category
from seminar_service.domain.vocabulary import ParticipantKind
from seminar_service.registrations.values import Applicant, FormKeyReused


def test_who_says_no_more_than_must_be_said_registers_in_japanese_without_company() -> None:
    applicant = Applicant("山田 花子", "hanako@example.jp", ParticipantKind.OTHER)

    assert (applicant.locale, applicant.company, applicant.employees) == ("ja", "", None)
    assert not applicant.wishes_consultation


def test_a_form_sent_again_with_another_person_conflicts_with_what_is_there() -> None:
    assert FormKeyReused.category is Category.CONFLICT
