"""Fields for names and addresses: what is refused, with words that say what would be right."""

from typing import Any

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict
from wtforms import Form

from seminar_service.config import Settings
from seminar_service.web import fields
from seminar_service.web.name_fields import (
    LONGEST_NAME,
    NameField,
    PersonNameField,
    person_name_field,
)


class Everything(Form):  # type: ignore[misc]  # the library has no types
    name = PersonNameField()
    organisation = NameField()
    line = fields.LineField()
    reading = fields.ReadingField()
    address = fields.MailAddressField()


@pytest.fixture
def database_url() -> str:
    return "sqlite://"  # nothing here asks a database


def filled(app: Flask, name: str, text: str, locale: str = "en") -> Any:
    with app.test_request_context("/", environ_base={"seminar.locale": locale}):
        form = Everything(MultiDict({name: text}))
        form.validate()
        return form[name]


@pytest.mark.parametrize("name", ["name", "organisation", "line", "address"])
@pytest.mark.parametrize(
    "typed",
    [
        "山田=?utf-8?q?=0A_=80?=",
        "=?utf-8?q?x=0D=0ABcc:_evil@example.com=0D=0A=0D=0APlease_pay_here?=",
    ],
)
@pytest.mark.parametrize(("locale", "words"), [("en", "=? beside each other"), ("ja", "「=?」と")])
def test_encoded_words_are_refused_and_kept_in_the_field(
    app: Flask, name: str, typed: str, locale: str, words: str
) -> None:
    field = filled(app, name, typed, locale)

    assert any(words in error for error in field.errors)
    assert field.data


def test_full_width_signs_of_an_encoded_word_are_no_way_around(app: Flask) -> None:
    assert filled(app, "address", "＝？utf-8？q？x？＝@example.jp").errors


@pytest.mark.parametrize(("locale", "words"), [("en", "name alone"), ("ja", "だけを入力")])
def test_a_web_page_is_refused_and_kept_in_the_field(app: Flask, locale: str, words: str) -> None:
    field = filled(app, "name", "https://evil.example/pay", locale)

    assert len(field.errors) == 1
    assert words in field.errors[0]
    assert field.data == "https://evil.example/pay"


@pytest.mark.parametrize(("locale", "words"), [("en", "can be seen"), ("ja", "目に見える文字")])
def test_a_name_that_nobody_sees_is_refused(app: Flask, locale: str, words: str) -> None:
    field = filled(app, "organisation", "\u200b\u2060", locale)

    assert len(field.errors) == 1
    assert words in field.errors[0]


def test_a_name_loses_what_cannot_be_seen(app: Flask) -> None:
    field = filled(app, "name", " 山田\u200b 花子\u202e ")

    assert (field.data, field.errors) == ("山田 花子", [])


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("hanako@山田商店.jp", "hanako@山田商店.jp"),
        ("hanako@xn--czrr0ogxbdv4b.jp", "hanako@山田商店.jp"),
        ("ｈａｎａｋｏ＠ｅｘａｍｐｌｅ．ｊｐ", "hanako@example.jp"),
    ],
)
def test_a_domain_in_any_script_is_taken_and_kept_readable(
    app: Flask, typed: str, kept: str
) -> None:
    field = filled(app, "address", typed)

    assert (field.data, list(field.errors)) == (kept, [])


@pytest.mark.parametrize(("locale", "words"), [("en", "before the @"), ("ja", "「@」の前")])
def test_a_mailbox_in_another_script_is_refused_with_a_plain_word(
    app: Flask, locale: str, words: str
) -> None:
    field = filled(app, "address", "花子@example.jp", locale)

    assert len(field.errors) == 1
    assert words in field.errors[0]
    assert field.data == "花子@example.jp"


def test_a_mailbox_in_another_script_is_taken_where_the_server_knows_it(
    app: Flask, settings: Settings
) -> None:
    object.__setattr__(settings, "mail_smtputf8", True)  # what an operator would have set

    assert not filled(app, "address", "花子@example.jp").errors


@pytest.mark.parametrize("name", ["name", "organisation", "line", "reading", "address"])
def test_a_line_longer_than_any_is_refused_before_a_rule_reads_it(app: Flask, name: str) -> None:
    typed = "a" * (fields.LONGEST_LINE + 1)

    field = filled(app, name, typed)

    assert any("at most 1000 characters" in error for error in field.errors)
    assert field.data == typed


def test_the_name_of_a_person_is_needed_and_not_too_long(app: Flask) -> None:
    class Named(Form):  # type: ignore[misc]  # the library has no types
        name = person_name_field("Who are you?")
        other = person_name_field()

    with app.test_request_context("/", environ_base={"seminar.locale": "en"}):
        typed = MultiDict({"name": "", "other": "長" * (LONGEST_NAME + 1)})
        form = Named(typed)
        assert not form.validate()
        assert form.name.errors == ["Who are you?"]
        assert "80" in str(form.other.errors[0])
