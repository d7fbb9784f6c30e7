"""What is said of an address that is not asked."""

from seminar_service.domain.errors import Category, InputMalformed
from seminar_service.fetching.errors import AddressMalformed, FetchersBusy


def test_one_that_is_none_is_wrong_input_and_others_have_to_wait() -> None:
    assert issubclass(AddressMalformed, InputMalformed)
    assert FetchersBusy.category is Category.CONFLICT
