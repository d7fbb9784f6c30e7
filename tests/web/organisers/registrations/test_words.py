"""What lists of registrations are called."""

from seminar_service.overview.registration_filters import RegistrationOrder
from seminar_service.web.organisers.registrations.words import ORDERS


def test_every_order_has_a_name() -> None:
    assert set(ORDERS) == set(RegistrationOrder)
