"""Letters: what a text in place of an original may and must leave open."""

import re
from datetime import date

import pytest

from seminar_service import paths
from seminar_service.domain.locales import Locale
from seminar_service.domain.placeholders import PlaceholderUnknown
from seminar_service.outbox import letters
from seminar_service.outbox.letters import (
    JAPANESE,
    LETTER_KINDS,
    LONGEST_BODY,
    LONGEST_SUBJECT,
    TO_PARTICIPANTS,
    Letter,
    Opening,
    OpeningMissing,
    check_body,
    check_subject,
    needed,
    openings_in,
)
from seminar_service.outbox.rendering import original

EVERY = [(kind, locale) for kind in LETTER_KINDS for locale in Locale]
CONFIRMED = "registration_confirmed"


def test_every_opening_has_a_name_of_its_own_in_japanese() -> None:
    assert JAPANESE.keys() == set(Opening)
    assert len(set(JAPANESE.values())) == len(JAPANESE)


def test_every_opening_has_a_part() -> None:
    names = {path.stem.split(".")[-1] for path in (paths.templates() / "mail/parts").glob("*.txt")}

    assert names == {opening.value for opening in Opening}


@pytest.mark.parametrize(("kind", "locale"), EVERY)
def test_every_original_would_be_taken(kind: str, locale: Locale) -> None:
    first = original(kind, locale)

    check_subject(first.subject, first)
    check_body(first.body, first)
    assert len(first.subject) <= LONGEST_SUBJECT
    assert len(first.body) <= LONGEST_BODY


@pytest.mark.parametrize("kind", LETTER_KINDS)
def test_originals_leave_the_same_open_in_both_languages(kind: str) -> None:
    japanese, english = (set(openings_in(original(kind, each).body)) for each in Locale)

    assert japanese == english
    assert Opening.OFFICE in needed(original(kind, Locale.JA))


@pytest.mark.parametrize("kind", TO_PARTICIPANTS)
def test_participants_are_always_told_of_which_seminar_it_is(kind: str) -> None:
    assert Opening.DETAILS in needed(original(kind, Locale.JA))


@pytest.mark.parametrize("kind", LETTER_KINDS)
def test_templates_of_letters_decide_nothing(kind: str) -> None:
    """What depends on the reader is in parts, which a text written anew keeps."""
    text = (paths.templates() / f"mail/{kind}.txt").read_text(encoding="utf-8")

    assert not re.search(r"{% (if|for|set)", text)


def test_an_original_does_not_change_with_the_day() -> None:
    assert str(date.today().year) not in original(CONFIRMED, "en").body  # noqa: DTZ011 (any clock will do)


@pytest.mark.parametrize(
    ("body", "written", "line"),
    [
        ("{電話}", "{電話}", 1),
        ("Dear {name},\n\n{{ config }}", "{", 3),
        ("{% include 'x' %}", "{% include 'x' %}", 1),
        ("a\n{name", "{", 2),
        ("{changes}", "{changes}", 1),
        ("{position}", "{position}", 1),
    ],
)
def test_what_no_such_mail_fills_in_is_refused_with_its_line(
    body: str, written: str, line: int
) -> None:
    with pytest.raises(PlaceholderUnknown) as refused:
        check_body(body, original(CONFIRMED, "en"))

    assert (refused.value.written, refused.value.line) == (written, line)


@pytest.mark.parametrize("opening", sorted(needed(original(CONFIRMED, "en"))))
def test_what_readers_cannot_do_without_must_stay(opening: Opening) -> None:
    first = original(CONFIRMED, "en")
    without = first.body.replace(letters.written(opening, "en"), "")

    with pytest.raises(OpeningMissing) as refused:
        check_body(without, first)

    assert refused.value.opening is opening


def test_what_is_good_to_have_may_go_and_come() -> None:
    first = original(CONFIRMED, "ja")

    check_body(
        first.body.replace("{カレンダー配信}", "").replace("{氏名}", "{会場}{seminar}"), first
    )


def test_what_speaks_of_several_seminars_may_not_name_the_one() -> None:
    weekly = original("tally_week", "en")

    for opening in ("{seminar}", "{details}"):
        with pytest.raises(PlaceholderUnknown):
            check_body(weekly.body + opening, weekly)
    last = original("tally_last", "en")
    check_body(f"{last.body}{{seminar}}{{details}}", last)


def test_a_subject_shows_no_secret_and_no_block() -> None:
    first = original(CONFIRMED, "en")

    check_subject("{name}: {seminar}, {day}", first)
    for subject in ("{link}", "{details}", "{feed}", "{position}"):
        with pytest.raises(PlaceholderUnknown):
            check_subject(subject, first)


def test_letters_are_told_apart() -> None:
    assert Letter("a", "b").digest != Letter("a", "c").digest
    assert Letter("a", "b").digest == Letter("a", "b").digest
