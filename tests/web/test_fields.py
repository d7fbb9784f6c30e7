"""Form fields: what people type, in any width, and what they are told when it cannot be read."""

from datetime import date, time
from typing import Any

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict
from wtforms import Form
from wtforms.validators import NumberRange, Optional

from seminar_service.web import fields


class Everything(Form):  # type: ignore[misc]  # the library has no types
    line = fields.LineField(validators=[fields.at_most(10)])
    paragraph = fields.ParagraphField()
    reading = fields.ReadingField()
    telephone = fields.TelephoneField()
    postal_code = fields.PostalCodeField()
    position = fields.PositionField()
    corporate_number = fields.CorporateNumberField()
    mail_address = fields.MailAddressField()
    number = fields.WholeNumberField(validators=[Optional(), NumberRange(1, 9999)])
    day = fields.DayField()
    clock = fields.ClockField()


def filled(name: str, text: str) -> Any:
    form = Everything(MultiDict({name: text}))
    form.validate()
    return form[name]


@pytest.fixture
def database_url() -> str:
    return "sqlite://"  # nothing here asks a database


@pytest.fixture(autouse=True)
def _request(app: Flask) -> Any:
    with app.test_request_context("/", environ_base={"seminar.locale": "en"}):
        yield


@pytest.mark.parametrize(
    ("name", "typed", "kept"),
    [
        ("line", "  東京 \u3000 都\x00 ", "東京 都"),
        ("paragraph", " one\r\ntwo\x07 ", "one\ntwo"),
        ("reading", "やまだ ﾊﾅｺ", "ヤマダ ハナコ"),
        ("reading", "", ""),
        ("telephone", "０３（３５８１）１１０１", "03-3581-1101"),
        ("postal_code", "〒１００８９１５", "100-8915"),
        ("position", "（３５．６８１２３６、１３９．７６７１２５）", "35.681236,139.767125"),
        ("position", "", ""),
        ("corporate_number", "７０００ ０１２０５ ０００２", "7000012050002"),
        ("mail_address", "Ｈａｎａｋｏ＠Example.JP", "Hanako@example.jp"),
        ("number", "１，２００名", 1200),
        ("number", "40", 40),
        ("number", "", None),
        ("day", "2027-10-06", date(2027, 10, 6)),
        ("day", "２０２７／１０／６", date(2027, 10, 6)),
        ("day", "2027年10月6日", date(2027, 10, 6)),
        ("day", "", None),
        ("clock", "13:30", time(13, 30)),
        ("clock", "１３時３０分", time(13, 30)),
        ("clock", "13時", time(13, 0)),
        ("clock", "930", time(9, 30)),
        ("clock", "", None),
    ],
)
def test_what_people_type_is_brought_into_one_form(name: str, typed: str, kept: object) -> None:
    field = filled(name, typed)
    assert field.errors == []
    assert field.data == kept


@pytest.mark.parametrize(
    ("name", "typed", "right"),
    [
        ("line", "x" * 11, "at most 10"),
        ("reading", "山田", "kana only"),
        ("telephone", "12", "10 or 11 digits"),
        ("postal_code", "123", "seven digits"),
        ("corporate_number", "123", "13 digits"),
        ("corporate_number", "8000012050002", "check digit"),
        ("number", "many", "whole number"),
        ("number", "4.5", "whole number"),
        ("number", "9" * 12, "whole number"),
        ("day", "6 October", "2027/10/6"),
        ("day", "2027-02-30", "2027/10/6"),
        ("clock", "25:00", "13:30"),
        ("clock", "noon", "13:30"),
    ],
)
def test_what_cannot_be_read_stays_and_says_what_would_be_right(
    name: str, typed: str, right: str
) -> None:
    field = filled(name, typed)
    assert right in str(field.errors[0])
    assert typed in str(field())


def test_a_field_that_was_not_sent_is_empty() -> None:
    form = Everything(MultiDict({"line": "x"}))
    assert form.validate()
    assert form.telephone.data == ""
    assert form.day.data is None


@pytest.mark.parametrize("typed", ["many", "0"])
def test_what_is_no_number_or_too_small_gets_one_message(typed: str) -> None:
    assert len(filled("number", typed).errors) == 1
