"""From a request to a seminar whose waiting list moves up: the chapters of the story.

In each chapter people do something on the pages, then the mails are read by their recipients
and the feeds by a calendar program that others wrote.
"""

from collections.abc import Callable
from datetime import UTC, datetime, time
from email.message import EmailMessage

from seminar_service.domain.japan_time import instant_of
from seminar_service.domain.locales import Locale
from tests.browser import steps
from tests.browser.groundwork import ADVISER, Ground
from tests.browser.mails import Invitation, invitation_in, link_in
from tests.browser.service import Service
from tests.browser.steps import Person, Request
from tests.browser.visitor import Visitor
from tests.calendars.seen import Seen

FIRST = Person("参加 一郎", "first@example.jp")
SECOND = Person("参加 二郎", "second@example.jp")
THIRD = Person("参加 三郎", "third@example.jp")


class Story:
    """The people of one story, the request that it is about, and what was sent to whom.

    The chapters are told in the order in which they stand here.
    """

    def __init__(
        self, service: Service, visit: Callable[[Locale], Visitor], ground: Ground
    ) -> None:
        self.service = service
        self.ground = ground
        self.visit = visit
        self.request = Request(
            host="名古屋商工会議所",
            email="host@example.jp",
            venue="商工会館 3階会議室",
            seats=2,
            day=ground.day,
        )
        self.host, self.organiser, self.adviser = (visit(Locale.JA) for _ in range(3))
        self.words = self.host.words

    def a_host_asks_for_a_seminar(self) -> None:
        """The request arrives once, and its page opens from the mail."""
        steps.ask_for_a_seminar(self.host, self.request, self.ground)
        received = self._mail(
            self.request.email, "We have received your request for a seminar (No. %(number)s)"
        )
        assert f"{self.ground.year}-1" in received["Subject"]
        self.host.open(link_in(received, "/bids/"))
        self.host.sees(self.words("The office is looking through your request"))
        assert self._tour_feed() == []

    def the_organiser_accepts(self) -> None:
        """The host hears that the request goes into the planning."""
        steps.log_in(self.organiser)
        steps.accept(self.organiser, self.request, f"{self.ground.year}年度巡回セミナー")
        self._mail(
            self.request.email,
            "Your request goes into the planning of the tour (No. %(number)s)",
        )

    def the_planner_plans(self) -> None:
        """A plan that nobody hears of yet."""
        steps.plan(self.organiser)
        assert self._tour_feed() == []

    def the_organiser_releases_the_plan(self) -> None:
        """Host and adviser are asked; the adviser's calendar shows the seminar as tentative."""
        steps.release(self.organiser, self.request)
        [entry] = self._adviser_feed()
        assert entry.status == "TENTATIVE"
        self._check(entry)
        assert self._tour_feed() == []

    def host_and_adviser_confirm(self) -> None:
        """Both by the link in their mail."""
        subject = "Your answer is needed by %(until)s: your seminar on %(day)s"
        to_host = self._mail(self.request.email, subject)
        steps.confirm_date(self.host, link_in(to_host, "/bids/"))
        steps.confirm_date(self.adviser, link_in(self._mail_to_adviser(), "/adviser/"))
        [entry] = self._adviser_feed()
        assert entry.status == "CONFIRMED"
        assert self._tour_feed() == []

    def the_organiser_announces(self) -> None:
        """The seminar stands in the tour's calendar and its prefecture's, and in no other."""
        steps.announce(self.organiser)
        announced = self._mail(self.request.email, "Your seminar on %(day)s is now public")
        self.host.open(link_in(announced, "/seminars/"))
        [entry] = self._tour_feed()
        assert entry.status == "CONFIRMED"
        self._check(entry)
        assert self._feed("/feeds/prefectures/23.ics") == [entry]
        assert self._feed("/feeds/prefectures/13.ics") == []

    def people_register_until_all_places_are_taken(self) -> None:
        """Each gets a place and an entry for the calendar."""
        for person in (FIRST, SECOND):
            participant = self.visit(Locale.JA)
            steps.register(participant, person, self.words("Register"))
            participant.press(self.words("Register now"))
            participant.sees(self.words("You have a place. We look forward to seeing you."))
            invitation = self._invitation(person, "You have a place: %(title)s")
            assert invitation.method == "REQUEST"
            self._check(invitation.entry)
        first_feed = link_in(self._mail(FIRST.email, "You have a place: %(title)s"), "/feeds/")
        assert [each.status for each in self.service.feed(first_feed)] == ["CONFIRMED"]

    def one_more_waits(self) -> None:
        """A full seminar says so, and puts people on the waiting list."""
        participant = self.visit(Locale.JA)
        steps.register(participant, THIRD, self.words("Join the waiting list"))
        participant.press(self.words("Join the waiting list"))
        participant.sees(self.words("You are number %(position)s on the waiting list.", position=1))
        waits = self._mail(THIRD.email, "You are on the waiting list: %(title)s")
        assert invitation_in(waits) is None
        self.organiser.follow(self.words("Seminars"))
        self.organiser.sees("2 / 2")

    def the_first_cancels_and_the_waiting_one_moves_up(self) -> None:
        """One calendar loses the seminar, another gets it."""
        confirmed = self._mail(FIRST.email, "You have a place: %(title)s")
        steps.withdraw(self.visit(Locale.JA), link_in(confirmed, "/registrations/"))
        gone = self._invitation(FIRST, "Your registration is cancelled: %(title)s")
        assert gone.method == "CANCEL"
        assert self.service.feed(link_in(confirmed, "/feeds/")) == []
        self._moves_up(gone.entry.uid)

    def _moves_up(self, uid: str) -> None:
        offer = self._mail(THIRD.email, "A place is held for you, please answer: %(title)s")
        assert invitation_in(offer) is None
        assert [each.status for each in self.service.feed(link_in(offer, "/feeds/"))] == [
            "TENTATIVE"
        ]
        participant = self.visit(Locale.JA)
        participant.open(link_in(offer, "/registrations/"))
        participant.press(self.words("Accept the place"))
        participant.sees(self.words("You have a place. We look forward to seeing you."))
        subject = "You have a place: %(title)s"
        invitation = self._invitation(THIRD, subject)
        assert (invitation.method, invitation.entry.uid) == ("REQUEST", uid)
        mail = self._mail(THIRD.email, subject)
        assert [each.uid for each in self.service.feed(link_in(mail, "/feeds/"))] == [uid]

    def _mail(self, recipient: str, subject: str) -> EmailMessage:
        return self.service.mail_to(recipient, self.words.pattern(subject))

    def _mail_to_adviser(self) -> EmailMessage:
        return self._mail(ADVISER, "Your answer is needed by %(until)s: your seminars")

    def _invitation(self, person: Person, subject: str) -> Invitation:
        invitation = invitation_in(self._mail(person.email, subject))
        assert invitation is not None, subject
        return invitation

    def _adviser_feed(self) -> list[Seen]:
        return self.service.feed(link_in(self._mail_to_adviser(), "/feeds/advisers/"))

    def _tour_feed(self) -> list[Seen]:
        return self._feed("/feeds/tour.ics")

    def _feed(self, path: str) -> list[Seen]:
        return self.service.feed(self.service.base_url + path)

    def _check(self, entry: Seen) -> None:
        """See that an entry says where and when."""
        assert entry.start == self._instant(time(13, 30))
        assert entry.end == self._instant(time(16, 30))
        assert self.request.venue in entry.location
        assert self.ground.topic[Locale.JA] in entry.title

    def _instant(self, clock: time) -> datetime:
        return instant_of(self.request.day, clock).astimezone(UTC)
