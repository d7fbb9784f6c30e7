"""Paragraphs that the office adds to a mail."""

import pytest

from seminar_service.outbox.free_words import joined, with_words
from seminar_service.outbox.rendering import render, written
from seminar_service.outbox.services import Recipient

MAIL = "商工会議所\n山田 様\n\n日程のお知らせです。\n\n--\n事務局\n"


def test_words_stand_below_the_greeting() -> None:
    found = with_words(MAIL, "駐車場はありません。\n電車でお越しください。", "山田")

    above, below = "商工会議所\n山田 様\n\n", "\n\n日程のお知らせです。"
    assert found.startswith(f"{above}駐車場はありません。\n電車でお越しください。{below}")
    assert found.endswith("--\n事務局\n")


@pytest.mark.parametrize("name", ["", "別人"])
def test_where_nobody_is_greeted_they_stand_before_what_the_office_signs_with(name: str) -> None:
    found = with_words(MAIL, "追伸", name)

    assert found.endswith("日程のお知らせです。\n\n追伸\n\n--\n事務局\n")


def test_a_mail_without_foot_ends_with_them() -> None:
    assert with_words("一行だけ", "追伸", "") == "一行だけ\n\n追伸\n"


@pytest.mark.parametrize("nothing", ["", "  \n "])
def test_nothing_changes_nothing(nothing: str) -> None:
    assert with_words(MAIL, nothing, "山田") == MAIL


def test_paragraphs_are_joined_without_empty_ones() -> None:
    assert joined("a\n", "", " b") == "a\n\nb"


def test_what_would_be_a_mark_a_tag_or_a_template_is_text() -> None:
    hostile = "\x1ebutton\x1fhttps://evil.example.com <b>{{ 7*7 }}</b> {氏名} **x**"

    mail = written("件名", with_words(MAIL, hostile, "山田"), "ja")

    assert "buttonhttps://evil.example.com <b>{{ 7*7 }}</b> {氏名} **x**" in mail.body
    assert "&lt;b&gt;{{ 7*7 }}&lt;/b&gt;" in mail.html


def test_every_kind_of_mail_takes_them() -> None:
    context: dict[str, object] = {
        "recipient": Recipient("a@example.jp", "佐藤", "ja"),
        "joining": [],
        "leaving": [],
        "cancelled": [],
        "due_on": None,
        "own_address": "https://example.jp/a",
        "answers_address": "https://example.jp/b",
        "feed_address": "https://example.jp/c",
        "office_name": "事務局",
        "office_contact": "office@example.jp",
        "home_address": "https://example.jp",
    }

    mail = render("adviser_asked", "ja", context, words="よろしくお願いします。")

    assert "佐藤 様\n\nよろしくお願いします。\n\n" in mail.body
