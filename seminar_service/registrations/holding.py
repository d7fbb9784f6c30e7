"""What a registration takes of its seminar's places. Parts of the callers' transactions."""

from sqlalchemy.orm import Session

from seminar_service.domain.vocabulary import AttendanceMode
from seminar_service.registrations.model import Registration
from seminar_service.registrations.states import RegistrationState
from seminar_service.seminars import counters as seminar_counters


def give_back(session: Session, registration: Registration, before: RegistrationState) -> None:
    """Count a registration no longer that stood as `before` until now.

    Who was let in beyond the last place took none: nobody gets it. A place that is kept back for
    the host goes back among those.
    """
    seminar_id, mode = registration.seminar_id, registration.mode
    if before is RegistrationState.WAITING:
        seminar_counters.change_waiting(session, seminar_id, -1, mode)
    elif registration.beyond:
        seminar_counters.change_beyond(session, seminar_id, -1, mode)
    elif registration.host_place:
        seminar_counters.free_kept_place(session, seminar_id)
    else:
        seminar_counters.free_place(session, seminar_id, mode)
    registration.host_place = False


def take_again(session: Session, registration: Registration, seminar_id: int) -> bool:
    """Take a place of a seminar for somebody who comes there anew, or comes back.

    Whom the host had registered there gets one of those that are kept back for it, if any is left.
    """
    may_have_it = registration.by_host and registration.mode is AttendanceMode.ON_SITE
    registration.host_place = may_have_it and seminar_counters.take_kept_place(session, seminar_id)
    if registration.host_place:
        return True
    return seminar_counters.take_place(session, seminar_id, registration.mode)
