"""What a contact enters about a party."""

from seminar_service.registrations.parties.values import Member, PartyApplication
from seminar_service.registrations.values import Applicant


def test_who_has_no_address_is_reached_at_the_contacts() -> None:
    members = [Member(Applicant("甲", "")), Member(Applicant("乙", "otsu@example.jp"))]

    complete = PartyApplication("窓口", "contact@example.jp", members).complete()

    addresses = [each.applicant.email for each in complete.members]
    assert addresses == ["contact@example.jp", "otsu@example.jp"]


def test_spellings_of_one_person_are_one() -> None:
    assert Member(Applicant("山田 花子", "A@example.jp")).key == (
        Member(Applicant("山田　花子", "a@EXAMPLE.jp")).key
    )
