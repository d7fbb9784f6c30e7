"""What the staff looks at of letters to hosts."""

from sqlalchemy.orm import Session

from seminar_service.domain.locales import Locale
from seminar_service.outbox.rendering import original
from seminar_service.registrations import mail_samples
from seminar_service.tours.model import Tour
from tests.factories import NOW, make_bid, make_registration, make_seminar
from tests.registrations.proof_support import OFFICE


def test_a_letter_to_a_host_is_shown_as_it_goes_to_a_real_one(session: Session, tour: Tour) -> None:
    bid = make_bid(session, tour, host_name="豊田商工会議所", contact_name="加藤 純")
    person = make_registration(session, make_seminar(session, bid), name="山田 花子")
    letter = original("tally_last", "ja")

    mail = mail_samples.preview(
        "tally_last", letter, Locale.JA, person, tour, office=OFFICE, now=NOW
    )

    assert mail_samples.addressee("tally_last", person) == "加藤 純"
    assert mail.body.startswith("豊田商工会議所\n加藤 純 様\n")
    assert "山田 花子、見本工業株式会社" in mail.body
    assert f"/bids/{mail_samples.TOKEN}" in mail.body


def test_without_anybody_it_is_that_of_a_made_up_host() -> None:
    assert mail_samples.addressee("tally_last", None) == ""
