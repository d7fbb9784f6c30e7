"""What of the prepared mails of a release still fits: reads for its pages, and for the release."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from seminar_service.domain.bilingual import written_for
from seminar_service.domain.locales import Locale
from seminar_service.outbox.free_words import joined
from seminar_service.registrations.added_words import AddedWords
from seminar_service.releases.mail_list import (
    Audience,
    ReleaseMail,
    mail_to_person,
    mails_of,
)
from seminar_service.releases.people_told import people_told
from seminar_service.releases.prepared_model import EVERYBODY, PreparedMail
from seminar_service.releases.preview import Comparison


class Fit(StrEnum):
    """Whether what was prepared belongs to a mail as it is now."""

    FITS = "fits"
    CHANGED = "changed"
    GONE = "gone"


@dataclass(frozen=True)
class Prepared:
    """What was prepared for one mail; `mail` is None where the release sends none any more."""

    row: PreparedMail
    mail: ReleaseMail | None

    @property
    def fit(self) -> Fit:
        """Whether the mail still tells what it told then."""
        if self.mail is None:
            return Fit.GONE
        return Fit.FITS if self.mail.mark == self.row.mark else Fit.CHANGED


@dataclass(frozen=True)
class Preparation:
    """What is added to the mails of a release, and which are not sent.

    Attributes:
        everybody: What all mails say; None where nothing is added.
        mails: What was prepared for single mails, by their keys.
    """

    everybody: PreparedMail | None
    mails: Mapping[str, Prepared]

    @property
    def unsettled(self) -> list[Prepared]:
        """What was prepared for mails that tell something else by now: somebody has to look."""
        return [each for each in self.mails.values() if each.fit is Fit.CHANGED]

    @property
    def gone(self) -> list[Prepared]:
        """What was prepared for mails that are not sent any more, and is kept."""
        return [each for each in self.mails.values() if each.fit is Fit.GONE]

    @property
    def left_out(self) -> list[Prepared]:
        """The mails that are not sent, for a reason."""
        return [each for each in self.mails.values() if each.fit is Fit.FITS and each.row.reason]

    @property
    def worded(self) -> int:
        """To how many single mails something is added."""
        return sum(
            each.fit is Fit.FITS and not each.row.reason and bool(each.row.words(each.mail.locale))
            for each in self.mails.values()
            if each.mail is not None
        )

    def common(self, locale: str) -> str:
        """What all mails say in a language; in the other one where it was written in that alone."""
        if self.everybody is None:
            return ""
        said = written_for(locale, ja=self.everybody.words_ja, en=self.everybody.words_en)
        return said.text if said else ""

    def words(self, mail: ReleaseMail) -> str:
        """What is added to a mail."""
        prepared = self.mails.get(mail.key)
        own = prepared.row.words(mail.locale) if prepared else ""
        return joined(own, self.common(mail.locale))

    def leaves_out(self, mail: ReleaseMail) -> bool:
        """Whether a mail is not sent."""
        prepared = self.mails.get(mail.key)
        return prepared is not None and bool(prepared.row.reason)

    @property
    def for_people(self) -> AddedWords:
        """The same for those registered."""
        people = [
            (each.row, each.mail)
            for each in self.mails.values()
            if each.mail is not None and each.mail.audience is Audience.PARTICIPANT
        ]
        return AddedWords(
            common={locale.value: self.common(locale) for locale in Locale},
            own={mail.about_id: row.words(mail.locale) for row, mail in people},
            left_out=frozenset(mail.about_id for row, mail in people if row.reason),
        )


def preparation(session: Session, compared: Comparison, *, now: datetime) -> Preparation:
    """What was prepared for the mails of a release, beside these as they are now. One query."""
    rows = {row.key: row for row in compared.prepared}
    found = {mail.key: mail for mail in mails_of(compared)}
    wanted = [row.registration_id for row in compared.prepared if row.registration_id]
    people = people_told(session, compared.told_in, now=now, only=wanted)
    found |= {mail.key: mail for mail in (mail_to_person(compared, each) for each in people)}
    return Preparation(
        rows.pop(EVERYBODY, None),
        {key: Prepared(row, found.get(key)) for key, row in rows.items() if not row.says_nothing},
    )
