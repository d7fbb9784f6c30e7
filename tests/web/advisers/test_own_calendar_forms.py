"""The form for the address of an own calendar."""

import pytest
from flask import Flask

from seminar_service.web.advisers.own_calendar_forms import AddressForm


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" webcal://cal.example.jp/a.ics ", "https://cal.example.jp/a.ics"),
        ("", None),
        ("http://cal.example.jp/", None),
        ("https://me:secret@cal.example.jp/", None),
    ],
)
def test_an_address_is_brought_into_one_form_or_refused(
    app: Flask, typed: str, kept: str | None
) -> None:
    with app.test_request_context("/en/", method="POST", data={"address": typed}):
        form = AddressForm(meta={"csrf": False})
        assert form.validate() is (kept is not None)
        assert kept in (None, form.address.data)
        assert bool(form.address.errors) is (kept is None)
