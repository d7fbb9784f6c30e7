"""What the office does, and the clock: change places, move people, cancel, sweep."""

from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import (
    precondition,
    rule,
)
from sqlalchemy import select

from seminar_service.domain.actors import SYSTEM
from seminar_service.domain.japan_time import day_of
from seminar_service.registrations import (
    beyond,
    held_places,
    kept_places,
    priorities,
)
from seminar_service.registrations.beyond import NotWaiting
from seminar_service.registrations.by_hand import transferring
from seminar_service.registrations.by_hand.chosen import chosen, seen_mark
from seminar_service.registrations.kept_places import (
    ReleaseDayUnfit,
    SeminarOver,
    TooFewPlacesFree,
)
from seminar_service.registrations.model import Party
from seminar_service.registrations.states import (
    LIVE_REGISTRATIONS,
)
from seminar_service.releases import amendments, cancellations
from seminar_service.releases.amendments import (
    CapacityBelowTaken,
    Description,
    OnlineCapacityBelowTaken,
)
from seminar_service.releases.cancellations import Reason
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.publicity import SeminarBegun
from seminar_service.seminars.states import SeminarState
from tests.registrations.places_machine.watching import (
    ORGANISER,
    WAITING,
    Watched,
    people,
    sessions_of,
)
from tests.registrations.proof_support import OFFICE


class ByOffice(Watched):
    """The rules of the office."""

    @rule(by=sessions_of, places=st.integers(1, 6), online=st.integers(0, 4))
    def change_the_capacity(self, by: int, places: int, online: int) -> None:
        session = self.sessions[by]
        session.rollback()
        seminar = session.get_one(Seminar, self.seminar_id)
        said = {name: getattr(seminar, name) for name in Description.__dataclass_fields__}
        try:
            amendments.describe(
                session,
                self.public_id,
                Description(
                    **(said | {"capacity": places, "online_capacity": online, "venue_position": ""})
                ),
                version=None,
                office=OFFICE,
                actor=ORGANISER,
                now=self.now,
            )
        except OnlineCapacityBelowTaken:
            bound = self.read().online_taken if online else self.read().people_online
            assert bound > online
        except CapacityBelowTaken:
            assert self.read().taken + self.read().kept_back > places

    @rule(by=sessions_of, places=st.integers(0, 3), days=st.none() | st.integers(1, 5))
    def keep_places_back(self, by: int, places: int, days: int | None) -> None:
        until = None if days is None else day_of(self.now) + timedelta(days=days)
        try:
            kept_places.keep_back(
                self.sessions[by],
                self.public_id,
                places,
                until,
                version=None,
                office=OFFICE,
                actor=ORGANISER,
                now=self.now,
            )
        except TooFewPlacesFree:
            seminar = self.read()
            assert seminar.taken + places > seminar.capacity
        except ReleaseDayUnfit:
            assert until is not None
            assert until > self.read().day
        except SeminarOver:
            assert self.cancelled

    @precondition(lambda self: self.ids)
    @rule(by=sessions_of, who=people, priority=st.integers(0, 2))
    def prioritise(self, by: int, who: int, priority: int) -> None:
        try:
            priorities.prioritise(
                self.sessions[by],
                self.one(who),
                priority,
                "共催",
                shown=None,
                office=OFFICE,
                actor=ORGANISER,
                now=self.now,
            )
        except NotWaiting:
            assert self.stands()[self.one(who)].state is not WAITING

    @precondition(lambda self: self.ids)
    @rule(by=sessions_of, who=people)
    def let_in_beyond(self, by: int, who: int) -> None:
        try:
            beyond.admit(
                self.sessions[by],
                self.one(who),
                "関係者",
                office=OFFICE,
                actor=ORGANISER,
                now=self.now,
            )
        except NotWaiting:
            assert self.stands()[self.one(who)].state is not WAITING
        except SeminarBegun:
            assert self.has_begun

    @precondition(lambda self: self.ids)
    @rule(by=sessions_of, who=st.lists(people, min_size=1, max_size=3), back=st.booleans())
    def move_to_the_other_seminar(self, by: int, who: list[int], back: bool) -> None:
        session = self.sessions[by]
        chosen_ids = {self.one(each) for each in who}
        session.rollback()  # a page is read anew
        looked_at = {row.id: seen_mark(row) for row in chosen(session, chosen_ids)}
        transferring.transfer(
            session,
            looked_at,
            self.public_id if back else self.other_public_id,
            tell_them=back,
            office=OFFICE,
            actor=ORGANISER,
            now=self.now,
        )

    @rule(hours=st.integers(1, 18), swept=st.booleans(), by=sessions_of)
    def let_time_go_by(self, hours: int, swept: bool, by: int) -> None:
        self.now += timedelta(hours=hours)
        if swept:
            self.sweep(by)

    @rule(by=sessions_of)
    def sweep(self, by: int) -> None:
        session = self.sessions[by]
        for _ in range(2):  # the second time there is nothing left
            lapsed = held_places.lapse_overdue(session, office=OFFICE, actor=SYSTEM, now=self.now)
        assert lapsed == 0
        assert not held_places.any_overdue(session, now=self.now)
        overdue = select(Party.id).where(Party.goes_together, Party.gathers_until <= self.now)
        assert not self.watch.scalars(overdue).all()
        kept_places.release_due(session, office=OFFICE, actor=SYSTEM, now=self.now)
        assert not kept_places.any_due(session, now=self.now)

    @precondition(lambda self: len(self.ids) > 6 and not self.cancelled)
    @rule(by=sessions_of)
    def cancel_the_seminar(self, by: int) -> None:
        if self.read().state is not SeminarState.ANNOUNCED:
            return
        cancellations.cancel(
            self.sessions[by],
            self.public_id,
            Reason("台風", ""),
            plan_again=True,
            version=None,
            office=OFFICE,
            actor=ORGANISER,
            now=self.now,
        )
        self.cancelled = True
        assert self.read().people == 0
        assert not any(stand.state in LIVE_REGISTRATIONS for stand in self.here(self.seminar_id))
