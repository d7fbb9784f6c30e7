"""What participants do: register, alone or together, answer, withdraw, hand over, switch."""

from dataclasses import replace

from hypothesis import strategies as st
from hypothesis.stateful import (
    precondition,
    rule,
)
from sqlalchemy import and_, func, select

from seminar_service.domain.actors import PARTICIPANT
from seminar_service.domain.vocabulary import AttendanceMode
from seminar_service.registrations import (
    held_places,
    offers,
    substitutes,
    switching,
)
from seminar_service.registrations import services as registrations
from seminar_service.registrations.company_limits import CompanyLimitReached
from seminar_service.registrations.model import Registration
from seminar_service.registrations.own_changes import RegistrationOver
from seminar_service.registrations.parties.registering import register_party
from seminar_service.registrations.parties.values import Member, PartyApplication
from seminar_service.registrations.states import (
    LIVE_REGISTRATIONS,
)
from seminar_service.registrations.substitutes import NotToHandOver
from seminar_service.registrations.switching import NoPlaceToSwitchTo, OfferToAnswer
from seminar_service.registrations.values import NotOnline
from seminar_service.seminars.publicity import RegistrationNotOpen, SeminarBegun
from tests.registrations.places_machine.watching import (
    CONFIRMED,
    OFFERED,
    ONLINE,
    ORGANISER,
    PROVISIONAL,
    Stand,
    Watched,
    fresh_numbers,
    people,
    sessions_of,
)
from tests.registrations.proof_support import NETWORK, OFFICE, applicant


class ByParticipants(Watched):
    """The rules of participants."""

    @rule(by=sessions_of, stranger=st.booleans(), mode=st.sampled_from(AttendanceMode))
    def register(self, by: int, stranger: bool, mode: AttendanceMode) -> None:
        number = next(fresh_numbers)
        try:
            answer = registrations.register(
                self.sessions[by],
                self.public_id,
                replace(
                    applicant(f"参加 {number}", f"p{number}@example.jp"), company=f"会社 {number}"
                ),
                mode=mode,
                form_key=f"machine-{number}",
                network=NETWORK if stranger else None,
                office=OFFICE,
                actor=PARTICIPANT,
                now=self.now,
            )
        except RegistrationNotOpen:
            assert self.cancelled or self.has_begun
            return
        except NotOnline:
            assert mode is ONLINE
            assert not self.read().online_capacity
            return
        self.ids.append(answer.registration.id)

    @rule(
        by=sessions_of,
        size=st.integers(1, 4),
        goes_together=st.booleans(),
        stranger=st.booleans(),
        mode=st.sampled_from(AttendanceMode),
    )
    def register_a_party(
        self, by: int, size: int, goes_together: bool, stranger: bool, mode: AttendanceMode
    ) -> None:
        numbers = [next(fresh_numbers) for _ in range(size)]
        members = [
            Member(replace(applicant(f"組 {each}", f"p{each}@example.jp"), company="株式会社一社"))
            for each in numbers
        ]
        application = PartyApplication(
            "窓口", f"c{numbers[0]}@example.jp", members, mode=mode, goes_together=goes_together
        )
        try:
            answer = register_party(
                self.sessions[by],
                self.public_id,
                application,
                form_key=f"machine-{numbers[0]}",
                network=NETWORK if stranger else None,
                office=OFFICE,
                actor=PARTICIPANT,
                now=self.now,
            )
        except RegistrationNotOpen:
            assert self.cancelled or self.has_begun
        except NotOnline:
            assert not self.read().online_capacity
        except CompanyLimitReached:
            assert self.read().tour.company_limit
        else:
            self.ids += self.of_party(answer.party.id)
            self.assert_company_fits()

    @precondition(lambda self: self.ids)
    @rule(by=sessions_of, who=people)
    def hand_over(self, by: int, who: int) -> None:
        number, before = next(fresh_numbers), self.stands()[self.one(who)]
        try:
            new = substitutes.hand_over(
                self.sessions[by],
                before.id,
                applicant(f"代理 {number}", f"p{number}@example.jp"),
                network=NETWORK,
                office=OFFICE,
                actor=PARTICIPANT,
                now=self.now,
            )
        except NotToHandOver:
            return
        self.ids.append(new.id)
        self.gone.add(before.id)
        after = self.stands()
        if before.state in LIVE_REGISTRATIONS:  # and not one that has only just come back
            assert after[new.id].order == before.order
        if before.state is CONFIRMED:
            assert after[new.id].state in {CONFIRMED, PROVISIONAL}

    @precondition(lambda self: self.ids)
    @rule(by=sessions_of, who=people)
    def press_the_button(self, by: int, who: int) -> None:
        held_places.press(
            self.sessions[by], self.one(who), office=OFFICE, actor=PARTICIPANT, now=self.now
        )

    @precondition(lambda self: self.ids)
    @rule(by=sessions_of, who=people)
    def withdraw(self, by: int, who: int) -> None:
        try:
            registrations.withdraw(
                self.sessions[by], self.one(who), office=OFFICE, actor=PARTICIPANT, now=self.now
            )
        except SeminarBegun:
            assert self.has_begun
            return
        self.gone.add(self.one(who))

    @precondition(lambda self: self.ids)
    @rule(by=sessions_of, who=people, accepts=st.booleans())
    def answer(self, by: int, who: int, accepts: bool) -> None:
        act = offers.accept if accepts else offers.decline
        done = act(self.sessions[by], self.one(who), office=OFFICE, actor=PARTICIPANT, now=self.now)
        if done is offers.Answered.DONE and not accepts:
            self.gone.add(self.one(who))

    @precondition(lambda self: self.ids)
    @rule(by=sessions_of, who=people, mode=st.sampled_from(AttendanceMode), office=st.booleans())
    def attend_in_another_way(self, by: int, who: int, mode: AttendanceMode, office: bool) -> None:
        before = self.stands()[self.one(who)]
        try:
            switching.switch(
                self.sessions[by],
                self.one(who),
                mode,
                by_office=office,
                office=OFFICE,
                actor=ORGANISER if office else PARTICIPANT,
                now=self.now,
            )
        except RegistrationOver:
            assert self.has_begun or self.stands()[before.id].state not in LIVE_REGISTRATIONS
        except NotOnline:
            assert not self.read().online_capacity
        except OfferToAnswer:
            assert self.stands()[before.id].state is OFFERED
        except NoPlaceToSwitchTo:
            assert not self.read().places_left_in(mode)
        else:
            self.assert_has_lost_nothing_by_it(before, self.stands()[before.id])
            self.moved_by_themselves.add(before.id)

    def assert_has_lost_nothing_by_it(self, before: Stand, after: Stand) -> None:
        """Who had a place for good has one still."""
        if before.state is CONFIRMED:
            assert after.state is CONFIRMED

    def assert_company_fits(self) -> None:
        """The office moves people whatever their company; a form brings no more than that."""
        limit = self.read().tour.company_limit
        live = and_(Registration.seminar_id == self.seminar_id, Registration.is_live)
        of_one = select(func.count()).where(live).group_by(Registration.company_key)
        assert limit is None or all(each <= limit for each in self.watch.scalars(of_one))
