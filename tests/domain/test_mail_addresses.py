"""Mail addresses: as they are kept, compared, written and linked."""

import pytest

from seminar_service.domain.mail_addresses import (
    address_on_the_wire,
    can_be_written,
    domain_on_the_wire,
    has_plain_local_part,
    mail_key,
    mailto,
    normalise_mail_address,
    postbox_key,
)


def test_a_mail_address_keeps_its_letters_but_not_its_width() -> None:
    assert normalise_mail_address(" Ｔａｒｏ＠Example．CO．JP ") == "Taro@example.co.jp"


def test_mail_addresses_compare_without_case() -> None:
    assert mail_key("Taro@Example.jp") == mail_key("taro@example.JP")
    assert mail_key("taro@example.jp") != mail_key("jiro@example.jp")


@pytest.mark.parametrize(
    ("typed", "kept", "wire"),
    [
        ("hanako@山田商店.jp", "hanako@山田商店.jp", "hanako@xn--czrr0ogxbdv4b.jp"),
        ("hanako@xn--czrr0ogxbdv4b.jp", "hanako@山田商店.jp", "hanako@xn--czrr0ogxbdv4b.jp"),
        ("hanako@XN--CZRR0OGXBDV4B.JP", "hanako@山田商店.jp", "hanako@xn--czrr0ogxbdv4b.jp"),
        ("hanako@例え。テスト", "hanako@例え.テスト", "hanako@xn--r8jz45g.xn--zckzah"),
        ("hanako@example。jp", "hanako@example.jp", "hanako@example.jp"),
        ("hanako@Bücher.example", "hanako@bücher.example", "hanako@xn--bcher-kva.example"),
        ("hanako@faß.de", "hanako@faß.de", "hanako@xn--fa-hia.de"),
    ],
)
def test_a_domain_is_kept_as_it_is_read_and_written_in_ascii(
    typed: str, kept: str, wire: str
) -> None:
    assert normalise_mail_address(typed) == kept
    assert address_on_the_wire(kept) == wire
    assert f"hanako@{domain_on_the_wire(typed)}" == wire.lower()
    assert mail_key(typed) == mail_key(wire)


@pytest.mark.parametrize(
    "address", ["", "nobody", "a@", "a@x..jp", "a@-\u200b-.jp", f"a@{'あ' * 300}"]
)
def test_a_domain_that_makes_no_sense_stays_as_it_is(address: str) -> None:
    assert normalise_mail_address(address) == address
    assert address_on_the_wire(address) == address


def test_only_ascii_before_the_at_sign_is_plain() -> None:
    assert has_plain_local_part("hanako@山田商店.jp")
    assert not has_plain_local_part("花子@example.jp")


@pytest.mark.parametrize(
    "address",
    [
        "hanako@example.jp",
        "a%b+c@example.jp",
        "o'hara@example.jp",
        "a@localhost",
        "花子@山田商店.jp",
    ],
)
def test_an_ordinary_address_can_be_written_into_a_mail(address: str) -> None:
    assert can_be_written(address)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "nobody",
        "@example.jp",
        "a@",
        "a b@example.jp",
        "a@b@example.jp",
        "a..b@example.jp",
        '"a b"@example.jp',
        "a@example.jp\n",
        "a\r\nRCPT TO:<evil@example.com>@example.jp",
        "a@example.jp> SIZE=1",
        "<a@example.jp",
        "a@[192.0.2.1]",
        "a(evil)@example.jp",
        "=?utf-8?q?x=0D=0ABcc:_evil?=@example.jp",
        "a@=?utf-8?q?example?=.jp",
        "a\x00@example.jp",
        "a@exa mple.jp",
    ],
)
def test_what_could_be_read_as_something_else_cannot(address: str) -> None:
    assert not can_be_written(address)


@pytest.mark.parametrize(
    ("address", "link"),
    [
        ("hanako@example.jp", "mailto:hanako@example.jp"),
        ("a%b@example.jp", "mailto:a%25b@example.jp"),
        ("a%40evil.example%2Cb@example.jp", "mailto:a%2540evil.example%252Cb@example.jp"),
        ("a?subject=x&cc=evil@example.jp", "mailto:a%3Fsubject%3Dx%26cc%3Devil@example.jp"),
        ("o'hara+tour@example.jp", "mailto:o'hara+tour@example.jp"),
        ("a#b/c{d}@example.jp", "mailto:a%23b%2Fc%7Bd%7D@example.jp"),
        ("hanako@山田商店.jp", "mailto:hanako@xn--czrr0ogxbdv4b.jp"),
        ("花子@example.jp", "mailto:%E8%8A%B1%E5%AD%90@example.jp"),
    ],
)
def test_a_link_holds_nothing_but_the_address(address: str, link: str) -> None:
    assert mailto(address) == link


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("Hanako@Example.jp", "hanako@example.jp"),
        ("hanako+seminar@example.jp", "hanako@example.jp"),
        ("h.ana.ko+1@gmail.com", "hanako@gmail.com"),
        ("hanako@googlemail.com", "hanako@gmail.com"),
        ("h.anako@example.jp", "h.anako@example.jp"),
        ("+tag@example.jp", "+tag@example.jp"),
    ],
)
def test_addresses_of_one_box_are_counted_together(address: str, key: str) -> None:
    assert postbox_key(address) == key
