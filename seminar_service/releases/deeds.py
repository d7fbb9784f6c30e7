"""What a release makes of the seminars, before it tells anybody.

Parts of the caller's transaction.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from seminar_service.domain.vocabulary import ConfirmationState
from seminar_service.planning.locks import lock_anew
from seminar_service.registrations.seminar_mails import Appointment as PublicAppointment
from seminar_service.releases.changes import Appointment, Change, ChangeKind
from seminar_service.releases.new_seminars import seminar_from_bid
from seminar_service.releases.preview import Comparison
from seminar_service.seminars.calendar_changes import touch
from seminar_service.seminars.facts import ChangedFact, Facts, changed_facts, facts_of
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.publicity import begins_at
from seminar_service.seminars.states import SEMINAR_TRANSITIONS, SeminarAction
from seminar_service.seminars.team_model import TeamMember


@dataclass(frozen=True)
class Deed:
    """A change that was made, with what was said about the seminar before it."""

    change: Change
    seminar: Seminar
    before: PublicAppointment
    said: Facts

    @property
    def changed(self) -> tuple[ChangedFact, ...]:
        """What is said otherwise by now; ask once the change was flushed."""
        return changed_facts(self.said, facts_of(self.seminar))


def carry_out(
    session: Session, compared: Comparison, changes: Iterable[Change], *, now: datetime
) -> list[Deed | None]:
    """Create, move or cancel the seminars of bids; None where nobody registered is concerned.

    The comparison knows a seminar that is created from then on. The caller flushes.
    """
    wanted = list(changes)
    arranged = [each.bid_id for each in wanted if each.kind in {ChangeKind.MOVED, ChangeKind.TEAM}]
    if arranged:
        lock_anew(session, [compared.seminars[key].id for key in arranged])
    return [_carry_out(session, compared, each, now=now) for each in wanted]


def _carry_out(
    session: Session, compared: Comparison, change: Change, *, now: datetime
) -> Deed | None:
    bid = compared.bids[change.bid_id]
    for adviser_id in change.joining | change.leaving:
        compared.advisers[adviser_id].calendar_changed_at = now
    if change.kind is ChangeKind.NEW and change.after is not None:
        seminar = seminar_from_bid(bid, change.after, now=now)
        session.add(seminar)
        compared.seminars[bid.id] = seminar
        return None
    if change.kind is ChangeKind.KEPT:
        return None
    seminar = compared.seminars[bid.id]
    deed = Deed(change, seminar, PublicAppointment.of(seminar), facts_of(seminar))
    if change.after is None:
        seminar.state = SEMINAR_TRANSITIONS.move(seminar.state, SeminarAction.CANCEL)
        touch(seminar, now=now)
    else:
        _move(session, seminar, change, change.after, now=now)
    return deed


def _move(
    session: Session, seminar: Seminar, change: Change, planned: Appointment, *, now: datetime
) -> None:
    """Give a seminar its new time and team; whoever is concerned is asked again."""
    seminar.state = SEMINAR_TRANSITIONS.move(seminar.state, SeminarAction.MOVE)
    if change.kind is ChangeKind.MOVED:
        if seminar.announced_at is not None:
            seminar.moved_from = begins_at(seminar.day, seminar.starts_at)
        if seminar.registration_closes_on is not None:
            seminar.registration_closes_on += planned.day - seminar.day
        if seminar.registration_opens_on is not None:
            seminar.registration_opens_on += planned.day - seminar.day
        seminar.day = planned.day
        seminar.starts_at = planned.starts_at
        seminar.ends_at = planned.ends_at
        _ask_host_again(seminar)
    touch(seminar, now=now)
    _set_team(session, seminar, planned.team, asked=change.joining)


def _ask_host_again(seminar: Seminar) -> None:
    seminar.host_confirmation = ConfirmationState.ASKED
    seminar.host_answered_at = None
    seminar.host_note = ""


def _set_team(
    session: Session, seminar: Seminar, team: tuple[int, ...], *, asked: frozenset[int]
) -> None:
    """Put the advisers into their slots; answers of those who need not be asked again stay."""
    answers = {
        member.adviser_id: (member.confirmation, member.answered_at, member.note)
        for member in seminar.team
        if member.adviser_id not in asked
    }
    if team == tuple(member.adviser_id for member in seminar.team):
        for member in seminar.team:  # of most seminars that move the team stays
            if member.adviser_id in asked:
                member.confirmation, member.answered_at = ConfirmationState.ASKED, None
                member.note = ""
        return
    seminar.team.clear()
    session.flush()  # the old rows go before new ones take their places
    for position, adviser_id in enumerate(team):
        confirmation, answered_at, note = answers.get(
            adviser_id, (ConfirmationState.ASKED, None, "")
        )
        seminar.team.append(
            TeamMember(
                position=position,
                adviser_id=adviser_id,
                confirmation=confirmation,
                answered_at=answered_at,
                note=note,
            )
        )
