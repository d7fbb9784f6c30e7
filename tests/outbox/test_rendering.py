"""Mails as texts: in the recipient's language, complete or not at all."""

import re
from datetime import date, datetime, time
from pathlib import Path
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from jinja2 import UndefinedError

from seminar_service import paths
from seminar_service.outbox import rendering
from seminar_service.outbox.letters import Letter
from seminar_service.outbox.rendering import (
    Written,
    as_test,
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

    written = render("account_invited", locale, context)

    assert written.subject == subject
    assert written.body.startswith(greeting)
    assert written.body.endswith("https://seminar.example.jp/\n")


def test_the_same_mail_is_html_in_which_everything_is_escaped() -> None:
    written = render("account_invited", "en", CONTEXT | {"recipient": recipient("en")})

    assert '<html lang="en">' in written.html
    assert "<title>Your account at the seminar tour office</title>" in written.html
    assert "Dear 花子 &lt;b&gt;," in written.html
    assert re.search(
        rf'<a [^>]*href="{CONTEXT["own_address"]}"[^>]*>Choose a password</a>', written.html
    )


def test_no_letter_reaches_a_mail_that_programs_refuse() -> None:
    addressed = Recipient("h@a.jp", "花\ufffe子\x07\U0010ffff", "ja")

    written = render("account_invited", "ja", CONTEXT | {"recipient": addressed})

    assert written.body.startswith("花子 様\n")


@pytest.mark.parametrize("mark", ["\x1c", "\x1d", "\x1e", "\x1f"])
def test_nobody_types_a_mark(mark: str) -> None:
    addressed = Recipient("h@a.jp", f"{mark}花子{mark}https://evil.example", "ja")

    written = render("account_invited", "ja", CONTEXT | {"recipient": addressed})

    assert written.body.startswith("花子https://evil.example 様\n")
    assert written.html.count('class="buttonlink"') == 1


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
        written = render("odd", "ja", {"a": "x\r\ny"})
    finally:
        rendering._environment.cache_clear()
    assert (written.subject, written.body) == ("x y x y", "\n")


def test_every_mail_has_a_subject_and_a_body() -> None:
    environment = rendering._environment("ja")
    names = [file.stem for file in (paths.templates() / "mail").glob("[a-z]*.txt")]

    assert len(names) > 10
    for name in names:
        assert set(environment.get_template(f"mail/{name}.txt").blocks) == {"subject", "body"}


OFFERED: dict[str, object] = {
    **CONTEXT,
    "recipient": Recipient("h@a.jp", "花子 {office} <b>", "en"),
    "seminar": SimpleNamespace(
        title=lambda _: "Secrets",
        day=TUESDAY,
        starts_at=time(13),
        ends_at=time(15),
        venue_name="Hall",
        venue_address="",
        host_name="Chamber",
        place="23",
    ),
    "held_until": None,
    "offered": True,
    "offered_until": datetime(2026, 10, 5, 9, tzinfo=ZoneInfo("Asia/Tokyo")),
    "offer_address": "https://seminar.example.jp/offer",
    "feed_address": "https://seminar.example.jp/feed.ics",
    "seminar_address": "https://seminar.example.jp/seminars/1",
}


def offered(subject: str, body: str) -> Written:
    """The mail of an offer, with a text of somebody's own."""
    return render("registration_offered", "en", OFFERED, Letter(subject, body))


def test_what_is_filled_in_is_not_filled_in_again() -> None:
    mail = offered("{name}: {セミナー}", "Hello {name} <i>\n{request}\n\n{office}")

    assert mail.subject == "花子 {office} <b>: Secrets"
    assert mail.body.startswith("Hello 花子 {office} <b> <i>\nA place is held for you until")
    assert "Hello 花子 {office} &lt;b&gt; &lt;i&gt;" in mail.html
    assert 'href="https://seminar.example.jp/offer"' in mail.html


def test_what_stands_within_a_line_leaves_no_marks_there() -> None:
    mail = offered("x", "See {details} and {request} here.")

    assert "See Seminar: Secrets\n" in mail.body
    assert not re.search("[\x1c-\x1f]", mail.body + mail.html)


def test_a_line_of_which_nothing_is_left_is_left_out() -> None:
    context = OFFERED | {"offered": False}

    mail = render("registration_offered", "en", context, Letter("x", "a\n{request}\nb"))

    assert mail.body == "a\nb\n"


def test_a_text_that_cannot_be_filled_in_keeps_nobody_from_the_mail() -> None:
    for body in ("{gone}", "{proof}{position}"):
        mail = offered("x", body)
        assert mail.subject == "A place is held for you, please answer: Secrets"


def test_a_test_says_that_it_is_one() -> None:
    assert as_test(Letter("a", "b"), "en") == Letter("Test: a", "b")
    assert as_test(Letter("a", "b"), "ja").body == "b"


def test_days_times_and_amounts_are_written_as_their_readers_do() -> None:
    moment = datetime(2026, 10, 6, 13, 30, tzinfo=ZoneInfo("Asia/Tokyo"))
    start, end = time(13, 30), time(16)

    assert format_mail_day(TUESDAY, "ja") == "2026年10月6日（火）"
    assert format_mail_day(TUESDAY, "en") == "Tue 6 Oct 2026"
    assert format_mail_moment(moment, "ja") == "2026年10月6日（火） 13:30"
    assert format_mail_times(start, end, "ja") == "13:30〜16:00"
    assert format_mail_times(start, end, "en") == "13:30–16:00"
    assert format_mail_yen(1_234_567, "ja") == "1,234,567円"
    assert format_mail_yen(1_234_567, "en") == "¥1,234,567"


def test_no_two_blank_lines_follow_each_other_whatever_is_left_out() -> None:
    context = CONTEXT | {"alert_address": "https://seminar.example.jp/a", "place": "", "topic": ""}

    body = render("alert_asked", "en", context).body

    assert "\n\n" in body
    assert "\n\n\n" not in body


@pytest.mark.parametrize("path", sorted((paths.templates() / "mail").glob("*.txt")))
def test_mails_put_no_space_between_a_label_and_its_value(path: Path) -> None:
    """In Japanese a wide colon has none behind it; texts of the catalogue hold both."""
    assert not re.search(r""":"\)[^}]*\}\} |:"\) ~""", path.read_text(encoding="utf-8"))
