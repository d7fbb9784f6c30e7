"""Why an address is not asked at all."""

from seminar_service.domain.errors import Category, DomainError, InputMalformed


class AddressMalformed(InputMalformed):
    """It is no address that begins with https or webcal, or it carries a name and password."""

    code = "address_malformed"


class FetchersBusy(DomainError):  # noqa: N818 (named after what happened)
    """As many addresses are being asked as this process asks at a time."""

    code = "fetchers_busy"
    category = Category.CONFLICT
