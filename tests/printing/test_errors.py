"""Why there is no PDF file."""

from seminar_service.domain.errors import DomainError
from seminar_service.printing.errors import NotPrinted


def test_all_reasons_are_caught_as_one_and_none_is_a_broken_rule() -> None:
    reasons = NotPrinted.__subclasses__()
    assert len(reasons) == 6
    assert not any(issubclass(reason, DomainError) for reason in reasons)
