"""What a release makes of a bid, as a sentence for the staff."""

from collections.abc import Mapping

from flask_babel import gettext as _

from seminar_service.advisers.model import Adviser
from seminar_service.bids.model import Bid
from seminar_service.domain.locales import Locale
from seminar_service.releases.changes import Appointment, Change, ChangeKind
from seminar_service.web.locale import current_locale
from seminar_service.web.templating import format_day, format_times


def change_sentence(
    change: Change, bids: Mapping[int, Bid], advisers: Mapping[int, Adviser]
) -> str:
    """What becomes of a bid; it says no names of a host that is not there any more."""
    bid = bids.get(change.bid_id)
    told = {
        "number": bid.number if bid else change.bid_id,
        "host": bid.host_name if bid else "",
        "before": _when(change.before),
        "after": _when(change.after),
        "old": _names(change.before, advisers),
        "new": _names(change.after, advisers),
    }
    match change.kind:
        case ChangeKind.NEW:
            return str(_("No. %(number)d %(host)s: new, %(after)s, %(new)s", **told))
        case ChangeKind.MOVED:
            moved = _("No. %(number)d %(host)s: %(before)s → %(after)s, %(new)s", **told)
            return str(moved)
        case ChangeKind.TEAM:
            return str(_("No. %(number)d %(host)s: %(new)s instead of %(old)s", **told))
        case ChangeKind.CANCELLED:
            return str(_("No. %(number)d %(host)s: cancelled, was %(before)s", **told))
        case ChangeKind.KEPT:
            return str(_("No. %(number)d %(host)s: as it was", **told))


def _when(appointment: Appointment | None) -> str:
    if appointment is None:
        return ""
    times = format_times(appointment.starts_at, appointment.ends_at)
    return f"{format_day(appointment.day)} {times}"


def _names(appointment: Appointment | None, advisers: Mapping[int, Adviser]) -> str:
    locale = Locale(current_locale())
    team = appointment.team if appointment else ()
    known = [advisers[each].display_name(locale) for each in team if each in advisers]
    return str(_(", ")).join(known)
