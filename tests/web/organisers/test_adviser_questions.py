"""What is asked about advisers, their limits and topics."""

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import IntegerField, StringField

from seminar_service.domain.fiscal_years import FiscalYear
from seminar_service.web.organisers.adviser_questions import (
    hardly_a_day,
    no_seminars,
    same_person,
    same_topic,
)
from tests.web.conftest import Page


class Fields(FlaskForm):  # type: ignore[misc]  # WTForms ships no types
    """Whatever the questions are about."""

    name = StringField()
    email = StringField()
    name_ja = StringField()
    name_en = StringField()
    most = IntegerField()


def filled(**values: Any) -> Fields:
    """A form with some values."""
    return Fields(MultiDict(values))


def known(name: str, email: str) -> Any:
    """Somebody who is an adviser already."""
    return SimpleNamespace(name=name, email=email, display_name=lambda _: name)


def test_a_name_or_mailbox_of_another_adviser_is_asked_about_however_it_is_written(
    page: Page,
) -> None:
    others = [known("佐藤 一郎", "sato@example.jp"), known("山田 花子", "yamada@example.jp")]
    with page():
        form = filled(name="佐藤　一郎", email="YAMADA@example.jp")
        found = list(same_person(form.name, form.email, others))
        other = filled(name="鈴木 一郎", email="suzuki@example.jp")
        none = list(same_person(other.name, other.email, others))

    assert [(each.name, each.fields[0].name) for each in found] == [
        ("same_name", "name"),
        ("same_email", "email"),
    ]
    assert "佐藤 一郎" in found[0].text
    assert "山田 花子" in found[1].text
    assert none == []


def test_a_topic_with_the_name_of_another_is_asked_about(page: Page) -> None:
    others: list[Any] = [SimpleNamespace(name_ja="営業秘密", name_en="Trade secrets")]
    with page():
        form = filled(name_ja="商標", name_en="TRADE SECRETS")
        found = list(same_topic(form.name_ja, form.name_en, others))

    assert [each.fields[0].name for each in found] == ["name_en"]


def test_a_limit_of_none_is_asked_about_and_one_is_not(page: Page) -> None:
    with page():
        assert [each.name for each in no_seminars(filled(most=0).most)] == ["none_most"]
        assert list(no_seminars(filled(most=1).most)) == []


def test_a_year_with_hardly_a_day_left_is_asked_about(page: Page) -> None:
    year = FiscalYear(2026)
    days = [date(2026, 4, 1) + timedelta(days=number) for number in range(365)]
    with page():
        assert len(list(hardly_a_day(filled().name, year, days[:306]))) == 1
        assert list(hardly_a_day(filled().name, year, days[:305])) == []
