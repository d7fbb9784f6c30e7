"""Why a calendar could not be fetched, in words."""

from flask import Flask

from seminar_service.advisers.subscription_model import SubscriptionFault
from seminar_service.web.subscription_words import FAULTS, fault_words


def test_every_fault_has_its_own_words(app: Flask) -> None:
    assert set(FAULTS) == set(SubscriptionFault)
    with app.test_request_context("/en/"):
        assert len({fault_words(each) for each in SubscriptionFault}) == len(SubscriptionFault)
