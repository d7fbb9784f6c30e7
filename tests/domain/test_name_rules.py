"""Names reach strangers' mailboxes: what they may hold."""

from time import process_time

import pytest

from seminar_service.domain.name_rules import (
    NameHoldsAddress,
    NameInvisible,
    TextLooksEncoded,
    check_encoded_words,
    normalise_name,
    normalise_person_name,
)

ORDINARY = [
    "山田 花子",
    "髙橋　昇",
    "St. John",
    "J.R.R. Tolkien",
    "Dr.Yamada",
    "O'Hara-Smith, Jr.",
    "Yamada/Suzuki",
    "Martin Luther King Jr.",
    "M.Me",
    "葛\U000e0100城 太郎",  # the variant of a kanji, as some people write themselves
    "محمد",
    "क्\u200dष",  # a joiner that the script needs
    "👩\u200d🔬 Hana",
]
ORGANISATIONS = [
    "株式会社A.B",
    "株式会社カカクコム（価格.com）",
    "Booking.com Japan K.K.",
    "(有)山田/鈴木商店",
    "Acme Co.,Ltd./営業部",
    "K.K. ABC/DEF",
    "経理部/総務部",
    "会議室@3F",
    "24/7サポート",
    "TCP/IP研究会",
    "第1.5会議室",
    "会議室@3F.5番",
    "ホールwwwave",
    "が\u3099き株式会社",
]
WEB = [
    "http://evil.example/pay",
    "今すぐ https://evil.example",
    "HTTPS://EVIL.EXAMPLE",
    "ｈｔｔｐｓ：／／ｅｖｉｌ．ｅｘａｍｐｌｅ",
    "ftp://evil.example",
    "www.evil.example",
    "WWW.EVIL.EXAMPLE",
    "www。evil。example",
    "山田 evil.com/pay",
    "evil.co.jp/pay",
    "bit.ly/abc",
    "t.co/abc",
    "ｅｖｉｌ．ｃｏｍ／ｐａｙ",
    "evil。com/pay",
    "evil.com:8080/pay",
    "ht\u200btp://evil.example",
    "evil.\u2060com/pay",
    "evil@example.com",
    "花子 <hanako@example.jp>",
    "ご当選www.evil.exampleをご覧ください",  # Japanese leaves no space around it
    "_www.evil.example",
    "支払い.com/pay",
    "お支払いはevil.com/payへ",
    "evil\u200d.com/pay",  # joiners stay in names
    "http:\u200d//evil.example",
    "w\u200cww.evil.example",
    "evil\ufe0f.com/pay",
    "ev\u034fil.com/pay",
    "192.0.2.1/pay",
    "192.0.2.1:8080",
    "花子@例え.日本",
]
INVISIBLE = [
    "\u200b",
    "\u200b\u200c\u200d\u2060\ufeff",
    "\u202e\u202c",
    "\u00ad",
    "\u3164",
    "\u115f\u1160",
    "\uffa0",
    "\u2800\u2800",
    "\u0301\u0301",
    "\U000e0001\U000e0020",
    "\u200d \u200d",
]


@pytest.mark.parametrize("name", ORDINARY)
def test_ordinary_names_of_people_stay_as_they_are(name: str) -> None:
    assert normalise_person_name(name) == name


@pytest.mark.parametrize("name", ORGANISATIONS + ORDINARY)
def test_ordinary_names_of_organisations_stay_as_they_are(name: str) -> None:
    assert normalise_name(name) == name


@pytest.mark.parametrize("name", ["", " "])
def test_no_name_is_for_others_to_refuse(name: str) -> None:
    assert normalise_person_name(name) == ""


@pytest.mark.parametrize("name", WEB)
def test_a_name_with_the_address_of_a_web_page_or_a_mailbox_is_refused(name: str) -> None:
    with pytest.raises(NameHoldsAddress):
        normalise_name(name)
    with pytest.raises(NameHoldsAddress):
        normalise_person_name(name)


@pytest.mark.parametrize(
    "name",
    [
        "visit evil.com",
        "evil-pay.net",
        "山田（evil.xyz）",
        "evil.co.jp",
        "お支払いはevil.comへ",
        "evil.com_",
        "支払い.com",
        "evil\u200d.com",
        "evil.co.uk",
        "evil.ruを見て",
    ],
)
def test_nobody_is_called_like_a_domain(name: str) -> None:
    with pytest.raises(NameHoldsAddress):
        normalise_person_name(name)


@pytest.mark.parametrize("name", INVISIBLE)
def test_a_name_of_which_nothing_can_be_seen_is_refused(name: str) -> None:
    with pytest.raises(NameInvisible):
        normalise_name(name)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("山田\u200b花子", "山田花子"),
        ("\ufeff山田", "山田"),
        ("\u202eevil\u202c", "evil"),
        ("Ya\u00admada", "Yamada"),
        ("\u2066山田\u2069 \u200f", "山田"),
    ],
)
def test_invisible_characters_inside_a_name_go(typed: str, kept: str) -> None:
    assert normalise_person_name(typed) == kept


@pytest.mark.parametrize(
    "text", ["=?utf-8?q?x?=", "山田 =?utf-8?q?=0A_=80?=", "a=?b", "=?", "==??=="]
)
def test_what_looks_like_an_encoded_word_is_refused(text: str) -> None:
    with pytest.raises(TextLooksEncoded):
        check_encoded_words(text)


@pytest.mark.parametrize("text", ["", "1+1=2?", "a=b", "?=", "= ?"])
def test_single_signs_are_fine(text: str) -> None:
    try:
        check_encoded_words(text)
    except TextLooksEncoded:
        pytest.fail(f"{text!r} is no encoded word")


@pytest.mark.parametrize("piece", ["a", "w", "1", "@", "a@", "a.", "1.", "www.", "あ"])
def test_a_name_of_any_length_is_read_once_and_not_anew_from_each_letter(piece: str) -> None:
    begun = process_time()
    for normalise in (normalise_name, normalise_person_name):
        try:
            normalise(piece * (40_000 // len(piece)))
        except NameHoldsAddress:
            continue
    # It takes a few hundredths of a second; where each letter begins anew, more than a minute.
    assert process_time() - begun < 10
