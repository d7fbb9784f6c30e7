"""What the staff enters about attending online."""

import pytest
from flask import Flask

from seminar_service.web.organisers.forms_online import OnlineAddressForm, SwitchForm


@pytest.mark.parametrize(
    ("url", "words", "fits"),
    [
        ("https://meet.example.jp/1", "123", True),
        ("", "", True),
        ("http://meet.example.jp/1", "", False),
        ("", "123", False),
    ],
)
def test_an_address_is_whole_and_a_passcode_belongs_to_one(
    app: Flask, url: str, words: str, fits: bool
) -> None:
    with app.test_request_context(
        method="POST", data={"online_url": url, "online_words": words, "version": "1"}
    ):
        assert OnlineAddressForm().validate() is fits


@pytest.mark.parametrize(("mode", "fits"), [("online", True), ("on_site", True), ("x", False)])
def test_there_are_two_ways_of_attending(app: Flask, mode: str, fits: bool) -> None:
    with app.test_request_context(method="POST", data={"mode": mode}):
        assert SwitchForm().validate() is fits
