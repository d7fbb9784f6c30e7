"""What an administrator fills in about accounts."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, RadioField
from wtforms.validators import Email, InputRequired

from seminar_service.accounts.bulletins import Wishes
from seminar_service.accounts.model import BulletinChoice, RoleName
from seminar_service.accounts.staff import StaffDetails
from seminar_service.domain.locales import Locale
from seminar_service.web.editing.forms import VersionedForm
from seminar_service.web.fields import LineField, MailAddressField, at_most, choices_of
from seminar_service.web.mail_questions import mail_questions
from seminar_service.web.questions import AsksBack, Question

ROLES: Mapping[StrEnum, Any] = {
    RoleName.VIEWER: _l("Viewer: looks at everything, changes nothing"),
    RoleName.CLERK: _l("Clerk: works through bids and registrations"),
    RoleName.PLANNER: _l("Planner: also plans, releases and changes tours"),
    RoleName.ADMIN: _l("Administrator: also looks after the accounts of the staff"),
    RoleName.DESK_EXPERT: _l("Expert of the consultation desk: works on cases, and nothing else"),
    RoleName.DESK_HEAD: _l("Head of the consultation desk: reads every case, assigns experts"),
    RoleName.COUNTER_STAFF: _l("Staff of a support counter: sees one counter, and nothing else"),
}
BULLETINS: Mapping[StrEnum, Any] = {
    BulletinChoice.AT_ONCE: _l(
        "At once: within a minute, and what follows within ten minutes together"
    ),
    BulletinChoice.DAILY: _l("Once a day: in the morning at 8:00, if anything happened"),
    BulletinChoice.NONE: _l("Not at all"),
}
LANGUAGES: Mapping[StrEnum, Any] = {Locale.JA: _l("Japanese"), Locale.EN: _l("English")}
NO_ADDRESS = _l("This is not an email address. Please enter one such as name@example.jp.")


class StaffForm(FlaskForm):
    """How a person is called, what the account may do, and the language of mails."""

    name = LineField(_l("Name"), [InputRequired(), at_most(80)])
    role = RadioField(_l("Role"), [InputRequired()], choices=choices_of(ROLES))
    locale = RadioField(
        _l("Language of emails to this person"),
        [InputRequired()],
        choices=choices_of(LANGUAGES),
        default="ja",
    )

    def details(self) -> StaffDetails:
        """What was filled in."""
        return StaffDetails(
            name=self.name.data or "", role=RoleName(self.role.data), locale=self.locale.data
        )


class EditStaffForm(VersionedForm, StaffForm):
    """How a person is called from now on, and what the account may do."""


class InvitationForm(AsksBack, StaffForm):
    """Who is to have an account."""

    email = MailAddressField(
        _l("Email address"), [InputRequired(), at_most(254), Email(message=NO_ADDRESS)]
    )

    def questions(self) -> Iterator[Question]:
        """What is odd about the mail address."""
        return mail_questions(self.email)


class BulletinForm(VersionedForm):
    """When the person is told what hosts, advisers and participants have done."""

    bulletin = RadioField(
        _l("When do you want this email?"), [InputRequired()], choices=choices_of(BULLETINS)
    )
    urgent = BooleanField(
        _l(
            "At once: somebody withdraws within three days of a seminar, no places are left, or"
            " there are few registrations two weeks before"
        )
    )
    digest = BooleanField(
        _l("Once a day: for each seminar how many registered, withdrew, lapsed and wait")
    )

    def wishes(self) -> Wishes:
        """What was chosen; call it only after a `validate` that succeeded."""
        return Wishes(BulletinChoice(self.bulletin.data), self.urgent.data, self.digest.data)
