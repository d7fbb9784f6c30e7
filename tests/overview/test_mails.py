"""The outbox as the staff reads it."""

from typing import Any

import pytest
from sqlalchemy.orm import Session

from seminar_service.domain.errors import NotFound
from seminar_service.outbox.model import Attempt, Message, MessageState
from seminar_service.overview import mails
from seminar_service.overview.mails import MailSearch
from tests.factories import NOW, make_bid, make_registration, make_seminar, make_tour
from tests.outbox.conftest import make_message


@pytest.fixture
def outbox(session: Session) -> list[Message]:
    """Four mails; the last one failed."""
    said = [
        ("hanako@example.jp", "山田 花子", "申込みを受け付けました"),
        ("taro@example.com", "鈴木 太郎", "100%_\\ Off"),
        ("hanako@example.com", "Hanako", "Registered"),
        ("office@example.jp", "", "開催希望"),
    ]
    rows = [
        Message(
            message_id=f"<{number}@example>",
            kind="x",
            about="bid:1",
            locale="ja",
            recipient=recipient,
            recipient_name=name,
            subject=subject,
            body="",
            state=MessageState.SENT if number < 3 else MessageState.FAILED,
            due_at=NOW,
            created_at=NOW,
        )
        for number, (recipient, name, subject) in enumerate(said)
    ]
    session.add_all(rows)
    session.commit()
    return rows


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", [3, 2, 1, 0]),
        ("HANAKO", [2, 0]),
        ("花子 受け付け", [0]),
        ("hanako .com", [2]),
        ("%_\\", [1]),
        ("nobody", []),
    ],
)
def test_a_mail_is_found_by_recipient_name_and_subject(
    session: Session, outbox: list[Message], text: str, found: list[int]
) -> None:
    rows = mails.mail_list(session, MailSearch(text=text), page=1).rows
    assert rows == [outbox[number] for number in found]


def test_states_are_counted_whichever_is_asked_for(session: Session, outbox: list[Message]) -> None:
    shown = mails.mail_list(session, MailSearch(state=MessageState.FAILED), page=1)
    assert (shown.rows, shown.found, shown.pages) == ([outbox[3]], 1, 1)
    assert (shown.counts, shown.all_states) == (
        {MessageState.SENT: 3, MessageState.FAILED: 1},
        4,
    )


@pytest.mark.usefixtures("outbox")
def test_it_is_read_page_by_page(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mails, "PAGE_SIZE", 3)
    pages = [mails.mail_list(session, MailSearch(), page=number) for number in (1, 2, 3)]
    assert [len(each.rows) for each in pages] == [3, 1, 0]
    assert pages[0].pages == 2


def test_a_mail_is_found_by_kind_and_by_the_tour_of_what_it_speaks_of(session: Session) -> None:
    abouts = []
    for year in (2025, 2026):
        bid = make_bid(session, make_tour(session, year))
        person = make_registration(session, make_seminar(session, bid))
        abouts += [f"bid:{bid.id}", f"registration:{person.id}"]
    for number, about in enumerate([*abouts, "account:1", "adviser:1"], 1):
        kind = "notice" if number % 2 else "links_renewed"
        session.add(make_message(number, NOW, about=about, kind=kind))
    session.commit()

    def found(**search: Any) -> list[int]:
        shown = mails.mail_list(session, MailSearch(**search), page=1)
        assert set(session.scalars(mails.selected(MailSearch(**search)))) >= {
            row.id for row in shown.rows
        }
        return [row.id for row in shown.rows]

    assert found(fiscal_year=2025) == [2, 1]
    assert found(fiscal_year=2026) == [4, 3]
    assert found(fiscal_year=2026, kind="notice") == [3]
    assert found(of_accounts=False) == [6, 4, 3, 2, 1]
    assert mails.kinds_of_mails(session) == ["links_renewed", "notice"]


def test_a_mails_page_knows_its_attempts_and_what_sends_it_again(session: Session) -> None:
    for number, refers_to in ((1, ""), (2, "<1@seminar-service.invalid>")):
        session.add(make_message(number, NOW, refers_to=refers_to))
    session.flush()
    session.add(Attempt(message_id=1, at=NOW, error="450 later"))
    session.commit()

    first, second = mails.mail_page(session, 1), mails.mail_page(session, 2)

    assert [each.error for each in first.attempts] == ["450 later"]
    assert (first.first, list(first.again)) == (None, [second.message])
    assert (second.first, list(second.again), list(second.attempts)) == (first.message, [], [])
    with pytest.raises(NotFound):
        mails.mail_page(session, 99)
