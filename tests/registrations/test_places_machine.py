"""Whatever happens to a seminar's places, in any order, from several sessions: what must hold."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import Phase
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    initialize,
    run_state_machine_as_test,
)
from sqlalchemy.orm import Session

from seminar_service.domain.proof import ProofRule
from seminar_service.registrations import (
    waiting_list,
)
from seminar_service.registrations.model import Registration
from seminar_service.storage.engine import make_engine, make_session_factory
from seminar_service.tours.model import Tour
from seminar_service.tours.values import WaitingRule
from tests.factories import make_bid, make_seminar, make_tour
from tests.registrations.places_machine.hosts import ByHosts
from tests.registrations.places_machine.laws import Lawful
from tests.registrations.places_machine.office import ByOffice
from tests.registrations.places_machine.participants import ByParticipants
from tests.registrations.places_machine.watching import ON_SITE, ONLINE, SESSIONS


class Places(ByParticipants, ByHosts, ByOffice, Lawful):
    """A seminar with a few places, everybody who wants one, and another one to be moved to."""

    @initialize(
        places=st.integers(1, 3),
        online=st.integers(0, 2),
        waiting=st.integers(0, 4),
        waiting_rule=st.sampled_from(WaitingRule),
        of_company=st.none() | st.integers(2, 4),
    )
    def begin(
        self,
        places: int,
        online: int,
        waiting: int,
        waiting_rule: WaitingRule,
        of_company: int | None,
    ) -> None:
        """All places are taken, and a few people wait."""
        session = self.sessions[0]
        tour = session.get_one(Tour, self.tour_id)
        tour.waiting_rule, tour.proof_rule = waiting_rule, ProofRule.ALWAYS
        tour.company_limit = of_company
        seminar = make_seminar(
            session, make_bid(session, tour, capacity=places), online_capacity=online
        )
        self.seminar_id, self.public_id = seminar.id, seminar.public_id
        other = make_seminar(session, make_bid(session, tour, capacity=2), online_capacity=1)
        self.other_id, self.other_public_id = other.id, other.public_id
        for number in range(places + waiting):
            self.register(number % SESSIONS, stranger=False, mode=ON_SITE)
        for number in range(online and online + waiting):
            self.register(number % SESSIONS, stranger=False, mode=ONLINE)


@pytest.fixture
def machine(session: Session, database_url: str) -> Iterator[type[Places]]:
    """The machine on one of the databases."""
    tour = make_tour(session)
    engine = make_engine(database_url)

    class OnThisDatabase(Places):
        factory = make_session_factory(engine)
        tour_id = tour.id

    session.close()
    yield OnThisDatabase
    engine.dispose()


def test_whatever_happens_the_places_are_right(machine: type[Places]) -> None:
    run_state_machine_as_test(
        machine, settings=hypothesis_settings(max_examples=12, stateful_step_count=25)
    )


@pytest.mark.parametrize(
    ("part", "broken"),
    [
        ("fill_free_places", lambda *_, **__: None),
        ("lapse_overdue", lambda *_, **__: 0),
        (
            "waiting_order",
            lambda: (Registration.waits_since.desc(), Registration.queue_number.desc()),
        ),
    ],
)
def test_the_machine_notices_a_waiting_list_that_does_not_move(
    machine: type[Places], monkeypatch: pytest.MonkeyPatch, part: str, broken: Callable[..., Any]
) -> None:
    """The control: without these parts it must fail."""
    monkeypatch.setattr(waiting_list, part, broken)
    looking = hypothesis_settings(
        max_examples=30, stateful_step_count=25, phases=[Phase.generate], database=None
    )
    with pytest.raises(AssertionError):
        run_state_machine_as_test(machine, settings=looking)
