"""Proof that it is still the same person, before something weighty."""

import pytest
from flask.testing import FlaskClient

from seminar_service.accounts.model import RoleName
from tests.conftest import PASSWORD
from tests.web.accounts.support import SignIn

PAGE = "/organiser/account/authenticator"
FACTORS = "/organiser/account/second-factors"


@pytest.fixture
def client(sign_in: SignIn) -> FlaskClient:
    """A browser of somebody who logged in long ago."""
    client = sign_in(RoleName.CLERK)
    with client.session_transaction() as cookie:
        cookie["fs_paa"] = 1.0
        cookie.pop("fs_gexp", None)
    return client


def test_who_looks_is_asked_for_the_password_and_led_back(client: FlaskClient) -> None:
    answer = client.get(f"/en{PAGE}")
    assert (answer.status_code, answer.location) == (
        303,
        f"/en/organiser/verify?next=/en{PAGE}",
    )
    assert client.post(answer.location, data={"password": PASSWORD}).location == f"/en{PAGE}"
    assert client.get(f"/en{PAGE}").status_code == 200


def test_who_sends_something_is_led_to_the_factors_and_nothing_is_done(
    client: FlaskClient,
) -> None:
    answer = client.post(PAGE, data={"code": "123456"})
    assert (answer.status_code, answer.location) == (303, f"/organiser/verify?next={FACTORS}")


def test_a_wrong_password_proves_nothing(client: FlaskClient) -> None:
    client.post(f"/organiser/verify?next={PAGE}", data={"password": "not the password"})
    assert client.get(PAGE).location == f"/organiser/verify?next={PAGE}"


def test_who_has_just_logged_in_goes_straight_on(sign_in: SignIn) -> None:
    assert sign_in(RoleName.VIEWER).get(PAGE).status_code == 200
