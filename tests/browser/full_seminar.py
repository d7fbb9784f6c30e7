"""A seminar with two places for four people: the chapters of the story."""

from collections.abc import Callable
from datetime import UTC, datetime

from sqlalchemy import select

from seminar_service.domain.locales import Locale
from seminar_service.registrations.model import Registration
from seminar_service.registrations.states import RegistrationState
from tests.browser import registration_steps, steps
from tests.browser.groundwork import rows_of
from tests.browser.mails import invitation_in, link_in
from tests.browser.postbox import Postbox
from tests.browser.registration_ground import RegistrationGround
from tests.browser.service import Installation, Service
from tests.browser.steps import Person
from tests.browser.visitor import Visitor

FIRST = Person("参加 一郎", "first@example.jp")
SECOND = Person("参加 二郎", "second@example.jp")
THIRD = Person("参加 三郎", "third@example.jp")
FOURTH = Person("参加 四郎", "fourth@example.jp")

HAS_PLACE = "You have a place: %(title)s"
IS_OFFERED = "A place is held for you, please answer: %(title)s"
MUST_PRESS = "Please confirm your place: %(title)s"
WAITS = "You are on the waiting list: %(title)s"
WITHDREW = "Your registration is cancelled: %(title)s"
LAPSED = "The place held for you is free for others now: %(title)s"


class FullSeminar:
    """Two have places, two wait; the first in the queue lets an offer pass, and comes back.

    The chapters are told in the order in which they stand here.
    """

    def __init__(
        self,
        installation: Installation,
        service: Service,
        visit: Callable[[Locale], Visitor],
        ground: RegistrationGround,
        locale: Locale,
    ) -> None:
        self._installation = installation
        self._service = service
        self._seminar = ground.seminars[0]
        self._people = {person: visit(locale) for person in (FIRST, SECOND, THIRD, FOURTH)}
        self._locale = locale
        self._words = self._people[FIRST].words
        self._post = Postbox(service, self._words)
        self._links: dict[Person, str] = {}

    def two_register_and_press_the_button(self) -> None:
        """A place is held, and with the button it is theirs and stands in their calendars."""
        for person in (FIRST, SECOND):
            participant = self._people[person]
            steps.register(participant, person, self._words("Register"))
            participant.press(self._words("Register now"))
            asked = self._post.next(person.email, MUST_PRESS)
            assert invitation_in(asked) is None
            has_place = self._words("You have a place. We look forward to seeing you.")
            registration_steps.confirm(participant, link_in(asked, "/registrations/"), has_place)
            self._links[person] = self._is_invited(person)

    def two_more_wait(self) -> None:
        """The seminar says that it is full, and each is told the own position."""
        for position, person in enumerate((THIRD, FOURTH), start=1):
            participant = self._people[person]
            steps.register(participant, person, self._words("Join the waiting list"))
            participant.press(self._words("Join the waiting list"))
            self._waits(person, position)

    def the_first_withdraws_and_the_third_is_asked(self) -> None:
        """One calendar loses the seminar; a place is offered, and nobody else is written to."""
        steps.withdraw(self._people[FIRST], self._links[FIRST])
        gone = self._post.next_invitation(FIRST.email, WITHDREW)
        assert (gone.method, gone.entry.uid) == ("CANCEL", self._uid)
        self._is_asked(THIRD)
        assert self._post.recipients(IS_OFFERED) == [THIRD.email]

    def the_third_lets_the_offer_lapse_and_the_fourth_takes_it(self) -> None:
        """The worker notices by itself that nobody answered in time."""
        self._let_time_pass()
        lapsed = self._post.next(THIRD.email, LAPSED)
        assert invitation_in(lapsed) is None
        registration_steps.accept_offer(self._people[FOURTH], self._is_asked(FOURTH))
        self._is_invited(FOURTH)

    def the_third_waits_again(self) -> None:
        """The link to the offer leads to the page that says how to come back."""
        registration_steps.register_again(self._people[THIRD], THIRD, self._links[THIRD])
        self._waits(THIRD, 1)

    def the_second_withdraws_and_the_third_accepts(self) -> None:
        """This time in time; nobody else is left to be asked."""
        steps.withdraw(self._people[SECOND], self._links[SECOND])
        assert self._post.next_invitation(SECOND.email, WITHDREW).method == "CANCEL"
        registration_steps.accept_offer(self._people[THIRD], self._is_asked(THIRD))
        self._is_invited(THIRD)
        assert self._holders() == {THIRD.email, FOURTH.email}

    def _waits(self, person: Person, position: int) -> None:
        told = self._post.next(person.email, WAITS)
        assert invitation_in(told) is None
        number = self._words("You are number %(position)s on the waiting list.", position=position)
        link = link_in(told, "/registrations/")
        registration_steps.confirm(self._people[person], link, number)

    def _is_asked(self, person: Person) -> str:
        """The link in the offer, which shows in the own calendar as tentative."""
        offer = self._post.next(person.email, IS_OFFERED)
        assert invitation_in(offer) is None
        [entry] = self._service.feed(link_in(offer, "/feeds/"))
        assert (entry.status, entry.uid) == ("TENTATIVE", self._uid)
        self._links[person] = link_in(offer, "/registrations/")
        return self._links[person]

    def _is_invited(self, person: Person) -> str:
        """The link to the own page in the mail that says so, whose calendar part is right."""
        told = self._post.next(person.email, HAS_PLACE)
        invitation = invitation_in(told)
        assert invitation is not None
        assert (invitation.method, invitation.entry.uid) == ("REQUEST", self._uid)
        assert invitation.entry.start.date() == self._seminar.day
        assert self._seminar.title[self._locale] in invitation.entry.title
        [entry] = self._service.feed(link_in(told, "/feeds/"))
        assert (entry.status, entry.uid) == ("CONFIRMED", self._uid)
        return link_in(told, "/registrations/")

    @property
    def _uid(self) -> str:
        return self._seminar.uid

    def _let_time_pass(self) -> None:
        """Put the end of the offer behind us."""
        with rows_of(self._installation) as session:
            offered = Registration.state == RegistrationState.OFFERED
            row = session.scalars(select(Registration).where(offered)).one()
            row.offered_until = datetime.now(UTC)
            session.commit()

    def _holders(self) -> set[str]:
        with rows_of(self._installation) as session:
            confirmed = Registration.state == RegistrationState.CONFIRMED
            return set(session.scalars(select(Registration.email).where(confirmed)))
