"""What a calendar entry says about its seminar below the title."""

from collections.abc import Callable, Iterator

from seminar_service.calendars.wording import catalogue
from seminar_service.domain.addresses import Addresses
from seminar_service.domain.japan_time import JAPAN
from seminar_service.domain.locales import Locale
from seminar_service.domain.postal_addresses import full_address
from seminar_service.domain.prefectures import prefecture
from seminar_service.domain.vocabulary import Audience
from seminar_service.outbox.rendering import format_mail_moment
from seminar_service.seminars.calendar_rows import CalendarSeminar
from seminar_service.seminars.states import SeminarState


def title(seminar: CalendarSeminar, locale: Locale) -> str:
    """The title with the prefecture: whoever subscribes to a tour sees many alike."""
    place = prefecture(seminar.place).short_name(locale)
    name = seminar.title(locale)
    return name + catalogue(locale).gettext(" (%(aside)s)") % {"aside": place}


def location(seminar: CalendarSeminar, locale: Locale) -> str:
    """Where it is, from the large to the small in Japanese, the other way round in English.

    Map programs find the venue by it.
    """
    address = full_address(seminar.venue_address, seminar.place, seminar.venue_postal_code, locale)
    if locale is Locale.JA:
        return f"{address} {seminar.venue_name}"
    return f"{seminar.venue_name}, {address}, Japan"


def description(seminar: CalendarSeminar, addresses: Addresses, *, invites: bool) -> str:
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


def _cancellation(seminar: CalendarSeminar, locale: Locale) -> str:
    if seminar.stands:
        return ""
    said = catalogue(locale).gettext("This seminar has been cancelled.")
    note = seminar.cancellation_note(locale)
    return f"{said}\n{note.text}" if note else said


def _facts(seminar: CalendarSeminar, locale: Locale) -> Iterator[str]:
    _, line = catalogue(locale).gettext, _lines(locale)
    yield line(_("Hosted by"), seminar.host_name)
    advisers = [each.display_name(locale) for each in seminar.advisers]
    if advisers:
        label = _("Adviser") if len(advisers) == 1 else _("Advisers")
        yield line(label, _(", ").join(advisers))
    yield line(_("Who may come"), _audience(seminar, locale))
    yield line(_("Places"), _places(seminar.capacity, locale))
    if seminar.online_capacity:
        yield line(_("Places online"), _places(seminar.online_capacity, locale))
    yield line(_("Price"), _("Free of charge"))


def _places(number: int, locale: Locale) -> str:
    said = catalogue(locale).ngettext("%(num)s place", "%(num)s places", number)
    return said % {"num": number}


def _audience(seminar: CalendarSeminar, locale: Locale) -> str:
    _ = catalogue(locale).gettext
    if seminar.audience is Audience.MEMBERS:
        return _("Members of %(host)s") % {"host": seminar.host_name}
    return _("Everybody")


def _addresses(seminar: CalendarSeminar, addresses: Addresses, *, invites: bool) -> Iterator[str]:
    if not seminar.is_public:
        return
    _ = catalogue(addresses.locale).gettext
    line = _lines(addresses.locale)
    if invites and seminar.state is SeminarState.ANNOUNCED:
        yield line(_("Registration"), addresses.register(seminar.public_id))
        if seminar.registration_opens_at is not None:
            opens = seminar.registration_opens_at.astimezone(JAPAN)
            yield line(_("Registration opens"), format_mail_moment(opens, addresses.locale))
    yield line(_("Details"), addresses.seminar(seminar.public_id))


def _lines(locale: Locale) -> Callable[[str, str], str]:
    """Writes lines of a label and its value in a language."""
    pattern = catalogue(locale).gettext("%(label)s: %(value)s")
    return lambda label, value: pattern % {"label": label, "value": value}
