from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from seminar_service.outbox.office import Office
from tests.conftest import make_settings


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """The office of the tests' settings, with a caution of its own."""
    settings = make_settings(tmp_path, "sqlite://")
    return Office.of(
        replace(
            settings,
            mail_from="tour@example.jp",
            contact_email="questions@example.jp",
            hold_minutes=45,
            places_per_network=3,
            mails_per_hour=2,
        )
    )


def test_an_office_is_as_the_settings_describe_it(office: Office) -> None:
    assert (office.mail, office.contact) == ("tour@example.jp", "questions@example.jp")
    assert office.base_url == "http://127.0.0.1:8000"
    assert office.caution.hold == timedelta(minutes=45)
    assert (office.caution.places_per_network, office.caution.mails_per_hour) == (3, 2)
    assert office.caution.secret == "a secret that only tests know, long enough"


def test_an_office_is_called_as_its_readers_know_it(office: Office) -> None:
    assert (office.name("ja"), office.name("en")) == ("試験事務局", "Test Office")


def test_people_are_told_where_to_ask(office: Office) -> None:
    assert office.ways_to_ask == "questions@example.jp"
    with_telephone = replace(office, telephone="03-3581-1101")
    assert with_telephone.ways_to_ask == "questions@example.jp / 03-3581-1101"


def test_its_addresses_are_in_the_readers_language(office: Office) -> None:
    assert office.addresses("ja").seminar("abc") == "http://127.0.0.1:8000/seminars/abc"
    assert office.addresses("en").seminar("abc") == "http://127.0.0.1:8000/en/seminars/abc"


def test_the_secret_is_not_told_by_who_prints_an_office(office: Office) -> None:
    assert office.caution.secret not in repr(office)
