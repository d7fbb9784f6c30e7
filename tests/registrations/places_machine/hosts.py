"""What the host does: it registers its own people in the places that are kept back for it."""

from dataclasses import replace

from hypothesis.stateful import precondition, rule

from seminar_service.domain.actors import HOST
from seminar_service.domain.vocabulary import RegistrationSource
from seminar_service.registrations import host_people
from seminar_service.seminars.publicity import RegistrationNotOpen
from tests.registrations.places_machine.watching import Watched, fresh_numbers, sessions_of
from tests.registrations.proof_support import OFFICE, applicant


class ByHosts(Watched):
    """The rules of hosts."""

    @precondition(lambda self: self.ids and self.read().kept_back)
    @rule(by=sessions_of)
    def register_by_the_host(self, by: int) -> None:
        number, kept = next(fresh_numbers), self.read().kept_back
        person = replace(
            applicant(f"会員 {number}", f"h{number}@example.jp"), source=RegistrationSource.HOST
        )
        try:
            row = host_people.register(
                self.sessions[by],
                self.public_id,
                person,
                form_key=f"host-{number}",
                office=OFFICE,
                actor=HOST,
                now=self.now,
            )
        except RegistrationNotOpen:
            assert self.cancelled or self.has_begun
        else:
            self.ids.append(row.id)
            assert self.read().kept_back == kept - 1
