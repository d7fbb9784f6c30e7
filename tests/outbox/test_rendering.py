"""Mails as texts: in the recipient's language, complete or not at all."""

from datetime import date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from jinja2 import UndefinedError

from seminar_service import paths
from seminar_service.outbox import rendering
from seminar_service.outbox.rendering import (
    format_mail_day,
    format_mail_moment,
    format_mail_times,
    format_mail_yen,
    render,
)
from seminar_service.outbox.services import Recipient

TUESDAY = date(2026, 10, 6)
CONTEXT: dict[str, object] = {
    "own_address": "https://seminar.example.jp/organiser/password/x",
    "days": 7,
    "login_address": "https://seminar.example.jp/organiser/login",
    "office_name": "事務局",
    "office_contact": "office@example.jp",
    "home_address": "https://seminar.example.jp/",
}


def recipient(locale: str) -> Recipient:
    return Recipient("h@a.jp", "花子 <b>", locale)


@pytest.mark.parametrize(
    ("locale", "subject", "greeting"),
    [
        ("ja", "巡回セミナー事務局のアカウントのご案内", "花子 <b> 様"),
        ("en", "Your account at the seminar tour office", "Dear 花子 <b>,"),
    ],
)
def test_a_mail_is_written_in_the_recipients_language_and_escapes_nothing(
    locale: str, subject: str, greeting: str
) -> None:
    context = CONTEXT | {"recipient": recipient(locale)}

    said, body = render("account_invited", locale, context)

    assert said == subject
    assert body.startswith(greeting)
    assert body.endswith("https://seminar.example.jp/\n")


def test_no_letter_reaches_a_mail_that_programs_refuse() -> None:
    addressed = Recipient("h@a.jp", "花\ufffe子\x07\U0010ffff", "ja")

    _, body = render("account_invited", "ja", CONTEXT | {"recipient": addressed})

    assert body.startswith("花子 様\n")


def test_what_the_context_lacks_is_no_gap_in_a_mail() -> None:
    with pytest.raises(UndefinedError, match="own_address"):
        render(
            "account_invited",
            "ja",
            {key: value for key, value in CONTEXT.items() if key != "own_address"}
            | {"recipient": recipient("ja")},
        )


def test_a_subject_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "mail").mkdir()
    template = (
        "{% block subject %}\n {{ a }}\n  {{ a }}\n{% endblock %}{% block body %} {% endblock %}"
    )
    (tmp_path / "mail" / "odd.txt").write_text(template)
    monkeypatch.setattr(paths, "templates", lambda: tmp_path)
    rendering._environment.cache_clear()
    try:
        assert render("odd", "ja", {"a": "x\r\ny"}) == ("x y x y", "\n")
    finally:
        rendering._environment.cache_clear()


def test_every_mail_has_a_subject_and_a_body() -> None:
    environment = rendering._environment("ja")
    names = [file.stem for file in (paths.templates() / "mail").glob("[a-z]*.txt")]

    assert len(names) > 10
    for name in names:
        assert set(environment.get_template(f"mail/{name}.txt").blocks) == {"subject", "body"}


def test_days_times_and_amounts_are_written_as_their_readers_do() -> None:
    moment = datetime(2026, 10, 6, 13, 30, tzinfo=ZoneInfo("Asia/Tokyo"))
    start, end = time(13, 30), time(16)

    assert format_mail_day(TUESDAY, "ja") == "2026年10月6日(火)"
    assert format_mail_day(TUESDAY, "en") == "Tue 6 Oct 2026"
    assert format_mail_moment(moment, "ja") == "2026年10月6日(火) 13:30"
    assert format_mail_times(start, end, "ja") == "13:30〜16:00"
    assert format_mail_times(start, end, "en") == "13:30–16:00"
    assert format_mail_yen(1_234_567, "ja") == "1,234,567円"
    assert format_mail_yen(1_234_567, "en") == "¥1,234,567"
