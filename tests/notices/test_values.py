"""Placeholders, and what a text leaves open."""

from datetime import time

import pytest

from seminar_service.domain.locales import Locale
from seminar_service.domain.placeholders import PlaceholderUnknown
from seminar_service.notices.values import (
    LONGEST_BODY,
    Letter,
    Placeholder,
    filled,
    is_night,
    placeholders_in,
    speaks_of_registrations,
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("お知らせ", set()),
        ("{氏名} 様", {Placeholder.NAME}),
        ("｛会場｝と{ place }", {Placeholder.PLACE}),
        ("{name}{link}", {Placeholder.NAME, Placeholder.LINK}),
    ],
)
def test_a_text_may_leave_open_what_is_on_the_list(text: str, found: set[Placeholder]) -> None:
    assert placeholders_in(text) == found


@pytest.mark.parametrize(
    "text", ["{電話}", "{name", "name}", "{}", "{{name}}", "{na\nme}", "｛氏｝"]
)
def test_anything_else_between_braces_is_refused(text: str) -> None:
    with pytest.raises(PlaceholderUnknown):
        placeholders_in(text)


def test_a_thousand_braces_are_refused_at_once() -> None:
    with pytest.raises(PlaceholderUnknown) as refused:
        placeholders_in("{" * LONGEST_BODY)
    assert refused.value.written == "{"


def test_what_is_filled_in_is_looked_at_no_more() -> None:
    values = {Placeholder.NAME: "{link}", Placeholder.LINK: "secret"}
    assert filled("{name}: {link}", values) == "{link}: secret"


@pytest.mark.parametrize(("body", "speaks"), [("{氏名}", False), ("{day}", True), ("皆様", False)])
def test_a_text_speaks_of_registrations_where_it_names_more_than_the_person(
    body: str, *, speaks: bool
) -> None:
    assert speaks_of_registrations({Locale.JA: Letter("件名", body)}) is speaks


@pytest.mark.parametrize(
    ("clock", "night"),
    [(time(7, 59), True), (time(8), False), (time(20, 59), False), (time(21), True)],
)
def test_the_night_is_when_people_sleep(clock: time, *, night: bool) -> None:
    assert is_night(clock) is night
