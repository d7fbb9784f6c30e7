"""What lists of registrations, and what is done with them, are called before the staff."""

from typing import Any, Final

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from seminar_service.overview.duplicates import Likeness
from seminar_service.overview.registration_filters import RegistrationOrder
from seminar_service.registrations.by_hand.chosen import Deed, Obstacle
from seminar_service.registrations.model import Registration
from seminar_service.web.downloads import FileKind

ORDERS: Final[dict[RegistrationOrder, Any]] = {
    RegistrationOrder.READING: _l("By reading"),
    RegistrationOrder.NEWEST: _l("Newest first"),
    RegistrationOrder.OLDEST: _l("Oldest first"),
    RegistrationOrder.COMPANY: _l("By company"),
    RegistrationOrder.STATE: _l("By state"),
}

FILE_KINDS: Final[dict[FileKind, Any]] = {
    FileKind.XLSX: _l("Excel (XLSX)"),
    FileKind.CSV: _l("CSV"),
    FileKind.JSON: _l("JSON, for programs"),
}

HEADINGS: Final[dict[Deed, Any]] = {
    Deed.CONFIRM: _l("Confirm for them"),
    Deed.DECLINE: _l("Decline offered places for them"),
    Deed.WITHDRAW: _l("Withdraw registrations"),
    Deed.TRANSFER: _l("Move to another seminar"),
    Deed.RESTORE: _l("Restore registrations"),
    Deed.RESEND: _l("Send emails again"),
    Deed.CALL: _l("Told by telephone or fax"),
    Deed.NOTE: _l("Write a note"),
}
"""What is to be done, on headings and buttons."""

DONE: Final[dict[Deed, Any]] = {
    Deed.CONFIRM: _l("Registrations confirmed"),
    Deed.DECLINE: _l("Offered places declined"),
    Deed.WITHDRAW: _l("Registrations withdrawn"),
    Deed.TRANSFER: _l("Registrations moved"),
    Deed.RESTORE: _l("Registrations restored"),
    Deed.RESEND: _l("Emails to be sent"),
    Deed.CALL: _l("Noted as told"),
    Deed.NOTE: _l("Notes kept"),
}

CALLS: Final[dict[str, Any]] = {
    "registration_confirmed": _l("registered, with a place"),
    "registration_waiting": _l("on the waiting list"),
    "registration_moved_up": _l("moved up from the waiting list, with a place"),
    "registration_offered": _l("a place is offered: accept or decline"),
    "registration_offer_lapsed": _l("the offered place went to the next person"),
    "registration_declined": _l("the offered place is declined"),
    "registration_withdrawn": _l("the registration is cancelled"),
    "registration_seminar_cancelled": _l("the seminar is cancelled"),
    "registration_moved": _l("the seminar has another day, time or venue"),
    "registration_changed": _l("something about the seminar has changed"),
    "registration_transferred": _l("the registration was moved to another seminar"),
    "registration_switched": _l("how the person attends has changed"),
    "registration_online_address": _l("where to attend online"),
    "registration_edited": _l("what is noted about the person has changed"),
}
"""What people without a mail address are to be told, by the kind of the mail that stands for it."""


def call_words(row: Registration) -> str:
    """What somebody is to be told by telephone or fax; empty for who knows everything."""
    if row.call_since is None:
        return ""
    return str(CALLS.get(row.call_about, gettext("how the registration stands")))


LIKENESSES: Final[dict[Likeness, Any]] = {
    Likeness.ADDRESS_AND_NAME: _l("same email address and name"),
    Likeness.ADDRESS_AT_SEMINAR: _l("same email address at one seminar"),
    Likeness.NAME_AND_COMPANY: _l("same name and company"),
    Likeness.SLIP: _l("same name, email addresses that differ by one letter"),
}

OBSTACLES: Final[dict[Obstacle, Any]] = {
    Obstacle.OVER: _l("The registration is over already."),
    Obstacle.STANDS: _l("The registration stands: there is nothing to restore."),
    Obstacle.BEGUN: _l("The seminar has begun."),
    Obstacle.SEMINAR_OVER: _l("The seminar is cancelled, over or not public."),
    Obstacle.REGISTERED_AGAIN: _l("This person has registered for this seminar again."),
    Obstacle.NOTHING_HELD: _l("There is nothing to confirm: it is confirmed, or still waits."),
    Obstacle.NOTHING_OFFERED: _l("No place is offered to this person."),
    Obstacle.ANSWER_FIRST: _l("A place is offered: please accept or decline it first."),
    Obstacle.THERE_ALREADY: _l("The registration is for that seminar already."),
    Obstacle.REGISTERED_THERE: _l("This person is registered for that seminar already."),
    Obstacle.OTHER_TOUR: _l("That seminar belongs to another tour."),
    Obstacle.NOT_ONLINE_THERE: _l("That seminar cannot be attended online."),
    Obstacle.CLOSED_THERE: _l("That seminar takes nobody: it is not public, over or cancelled."),
    Obstacle.NO_MAIL: _l("There is no email address."),
    Obstacle.NOTHING_TO_TELL: _l("There is nothing to tell by telephone or fax."),
}
