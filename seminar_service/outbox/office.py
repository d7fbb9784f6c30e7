"""Who writes the mails: the organiser's office, and where its pages are."""

from dataclasses import dataclass, field
from datetime import timedelta

from seminar_service.config import Settings
from seminar_service.domain.addresses import Addresses
from seminar_service.domain.locales import Locale
from seminar_service.domain.proof import Caution


@dataclass(frozen=True)
class Office:
    """The organiser's office as mails and invitations name it.

    Attributes:
        base_url: Where the service is reached from outside.
        mail: Address from which the office writes, and by which calendars know it.
        contact: Address at which people ask the office.
        name_ja: Its Japanese name.
        name_en: Its English name.
        caution: How far it trusts strangers who write in somebody's name.
        telephone: Number at which people ask it; empty where they are to write.
    """

    base_url: str
    mail: str
    contact: str
    name_ja: str
    name_en: str
    caution: Caution = field(default=Caution(), repr=False)
    telephone: str = ""

    @classmethod
    def of(cls, settings: Settings) -> "Office":
        """The office that the settings describe."""
        return cls(
            base_url=settings.base_url,
            mail=settings.mail_from,
            contact=settings.contact_email,
            telephone=settings.contact_telephone,
            name_ja=settings.organiser_name_ja,
            name_en=settings.organiser_name_en,
            caution=Caution(
                secret=settings.secret_key,
                hold=timedelta(minutes=settings.hold_minutes),
                places_per_network=settings.places_per_network,
                mails_per_hour=settings.mails_per_hour,
            ),
        )

    @property
    def ways_to_ask(self) -> str:
        """Mail address and telephone number, as the foot of mails names them."""
        return " / ".join(filter(None, (self.contact, self.telephone)))

    def name(self, locale: str) -> str:
        """The name in `locale` ("ja" or "en")."""
        return self.name_ja if locale == "ja" else self.name_en

    def addresses(self, locale: str) -> Addresses:
        """The addresses of the service's pages in `locale`."""
        return Addresses(self.base_url, Locale(locale))
