"""What may be read of a mail that was sent."""

import secrets

import pytest

from seminar_service.access.links import TOKEN_BYTES
from seminar_service.domain.addresses import Addresses
from seminar_service.outbox.masking import MASK, masked

SITE = Addresses("https://seminar.example.jp/a-long-path-of-its-own")


@pytest.mark.parametrize(
    "address",
    [
        SITE.bid,
        SITE.adviser,
        SITE.registration,
        SITE.registration_button,
        SITE.registration_offer,
        SITE.mailbox,
        SITE.alert,
        SITE.password,
        SITE.registration_feed,
    ],
)
def test_no_secret_is_left_of_any_link(address: object) -> None:
    assert callable(address)
    for _ in range(50):
        token = secrets.token_urlsafe(TOKEN_BYTES)
        text = masked(f"こちらです：{address(token)}。\n<{address(token)}>")
        assert token not in text
        assert text.count(MASK) == 2
        assert "https://seminar.example.jp/a-long-path-of-its-own/" in text


@pytest.mark.parametrize(
    "text",
    [
        "https://seminar.example.jp/seminars/abcdefgh",
        "-" * 60,
        "＿" * 60,
        "_" * 60,
        "申込みを受け付けました。" * 9,
        "office@long-department-name.ministry.example.jp",
    ],
)
def test_what_is_no_secret_stays_as_it_is(text: str) -> None:
    assert masked(text) == text
