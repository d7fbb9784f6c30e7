from dataclasses import fields

from seminar_service.domain.actors import SYSTEM, Actor, ActorKind
from seminar_service.history.model import HistoryLine


def test_an_actor_says_nothing_by_which_a_log_could_name_a_person() -> None:
    assert {field.name for field in fields(Actor)} == {"kind", "user_id"}


def test_two_accounts_of_the_office_are_two_actors() -> None:
    assert Actor(ActorKind.ORGANISER, user_id=1) != Actor(ActorKind.ORGANISER, user_id=2)
    assert Actor(ActorKind.ORGANISER, user_id=1) == Actor(ActorKind.ORGANISER, user_id=1)


def test_the_service_itself_has_no_account() -> None:
    assert (SYSTEM.kind, SYSTEM.user_id) == (ActorKind.SYSTEM, None)


def test_every_party_fits_into_the_history() -> None:
    longest = HistoryLine.__table__.c.actor_kind.type.length  # type: ignore[attr-defined]  # a String

    assert max(len(kind.value) for kind in ActorKind) <= longest
