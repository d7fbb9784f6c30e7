"""Mails as people read them: one after the other, and none of them twice."""

import re
from email.message import EmailMessage
from email.utils import getaddresses

from tests.browser.mails import Invitation, invitation_in
from tests.browser.service import Service
from tests.browser.waiting import wait_for
from tests.browser.words import Words


class Postbox:
    """Everybody's mails; `words` is the language in which they are written.

    Subjects are the English texts of the code, whatever values stand in them.
    """

    def __init__(self, service: Service, words: Words) -> None:
        self._service = service
        self._words = words
        self._read: dict[tuple[str, str], int] = {}

    def next(self, recipient: str, subject: str) -> EmailMessage:
        """The oldest mail of this kind that has not been read yet; waits until it comes."""
        pattern = self._words.pattern(subject)
        place = self._read.get((recipient, subject), 0)
        found = wait_for(
            lambda: self._to(recipient, pattern)[place : place + 1],
            f"email {place + 1} to {recipient} about {pattern.pattern!r}",
        )
        self._read[recipient, subject] = place + 1
        return found[0]

    def next_invitation(self, recipient: str, subject: str) -> Invitation:
        """The calendar part of the next such mail, which must have one."""
        invitation = invitation_in(self.next(recipient, subject))
        assert invitation is not None, subject
        return invitation

    def recipients(self, subject: str) -> list[str]:
        """Who has got a mail with such a subject so far, sorted; once for each mail."""
        mails = self._service.mails_about(self._words.pattern(subject))
        return sorted(address for mail in mails for address in _recipients(mail))

    def _to(self, recipient: str, subject: re.Pattern[str]) -> list[EmailMessage]:
        mails = self._service.mails_about(subject)
        return [mail for mail in mails if recipient in _recipients(mail)]


def _recipients(mail: EmailMessage) -> list[str]:
    return [address for _name, address in getaddresses(mail.get_all("To", []))]
