"""Which passwords an account may have."""

import pytest

from seminar_service.accounts.password_rules import (
    LONGEST_PASSWORD,
    SHORTEST_PASSWORD,
    PasswordFault,
    PasswordRefused,
    checked_password,
)

NAMES = ("知財戦略巡回セミナー事務局", "IP Strategy Seminar Tour Office")
EMAIL = "hanako.yamada@example.jp"


def fault(password: str) -> PasswordFault:
    with pytest.raises(PasswordRefused) as refused:
        checked_password(password, email=EMAIL, names=NAMES)
    assert not password or password not in str(refused.value)
    return refused.value.fault


@pytest.mark.parametrize(
    "password",
    [
        "correct horse battery staple",
        "とても長い合言葉を使います",
        "watashi no neko wa nemui",
        "ABCDWXYZmnopqrst" * 8,
        "a1!" * 4 + "quite unlike it",
    ],
)
def test_long_and_uncommon_ones_pass_whatever_their_characters(password: str) -> None:
    assert checked_password(password, email=EMAIL, names=NAMES) == password


def test_width_and_composition_make_no_difference() -> None:
    composed = checked_password("がんばれ hyakunen no mori", email=EMAIL)
    assert checked_password("か\u3099んばれ　ｈｙａｋｕｎｅｎ no mori", email=EMAIL) == composed


@pytest.mark.parametrize(
    ("password", "found"),
    [
        ("", PasswordFault.TOO_SHORT),
        ("x9$kQ2!mZ7p", PasswordFault.TOO_SHORT),
        ("kq" * (LONGEST_PASSWORD // 2) + "z", PasswordFault.TOO_LONG),
        ("㌖" * 40, PasswordFault.TOO_LONG),
        ("my hanako.yamada@example.jp!", PasswordFault.HAS_ADDRESS),
        ("Hanako-Yamada likes tea", PasswordFault.HAS_ADDRESS),
        ("ip strategy seminar tour office 7", PasswordFault.HAS_NAME),
        ("いつも知財戦略巡回セミナー事務局です", PasswordFault.HAS_NAME),
        ("IPStrategySeminarTourOffice", PasswordFault.HAS_NAME),
        ("a" * SHORTEST_PASSWORD, PasswordFault.GUESSABLE),
        ("あ" * SHORTEST_PASSWORD, PasswordFault.GUESSABLE),
        ("aA" * 40, PasswordFault.GUESSABLE),
        ("password1234", PasswordFault.GUESSABLE),
        ("ｐａｓｓｗｏｒｄ１２３４", PasswordFault.GUESSABLE),
        ("P@ssw0rd2026", PasswordFault.GUESSABLE),
        ("123456789012", PasswordFault.GUESSABLE),
        ("qwertyuiop[]", PasswordFault.GUESSABLE),
        ("iloveyou1234", PasswordFault.GUESSABLE),
        ("abcabcabcabc", PasswordFault.GUESSABLE),
        ("seminar-demo", PasswordFault.GUESSABLE),
    ],
)
def test_others_are_refused_with_what_is_wrong(password: str, found: PasswordFault) -> None:
    assert fault(password) is found


def test_short_names_forbid_nothing() -> None:
    assert checked_password("tea and ip and rain", email="ip@example.jp", names=["IP", "a b"])
