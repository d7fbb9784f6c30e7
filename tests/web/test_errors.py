"""What a broken rule is answered with: its category decides."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from seminar_service.accounts.staff import OwnRole
from seminar_service.bids.services import CallClosed
from seminar_service.calendars.errors import FeedTooLarge
from seminar_service.domain.errors import (
    Category,
    ChangedMeanwhile,
    DomainError,
    InputMalformed,
    LinkExpired,
    LinkRevoked,
    LinkUnknown,
    NotFound,
    TooManyAttempts,
    TransitionNotAllowed,
)
from seminar_service.planning.values import NothingToPlan
from seminar_service.registrations.values import FormKeyReused
from seminar_service.tours.stages import TourArchived
from seminar_service.web.errors import ANSWERED, STATUS_OF


def answer(app: Flask, client: FlaskClient, error: Exception) -> int:
    """The status with which a page answers that breaks a rule."""

    def broken() -> str:
        raise error

    app.view_functions["public.tour"] = broken
    return client.get("/").status_code


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (NotFound("seminar"), 404),
        (LinkUnknown(), 404),
        (LinkRevoked(), 410),
        (LinkExpired(), 410),
        (OwnRole(), 403),
        (ChangedMeanwhile("tour"), 409),
        (TransitionNotAllowed("bid", "rejected", "accept"), 409),
        (NothingToPlan(), 409),
        (CallClosed(), 409),
        (TourArchived(), 409),
        (FormKeyReused(), 409),
        (InputMalformed("x", "seven digits"), 400),
        (TooManyAttempts(60), 429),
        (FeedTooLarge("a feed has 1001 entries"), 500),
    ],
)
def test_the_category_of_an_error_decides_the_status(
    app: Flask, client: FlaskClient, error: Exception, status: int
) -> None:
    assert answer(app, client, error) == status


def test_of_an_archived_tour_the_page_says_what_is_the_matter(
    app: Flask, client: FlaskClient
) -> None:
    def broken() -> str:
        raise TourArchived

    app.view_functions["public.tour"] = broken
    assert "The tour is archived" in client.get("/en/").text


def test_every_category_has_a_status_with_a_page_of_its_own() -> None:
    assert set(STATUS_OF) == set(Category)
    assert set(STATUS_OF.values()) <= set(ANSWERED)


def test_an_error_that_only_its_module_knows_is_answered_by_its_category(
    app: Flask, client: FlaskClient
) -> None:
    forgotten = type("Over", (DomainError,), {"code": "over", "category": Category.GONE})
    assert answer(app, client, forgotten()) == 410
