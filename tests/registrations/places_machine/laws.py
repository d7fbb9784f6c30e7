"""What holds after every step."""

from collections import Counter

from hypothesis.stateful import (
    invariant,
)

from seminar_service.domain.vocabulary import AttendanceMode
from seminar_service.registrations.model import Party
from seminar_service.registrations.states import (
    HOLDING_REGISTRATIONS,
    LIVE_REGISTRATIONS,
    RegistrationState,
)
from seminar_service.seminars.model import Seminar
from tests.registrations.places_machine.watching import (
    CONFIRMED,
    OFFERED,
    ON_SITE,
    ONLINE,
    WAITING,
    Stand,
    Watched,
)


class Lawful(Watched):
    """The invariants."""

    @invariant()
    def there_are_never_more_people_than_places(self) -> None:
        if not hasattr(self, "seminar_id"):
            return
        for seminar in (self.read(), self.read(self.other_id)):
            self.assert_counted(seminar, self.here(seminar.id))

    def assert_counted(self, seminar: Seminar, rows: list[Stand]) -> None:
        held = Counter(
            (each.mode, each.beyond) for each in rows if each.state in HOLDING_REGISTRATIONS
        )
        assert held[ON_SITE, False] == seminar.taken
        assert held[ON_SITE, True] == seminar.beyond
        assert all(
            each.state in HOLDING_REGISTRATIONS and each.mode is ON_SITE and not each.beyond
            for each in rows
            if each.host_place and each.state in LIVE_REGISTRATIONS
        )
        assert held[ONLINE, False] == seminar.online_taken
        assert held[ONLINE, True] == seminar.online_beyond
        assert 0 <= seminar.taken + seminar.kept_back + seminar.gathered <= seminar.capacity
        assert 0 <= seminar.online_taken <= seminar.online_capacity
        waiting = Counter(each.mode for each in rows if each.state is WAITING)
        assert waiting[ON_SITE] == seminar.waiting
        assert waiting[ONLINE] == seminar.online_waiting

    @invariant()
    def no_place_idles_while_somebody_waits(self) -> None:
        if self.has_begun or not self.ids:
            return
        for seminar_id in (self.other_id, *([] if self.cancelled else [self.seminar_id])):
            for mode in AttendanceMode:
                waits = any(each.may_move for each in self.here(seminar_id) if each.mode is mode)
                assert not (waits and self.read(seminar_id).places_left_in(mode))

    @invariant()
    def places_gather_for_the_head_of_the_queue_alone(self) -> None:
        if self.cancelled or self.has_begun or not self.ids:
            return
        seminar = self.read()
        for mode, gathered in ((ON_SITE, seminar.gathered), (ONLINE, seminar.online_gathered)):
            if not gathered:
                continue
            here = self.here(self.seminar_id)
            waits = [each for each in here if each.may_move and each.mode is mode]
            head = min(waits, key=lambda each: each.order)
            assert head.party_id is not None
            party = self.watch.get_one(Party, head.party_id)
            assert party.goes_together
            assert party.gathers_until is not None

    @invariant()
    def nobody_is_lost_and_nobody_passed_by(self) -> None:
        after = self.stands()
        assert set(after) == set(self.ids)
        moved = [each for each in after.values() if self.has_moved_up(each)]
        left = [each for each in after.values() if each.may_move and self.waited(each)]
        assert not any(
            behind.mode is each.mode and behind.order < each.order
            for each in moved
            for behind in left
            if behind.seminar_id == each.seminar_id
        )
        for stand in after.values():
            self.assert_was_not_thrown_out(stand)
        self.before = after
        self.moved_by_themselves = set()

    def assert_was_not_thrown_out(self, stand: Stand) -> None:
        """A place or a wait ends by the person, by the clock, or with the seminar."""
        if stand.state in LIVE_REGISTRATIONS or stand.id in self.gone or self.cancelled:
            return
        end = stand.offered_until or stand.held_until
        assert stand.state is RegistrationState.LAPSED
        assert end is not None
        assert end <= self.now

    def waited(self, stand: Stand) -> bool:
        before = self.before.get(stand.id)
        same = before is not None and before.seminar_id == stand.seminar_id
        return before is not None and same and before.may_move and before.mode is stand.mode

    def has_moved_up(self, stand: Stand) -> bool:
        moved = stand.state in {OFFERED, CONFIRMED} and not stand.beyond
        return self.waited(stand) and moved and stand.id not in self.moved_by_themselves
