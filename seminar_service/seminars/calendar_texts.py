"""What a calendar entry says about its seminar below the title."""

from collections.abc import Iterator

from seminar_service.calendars.wording import catalogue
from seminar_service.domain.addresses import Addresses
from seminar_service.domain.locales import Locale
from seminar_service.domain.postal_addresses import full_address
from seminar_service.domain.prefectures import prefecture
from seminar_service.domain.vocabulary import Audience
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SeminarState


def title(seminar: Seminar, locale: Locale) -> str:
    """The title with the prefecture: whoever subscribes to a tour sees many alike."""
    place = prefecture(seminar.place).short_name(locale)
    name = seminar.title(locale)
    return f"{name}（{place}）" if locale is Locale.JA else f"{name} ({place})"


def location(seminar: Seminar, locale: Locale) -> str:
    """Where it is, from the large to the small in Japanese, the other way round in English.

    Map programs find the venue by it.
    """
    address = full_address(seminar.venue_address, seminar.place, seminar.venue_postal_code, locale)
    if locale is Locale.JA:
        return f"{address} {seminar.venue_name}"
    return f"{seminar.venue_name}, {address}, Japan"


def description(seminar: Seminar, addresses: Addresses, *, invites: bool) -> str:
    """All that one needs to know, in lines of plain text.

    Nothing in it depends on the time of day or on how many places are left: the same stored
    seminar always reads alike.

    Args:
        seminar: The seminar, with topics and team.
        addresses: Builds addresses in the reader's language.
        invites: Whether readers are told where to register; those who have are not.
    """
    locale = addresses.locale
    blocks = (
        _cancellation(seminar, locale),
        seminar.description(locale),
        "\n".join(_facts(seminar, locale)),
        "\n".join(_addresses(seminar, addresses, invites=invites)),
    )
    return "\n\n".join(block for block in blocks if block)


def _cancellation(seminar: Seminar, locale: Locale) -> str:
    if seminar.stands:
        return ""
    said = catalogue(locale).gettext("This seminar has been cancelled.")
    note = seminar.cancellation_note(locale)
    return f"{said}\n{note.text}" if note else said


def _facts(seminar: Seminar, locale: Locale) -> Iterator[str]:
    _, ngettext = catalogue(locale).gettext, catalogue(locale).ngettext
    yield _line(_("Hosted by"), seminar.host_name)
    advisers = [member.adviser.display_name(locale) for member in seminar.team]
    if advisers:
        separator = "、" if locale is Locale.JA else ", "
        label = _("Adviser") if len(advisers) == 1 else _("Advisers")
        yield _line(label, separator.join(advisers))
    yield _line(_("Who may come"), _audience(seminar, locale))
    places = ngettext("%(num)s place", "%(num)s places", seminar.capacity)
    yield _line(_("Places"), places % {"num": seminar.capacity})
    yield _line(_("Price"), _("Free of charge"))


def _audience(seminar: Seminar, locale: Locale) -> str:
    _ = catalogue(locale).gettext
    if seminar.audience is Audience.MEMBERS:
        return _("Members of %(host)s") % {"host": seminar.host_name}
    return _("Everybody")


def _addresses(seminar: Seminar, addresses: Addresses, *, invites: bool) -> Iterator[str]:
    if not seminar.is_public:
        return
    _ = catalogue(addresses.locale).gettext
    if invites and seminar.state is SeminarState.ANNOUNCED:
        yield _line(_("Registration"), addresses.register(seminar.public_id))
    yield _line(_("Details"), addresses.seminar(seminar.public_id))


def _line(label: str, value: str) -> str:
    return f"{label}: {value}"
