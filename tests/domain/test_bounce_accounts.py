"""The mailbox to which mail comes back, as a setting names it."""

import pytest

from seminar_service.domain.bounce_accounts import BounceAccount


def test_an_address_says_server_user_and_folder() -> None:
    account = BounceAccount.of("imaps://office%40example.jp:p%40ss@imap.example.jp/Returned%20mail")
    assert (account.host, account.port) == ("imap.example.jp", 993)
    assert (account.user, account.password) == ("office@example.jp", "p@ss")
    assert account.folder == "Returned mail"
    assert "p@ss" not in repr(account)


def test_port_and_folder_have_usual_values() -> None:
    for scheme, port in (("imaps", 993), ("imap+starttls", 143), ("imap", 143)):
        account = BounceAccount.of(f"{scheme}://u:p@h")
        assert (account.port, account.folder) == (port, "INBOX")
    assert BounceAccount.of("imaps://u:p@h:9993/").port == 9993


@pytest.mark.parametrize(
    "url",
    [
        "pop3://u:hidden@h/",
        "imaps://h/INBOX",
        "imaps://u@h/",
        "imaps://:hidden@h/",
        "imaps://u:hidden@/INBOX",
        "imaps://u:hidden@h:99999/",
        "imaps://u:hidden@h:x/",
        "imaps://u:hidden@h/INBOX?x=1",
        "imaps://u:hidden@h/%22quoted%22",
        "imaps://u:hidden@h/%0d%0aLOGOUT",
        "imaps://u:hidden@h/%E5%8F%97%E4%BF%A1",
        "imaps://u:hidden@[h/",
        "hidden",
    ],
)
def test_what_is_none_is_refused_without_a_word_of_the_password(url: str) -> None:
    with pytest.raises(ValueError, match=r"must|has") as refused:
        BounceAccount.of(url)
    assert "hidden" not in str(refused.value)
