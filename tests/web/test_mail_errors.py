"""What is wrong with a mail, in words."""

from seminar_service.outbox.addresses import NOT_SENT
from seminar_service.web.mail_errors import mail_error
from tests.web.conftest import Page


def test_our_own_words_are_translated_and_a_servers_are_quoted(page: Page) -> None:
    with page(locale="ja"):
        assert mail_error(NOT_SENT).startswith("送信していません。")
        assert mail_error("550 no such user") == "550 no such user"
        assert mail_error("") == ""
