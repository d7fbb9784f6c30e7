"""How often one computer may do a thing that a secret link allows."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from seminar_service.access.model import LinkPurpose, SecretLink
from seminar_service.web.rate_limits import FEEDS_PER_WINDOW as LIMIT
from tests.factories import (
    NOW,
    make_adviser,
    make_bid,
    make_link,
    make_registration,
    make_seminar,
    make_tour,
)

KINDS = [
    (LinkPurpose.BID, LinkPurpose.HOST_FEED, "/bids"),
    (LinkPurpose.ADVISER, LinkPurpose.ADVISER_FEED, "/adviser"),
    (LinkPurpose.REGISTRATION, LinkPurpose.REGISTRATION_FEED, "/registrations"),
]


@pytest.mark.parametrize("kind", KINDS, ids=[str(each[0]) for each in KINDS])
def test_addresses_of_feeds_are_made_so_often_and_no_more(
    app: Flask, session: Session, kind: tuple[LinkPurpose, LinkPurpose, str]
) -> None:
    page, feed, path = kind
    tour = make_tour(session)
    adviser = make_adviser(session, tour)
    bid = make_bid(session, tour)
    registration = make_registration(session, make_seminar(session, bid, team=[adviser]))
    subject = {
        LinkPurpose.BID: bid.id,
        LinkPurpose.ADVISER: adviser.id,
        LinkPurpose.REGISTRATION: registration.id,
    }[page]
    address = f"{path}/{make_link(session, page, subject, now=NOW)}/feed"
    client: FlaskClient = app.test_client()
    statuses = [client.post(address).status_code for _ in range(LIMIT + 1)]
    assert statuses == [200] * LIMIT + [429]
    made = select(func.count()).where(SecretLink.purpose == feed)
    assert session.scalar(made) == LIMIT
    elsewhere = client.post(address, environ_overrides={"REMOTE_ADDR": "192.0.2.7"})
    assert elsewhere.status_code == 200
