"""What the staff looks at of letters about groups and substitutes."""

import pytest
from sqlalchemy.orm import Session

from seminar_service.domain.locales import Locale
from seminar_service.outbox.rendering import original
from seminar_service.registrations import mail_samples
from seminar_service.tours.model import Tour
from tests.factories import NOW
from tests.registrations.proof_support import OFFICE


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("party_registered", "Jiro Mihon: has a place"),
        ("party_exchanged", "has been exchanged for Jiro Mihon"),
        ("registration_taken_over", "Jiro Mihon has registered you for this seminar"),
        ("registration_handed_over", "You have given your place at this seminar to Jiro Mihon"),
        ("registration_address_left", "take the registration back"),
    ],
)
def test_a_letter_names_somebody_made_up_beside_the_reader(
    session: Session, tour: Tour, kind: str, said: str
) -> None:
    assert session
    mail = mail_samples.preview(
        kind, original(kind, "en"), Locale.EN, None, tour, office=OFFICE, now=NOW
    )

    assert said in mail.body
