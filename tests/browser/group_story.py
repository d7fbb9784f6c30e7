"""Three people of a company, registered by one contact: the chapters of the story."""

from collections.abc import Callable

from seminar_service.domain.locales import Locale
from tests.browser import office_steps, party_steps, registration_steps, steps
from tests.browser.mails import invitation_in, link_in
from tests.browser.postbox import Postbox
from tests.browser.registration_ground import Announced, RegistrationGround
from tests.browser.service import Service
from tests.browser.steps import Person
from tests.browser.visitor import Visitor

CONTACT = Person("総務 花子", "contact@example.jp")
ICHIRO = Person("例示 一郎", "ichiro@example.jp")
JIRO = Person("例示 二郎", "jiro@example.jp")
SABURO = Person("例示 三郎", "")
SHIRO = Person("例示 四郎", "shiro@example.jp")
DEPARTMENT = "知的財産部 <部長> & 課長"

HAS_PLACE = "You have a place: %(title)s"
GROUP = "Your group registration: %(title)s"
EXCHANGED = "Somebody of your group has been exchanged: %(title)s"
HANDED_OVER = "Somebody else takes your place: %(title)s"
MOVED = "Your registration is moved to another seminar: %(title)s"
LINKS = "Links to your registrations"


class GroupStory:
    """One is exchanged, another is moved, changes an answer and loses the link.

    The chapters are told in the order in which they stand here.
    """

    def __init__(
        self,
        service: Service,
        visit: Callable[[Locale], Visitor],
        ground: RegistrationGround,
        locale: Locale,
    ) -> None:
        self._ground = ground
        self._earlier, self._later = ground.seminars
        self._contact, self._clerk, self._jiro, self._stranger = (visit(locale) for _ in range(4))
        self._words = self._contact.words
        self._post = Postbox(service, self._words)
        self._links: dict[Person, str] = {}

    def one_contact_registers_three_people(self) -> None:
        """Who has an address gets an own mail; the third person's link is in the contact's."""
        party_steps.register_party(self._contact, CONTACT, (ICHIRO, JIRO, SABURO))
        told = self._post.next(CONTACT.email, GROUP)
        self._links[CONTACT] = link_in(told, "/parties/")
        third = link_in(told, "/registrations/")
        registration_steps.sees_registration(self._contact, third, SABURO, self._earlier)
        for person in (ICHIRO, JIRO):
            self._links[person] = self._is_invited(person, self._earlier)
        assert self._post.recipients(HAS_PLACE) == sorted([ICHIRO.email, JIRO.email])

    def another_comes_instead_of_the_first(self) -> None:
        """The entry leaves one calendar and comes into another; the contact is told as well."""
        party_steps.put_in_substitute(self._contact, self._links[CONTACT], ICHIRO, SHIRO)
        gone = self._post.next_invitation(ICHIRO.email, HANDED_OVER)
        assert (gone.method, gone.entry.uid) == ("CANCEL", self._earlier.uid)
        self._is_invited(SHIRO, self._earlier)
        self._stranger.open(self._links[ICHIRO])
        self._stranger.sees(
            self._words("Somebody else has taken over your place. Thank you for telling us.")
        )
        told = self._post.next(CONTACT.email, EXCHANGED)
        self._contact.open(link_in(told, "/parties/"))
        for person in (SHIRO, JIRO, SABURO):
            self._contact.sees(person.name)

    def the_office_moves_the_second(self) -> None:
        """One seminar leaves the calendar, the other comes into it; the link goes on to work."""
        steps.log_in(self._clerk)
        office_steps.move(self._clerk, self._ground.year, JIRO, self._later)
        gone = self._post.next_invitation(JIRO.email, MOVED)
        assert (gone.method, gone.entry.uid) == ("CANCEL", self._earlier.uid)
        for link in (self._links[JIRO], self._is_invited(JIRO, self._later)):
            registration_steps.sees_registration(self._jiro, link, JIRO, self._later)

    def the_second_changes_an_answer(self) -> None:
        """What is typed stands on the own page as it was typed."""
        registration_steps.change_department(self._jiro, self._links[JIRO], DEPARTMENT)

    def the_second_loses_the_link_and_gets_it_again(self) -> None:
        """The new link leads to the registration as it stands; others have got nothing."""
        registration_steps.ask_for_links(self._stranger, JIRO.email)
        told = self._post.next(JIRO.email, LINKS)
        link = link_in(told, "/registrations/")
        registration_steps.sees_registration(self._stranger, link, JIRO, self._later)
        self._stranger.sees(DEPARTMENT)
        assert self._post.recipients(LINKS) == [JIRO.email]

    def _is_invited(self, person: Person, to: Announced) -> str:
        told = self._post.next(person.email, HAS_PLACE)
        invitation = invitation_in(told)
        assert invitation is not None
        assert (invitation.method, invitation.entry.uid) == ("REQUEST", to.uid)
        assert invitation.entry.start.date() == to.day
        return link_in(told, "/registrations/")
