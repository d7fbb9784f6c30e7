"""What letters about groups and substitutes say, for the staff to look at."""

from typing import Final

from seminar_service.domain.addresses import Addresses
from seminar_service.domain.locales import Locale
from seminar_service.registrations.parties.mails import Line
from seminar_service.registrations.states import RegistrationState
from seminar_service.registrations.substitute_mails import Exchanger
from seminar_service.seminars.model import Seminar

_OTHERS: Final = {Locale.JA: "見本 次郎", Locale.EN: "Jiro Mihon"}


def party_context(
    seminar: Seminar, name: str, locale: Locale, addresses: Addresses, token: str
) -> dict[str, object]:
    """All that a letter about a group, a substitute or a move may need beside the seminar."""
    placed, other = RegistrationState.CONFIRMED.value, _OTHERS[locale]
    return {
        "lines": [
            Line(each, placed, None, is_held=False, own_address="", mode="")
            for each in (name, other)
        ],
        "party_address": addresses.party(token),
        "by": Exchanger(),
        "former_name": other,
        "successor_name": other,
        "state": placed,
        "has_place": True,
        "needs_button": False,
        "to": seminar,
        "replaces": True,
        "return_address": addresses.earlier_mail_address(token),
    }
