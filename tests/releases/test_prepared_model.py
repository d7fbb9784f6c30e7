"""What is kept of a prepared mail."""

from datetime import date, time

from seminar_service.releases.changes import Appointment, Change, ChangeKind
from seminar_service.releases.prepared_model import PreparedMail

AT = Appointment(date(2026, 10, 6), time(13, 30), time(15), (3, 1))


def test_words_are_read_by_language() -> None:
    row = PreparedMail(words_ja="和", words_en="en", reason="")

    assert (row.words("ja"), row.words("en"), row.says_nothing) == ("和", "en", False)
    assert PreparedMail(words_ja="", words_en="", reason="").says_nothing


def test_what_the_mail_told_comes_back_as_it_was() -> None:
    told = [Change(4, ChangeKind.NEW, None, AT), Change(5, ChangeKind.CANCELLED, AT, None)]
    row = PreparedMail(changes=[each.as_data() for each in told])

    assert row.told_then == told
